//! A fast, fixed-seed hash for byte strings and symbol pairs (folded 128-bit multiplication, as in wyhash).
//! Fixed seeds keep results the same from run to run; nothing here resists chosen collisions.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
const SPREAD: u64 = 0xe703_7ed1_a0b4_28db;

/// High and low half of the 128-bit product, xored: one multiplication mixes all 128 input bits.
#[inline]
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Hash of a pair of symbols packed as `left << 32 | right`.
#[inline]
pub(crate) fn hash_pair(pair: u64) -> u64 {
    fold(pair ^ MIX, SPREAD)
}

/// Hash of a short byte string held in two words (zero padded, length inside).
#[inline]
pub(crate) fn hash_words(low: u128, high: u128) -> u64 {
    let first = fold(low as u64 ^ MIX, (low >> 64) as u64 ^ SPREAD);
    first ^ fold(high as u64 ^ SPREAD, (high >> 64) as u64 ^ MIX)
}

#[derive(Default, Clone)]
pub(crate) struct ByteHasher(u64);

impl Hasher for ByteHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.0 = fold(self.0 ^ u64::from_le_bytes(*word) ^ MIX, SPREAD);
        }
        let mut last = [0u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.0 = fold(self.0 ^ u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56), SPREAD ^ MIX);
    }

    #[inline]
    fn write_usize(&mut self, value: usize) {
        self.0 ^= (value as u64).wrapping_mul(MIX);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map keyed by byte strings.
pub(crate) type ByteMap<K, V> = HashMap<K, V, BuildHasherDefault<ByteHasher>>;
