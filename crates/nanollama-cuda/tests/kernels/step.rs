//! The end of a step: norm, soundness, cause, AdamW.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::adamw;
use nanollama_cuda::op::gradient_norm::{self, Step};
use nanollama_cuda::op::tensor::{Tensor, Tensors};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::adamw::{AdamW, Factors, reference};
use nanollama_kernel::update::StepState;

use crate::shim::{Memory, Shim, in_each_format};
use crate::truth::{assert_close, normal, rounded, widen};

/// Settings as they are sent.
pub(crate) fn settings<'a>(shim: &'a Shim, clip: f64, normaliser: f64, factors: &[[f32; 4]]) -> Memory<'a> {
    let head = [clip, normaliser].into_iter().flat_map(f64::to_ne_bytes);
    let factors = factors.as_flattened().iter().flat_map(|factor| factor.to_ne_bytes());
    shim.bytes(&head.chain(factors).collect::<Vec<_>>())
}

/// A state whose gradients have this factor.
pub(crate) fn state(shim: &Shim, gradient_scale: f32, broken: u32) -> Memory<'_> {
    let mut words = [0; 10];
    (words[6], words[7]) = (gradient_scale.to_bits(), broken);
    shim.words(&words)
}

/// Tensors as they are sent.
pub(crate) struct Table<'a>(Memory<'a>);

pub(crate) fn table(shim: &Shim, tensors: impl Iterator<Item = Tensor>) -> Table<'_> {
    Table(words(shim, tensors.flat_map(Tensor::words)))
}

impl Table<'_> {
    /// The first so many.
    pub(crate) fn of(&self, many: usize) -> Tensors {
        Tensors { at: self.0.at(), many }
    }
}

/// 64-bit words.
fn words(shim: &Shim, words: impl Iterator<Item = u64>) -> Memory<'_> {
    shim.bytes(&words.flat_map(u64::to_ne_bytes).collect::<Vec<_>>())
}

fn read(state: &Memory<'_>) -> StepState {
    StepState::of_words(&state.read_floats())
}

#[test]
fn the_norm_and_the_factor_of_the_gradients() {
    in_each_format(|shim, number| {
        // Ranges that begin on 16 bytes and others, gaps between them.
        for ranges in [
            vec![0..1, 1..1],
            vec![0..17, 18..35],
            vec![4..16_388, 16_388..16_390],
            vec![0..3, 3..40_001, 40_004..40_009],
        ] {
            let gradients = normal(Number::F32, 1, 40_009);
            let squares = ranges.iter().flat_map(|range| widen(&gradients[range.clone()]));
            let truth: f64 = squares.map(|g| g * g).sum();
            let pieces: Vec<u64> = ranges.into_iter().flat_map(gradient_norm::pieces).flatten().collect();
            let (many, pieces) = (pieces.len() / 2, words(shim, pieces.into_iter()));
            for clip in [0.0, 0.1, 1e9] {
                let (loss, expected) = (3.0, if clip > 0.0 { (clip / truth.sqrt()).min(1.0) } else { 1.0 });
                let (from, state) = (shim.floats(&gradients), shim.zeros(StepState::BYTES));
                let sums = shim.unset(Number::F32, 2 * many);
                let settings = settings(shim, clip, 2.0, &[]);
                let step = Step { settings: settings.at(), state: state.at() };
                let zero = shim.floats(&[loss, 0.0]);
                let one = shim.floats(&[1.0, 0.0]);
                let launch = nanollama_cuda::op::head::sum_losses(zero.at(), one.at(), 1, state.at(), false);
                shim.run(number, &launch);
                shim.run(number, &gradient_norm::sum_of_squares(from.at(), pieces.at(), many, sums.at()));
                shim.run(number, &gradient_norm::clip(sums.at(), many, step));
                let state = read(&state);
                assert!((state.squares - truth).abs() <= 1e-6 * truth && state.norm == state.squares.sqrt());
                assert_eq!((state.loss, state.broken, state.tensor), (3.0, 0, 0));
                assert!((f64::from(state.gradient_scale) - expected).abs() <= 1e-6 * expected);
            }
        }
    });
}

