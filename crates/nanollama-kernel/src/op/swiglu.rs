//! The gated feed-forward's middle: `h = silu(gate) * up`, silu(x) = x * sigmoid(x) (Shazeer, 2020), and its gradient.
//!
//! One product makes both halves, so a row is `[gate: F | up: F]`.

use crate::lanes::{Lanes, dispatch};
use crate::math::sigmoid;
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Elements of `h` a thread takes at a time, about.
const CHUNK: usize = 8 * 1024;

/// `gate_up: [T, 2F]` -> `h: [T, F]`. `ffn` is F.
pub fn forward(pool: &Pool, gate_up: &[f32], h: &mut [f32], ffn: usize) {
    let isa = pool.isa();
    let (rows, block) = shape(ffn, gate_up.len(), h.len());
    let h = SharedMut::new(h);
    pool.run(rows.div_ceil(block), |chunk| {
        let first = chunk * block;
        let count = block.min(rows - first);
        // SAFETY: each chunk has its own rows.
        let h = unsafe { h.part(first * ffn, count * ffn) };
        let gate_up = &gate_up[first * 2 * ffn..][..count * 2 * ffn];
        // SAFETY: the pool's ISA exists here; both slices hold `count` rows.
        unsafe { dispatch!(isa, forward_rows(ffn: usize, gate_up: &[f32], h: &mut [f32])) }
    });
}

/// `dh: [T, F]` -> `dgate_up: [T, 2F]`, overwritten.
pub fn grad(pool: &Pool, gate_up: &[f32], dh: &[f32], dgate_up: &mut [f32], ffn: usize) {
    let isa = pool.isa();
    let (rows, block) = shape(ffn, gate_up.len(), dh.len());
    assert_eq!(dgate_up.len(), gate_up.len(), "swiglu: the gradient has its input's shape");
    let dgate_up = SharedMut::new(dgate_up);
    pool.run(rows.div_ceil(block), |chunk| {
        let first = chunk * block;
        let count = block.min(rows - first);
        // SAFETY: each chunk has its own rows.
        let dgate_up = unsafe { dgate_up.part(first * 2 * ffn, count * 2 * ffn) };
        let (gate_up, dh) = (&gate_up[first * 2 * ffn..][..count * 2 * ffn], &dh[first * ffn..][..count * ffn]);
        // SAFETY: the pool's ISA exists here; all slices hold `count` rows.
        unsafe { dispatch!(isa, grad_rows(ffn: usize, gate_up: &[f32], dh: &[f32], dgate_up: &mut [f32])) }
    });
}

/// (rows, rows a chunk).
fn shape(ffn: usize, gate_up: usize, h: usize) -> (usize, usize) {
    assert!(
        ffn > 0 && h.is_multiple_of(ffn) && gate_up == 2 * h,
        "swiglu: {gate_up} and {h} values for rows of 2 and 1 times {ffn}"
    );
    (h / ffn, CHUNK.div_ceil(ffn))
}

#[inline(always)]
unsafe fn forward_rows<L: Lanes>(ffn: usize, gate_up: &[f32], h: &mut [f32]) {
    for (gate_up, h) in gate_up.chunks_exact(2 * ffn).zip(h.chunks_exact_mut(ffn)) {
        let (gate, up) = gate_up.split_at(ffn);
        for (at, n) in vectors(ffn) {
            // SAFETY: `vectors` stays inside the row.
            unsafe {
                let gate = load::<L>(gate, at, n);
                let silu = L::mul(gate, sigmoid::<L>(gate));
                store::<L>(h, at, n, L::mul(silu, load::<L>(up, at, n)));
            }
        }
    }
}

