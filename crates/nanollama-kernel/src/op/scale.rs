//! All of a matrix times one number that is learned: `y = f x`, or `f x + y`, and its gradients.
//!
//! The factor's gradient sums over the matrix: a row as sixteen partial sums (column modulo 16, fused) and the fixed tree of
//! `Lanes::sum`, then the rows of a block of 128 in order, then the blocks.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Rows per partial sum of the factor's gradient.
pub(crate) const BLOCK: usize = 128;
/// Numbers a thread takes at a time where none depends on another.
const CHUNK: usize = 4096;

/// `x` and `y` of one length -> `to`: `factor · x`, plus `y` where it is given.
pub fn forward(pool: &Pool, factor: f32, x: &[f32], y: Option<&[f32]>, to: &mut [f32]) {
    assert!(x.len() == to.len() && y.is_none_or(|y| y.len() == x.len()), "scale: shapes disagree");
    let (len, isa, to) = (x.len(), pool.isa(), SharedMut::new(to));
    pool.run(len.div_ceil(CHUNK), |chunk| {
        let (first, count) = (chunk * CHUNK, CHUNK.min(len - chunk * CHUNK));
        let (x, y) = (&x[first..][..count], y.map(|y| &y[first..][..count]));
        // SAFETY: each chunk has its own numbers.
        let to = unsafe { to.part(first, count) };
        // SAFETY: the pool's ISA exists here; lengths agree by the slicing above.
        unsafe { dispatch!(isa, scaled(factor: f32, x: &[f32], y: Option<&[f32]>, to: &mut [f32])) }
    });
}

#[inline(always)]
unsafe fn scaled<L: Lanes>(factor: f32, x: &[f32], y: Option<&[f32]>, to: &mut [f32]) {
    // SAFETY: `vectors` visits whole vectors inside the slices and one partial at the end.
    unsafe {
        let factor = L::splat(factor);
        for (at, n) in vectors(x.len()) {
            let x = load::<L>(x, at, n);
            let value = match y {
                Some(y) => L::mul_add(factor, x, load::<L>(y, at, n)),
                None => L::mul(factor, x),
            };
            store::<L>(to, at, n, value);
        }
    }
}

/// Where the factor's gradient goes.
pub struct FactorGradient<'a> {
    /// One number.
    pub into: &'a mut [f32],
    /// Added to what is there, else it is overwritten.
    pub add: bool,
    /// One number for each block of 128 rows: worked in.
    pub partial: &'a mut [f32],
}

/// Gradients for `x, dy: [T, cols]`, each if wanted: `dx (+)= factor · dy` (added to what is there where true stands beside
/// it), `dfactor (+)= Σ dy x`.
pub fn grad(
    pool: &Pool,
    factor: f32,
    cols: usize,
    (x, dy): (&[f32], &[f32]),
    dx: Option<(&mut [f32], bool)>,
    dfactor: Option<FactorGradient<'_>>,
) {
    let (rows, isa) = (dy.len() / cols.max(1), pool.isa());
    assert!(x.len() == dy.len() && dy.len() == rows * cols, "scale: shapes disagree");
    let blocks = rows.div_ceil(BLOCK);
    if let Some(FactorGradient { into, add, partial }) = dfactor {
        let partial = &mut partial[..blocks];
        pool.for_each_mut(partial, |block, sum| {
            let rows = block * BLOCK * cols..dy.len().min((block + 1) * BLOCK * cols);
            let (x, dy) = (&x[rows.clone()], &dy[rows]);
            // SAFETY: the pool's ISA exists here; the slices are equally long and whole rows.
            unsafe { dispatch!(isa, products(cols: usize, x: &[f32], dy: &[f32], sum: &mut f32)) }
        });
        let sum: f32 = partial.iter().sum();
        into[0] = if add { into[0] + sum } else { sum };
    }
    match dx {
        None => {}
        Some((dx, false)) => forward(pool, factor, dy, None, dx),
        Some((dx, true)) => {
            assert!(dx.len() == dy.len(), "scale: shapes disagree");
            let dx = SharedMut::new(dx);
            pool.run(dy.len().div_ceil(CHUNK), |chunk| {
                let (first, count) = (chunk * CHUNK, CHUNK.min(dy.len() - chunk * CHUNK));
                let dy = &dy[first..][..count];
                // SAFETY: each chunk has its own numbers.
                let dx = unsafe { dx.part(first, count) };
                // SAFETY: the pool's ISA exists here; lengths agree by the slicing above.
                unsafe { dispatch!(isa, gain(factor: f32, dy: &[f32], dx: &mut [f32])) }
            });
        }
    }
}

