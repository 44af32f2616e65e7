//! Updates on this machine's cores.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Cpu;
use crate::device::Buffer;
use crate::op::adamw::{self, Factors};
use crate::op::gradient_norm;
use crate::op::muon::{self, Muon};
use crate::pool::{Pool, SharedMut};
use crate::update::{StepMemory, StepState, UpdateMemory, UpdateProgram, UpdateRule, UpdateSettings, UpdateTensor};
use crate::weight::Weight;

impl Cpu {
    /// Runs an update on memory that this process can reach now.
    ///
    /// # Panics
    /// When a buffer is shorter than the program says, a weight has another shape, or there is no step to move tensors by.
    pub(crate) fn update_at(&self, program: &UpdateProgram, arena: &mut Buffer, memory: &mut UpdateMemory<'_>) {
        assert!(arena.bytes() >= program.arena_bytes(), "an arena of {} bytes", arena.bytes());
        let UpdateMemory { weights, step } = memory;
        let sound = match step {
            Some(step) => self.move_tensors(program, arena.values_mut(), weights, step),
            None => program.tensors().is_empty(),
        };
        assert!(sound || step.is_some(), "tensors are moved by a step");
        if sound {
            program.packs().iter().for_each(|weight| weights[weight.index()].renew_panels(&self.pool));
        }
    }

    /// Measures the gradients and moves the tensors; false, and nothing has moved, when the step is not sound.
    fn move_tensors(
        &self,
        program: &UpdateProgram,
        arena: &mut [f32],
        weights: &mut [&mut Weight],
        step: &mut StepMemory<'_>,
    ) -> bool {
        check(program, weights, step);
        let state = StepState::of(step.state);
        let mut sum = |range: &std::ops::Range<usize>| {
            let gradient = values(step.gradients, range.start, range.len() / size_of::<f32>());
            gradient_norm::sum_of_squares(&self.pool, gradient, doubles(arena))
        };
        if !program.is_share() {
            state.squares = program.squares().iter().map(&mut sum).sum();
        }
        clip(state, UpdateSettings::sent_head(step.settings.values()));
        if state.broken > 0 {
            look_for_cause(state, program.tensors(), step.gradients);
            return false;
        }
        let moving = Moving {
            pool: &self.pool,
            masters: weights.iter_mut().map(|weight| SharedMut::new(weight.master_mut().unwrap_or_default())).collect(),
            moments: SharedMut::new(step.moments.values_mut()),
            gradients: step.gradients,
            settings: step.settings.values(),
            gradient_scale: state.gradient_scale,
        };
        moving.all(program.tensors(), arena);
        true
    }
}

/// Bytes that a step of a matrix works in, at most, where one thread takes all of it. Those of a model of width 384 are
/// below it: side by side on two threads they take 28% less time than one after the other, whose short products end with
/// one thread waiting for the other.
const SMALL: usize = 8 << 20;

/// f32 that moving a tensor works in, where one thread does it beside others.
fn small_workspace(tensor: &UpdateTensor) -> Option<usize> {
    let elements = muon::Workspace::elements(tensor.rows, tensor.cols);
    let muon = matches!(tensor.rule, UpdateRule::Muon { .. });
    (muon && elements * size_of::<f32>() <= SMALL).then_some(elements)
}

/// Tensors on their way: what they are moved with.
struct Moving<'a> {
    pool: &'a Pool,
    /// Each weight's values, of those that can be moved.
    masters: Vec<SharedMut<'a, f32>>,
    moments: SharedMut<'a, f32>,
    gradients: &'a Buffer,
    settings: &'a [f32],
    gradient_scale: f32,
}

