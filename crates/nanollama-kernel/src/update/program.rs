//! Operations of an update in order, checked once: what a device runs after every step's gradients.

use super::{UpdateOp, UpdateTensor};
use crate::call::{CallError, LINE, WeightShape};
use crate::op::{gradient_norm, muon};

/// Operations that fit a model, its gradients and its moments.
#[derive(Debug, Clone)]
pub struct UpdateProgram {
    ops: Vec<UpdateOp>,
    sizes: UpdateSizes,
    arena: usize,
}

/// Lengths of what an update works on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpdateSizes {
    /// Bytes of gradients.
    pub gradients: usize,
    /// Bytes of moments.
    pub moments: usize,
    /// How many tensors have factors.
    pub tensors: usize,
}

impl UpdateProgram {
    /// Checks every operation on a model of these weights.
    ///
    /// # Errors
    /// The index of the first operation that is wrong, and why.
    pub fn new(
        ops: Vec<UpdateOp>,
        weights: &[WeightShape],
        sizes: UpdateSizes,
    ) -> Result<UpdateProgram, (usize, CallError)> {
        for (index, op) in ops.iter().enumerate() {
            Check { op, weights, sizes }.all().map_err(|error| (index, error))?;
        }
        let arena = ops.iter().map(workspace).max().unwrap_or(0).next_multiple_of(LINE);
        Ok(UpdateProgram { ops, sizes, arena })
    }

    /// Its operations.
    #[must_use]
    pub fn ops(&self) -> &[UpdateOp] {
        &self.ops
    }

    /// What it works on.
    #[must_use]
    pub fn sizes(&self) -> UpdateSizes {
        self.sizes
    }

    /// Bytes that one operation hands from phase to phase, at most: the arena it needs.
    #[must_use]
    pub fn arena_bytes(&self) -> usize {
        self.arena
    }
}

/// Bytes that an operation works in.
fn workspace(op: &UpdateOp) -> usize {
    match op {
        UpdateOp::AddSquares { bytes, .. } => gradient_norm::blocks(bytes / size_of::<f32>()) * size_of::<f64>(),
        UpdateOp::Muon { tensor, .. } => muon::Workspace::elements(tensor.rows, tensor.cols) * size_of::<f32>(),
        UpdateOp::Clip | UpdateOp::AdamW { .. } | UpdateOp::Pack(_) => 0,
    }
}

/// An operation and what it is asked to work on.
struct Check<'a> {
    op: &'a UpdateOp,
    weights: &'a [WeightShape],
    sizes: UpdateSizes,
}

