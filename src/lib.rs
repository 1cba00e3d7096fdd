//! Plenary compiles the plain text of a resolution to the Word file and the PDF that ITU would
//! publish, tracked changes included.

pub mod source;
pub mod diagnostic;
pub mod model;
mod nearest;
pub mod syntax;
pub mod house;
pub mod semantics;
pub mod layout;
pub mod typeset;
pub mod output;
