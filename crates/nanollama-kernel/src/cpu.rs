//! This machine's cores as a device: slots become slices, and each op goes to its function in `op/`.
//!
//! All the aliasing `unsafe` of a step is here. It rests on [`Program`], which is made only of calls whose slots lie inside
//! the arena and whose outputs touch no other operand.

mod adapted;
mod update;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::call::{Call, CallError, Counts, Gain, Layout, MAX_OPERANDS, Op, Program, Slot, Store, WeightId};
use crate::context::Context;
use crate::device::{Buffer, Device, DeviceMemory, Home, Readback, words};
use crate::error::Result;
use crate::memory::bytes_of_mut;
use crate::op::strided::{Strided, StridedMut};
use crate::op::{
    add, add_scaled, attention, bias, deltas, embedding, head, linear, losses, rms_norm, rope, scale, swiglu,
};
use crate::pool::{Pool, SharedMut};
use crate::rows::{RowView, Targets};
use crate::update::{StepState, UpdateMemory, UpdateProgram};

/// The ops on this machine's cores.
pub struct Cpu {
    pool: Pool,
    adapted: Mutex<deltas::Scratch>,
}

impl Cpu {
    /// The ops on `pool`'s threads and instruction set.
    pub fn new(pool: Pool) -> Self {
        Cpu { pool, adapted: Mutex::default() }
    }

    /// The threads.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }
}

/// A matrix in this process's memory.
#[derive(Clone, Copy)]
struct View {
    data: *mut f32,
    rows: usize,
    cols: usize,
    stride: usize,
}

impl View {
    const NONE: View = View { data: std::ptr::dangling_mut(), rows: 0, cols: 0, stride: 0 };

    /// f32 from its first to its last.
    fn span(&self) -> usize {
        if self.rows == 0 { 0 } else { (self.rows - 1) * self.stride + self.cols }
    }

    /// # Safety
    /// The view is valid and no one writes it.
    unsafe fn read<'a>(&self) -> &'a [f32] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.data, self.span()) }
    }

    /// # Safety
    /// The view is valid, dense, and no one else touches it.
    unsafe fn write<'a>(&self) -> &'a mut [f32] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.data, self.span()) }
    }

    /// # Safety
    /// As [`View::write`].
    unsafe fn write_words<'a>(&self) -> &'a mut [u32] {
        // SAFETY: the caller's promise; any bits are a word.
        unsafe { std::slice::from_raw_parts_mut(self.data.cast(), self.span()) }
    }

    /// # Safety
    /// As [`View::read`].
    unsafe fn strided<'a>(&self) -> Strided<'a> {
        // SAFETY: the caller's promise.
        Strided::new(unsafe { self.read() }, self.stride)
    }

    /// # Safety
    /// The view is valid and no one else touches its columns.
    unsafe fn strided_mut<'a>(&self) -> StridedMut<'a> {
        // SAFETY: the caller's promise.
        StridedMut::new(unsafe { SharedMut::from_raw(self.data, self.span()) }, self.stride)
    }
}

impl DeviceMemory for Cpu {
    fn allocate(&self, what: &'static str, bytes: usize) -> Result<Buffer> {
        Buffer::on_host(what, bytes)
    }

    fn upload(&self, to: &mut Buffer, offset: usize, bytes: &[u8]) {
        let range = to.check(&Home::Host, offset, bytes.len());
        to.raw_mut()[range].copy_from_slice(bytes);
    }

    fn copy_within(&self, buffer: &mut Buffer, from: usize, to: usize, bytes: usize) {
        let (source, target) = (buffer.check(&Home::Host, from, bytes), buffer.check(&Home::Host, to, bytes));
        assert!(source.end <= target.start || target.end <= source.start, "the places overlap");
        buffer.raw_mut().copy_within(source, target.start);
    }

    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()> {
        let range = from.check(&Home::Host, offset, bytes);
        bytes_of_mut(into.room(bytes)?).copy_from_slice(&from.raw()[range]);
        Ok(())
    }

