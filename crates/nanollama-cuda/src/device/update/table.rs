//! [`Table`]: what an update's kernels read of where things lie. It is sent once, as long as nothing moves.

use nanollama_kernel::update::UpdateProgram;

use crate::launch::Address;
use crate::op::gradient_norm;
use crate::op::tensor::Tensor;

/// Words of a place among the gradients.
const EXTENT: usize = 2;

/// The gradient of each tensor, in the program's order, for the cause of a step that is not sound; the pieces whose squares
/// are added; the tensors, in the order in which they are moved.
pub(super) struct Table {
    words: Vec<u64>,
    /// First words of the pieces and of the tensors.
    pieces: usize,
    tensors: usize,
}

impl Table {
    /// For a program and its tensors as they are moved.
    pub(super) fn new(program: &UpdateProgram, moved: impl Iterator<Item = Tensor>) -> Table {
        let element = |byte| byte / size_of::<f32>();
        let extents = program.tensors().iter().flat_map(|tensor| {
            let extent: [usize; EXTENT] = [element(tensor.gradient), tensor.rows * tensor.cols];
            extent.map(|number| number as u64)
        });
        let mut words: Vec<u64> = extents.collect();
        let pieces = words.len();
        let ranges = program.squares().iter().map(|range| element(range.start)..element(range.end));
        words.extend(ranges.flat_map(gradient_norm::pieces).flatten());
        let tensors = words.len();
        words.extend(moved.flat_map(Tensor::words));
        Table { words, pieces, tensors }
    }

    /// All of it.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The tensors' gradients, of a table that lies there.
    pub(super) fn extents(&self, at: Address) -> Address {
        at
    }

    /// How many there are.
    pub(super) fn count_extents(&self) -> usize {
        self.pieces / EXTENT
    }

    /// The pieces, of a table that lies there.
    pub(super) fn pieces(&self, at: Address) -> Address {
        at.plus(size_of::<u64>() * self.pieces)
    }

    /// How many there are.
    pub(super) fn count_pieces(&self) -> usize {
        (self.tensors - self.pieces) / EXTENT
    }

    /// Bytes of a sum (f64) of each piece.
    pub(super) fn sums_bytes(&self) -> usize {
        size_of::<f64>() * self.count_pieces()
    }

    /// The tensor that is moved after so many others, of a table that lies there.
    pub(super) fn tensor(&self, at: Address, index: usize) -> Address {
        at.plus(size_of::<u64>() * (self.tensors + Tensor::WORDS * index))
    }
}
