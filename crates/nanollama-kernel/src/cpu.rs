//! The CPU's implementation of [`Kernels`]: views become slices, and each op goes to its function in `op/`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::call::{CallError, Op, WeightId};
use crate::launch::{Context, Kernels, Matrix, Targets, View};
use crate::op::adamw::AdamW;
use crate::op::muon::Muon;
use crate::op::{adamw, add, attention, embedding, gradient_norm, head, linear, muon, rms_norm, rope, swiglu};
use crate::pool::Pool;
use crate::weight::Weight;

/// The ops on this machine's cores.
pub struct Cpu {
    pool: Pool,
    head: Mutex<head::Scratch>,
    muon: Mutex<muon::Scratch>,
}

impl Cpu {
    /// The ops on `pool`'s threads and instruction set.
    pub fn new(pool: Pool) -> Self {
        Cpu { pool, head: Mutex::default(), muon: Mutex::default() }
    }

    /// The threads.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }
}

/// # Safety
/// As [`Kernels::launch`] promises of its views; the CPU's views are dense.
unsafe fn input<'a>(view: &View) -> &'a [f32] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(view.data, view.rows * view.cols) }
}

/// # Safety
/// As [`input`], and no other slice of the same memory is alive.
unsafe fn output<'a>(view: &View) -> &'a mut [f32] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts_mut(view.data, view.rows * view.cols) }
}

impl Kernels for Cpu {
    fn name(&self) -> String {
        format!("cpu ({}, {} threads)", self.pool.isa().name(), self.pool.threads())
    }

    unsafe fn launch(
        &self,
        op: &Op,
        inputs: &[View],
        outputs: &[View],
        context: &mut Context<'_>,
    ) -> Result<(), CallError> {
        let pool = &self.pool;
        // SAFETY: the caller promises valid views whose outputs overlap nothing but what `Op::aliasing` names; an aliased
        // input is not turned into a slice below, only its output is.
        let (read, write) = (|i: usize| unsafe { input(&inputs[i]) }, |o: usize| unsafe { output(&outputs[o]) });
        match *op {
            Op::Embedding { table } => {
                embedding::forward(pool, &context.rows.tokens, &context.weights[table.index()], write(0));
            }
            Op::EmbeddingGrad { table, accumulate } => {
                let accumulate = accumulate || context.accumulate;
                let gradient = &mut context.gradients[table.index()];
                embedding::grad(pool, &context.rows.tokens, read(0), gradient, accumulate);
            }
            Op::RmsNorm { gain, eps } => {
                rms_norm::forward(pool, read(0), master(op, context.weights, gain)?, eps, write(0), write(1));
            }
            Op::RmsNormGrad { gain, accumulate } => {
                let values = master(op, context.weights, gain)?;
                let again = context.accumulate;
                let dgain = &mut context.gradients[gain.index()];
                rms_norm::grad(pool, read(0), values, read(1), read(2), write(0), accumulate, dgain, again);
            }
            Op::Linear { weight, residual } => {
                let weight = &context.weights[weight.index()];
                linear::forward(pool, read(0), weight, residual.then(|| read(1)), write(0));
            }
            Op::LinearGradInput { weight, accumulate } => {
                linear::grad_x(pool, read(0), &context.weights[weight.index()], write(0), accumulate);
            }
            Op::LinearGradWeight { weight } => {
                let gradient = &mut context.gradients[weight.index()];
                linear::grad_w(pool, read(0), read(1), inputs[1].cols, gradient, context.accumulate);
            }
            Op::Rope { table, heads, head_dim, inverse } => {
                let none = || CallError::Missing { op: format!("{op:?}"), what: "such table of angles" };
                let table = context.rope.get(table.index()).ok_or_else(none)?;
                rope::apply(pool, write(0), &context.rows.positions, heads, head_dim, table, inverse);
            }
            Op::Attention { layer, shape } => {
                let rows = context.rows;
                let cache = context.cache.as_deref_mut().map(|layers| &mut layers[layer]);
                attention::forward(pool, shape, &rows.segments, &rows.page_table, read(0), cache, write(0), write(1));
            }
            Op::AttentionGrad { shape } => {
                attention::grad(pool, shape, &context.rows.segments, read(0), read(1), read(2), read(3), write(0));
            }
            Op::SwiGlu => swiglu::forward(pool, read(0), write(0), outputs[0].cols),
            Op::SwiGluGrad => swiglu::grad(pool, read(0), read(1), write(0), inputs[1].cols),
            Op::Head { weight } => {
                linear::forward(pool, read(0), &context.weights[weight.index()], None, write(0));
            }
            Op::HeadLoss { weight } => {
                let Targets { ids, weights, .. } = *targets(op, context)?;
                let mut scratch = lock(&self.head);
                let weight = &context.weights[weight.index()];
                head::losses(pool, &mut scratch, read(0), weight, ids, weights, write(0));
            }
            Op::HeadLossGrad { weight } => {
                let Targets { ids, weights, scale } = *targets(op, context)?;
                let accumulate = context.accumulate;
                let dw = &mut context.gradients[weight.index()];
                let weight = &context.weights[weight.index()];
                let mut scratch = lock(&self.head);
                head::loss_and_gradient(
                    pool,
                    &mut scratch,
                    read(0),
                    weight,
                    ids,
                    weights,
                    scale,
                    write(0),
                    write(1),
                    Some(dw),
                    accumulate,
                );
            }
            Op::Add => add::add(pool, read(0), write(0)),
            Op::SelectRows => {
                let (x, y, cols) = (read(0), write(0), inputs[0].cols);
                for (to, &row) in y.chunks_exact_mut(cols).zip(context.selected) {
                    to.copy_from_slice(&x[row as usize * cols..][..cols]);
                }
            }
        }
        Ok(())
    }

    fn pack(&self, weight: &mut Weight) {
        weight.pack(&self.pool);
    }

    fn adamw(&self, parameters: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32], settings: &AdamW) {
        adamw::step(&self.pool, parameters, gradient, first, second, settings);
    }

    fn muon(&self, matrix: Matrix<'_>, momentum: &mut [f32], second: &mut [f32], settings: &Muon) {
        let Matrix { parameters, gradient, rows, cols } = matrix;
        let mut scratch = lock(&self.muon);
        muon::step(&self.pool, &mut scratch, parameters, gradient, momentum, second, rows, cols, settings);
    }

    fn sum_of_squares(&self, values: &[f32]) -> f64 {
        gradient_norm::sum_of_squares(&self.pool, values)
    }
}

/// Scratch holds nothing between calls, so a panic elsewhere leaves nothing broken in it.
fn lock<T>(scratch: &Mutex<T>) -> MutexGuard<'_, T> {
    scratch.lock().unwrap_or_else(PoisonError::into_inner)
}

fn master<'a>(op: &Op, weights: &'a [Weight], id: WeightId) -> Result<&'a [f32], CallError> {
    weights[id.index()].master().ok_or_else(|| CallError::Missing { op: format!("{op:?}"), what: "f32 gain" })
}

fn targets<'a, 'c>(op: &Op, context: &'a Context<'c>) -> Result<&'a Targets<'c>, CallError> {
    context.targets.as_ref().ok_or_else(|| CallError::Missing { op: format!("{op:?}"), what: "targets" })
}
