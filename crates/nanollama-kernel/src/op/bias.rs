//! A vector that is learned, added to some columns of every row: `y[first..first + C] += b`, and its gradient.
//!
//! The bias's gradient sums over rows: those of a block of 128 in order, then the blocks. That of `y` is handed on as it is.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::op::strided::{Strided, StridedMut};
use crate::pool::{Pool, SharedMut};

/// Rows per partial sum of the bias's gradient.
pub(crate) const BLOCK: usize = 128;
/// Elements a thread takes at a time, about: a decoded row is one thread's, without waking another.
const CHUNK: usize = 16 * 1024;

/// Columns `first..first + C` of the `rows` rows of `y: [T, N]` gain `bias: [C]`.
pub fn forward(pool: &Pool, bias: &[f32], y: StridedMut<'_>, rows: usize, first: usize) {
    let cols = bias.len();
    assert!(y.covers(rows, first + cols), "bias: shapes disagree");
    let (isa, each) = (pool.isa(), (CHUNK / cols.max(1)).max(1));
    pool.run(rows.div_ceil(each), |chunk| {
        for row in chunk * each..rows.min((chunk + 1) * each) {
            // SAFETY: each row is one chunk's; the columns lie inside; the pool's ISA exists here.
            unsafe {
                let y = y.values().part(row * y.stride() + first, cols);
                dispatch!(isa, add_row(bias: &[f32], y: &mut [f32]));
            }
        }
    });
}

#[inline(always)]
unsafe fn add_row<L: Lanes>(x: &[f32], y: &mut [f32]) {
    for (at, n) in vectors(y.len()) {
        // SAFETY: `vectors` stays inside both, which have one length.
        unsafe { store::<L>(y, at, n, L::add(load::<L>(y, at, n), load::<L>(x, at, n))) }
    }
}

/// `into: [C]` (+)= the sum of columns `first..first + C` over the `rows` rows of `dy: [T, N]`: added to what is there, else
/// it is overwritten. `partial`, `[blocks of 128 rows, C]`, is worked in.
pub fn grad(pool: &Pool, dy: Strided<'_>, rows: usize, first: usize, into: &mut [f32], add: bool, partial: &mut [f32]) {
    let (cols, isa, blocks) = (into.len(), pool.isa(), rows.div_ceil(BLOCK));
    assert!(dy.covers(rows, first + cols), "bias: shapes disagree");
    let partial = &mut partial[..blocks * cols];
    let shared = SharedMut::new(partial);
    pool.run(blocks, |block| {
        // SAFETY: each block has its own partial.
        let sums = unsafe { shared.part(block * cols, cols) };
        sums.fill(0.0);
        for row in block * BLOCK..rows.min((block + 1) * BLOCK) {
            let dy = &dy.from(row, first)[..cols];
            // SAFETY: the pool's ISA exists here; both slices have one length.
            unsafe { dispatch!(isa, add_row(dy: &[f32], sums: &mut [f32])) }
        }
    });
    if !add {
        into.fill(0.0);
    }
    for partial in partial.chunks_exact(cols.max(1)) {
        for (sum, part) in into.iter_mut().zip(partial) {
            *sum += part;
        }
    }
}

/// The specification, in f64 and plain loops.
pub mod reference {
    /// Rows of `width`, whose columns from `first` on gain the bias.
    #[must_use]
    pub fn forward(bias: &[f64], y: &[f64], width: usize, first: usize) -> Vec<f64> {
        let of = |column: usize| column.checked_sub(first).and_then(|at| bias.get(at)).copied().unwrap_or(0.0);
        y.iter().enumerate().map(|(i, y)| y + of(i % width)).collect()
    }

    /// The bias's gradient, `cols` wide, for the gradient `dy` of the output.
    #[must_use]
    pub fn grad(dy: &[f64], width: usize, first: usize, cols: usize) -> Vec<f64> {
        (first..first + cols).map(|column| dy.chunks_exact(width).map(|row| row[column]).sum()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};

    #[test]
    fn the_reference_gradient_is_the_slope() {
        let (rows, width, first, cols) = (4, 9, 2, 5);
        let (y, bias, dy) = (widen(&normal(1, rows * width)), widen(&normal(2, cols)), widen(&normal(3, rows * width)));
        let loss = |y: &[f64], bias: &[f64]| {
            reference::forward(bias, y, width, first).iter().zip(&dy).map(|(y, d)| y * d).sum::<f64>()
        };
        check_gradient(&bias, &reference::grad(&dy, width, first, cols), |bias| loss(&y, bias));
        check_gradient(&y, &dy, |y| loss(y, &bias));
    }

    #[test]
    fn fast_is_the_reference_and_its_bits_do_not_depend_on_isa_or_threads() {
        for (rows, width, first, cols) in [(1, 1, 0, 1), (3, 40, 5, 17), (130, 33, 0, 33), (700, 96, 32, 64)] {
            let (start, bias, dy) = (normal(1, rows * width), normal(2, cols), normal(3, rows * width));
            let truth = reference::grad(&widen(&dy), width, first, cols);
            let mut plain = start.clone();
            for row in plain.chunks_exact_mut(width) {
                row[first..].iter_mut().zip(&bias).for_each(|(y, b)| *y += b);
            }
            assert_close(&plain, &reference::forward(&widen(&bias), &widen(&start), width, first), 1e-6, 1e-6);
            let mut bits = None;
            for pool in every_pool() {
                let mut y = start.clone();
                forward(&pool, &bias, StridedMut::new(SharedMut::new(&mut y), width), rows, first);
                assert_eq!(y, plain, "{:?} x {}", pool.isa(), pool.threads());
                let (mut into, mut partial) = (vec![f32::NAN; cols], vec![f32::NAN; rows.div_ceil(BLOCK) * cols]);
                for times in [1.0, 2.0] {
                    grad(&pool, Strided::new(&dy, width), rows, first, &mut into, times > 1.0, &mut partial);
                    assert_close(&into, &truth.iter().map(|d| times * d).collect::<Vec<_>>(), 1e-5, 1e-4);
                }
                let all: Vec<u32> = into.iter().map(|v| v.to_bits()).collect();
                assert!(*bits.get_or_insert(all.clone()) == all, "{:?} x {}", pool.isa(), pool.threads());
            }
        }
    }
}
