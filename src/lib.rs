//! Plenary compiles the plain text of a resolution to the Word file and the PDF that ITU would
//! publish, tracked changes included.

pub mod source;
pub mod model;
pub mod house;
pub mod layout;
