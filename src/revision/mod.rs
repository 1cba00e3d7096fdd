//! Operations on tracked changes: one reading of a document, a redline of two versions, and the
//! acceptance or refusal of changes on the source text.

mod changes;
mod choice;
mod decide;
mod found;
mod moves;
mod citation;
mod places;
pub mod redline;
mod remarks;
mod settle;
mod spans;
mod summary;
mod together;
mod wanted;

pub use changes::{Deed, Listed, changes};
pub use choice::{Choice, Decision, Decisions, Unknown, Verdict};
pub use citation::{Citation, Whereabouts};
pub use decide::decide;
pub(crate) use moves::{ends as move_ends, moved};
pub use places::places;
pub(crate) use remarks::has_remarks;
pub use settle::settle;
pub use spans::without_spans;
pub use summary::summary;
pub use wanted::Wanted;
