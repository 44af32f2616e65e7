//! The ops, what they take, and what their backward reads.

use super::{RopeId, WeightId};
use crate::op::attention::Shape;

/// One coarse operation. The comment gives `inputs -> outputs` in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Op {
    /// `() -> x [T, D]`: row lookup of the batch's tokens.
    Embedding {
        /// `[V, D]`.
        table: WeightId,
    },
    /// `dx [T, D] -> ()`: adds into the table's gradient.
    EmbeddingGrad {
        /// `[V, D]`.
        table: WeightId,
        /// The table's gradient already holds another use's share in this same pass (tied head).
        accumulate: bool,
    },
    /// `x [T, D] -> y [T, D], inverse_rms [T, 1]`.
    RmsNorm {
        /// `[1, D]`.
        gain: WeightId,
        /// Added to the mean square before the root.
        eps: f32,
    },
    /// `x, inverse_rms, dy [, dx] -> dx`: with `accumulate` the fourth input is the output's buffer.
    RmsNormGrad {
        /// `[1, D]`; its gradient is written too.
        gain: WeightId,
        /// Add to the existing gradient of `x`.
        accumulate: bool,
    },
    /// `x [T, K] [, residual [T, N]] -> y [T, N]`: `y = x Wᵀ (+ residual)`.
    Linear {
        /// `[N, K]`.
        weight: WeightId,
        /// A second input is added after the product.
        residual: bool,
    },
    /// `dy [T, N] [, dx] -> dx [T, K]`: `dx = dy W`.
    LinearGradInput {
        /// `[N, K]`.
        weight: WeightId,
        /// Add to the existing gradient of the input.
        accumulate: bool,
    },
    /// `x [T, K], dy [T, N] -> ()`: `dW = dyᵀ x`, into the weight's gradient.
    LinearGradWeight {
        /// `[N, K]`.
        weight: WeightId,
    },
    /// `x [T, C] -> y [T, C]`: rotates the first `heads` heads of each row by its position; always in place.
    Rope {
        /// The angles.
        table: RopeId,
        /// Heads to rotate (queries, then keys).
        heads: usize,
        /// Width of a head.
        head_dim: usize,
        /// Rotate back (the backward of a rotation).
        inverse: bool,
    },
    /// `qkv [T, (H + 2G) E] -> out [T, H E], log_sum_exp [T, H]`.
    Attention {
        /// Which layer's key/value pages to use when the execution has a cache.
        layer: usize,
        /// Heads.
        shape: Shape,
    },
    /// `qkv, out, log_sum_exp, dout -> dqkv`.
    AttentionGrad {
        /// Heads.
        shape: Shape,
    },
    /// `gate_up [T, 2F] -> h [T, F]`: `silu(gate) * up`.
    SwiGlu,
    /// `gate_up, dh -> dgate_up`.
    SwiGluGrad,
    /// `x [R, D] -> logits [R, V]`: `x Wᵀ`. A recorded forward ends in it; what is asked of the model decides what becomes of
    /// it (logits of few rows, or the losses below).
    Head {
        /// `[V, D]`.
        weight: WeightId,
    },
    /// `x [R, D] -> losses [R, 1]`: cross-entropy of `x Wᵀ` against the batch's targets, never holding all logits; 0 where
    /// a target's weight is. Targets are tokens even there.
    HeadLoss {
        /// `[V, D]`.
        weight: WeightId,
    },
    /// `x [T, D] -> losses [T, 1], dx [T, D]`: the same with its gradients, in one pass over the logits.
    HeadLossGrad {
        /// `[V, D]`; its gradient is written too.
        weight: WeightId,
    },
    /// `x, y -> y + x`: in place on the second input.
    Add,
    /// `x [T, C] -> y [S, C]`: the rows the batch asks logits for.
    SelectRows,
}

/// How an op's output may share an input's buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aliasing {
    /// Output and inputs never share.
    None,
    /// The op reads and writes the same buffer: (input index, output index) must be the same slot.
    Required(usize, usize),
}

impl Op {
    /// Number of (inputs, outputs).
    pub fn arity(&self) -> (usize, usize) {
        match self {
            Op::Embedding { .. } => (0, 1),
            Op::EmbeddingGrad { .. } => (1, 0),
            Op::RmsNorm { .. } => (1, 2),
            Op::RmsNormGrad { accumulate, .. } => (3 + usize::from(*accumulate), 1),
            Op::Linear { residual, .. } => (1 + usize::from(*residual), 1),
            Op::LinearGradInput { accumulate, .. } => (1 + usize::from(*accumulate), 1),
            Op::LinearGradWeight { .. } => (2, 0),
            Op::Rope { .. } => (1, 1),
            Op::Attention { .. } => (1, 2),
            Op::AttentionGrad { .. } => (4, 1),
            Op::SwiGlu => (1, 1),
            Op::SwiGluGrad => (2, 1),
            Op::Head { .. } => (1, 1),
            Op::HeadLoss { .. } => (1, 1),
            Op::HeadLossGrad { .. } => (1, 2),
            Op::Add => (2, 1),
            Op::SelectRows => (1, 1),
        }
    }

    /// Whether an output shares a buffer with an input.
    pub fn aliasing(&self) -> Aliasing {
        match self {
            Op::Rope { .. } => Aliasing::Required(0, 0),
            Op::Add => Aliasing::Required(1, 0),
            Op::RmsNormGrad { accumulate: true, .. } => Aliasing::Required(3, 0),
            Op::LinearGradInput { accumulate: true, .. } => Aliasing::Required(1, 0),
            _ => Aliasing::None,
        }
    }

    /// What the backward of a forward op reads: (input indices, output indices). Backward ops have none.
    pub fn backward_reads(&self) -> (&'static [usize], &'static [usize]) {
        match self {
            Op::RmsNorm { .. } => (&[0], &[1]),
            Op::Linear { .. } => (&[0], &[]),
            Op::Attention { .. } => (&[0], &[0, 1]),
            Op::SwiGlu => (&[0], &[]),
            _ => (&[], &[]),
        }
    }
}
