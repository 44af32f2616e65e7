//! How numbers are stored: names, sizes, and exact or nearest-even conversions. Arithmetic is always f32; block decoding lives in `quant/`.

use std::fmt;
use std::str::FromStr;

use half::{bf16, f16};

use crate::error::Error;

/// Values in a Q8_0 block.
pub const Q8_0_BLOCK: usize = 32;
/// Bytes of a Q8_0 block: one f16 scale, then 32 signed bytes.
pub const Q8_0_BYTES: usize = 34;

/// A storage type of weights and tensors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DType {
    /// IEEE single precision.
    F32,
    /// IEEE half precision.
    F16,
    /// The upper half of a single.
    Bf16,
    /// Blocks of 32 signed bytes under one f16 scale (GGUF's `Q8_0`).
    Q8_0,
}

impl DType {
    /// Every storage type.
    pub const ALL: [DType; 4] = [DType::F32, DType::F16, DType::Bf16, DType::Q8_0];

    /// Bytes of `elements` consecutive values; None when the count is no whole number of blocks or the size overflows.
    #[must_use]
    pub fn bytes_for(self, elements: u64) -> Option<u64> {
        match self {
            DType::F32 => elements.checked_mul(4),
            DType::F16 | DType::Bf16 => elements.checked_mul(2),
            DType::Q8_0 if elements.is_multiple_of(Q8_0_BLOCK as u64) => {
                (elements / Q8_0_BLOCK as u64).checked_mul(Q8_0_BYTES as u64)
            }
            DType::Q8_0 => None,
        }
    }

    /// Values that are stored together: 1, or a block's 32.
    #[must_use]
    pub fn block(self) -> usize {
        match self {
            DType::Q8_0 => Q8_0_BLOCK,
            DType::F32 | DType::F16 | DType::Bf16 => 1,
        }
    }

    /// Little-endian bytes of this type to f32, exactly.
    ///
    /// # Errors
    /// [`Error::ByteLength`] when there are more or fewer bytes than `values` take.
    pub fn decode(self, bytes: &[u8], values: &mut [f32]) -> Result<(), Error> {
        let expected = self.bytes_for(values.len() as u64);
        if expected != Some(bytes.len() as u64) {
            let (expected, found) = (expected.unwrap_or(0), bytes.len() as u64);
            return Err(Error::ByteLength { dtype: self, rows: 1, cols: values.len(), expected, found });
        }
        crate::quant::decode(self, bytes, values);
        Ok(())
    }

    /// The name in plans and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DType::F32 => "f32",
            DType::F16 => "f16",
            DType::Bf16 => "bf16",
            DType::Q8_0 => "q8_0",
        }
    }
}

impl fmt::Display for DType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for DType {
    type Err = Error;
    fn from_str(name: &str) -> Result<DType, Error> {
        let wanted = name.to_ascii_lowercase();
        DType::ALL
            .into_iter()
            .find(|dtype| dtype.name() == wanted)
            .ok_or_else(|| Error::UnknownDType { name: name.to_owned() })
    }
}

/// f16 bits to f32, exact.
#[must_use]
pub fn f16_to_f32(bits: u16) -> f32 {
    f16::from_bits(bits).to_f32()
}

/// f32 to f16 bits, round to nearest even; too large becomes infinite.
#[must_use]
pub fn f32_to_f16(value: f32) -> u16 {
    f16::from_f32(value).to_bits()
}

/// bf16 bits to f32, exact.
#[must_use]
pub fn bf16_to_f32(bits: u16) -> f32 {
    bf16::from_bits(bits).to_f32()
}

/// f32 to bf16 bits, round to nearest even.
#[must_use]
pub fn f32_to_bf16(value: f32) -> u16 {
    bf16::from_f32(value).to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_checked() {
        assert_eq!(DType::F32.bytes_for(3), Some(12));
        assert_eq!(DType::Bf16.bytes_for(3), Some(6));
        assert_eq!(DType::Q8_0.bytes_for(64), Some(68));
        assert_eq!(DType::Q8_0.bytes_for(63), None);
        assert_eq!(DType::F32.bytes_for(u64::MAX / 2), None);
        assert_eq!(DType::Q8_0.bytes_for(u64::MAX / 32 * 32), None);
    }

    #[test]
    fn names_round_trip() {
        for dtype in DType::ALL {
            assert_eq!(dtype.name().parse::<DType>().unwrap(), dtype);
            assert_eq!(dtype.name().to_uppercase().parse::<DType>().unwrap(), dtype);
        }
        assert!("q9".parse::<DType>().unwrap_err().to_string().contains("q9"));
    }

    #[test]
    fn every_half_survives_the_way_through_f32() {
        for bits in 0..=u16::MAX {
            let value = f16_to_f32(bits);
            assert!(value.is_nan() || f32_to_f16(value) == bits, "{bits:#06x}");
            let value = bf16_to_f32(bits);
            assert!(value.is_nan() || f32_to_bf16(value) == bits, "{bits:#06x}");
        }
    }

    #[test]
    fn lengths_are_checked_before_decoding() {
        let mut values = [0.0; 2];
        DType::Bf16.decode(&[0x80, 0x3f, 0, 0xc0], &mut values).unwrap();
        assert_eq!(values, [1.0, -2.0]);
        assert!(DType::Bf16.decode(&[0x80, 0x3f, 0], &mut values).is_err());
        assert!(DType::Q8_0.decode(&[0; Q8_0_BYTES], &mut values).is_err());
    }

    #[test]
    fn halfway_goes_to_even() {
        assert_eq!(f32_to_bf16(f32::from_bits(0x3f80_8000)), 0x3f80);
        assert_eq!(f32_to_bf16(f32::from_bits(0x3f81_8000)), 0x3f82);
        assert_eq!(f32_to_f16(1.0 + 2f32.powi(-11)), 0x3c00);
        assert_eq!(f32_to_f16(1.0 + 3.0 * 2f32.powi(-11)), 0x3c02);
    }
}
