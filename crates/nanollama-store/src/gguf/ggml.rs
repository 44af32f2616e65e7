//! The tensor types of ggml by number: names and block sizes, so that any file can be listed. Only
//! those with a [`DType`] can be used.

use nanollama_kernel::dtype::DType;

/// A tensor type of ggml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GgmlType {
    id: u32,
    name: &'static str,
    /// Values a block.
    block: u64,
    /// Bytes a block.
    bytes: u64,
}

const fn ggml(id: u32, name: &'static str, block: u64, bytes: u64) -> GgmlType {
    GgmlType { id, name, block, bytes }
}

/// From `enum ggml_type` and the `block_*` structs of ggml; numbers that are missing were withdrawn.
const TYPES: &[GgmlType] = &[
    ggml(0, "F32", 1, 4),
    ggml(1, "F16", 1, 2),
    ggml(2, "Q4_0", 32, 18),
    ggml(3, "Q4_1", 32, 20),
    ggml(6, "Q5_0", 32, 22),
    ggml(7, "Q5_1", 32, 24),
    ggml(8, "Q8_0", 32, 34),
    ggml(9, "Q8_1", 32, 36),
    ggml(10, "Q2_K", 256, 84),
    ggml(11, "Q3_K", 256, 110),
    ggml(12, "Q4_K", 256, 144),
    ggml(13, "Q5_K", 256, 176),
    ggml(14, "Q6_K", 256, 210),
    ggml(15, "Q8_K", 256, 292),
    ggml(16, "IQ2_XXS", 256, 66),
    ggml(17, "IQ2_XS", 256, 74),
    ggml(18, "IQ3_XXS", 256, 98),
    ggml(19, "IQ1_S", 256, 50),
    ggml(20, "IQ4_NL", 32, 18),
    ggml(21, "IQ3_S", 256, 110),
    ggml(22, "IQ2_S", 256, 82),
    ggml(23, "IQ4_XS", 256, 136),
    ggml(24, "I8", 1, 1),
    ggml(25, "I16", 1, 2),
    ggml(26, "I32", 1, 4),
    ggml(27, "I64", 1, 8),
    ggml(28, "F64", 1, 8),
    ggml(29, "IQ1_M", 256, 56),
    ggml(30, "BF16", 1, 2),
    ggml(34, "TQ1_0", 256, 54),
    ggml(35, "TQ2_0", 256, 66),
    ggml(39, "MXFP4", 32, 17),
];

impl GgmlType {
    /// The type of a number, if ggml has one.
    #[must_use]
    pub fn from_id(id: u32) -> Option<GgmlType> {
        TYPES.iter().copied().find(|known| known.id == id)
    }

    /// How a dtype of ours is stored.
    #[must_use]
    pub fn of(dtype: DType) -> GgmlType {
        GgmlType::from_id(dtype.ggml_type()).expect("every dtype of ours is one of ggml's types")
    }

    /// Our dtype of it, if we compute with it.
    #[must_use]
    pub fn dtype(self) -> Option<DType> {
        DType::ALL.iter().copied().find(|dtype| dtype.ggml_type() == self.id)
    }

    /// The number in files.
    #[must_use]
    pub fn id(self) -> u32 {
        self.id
    }

    /// ggml's name, such as `Q4_K`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Bytes of a tensor whose innermost dimension is first in `ne`, or why there can be none.
    pub(super) fn bytes(self, ne: &[u64]) -> Result<u64, String> {
        let row = ne.first().copied().unwrap_or(1);
        if !row.is_multiple_of(self.block) {
            return Err(format!("rows of {row} values are no whole number of {} blocks of {}", self.name, self.block));
        }
        let elements = ne.iter().try_fold(1u64, |product, &dim| product.checked_mul(dim));
        elements
            .and_then(|elements| (elements / self.block).checked_mul(self.bytes))
            .ok_or_else(|| format!("dimensions {ne:?} of {} overflow 64 bits", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_dtypes_have_ggmls_sizes() {
        for &dtype in DType::ALL {
            assert_eq!(GgmlType::of(dtype).bytes(&[256, 3]).ok(), dtype.bytes_for(768), "{dtype}");
            assert_eq!(GgmlType::of(dtype).dtype(), Some(dtype));
        }
        assert!(GgmlType::of(DType::Q8_0).bytes(&[48, 2]).unwrap_err().contains("blocks of 32"));
        assert!(GgmlType::of(DType::F32).bytes(&[u64::MAX, 2]).is_err());
    }

    #[test]
    fn numbers_are_unique() {
        assert!(TYPES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
