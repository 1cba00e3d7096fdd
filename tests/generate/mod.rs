//! Documents made up for the laws: pairs of versions, scraps, and what several hands have marked.

#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test uses a part")]

pub mod hands;
pub mod scraps;
mod versions;

pub use versions::{Version, pair, version};
