//! Executes a forward at once, for inference: no graph, no plan, a scratch ring of two halves.
//!
//! Values made in block `n` live in half `n mod 2`, so the residual stream that leaves a block survives the next one and
//! is overwritten in the one after. The scratch grows to the largest batch seen and then allocates nothing.

use nanollama_kernel::call::{Op, Slot, WeightId};
use nanollama_kernel::launch::{Context, Kernels, LaunchError, execute};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::op::attention::Shape;

use crate::Error;
use crate::builder::Builder;
use crate::memory::ALIGNMENT;

/// Reusable working memory of a [`Runner`].
#[derive(Default)]
pub struct Scratch {
    arena: AlignedVec,
}

impl Scratch {
    /// The values of a result of the last forward.
    pub fn values(&self, of: Hidden) -> &[f32] {
        &self.arena[of.0.offset..of.0.end()]
    }
}

/// Handle on an activation in the scratch.
#[derive(Debug, Clone, Copy)]
pub struct Hidden(Slot);

/// A [`Builder`] that runs each op as it is asked for.
///
/// An op that fails stops the rest; [`Runner::finish`] gives the error.
pub struct Runner<'a, 'c> {
    kernels: &'a dyn Kernels,
    scratch: &'a mut Scratch,
    context: &'a mut Context<'c>,
    half: usize,
    current: usize,
    used: [usize; 2],
    calls: usize,
    failed: Option<(usize, LaunchError)>,
}

impl<'a, 'c> Runner<'a, 'c> {
    /// A runner over the rows of `context`. `block_elements` bounds the f32 of all values that one block makes, and of the
    /// picked rows and logits at the end (the caller's model knows both); the scratch takes twice that.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the scratch cannot grow to that.
    pub fn new(
        kernels: &'a dyn Kernels,
        scratch: &'a mut Scratch,
        context: &'a mut Context<'c>,
        block_elements: usize,
    ) -> Result<Self, Error> {
        // Every value starts on a cache line: at most ALIGNMENT more each, and a block has fewer than 16 values.
        let half = (block_elements + 16 * ALIGNMENT).next_multiple_of(ALIGNMENT);
        if scratch.arena.len() < 2 * half {
            scratch.arena = AlignedVec::try_zeroed(2 * half).map_err(|_| Error::OutOfMemory { bytes: 8 * half })?;
        }
        Ok(Runner { kernels, scratch, context, half, current: 0, used: [0; 2], calls: 0, failed: None })
    }

    /// Gathers the rows asked for by the context and applies the output head: `[selected, vocabulary]`.
    pub fn logits(&mut self, x: Hidden, head: WeightId, vocabulary: usize) -> Hidden {
        self.block_end();
        let selected = self.context.selected.len();
        let picked = self.slot(selected, x.0.cols);
        self.run(Op::SelectRows, &[x.0], &[picked]);
        let logits = self.slot(selected, vocabulary);
        self.run(Op::Linear { weight: head, residual: false }, &[picked], &[logits]);
        Hidden(logits)
    }

    /// Ends the forward.
    ///
    /// # Errors
    /// [`Error::Launch`] for the first op that failed.
    pub fn finish(self) -> Result<(), Error> {
        match self.failed {
            None => Ok(()),
            Some((index, source)) => Err(Error::Launch { index, source }),
        }
    }

    fn block_end(&mut self) {
        self.current = 1 - self.current;
        self.used[self.current] = 0;
    }

    fn slot(&mut self, rows: usize, cols: usize) -> Slot {
        let offset = self.current * self.half + self.used[self.current];
        self.used[self.current] += (rows * cols).next_multiple_of(ALIGNMENT);
        if self.used[self.current] > self.half && self.failed.is_none() {
            let got = self.used[self.current];
            let source =
                LaunchError::Mismatch { op: "scratch".into(), what: "f32 of a block", expected: self.half, got };
            self.failed = Some((self.calls, source));
        }
        Slot { offset, rows, cols }
    }

    fn run(&mut self, op: Op, inputs: &[Slot], outputs: &[Slot]) {
        if self.failed.is_some() {
            return;
        }
        if let Err(error) = execute(self.kernels, &op, inputs, outputs, &mut self.scratch.arena, self.context) {
            self.failed = Some((self.calls, error));
        }
        self.calls += 1;
    }

    fn rows(&self) -> usize {
        self.context.rows.tokens.len()
    }

    fn node(&mut self, op: Op, inputs: &[Slot], cols: usize) -> Hidden {
        let output = self.slot(self.rows(), cols);
        self.run(op, inputs, &[output]);
        Hidden(output)
    }
}

impl Builder for Runner<'_, '_> {
    type Value = Hidden;

    fn block(&mut self, _index: usize) {
        self.block_end();
    }

    fn embedding(&mut self, table: WeightId, dim: usize) -> Hidden {
        self.node(Op::Embedding { table }, &[], dim)
    }

    fn rms_norm(&mut self, x: Hidden, gain: WeightId, eps: f32) -> Hidden {
        let y = self.slot(x.0.rows, x.0.cols);
        let inverse = self.slot(x.0.rows, 1);
        self.run(Op::RmsNorm { gain, eps }, &[x.0], &[y, inverse]);
        Hidden(y)
    }

    fn linear(&mut self, x: Hidden, weight: WeightId, out: usize, residual: Option<Hidden>) -> Hidden {
        let op = Op::Linear { weight, residual: residual.is_some() };
        match residual {
            Some(residual) => self.node(op, &[x.0, residual.0], out),
            None => self.node(op, &[x.0], out),
        }
    }

    fn rope(&mut self, x: Hidden, heads: usize, head_dim: usize) -> Hidden {
        self.run(Op::Rope { heads, head_dim, inverse: false }, &[x.0], &[x.0]);
        x
    }

    fn attention(&mut self, qkv: Hidden, layer: usize, shape: Shape) -> Hidden {
        let rows = self.rows();
        let out = self.slot(rows, shape.heads * shape.head_dim);
        let log_sum_exp = self.slot(rows, shape.heads);
        self.run(Op::Attention { layer, shape }, &[qkv.0], &[out, log_sum_exp]);
        Hidden(out)
    }

    fn swiglu(&mut self, gate_up: Hidden) -> Hidden {
        self.node(Op::SwiGlu, &[gate_up.0], gate_up.0.cols / 2)
    }
}
