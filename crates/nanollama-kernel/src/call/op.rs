//! The ops, what they take, and what their backward reads.

use super::{Role, RopeId, WeightId};
use crate::op::attention::Shape;
use crate::op::head::Head;

/// What becomes of what a gradient's place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Store {
    /// It is overwritten.
    Overwrite,
    /// The new share is added to it.
    Add,
}

/// What a norm multiplies with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gain {
    /// A weight `[1, D]`.
    Weight(WeightId),
    /// Nothing: rows, or groups of so many columns, are normed and no more.
    None {
        /// D.
        cols: usize,
    },
}

impl Gain {
    /// The weight, where there is one.
    #[must_use]
    pub fn weight(self) -> Option<WeightId> {
        match self {
            Gain::Weight(weight) => Some(weight),
            Gain::None { .. } => None,
        }
    }
}

impl From<WeightId> for Gain {
    fn from(weight: WeightId) -> Gain {
        Gain::Weight(weight)
    }
}

/// One coarse operation. The comment gives `inputs -> outputs` in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Op {
    /// `() -> x [T, D]`: row lookup of the batch's tokens.
    Embedding {
        /// `[V, D]`.
        table: WeightId,
    },
    /// `dx [T, D] -> ()`, and the table's gradient.
    EmbeddingGrad {
        /// `[V, D]`.
        table: WeightId,
        /// How the table's gradient is written.
        gradient: Store,
    },
    /// `x [T, C] -> y [T, count]`: the columns from `first` on, where they lie; nothing is computed.
    Columns {
        /// First column.
        first: usize,
        /// How many.
        count: usize,
    },
    /// `x [T, N D] -> y [T, N D], inverse_rms [T, N]`: each row in groups as wide as the gain.
    RmsNorm {
        /// D wide.
        gain: Gain,
        /// Added to the mean square before the root.
        eps: f32,
    },
    /// `x, inverse_rms, dy [, dx] -> [dx]`, and the gain's gradient: to add, the fourth input is the output's buffer.
    RmsNormGrad {
        /// D wide.
        gain: Gain,
        /// How the gradient of `x` is written; `None` where nothing below is trained.
        input: Option<Store>,
        /// How the gain's gradient is written; `None` for a frozen one.
        gradient: Option<Store>,
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
        /// How the gradient of the input is written.
        input: Store,
    },
    /// `x [T, K], dy [T, N] -> ()`, and the weight's gradient `dyᵀ x`.
    LinearGradWeight {
        /// `[N, K]`.
        weight: WeightId,
        /// How it is written.
        gradient: Store,
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
    /// `query [T, H E], key [T, G E], value [T, G E] -> out [T, H E], log_sum_exp [T, H]`.
    Attention {
        /// Which layer's key/value pages to use when the execution has a cache.
        layer: usize,
        /// Heads.
        shape: Shape,
    },
    /// `query, key, value, out, log_sum_exp, dout -> dquery, dkey, dvalue`.
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
    Head(Head<WeightId>),
    /// `x [R, D] -> losses [R, 1]`: cross-entropy of `x Wᵀ` against the batch's targets, never holding all logits; 0 where
    /// a target's weight is. Targets are tokens even there.
    HeadLoss(Head<WeightId>),
    /// `x [T, D] -> losses [T, 1] [, dx [T, D]]`, and the weight's gradient: the same with its gradients, in one pass over the
    /// logits.
    HeadLossGrad {
        /// What makes the logits.
        head: Head<WeightId>,
        /// Whether the gradient of `x` is wanted.
        input: bool,
        /// How the weight's gradient is written; `None` for a frozen one.
        gradient: Option<Store>,
    },
    /// `losses [R, 1] -> ()`, and their sum in the step's state, each times the weight of its target.
    SumLosses {
        /// How the sum is written.
        sum: Store,
    },
    /// `x, y -> y + x`: in place on the second input.
    Add,
    /// `d [T, C], y [T, N] -> y`: columns `first..first + C` of `y` gain `scale · d`; in place on the second input.
    AddScaled {
        /// Factor.
        scale: f32,
        /// First column.
        first: usize,
    },
    /// `dy [T, N] -> dd [T, count]`: `scale` times columns `first..first + count`, the backward of [`Op::AddScaled`].
    AddScaledGrad {
        /// Factor.
        scale: f32,
        /// First column.
        first: usize,
        /// How many.
        count: usize,
    },
    /// `x [T, D] [, y [T, D]] -> f x (+ y)`: all of `x` times one number that is learned.
    Scale {
        /// f: `[1, 1]`.
        factor: WeightId,
        /// A second input is added after the product.
        residual: bool,
    },
    /// `x, dy [, dx] -> [dx]`, and the factor's gradient `Σ dy x`: to add, the third input is the output's buffer.
    ScaleGrad {
        /// `[1, 1]`.
        factor: WeightId,
        /// How the gradient of `x` is written; `None` where nothing below is trained.
        input: Option<Store>,
        /// How the factor's gradient is written; `None` for a frozen one.
        gradient: Option<Store>,
    },
    /// `y [T, N] -> y`: columns `first..first + C` of every row gain a vector that is learned; always in place.
    Bias {
        /// `[1, C]`.
        bias: WeightId,
        /// First column.
        first: usize,
    },
    /// `dy [T, N] -> ()`, and the bias's gradient: the sum of those columns over the rows.
    BiasGrad {
        /// `[1, C]`.
        bias: WeightId,
        /// First column.
        first: usize,
        /// How the bias's gradient is written.
        gradient: Store,
    },
    /// `x [T, D] -> x [T, D]`: the residual stream behind block `layer`. Nothing is computed, but a goal can return it, and
    /// adapters with a vector for it add that here; always in place.
    Tap {
        /// Which block.
        layer: usize,
    },
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
            Op::Columns { .. } => (1, 1),
            Op::RmsNorm { .. } => (1, 2),
            Op::RmsNormGrad { input, .. } => {
                (3 + usize::from(*input == Some(Store::Add)), usize::from(input.is_some()))
            }
            Op::Linear { residual, .. } => (1 + usize::from(*residual), 1),
            Op::LinearGradInput { input, .. } => (1 + usize::from(*input == Store::Add), 1),
            Op::LinearGradWeight { .. } => (2, 0),
            Op::Rope { .. } => (1, 1),
            Op::Attention { .. } => (3, 2),
            Op::AttentionGrad { .. } => (6, 3),
            Op::SwiGlu => (1, 1),
            Op::SwiGluGrad => (2, 1),
            Op::Head(_) | Op::HeadLoss(_) => (1, 1),
            Op::HeadLossGrad { input, .. } => (1, 1 + usize::from(*input)),
            Op::SumLosses { .. } => (1, 0),
            Op::Add | Op::AddScaled { .. } => (2, 1),
            Op::Scale { residual, .. } => (1 + usize::from(*residual), 1),
            Op::ScaleGrad { input, .. } => (2 + usize::from(*input == Some(Store::Add)), usize::from(input.is_some())),
            Op::AddScaledGrad { .. } | Op::Bias { .. } | Op::Tap { .. } => (1, 1),
            Op::BiasGrad { .. } => (1, 0),
            Op::SelectRows => (1, 1),
        }
    }

    /// Whether an output shares a buffer with an input.
    pub fn aliasing(&self) -> Aliasing {
        match self {
            Op::Rope { .. } | Op::Bias { .. } | Op::Tap { .. } => Aliasing::Required(0, 0),
            Op::Add | Op::AddScaled { .. } => Aliasing::Required(1, 0),
            Op::RmsNormGrad { input: Some(Store::Add), .. } => Aliasing::Required(3, 0),
            Op::ScaleGrad { input: Some(Store::Add), .. } => Aliasing::Required(2, 0),
            Op::LinearGradInput { input: Store::Add, .. } => Aliasing::Required(1, 0),
            _ => Aliasing::None,
        }
    }

    /// The weight that a forward op multiplies with or looks up.
    pub fn weight(&self) -> Option<WeightId> {
        match *self {
            Op::Embedding { table: weight }
            | Op::Linear { weight, .. }
            | Op::Scale { factor: weight, .. }
            | Op::Bias { bias: weight, .. }
            | Op::Head(Head { weight, .. })
            | Op::HeadLoss(Head { weight, .. }) => Some(weight),
            Op::RmsNorm { gain, .. } => gain.weight(),
            _ => None,
        }
    }

    /// The weight whose gradient is written, and how.
    pub fn weight_gradient(&self) -> Option<(WeightId, Store)> {
        match *self {
            Op::EmbeddingGrad { table: weight, gradient }
            | Op::LinearGradWeight { weight, gradient }
            | Op::BiasGrad { bias: weight, gradient, .. } => Some((weight, gradient)),
            Op::RmsNormGrad { gain, gradient, .. } => gain.weight().zip(gradient),
            Op::ScaleGrad { factor, gradient, .. } => gradient.map(|gradient| (factor, gradient)),
            Op::HeadLossGrad { head: Head { weight, .. }, gradient, .. } => gradient.map(|gradient| (weight, gradient)),
            _ => None,
        }
    }

    /// The same as a further micro-batch of a step runs it: what it writes of a weight's gradient, or of the step's loss, is
    /// added.
    #[must_use]
    pub fn adding(mut self) -> Op {
        match &mut self {
            Op::EmbeddingGrad { gradient, .. }
            | Op::LinearGradWeight { gradient, .. }
            | Op::BiasGrad { gradient, .. } => *gradient = Store::Add,
            Op::RmsNormGrad { gradient: Some(gradient), .. }
            | Op::ScaleGrad { gradient: Some(gradient), .. }
            | Op::HeadLossGrad { gradient: Some(gradient), .. } => {
                *gradient = Store::Add;
            }
            Op::SumLosses { sum } => *sum = Store::Add,
            _ => {}
        }
        self
    }

    /// Whether operand `index` (inputs first) may be a column range of a wider matrix; the others lie densely.
    pub fn takes_columns(&self, index: usize) -> bool {
        match self {
            Op::Columns { .. } => true,
            Op::RmsNorm { .. } => index == 0,
            // x, and dx as input and output.
            Op::RmsNormGrad { .. } => index == 0 || index >= 3,
            Op::Attention { .. } => index < 3,
            Op::AttentionGrad { .. } => !(3..6).contains(&index),
            _ => false,
        }
    }

    /// What operand `index` (inputs first) is for.
    pub fn role(&self, index: usize) -> Role {
        let statistic = match self {
            Op::RmsNorm { .. } => index == 2,
            Op::RmsNormGrad { .. } => index == 1,
            Op::Attention { .. } | Op::AttentionGrad { .. } => index == 4,
            Op::Head(_) | Op::HeadLoss(_) | Op::HeadLossGrad { .. } => index == 1,
            Op::SumLosses { .. } => index == 0,
            _ => false,
        };
        if statistic { Role::Statistic } else { Role::Activation }
    }

    /// What the backward of a forward op reads: (input indices, output indices). Backward ops have none.
    pub fn backward_reads(&self) -> (&'static [usize], &'static [usize]) {
        match self {
            Op::RmsNorm { .. } => (&[0], &[1]),
            Op::Linear { .. } | Op::Scale { .. } => (&[0], &[]),
            Op::Attention { .. } => (&[0, 1, 2], &[0, 1]),
            Op::SwiGlu => (&[0], &[]),
            _ => (&[], &[]),
        }
    }
}
