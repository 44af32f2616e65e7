//! The trait a model's forward is written against: one required method, and a word for each op of a forward.

use nanollama_kernel::call::{Gain, Op, RopeId, WeightId};
use nanollama_kernel::op::attention::Shape;
use nanollama_kernel::op::head::Head;

/// Takes a forward, op by op. `Value` is a small `Copy` handle on an activation `[rows, columns]`.
pub trait Builder {
    /// Handle on an activation.
    type Value: Copy;

    /// Takes one op and gives its outputs, whose sizes follow from the op ([`Op::outputs`]).
    fn push(&mut self, op: Op, inputs: &[Self::Value]) -> Vec<Self::Value>;

    /// Marks the start of block `index` (a transformer layer): what is recomputed together. Values may cross from any
    /// block into any later one.
    fn block(&mut self, _index: usize) {}

    /// Rows of `table [V, D]` looked up by the launch's tokens: `[T, D]`.
    fn embedding(&mut self, table: WeightId) -> Self::Value {
        self.push(Op::Embedding { table }, &[])[0]
    }

    /// Columns `first..first + count` of `x`, where they lie.
    fn columns(&mut self, x: Self::Value, first: usize, count: usize) -> Self::Value {
        self.push(Op::Columns { first, count }, &[x])[0]
    }

    /// Root-mean-square norm (Zhang and Sennrich 2019) of each row in groups as wide as the gain: `[T, N D]`.
    fn rms_norm(&mut self, x: Self::Value, gain: impl Into<Gain>, eps: f32) -> Self::Value {
        self.push(Op::RmsNorm { gain: gain.into(), eps }, &[x])[0]
    }

    /// All of `x` times the one number of `factor`, plus `residual` when given.
    fn scale(&mut self, x: Self::Value, factor: WeightId, residual: Option<Self::Value>) -> Self::Value {
        match residual {
            Some(residual) => self.push(Op::Scale { factor, residual: true }, &[x, residual])[0],
            None => self.push(Op::Scale { factor, residual: false }, &[x])[0],
        }
    }

    /// `x Wᵀ`, plus `residual` when given: `[T, N]`.
    fn linear(&mut self, x: Self::Value, weight: WeightId, residual: Option<Self::Value>) -> Self::Value {
        match residual {
            Some(residual) => self.push(Op::Linear { weight, residual: true }, &[x, residual])[0],
            None => self.push(Op::Linear { weight, residual: false }, &[x])[0],
        }
    }

    /// Columns `first..` of every row gain the vector `bias [1, C]`. Consumes `x`.
    fn bias(&mut self, x: Self::Value, bias: WeightId, first: usize) -> Self::Value {
        self.push(Op::Bias { bias, first }, &[x])[0]
    }

    /// Rotary position embedding (Su et al. 2021), half-split, by the angles of `table`, on the first `heads` heads of
    /// each row. Consumes `x`.
    fn rope(&mut self, x: Self::Value, table: RopeId, heads: usize, head_dim: usize) -> Self::Value {
        self.push(Op::Rope { table, heads, head_dim, inverse: false }, &[x])[0]
    }

    /// Causal grouped-query attention of queries `[T, H E]`, keys and values `[T, G E]`: `[T, H E]`.
    fn attention(&mut self, [query, key, value]: [Self::Value; 3], layer: usize, shape: Shape) -> Self::Value {
        self.push(Op::Attention { layer, shape }, &[query, key, value])[0]
    }

    /// `silu(gate) * up` of `gate_up [T, 2F]`: `[T, F]`.
    fn swiglu(&mut self, gate_up: Self::Value) -> Self::Value {
        self.push(Op::SwiGlu, &[gate_up])[0]
    }

    /// Marks the residual stream behind block `layer`: a goal can return it, and adapters may add a vector there. Consumes
    /// `x`.
    fn tap(&mut self, x: Self::Value, layer: usize) -> Self::Value {
        self.push(Op::Tap { layer }, &[x])[0]
    }

    /// Logits of hidden states: `[T, V]`. A forward ends in it. A weight alone is the head of plain products.
    fn head(&mut self, x: Self::Value, head: impl Into<Head<WeightId>>) -> Self::Value {
        self.push(Op::Head(head.into()), &[x])[0]
    }
}
