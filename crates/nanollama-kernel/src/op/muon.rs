//! muon: one optimiser step of one [R rows, C columns] matrix along its orthogonalised momentum.
//!
//! Nesterov momentum; rows equalised to their mean norm; five steps of the Polar Express iteration (Amsel et al. 2025,
//! arXiv 2505.16932) towards the nearest orthogonal matrix, X ← (aI + bA + cA²) X with A = X Xᵀ of the shorter side;
//! NorMuon's variance per row or column (arXiv 2510.05491); decoupled decay only where it agrees with the step. After
//! Jordan's Muon (2024) as nanochat runs it, in f32. Symmetric products compute half and mirror. The learning rate's
//! factor for tall matrices is the caller's. [`reference()`] is the truth.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};
use crate::product::{self, Lhs, Product, Rhs};

/// (a, b, c) of the five steps, for singular values in [~0.003, 1] after the division by 1.01 times the norm.
const POLAR_EXPRESS: [[f32; 3]; 5] = [
    [8.156_555, -22.483_293, 15.878_77],
    [4.042_93, -2.808_917_5, 0.500_017_8],
    [3.891_667_8, -2.772_484_2, 0.506_064_8],
    [3.285_753_7, -2.368_129_5, 0.464_490_25],
    [2.346_541_4, -1.709_782_8, 0.423_235_5],
];
/// Norms and variances below this count as this.
const TINY: f32 = 1e-10;
/// Rows an elementwise chunk takes.
const ROWS: usize = 16;
/// f32 of a cache line.
const LINE: usize = 16;

/// What one step is to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Muon {
    /// Learning rate.
    pub lr: f32,
    /// Decay of the momentum, 0 to 1.
    pub momentum: f32,
    /// Decay of the variance, 0 to 1.
    pub beta2: f32,
    /// Decay of the parameters, times lr, where step and parameter have one sign.
    pub weight_decay: f32,
    /// Multiplies the gradient (clipping, averaging).
    pub gradient_scale: f32,
}

