//! Calls in order, checked once: what a device prepares.

use super::{Aliasing, Binding, CallError, LINE, Layout, Op, Role, Slot};
use crate::dtype::DType;

/// Most operands of an op on either side.
pub(crate) const MAX_OPERANDS: usize = 6;

/// One op on slots of an arena.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is computed.
    pub op: Op,
    /// Slots read.
    pub inputs: Vec<Slot>,
    /// Slots written.
    pub outputs: Vec<Slot>,
    /// Where the weight's gradient goes, for an op that writes one.
    pub gradient: Option<Slot>,
    /// What the op works in ([`Op::workspace`]).
    pub workspace: Vec<Slot>,
}

/// Calls whose slots lie inside the arena and whose outputs touch no other operand but as their op allows, for every row
/// count. There is no other way to make one, so a device may trust it.
#[derive(Debug, Clone)]
pub struct Program {
    calls: Vec<Call>,
    layout: Layout,
    activations: DType,
}

impl Program {
    /// Checks every call, whose activations are stored as `activations`.
    ///
    /// # Errors
    /// The index of the first call that is wrong, and why.
    ///
    /// # Panics
    /// When the arena's regions are no whole cache lines.
    pub fn new(calls: Vec<Call>, layout: Layout, activations: DType) -> Result<Program, (usize, CallError)> {
        let regions = [layout.fixed, layout.tokens, layout.selected];
        assert!(regions.iter().all(|region| region.is_multiple_of(LINE)), "the arena's regions are whole cache lines");
        for (index, call) in calls.iter().enumerate() {
            call.check(&layout, activations).map_err(|error| (index, error))?;
        }
        Ok(Program { calls, layout, activations })
    }

    /// The calls, in order.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// How activations are stored.
    #[must_use]
    pub fn activations(&self) -> DType {
        self.activations
    }

    /// The arena's regions.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }
}

impl Call {
    fn check(&self, layout: &Layout, activations: DType) -> Result<(), CallError> {
        let Call { op, inputs, outputs, gradient, workspace } = self;
        let given = (inputs.len(), outputs.len());
        if op.arity() != given || inputs.len().max(outputs.len()).max(workspace.len()) > MAX_OPERANDS {
            return Err(CallError::Arity { op: format!("{op:?}"), expected: op.arity(), given });
        }
        if gradient.is_some() != op.weight_gradient().is_some() {
            return Err(CallError::Missing { op: format!("{op:?}"), what: "place for its weight's gradient" });
        }
        for (operand, slot) in inputs.iter().chain(outputs).enumerate() {
            let dtype = if op.role(operand) == Role::Statistic { DType::F32 } else { activations };
            self.check_slot(operand, slot, (Binding::Arena, dtype), op.takes_columns(operand), layout)?;
        }
        for (operand, slot) in (inputs.len() + outputs.len()..).zip(workspace) {
            self.check_slot(operand, slot, (Binding::Arena, DType::F32), false, layout)?;
        }
        if let Some(slot) = gradient {
            let operand = inputs.len() + outputs.len() + workspace.len();
            self.check_slot(operand, slot, (Binding::Gradients, DType::F32), false, layout)?;
        }
        self.check_aliasing()
    }

    /// Refuses a slot that a device could not trust: of another memory or number format than the op's operand has, not
    /// aligned, not inside, or with gaps between its rows where the op takes none.
    fn check_slot(
        &self,
        operand: usize,
        slot: &Slot,
        (binding, dtype): (Binding, DType),
        takes_columns: bool,
        layout: &Layout,
    ) -> Result<(), CallError> {
        let op = || format!("{:?}", self.op);
        let counted = binding == Binding::Gradients && slot.extent.rows.fixed().is_none();
        if slot.binding != binding || slot.dtype != dtype || counted {
            return Err(CallError::Misplaced { op: op(), operand });
        }
        let length = layout.region(slot);
        let end = slot.checked_end().filter(|_| slot.offset.is_multiple_of(size_of::<f32>()));
        let columns = slot.column.checked_add(slot.extent.cols);
        if end.is_none_or(|end| end > length) || columns.is_none_or(|columns| columns > slot.stride) {
            return Err(CallError::Outside { op: op(), operand, end: end.unwrap_or(usize::MAX), length });
        }
        if !slot.is_dense() && !takes_columns {
            return Err(CallError::Columns { op: op(), operand });
        }
        Ok(())
    }

