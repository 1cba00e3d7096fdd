//! Compression of streams (RFC 1950).

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

thread_local! {
    /// A compressor's tables are a quarter of a megabyte: they are cleared, not made anew.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
}

/// Compresses a stream. The sixth level is half as slow as the ninth and two per cent larger.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 3 + 64);
        let mut rest = bytes;
        loop {
            out.reserve(rest.len() / 2 + 64);
            let before = compressor.total_in();
            let status = compressor.compress_vec(rest, &mut out, FlushCompress::Finish);
            rest = &rest[(compressor.total_in() - before) as usize..];
            // Compressing memory to memory cannot fail.
            if !matches!(status, Ok(Status::Ok | Status::BufError)) {
                return out;
            }
        }
    })
}
