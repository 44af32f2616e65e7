//! [`truncate`]: the best product of two thin matrices for a matrix, by subspace iteration (Halko, Martinsson and Tropp 2011).
//!
//! One thread, and the same bits wherever it runs: whoever has many matrices does them side by side.

/// Columns beyond the rank that are carried along, so that the last ones kept are found well.
const SPARE: usize = 8;
/// Times the subspace is turned by the matrix and back.
const TURNS: usize = 5;
/// Sweeps of Jacobi's rotations; a symmetric matrix is diagonal to the last bit after far fewer.
const SWEEPS: usize = 30;

/// `B A`, nearest to a matrix `[N, K]` among those of its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct LowRank {
    /// Columns of `b`, rows of `a`.
    pub rank: usize,
    /// `[R, K]`, row-major.
    pub a: Vec<f32>,
    /// `[N, R]`, row-major.
    pub b: Vec<f32>,
    /// The square of its Frobenius norm.
    pub energy: f64,
}

/// The matrix `values` `[rows, cols]` as a product of rank `rank`, or less where the matrix is smaller. Both factors carry the
/// root of each singular value, so that neither is large.
///
/// # Panics
/// When there are not rows × cols values.
#[must_use]
pub fn truncate(values: &[f32], (rows, cols): (usize, usize), rank: usize) -> LowRank {
    assert_eq!(values.len(), rows * cols, "a [{rows}, {cols}] matrix");
    let rank = rank.min(rows).min(cols);
    let width = (rank + SPARE).min(rows).min(cols);
    if rank == 0 {
        return LowRank { rank: 0, a: Vec::new(), b: Vec::new(), energy: 0.0 };
    }
    let mut basis = start(cols, width);
    orthonormalise(&mut basis, width);
    for _ in 0..TURNS {
        let mut image = times(values, cols, &basis, width);
        orthonormalise(&mut image, width);
        basis = transposed_times(values, cols, &image, width);
        orthonormalise(&mut basis, width);
    }
    let image = times(values, cols, &basis, width);
    let (squares, turn) = eigen(gram(&image, width), width);
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&one, &other| squares[other].total_cmp(&squares[one]));
    order.truncate(rank);
    let mut low = LowRank { rank, a: vec![0.0; rank * cols], b: vec![0.0; rows * rank], energy: 0.0 };
    for (place, &column) in order.iter().enumerate() {
        let square = squares[column].max(0.0);
        low.energy += square;
        // The root of the singular value. Of one that is zero, nothing is left.
        let root = square.sqrt().sqrt();
        let factor: Vec<f64> = (0..width).map(|index| turn[index * width + column]).collect();
        let of = |row: &[f32]| row.iter().zip(&factor).map(|(&x, f)| f64::from(x) * f).sum::<f64>();
        for (index, row) in basis.chunks_exact(width).enumerate() {
            low.a[place * cols + index] = (of(row) * root) as f32;
        }
        for (index, row) in image.chunks_exact(width).enumerate() {
            low.b[index * rank + place] = if root > 0.0 { (of(row) / root) as f32 } else { 0.0 };
        }
    }
    low
}

/// `B A` row-major.
#[must_use]
pub fn product(a: &[f32], b: &[f32], rank: usize, cols: usize) -> Vec<f32> {
    let rows = b.len().checked_div(rank).unwrap_or(0);
    let mut out = vec![0.0; rows * cols];
    for (out, weights) in out.chunks_exact_mut(cols.max(1)).zip(b.chunks_exact(rank.max(1))) {
        for (&weight, row) in weights.iter().zip(a.chunks_exact(cols.max(1))) {
            out.iter_mut().zip(row).for_each(|(out, &value)| *out = weight.mul_add(value, *out));
        }
    }
    out
}

/// Numbers between -1 and 1, always the same ones.
fn start(rows: usize, width: usize) -> Vec<f32> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    };
    (0..rows * width).map(|_| next()).collect()
}

/// `M X`: `[rows, cols] · [cols, width]`.
fn times(matrix: &[f32], cols: usize, x: &[f32], width: usize) -> Vec<f32> {
    let mut out = vec![0.0; matrix.len() / cols * width];
    for (out, row) in out.chunks_exact_mut(width).zip(matrix.chunks_exact(cols)) {
        for (&value, x) in row.iter().zip(x.chunks_exact(width)) {
            out.iter_mut().zip(x).for_each(|(out, &x)| *out += value * x);
        }
    }
    out
}

/// `Mᵀ Y`: `[cols, rows] · [rows, width]`.
fn transposed_times(matrix: &[f32], cols: usize, y: &[f32], width: usize) -> Vec<f32> {
    let mut out = vec![0.0; cols * width];
    for (row, y) in matrix.chunks_exact(cols).zip(y.chunks_exact(width)) {
        for (&value, out) in row.iter().zip(out.chunks_exact_mut(width)) {
            out.iter_mut().zip(y).for_each(|(out, &y)| *out += value * y);
        }
    }
    out
}