/// What one step works in.
#[derive(Debug)]
pub struct Workspace<'a> {
    /// X and the next X.
    whole: [&'a mut [f32]; 2],
    /// A and A² (then the polynomial).
    squares: [&'a mut [f32]; 2],
    /// A number a row or column.
    sums: &'a mut [f32],
}

impl<'a> Workspace<'a> {
    /// f32 that a step of a `[rows, cols]` matrix works in.
    #[must_use]
    pub fn elements(rows: usize, cols: usize) -> usize {
        let lengths = Workspace::lengths(rows, cols).into_iter();
        lengths.fold(0usize, |sum, length| sum.saturating_add(length.next_multiple_of(LINE)))
    }

    /// X, the next X, A, A², sums: each begins a cache line.
    fn lengths(rows: usize, cols: usize) -> [usize; 5] {
        let (whole, square) = (rows.saturating_mul(cols), rows.min(cols).saturating_mul(rows.min(cols)));
        [whole, whole, square, square, rows.max(cols)]
    }

    /// Cuts it from memory of at least [`Workspace::elements`].
    ///
    /// # Panics
    /// When there is less.
    #[must_use]
    pub fn cut(memory: &'a mut [f32], rows: usize, cols: usize) -> Workspace<'a> {
        let mut rest = memory;
        let [x, next, a, squared, sums] = Workspace::lengths(rows, cols).map(|length| {
            let (part, after) = std::mem::take(&mut rest).split_at_mut(length.next_multiple_of(LINE));
            rest = after;
            &mut part[..length]
        });
        Workspace { whole: [x, next], squares: [a, squared], sums }
    }
}

/// Moves `p` [rows, cols] against `g`. `momentum` [rows, cols] and `second` (one value a row where rows ≥ cols, else one a
/// column) are the state, zeros at first.
///
/// # Panics
/// When the slices do not have these shapes.
#[allow(clippy::too_many_arguments)]
pub fn step(
    pool: &Pool,
    workspace: Workspace<'_>,
    p: &mut [f32],
    g: &[f32],
    momentum: &mut [f32],
    second: &mut [f32],
    [rows, cols]: [usize; 2],
    settings: &Muon,
) {
    let size = rows * cols;
    assert_eq!([p.len(), g.len(), momentum.len()], [size; 3], "a [{rows}, {cols}] matrix");
    let by_row = rows >= cols;
    assert_eq!(second.len(), if by_row { rows } else { cols }, "one variance a row or column of [{rows}, {cols}]");
    if size == 0 {
        return;
    }
    let Workspace { whole: [mut x, mut next], squares: [a, squared], sums } = workspace;
    gather_momentum(pool, momentum, g, x, &mut sums[..rows], settings);
    equalise(pool, x, &mut sums[..rows]);
    for coefficients in POLAR_EXPRESS {
        iterate(pool, x, next, [a, squared], [rows, cols], coefficients);
        std::mem::swap(&mut x, &mut next);
    }
    if by_row {
        square_rows(pool, x, sums);
    } else {
        square_columns(pool, x, sums);
    }
    variance(sums, second, [rows, cols], settings.beta2);
    update(pool, p, x, sums, by_row, settings);
}

/// Runs `work(first element, elements of the slices, row)` for every row of [rows, ..] matrices on all threads.
fn rows_in_parallel(pool: &Pool, rows: usize, work: impl Fn(usize) + Sync) {
    pool.run(rows.div_ceil(ROWS), |chunk| {
        for row in chunk * ROWS..rows.min((chunk + 1) * ROWS) {
            work(row);
        }
    });
}

/// momentum ← lerp(momentum, g, 1 - mu); x = lerp(g, momentum, mu); sums = each row's Σ x².
fn gather_momentum(pool: &Pool, momentum: &mut [f32], g: &[f32], x: &mut [f32], sums: &mut [f32], settings: &Muon) {
    let (isa, rows) = (pool.isa(), sums.len());
    let cols = x.len() / rows;
    let (mu, scale) = (settings.momentum, settings.gradient_scale);
    let (momentum, x, sums) = (SharedMut::new(momentum), SharedMut::new(x), SharedMut::new(sums));
    rows_in_parallel(pool, rows, |row| {
        let g = &g[row * cols..][..cols];
        // SAFETY: each row is one call's; the pool's instruction set is there.
        unsafe {
            let (m, x) = (momentum.part(row * cols, cols), x.part(row * cols, cols));
            sums.part(row, 1)[0] =
                dispatch!(isa, momentum_row(m: &mut [f32], g: &[f32], x: &mut [f32], mu: f32, scale: f32) -> f32);
        }
    });
}

/// # Safety
/// The instruction set of `L` is there; the slices have one length.
#[inline(always)]
unsafe fn momentum_row<L: Lanes>(m: &mut [f32], g: &[f32], x: &mut [f32], mu: f32, scale: f32) -> f32 {
    // SAFETY: `vectors` stays inside all three.
    unsafe {
        let mut sum = L::splat(0.0);
        for (i, n) in vectors(x.len()) {
            let g = L::mul(load::<L>(g, i, n), L::splat(scale));
            let old = load::<L>(m, i, n);
            let moved = L::mul_add(L::sub(g, old), L::splat(1.0 - mu), old);
            store::<L>(m, i, n, moved);
            let ahead = L::mul_add(L::sub(moved, g), L::splat(mu), g);
            store::<L>(x, i, n, ahead);
            sum = L::mul_add(ahead, ahead, sum);
        }
        L::sum(sum)
    }
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn scale_row<L: Lanes>(x: &mut [f32], factor: f32) {
    // SAFETY: `vectors` stays inside.
    unsafe {
        for (i, n) in vectors(x.len()) {
            store::<L>(x, i, n, L::mul(load::<L>(x, i, n), L::splat(factor)));
        }
    }
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn squares_of_row<L: Lanes>(x: &[f32]) -> f32 {
    // SAFETY: `vectors` stays inside.
    unsafe {
        let mut sum = L::splat(0.0);
        for (i, n) in vectors(x.len()) {
            let v = load::<L>(x, i, n);
            sum = L::mul_add(v, v, sum);
        }
        L::sum(sum)
    }
}

/// The greater of the two, a NaN staying one.
fn at_least(value: f32, least: f32) -> f32 {
    if value < least { least } else { value }
}

/// Gives every row the mean row norm and the matrix a norm just under 1. `sums` are the rows' Σ x².
fn equalise(pool: &Pool, x: &mut [f32], sums: &mut [f32]) {
    let (isa, rows) = (pool.isa(), sums.len());
    let cols = x.len() / rows;
    let mean = (sums.iter().map(|&s| f64::from(s)).sum::<f64>() / rows as f64).sqrt() as f32;
    let mut total = 0.0f64;
    for sum in sums.iter_mut() {
        let factor = mean / at_least(sum.sqrt(), TINY);
        total += f64::from(*sum) * f64::from(factor) * f64::from(factor);
        *sum = factor;
    }
    let norm = 1.0 / (1.01 * total.sqrt() + 1e-6);
    let (x, factors) = (SharedMut::new(x), &*sums);
    rows_in_parallel(pool, rows, |row| {
        let factor = (f64::from(factors[row]) * norm) as f32;
        // SAFETY: each row is one call's; the pool's instruction set is there.
        unsafe {
            let x = x.part(row * cols, cols);
            dispatch!(isa, scale_row(x: &mut [f32], factor: f32));
        }
    });
}

/// next = (a I + b A + c A²) x, A = x xᵀ, or with both sides exchanged where x is tall.
fn iterate(
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

/// Σ x² of each row.
fn square_rows(pool: &Pool, x: &[f32], sums: &mut [f32]) {
    let (isa, rows) = (pool.isa(), sums.len());
    let cols = x.len() / rows;
    let shared = SharedMut::new(sums);
    rows_in_parallel(pool, rows, |row| {
        let x = &x[row * cols..][..cols];
        // SAFETY: each row is one call's; the pool's instruction set is there.
        unsafe { shared.part(row, 1)[0] = dispatch!(isa, squares_of_row(x: &[f32]) -> f32) };
    });
}

/// Σ x² of each column, rows ascending.
fn square_columns(pool: &Pool, x: &[f32], sums: &mut [f32]) {
    /// Columns of a chunk.
    const COLUMNS: usize = 64;
    let cols = sums.len();
    let shared = SharedMut::new(sums);
    pool.run(cols.div_ceil(COLUMNS), |chunk| {
        let (first, end) = (chunk * COLUMNS, cols.min((chunk + 1) * COLUMNS));
        // SAFETY: each chunk has its own columns.
        let sums = unsafe { shared.part(first, end - first) };
        sums.fill(0.0);
        for row in x.chunks_exact(cols) {
            for (sum, &x) in sums.iter_mut().zip(&row[first..end]) {
                *sum += x * x;
            }
        }
    });
}

/// Takes Σ x² per row (or column) into the running variance, and makes of it each row's (column's) factor of the step: 1
/// over the root of its variance, with the norm that an orthogonal matrix of this shape has.
fn variance(factors: &mut [f32], second: &mut [f32], [rows, cols]: [usize; 2], beta2: f32) {
    let (short, long) = (rows.min(cols) as f64, rows.max(cols) as f64);
    let width = (rows * cols) as f64 / long;
    let total: f64 = factors.iter().map(|&s| f64::from(s)).sum();
    // Frobenius norm to the root of the shorter side.
    let to_norm = short / at_least_f64(total, 1e-20);
    let mut after = 0.0;
    for (factor, second) in factors.iter_mut().zip(second) {
        let mean = f64::from(*factor) * to_norm / width;
        *second = (mean as f32 - *second).mul_add(1.0 - beta2, *second);
        let step = 1.0 / f64::from(at_least(*second, TINY)).sqrt();
        after += mean * width * step * step;
        *factor = step as f32;
    }
    let renormalise = (to_norm.sqrt() * (short / at_least_f64(after, 1e-20)).sqrt()) as f32;
    for factor in factors {
        *factor *= renormalise;
    }
}

fn at_least_f64(value: f64, least: f64) -> f64 {
    if value < least { least } else { value }
}

/// p ← p - lr · step - lr · decay · p where step · p ≥ 0; step = factor · x.
fn update(pool: &Pool, p: &mut [f32], x: &[f32], factors: &[f32], by_row: bool, settings: &Muon) {
    let isa = pool.isa();
    let rows = if by_row { factors.len() } else { x.len() / factors.len() };
    let cols = x.len() / rows;
    let (lr, decay) = (settings.lr, settings.lr * settings.weight_decay);
    let p = SharedMut::new(p);
    rows_in_parallel(pool, rows, |row| {
        let x = &x[row * cols..][..cols];
        let (row_factor, column_factors) = if by_row { (factors[row], &[][..]) } else { (1.0, factors) };
        // SAFETY: each row is one call's; the pool's instruction set is there.
        unsafe {
            let p = p.part(row * cols, cols);
            dispatch!(isa, update_row(
                p: &mut [f32], x: &[f32], row_factor: f32, column_factors: &[f32], lr: f32, decay: f32
            ));
        }
    });
}

/// # Safety
/// The instruction set of `L` is there; `p`, `x` and, unless empty, `column_factors` have one length.
#[inline(always)]
unsafe fn update_row<L: Lanes>(p: &mut [f32], x: &[f32], row_factor: f32, column_factors: &[f32], lr: f32, decay: f32) {
    // SAFETY: `vectors` stays inside all slices.
    unsafe {
        let zero = L::splat(0.0);
        for (i, n) in vectors(p.len()) {
            let mut step = L::mul(load::<L>(x, i, n), L::splat(row_factor));
            if !column_factors.is_empty() {
                step = L::mul(step, load::<L>(column_factors, i, n));
            }
            let old = load::<L>(p, i, n);
            let decayed = L::select_gt(zero, L::mul(step, old), zero, L::mul(old, L::splat(decay)));
            store::<L>(p, i, n, L::sub(old, L::mul_add(step, L::splat(lr), decayed)));
        }
    }
}

/// The truth in f64, with plain loops: the new (p, momentum, second).
#[must_use]
pub fn reference(
    [p, g, momentum, second]: [&[f64]; 4],
    [rows, cols]: [usize; 2],
    settings: &Muon,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let [lr, mu, beta2] = [settings.lr, settings.momentum, settings.beta2].map(f64::from);
    let g: Vec<f64> = g.iter().map(|g| g * f64::from(settings.gradient_scale)).collect();
    let momentum: Vec<f64> = momentum.iter().zip(&g).map(|(m, g)| m + (1.0 - mu) * (g - m)).collect();
    let mut x: Vec<f64> = momentum.iter().zip(&g).map(|(m, g)| g + mu * (m - g)).collect();
    let norm = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>().sqrt();
    let mean = norm(&x) / (rows as f64).sqrt();
    for row in x.chunks_exact_mut(cols) {
        let factor = mean / norm(row).max(1e-10);
        row.iter_mut().for_each(|x| *x *= factor);
    }
    let whole = 1.01 * norm(&x) + 1e-6;
    x.iter_mut().for_each(|x| *x /= whole);
    let times = |a: &[f64], b: &[f64], [n, m, k]: [usize; 3]| -> Vec<f64> {
        let at = |i: usize| (0..k).map(|t| a[i / m * k + t] * b[t * m + i % m]).sum();
        (0..n * m).map(at).collect()
    };
    for coefficients in POLAR_EXPRESS {
        let [a, b, c] = coefficients.map(f64::from);
        let transposed: Vec<f64> = (0..rows * cols).map(|i| x[i % rows * cols + i / rows]).collect();
        let gram = times(&x, &transposed, [rows, rows, cols]);
        let squared = times(&gram, &gram, [rows, rows, rows]);
        let polynomial: Vec<f64> = gram.iter().zip(&squared).map(|(g, s)| b * g + c * s).collect();
        let product = times(&polynomial, &x, [rows, cols, rows]);
        x = x.iter().zip(&product).map(|(x, p)| a * x + p).collect();
    }
    let factor = (rows.min(cols) as f64).sqrt() / norm(&x);
    x.iter_mut().for_each(|x| *x *= factor);
    let group = |i: usize| if rows >= cols { i / cols } else { i % cols };
    let mut mean = vec![0.0; second.len()];
    for (i, x) in x.iter().enumerate() {
        mean[group(i)] += x * x / (rows * cols / second.len()) as f64;
    }
    let second: Vec<f64> = second.iter().zip(&mean).map(|(s, m)| s + (1.0 - beta2) * (m - s)).collect();
    let before = norm(&x);
    for (i, x) in x.iter_mut().enumerate() {
        *x /= second[group(i)].max(1e-10).sqrt();
    }
    let factor = before / norm(&x);
    let decay = f64::from(settings.weight_decay);
    let moved = |(p, x): (&f64, &f64)| {
        let step = x * factor;
        p - lr * step - if step * p >= 0.0 { lr * decay * p } else { 0.0 }
    };
    let p = p.iter().zip(&x).map(moved).collect();
    (p, momentum, second)
}

#[cfg(test)]
mod tests;
