//! Calls in order, checked once: what a device prepares.

use super::{Aliasing, Binding, CallError, Layout, Op, Slot};

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
}

/// Calls whose slots lie inside the arena and whose outputs touch no other operand but as their op allows, for every row
/// count. There is no other way to make one, so a device may trust it.
#[derive(Debug, Clone)]
pub struct Program {
    calls: Vec<Call>,
    layout: Layout,
}

impl Program {
    /// Checks every call.
    ///
    /// # Errors
    /// The index of the first call that is wrong, and why.
    pub fn new(calls: Vec<Call>, layout: Layout) -> Result<Program, (usize, CallError)> {
        for (index, call) in calls.iter().enumerate() {
            call.check(&layout).map_err(|error| (index, error))?;
        }
        Ok(Program { calls, layout })
    }

    /// The calls, in order.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The arena's regions.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }
}

impl Call {
    fn check(&self, layout: &Layout) -> Result<(), CallError> {
        let Call { op, inputs, outputs, gradient } = self;
        let given = (inputs.len(), outputs.len());
        if op.arity() != given || inputs.len().max(outputs.len()) > MAX_OPERANDS {
            return Err(CallError::Arity { op: format!("{op:?}"), expected: op.arity(), given });
        }
        let placed = gradient.is_some_and(|slot| slot.binding == Binding::Gradients && slot.is_dense());
        if placed != op.weight_gradient().is_some() || gradient.is_some() != placed {
            return Err(CallError::Missing { op: format!("{op:?}"), what: "place for its weight's gradient" });
        }
        for (operand, slot) in inputs.iter().chain(outputs).chain(gradient).enumerate() {
            let (end, length) = (slot.end(), layout.region(slot));
            if end > length || slot.column + slot.extent.cols > slot.stride {
                return Err(CallError::Outside { op: format!("{op:?}"), operand, end, length });
            }
            if !slot.is_dense() && !op.takes_columns(operand) {
                return Err(CallError::Columns { op: format!("{op:?}"), operand });
            }
        }
        self.check_aliasing()
    }

    /// Refuses outputs that overlap other operands beyond what [`Op::aliasing`] says.
    fn check_aliasing(&self) -> Result<(), CallError> {
        let Call { op, inputs, outputs, .. } = self;
        let aliased = |output, operand| CallError::Aliased { op: format!("{op:?}"), output, operand };
        for (o, output) in outputs.iter().enumerate() {
            for (i, input) in inputs.iter().enumerate() {
                let same = output == input;
                match op.aliasing() {
                    Aliasing::Required(ai, ao) if (ai, ao) == (i, o) && !same => return Err(aliased(o, i)),
                    Aliasing::Required(ai, ao) if (ai, ao) == (i, o) => {}
                    _ if output.overlaps(input) => return Err(aliased(o, i)),
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
        Call { op, inputs: inputs.to_vec(), outputs: outputs.to_vec(), gradient: None }.check(&LAYOUT)
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
    fn only_some_operands_may_be_column_ranges() {
        let part = Slot { column: 4, extent: Extent { rows: RowCount::Tokens, cols: 8 }, ..slot(0, 16) };
        let norm = Op::RmsNorm { gain: super::super::WeightId(0), eps: 1e-5 };
        assert_eq!(check(norm, &[part], &[slot(64, 8), slot(128, 1)]), Ok(()));
        let error = check(norm, &[slot(64, 8)], &[part, slot(128, 1)]);
        assert!(matches!(error, Err(CallError::Columns { operand: 1, .. })));
    }
}
