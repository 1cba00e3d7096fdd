//! Maps whose keys are hashed by a few multiplications: the keys are the program's own numbers and
//! the words of one document, and the order of a map is never seen.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with quick hashing.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Folds words of eight bytes by rotation, exclusion and multiplication.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn fold(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.fold(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        for &byte in words.remainder() {
            self.fold(u64::from(byte));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.fold(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.fold(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.fold(word as u64);
    }

    fn finish(&self) -> u64 {
        // The low bits choose the bucket, and multiplication stirs the high ones best.
        self.0 ^ (self.0 >> 32)
    }
}
