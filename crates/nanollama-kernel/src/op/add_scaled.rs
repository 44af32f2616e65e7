//! `y += scale · d` on a range of columns: what an adapter adds to a product, and its gradient.
//!
//! One fused multiply-add an element, so an element depends neither on the rows beside it nor on the instruction set.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::op::strided::{Strided, StridedMut};
use crate::pool::{Pool, SharedMut};

/// Elements a thread takes at a time, about.
const CHUNK: usize = 16 * 1024;

/// `d: [T, C]`: columns `first..first + C` of `y: [T, N]` gain `scale · d`. `cols` is C.
pub fn forward(pool: &Pool, scale: f32, d: &[f32], cols: usize, y: StridedMut<'_>, first: usize) {
    let rows = rows_of(d.len(), cols);
    assert!(y.covers(rows, first + cols), "add_scaled: shapes disagree");
    let (isa, each) = (pool.isa(), (CHUNK / cols.max(1)).max(1));
    pool.run(rows.div_ceil(each), |chunk| {
        for row in chunk * each..rows.min((chunk + 1) * each) {
            let d = &d[row * cols..][..cols];
            // SAFETY: each row is one chunk's; the columns lie inside; the pool's ISA exists here.
            unsafe {
                let y = y.values().part(row * y.stride() + first, cols);
                dispatch!(isa, add_row(scale: f32, d: &[f32], y: &mut [f32]));
            }
        }
    });
}

#[inline(always)]
unsafe fn add_row<L: Lanes>(scale: f32, d: &[f32], y: &mut [f32]) {
    // SAFETY: `vectors` stays inside both, which have one length.
    unsafe {
        let scale = L::splat(scale);
        for (at, n) in vectors(y.len()) {
            store::<L>(y, at, n, L::mul_add(scale, load::<L>(d, at, n), load::<L>(y, at, n)));
        }
    }
}

/// `dd: [T, C] = scale ·` columns `first..first + C` of `dy: [T, N]`. `cols` is C.
pub fn grad(pool: &Pool, scale: f32, dy: Strided<'_>, first: usize, dd: &mut [f32], cols: usize) {
    let rows = rows_of(dd.len(), cols);
    assert!(dy.covers(rows, first + cols), "add_scaled: shapes disagree");
    let each = (CHUNK / cols.max(1)).max(1);
    let dd = SharedMut::new(dd);
    pool.run(rows.div_ceil(each), |chunk| {
        for row in chunk * each..rows.min((chunk + 1) * each) {
            // SAFETY: each row is one chunk's.
            let dd = unsafe { dd.part(row * cols, cols) };
            for (d, dy) in dd.iter_mut().zip(dy.from(row, first)) {
                *d = scale * dy;
            }
        }
    });
}

fn rows_of(len: usize, cols: usize) -> usize {
    assert!(cols > 0 && len.is_multiple_of(cols), "add_scaled: {len} values in rows of {cols}");
    len / cols
}

/// The specification: plain loops.
pub mod reference {
    /// `y` in place, rows of `width`.
    pub fn forward(scale: f32, d: &[f32], cols: usize, y: &mut [f32], width: usize, first: usize) {
        for (d, y) in d.chunks_exact(cols).zip(y.chunks_exact_mut(width)) {
            for (d, y) in d.iter().zip(&mut y[first..]) {
                *y = scale.mul_add(*d, *y);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{every_pool, uniform};

    #[test]
    fn fast_is_the_loop_exactly_and_its_gradient_the_slope() {
        for (rows, cols, width, first) in [(1, 1, 1, 0), (3, 17, 40, 5), (70, 33, 33, 0), (500, 64, 200, 136)] {
            let (d, start, scale) = (uniform(rows * cols, 1), uniform(rows * width, 2), -0.7f32);
            let mut truth = start.clone();
            reference::forward(scale, &d, cols, &mut truth, width, first);
            for pool in every_pool() {
                let mut y = start.clone();
                forward(&pool, scale, &d, cols, StridedMut::new(SharedMut::new(&mut y), width), first);
                assert_eq!(y, truth, "{} threads", pool.threads());
                // The sum of y · dy moves by scale · dy a unit of d.
                let mut dd = vec![f32::NAN; rows * cols];
                grad(&pool, scale, Strided::new(&start, width), first, &mut dd, cols);
                for (row, dd) in dd.chunks_exact(cols).enumerate() {
                    let dy = &start[row * width + first..][..cols];
                    assert!(dd.iter().zip(dy).all(|(dd, dy)| *dd == scale * dy));
                }
            }
        }
    }
}
