//! Operations on tracked changes: one reading of a document, a redline of two versions, and the
//! acceptance or refusal of changes on the source text.

mod calls;
mod changes;
mod decide;
mod places;
pub mod redline;
mod removal;
mod runs;
mod settle;
mod spans;
mod summary;
mod walk;

pub use changes::{Choice, Deed, Listed, changes};
pub use decide::{Decision, decide};
pub use places::{Place, places};
pub(crate) use settle::columns_without;
pub use settle::settle;
pub use spans::without_spans;
pub use summary::summary;
pub(crate) use walk::has_remarks;