#[inline(always)]
unsafe fn grad_rows<L: Lanes>(ffn: usize, gate_up: &[f32], dh: &[f32], dgate_up: &mut [f32]) {
    let rows = gate_up.chunks_exact(2 * ffn).zip(dh.chunks_exact(ffn)).zip(dgate_up.chunks_exact_mut(2 * ffn));
    for ((gate_up, dh), dgate_up) in rows {
        let (gate, up) = gate_up.split_at(ffn);
        let (dgate, dup) = dgate_up.split_at_mut(ffn);
        for (at, n) in vectors(ffn) {
            // SAFETY: `vectors` stays inside the row.
            unsafe {
                let (gate, up, dh) = (load::<L>(gate, at, n), load::<L>(up, at, n), load::<L>(dh, at, n));
                let one = L::splat(1.0);
                let s = sigmoid::<L>(gate);
                store::<L>(dup, at, n, L::mul(dh, L::mul(gate, s)));
                // silu' = s (1 + gate (1 - s))
                let slope = L::mul(s, L::mul_add(gate, L::sub(one, s), one));
                store::<L>(dgate, at, n, L::mul(L::mul(dh, up), slope));
            }
        }
    }
}

/// The specification, in f64 and plain loops.
pub mod reference {
    fn sigmoid(x: f64) -> f64 {
        1.0 / (1.0 + (-x).exp())
    }

    /// `h` for `gate_up: [T, 2F]`.
    #[must_use]
    pub fn forward(ffn: usize, gate_up: &[f64]) -> Vec<f64> {
        let row = |row: &[f64]| (0..ffn).map(|f| row[f] * sigmoid(row[f]) * row[ffn + f]).collect::<Vec<_>>();
        gate_up.chunks_exact(2 * ffn).flat_map(row).collect()
    }

    /// `dgate_up` for the gradient `dh` of `h`.
    #[must_use]
    pub fn grad(ffn: usize, gate_up: &[f64], dh: &[f64]) -> Vec<f64> {
        let mut d = Vec::with_capacity(gate_up.len());
        for (row, dh) in gate_up.chunks_exact(2 * ffn).zip(dh.chunks_exact(ffn)) {
            let (gate, up) = row.split_at(ffn);
            d.extend((0..ffn).map(|f| {
                let s = sigmoid(gate[f]);
                dh[f] * up[f] * s * (1.0 + gate[f] * (1.0 - s))
            }));
            d.extend((0..ffn).map(|f| dh[f] * gate[f] * sigmoid(gate[f])));
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};

    #[test]
    fn the_reference_gradient_is_the_slope() {
        for (rows, ffn) in [(1, 1), (3, 7), (2, 20)] {
            let (x, dh) = (widen(&normal(1, rows * 2 * ffn)), widen(&normal(2, rows * ffn)));
            let d = reference::grad(ffn, &x, &dh);
            check_gradient(&x, &d, |x| reference::forward(ffn, x).iter().zip(&dh).map(|(h, d)| h * d).sum());
        }
    }

    #[test]
    fn fast_is_the_reference_with_one_set_of_bits() {
        for (rows, ffn) in [(1, 1), (3, 17), (70, 256), (5, 9000)] {
            let x: Vec<f32> = normal(1, rows * 2 * ffn).iter().map(|x| 4.0 * x).collect();
            let dh = normal(2, rows * ffn);
            let (truth, truth_d) = (reference::forward(ffn, &widen(&x)), reference::grad(ffn, &widen(&x), &widen(&dh)));
            let mut first = None;
            for pool in every_pool() {
                let (mut h, mut d) = (vec![f32::NAN; dh.len()], vec![f32::NAN; x.len()]);
                forward(&pool, &x, &mut h, ffn);
                grad(&pool, &x, &dh, &mut d, ffn);
                assert_close(&h, &truth, 1e-6, 1e-9);
                assert_close(&d, &truth_d, 1e-5, 1e-6);
                let bits: Vec<u32> = [h, d].concat().iter().map(|v| v.to_bits()).collect();
                assert!(*first.get_or_insert(bits.clone()) == bits, "{:?} x {}", pool.isa(), pool.threads());
            }
        }
    }

    #[test]
    fn far_tails_saturate_and_nan_is_not_hidden() {
        let pool = Pool::new(1);
        let mut h = [0.0; 4];
        forward(&pool, &[-500.0, 500.0, f32::NAN, 0.0, 2.0, 2.0, 2.0, 2.0], &mut h, 4);
        assert_eq!((h[0], h[1], h[3]), (0.0, 1000.0, 0.0));
        assert!(h[2].is_nan());
    }
}
