//! States for tests.

use crate::model::{ChangeId, Revision};

/// Brought in by the change of this number.
pub(super) fn inserted(change: u32) -> Revision {
    Revision::inserted(ChangeId(change))
}

/// Taken out by the change of this number.
pub(super) fn deleted(change: u32) -> Revision {
    Revision::deleted(ChangeId(change))
}
