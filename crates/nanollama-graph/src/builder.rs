//! The trait a model's forward is written against, once for training and inference.

use nanollama_kernel::call::WeightId;
use nanollama_kernel::op::attention::Shape;

/// Takes a forward, op by op. `Value` is a small `Copy` handle on an activation `[rows, columns]`.
pub trait Builder {
    /// Handle on an activation.
    type Value: Copy;

    /// Marks the start of block `index` (a transformer layer). Only the values passed on in the residual stream cross
    /// from one block to the next.
    fn block(&mut self, index: usize);

    /// Rows of `table [V, D]` looked up by the batch's tokens: `[T, D]`.
    fn embedding(&mut self, table: WeightId, dim: usize) -> Self::Value;

    /// Root-mean-square norm with a gain (Zhang and Sennrich 2019): `[T, D]`.
    fn rms_norm(&mut self, x: Self::Value, gain: WeightId, eps: f32) -> Self::Value;

    /// `x Wᵀ`, plus `residual` when given: `[T, out]`.
    fn linear(&mut self, x: Self::Value, weight: WeightId, out: usize, residual: Option<Self::Value>) -> Self::Value;

    /// Rotary position embedding (Su et al. 2021), half-split, on the first `heads` heads of each row. Consumes `x`.
    fn rope(&mut self, x: Self::Value, heads: usize, head_dim: usize) -> Self::Value;

    /// Causal grouped-query attention of `qkv [T, (H + 2G) E]`: `[T, H E]`.
    fn attention(&mut self, qkv: Self::Value, layer: usize, shape: Shape) -> Self::Value;

    /// `silu(gate) * up` of `gate_up [T, 2F]`: `[T, F]`.
    fn swiglu(&mut self, gate_up: Self::Value) -> Self::Value;
}
