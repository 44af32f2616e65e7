//! Row lookup, and the gradient that scatters back.
//!
//! Each thread owns a range of columns and walks the tokens in order, so an element of the table's gradient is one sum over rising row
//! index, whatever the threads; only rows of tokens that occur are touched.

use crate::pool::{Pool, SharedMut};
use crate::weight::Weight;

/// Rows a thread looks up at a time.
const ROWS: usize = 32;
/// Columns of the gradient a thread owns: whole cache lines.
const COLUMNS: usize = 64;
/// Elements a thread zeroes at a time.
const ZEROES: usize = 64 * 1024;

/// `tokens: [T]`, each below the table's rows -> `y: [T, D]`. Any storage type.
pub fn forward(pool: &Pool, tokens: &[u32], table: &Weight, y: &mut [f32]) {
    let cols = table.cols();
    assert_eq!(y.len(), tokens.len() * cols, "embedding: {} tokens of {cols}", tokens.len());
    let y = SharedMut::new(y);
    pool.run(tokens.len().div_ceil(ROWS), |chunk| {
        let first = chunk * ROWS;
        let tokens = &tokens[first..tokens.len().min(first + ROWS)];
        // SAFETY: each chunk has its own rows.
        let y = unsafe { y.part(first * cols, tokens.len() * cols) };
        for (&token, y) in tokens.iter().zip(y.chunks_exact_mut(cols)) {
            table.row_f32(token as usize, y);
        }
    });
}

/// `dy: [T, D]` -> `dtable: [V, D]`: row `tokens[t]` gains `dy[t]`. Without `accumulate` the table starts from zero.
pub fn grad(pool: &Pool, tokens: &[u32], dy: &[f32], dtable: &mut [f32], accumulate: bool) {
    if !accumulate {
        let len = dtable.len();
        let table = SharedMut::new(dtable);
        // SAFETY: each chunk has its own elements.
        pool.run(len.div_ceil(ZEROES), |chunk| {
            unsafe { table.part(chunk * ZEROES, ZEROES.min(len - chunk * ZEROES)) }.fill(0.0)
        });
    }
    if tokens.is_empty() {
        return;
    }
    let cols = dy.len() / tokens.len();
    assert_eq!(dy.len(), tokens.len() * cols, "embedding: {} tokens of {cols}", tokens.len());
    let table = SharedMut::new(dtable);
    pool.run(cols.div_ceil(COLUMNS), |chunk| {
        let first = chunk * COLUMNS;
        let count = COLUMNS.min(cols - first);
        for (&token, dy) in tokens.iter().zip(dy.chunks_exact(cols)) {
            // SAFETY: each chunk has its own columns; `part` checks the row.
            let row = unsafe { table.part(token as usize * cols + first, count) };
            for (sum, d) in row.iter_mut().zip(&dy[first..]) {
                *sum += d;
            }
        }
    });
}

/// The specification, in f64 and plain loops.
pub mod reference {
    /// `y` for a `[V, cols]` table.
    #[must_use]
    pub fn forward(tokens: &[u32], table: &[f64], cols: usize) -> Vec<f64> {
        tokens.iter().flat_map(|&token| table[token as usize * cols..][..cols].iter().copied()).collect()
    }

    /// The table's gradient, from zero.
    #[must_use]
    pub fn grad(tokens: &[u32], dy: &[f64], rows: usize, cols: usize) -> Vec<f64> {
        let mut d = vec![0.0; rows * cols];
        for (&token, dy) in tokens.iter().zip(dy.chunks_exact(cols)) {
            for (sum, dy) in d[token as usize * cols..].iter_mut().zip(dy) {
                *sum += dy;
            }
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, weight, widen};

    #[test]
    fn the_reference_gradient_is_the_slope() {
        let tokens = [2, 0, 2, 3];
        let (table, dy) = (widen(&normal(1, 5 * 3)), widen(&normal(2, 4 * 3)));
        let d = reference::grad(&tokens, &dy, 5, 3);
        check_gradient(&table, &d, |table| {
            reference::forward(&tokens, table, 3).iter().zip(&dy).map(|(y, d)| y * d).sum()
        });
    }

    #[test]
    fn fast_is_the_reference_with_one_set_of_bits() {
        for (rows, cols, count) in [(3, 1, 2), (50, 33, 70), (200, 96, 300)] {
            let tokens: Vec<u32> = (0..count as u32).map(|i| i * i % rows as u32).collect();
            let (table, dy) = (normal(1, rows * cols), normal(2, count * cols));
            let weight = weight(rows, cols, &table);
            let truth = reference::grad(&tokens, &widen(&dy), rows, cols);
            let mut first = None;
            for pool in every_pool() {
                let mut y = vec![f32::NAN; count * cols];
                forward(&pool, &tokens, &weight, &mut y);
                assert_eq!(widen(&y), reference::forward(&tokens, &widen(&table), cols));
                let mut d = vec![f32::NAN; rows * cols];
                grad(&pool, &tokens, &dy, &mut d, false);
                assert_close(&d, &truth, 1e-5, 1e-5);
                grad(&pool, &tokens, &dy, &mut d, true);
                assert_close(&d, &truth.iter().map(|d| 2.0 * d).collect::<Vec<_>>(), 1e-5, 1e-5);
                let bits: Vec<u32> = d.iter().map(|d| d.to_bits()).collect();
                assert!(*first.get_or_insert(bits.clone()) == bits, "{} threads", pool.threads());
            }
        }
    }

    #[test]
    fn accumulating_leaves_other_rows_alone() {
        let mut d = vec![f32::NAN; 4 * 2];
        d[4..6].fill(1.0);
        grad(&Pool::new(2), &[2], &[0.5, 0.25], &mut d, true);
        assert_eq!(d[4..6], [1.5, 1.25]);
        assert!(d[..4].iter().chain(&d[6..]).all(|d| d.is_nan()));
    }
}
