//! Operations on tracked changes: one reading of a document, a redline of two versions, and the
//! acceptance or refusal of changes on the source text.

mod calls;
mod changes;
mod choice;
mod decide;
mod moves;
mod places;
pub mod redline;
mod remarks;
mod removal;
mod settle;
mod spans;
mod summary;

pub use changes::{Deed, Listed, changes};
pub use choice::{Choice, Decision, Decisions, Verdict};
pub use decide::decide;
pub(crate) use moves::{ends as move_ends, moved};
pub use places::{Place, places};
pub(crate) use remarks::has_remarks;
pub use settle::settle;
pub use spans::without_spans;
pub use summary::summary;
