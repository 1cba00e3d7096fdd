//! Plenary compiles the plain text of a resolution to the Word file and the PDF that ITU would
//! publish, tracked changes included.

pub mod source;
pub mod diagnostic;
pub mod model;
mod nearest;
pub mod syntax;
pub mod revision;
pub mod format;
#[cfg(feature = "git")]
pub mod history;
pub mod house;
pub mod semantics;
pub mod layout;
#[cfg(feature = "pdf")]
pub mod typeset;
#[cfg(feature = "docx")]
mod ooxml;
pub mod output;
pub mod compile;
