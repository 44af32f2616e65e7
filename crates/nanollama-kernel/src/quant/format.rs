//! [`Format`]: all that a storage type is, in one place. To add one: a file with its descriptor here, and a line in the list
//! of `dtype`.

use std::fmt;

use crate::lanes::Isa;
use crate::product::job::{Cut, Job, Task};

/// A storage type.
pub(crate) struct Format {
    /// The name in plans and on the command line.
    pub(crate) name: &'static str,
    /// What other programs call it.
    pub(crate) names: Names,
    /// Values of a row that are stored together.
    pub(crate) block: usize,
    /// Bytes that they take.
    pub(crate) bytes: usize,
    /// Whole blocks to f32, exactly; as many as both slices hold.
    pub(crate) decode: fn(&[u8], &mut [f32]),
    /// f32 to whole blocks; as many as both slices hold.
    pub(crate) encode: fn(&[f32], &mut [u8]),
    /// The same of a row whose columns have importances; `None` where each number is rounded to the nearest whatever it counts.
    pub(crate) encode_weighed: Option<EncodeWeighed>,
    /// Whether `encode` can take this value.
    pub(crate) holds: fn(f32) -> bool,
    /// How it is multiplied.
    pub(crate) panels: Panels,
}

/// A row's values and its columns' importances to whole blocks.
type EncodeWeighed = fn(&[f32], &[f32], &mut [u8]);

/// A storage type's names in the formats of files.
pub(crate) struct Names {
    /// Its number in `enum ggml_type`.
    pub(crate) ggml: u32,
    /// llama.cpp's `enum llama_ftype` for a file whose matrices are all of this type.
    pub(crate) llama_file_type: u32,
    /// The dtype in a safetensors header; None when there is none.
    pub(crate) safetensors: Option<&'static str>,
    /// What torch calls it.
    pub(crate) torch: Option<&'static str>,
}

/// A storage type in memory: 32 rows of a weight are a panel of groups, each a few columns of all 32 rows.
pub(crate) struct Panels {
    /// Columns of a group: a divisor of 32 or a multiple, and a divisor of the block.
    pub(crate) steps: usize,
    /// Bytes of a group.
    pub(crate) group: usize,
    /// Packs up to 32 rows of whole blocks into a panel of zeros; rows that are not there stay zeros.
    pub(crate) pack: fn(&[&[u8]], &mut [u8]),
    /// `unpack(panel, row, first, out)`: decodes the columns of a panel's row from `first` on, a multiple of 32.
    pub(crate) unpack: fn(&[u8], usize, usize, &mut [f32]),
    /// What the kernel multiplies.
    pub(crate) activations: Activations,
    /// How a product is cut for the kernel on this instruction set and number of threads.
    pub(crate) cut: fn(&Task<'_>, Isa, usize) -> Cut,
    /// The kernel: chunk `index` of a product.
    ///
    /// # Safety
    /// The machine has the instruction set; the job's operands are what its task says, with panels of this type; no other
    /// chunk of this index runs.
    pub(crate) chunk: unsafe fn(Isa, &Job<'_>, usize),
}

/// How the left operand is multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activations {
    /// As it is.
    F32,
    /// Its rows rounded to blocks of 32 bytes under a scale, once a product.
    Blocks,
    /// The same in blocks of 256.
    Superblocks,
}

impl Activations {
    /// All, in the order of their numbers.
    pub(crate) const ALL: [Activations; 3] = [Activations::F32, Activations::Blocks, Activations::Superblocks];
}

impl Panels {
    /// Bytes of a panel of `cols` columns; None when that overflows.
    pub(crate) fn bytes(&self, cols: usize) -> Option<usize> {
        (cols / self.steps).checked_mul(self.group)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}
