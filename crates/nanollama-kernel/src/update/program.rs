//! [`UpdateProgram`]: what is measured, moved and packed at the end of a step, checked once.

use std::ops::Range;

use super::{UpdateRule, UpdateTensor};
use crate::call::{CallError, LINE, WeightId, WeightShape};
use crate::op::{gradient_norm, muon};

/// Tensors that fit a model, its gradients and its moments.
#[derive(Debug, Clone)]
pub struct UpdateProgram {
    squares: Vec<Range<usize>>,
    tensors: Vec<UpdateTensor>,
    packs: Vec<WeightId>,
    sizes: UpdateSizes,
    arena: usize,
    /// Whether gradients are measured elsewhere, and panels renewed.
    share: bool,
}

/// Lengths of what an update works on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpdateSizes {
    /// Bytes of gradients.
    pub gradients: usize,
    /// Bytes of moments.
    pub moments: usize,
}

impl UpdateProgram {
    /// The norm is that of the gradients in these ranges of bytes, whose sums of squares are added in this order. Then the
    /// tensors are moved, and the panels of their weights renewed. A tensor's factors are found by its place in the list.
    ///
    /// # Errors
    /// What does not fit a model of these weights, with its index among the ranges or, behind them, the tensors.
    pub fn new(
        squares: Vec<Range<usize>>,
        tensors: Vec<UpdateTensor>,
        weights: &[WeightShape],
        sizes: UpdateSizes,
    ) -> Result<UpdateProgram, (usize, CallError)> {
        for (index, range) in squares.iter().enumerate() {
            let bytes = range.end.saturating_sub(range.start);
            inside(&"the norm", 0, range.start, bytes, sizes.gradients).map_err(|error| (index, error))?;
        }
        for (index, tensor) in tensors.iter().enumerate() {
            Check { tensor, weights, sizes }.all().map_err(|error| (squares.len() + index, error))?;
            if let Some(operand) = tensors[..index].iter().find_map(|earlier| tensor.shares_with(earlier)) {
                return Err((
                    squares.len() + index,
                    CallError::Aliased { op: format!("{tensor:?}"), output: operand, operand },
                ));
            }
        }
        let sums = squares.iter().map(|range| gradient_norm::blocks(range.len() / size_of::<f32>()));
        let matrices = tensors.iter().filter(|tensor| matches!(tensor.rule, UpdateRule::Muon { .. }));
        let sums = sums.map(|sums| sums * size_of::<f64>());
        let matrices = matrices.map(|matrix| muon::Workspace::elements(matrix.rows, matrix.cols) * size_of::<f32>());
        let arena = sums.chain(matrices).max().unwrap_or(0).next_multiple_of(LINE);
        let mut packs: Vec<WeightId> = tensors.iter().map(|tensor| tensor.weight).collect();
        packs.sort_unstable();
        packs.dedup();
        Ok(UpdateProgram { squares, tensors, packs, sizes, arena, share: false })
    }

    /// The part of an update that one of several processes does: it moves these tensors alone. The squares of all gradients
    /// are in the state before ([`super::StepState::put_sums`]), and whoever gets the values of the others renews the panels.
    #[must_use]
    pub fn of_share(mut self) -> UpdateProgram {
        self.squares.clear();
        self.packs.clear();
        UpdateProgram { share: true, ..self }
    }

    /// Whether it is a part of an update: squares are not taken but given.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.share
    }

    /// Only the renewal of a weight's panels.
    #[must_use]
    pub(crate) fn packing(weight: WeightId) -> UpdateProgram {
        let (squares, tensors, sizes) = (Vec::new(), Vec::new(), UpdateSizes::default());
        UpdateProgram { squares, tensors, packs: vec![weight], sizes, arena: 0, share: false }
    }

    /// The gradients whose norm is taken.
    #[must_use]
    pub fn squares(&self) -> &[Range<usize>] {
        &self.squares
    }

    /// What is moved.
    #[must_use]
    pub fn tensors(&self) -> &[UpdateTensor] {
        &self.tensors
    }

    /// The weights whose panels are renewed, where they have any.
    #[must_use]
    pub fn packs(&self) -> &[WeightId] {
        &self.packs
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

/// A tensor and what it is asked to fit.
struct Check<'a> {
    tensor: &'a UpdateTensor,
    weights: &'a [WeightShape],
    sizes: UpdateSizes,
}