    fn lend<'a>(&self, from: &'a Buffer, bytes: Range<usize>) -> Cow<'a, [f32]> {
        from.check(&Home::Host, bytes.start, bytes.len());
        Cow::Borrowed(&from.values()[words(bytes)])
    }

    fn edit(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        buffer.check(&Home::Host, bytes.start, bytes.len());
        work(&mut buffer.values_mut()[words(bytes)]);
    }

    fn zero(&self, buffer: &mut Buffer, bytes: Range<usize>) {
        const PART: usize = 1 << 20;
        let range = buffer.check(&Home::Host, bytes.start, bytes.len());
        let mut parts: Vec<&mut [u8]> = buffer.raw_mut()[range].chunks_mut(PART).collect();
        self.pool.for_each_mut(&mut parts, |_, part| part.fill(0));
    }

    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32] {
        readback.values()
    }

    fn fetch<'a>(&self, from: &'a Buffer, bytes: Range<usize>, _: &'a mut Readback) -> Result<&'a [f32]> {
        from.check(&Home::Host, bytes.start, bytes.len());
        Ok(&from.values()[words(bytes)])
    }
}

impl Device for Cpu {
    fn name(&self) -> String {
        format!("cpu ({}, {} threads)", self.pool.isa().name(), self.pool.threads())
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }

    fn run(
        &self,
        program: &Program,
        counts: Counts,
        arena: &mut Buffer,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), (usize, CallError)> {
        for buffer in std::iter::once(&*arena).chain(context.buffers()) {
            buffer.check(&Home::Host, 0, buffer.bytes());
        }
        self.run_at(program, counts, arena, context)
    }

    fn update(&self, program: &UpdateProgram, arena: &mut Buffer, memory: &mut UpdateMemory<'_>) {
        for buffer in std::iter::once(&*arena).chain(memory.buffers()) {
            buffer.check(&Home::Host, 0, buffer.bytes());
        }
        self.update_at(program, arena, memory);
    }
}

impl Cpu {
    /// Runs a program on memory that this process can reach now.
    pub(crate) fn run_at(
        &self,
        program: &Program,
        counts: Counts,
        arena: &mut Buffer,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), (usize, CallError)> {
        let layout = program.layout();
        let needed = layout.bytes(counts).unwrap_or(usize::MAX);
        assert!(arena.bytes() >= needed, "an arena of {} for {needed} bytes", arena.bytes());
        let gradients = context.training.as_ref().map_or(usize::MAX, |training| training.gradients.bytes());
        assert!(gradients >= layout.gradients, "{gradients} bytes of gradients for {}", layout.gradients);
        for (index, call) in program.calls().iter().enumerate() {
            // SAFETY: the arena is long enough and borrowed mutably; the program was checked.
            unsafe { self.call(call, &layout, counts, arena.address(), context) }.map_err(|error| (index, error))?;
        }
        Ok(())
    }

    /// # Safety
    /// The call is of a [`Program`] of this layout, the arena at `base` is as long as the counts ask for, and no one else
    /// touches it.
    unsafe fn call(
        &self,
        call: &Call,
        layout: &Layout,
        counts: Counts,
        base: *mut u8,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), CallError> {
        let view = |slot: &Slot| View {
            // The slot ends inside its region, the regions inside the arena.
            data: base.wrapping_add(layout.first_byte(slot, counts)).cast(),
            rows: counts.of(slot.extent.rows),
            cols: slot.extent.cols,
            stride: slot.stride,
        };
        let none = [View::NONE; MAX_OPERANDS];
        let (mut inputs, mut outputs, mut workspace) = (none, none, none);
        for (to, slot) in inputs.iter_mut().zip(&call.inputs) {
            *to = view(slot);
        }
        for (to, slot) in outputs.iter_mut().zip(&call.outputs) {
            *to = view(slot);
        }
        for (to, slot) in workspace.iter_mut().zip(&call.workspace) {
            *to = view(slot);
        }
        let gradient = call.gradient.zip(context.training.as_mut()).map(|(slot, training)| View {
            // SAFETY: the slot ends inside the gradients, whose length was compared with the program's.
            data: unsafe { training.gradients.address().add(slot.offset) }.cast(),
            ..view(&slot)
        });
        // SAFETY: as the caller promises.
        if context.rows.names_adapters() && unsafe { self.adapted(call, [&inputs, &outputs, &workspace], context)? } {
            return Ok(());
        }
        // SAFETY: as the caller promises.
        unsafe { self.launch(&call.op, [&inputs, &outputs, &workspace], gradient, context) }
    }

