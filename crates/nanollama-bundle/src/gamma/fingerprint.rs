//! [`Fingerprint`]: what a model's numbers are known by, in whatever number format they are stored.
//!
//! A hash would differ between a checkpoint and the same weights in f16 or in blocks. Here each of 256 bits is the sign of a
//! row of some matrix, turned by random signs (Charikar 2002): numbers that are nearly the same have nearly the same bits
//! (the share that differs is their angle over π), those of another training differ in half of them.

use std::fmt;
use std::str::FromStr;

use nanollama_model::parts;

use crate::error::Result;
use crate::stored_model::StoredModel;

const BITS: u64 = 256;
/// Blocks of two bits lie some 0.3 apart from what they were made of, a tenth of the bits; another model differs in half.
const MOST_APART: u32 = 40;

/// What a model's numbers are known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u64; (BITS / 64) as usize]);

impl Fingerprint {
    /// That of a model. It reads 256 rows.
    ///
    /// # Errors
    /// When a tensor cannot be read.
    pub fn of(model: &StoredModel) -> Result<Fingerprint> {
        let matrices: Vec<_> = parts(model.config()).into_iter().filter(|part| part.shape.len() == 2).collect();
        // A tensor of a file is read once for all of its bits.
        let mut places: Vec<(usize, u64)> =
            (0..BITS).map(|bit| ((mixed(bit) % matrices.len() as u64) as usize, bit)).collect();
        places.sort_unstable();
        let mut words = [0u64; (BITS / 64) as usize];
        for bits in places.chunk_by(|a, b| a.0 == b.0) {
            let part = &matrices[bits[0].0];
            let tensor = model.tensor(&part.name)?;
            let (rows, cols) = (part.shape[0], part.shape[1]);
            let stride = tensor.bytes.len() / rows.max(1);
            let mut row = vec![0.0; cols];
            for &(_, bit) in bits {
                let at = (mixed(bit ^ (1 << 40)) % rows as u64) as usize;
                let bytes = &tensor.bytes[at * stride..][..stride];
                let decoded = tensor.dtype.decode(bytes, &mut row);
                decoded.map_err(|error| super::fault::field(model.path(), &part.name, error.to_string()))?;
                let signed = |(col, &value): (usize, &f32)| {
                    let sign = mixed((bit << 32) ^ col as u64 ^ (1 << 62)) & 1;
                    if sign == 1 { f64::from(value) } else { -f64::from(value) }
                };
                if row.iter().enumerate().map(signed).sum::<f64>() > 0.0 {
                    words[(bit / 64) as usize] |= 1 << (bit % 64);
                }
            }
        }
        Ok(Fingerprint(words))
    }

    /// In how many of the 256 bits two differ.
    pub fn apart(self, other: Fingerprint) -> u32 {
        self.0.iter().zip(other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// Whether they are of the same numbers, rounded perhaps; a model that was tuned a little from the other counts as the same.
    pub fn is_near(self, other: Fingerprint) -> bool {
        self.apart(other) <= MOST_APART
    }

    /// Enough of it for people to tell two apart.
    pub fn short(self) -> String {
        format!("{:016x}", self.0[0])
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|word| write!(out, "{word:016x}"))
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    fn from_str(text: &str) -> Result<Fingerprint, ()> {
        if text.len() != 64 || !text.is_ascii() {
            return Err(());
        }
        let mut words = [0; (BITS / 64) as usize];
        for (word, digits) in words.iter_mut().zip(text.as_bytes().chunks_exact(16)) {
            let digits = std::str::from_utf8(digits).map_err(drop)?;
            *word = u64::from_str_radix(digits, 16).map_err(drop)?;
        }
        Ok(Fingerprint(words))
    }
}

/// A number that looks random (splitmix64, Steele, Lea and Flood 2014).
pub(super) fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_and_read() {
        let one = Fingerprint([1, u64::MAX, 0x0123_4567_89ab_cdef, 0]);
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!(one.apart(Fingerprint([0, u64::MAX, 0x0123_4567_89ab_cdef, 3])), 3);
        for bad in ["", "xyz", &"g".repeat(64), &"0".repeat(63), &"ä".repeat(32)] {
            assert!(bad.parse::<Fingerprint>().is_err(), "{bad}");
        }
    }
}
