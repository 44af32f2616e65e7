//! The CPU's implementation of [`Kernels`]: views become slices, and each op goes to its function in `op/`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::call::{Op, WeightId};
use crate::launch::{Context, Kernels, LaunchError, Matrix, Targets, View};
use crate::memory::AlignedVec;
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

    fn pool(&self) -> &Pool {
        &self.pool
    }

    unsafe fn launch(
        &self,
        op: &Op,
        inputs: &[View],
        outputs: &[View],
        context: &mut Context<'_>,
    ) -> Result<(), LaunchError> {
        check(op, inputs, outputs, context)?;
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
                if residual && inputs[1].data == outputs[0].data {
                    linear::forward_add(pool, read(0), weight, write(0));
                } else {
                    linear::forward(pool, read(0), weight, residual.then(|| read(1)), write(0));
                }
            }
            Op::LinearGradInput { weight, accumulate } => {
                linear::grad_x(pool, read(0), &context.weights[weight.index()], write(0), accumulate);
            }
            Op::LinearGradWeight { weight } => {
                let gradient = &mut context.gradients[weight.index()];
                linear::grad_w(pool, read(0), read(1), inputs[1].cols, gradient, context.accumulate);
            }
            Op::Rope { heads, head_dim, inverse } => {
                rope::apply(pool, write(0), &context.rows.positions, heads, head_dim, context.rope, inverse);
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

fn master<'a>(op: &Op, weights: &'a [Weight], id: WeightId) -> Result<&'a [f32], LaunchError> {
    weights[id.index()].master().ok_or_else(|| LaunchError::Missing { op: format!("{op:?}"), what: "f32 gain" })
}

fn targets<'a, 'c>(op: &Op, context: &'a Context<'c>) -> Result<&'a Targets<'c>, LaunchError> {
    context.targets.as_ref().ok_or_else(|| LaunchError::Missing { op: format!("{op:?}"), what: "targets" })
}

/// Refuses views, weights and batches that do not fit the op, so that the ops' own assertions cannot fire.
fn check(op: &Op, inputs: &[View], outputs: &[View], context: &Context<'_>) -> Result<(), LaunchError> {
    let expect = |what: &'static str, expected: usize, got: usize| {
        if expected == got {
            return Ok(());
        }
        Err(LaunchError::Mismatch { op: format!("{op:?}"), what, expected, got })
    };
    let weight = |id: WeightId| {
        let missing = || LaunchError::Missing { op: format!("{op:?}"), what: "such weight" };
        context.weights.get(id.index()).ok_or_else(missing)
    };
    let gradient = |id: WeightId| {
        let missing = || LaunchError::Missing { op: format!("{op:?}"), what: "gradient of that weight" };
        let of: &AlignedVec = context.gradients.get(id.index()).ok_or_else(missing)?;
        let weight = weight(id)?;
        expect("elements of the weight's gradient", weight.rows() * weight.cols(), of.len())
    };
    let ids = |what: &'static str, vocabulary: usize, ids: &[u32]| {
        let most = ids.iter().max().map_or(0, |&id| id as usize + 1);
        expect(what, most.min(vocabulary), most)
    };
    let rows = match *op {
        // The head's product of inference takes the rows that SelectRows picked.
        Op::Linear { residual: false, .. } if inputs[0].rows == context.selected.len() => context.selected.len(),
        _ => context.rows.tokens.len(),
    };
    for view in inputs.iter().chain(outputs) {
        expect("row stride", view.cols, view.stride)?;
        if !matches!(op, Op::SelectRows) {
            expect("rows", rows, view.rows)?;
        }
    }
    match *op {
        Op::Embedding { table } => {
            ids("token ids up to", weight(table)?.rows(), &context.rows.tokens)?;
            expect("columns", weight(table)?.cols(), outputs[0].cols)
        }
        Op::EmbeddingGrad { table, .. } => {
            gradient(table)?;
            ids("token ids up to", weight(table)?.rows(), &context.rows.tokens)?;
            expect("columns", weight(table)?.cols(), inputs[0].cols)
        }
        Op::RmsNorm { gain, .. } => {
            expect("columns", weight(gain)?.cols(), inputs[0].cols)?;
            expect("columns of the output", inputs[0].cols, outputs[0].cols)
        }
        Op::RmsNormGrad { gain, .. } => {
            gradient(gain)?;
            expect("columns", weight(gain)?.cols(), inputs[0].cols)?;
            expect("columns of the output", inputs[0].cols, outputs[0].cols)
        }
        Op::Linear { weight: id, .. } => {
            expect("columns of the input", weight(id)?.cols(), inputs[0].cols)?;
            expect("columns of the output", weight(id)?.rows(), outputs[0].cols)
        }
        Op::LinearGradInput { weight: id, .. } => {
            expect("columns of the gradient", weight(id)?.rows(), inputs[0].cols)?;
            expect("columns of the output", weight(id)?.cols(), outputs[0].cols)
        }
        Op::LinearGradWeight { weight: id } => {
            gradient(id)?;
            expect("columns of the input", weight(id)?.cols(), inputs[0].cols)?;
            expect("columns of the gradient", weight(id)?.rows(), inputs[1].cols)
        }
        Op::Rope { heads, head_dim, .. } => {
            let wide = inputs[0].cols.min(heads * head_dim);
            expect("columns of the rotated heads", heads * head_dim, wide)
        }
        Op::Attention { shape, layer } => {
            let wide = (shape.heads + 2 * shape.kv_heads) * shape.head_dim;
            expect("columns of qkv", wide, inputs[0].cols)?;
            expect("columns of the output", shape.heads * shape.head_dim, outputs[0].cols)?;
            let layers = context.cache.as_ref().map_or(usize::MAX, |layers| layers.len());
            expect("layers of the cache", layers.max(layer + 1), layers)
        }
        Op::AttentionGrad { shape } => {
            let wide = (shape.heads + 2 * shape.kv_heads) * shape.head_dim;
            expect("columns of qkv", wide, inputs[0].cols)?;
            expect("columns of its gradient", wide, outputs[0].cols)
        }
        Op::SwiGlu => expect("columns of gate and up", 2 * outputs[0].cols, inputs[0].cols),
        Op::SwiGluGrad => expect("columns of gate and up", 2 * inputs[1].cols, outputs[0].cols),
        Op::HeadLoss { weight: id } => {
            expect("targets", rows, targets(op, context)?.ids.len())?;
            ids("targets up to", weight(id)?.rows(), targets(op, context)?.ids)?;
            expect("target weights", rows, targets(op, context)?.weights.len())?;
            expect("columns", weight(id)?.cols(), inputs[0].cols)
        }
        Op::HeadLossGrad { weight: id } => {
            gradient(id)?;
            expect("targets", rows, targets(op, context)?.ids.len())?;
            ids("targets up to", weight(id)?.rows(), targets(op, context)?.ids)?;
            expect("target weights", rows, targets(op, context)?.weights.len())?;
            expect("columns", weight(id)?.cols(), inputs[0].cols)
        }
        Op::Add => expect("columns", inputs[0].cols, outputs[0].cols),
        Op::SelectRows => {
            expect("selected rows", context.selected.len(), outputs[0].rows)?;
            expect("columns", inputs[0].cols, outputs[0].cols)?;
            let last = context.selected.iter().max().map_or(0, |&r| r as usize + 1);
            expect("highest selected row", last.min(inputs[0].rows), last)
        }
    }
}
