//! The five steps towards the nearest orthogonal matrix.

use super::rows::{ROWS, rows_in_parallel};
use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};
use crate::product::{self, Lhs, Product, Rhs};

/// (a, b, c) of the five steps, for singular values in [~0.003, 1] after the division by 1.01 times the norm.
pub const POLAR_EXPRESS: [[f32; 3]; 5] = [
    [8.156_555, -22.483_293, 15.878_77],
    [4.042_93, -2.808_917_5, 0.500_017_8],
    [3.891_667_8, -2.772_484_2, 0.506_064_8],
    [3.285_753_7, -2.368_129_5, 0.464_490_25],
    [2.346_541_4, -1.709_782_8, 0.423_235_5],
];

/// next = (a I + b A + c A²) x, A = x xᵀ, or with both sides exchanged where x is tall.
pub(super) fn iterate(
    pool: &Pool,
    x: &[f32],
    next: &mut [f32],
    [gram, squared]: [&mut [f32]; 2],
    [rows, cols]: [usize; 2],
    [a, b, c]: [f32; 3],
) {
    let (tall, n) = (rows > cols, rows.min(cols));
    let product = if tall {
        Product::new([n, n, rows], Lhs::Columns(x, cols), Rhs::rows(x, cols))
    } else {
        Product::new([n, n, cols], Lhs::Rows(x, cols), Rhs::transposed(x, cols))
    };
    product::run(pool, &Product { lower: true, ..product }, gram);
    mirror(pool, gram, n);
    let product = Product::new([n, n, n], Lhs::Rows(gram, n), Rhs::rows(gram, n));
    product::run(pool, &Product { lower: true, ..product }, squared);
    let (isa, polynomial, gram) = (pool.isa(), SharedMut::new(squared), &*gram);
    rows_in_parallel(pool, n, |row| {
        let gram = &gram[row * n..][..=row];
        // SAFETY: each row is one call's; the pool's instruction set is there.
        let squared = unsafe { polynomial.part(row * n, row + 1) };
        // SAFETY: as above.
        unsafe { dispatch!(isa, polynomial_row(squared: &mut [f32], gram: &[f32], b: f32, c: f32)) };
        squared[row] += a;
    });
    mirror(pool, squared, n);
    let product = if tall {
        Product::new([rows, cols, n], Lhs::Rows(x, cols), Rhs::rows(squared, n))
    } else {
        Product::new([rows, cols, n], Lhs::Rows(squared, n), Rhs::rows(x, cols))
    };
    product::run(pool, &product, next);
}

/// squared ← b · gram + c · squared.
///
/// # Safety
/// The instruction set of `L` is there; the slices have one length.
#[inline(always)]
unsafe fn polynomial_row<L: Lanes>(squared: &mut [f32], gram: &[f32], b: f32, c: f32) {
    // SAFETY: `vectors` stays inside both.
    unsafe {
        for (i, n) in vectors(squared.len()) {
            let linear = L::mul(load::<L>(gram, i, n), L::splat(b));
            let both = L::mul_add(load::<L>(squared, i, n), L::splat(c), linear);
            store::<L>(squared, i, n, both);
        }
    }
}

/// Copies the lower triangle of [n, n] over the upper one: a strip of rows is filled column by column, so that its cache lines
/// stay.
fn mirror(pool: &Pool, values: &mut [f32], n: usize) {
    let shared = SharedMut::new(values);
    pool.run(n.div_ceil(ROWS), |chunk| {
        let (first, end) = (chunk * ROWS, n.min((chunk + 1) * ROWS));
        for column in first + 1..n {
            // SAFETY: rows of this chunk are written above the diagonal, others are read below it.
            unsafe {
                let from = shared.as_mut_ptr().add(column * n + first);
                let to = shared.as_mut_ptr().add(first * n + column);
                for row in 0..end.min(column) - first {
                    *to.add(row * n) = *from.add(row);
                }
            }
        }
    });
}
