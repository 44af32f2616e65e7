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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{WeightId, WeightShape};
    use crate::device::{Device, DeviceMemory};
    use crate::op::adamw::AdamW;
    use crate::op::testing::{cpu, normal, packed};
    use crate::update::UpdateSizes;

    const ROWS: usize = 6;
    const COLS: usize = 8;
    const SIZE: usize = ROWS * COLS;
    const BYTES: usize = 4 * SIZE;

    /// Two weights, the first under AdamW and the second under Muon.
    struct Training {
        weights: Vec<Weight>,
        gradients: Buffer,
        moments: Buffer,
        settings: Buffer,
        state: Buffer,
        program: UpdateProgram,
    }

    impl Training {
        fn new() -> Training {
            let tensor = |number: usize, moments| UpdateTensor {
                number,
                weight: WeightId(number as u32),
                first_row: 0,
                rows: ROWS,
                cols: COLS,
                gradient: number * BYTES,
                moments,
            };
            let ops = vec![
                UpdateOp::AddSquares { first: true, offset: 0, bytes: BYTES },
                UpdateOp::AddSquares { first: false, offset: BYTES, bytes: BYTES },
                UpdateOp::Clip,
                UpdateOp::AdamW { tensor: tensor(0, [0, BYTES]), beta1: 0.9, beta2: 0.95, eps: 1e-8 },
                UpdateOp::Muon { tensor: tensor(1, [2 * BYTES, 3 * BYTES]), beta2: 0.9 },
                UpdateOp::Pack(WeightId(1)),
            ];
            let shapes = [WeightShape::dense(ROWS, COLS); 2];
            let sizes = UpdateSizes { gradients: 2 * BYTES, moments: 3 * BYTES + 4 * COLS, tensors: 2 };
            let allocate = |bytes| cpu().allocate("a test", bytes).unwrap();
            Training {
                weights: vec![packed(ROWS, COLS, &normal(1, SIZE)), packed(ROWS, COLS, &normal(2, SIZE))],
                gradients: allocate(sizes.gradients),
                moments: allocate(sizes.moments),
                settings: allocate(UpdateSettings::bytes(2)),
                state: allocate(StepState::BYTES),
                program: UpdateProgram::new(ops, &shapes, sizes).unwrap(),
            }
        }

        /// An update with these gradients after micro-batches whose losses sum up to `loss`.
        fn update(&mut self, gradients: &[f32], loss: f64, clip: f64) -> StepState {
            let cpu = cpu();
            self.gradients.values_mut().copy_from_slice(gradients);
            StepState::of(&mut self.state).loss = loss;
            let sent = Factors::new(&ADAMW).sent();
            let settings = UpdateSettings { clip, normaliser: 2.0, factors: vec![sent, [0.02, 0.9, 0.1, 0.0]] };
            settings.send(&cpu, &mut self.settings);
            let Training { weights, gradients, moments, settings, state, program } = self;
            let mut arena = cpu.allocate("a test", program.arena_bytes()).unwrap();
            let step = Some(StepMemory { gradients, moments, settings, state });
            cpu.update(program, &mut arena, &mut UpdateMemory { weights, step });
            *StepState::of(&mut self.state)
        }

        /// All that an update may change.
        fn bits(&self) -> Vec<u32> {
            let all = self.weights.iter().flat_map(Weight::buffers).chain([&self.moments]);
            all.flat_map(|buffer| buffer.values().iter().map(|value| value.to_bits())).collect()
        }
    }

    const ADAMW: AdamW =
        AdamW { lr: 0.1, beta1: 0.9, beta2: 0.95, eps: 1e-8, weight_decay: 0.0, step: 1, gradient_scale: 1.0 };

    #[test]
    fn a_sound_step_is_its_operations_one_by_one() {
        let mut training = Training::new();
        let (gradients, pool) = (normal(3, 2 * SIZE), cpu());
        let pool = pool.pool();
        let state = training.update(&gradients, 6.0, 1.0);
        let mut sums = [0.0; 1];
        let squares: f64 = gradients.chunks(SIZE).map(|g| gradient_norm::sum_of_squares(pool, g, &mut sums)).sum();
        assert_eq!((state.norm, state.broken), (squares.sqrt(), 0));
        let scale = (1.0 / state.norm) as f32;
        assert_eq!(state.gradient_scale, scale);
        assert!(scale < 1.0);

        let (mut p, mut first, mut second) = (normal(1, SIZE), vec![0.0; SIZE], vec![0.0; SIZE]);
        let factors = Factors::new(&AdamW { gradient_scale: scale, ..ADAMW });
        adamw::step(pool, &mut p, &gradients[..SIZE], &mut first, &mut second, factors);
        assert_eq!(training.weights[0].master(), Some(&p[..]));
        let (mut p, mut first, mut second) = (normal(2, SIZE), vec![0.0; SIZE], vec![0.0; COLS]);
        let settings = Muon { lr: 0.02, momentum: 0.9, beta2: 0.9, weight_decay: 0.1, gradient_scale: scale };
        let mut memory = vec![0.0; muon::Workspace::elements(ROWS, COLS)];
        let workspace = muon::Workspace::cut(&mut memory, ROWS, COLS);
        muon::step(pool, workspace, &mut p, &gradients[SIZE..], &mut first, &mut second, [ROWS, COLS], &settings);
        assert_eq!(training.weights[1].master(), Some(&p[..]));
        let mut row = vec![0.0; COLS];
        training.weights[1].row_f32(ROWS - 1, &mut row);
        let (mut y, mut expected) = ([0.0; ROWS], [0.0; ROWS]);
        crate::op::linear::forward(pool, &row, &training.weights[1], None, &mut [], &mut y);
        crate::op::linear::forward(pool, &row, &packed(ROWS, COLS, &p), None, &mut [], &mut expected);
        assert_eq!(y, expected, "its panels are those of the new values");
    }

    #[test]
    fn after_a_step_that_is_not_sound_nothing_moves_until_it_is_forgotten() {
        let sound = normal(3, 2 * SIZE);
        let mut broken = sound.clone();
        broken[SIZE + 5] = f32::INFINITY;
        for (gradients, loss, tensor) in [(&broken, 1.0, 2), (&sound, f64::NAN, 0)] {
            let mut training = Training::new();
            training.update(&sound, 1.0, 0.0);
            let before = training.bits();
            let state = training.update(gradients, loss, 0.0);
            assert_eq!((state.broken, state.tensor), (1, tensor));
            let state = training.update(&sound, 1.0, 0.0);
            assert_eq!((state.broken, state.tensor), (1, tensor), "it sticks");
            assert!(training.bits() == before);
            StepState::clear(&cpu(), &mut training.state);
            assert_eq!(training.update(&sound, 1.0, 0.0).broken, 0);
            assert!(training.bits() != before);
        }
    }
}
