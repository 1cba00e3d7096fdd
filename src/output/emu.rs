//! English Metric Units (ECMA-376 § 20.1.2.1), in which pictures are measured.

/// In a metre.
pub(super) const METRE: u64 = 36_000_000;
/// In an inch.
pub(super) const INCH: u64 = 914_400;
/// In a centimetre.
pub(super) const CENTIMETRE: u64 = 360_000;
