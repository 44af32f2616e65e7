//! The five steps towards the nearest orthogonal matrix.

use super::rows::{ROWS, rows_in_parallel};
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
    let polynomial = SharedMut::new(squared);
    let gram = &*gram;
    rows_in_parallel(pool, n, |row| {
        // SAFETY: each row is one call's.
        let squared = unsafe { polynomial.part(row * n, row + 1) };
        for (value, gram) in squared.iter_mut().zip(&gram[row * n..]) {
            *value = c.mul_add(*value, b * gram);
        }
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

/// Copies the lower triangle of [n, n] over the upper one, in square blocks that both sides' cache lines survive.
fn mirror(pool: &Pool, values: &mut [f32], n: usize) {
    let shared = SharedMut::new(values);
    pool.run(n.div_ceil(ROWS), |chunk| {
        let rows = chunk * ROWS..n.min((chunk + 1) * ROWS);
        for block in (rows.start..n).step_by(ROWS) {
            for row in rows.clone() {
                for column in block.max(row + 1)..n.min(block + ROWS) {
                    // SAFETY: rows of this chunk are written above the diagonal, others are read below it.
                    unsafe { *shared.as_mut_ptr().add(row * n + column) = *shared.as_mut_ptr().add(column * n + row) };
                }
            }
        }
    });
}