    /// # Safety
    /// Every view the op takes is valid; outputs overlap no other view except as [`Op::aliasing`] says; only operands that
    /// [`Op::takes_columns`] names are not dense; nothing else touches the memory meanwhile.
    unsafe fn launch(
        &self,
        op: &Op,
        [inputs, outputs, workspace]: [&[View; MAX_OPERANDS]; 3],
        gradient: Option<View>,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), CallError> {
        let pool = &self.pool;
        let block = context.rows;
        // SAFETY: buffers of a launch can be reached while it runs.
        let rows = unsafe { block.view() };
        // SAFETY: the caller promises valid views whose outputs overlap nothing but what `Op::aliasing` names; an aliased
        // input is not turned into a slice below, only its output is.
        let (read, write) = (|i: usize| unsafe { inputs[i].read() }, |o: usize| unsafe { outputs[o].write() });
        // SAFETY: as above; outputs that are column ranges of one buffer are so of different columns.
        let (rows_of, rows_to) =
            (|i: usize| unsafe { inputs[i].strided() }, |o: usize| unsafe { outputs[o].strided_mut() });
        if op.weight_gradient().is_some() && gradient.is_none() {
            return Err(CallError::Missing { op: format!("{op:?}"), what: "gradients" });
        }
        // SAFETY: as above; what an op works in overlaps none of its operands.
        let work = |w: usize| unsafe { workspace[w].write() };
        // SAFETY: as above, for words of any bits.
        let words = |w: usize| unsafe { workspace[w].write_words() };
        // SAFETY: as above; gradients are a buffer of their own.
        let gradient = || unsafe { gradient.unwrap_or(View::NONE).write() };
        match *op {
            Op::Embedding { table } => {
                embedding::forward(pool, rows.tokens, context.weight(table), write(0));
            }
            // A column range is only a place.
            Op::Columns { .. } => {}
            Op::EmbeddingGrad { gradient: store, .. } => {
                embedding::grad(pool, rows.tokens, read(0), gradient(), store == Store::Add);
            }
            Op::RmsNorm { gain, eps } => {
                let (gain, groups) = (gain_of(op, context, gain)?, outputs[1].cols);
                rms_norm::forward(pool, rows_of(0), groups, gain, eps, write(0), write(1));
            }
            Op::RmsNormGrad { gain, input, gradient: store } => {
                let inputs = rms_norm::Backward {
                    x: rows_of(0),
                    groups: inputs[1].cols,
                    gain: gain_of(op, context, gain)?,
                    inverse: read(1),
                    dy: read(2),
                };
                let dx = input.map(|store| (rows_to(0), store == Store::Add));
                let dgain = store.map(|store| rms_norm::GainGradient {
                    into: gradient(),
                    add: store == Store::Add,
                    partial: work(0),
                });
                rms_norm::grad(pool, inputs, dx, dgain);
            }
            Op::Linear { weight, residual } => {
                let weight = context.weight(weight);
                linear::forward(pool, read(0), weight, residual.then(|| read(1)), work(0), write(0));
            }
            Op::LinearGradInput { weight, input } => {
                let weight = context.weight(weight);
                linear::grad_x(pool, read(0), weight, write(0), input == Store::Add);
            }
            Op::LinearGradWeight { gradient: store, .. } => {
                linear::grad_w(pool, read(0), read(1), inputs[1].cols, gradient(), store == Store::Add);
            }
            Op::Rope { table, heads, head_dim, inverse } => {
                let none = || CallError::Missing { op: format!("{op:?}"), what: "such table of angles" };
                let table = context.rope.get(table.index()).ok_or_else(none)?;
                rope::apply(pool, write(0), rows.positions, heads, head_dim, table.turns(), inverse);
            }
            Op::Attention { layer, shape } => {
                let cache = context.cache.as_deref_mut().map(|cache| cache.layer(layer));
                let inputs = attention::Inputs { query: rows_of(0), key: rows_of(1), value: rows_of(2) };
                attention::forward(pool, shape, rows.segments, rows.page_table, inputs, cache, write(0), write(1));
            }
            Op::AttentionGrad { shape } => {
                let inputs = attention::Inputs { query: rows_of(0), key: rows_of(1), value: rows_of(2) };
                let gradients = attention::Gradients { query: rows_to(0), key: rows_to(1), value: rows_to(2) };
                attention::grad(pool, shape, rows.segments, inputs, read(3), read(4), read(5), gradients);
            }
            Op::SwiGlu => swiglu::forward(pool, read(0), write(0), outputs[0].cols),
            Op::SwiGluGrad => swiglu::grad(pool, read(0), read(1), write(0), inputs[1].cols),
            Op::Head(head) => {
                head::logits(pool, read(0), head.with(context.weight(head.weight)), work(0), write(0), |_| {});
            }
            Op::HeadLoss(head) => {
                let Targets { ids, weights, .. } = targets(op, rows)?;
                let workspace =
                    head::Workspace { logits: work(0), x: work(1), dx: work(2), rows: words(3), rounded: work(4) };
                let head = head.with(context.weight(head.weight));
                head::losses(pool, workspace, read(0), head, ids, weights, write(0));
            }
            Op::HeadLossGrad { head, input, gradient: store } => {
                let Targets { ids, weights, scale } = targets(op, rows)?;
                let head = head.with(context.weight(head.weight));
                let workspace =
                    head::Workspace { logits: work(0), x: work(1), dx: work(2), rows: words(3), rounded: work(4) };
                let dx = input.then(|| write(1));
                let dw = store.map(|store| (gradient(), store == Store::Add));
                head::loss_and_gradient(pool, workspace, read(0), head, ids, weights, scale, write(0), dx, dw);
            }
            Op::SumLosses { sum: store } => {
                let Targets { weights, .. } = targets(op, rows)?;
                let none = || CallError::Missing { op: format!("{op:?}"), what: "place for the sum of its losses" };
                let state = StepState::of(context.training.as_mut().ok_or_else(none)?.state);
                let sum = losses::sum(read(0), weights);
                state.loss = if store == Store::Add { state.loss + sum } else { sum };
            }
            Op::Add => add::add(pool, read(0), write(0)),
            Op::AddScaled { scale, first } => {
                add_scaled::forward(pool, scale, read(0), inputs[0].cols, rows_to(0), first)
            }
            Op::AddScaledGrad { scale, first, count } => {
                add_scaled::grad(pool, scale, rows_of(0), first, write(0), count);
            }
            Op::Scale { factor, residual } => {
                let factor = factor_of(op, context, factor)?;
                scale::forward(pool, factor, read(0), residual.then(|| read(1)), write(0));
            }
            Op::ScaleGrad { factor, input, gradient: store } => {
                let factor = factor_of(op, context, factor)?;
                let dx = input.map(|store| (write(0), store == Store::Add));
                let df = store.map(|store| scale::FactorGradient {
                    into: gradient(),
                    add: store == Store::Add,
                    partial: work(0),
                });
                scale::grad(pool, factor, inputs[0].cols, (read(0), read(1)), dx, df);
            }
            Op::Bias { bias, first } => {
                bias::forward(pool, bias_of(op, context, bias)?, rows_to(0), outputs[0].rows, first);
            }
            Op::BiasGrad { first, gradient: store, .. } => {
                let add = store == Store::Add;
                bias::grad(pool, rows_of(0), inputs[0].rows, first, gradient(), add, work(0));
            }
            // A mark, where no row names an adapter.
            Op::Tap { .. } => {}
            Op::SelectRows => {
                let (x, y, cols) = (read(0), write(0), inputs[0].cols);
                for (to, &row) in y.chunks_exact_mut(cols).zip(rows.selected) {
                    to.copy_from_slice(&x[row as usize * cols..][..cols]);
                }
            }
        }
        Ok(())
    }
}

