//! Plenary compiles the plain text of a resolution to the Word file and the PDF that ITU would
//! publish, tracked changes included.

pub mod source;
pub mod diagnostic;
pub mod model;
mod nearest;
pub mod syntax;
pub mod revision;
pub mod format;
pub mod history;
pub mod house;
pub mod semantics;
pub mod layout;
pub mod typeset;
mod ooxml;
pub mod output;
pub mod compile;
pub mod cli;
