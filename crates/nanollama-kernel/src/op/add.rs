//! The residual sum, and the sum of two gradients: `y += x`.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Elements a thread takes at a time.
const CHUNK: usize = 16 * 1024;

/// `y += x`, element by element; its gradient is the identity for both.
pub fn add(pool: &Pool, x: &[f32], y: &mut [f32]) {
    assert_eq!(x.len(), y.len(), "add: lengths disagree");
    let (len, isa) = (y.len(), pool.isa());
    let y = SharedMut::new(y);
    pool.run(len.div_ceil(CHUNK), |chunk| {
        let first = chunk * CHUNK;
        let count = CHUNK.min(len - first);
        // SAFETY: each chunk has its own elements.
        let y = unsafe { y.part(first, count) };
        let x = &x[first..][..count];
        // SAFETY: the pool's ISA exists here; both slices have one length.
        unsafe { dispatch!(isa, add_slice(x: &[f32], y: &mut [f32])) }
    });
}

#[inline(always)]
unsafe fn add_slice<L: Lanes>(x: &[f32], y: &mut [f32]) {
    for (at, n) in vectors(y.len()) {
        // SAFETY: `vectors` stays inside.
        unsafe { store::<L>(y, at, n, L::add(load::<L>(y, at, n), load::<L>(x, at, n))) }
    }
}

/// The specification.
pub mod reference {
    /// `x + y`.
    #[must_use]
    pub fn forward(x: &[f64], y: &[f64]) -> Vec<f64> {
        x.iter().zip(y).map(|(x, y)| x + y).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, every_pool, normal, widen};

    #[test]
    fn fast_is_the_reference() {
        for len in [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, 2 * CHUNK + 5] {
            let (x, start) = (normal(1, len), normal(2, len));
            let truth = reference::forward(&widen(&x), &widen(&start));
            for pool in every_pool() {
                let mut y = start.clone();
                add(&pool, &x, &mut y);
                assert_close(&y, &truth, 6e-8, 0.0);
            }
        }
    }
}