/// Scratch holds nothing between calls, so a panic elsewhere leaves nothing broken in it.
fn lock<T>(scratch: &Mutex<T>) -> MutexGuard<'_, T> {
    scratch.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gain_of<'a>(op: &Op, context: &'a Context<'_>, gain: Gain) -> std::result::Result<Option<&'a [f32]>, CallError> {
    let Some(id) = gain.weight() else { return Ok(None) };
    let none = || CallError::Missing { op: format!("{op:?}"), what: "f32 gain" };
    context.weight(id).master().map(Some).ok_or_else(none)
}

fn bias_of<'a>(op: &Op, context: &'a Context<'_>, id: WeightId) -> std::result::Result<&'a [f32], CallError> {
    let none = || CallError::Missing { op: format!("{op:?}"), what: "f32 bias" };
    context.weight(id).master().ok_or_else(none)
}

fn factor_of(op: &Op, context: &Context<'_>, id: WeightId) -> std::result::Result<f32, CallError> {
    let none = || CallError::Missing { op: format!("{op:?}"), what: "f32 factor" };
    context.weight(id).master().and_then(|factor| factor.first().copied()).ok_or_else(none)
}

fn targets<'a>(op: &Op, rows: RowView<'a>) -> std::result::Result<Targets<'a>, CallError> {
    rows.targets.ok_or_else(|| CallError::Missing { op: format!("{op:?}"), what: "targets" })
}
