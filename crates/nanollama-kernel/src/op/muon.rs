//! muon: one optimiser step of one [R rows, C columns] matrix along its orthogonalised momentum.
//!
//! Nesterov momentum; rows equalised to their mean norm; five steps of the Polar Express iteration (Amsel et al. 2025,
//! arXiv 2505.16932) towards the nearest orthogonal matrix, X ← (aI + bA + cA²) X with A = X Xᵀ of the shorter side;
//! NorMuon's variance per row or column (arXiv 2510.05491); decoupled decay only where it agrees with the step. After
//! Jordan's Muon (2024) as nanochat runs it, in f32. Symmetric products compute half and mirror. The learning rate's
//! factor for tall matrices is the caller's. [`reference()`] is the truth.

mod polar_express;
mod reference;
mod rows;
mod settings;
mod workspace;

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};
pub use polar_express::POLAR_EXPRESS;
use polar_express::iterate;
pub use reference::reference;
use rows::rows_in_parallel;
pub use settings::Muon;
pub use workspace::Workspace;

/// Norms and variances below this count as this.
const TINY: f32 = 1e-10;

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

#[cfg(test)]
mod tests;
