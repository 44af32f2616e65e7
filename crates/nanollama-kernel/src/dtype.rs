//! [`DType`]: the list of storage types of weights and tensors. What each is, its descriptor says, in a file of `quant`.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::quant::format::Format;
use crate::quant::{centred, floored, iq4, numbers, q2_k, q3_k, q4_k, q6_k, q8_0};

/// The list becomes an enum, an array and a table.
macro_rules! storage_types {
    ($($(#[$doc:meta])* $name:ident => $format:path,)*) => {
        /// A storage type of weights and tensors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum DType {
            $($(#[$doc])* $name,)*
        }

        impl DType {
            /// Every storage type.
            pub const ALL: &[DType] = &[$(DType::$name,)*];

            pub(crate) fn format(self) -> &'static Format {
                match self {
                    $(DType::$name => &$format,)*
                }
            }
        }
    };
}

storage_types! {
    /// IEEE single precision.
    F32 => numbers::SINGLE,
    /// IEEE half precision.
    F16 => numbers::HALF,
    /// The upper half of a single.
    Bf16 => numbers::BRAIN,
    /// Blocks of 32 signed bytes under one f16 scale (GGUF's `Q8_0`).
    Q8_0 => q8_0::FORMAT,
    /// Blocks of 32 numbers of four bits under one f16 scale (GGUF's `Q4_0`).
    Q4_0 => centred::Q4_0,
    /// Blocks of 32 numbers of four bits under an f16 scale, above an f16 least value (GGUF's `Q4_1`).
    Q4_1 => floored::Q4_1,
    /// Blocks of 32 numbers of five bits under one f16 scale (GGUF's `Q5_0`).
    Q5_0 => centred::Q5_0,
    /// Blocks of 32 numbers of five bits under an f16 scale, above an f16 least value (GGUF's `Q5_1`).
    Q5_1 => floored::Q5_1,
    /// Superblocks of 256 numbers of two bits in sub-blocks of 16 with scales and least values (GGUF's `Q2_K`).
    Q2K => q2_k::FORMAT,
    /// Superblocks of 256 numbers of three bits in sub-blocks of 16 with scales (GGUF's `Q3_K`).
    Q3K => q3_k::FORMAT,
    /// Superblocks of 256 numbers of four bits in sub-blocks of 32 with scales and least values (GGUF's `Q4_K`).
    Q4K => q4_k::Q4_K,
    /// Superblocks of 256 numbers of five bits in sub-blocks of 32 with scales and least values (GGUF's `Q5_K`).
    Q5K => q4_k::Q5_K,
    /// Superblocks of 256 numbers of six bits in sub-blocks of 16 with scales (GGUF's `Q6_K`).
    Q6K => q6_k::FORMAT,
    /// Blocks of 32 numbers of four bits, of uneven steps, under one f16 scale (GGUF's `IQ4_NL`).
    Iq4Nl => iq4::NL,
    /// Superblocks of 256 numbers of four bits, of uneven steps, in sub-blocks of 32 with scales (GGUF's `IQ4_XS`).
    Iq4Xs => iq4::XS,
}

impl DType {
    /// Bytes of `elements` consecutive values; None when the count is no whole number of blocks or the size overflows.
    #[must_use]
    pub fn bytes_for(self, elements: u64) -> Option<u64> {
        let (block, bytes) = (self.format().block as u64, self.format().bytes as u64);
        if elements.is_multiple_of(block) { (elements / block).checked_mul(bytes) } else { None }
    }

    /// Values of a row that are stored together: 1, or a block's.
    #[must_use]
    pub fn block(self) -> usize {
        self.format().block
    }

    /// Little-endian bytes of this type to f32, exactly.
    ///
    /// # Errors
    /// [`Error::ByteLength`] when there are more or fewer bytes than `values` take.
    pub fn decode(self, bytes: &[u8], values: &mut [f32]) -> Result<()> {
        self.check(values.len(), bytes.len())?;
        (self.format().decode)(bytes, values);
        Ok(())
    }

    /// f32 to little-endian bytes of this type, each number or block to the nearest.
    ///
    /// # Errors
    /// [`Error::ByteLength`] when there are more or fewer bytes than `values` take, [`Error::DoesNotFit`] with the first
    /// finite number that has no finite counterpart (in blocks: the first that is not finite, too).
    pub fn encode(self, values: &[f32], bytes: &mut [u8]) -> Result<()> {
        self.check(values.len(), bytes.len())?;
        (self.format().encode)(values, bytes);
        self.holding(values)
    }

    /// As [`DType::encode`], a row whose columns have importances above 0: in blocks an error at a weight counts as much as its
    /// column's (but for Q8_0 and numbers that stand alone, which are as they ever are).
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// When there are not as many importances as values.
    pub fn encode_weighed(self, values: &[f32], importances: &[f32], bytes: &mut [u8]) -> Result<()> {
        assert_eq!(values.len(), importances.len(), "an importance for each column of a row");
        let Some(encode) = self.format().encode_weighed else { return self.encode(values, bytes) };
        self.check(values.len(), bytes.len())?;
        encode(values, importances, bytes);
        self.holding(values)
    }

    /// Whether importances change what becomes of a row.
    #[must_use]
    pub fn weighs(self) -> bool {
        self.format().encode_weighed.is_some()
    }

    fn holding(self, values: &[f32]) -> Result<()> {
        match values.iter().find(|&&value| !(self.format().holds)(value)) {
            Some(&value) => Err(Error::DoesNotFit { value, dtype: self.name() }),
            None => Ok(()),
        }
    }

    fn check(self, values: usize, bytes: usize) -> Result<()> {
        let (expected, found) = (self.bytes_for(values as u64), bytes as u64);
        if expected == Some(found) {
            return Ok(());
        }
        let expected = expected.unwrap_or(0);
        Err(Error::ByteLength { dtype: self.name(), rows: 1, cols: values, expected, found })
    }

    /// The name in plans and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.format().name
    }

    /// Its number in `enum ggml_type`, which GGUF files have.
    #[must_use]
    pub fn ggml_type(self) -> u32 {
        self.format().names.ggml
    }

    /// llama.cpp's `enum llama_ftype` for a GGUF file whose matrices are all of this type.
    #[must_use]
    pub fn llama_file_type(self) -> u32 {
        self.format().names.llama_file_type
    }

    /// Its dtype in a safetensors header; None when there is none.
    #[must_use]
    pub fn safetensors_name(self) -> Option<&'static str> {
        self.format().names.safetensors
    }

    /// What torch calls it; None when it has none such.
    #[must_use]
    pub fn torch_name(self) -> Option<&'static str> {
        self.format().names.torch
    }
}

