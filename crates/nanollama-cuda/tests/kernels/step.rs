//! The end of a step: norm, soundness, cause, AdamW.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::adamw::{self, Tensor};
use nanollama_cuda::op::gradient_norm::{self, Step};
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

fn read(state: &Memory<'_>) -> StepState {
    StepState::of_words(&state.read_floats())
}

#[test]
fn the_norm_and_the_factor_of_the_gradients() {
    in_each_format(|shim, number| {
        for values in [1, 17, 16_384, 40_001] {
            let gradients = normal(Number::F32, 1, values);
            let truth: f64 = widen(&gradients).iter().map(|g| g * g).sum();
            for clip in [0.0, 0.1, 1e9] {
                let (loss, expected) = (3.0, if clip > 0.0 { (clip / truth.sqrt()).min(1.0) } else { 1.0 });
                let (from, state) = (shim.floats(&gradients), shim.zeros(StepState::BYTES));
                let sums = shim.unset(Number::F32, 2 * gradient_norm::sums(values));
                let settings = settings(shim, clip, 2.0, &[]);
                let step = Step { settings: settings.at(), state: state.at() };
                let zero = shim.floats(&[loss, 0.0]);
                let one = shim.floats(&[1.0, 0.0]);
                let launch = nanollama_cuda::op::head::sum_losses(zero.at(), one.at(), 1, state.at(), false);
                shim.run(number, &launch);
                shim.run(number, &gradient_norm::sum_of_squares(from.at(), values, sums.at()));
                shim.run(number, &gradient_norm::clip(sums.at(), gradient_norm::sums(values), step));
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
        let tensors = [0u64, 1000, 1000, 1200, 2200, 800].into_iter().flat_map(u64::to_ne_bytes);
        let tensors = shim.bytes(&tensors.collect::<Vec<_>>());
        let sums = shim.zeros(8);
        let settings = settings(shim, 0.0, 1.0, &[]);
        let state = shim.zeros(StepState::BYTES);
        let step = Step { settings: settings.at(), state: state.at() };
        let run = |from: &Memory<'_>, values: usize| {
            shim.run(number, &gradient_norm::sum_of_squares(from.at(), values, sums.at()));
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

#[test]
fn adamw_follows_the_truth_and_stands_still_where_a_step_is_not_sound() {
    in_each_format(|shim, number| {
        for values in [1, 300, 1025] {
            let mut p = widen(&normal(Number::F32, 1, values));
            let (mut m, mut v) = (vec![0.0; values], vec![0.0; values]);
            let at = shim.floats(&normal(Number::F32, 1, values));
            let [first, second] = [0, 1].map(|_| shim.zeros(4 * values));
            let copy = shim.unset(number, values);
            for count in 1..=5 {
                let loud = AdamW {
                    lr: 0.1,
                    beta1: 0.8,
                    beta2: 0.9,
                    eps: 0.05,
                    weight_decay: 0.7,
                    step: count,
                    gradient_scale: 0.3,
                };
                let g = normal(Number::F32, 100 + u64::from(count), values);
                let gradient = shim.floats(&g);
                let sent = Factors::new(&loud).sent();
                let settings = settings(shim, 0.0, 1.0, &[[f32::NAN; 4], sent]);
                let tensor = Tensor {
                    number: 1,
                    values: at.at(),
                    gradient: gradient.at(),
                    first: first.at(),
                    second: second.at(),
                    copy: if count == 1 { Address::NULL } else { copy.at() },
                };
                let rates = [loud.beta1, loud.beta2, loud.eps];
                for broken in [1, 0] {
                    let state = state(shim, loud.gradient_scale, broken);
                    let step = Step { settings: settings.at(), state: state.at() };
                    shim.run(number, &adamw::step(tensor, rates, step, values));
                    if broken == 1 {
                        assert_close("p", &at.read_floats(), &p, 1e-5, 1e-5);
                    }
                }
                for i in 0..values {
                    reference::step(&mut p[i], f64::from(g[i]), &mut m[i], &mut v[i], &loud);
                }
                assert_close("p", &at.read_floats(), &p, 1e-5, 1e-5);
                assert_close("m", &first.read_floats(), &m, 1e-5, 1e-6);
                assert_close("v", &second.read_floats(), &v, 1e-5, 1e-6);
            }
            let values: Vec<f32> = at.read_floats().iter().map(|&p| rounded(number, p)).collect();
            assert_eq!(copy.read(number), values);
        }
    });
}