    /// Refuses outputs that overlap other operands beyond what [`Op::aliasing`] says.
    fn check_aliasing(&self) -> Result<(), CallError> {
        let Call { op, inputs, outputs, workspace, .. } = self;
        let operands = inputs.len() + outputs.len();
        let apart = |slot: &Slot, others: &[Slot]| !others.iter().any(|other| slot.overlaps(other));
        for (w, slot) in workspace.iter().enumerate() {
            if !(apart(slot, inputs) && apart(slot, outputs) && apart(slot, &workspace[w + 1..])) {
                return Err(CallError::Aliased { op: format!("{op:?}"), output: w, operand: operands + w });
            }
        }
        let aliased = |output, operand| CallError::Aliased { op: format!("{op:?}"), output, operand };
        for (o, output) in outputs.iter().enumerate() {
            for (i, input) in inputs.iter().enumerate() {
                let same = output == input;
                match op.aliasing() {
                    Aliasing::Required(ai, ao) if (ai, ao) == (i, o) && !same => return Err(aliased(o, i)),
                    Aliasing::Required(ai, ao) if (ai, ao) == (i, o) => {}
                    // An input is read as one piece, with what lies between its rows.
                    _ if output.shares_buffer(input) => return Err(aliased(o, i)),
                    _ => {}
                }
            }
            for (later, other) in outputs.iter().enumerate().skip(o + 1) {
                if output.overlaps(other) {
                    return Err(aliased(o, inputs.len() + later));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Extent, RowCount};
    use super::*;

    const LAYOUT: Layout = Layout { fixed: 0, tokens: 256, selected: 0, gradients: 0 };

    fn slot(offset: usize, cols: usize) -> Slot {
        Slot::dense(offset, Extent { rows: RowCount::Tokens, cols })
    }

    fn check(op: Op, inputs: &[Slot], outputs: &[Slot]) -> Result<(), CallError> {
        Call { op, inputs: inputs.to_vec(), outputs: outputs.to_vec(), gradient: None, workspace: Vec::new() }
            .check(&LAYOUT, DType::F32)
    }

    #[test]
    fn shared_memory_is_refused_unless_the_op_works_in_place() {
        let (x, y) = (slot(0, 16), slot(64, 16));
        assert_eq!(check(Op::Add, &[x, y], &[y]), Ok(()));
        let error = check(Op::Add, &[x, y], &[slot(128, 16)]);
        assert!(matches!(error, Err(CallError::Aliased { output: 0, operand: 1, .. })));
        assert!(matches!(check(Op::Add, &[x, y], &[x]), Err(CallError::Aliased { output: 0, operand: 0, .. })));
        let gate_up = slot(0, 32);
        assert!(matches!(check(Op::SwiGlu, &[gate_up], &[slot(64, 16)]), Err(CallError::Aliased { .. })));
        assert_eq!(check(Op::SwiGlu, &[gate_up], &[slot(128, 16)]), Ok(()));
        let outside = check(Op::SwiGlu, &[gate_up], &[slot(256, 16)]);
        assert!(matches!(outside, Err(CallError::Outside { operand: 1, end: 320, length: 256, .. })));
    }

    #[test]
    fn activations_have_one_format_and_statistics_stay_precise() {
        let norm = Op::RmsNorm { gain: super::super::WeightId(0).into(), eps: 1e-5 };
        let half = |slot: Slot| Slot { dtype: DType::Bf16, ..slot };
        let check = |x: Slot, y: Slot, inverse: Slot, activations| {
            let call =
                Call { op: norm, inputs: vec![x], outputs: vec![y, inverse], gradient: None, workspace: Vec::new() };
            call.check(&LAYOUT, activations)
        };
        let [x, y, inverse] = [slot(0, 8), slot(64, 8), slot(128, 1)];
        assert_eq!(check(half(x), half(y), inverse, DType::Bf16), Ok(()));
        assert_eq!(check(x, y, inverse, DType::F32), Ok(()));
        let misplaced = |operand| Err(operand);
        for (outcome, operand) in [
            (check(half(x), half(y), inverse, DType::F32), 0),
            (check(half(x), y, inverse, DType::Bf16), 1),
            (check(half(x), half(y), half(inverse), DType::Bf16), 2),
        ] {
            let outcome = outcome.map_err(|error| match error {
                CallError::Misplaced { operand, .. } => operand,
                other => panic!("{other}"),
            });
            assert_eq!(outcome, misplaced(operand));
        }
    }

    #[test]
    fn only_some_operands_may_be_column_ranges() {
        let part = Slot { column: 4, extent: Extent { rows: RowCount::Tokens, cols: 8 }, ..slot(0, 16) };
        let norm = Op::RmsNorm { gain: super::super::WeightId(0).into(), eps: 1e-5 };
        assert_eq!(check(norm, &[part], &[slot(64, 8), slot(128, 1)]), Ok(()));
        let error = check(norm, &[slot(64, 8)], &[part, slot(128, 1)]);
        assert!(matches!(error, Err(CallError::Columns { operand: 1, .. })));
    }
}