impl Moving<'_> {
    /// Moves all tensors. Small matrices, whose products are too short for several threads, go side by side, as many as the
    /// arena has room for; the others one after the other, on all threads.
    fn all(&self, tensors: &[UpdateTensor], arena: &mut [f32]) {
        let room = tensors.iter().filter_map(small_workspace).max().unwrap_or(1);
        let lanes = (arena.len() / room).min(self.pool.threads());
        let beside = |tensor: &UpdateTensor| lanes > 1 && small_workspace(tensor).is_some();
        for (number, tensor) in tensors.iter().enumerate().filter(|(_, tensor)| !beside(tensor)) {
            self.one(number, tensor, arena);
        }
        let (arena, next) = (SharedMut::new(arena), AtomicUsize::new(0));
        self.pool.run(lanes, |lane| {
            // SAFETY: each lane has its own room.
            let arena = unsafe { arena.part(lane * room, room) };
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(tensor) = tensors.get(number) else { return };
                if beside(tensor) {
                    self.one(number, tensor, arena);
                }
            }
        });
    }

    fn one(&self, number: usize, tensor: &UpdateTensor, arena: &mut [f32]) {
        let &UpdateTensor { weight, first_row, rows, cols, gradient, moments, rule, .. } = tensor;
        let size = rows * cols;
        let moments = moments.map(|offset| offset / size_of::<f32>());
        // SAFETY: each tensor is moved once, and its values and its moments lie apart from all others'.
        let (parameters, first, second) = unsafe {
            (
                self.masters[weight.index()].part(first_row * cols, size),
                self.moments.part(moments[0], size),
                self.moments.part(moments[1], tensor.second_moment()),
            )
        };
        let gradient = values(self.gradients, gradient, size);
        let (factors, gradient_scale) = (UpdateSettings::sent_factors(self.settings, number), self.gradient_scale);
        match rule {
            UpdateRule::Muon { beta2 } => {
                let [lr, momentum, weight_decay, _] = factors;
                let settings = Muon { lr, momentum, beta2, weight_decay, gradient_scale };
                let workspace = muon::Workspace::cut(arena, rows, cols);
                muon::step(self.pool, workspace, parameters, gradient, first, second, [rows, cols], &settings);
            }
            UpdateRule::AdamW { beta1, beta2, eps } => {
                let factors = Factors::received(factors, [beta1, beta2, eps], gradient_scale);
                adamw::step(self.pool, parameters, gradient, first, second, factors);
            }
        }
    }
}

/// Panics unless everything is as long as the program says and every weight as wide, before anything is changed.
fn check(program: &UpdateProgram, weights: &[&mut Weight], step: &StepMemory<'_>) {
    let sizes = program.sizes();
    let needed = [sizes.gradients, sizes.moments, UpdateSettings::bytes(program.tensors().len()), StepState::BYTES];
    let given = [step.gradients.bytes(), step.moments.bytes(), step.settings.bytes(), step.state.bytes()];
    assert!(given.iter().zip(needed).all(|(&given, needed)| given >= needed), "{given:?} bytes for {needed:?}");
    for tensor in program.tensors() {
        let weight = &*weights[tensor.weight.index()];
        let fits = weight.cols() == tensor.cols && weight.rows() >= tensor.first_row + tensor.rows;
        assert!(fits, "a [{}, {}] weight for {tensor:?}", weight.rows(), weight.cols());
    }
}

/// Takes the root of the sum of squares, looks whether the step is sound, and finds the factor of the gradients.
fn clip(state: &mut StepState, [limit, normaliser]: [f64; 2]) {
    state.norm = state.squares.sqrt();
    let sound = (state.loss / normaliser).is_finite() && state.norm.is_finite();
    state.broken = match state.broken {
        0 => u32::from(!sound),
        _ => StepState::BROKEN_BEFORE,
    };
    let clipped = limit > 0.0 && state.norm > limit;
    state.gradient_scale = if clipped { (limit / state.norm) as f32 } else { 1.0 };
}