impl Check<'_> {
    fn all(&self) -> Result<(), CallError> {
        match *self.op {
            UpdateOp::AddSquares { offset, bytes, .. } => self.inside(0, offset, bytes, self.sizes.gradients),
            UpdateOp::Clip => Ok(()),
            UpdateOp::AdamW { tensor, .. } => self.tensor(&tensor, tensor.rows.saturating_mul(tensor.cols)),
            UpdateOp::Muon { tensor, .. } => self.tensor(&tensor, tensor.rows.max(tensor.cols)),
            UpdateOp::Pack(weight) => self.weight(weight.0 as usize).map(drop),
        }
    }

    /// A tensor whose second moment is `second` values.
    fn tensor(&self, tensor: &UpdateTensor, second: usize) -> Result<(), CallError> {
        let &UpdateTensor { number, weight, first_row, rows, cols, gradient, moments } = tensor;
        let shape = self.weight(weight.index())?;
        if !shape.dense {
            return Err(CallError::Frozen { op: self.name(), id: weight });
        }
        self.expect("columns of the weight", shape.cols, cols)?;
        let end = first_row.saturating_add(rows);
        self.expect("rows up to", end.min(shape.rows), end)?;
        self.expect("factors of a tensor below", self.sizes.tensors, self.sizes.tensors.max(number.saturating_add(1)))?;
        let bytes = |values: usize| values.saturating_mul(size_of::<f32>());
        let whole = bytes(rows.saturating_mul(cols));
        self.inside(0, gradient, whole, self.sizes.gradients)?;
        self.inside(1, moments[0], whole, self.sizes.moments)?;
        self.inside(2, moments[1], bytes(second), self.sizes.moments)?;
        let apart =
            moments[0].saturating_add(whole) <= moments[1] || moments[1].saturating_add(bytes(second)) <= moments[0];
        if apart || whole == 0 { Ok(()) } else { Err(CallError::Aliased { op: self.name(), output: 2, operand: 1 }) }
    }

    fn weight(&self, index: usize) -> Result<WeightShape, CallError> {
        let id = crate::call::WeightId(index as u32);
        let none = || CallError::NoWeight { op: self.name(), id, weights: self.weights.len() };
        self.weights.get(index).copied().ok_or_else(none)
    }

    fn inside(&self, operand: usize, offset: usize, bytes: usize, length: usize) -> Result<(), CallError> {
        let whole = offset.is_multiple_of(size_of::<f32>()) && bytes.is_multiple_of(size_of::<f32>());
        match offset.checked_add(bytes) {
            Some(end) if end <= length && whole => Ok(()),
            end => Err(CallError::Outside { op: self.name(), operand, end: end.unwrap_or(usize::MAX), length }),
        }
    }

    fn expect(&self, what: &'static str, expected: usize, given: usize) -> Result<(), CallError> {
        if expected == given {
            return Ok(());
        }
        Err(CallError::Mismatch { op: self.name(), what, expected, given })
    }

    fn name(&self) -> String {
        format!("{:?}", self.op)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::WeightId;

    const WEIGHTS: [WeightShape; 2] =
        [WeightShape::dense(6, 8), WeightShape { dense: false, ..WeightShape::dense(6, 8) }];
    const SIZES: UpdateSizes = UpdateSizes { gradients: 200, moments: 400, tensors: 1 };
    const TENSOR: UpdateTensor =
        UpdateTensor { number: 0, weight: WeightId(0), first_row: 0, rows: 6, cols: 8, gradient: 8, moments: [0, 192] };

    fn new(op: UpdateOp) -> Result<UpdateProgram, CallError> {
        UpdateProgram::new(vec![op], &WEIGHTS, SIZES).map_err(|(_, error)| error)
    }

    fn adamw(tensor: UpdateTensor) -> Result<UpdateProgram, CallError> {
        new(UpdateOp::AdamW { tensor, beta1: 0.9, beta2: 0.95, eps: 1e-8 })
    }

    #[test]
    fn what_fits_is_taken_and_its_arena_is_that_of_the_longest() {
        assert_eq!(adamw(TENSOR).unwrap().arena_bytes(), 0);
        let muon = new(UpdateOp::Muon { tensor: TENSOR, beta2: 0.9 }).unwrap();
        assert!(muon.arena_bytes() >= 4 * (2 * 48 + 2 * 36 + 8));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        let frozen = adamw(UpdateTensor { weight: WeightId(1), ..TENSOR });
        assert!(matches!(frozen, Err(CallError::Frozen { id: WeightId(1), .. })));
        assert!(matches!(adamw(UpdateTensor { weight: WeightId(2), ..TENSOR }), Err(CallError::NoWeight { .. })));
        assert!(matches!(adamw(UpdateTensor { first_row: 1, ..TENSOR }), Err(CallError::Mismatch { .. })));
        assert!(matches!(adamw(UpdateTensor { cols: 4, ..TENSOR }), Err(CallError::Mismatch { .. })));
        assert!(matches!(adamw(UpdateTensor { number: 1, ..TENSOR }), Err(CallError::Mismatch { .. })));
        assert!(matches!(adamw(UpdateTensor { gradient: 12, ..TENSOR }), Err(CallError::Outside { operand: 0, .. })));
        assert!(matches!(adamw(UpdateTensor { gradient: 6, ..TENSOR }), Err(CallError::Outside { operand: 0, .. })));
        assert!(matches!(
            adamw(UpdateTensor { moments: [0, 212], ..TENSOR }),
            Err(CallError::Outside { operand: 2, .. })
        ));
        assert!(matches!(adamw(UpdateTensor { moments: [0, 188], ..TENSOR }), Err(CallError::Aliased { .. })));
        let squares = UpdateOp::AddSquares { first: true, offset: 100, bytes: 104 };
        assert!(matches!(new(squares), Err(CallError::Outside { end: 204, length: 200, .. })));
    }
}