impl Check<'_> {
    fn all(&self) -> Result<(), CallError> {
        let &UpdateTensor { weight: id, first_row, rows, cols, gradient, moments: [first, second], .. } = self.tensor;
        let none = || CallError::NoWeight { op: self.name(), id, weights: self.weights.len() };
        let shape = self.weights.get(id.index()).ok_or_else(none)?;
        if !shape.dense {
            return Err(CallError::Frozen { op: self.name(), id });
        }
        self.expect("columns of the weight", shape.cols, cols)?;
        let end = first_row.saturating_add(rows);
        self.expect("rows up to", end.min(shape.rows), end)?;
        let bytes = |values: usize| values.saturating_mul(size_of::<f32>());
        let (whole, narrow) = (bytes(rows.saturating_mul(cols)), bytes(self.tensor.second_moment()));
        inside(self.tensor, 0, gradient, whole, self.sizes.gradients)?;
        inside(self.tensor, 1, first, whole, self.sizes.moments)?;
        inside(self.tensor, 2, second, narrow, self.sizes.moments)?;
        if first + whole <= second || second + narrow <= first {
            return Ok(());
        }
        Err(CallError::Aliased { op: self.name(), output: 2, operand: 1 })
    }

    fn expect(&self, what: &'static str, expected: usize, given: usize) -> Result<(), CallError> {
        if expected == given {
            return Ok(());
        }
        Err(CallError::Mismatch { op: self.name(), what, expected, given })
    }

    fn name(&self) -> String {
        format!("{:?}", self.tensor)
    }
}

/// Whether `bytes` bytes of f32 at `offset` lie within `length`.
fn inside(
    of: &dyn std::fmt::Debug,
    operand: usize,
    offset: usize,
    bytes: usize,
    length: usize,
) -> Result<(), CallError> {
    let whole = offset.is_multiple_of(size_of::<f32>()) && bytes.is_multiple_of(size_of::<f32>());
    match offset.checked_add(bytes) {
        Some(end) if end <= length && whole => Ok(()),
        end => Err(CallError::Outside { op: format!("{of:?}"), operand, end: end.unwrap_or(usize::MAX), length }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: [WeightShape; 2] =
        [WeightShape::dense(6, 8), WeightShape { dense: false, ..WeightShape::dense(6, 8) }];
    const SIZES: UpdateSizes = UpdateSizes { gradients: 200, moments: 400 };
    const TENSOR: UpdateTensor = UpdateTensor {
        weight: WeightId(0),
        first_row: 0,
        rows: 6,
        cols: 8,
        gradient: 8,
        moments: [0, 192],
        rule: UpdateRule::AdamW { beta1: 0.9, beta2: 0.95, eps: 1e-8 },
    };

    fn new(tensor: UpdateTensor) -> Result<UpdateProgram, CallError> {
        UpdateProgram::new(vec![], vec![tensor], &WEIGHTS, SIZES).map_err(|(_, error)| error)
    }

    #[test]
    fn what_fits_is_taken_and_its_arena_is_that_of_the_longest() {
        let adamw = new(TENSOR).unwrap();
        assert_eq!((adamw.arena_bytes(), adamw.packs()), (0, &[WeightId(0)][..]));
        let muon = new(UpdateTensor { rule: UpdateRule::Muon { beta2: 0.9 }, ..TENSOR }).unwrap();
        assert!(muon.arena_bytes() >= 4 * (2 * 48 + 2 * 36 + 8));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        let frozen = new(UpdateTensor { weight: WeightId(1), ..TENSOR });
        assert!(matches!(frozen, Err(CallError::Frozen { id: WeightId(1), .. })));
        assert!(matches!(new(UpdateTensor { weight: WeightId(2), ..TENSOR }), Err(CallError::NoWeight { .. })));
        assert!(matches!(new(UpdateTensor { first_row: 1, ..TENSOR }), Err(CallError::Mismatch { .. })));
        assert!(matches!(new(UpdateTensor { cols: 4, ..TENSOR }), Err(CallError::Mismatch { .. })));
        let outside = |tensor| match new(tensor) {
            Err(CallError::Outside { operand, .. }) => operand,
            other => panic!("{other:?}"),
        };
        assert_eq!(outside(UpdateTensor { gradient: 12, ..TENSOR }), 0);
        assert_eq!(outside(UpdateTensor { gradient: 6, ..TENSOR }), 0);
        assert_eq!(outside(UpdateTensor { gradient: usize::MAX - 3, ..TENSOR }), 0);
        assert_eq!(outside(UpdateTensor { moments: [212, 0], ..TENSOR }), 1);
        assert_eq!(outside(UpdateTensor { moments: [0, 212], ..TENSOR }), 2);
        assert!(matches!(new(UpdateTensor { moments: [0, 188], ..TENSOR }), Err(CallError::Aliased { .. })));
        let squares = UpdateProgram::new(vec![0..100, 100..204], vec![], &WEIGHTS, SIZES).unwrap_err();
        assert!(matches!(squares, (1, CallError::Outside { end: 204, length: 200, .. })));
        let rows = |first_row, moments| UpdateTensor { first_row, rows: 3, moments, ..TENSOR };
        let two = |first, second| UpdateProgram::new(vec![], vec![first, second], &WEIGHTS, SIZES);
        assert!(two(rows(0, [0, 96]), rows(3, [192, 288])).is_ok());
        for (second, operand) in [(rows(2, [192, 288]), 0), (rows(3, [92, 288]), 1), (rows(3, [192, 188]), 2)] {
            let shared = two(rows(0, [0, 96]), second).unwrap_err();
            assert!(matches!(shared, (1, CallError::Aliased { output, .. }) if output == operand), "{shared:?}");
        }
    }
}
