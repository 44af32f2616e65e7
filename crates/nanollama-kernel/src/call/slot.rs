//! Places of matrices in an arena whose length grows with the rows of a launch.
//!
//! An arena is three regions, one behind the other: what does not depend on the launch, what is counted by tokens, what is
//! counted by selected rows. A place in the second or third is a number of columns, so the offset of a matrix is linear in
//! the row count and one plan serves every launch.

use super::{Aliasing, CallError, Counts, Extent, Op, RowCount};

/// Elements that offsets are multiples of: one cache line of f32.
pub const LINE: usize = 16;

/// The place of a dense row-major matrix of f32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Where it begins in the region of its row count: in elements for fixed rows, else in elements a row.
    pub offset: usize,
    /// Its size.
    pub extent: Extent,
}

impl Slot {
    /// One past its last element, in the unit of its offset.
    #[must_use]
    pub fn end(&self) -> usize {
        match self.extent.rows {
            RowCount::Fixed(rows) => self.offset + rows * self.extent.cols,
            RowCount::Tokens | RowCount::Selected => self.offset + self.extent.cols,
        }
    }

    /// True when both cover a common element, whatever the counts.
    #[must_use]
    pub fn overlaps(&self, other: &Slot) -> bool {
        region(self) == region(other) && self.offset < other.end() && other.offset < self.end()
    }
}

fn region(slot: &Slot) -> usize {
    match slot.extent.rows {
        RowCount::Fixed(_) => 0,
        RowCount::Tokens => 1,
        RowCount::Selected => 2,
    }
}

/// Lengths of an arena's regions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Layout {
    /// Elements that every launch needs.
    pub fixed: usize,
    /// Elements a token.
    pub tokens: usize,
    /// Elements a selected row.
    pub selected: usize,
}

impl Layout {
    /// Elements of the arena for a launch; `None` when it is beyond what can be addressed.
    #[must_use]
    pub fn elements(&self, counts: Counts) -> Option<usize> {
        let tokens = self.tokens.checked_mul(counts.tokens)?;
        let selected = self.selected.checked_mul(counts.selected)?;
        self.fixed.checked_add(tokens)?.checked_add(selected)
    }

    /// First element of a slot in a launch's arena.
    #[must_use]
    pub fn offset(&self, slot: &Slot, counts: Counts) -> usize {
        match slot.extent.rows {
            RowCount::Fixed(_) => slot.offset,
            RowCount::Tokens => self.fixed + slot.offset * counts.tokens,
            RowCount::Selected => self.fixed + self.tokens * counts.tokens + slot.offset * counts.selected,
        }
    }

    fn region(&self, slot: &Slot) -> usize {
        [self.fixed, self.tokens, self.selected][region(slot)]
    }
}

/// One op on slots of an arena.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is computed.
    pub op: Op,
    /// Slots read.
    pub inputs: Vec<Slot>,
    /// Slots written.
    pub outputs: Vec<Slot>,
}

impl Call {
    /// Checks that every slot lies inside its region, and that outputs share memory only as the op allows.
    ///
    /// # Errors
    /// [`CallError::Arity`], [`CallError::Outside`], [`CallError::Aliased`].
    pub fn check(&self, layout: &Layout) -> Result<(), CallError> {
        let Call { op, inputs, outputs } = self;
        let given = (inputs.len(), outputs.len());
        if op.arity() != given {
            return Err(CallError::Arity { op: format!("{op:?}"), expected: op.arity(), given });
        }
        for (operand, slot) in inputs.iter().chain(outputs).enumerate() {
            let (end, length) = (slot.end(), layout.region(slot));
            if end > length {
                return Err(CallError::Outside { op: format!("{op:?}"), operand, end, length });
            }
        }
        self.check_aliasing()
    }

    /// Refuses outputs that overlap other operands beyond what [`Op::aliasing`] says.
    fn check_aliasing(&self) -> Result<(), CallError> {
        let Call { op, inputs, outputs } = self;
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
    use super::*;

    fn slot(rows: RowCount, offset: usize, cols: usize) -> Slot {
        Slot { offset, extent: Extent { rows, cols } }
    }

    #[test]
    fn offsets_are_linear_in_the_counts() {
        let layout = Layout { fixed: 32, tokens: 48, selected: 16 };
        let places = [slot(RowCount::Fixed(2), 16, 8), slot(RowCount::Tokens, 16, 20), slot(RowCount::Selected, 0, 7)];
        let at = |tokens, selected| places.map(|slot| layout.offset(&slot, Counts { tokens, selected }));
        assert_eq!(at(1, 1), [16, 48, 80]);
        assert_eq!(at(3, 2), [16, 80, 176]);
        assert_eq!(layout.elements(Counts { tokens: 3, selected: 2 }), Some(208));
        assert_eq!(layout.elements(Counts { tokens: usize::MAX, selected: 2 }), None);
    }

    #[test]
    fn shared_memory_is_refused_unless_the_op_works_in_place() {
        let layout = Layout { fixed: 0, tokens: 64, selected: 0 };
        let (x, y) = (slot(RowCount::Tokens, 0, 16), slot(RowCount::Tokens, 16, 16));
        let add = |output| Call { op: Op::Add, inputs: vec![x, y], outputs: vec![output] }.check(&layout);
        assert_eq!(add(y), Ok(()));
        assert!(matches!(add(slot(RowCount::Tokens, 32, 16)), Err(CallError::Aliased { output: 0, operand: 1, .. })));
        assert!(matches!(add(x), Err(CallError::Aliased { output: 0, operand: 0, .. })));
        let swiglu = |offset| {
            let (gate_up, out) = (slot(RowCount::Tokens, 0, 32), slot(RowCount::Tokens, offset, 16));
            Call { op: Op::SwiGlu, inputs: vec![gate_up], outputs: vec![out] }.check(&layout)
        };
        assert!(matches!(swiglu(16), Err(CallError::Aliased { .. })));
        assert_eq!(swiglu(32), Ok(()));
        assert!(matches!(swiglu(64), Err(CallError::Outside { operand: 1, end: 80, length: 64, .. })));
    }
}
