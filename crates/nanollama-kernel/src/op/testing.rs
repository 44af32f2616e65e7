//! What the tests of ops share: seeded numbers, every instruction set and thread count, elementwise bounds, central differences.

use crate::cpu::Cpu;
use crate::lanes::Isa;
use crate::pool::Pool;
use crate::weight::Weight;

/// A device to hold weights.
pub(crate) fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

/// A trainable weight without panels.
pub(crate) fn weight(rows: usize, cols: usize, values: &[f32]) -> Weight {
    Weight::dense(&cpu(), rows, cols, values).expect("it is small")
}

/// A trainable weight with panels.
pub(crate) fn packed(rows: usize, cols: usize, values: &[f32]) -> Weight {
    let mut weight = weight(rows, cols, values);
    weight.pack(&cpu()).expect("it is small");
    weight
}

/// `count` roughly normal values: a sum of uniforms from a 64-bit congruential generator.
pub(crate) fn normal(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
    };
    (0..count).map(|_| 2.0 * (uniform() + uniform() + uniform())).collect()
}

/// `count` values in [-1, 1) with full mantissas.
pub(crate) fn uniform(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let draw = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / 8_388_608.0 - 1.0
    };
    (0..count).map(draw).collect()
}

/// Exact f64 copies.
pub(crate) fn widen(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

/// Every instruction set of this machine on one thread, and the best of them on 2, 3 and 7.
pub(crate) fn every_pool() -> Vec<Pool> {
    let mut pools: Vec<Pool> = Isa::available().into_iter().map(|isa| Pool::with_isa(1, isa)).collect();
    pools.extend([2, 3, 7].map(Pool::new));
    pools
}

/// |value - truth| <= relative * |truth| + absolute, element by element; a NaN fails.
#[track_caller]
pub(crate) fn assert_close(values: &[f32], truth: &[f64], relative: f64, absolute: f64) {
    assert_eq!(values.len(), truth.len());
    for (index, (&value, &truth)) in values.iter().zip(truth).enumerate() {
        let bound = relative * truth.abs() + absolute;
        assert!((f64::from(value) - truth).abs() <= bound, "[{index}]: {value} is not {truth} within {bound}");
    }
}

/// Holds `gradient` against central differences of `loss` around `x`, element by element (some of them, when there are many).
#[track_caller]
pub(crate) fn check_gradient(x: &[f64], gradient: &[f64], loss: impl Fn(&[f64]) -> f64) {
    assert_eq!(x.len(), gradient.len());
    let step = 1e-5;
    let mut moved = x.to_vec();
    for index in (0..x.len()).step_by((x.len() / 200).max(1)) {
        moved[index] = x[index] + step;
        let up = loss(&moved);
        moved[index] = x[index] - step;
        let slope = (up - loss(&moved)) / (2.0 * step);
        moved[index] = x[index];
        let bound = 1e-6 * (1.0 + slope.abs());
        assert!((slope - gradient[index]).abs() <= bound, "[{index}]: gradient {} but slope {slope}", gradient[index]);
    }
}