impl fmt::Display for DType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for DType {
    type Err = Error;
    fn from_str(name: &str) -> Result<DType> {
        let wanted = name.to_ascii_lowercase();
        DType::ALL.iter().copied().find(|dtype| dtype.name() == wanted).ok_or_else(|| {
            let known: Vec<&str> = DType::ALL.iter().map(|dtype| dtype.name()).collect();
            Error::UnknownDType { name: name.to_owned(), known: known.join(", ") }
        })
    }
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
        assert_eq!((DType::Q4_0.bytes_for(64), DType::Q4_0.bytes_for(16)), (Some(36), None));
        assert_eq!(DType::F32.bytes_for(u64::MAX / 2), None);
        assert_eq!(DType::Q8_0.bytes_for(u64::MAX / 32 * 32), None);
    }

    #[test]
    fn names_round_trip() {
        for &dtype in DType::ALL {
            assert_eq!(dtype.name().parse::<DType>().unwrap(), dtype);
            assert_eq!(dtype.name().to_uppercase().parse::<DType>().unwrap(), dtype);
        }
        let error = "q9".parse::<DType>().unwrap_err().to_string();
        assert!(error.contains("q9") && error.contains("bf16"), "{error}");
    }

    #[test]
    fn groups_divide_panels_and_blocks() {
        for &dtype in DType::ALL {
            let format = dtype.format();
            let steps = format.panels.steps;
            let panel = crate::layout::PANEL;
            assert!(panel.is_multiple_of(steps) || steps.is_multiple_of(panel), "{dtype}");
            assert!(format.block.is_multiple_of(steps), "{dtype}");
            // Panels lie in f32 words.
            assert!(format.panels.group.is_multiple_of(4), "{dtype}");
        }
    }

    #[test]
    fn lengths_are_checked_before_decoding_and_encoding() {
        let mut values = [0.0; 2];
        DType::Bf16.decode(&[0x80, 0x3f, 0, 0xc0], &mut values).unwrap();
        assert_eq!(values, [1.0, -2.0]);
        assert!(DType::Bf16.decode(&[0x80, 0x3f, 0], &mut values).is_err());
        assert!(DType::Q8_0.decode(&[0; 34], &mut values).is_err());
        assert!(DType::F16.encode(&values, &mut [0; 3]).is_err());
    }

    #[test]
    fn numbers_that_do_not_fit_are_named() {
        let refused = |dtype: DType, value: f32| {
            let mut bytes = vec![0; dtype.bytes_for(32).unwrap() as usize];
            dtype.encode(&[value; 32], &mut bytes).is_err()
        };
        assert!(!refused(DType::F16, 65_519.0) && refused(DType::F16, 65_521.0) && !refused(DType::F16, f32::NAN));
        assert!(!refused(DType::Bf16, 1e38) && !refused(DType::F32, f32::MAX));
        assert!(refused(DType::Q4_0, 1e6) && refused(DType::Q4_0, f32::NAN) && !refused(DType::Q4_0, -5e5));
        assert!(refused(DType::Q8_0, 1e30) && refused(DType::Q8_0, f32::NAN) && !refused(DType::Q8_0, 1e6));
    }
}
