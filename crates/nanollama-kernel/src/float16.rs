//! The two sixteen-bit floats, IEEE half and bfloat16: exact conversions to f32, and back to the nearest even.

use half::{bf16, f16};

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
    fn every_half_survives_the_way_through_f32() {
        for bits in 0..=u16::MAX {
            let value = f16_to_f32(bits);
            assert!(value.is_nan() || f32_to_f16(value) == bits, "{bits:#06x}");
            let value = bf16_to_f32(bits);
            assert!(value.is_nan() || f32_to_bf16(value) == bits, "{bits:#06x}");
        }
    }

    #[test]
    fn halfway_goes_to_even() {
        assert_eq!(f32_to_bf16(f32::from_bits(0x3f80_8000)), 0x3f80);
        assert_eq!(f32_to_bf16(f32::from_bits(0x3f81_8000)), 0x3f82);
        assert_eq!(f32_to_f16(1.0 + 2f32.powi(-11)), 0x3c00);
        assert_eq!(f32_to_f16(1.0 + 3.0 * 2f32.powi(-11)), 0x3c02);
    }
}
