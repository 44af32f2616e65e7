//! Calls on rows that name adapters: the op as it is, then what the adapters add, then the residual.

use super::{Cpu, View, lock};
use crate::adapter::Site;
use crate::call::{Call, CallError, MAX_OPERANDS, Op, RowCount};
use crate::context::Context;
use crate::op::deltas::{self, Operands};
use crate::op::strided::{Strided, StridedMut};
use crate::op::{add, head};
use crate::pool::SharedMut;

/// What an adapter may have that its site does not take.
const PART: &str = "this part of an adapter";

impl Cpu {
    /// Runs a call if an adapter that its rows name has a part in it; false when none has and nothing was done.
    ///
    /// # Safety
    /// As [`Cpu::launch`].
    pub(super) unsafe fn adapted(
        &self,
        call: &Call,
        [inputs, outputs, workspace]: [&[View; MAX_OPERANDS]; 3],
        context: &mut Context<'_>,
    ) -> Result<bool, CallError> {
        let op = &call.op;
        let uncomputed = |what| CallError::Uncomputed { op: format!("{op:?}"), what };
        if matches!(op, Op::HeadLossGrad { .. }) {
            return Err(uncomputed("the gradient of rows that name adapters"));
        }
        let Some(site) = Site::of(op) else { return Ok(false) };
        // SAFETY: buffers of a launch can be reached while it runs.
        let rows = unsafe { context.rows.view() };
        let (lists, tokens) = (rows.adapted, rows.tokens);
        let mut named = lists.iter().map(|row| context.adapters.get(row.adapter as usize));
        if named.clone().any(|adapter| adapter.is_none()) {
            return Err(CallError::Missing { op: format!("{op:?}"), what: "such adapter" });
        }
        if named.all(|adapter| adapter.is_none_or(|adapter| adapter.at(site).is_empty())) {
            return Ok(false);
        }
        let mut scratch = lock(&self.adapted);
        match call.outputs[0].extent.rows {
            RowCount::Tokens => scratch.take_all(lists),
            RowCount::Selected => scratch.take_selected(lists, rows.selected),
            RowCount::Fixed(_) => return Err(uncomputed("a plan for one row count whose rows name adapters")),
        }
        let (pool, adapters) = (&self.pool, context.adapters);
        // SAFETY: as the caller promises; an aliased input is not turned into a slice.
        let (read, write) = (|i: usize| unsafe { inputs[i].read() }, |o: usize| unsafe { outputs[o].write() });
        let (mut x, mut residual, mut eps) = (Strided::new(&[], 0), None, 0.0);
        let mut plain = *op;
        match &mut plain {
            Op::Embedding { .. } | Op::Bias { .. } | Op::Tap { .. } => {}
            Op::RmsNorm { eps: given, .. } => {
                // SAFETY: as above.
                (x, eps) = (unsafe { inputs[0].strided() }, *given);
            }
            Op::Linear { residual: given, .. } => {
                (x, residual) = (Strided::new(read(0), inputs[0].cols), given.then(|| read(1)));
                *given = false;
            }
            // Logits are capped after what is added to the products.
            Op::Head(head) => {
                let (head, cols) = (head.with(context.weight(head.weight)), outputs[0].cols);
                let x = Strided::new(read(0), inputs[0].cols);
                // SAFETY: as above; what an op works in overlaps none of its operands.
                let rounded = unsafe { workspace[0].write() };
                let mut complete = true;
                head::logits(pool, read(0), head, rounded, write(0), |products| {
                    let y = StridedMut::new(SharedMut::new(products), cols);
                    let operands = Operands { x, tokens, eps, y, cols };
                    complete = deltas::add(pool, adapters, site, &operands, &mut scratch);
                });
                return if complete { Ok(true) } else { Err(uncomputed(PART)) };
            }
            _ => return Err(uncomputed("an adapter of a head's losses")),
        }
        // SAFETY: as the caller promises.
        unsafe { self.launch(&plain, [inputs, outputs, workspace], None, context)? };
        // SAFETY: as above; no other slice of the output lives any more.
        let mut y = unsafe { outputs[0].strided_mut() };
        let mut cols = outputs[0].cols;
        if let Op::Bias { bias, first } = *op {
            cols = context.weight(bias).cols();
            y = StridedMut::new(y.values().from(first), y.stride());
        }
        let operands = Operands { x, tokens, eps, y, cols };
        if !deltas::add(pool, adapters, site, &operands, &mut scratch) {
            return Err(uncomputed(PART));
        }
        if let Some(residual) = residual {
            add::add(pool, residual, write(0));
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