/// Gram and Schmidt, each column against those before it, twice: once is not enough for columns that nearly agree. A column of
/// which nothing is left becomes zero.
fn orthonormalise(x: &mut [f32], width: usize) {
    let rows = x.len() / width;
    let mut columns: Vec<Vec<f32>> =
        (0..width).map(|column| (0..rows).map(|row| x[row * width + column]).collect()).collect();
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
    for at in 0..width {
        let (before, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        let first = dot(column, column).sqrt();
        for _ in 0..2 {
            for other in before.iter() {
                let share = dot(column, other) as f32;
                column.iter_mut().zip(other).for_each(|(value, &other)| *value -= share * other);
            }
        }
        let norm = dot(column, column).sqrt();
        let factor = if norm > first * 1e-6 { (1.0 / norm) as f32 } else { 0.0 };
        column.iter_mut().for_each(|value| *value *= factor);
    }
    for (row, out) in x.chunks_exact_mut(width).enumerate() {
        out.iter_mut().zip(&columns).for_each(|(out, column)| *out = column[row]);
    }
}

/// `Xᵀ X`, `[width, width]`.
fn gram(x: &[f32], width: usize) -> Vec<f64> {
    let mut out = vec![0.0; width * width];
    for row in x.chunks_exact(width) {
        for (&value, out) in row.iter().zip(out.chunks_exact_mut(width)) {
            out.iter_mut().zip(row).for_each(|(out, &other)| *out += f64::from(value) * f64::from(other));
        }
    }
    out
}

/// Eigenvalues of a symmetric matrix and its eigenvectors as columns, by Jacobi's rotations.
fn eigen(mut m: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut vectors = vec![0.0; n * n];
    (0..n).for_each(|index| vectors[index * n + index] = 1.0);
    for _ in 0..SWEEPS {
        let mut turned = false;
        for p in 0..n {
            for q in p + 1..n {
                let (pp, qq, pq) = (m[p * n + p], m[q * n + q], m[p * n + q]);
                if pq.abs() <= 1e-15 * (pp * qq).abs().sqrt() || pq == 0.0 {
                    continue;
                }
                turned = true;
                let theta = (qq - pp) / (2.0 * pq);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let (cos, sin) = (1.0 / (t * t + 1.0).sqrt(), t / (t * t + 1.0).sqrt());
                for k in 0..n {
                    let (a, b) = (m[k * n + p], m[k * n + q]);
                    (m[k * n + p], m[k * n + q]) = (cos * a - sin * b, sin * a + cos * b);
                }
                for k in 0..n {
                    let (a, b) = (m[p * n + k], m[q * n + k]);
                    (m[p * n + k], m[q * n + k]) = (cos * a - sin * b, sin * a + cos * b);
                    let (a, b) = (vectors[k * n + p], vectors[k * n + q]);
                    (vectors[k * n + p], vectors[k * n + q]) = (cos * a - sin * b, sin * a + cos * b);
                }
            }
        }
        if !turned {
            break;
        }
    }
    ((0..n).map(|index| m[index * n + index]).collect(), vectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(values: &[f32]) -> f64 {
        values.iter().map(|&value| f64::from(value) * f64::from(value)).sum()
    }

    fn difference(a: &[f32], b: &[f32]) -> f64 {
        a.iter().zip(b).map(|(&a, &b)| f64::from(a - b).powi(2)).sum()
    }

    /// `u vᵀ` sums with singular values that fall: orthonormal bases by the same means as above.
    fn known(rows: usize, cols: usize, singular: &[f32]) -> Vec<f32> {
        let width = singular.len();
        let (mut u, mut v) = (start(rows, width), start(cols + 1, width)[width..].to_vec());
        orthonormalise(&mut u, width);
        orthonormalise(&mut v, width);
        let entry = |n: usize, k: usize| (0..width).map(|r| u[n * width + r] * singular[r] * v[k * width + r]).sum();
        (0..rows * cols).map(|at| entry(at / cols, at % cols)).collect()
    }

    #[test]
    fn what_is_kept_is_the_largest_singular_values() {
        let singular: Vec<f32> = (0..24).map(|index| 8.0 * 0.8f32.powi(index)).collect();
        for (rows, cols) in [(60, 40), (40, 60), (24, 24)] {
            let matrix = known(rows, cols, &singular);
            for rank in [1, 5, 12] {
                let low = truncate(&matrix, (rows, cols), rank);
                let best: f64 = singular[..rank].iter().map(|&s| f64::from(s) * f64::from(s)).sum();
                assert!((low.energy / best - 1.0).abs() < 1e-3, "{rows}x{cols}, rank {rank}: {} of {best}", low.energy);
                let back = product(&low.a, &low.b, low.rank, cols);
                let (left, least) = (difference(&matrix, &back), square(&matrix) - best);
                assert!((left - least).abs() < 2e-3 * square(&matrix), "{left}, at least {least}");
            }
        }
    }

    #[test]
    fn all_ranks_give_the_matrix_back() {
        let matrix = start(30, 17);
        let low = truncate(&matrix, (30, 17), 99);
        assert_eq!((low.rank, low.a.len(), low.b.len()), (17, 17 * 17, 30 * 17));
        assert!(difference(&matrix, &product(&low.a, &low.b, 17, 17)) < 1e-9 * square(&matrix));
        assert!((low.energy / square(&matrix) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn matrices_of_less_rank_and_of_none_are_kept_whole() {
        let matrix = known(20, 30, &[3.0, 2.0]);
        let low = truncate(&matrix, (20, 30), 6);
        assert!(difference(&matrix, &product(&low.a, &low.b, 6, 30)) < 1e-9 * square(&matrix));
        let none = truncate(&[0.0; 12], (3, 4), 2);
        assert!(none.energy == 0.0 && product(&none.a, &none.b, 2, 4) == [0.0; 12]);
        assert!(none.a.iter().chain(&none.b).all(|value| value.is_finite()));
    }
}
