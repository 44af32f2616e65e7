//! Seeded numbers, and elementwise bounds.

use nanollama_cuda::source::Number;

/// `count` roughly normal values that the format holds exactly.
pub(crate) fn normal(number: Number, seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
    };
    (0..count).map(|_| rounded(number, 2.0 * (uniform() + uniform() + uniform()))).collect()
}

/// The nearest value that the format holds.
pub(crate) fn rounded(number: Number, value: f32) -> f32 {
    match number {
        Number::F32 => value,
        Number::Bf16 => half::bf16::from_f32(value).to_f32(),
    }
}

pub(crate) fn widen(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

/// The relative error of storing a value, with some room for the arithmetic before.
pub(crate) fn precision(number: Number) -> f64 {
    match number {
        Number::F32 => 2e-6,
        Number::Bf16 => 1.0 / 250.0,
    }
}

/// |value - truth| <= relative · |truth| + absolute, element by element; a NaN fails.
#[track_caller]
pub(crate) fn assert_close(what: &str, values: &[f32], truth: &[f64], relative: f64, absolute: f64) {
    assert_eq!(values.len(), truth.len(), "{what}");
    for (index, (&value, &truth)) in values.iter().zip(truth).enumerate() {
        let bound = relative * truth.abs() + absolute;
        assert!((f64::from(value) - truth).abs() <= bound, "{what}[{index}]: {value} is not {truth} within {bound}");
    }
}
