//! The only clock that an output may show, beside the dates in its source.

use plenary::model::Timestamp;

/// When outputs are made whose sources give no date: `SOURCE_DATE_EPOCH`, as builds that can be
/// repeated set it.
pub(super) fn made() -> Option<Timestamp> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    Timestamp::from_epoch(seconds.trim().parse().ok()?)
}
