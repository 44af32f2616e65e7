//! What the benches share: rounds, numbers to work on, a stopwatch. Nothing here knows what is measured.

use std::time::Instant;

/// Interleaved rounds of every measurement.
pub(crate) const ROUNDS: usize = 5;

/// Values in [-1, 1) with full mantissas, the same every time.
pub(crate) fn values(count: usize) -> Vec<f32> {
    let mut vec = vec![0.0; count];
    let mut state = count as u64 | 1;
    for x in vec.iter_mut() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        *x = (state >> 40) as f32 / 8_388_608.0 - 1.0;
    }
    vec
}

/// Seconds of one call, the best of a few that together take some ten milliseconds.
pub(crate) fn seconds(mut work: impl FnMut()) -> f64 {
    let (mut best, begun) = (f64::INFINITY, Instant::now());
    while begun.elapsed().as_secs_f64() < 0.03 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}

/// The middle one; sorts.
pub(crate) fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}
