//! Random numbers for first values: value `i` of a stream is a function of the stream and i alone.

/// Keeps the numbers of adapters apart from those of a model with the same seed.
const ADAPTERS: u64 = 0x6c6f_7261_0000_0000;

/// Values uniform in `-bound..bound`, of stream number `stream` of a seed; no parameter of a model has the same.
pub(crate) fn seeded_uniform(values: &mut [f32], seed: u64, stream: u64, bound: f64) {
    uniform(values, mix(seed ^ mix(stream ^ ADAPTERS)), bound);
}

/// Normally distributed values around 0.
pub(crate) fn normal(values: &mut [f32], stream: u64, deviation: f64) {
    for (i, value) in values.iter_mut().enumerate() {
        // Box and Muller 1958; the first factor is above zero, so its logarithm is finite.
        let radius = (-2.0 * (1.0 - unit(stream, 2 * i as u64)).ln()).sqrt();
        let angle = std::f64::consts::TAU * unit(stream, 2 * i as u64 + 1);
        *value = (deviation * radius * angle.cos()) as f32;
    }
}

/// Values uniform in `-bound..bound`.
pub(crate) fn uniform(values: &mut [f32], stream: u64, bound: f64) {
    for (i, value) in values.iter_mut().enumerate() {
        *value = (bound * (2.0 * unit(stream, i as u64) - 1.0)) as f32;
    }
}

/// A number in [0, 1) from a stream and a counter.
fn unit(stream: u64, counter: u64) -> f64 {
    (mix(stream.wrapping_add(counter.wrapping_mul(0x9E37_79B9_7F4A_7C15))) >> 11) as f64 / (1u64 << 53) as f64
}

/// SplitMix64's finaliser (Steele, Lea and Flood 2014).
pub(crate) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
