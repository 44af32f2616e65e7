//! Updates on this machine's cores: each operation goes to its function in `op/`.

use super::Cpu;
use crate::device::Buffer;
use crate::op::adamw::{self, Factors};
use crate::op::gradient_norm;
use crate::op::muon::{self, Muon};
use crate::update::{StepMemory, StepState, UpdateMemory, UpdateOp, UpdateProgram, UpdateSettings, UpdateTensor};
use crate::weight::Weight;

impl Cpu {
    /// Runs an update on memory that this process can reach now.
    ///
    /// # Panics
    /// When a buffer is shorter than the program says.
    pub(crate) fn update_at(&self, program: &UpdateProgram, arena: &mut Buffer, memory: &mut UpdateMemory<'_>) {
        assert!(arena.bytes() >= program.arena_bytes(), "an arena of {} bytes", arena.bytes());
        let UpdateMemory { weights, step } = memory;
        if let Some(step) = step {
            let (given, sizes) = ([step.gradients.bytes(), step.moments.bytes()], program.sizes());
            assert!(given[0] >= sizes.gradients && given[1] >= sizes.moments, "{given:?} bytes for {sizes:?}");
        }
        for op in program.ops() {
            if let UpdateOp::Pack(weight) = op {
                if step.as_mut().is_none_or(|step| StepState::of(step.state).broken == 0) {
                    weights[weight.index()].renew_panels(&self.pool);
                }
            } else {
                let step = step.as_mut().expect("only packing does without a step");
                self.update_step(op, weights, step, arena.values_mut());
            }
        }
    }

    fn update_step(&self, op: &UpdateOp, weights: &mut [Weight], step: &mut StepMemory<'_>, arena: &mut [f32]) {
        let state = StepState::of(step.state);
        match op {
            UpdateOp::AddSquares { first, offset, bytes } => {
                let gradient = values(step.gradients, *offset, bytes / size_of::<f32>());
                let sum = gradient_norm::sum_of_squares(&self.pool, gradient, doubles(arena));
                state.squares = if *first { sum } else { state.squares + sum };
            }
            UpdateOp::Clip => clip(state, UpdateSettings::sent_head(step.settings.values())),
            UpdateOp::AdamW { tensor, .. } | UpdateOp::Muon { tensor, .. } => {
                if state.broken > 0 {
                    look_for_cause(state, step.gradients, tensor);
                } else {
                    let scale = state.gradient_scale;
                    self.move_tensor(op, tensor, scale, weights, step, arena);
                }
            }
            UpdateOp::Pack(_) => {}
        }
    }

    fn move_tensor(
        &self,
        op: &UpdateOp,
        tensor: &UpdateTensor,
        gradient_scale: f32,
        weights: &mut [Weight],
        step: &mut StepMemory<'_>,
        arena: &mut [f32],
    ) {
        let &UpdateTensor { number, weight, first_row, rows, cols, gradient, moments } = tensor;
        let size = rows * cols;
        let factors = UpdateSettings::sent_factors(step.settings.values(), number);
        let master = weights[weight.index()].master_mut().expect("a program moves dense weights");
        let parameters = &mut master[first_row * cols..][..size];
        let gradient = values(step.gradients, gradient, size);
        let at = |index: usize, count: usize| {
            let first = moments[index] / size_of::<f32>();
            first..first + count
        };
        let second = if matches!(op, UpdateOp::Muon { .. }) { rows.max(cols) } else { size };
        let both = step.moments.values_mut().get_disjoint_mut([at(0, size), at(1, second)]);
        let [first, second] = both.expect("a program's moments lie apart");
        match *op {
            UpdateOp::Muon { beta2, .. } => {
                let [lr, momentum, weight_decay, _] = factors;
                let settings = Muon { lr, momentum, beta2, weight_decay, gradient_scale };
                let workspace = muon::Workspace::cut(arena, rows, cols);
                muon::step(&self.pool, workspace, parameters, gradient, first, second, [rows, cols], &settings);
            }
            UpdateOp::AdamW { beta1, beta2, eps, .. } => {
                let factors = Factors::received(factors, [beta1, beta2, eps], gradient_scale);
                adamw::step(&self.pool, parameters, gradient, first, second, factors);
            }
            UpdateOp::AddSquares { .. } | UpdateOp::Clip | UpdateOp::Pack(_) => {}
        }
    }
}

/// Takes the root of the sum of squares, looks whether the step is sound, and finds the factor of the gradients.
fn clip(state: &mut StepState, [limit, normaliser]: [f64; 2]) {
    state.norm = state.squares.sqrt();
    if !(state.loss / normaliser).is_finite() || !state.norm.is_finite() {
        state.broken = 1;
    }
    let clipped = limit > 0.0 && state.norm > limit;
    state.gradient_scale = if clipped { (limit / state.norm) as f32 } else { 1.0 };
}

/// Notes the first tensor whose gradient is not finite, in a step that is not sound.
fn look_for_cause(state: &mut StepState, gradients: &Buffer, tensor: &UpdateTensor) {
    let gradient = || values(gradients, tensor.gradient, tensor.rows * tensor.cols);
    if state.tensor == 0 && gradient().iter().any(|value| !value.is_finite()) {
        state.tensor = tensor.number as u32 + 1;
    }
}

fn values(buffer: &Buffer, offset: usize, count: usize) -> &[f32] {
    &buffer.values()[offset / size_of::<f32>()..][..count]
}

/// An arena's memory as f64.
fn doubles(arena: &mut [f32]) -> &mut [f64] {
    // SAFETY: any bits are an f64; an arena begins on a cache line.
    unsafe { arena.align_to_mut().1 }
}