#[test]
fn what_is_not_finite_sticks_and_its_cause_is_named() {
    in_each_format(|shim, number| {
        let mut gradients = normal(Number::F32, 1, 3000);
        gradients[2500] = f32::INFINITY;
        let broken = shim.floats(&gradients);
        let tensors = words(shim, [0, 1000, 1000, 1200, 2200, 800].into_iter());
        let sums = shim.zeros(8);
        let settings = settings(shim, 0.0, 1.0, &[]);
        let state = shim.zeros(StepState::BYTES);
        let step = Step { settings: settings.at(), state: state.at() };
        let run = |from: &Memory<'_>, values: usize| {
            let pieces = words(shim, gradient_norm::pieces(0..values).flatten());
            shim.run(number, &gradient_norm::sum_of_squares(from.at(), pieces.at(), 1, sums.at()));
            shim.run(number, &gradient_norm::clip(sums.at(), 1, step));
            shim.run(number, &gradient_norm::find_cause(from.at(), tensors.at(), 3, step));
            let state = read(&state);
            (state.broken, state.tensor)
        };
        assert_eq!(run(&broken, 2500), (0, 0), "it is not among those that are measured");
        assert_eq!(run(&broken, 3000), (1, 3));
        assert_eq!(run(&broken, 2500), (StepState::BROKEN_BEFORE, 3), "it sticks");
    });
}

/// A tensor under AdamW, and the truth of it.
struct Moved<'a> {
    truth: [Vec<f64>; 3],
    /// Values, first moment, second moment.
    memory: [Memory<'a>; 3],
    copy: Memory<'a>,
}

impl Moved<'_> {
    fn new(shim: &Shim, number: Number, seed: u64, values: usize) -> Moved<'_> {
        let all = [normal(Number::F32, seed, values), vec![0.0; values], vec![0.0; values]];
        let memory = all.each_ref().map(|values| shim.floats(values));
        Moved { truth: all.map(|values| widen(&values)), memory, copy: shim.unset(number, values) }
    }

    fn check(&self) {
        for ((what, absolute), (memory, truth)) in
            [("p", 1e-5), ("m", 1e-6), ("v", 1e-6)].into_iter().zip(self.memory.iter().zip(&self.truth))
        {
            assert_close(what, &memory.read_floats(), truth, 1e-5, absolute);
        }
    }
}

#[test]
fn adamw_follows_the_truth_and_stands_still_where_a_step_is_not_sound() {
    in_each_format(|shim, number| {
        for (values, many) in [(1, 1), (300, 3), (1025, 2)] {
            let mut all: Vec<Moved<'_>> =
                (0..many).map(|seed| Moved::new(shim, number, seed as u64 + 1, values)).collect();
            for count in 1..=5 {
                let loud = |index: usize| AdamW {
                    lr: 0.1 / (index + 1) as f32,
                    beta1: 0.8,
                    beta2: 0.9,
                    eps: 0.05,
                    weight_decay: 0.7,
                    step: count,
                    gradient_scale: 0.3,
                };
                let of = |index: usize| normal(Number::F32, 100 + 10 * index as u64 + u64::from(count), values);
                let gradients: Vec<Memory<'_>> = (0..many).map(|index| shim.floats(&of(index))).collect();
                let sent = (0..many).map(|index| Factors::new(&loud(index)).sent());
                let settings = settings(shim, 0.0, 1.0, &[[f32::NAN; 4]].into_iter().chain(sent).collect::<Vec<_>>());
                let tensors = all.iter().enumerate().map(|(index, Moved { memory, copy, .. })| {
                    let [values, first, second] = memory.each_ref().map(Memory::at);
                    let copy = if count == 1 { Address::NULL } else { copy.at() };
                    Tensor { number: index + 1, values, gradient: gradients[index].at(), first, second, copy }
                });
                let tensors = table(shim, tensors);
                let AdamW { beta1, beta2, eps, gradient_scale, .. } = loud(0);
                for broken in [1, 0] {
                    let state = state(shim, gradient_scale, broken);
                    let step = Step { settings: settings.at(), state: state.at() };
                    shim.run(number, &adamw::step(tensors.of(many), [beta1, beta2, eps], step, values));
                    if broken == 1 {
                        all.iter().for_each(Moved::check);
                    }
                }
                for (index, moved) in all.iter_mut().enumerate() {
                    let [p, m, v] = &mut moved.truth;
                    for (i, &g) in of(index).iter().enumerate() {
                        reference::step(&mut p[i], f64::from(g), &mut m[i], &mut v[i], &loud(index));
                    }
                    moved.check();
                }
            }
            for Moved { memory, copy, .. } in &all {
                let values: Vec<f32> = memory[0].read_floats().iter().map(|&p| rounded(number, p)).collect();
                assert_eq!(copy.read(number), values);
            }
        }
    });
}