/// Notes the first tensor whose gradient is not finite, in the first step that is not sound.
fn look_for_cause(state: &mut StepState, tensors: &[UpdateTensor], gradients: &Buffer) {
    if state.broken == StepState::BROKEN_BEFORE {
        return;
    }
    let of = |tensor: &UpdateTensor| values(gradients, tensor.gradient, tensor.rows * tensor.cols);
    let found = tensors.iter().position(|tensor| of(tensor).iter().any(|value| !value.is_finite()));
    state.tensor = found.map_or(0, |number| number as u32 + 1);
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
    /// Rows of the second weight that are moved, from row 3 on: a tall matrix.
    const TALL: [usize; 2] = [11, COLS];
    const TALL_BYTES: usize = 4 * 11 * COLS;

    /// Two weights, the first under AdamW and the second in part under Muon.
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
            let adamw = UpdateTensor {
                weight: WeightId(0),
                first_row: 0,
                rows: ROWS,
                cols: COLS,
                gradient: 0,
                moments: [0, BYTES],
                rule: UpdateRule::AdamW { beta1: 0.9, beta2: 0.95, eps: 1e-8 },
            };
            let muon = UpdateTensor {
                weight: WeightId(1),
                first_row: 3,
                rows: TALL[0],
                gradient: BYTES,
                moments: [2 * BYTES, 2 * BYTES + TALL_BYTES],
                rule: UpdateRule::Muon { beta2: 0.9 },
                ..adamw
            };
            let shapes = [WeightShape::dense(ROWS, COLS), WeightShape::dense(16, COLS)];
            let sizes = UpdateSizes { gradients: BYTES + TALL_BYTES, moments: 2 * BYTES + TALL_BYTES + 4 * TALL[0] };
            let allocate = |bytes| cpu().allocate("a test", bytes).unwrap();
            Training {
                weights: vec![packed(ROWS, COLS, &normal(1, SIZE)), packed(16, COLS, &normal(2, 16 * COLS))],
                gradients: allocate(sizes.gradients),
                moments: allocate(sizes.moments),
                settings: allocate(UpdateSettings::bytes(2)),
                state: allocate(StepState::BYTES),
                program: UpdateProgram::new(
                    vec![0..BYTES, BYTES..BYTES + TALL_BYTES],
                    vec![adamw, muon],
                    &shapes,
                    sizes,
                )
                .unwrap(),
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
            cpu.update(program, &mut arena, &mut UpdateMemory { weights: weights.iter_mut().collect(), step });
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
        let (gradients, cpu) = (normal(3, SIZE + TALL[0] * COLS), cpu());
        let pool = cpu.pool();
        let state = training.update(&gradients, 6.0, 1.0);
        let mut sums = [0.0; 1];
        let mut square = |gradient: &[f32]| gradient_norm::sum_of_squares(pool, gradient, &mut sums);
        let squares = square(&gradients[..SIZE]) + square(&gradients[SIZE..]);
        assert_eq!((state.norm, state.broken), (squares.sqrt(), 0));
        let scale = (1.0 / state.norm) as f32;
        assert_eq!(state.gradient_scale, scale);
        assert!(scale < 1.0);

        let (mut p, mut first, mut second) = (normal(1, SIZE), vec![0.0; SIZE], vec![0.0; SIZE]);
        let factors = Factors::new(&AdamW { gradient_scale: scale, ..ADAMW });
        adamw::step(pool, &mut p, &gradients[..SIZE], &mut first, &mut second, factors);
        assert_eq!(training.weights[0].master(), Some(&p[..]));

        let mut all = normal(2, 16 * COLS);
        let (moved, [rows, cols]) = (&mut all[3 * COLS..][..TALL[0] * COLS], TALL);
        let (mut first, mut second) = (vec![0.0; rows * cols], vec![0.0; rows]);
        let settings = Muon { lr: 0.02, momentum: 0.9, beta2: 0.9, weight_decay: 0.1, gradient_scale: scale };
        let mut memory = vec![0.0; muon::Workspace::elements(rows, cols)];
        let workspace = muon::Workspace::cut(&mut memory, rows, cols);
        muon::step(pool, workspace, moved, &gradients[SIZE..], &mut first, &mut second, TALL, &settings);
        assert_eq!(training.weights[1].master(), Some(&all[..]));

        let x = normal(4, COLS);
        for (weight, values) in training.weights.iter().zip([p, all]) {
            let (mut y, mut expected) = (vec![0.0; weight.rows()], vec![0.0; weight.rows()]);
            crate::op::linear::forward(pool, &x, weight, None, &mut [], &mut y);
            crate::op::linear::forward(pool, &x, &packed(weight.rows(), COLS, &values), None, &mut [], &mut expected);
            assert_eq!(y, expected, "its panels are those of the new values");
        }
    }

    #[test]
    fn after_a_step_that_is_not_sound_nothing_moves_until_it_is_forgotten() {
        let sound = normal(3, SIZE + TALL[0] * COLS);
        let mut broken = sound.clone();
        broken[SIZE + 5] = f32::INFINITY;
        for (gradients, loss, tensor) in [(&broken, 1.0, 2), (&sound, f64::NAN, 0)] {
            let mut training = Training::new();
            training.update(&sound, 1.0, 0.0);
            let before = training.bits();
            let state = training.update(gradients, loss, 0.0);
            assert_eq!((state.broken, state.tensor), (1, tensor));
            let state = training.update(&broken, 1.0, 0.0);
            assert_eq!((state.broken, state.tensor), (StepState::BROKEN_BEFORE, tensor), "it sticks");
            assert!(training.bits() == before);
            StepState::clear(&cpu(), &mut training.state);
            assert_eq!(training.update(&sound, 1.0, 0.0).broken, 0);
            assert!(training.bits() != before);
        }
    }
}
