//! The sum of squares behind the gradient's norm.
//!
//! Blocks of 4,096 values are summed in f32 over sixteen lanes, the blocks in f64 in order: the bits depend on the values alone. A value
//! above about 1.8e19 squares to infinity, which tells the caller what it must know.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, vectors};
use crate::pool::{Pool, SharedMut};

const BLOCK: usize = 4096;
/// Blocks a thread takes at a time.
const CHUNK: usize = 16;

/// How many sums [`sum_of_squares`] of so many values works in.
#[must_use]
pub fn blocks(values: usize) -> usize {
    values.div_ceil(BLOCK)
}

/// Sum of the squares of all values; NaN or infinite when one of them is. `sums` has room for one a block.
#[must_use]
pub fn sum_of_squares(pool: &Pool, values: &[f32], sums: &mut [f64]) -> f64 {
    let isa = pool.isa();
    let blocks = blocks(values.len());
    let sums = &mut sums[..blocks];
    let shared = SharedMut::new(sums);
    pool.run(blocks.div_ceil(CHUNK), |chunk| {
        let first = chunk * CHUNK;
        // SAFETY: each chunk has its own sums.
        let sums = unsafe { shared.part(first, CHUNK.min(blocks - first)) };
        for (sum, block) in sums.iter_mut().zip(values[first * BLOCK..].chunks(BLOCK)) {
            // SAFETY: the pool's ISA exists here.
            *sum = f64::from(unsafe { dispatch!(isa, block_sum(block: &[f32]) -> f32) });
        }
    });
    sums.iter().sum()
}

#[inline(always)]
unsafe fn block_sum<L: Lanes>(values: &[f32]) -> f32 {
    // SAFETY: `vectors` stays inside.
    unsafe {
        let mut sum = L::splat(0.0);
        for (at, n) in vectors(values.len()) {
            let x = load::<L>(values, at, n);
            sum = L::mul_add(x, x, sum);
        }
        L::sum(sum)
    }
}

/// The specification.
pub mod reference {
    /// The sum of squares in one chain.
    #[must_use]
    pub fn forward(values: &[f64]) -> f64 {
        values.iter().map(|x| x * x).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{every_pool, normal, widen};

    #[test]
    fn fast_is_the_reference_with_one_set_of_bits() {
        for len in [0, 1, 17, BLOCK, BLOCK * CHUNK + 5, 300_001] {
            let values = normal(1, len);
            let truth = reference::forward(&widen(&values));
            let sum = |pool: &Pool| sum_of_squares(pool, &values, &mut vec![f64::NAN; blocks(len)]);
            let sums: Vec<f64> = every_pool().iter().map(sum).collect();
            assert!((sums[0] - truth).abs() <= 1e-6 * truth, "{} is not {truth}", sums[0]);
            assert!(sums.iter().all(|sum| sum.to_bits() == sums[0].to_bits()));
        }
    }

    #[test]
    fn what_is_not_finite_shows() {
        let mut values = normal(1, 10_000);
        values[7_777] = f32::NAN;
        let sum = |values: &[f32]| sum_of_squares(&Pool::new(2), values, &mut [0.0; 3]);
        assert!(sum(&values).is_nan());
        values[7_777] = f32::INFINITY;
        assert_eq!(sum(&values), f64::INFINITY);
    }
}
