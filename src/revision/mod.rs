//! Operations on tracked changes: one reading of a document, a redline of two versions, and the
//! acceptance or refusal of changes on the source text.

mod decide;
pub mod redline;
mod removal;
mod runs;
mod settle;
mod spans;
mod walk;

pub use decide::{Decision, apply, decide};
pub use settle::settle;
pub use spans::without_spans;
