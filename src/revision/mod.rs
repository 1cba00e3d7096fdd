//! Operations on tracked changes: one reading of a document, a redline of two versions, and the
//! acceptance or refusal of changes on the source text.

pub mod redline;
mod runs;
mod settle;
mod spans;

pub use settle::settle;
pub use spans::without_spans;