#[inline(always)]
unsafe fn gain<L: Lanes>(factor: f32, dy: &[f32], dx: &mut [f32]) {
    // SAFETY: as in `scaled`.
    unsafe {
        let factor = L::splat(factor);
        for (at, n) in vectors(dy.len()) {
            let sum = L::mul_add(factor, load::<L>(dy, at, n), load::<L>(dx, at, n));
            store::<L>(dx, at, n, sum);
        }
    }
}

#[inline(always)]
unsafe fn products<L: Lanes>(cols: usize, x: &[f32], dy: &[f32], all: &mut f32) {
    *all = 0.0;
    for (x, dy) in x.chunks_exact(cols).zip(dy.chunks_exact(cols)) {
        // SAFETY: as in `scaled`.
        unsafe {
            let mut sum = L::splat(0.0);
            for (at, n) in vectors(cols) {
                sum = L::mul_add(load::<L>(dy, at, n), load::<L>(x, at, n), sum);
            }
            *all += L::sum(sum);
        }
    }
}

/// The specification, in f64 and plain loops.
pub mod reference {
    /// `f x (+ y)`.
    #[must_use]
    pub fn forward(factor: f64, x: &[f64], y: Option<&[f64]>) -> Vec<f64> {
        x.iter().enumerate().map(|(i, x)| factor * x + y.map_or(0.0, |y| y[i])).collect()
    }

    /// `(dx, dfactor)` for the gradient `dy` of the output.
    #[must_use]
    pub fn grad(factor: f64, x: &[f64], dy: &[f64]) -> (Vec<f64>, f64) {
        (dy.iter().map(|d| factor * d).collect(), x.iter().zip(dy).map(|(x, d)| x * d).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};

    #[test]
    fn the_reference_gradient_is_the_slope() {
        let (x, y, dy) = (widen(&normal(1, 35)), widen(&normal(2, 35)), widen(&normal(3, 35)));
        let loss = |factor: f64, x: &[f64]| {
            reference::forward(factor, x, Some(&y)).iter().zip(&dy).map(|(y, d)| y * d).sum::<f64>()
        };
        let (dx, dfactor) = reference::grad(0.7, &x, &dy);
        check_gradient(&x, &dx, |x| loss(0.7, x));
        check_gradient(&[0.7], &[dfactor], |factor| loss(factor[0], &x));
    }

    #[test]
    fn fast_is_the_reference_and_its_bits_do_not_depend_on_isa_or_threads() {
        for (rows, cols) in [(1, 1), (3, 16), (17, 24), (130, 33), (300, 96)] {
            let (factor, x, more, dy) = (0.7, normal(1, rows * cols), normal(2, rows * cols), normal(3, rows * cols));
            let truth = reference::forward(f64::from(factor), &widen(&x), Some(&widen(&more)));
            let (truth_dx, truth_dfactor) = reference::grad(f64::from(factor), &widen(&x), &widen(&dy));
            let mut first = None;
            for pool in every_pool() {
                let [mut plain, mut y, mut dx] = [(); 3].map(|()| vec![f32::NAN; x.len()]);
                forward(&pool, factor, &x, None, &mut plain);
                assert!(plain.iter().zip(&x).all(|(y, x)| *y == factor * x));
                forward(&pool, factor, &x, Some(&more), &mut y);
                let (mut dfactor, mut partial) = ([f32::NAN], vec![f32::NAN; rows.div_ceil(BLOCK)]);
                for add in [false, true] {
                    let into = FactorGradient { into: &mut dfactor, add, partial: &mut partial };
                    grad(&pool, factor, cols, (&x, &dy), Some((&mut dx, add)), Some(into));
                }
                assert_close(&y, &truth, 1e-6, 1e-6);
                assert_close(&dx, &truth_dx.iter().map(|d| 2.0 * d).collect::<Vec<_>>(), 1e-6, 1e-6);
                assert_close(&dfactor, &[2.0 * truth_dfactor], 1e-5, 1e-3);
                let all: Vec<u32> = [y, dx, dfactor.to_vec()].concat().iter().map(|v| v.to_bits()).collect();
                assert!(*first.get_or_insert(all.clone()) == all, "{:?} x {}", pool.isa(), pool.threads());
            }
        }
    }
}
