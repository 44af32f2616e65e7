//! Root-mean-square norm: `y = x / sqrt(mean(x^2) + eps) * gain` row by row (Zhang and Sennrich, 2019), and its gradients.
//!
//! Without a gain its factor is left out: the bits are those of a gain of ones. A row is as wide as the gain: a matrix whose rows are several gains wide (heads) is normed in groups of that width.
//!
//! Sums over a row: sixteen partial sums (column modulo 16), fused, then the fixed tree of `Lanes::sum`. The gain's gradient sums over rows:
//! blocks of 128 rows, then the blocks in order, so that no number of threads changes a bit.

use std::ops::Range;

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::op::strided::{Strided, StridedMut};
use crate::pool::{Pool, SharedMut};

/// Rows per partial sum of the gain's gradient.
pub(crate) const BLOCK: usize = 128;
/// Rows a thread takes at a time where rows are independent.
const CHUNK: usize = 16;

/// `x: [T, N D]`, `gain: [D]` -> `y: [T, N D]`, `inverse: [T, N]` (one over the root, which the backward reads). `groups` is N.
pub fn forward(
    pool: &Pool,
    x: Strided<'_>,
    groups: usize,
    gain: Option<&[f32]>,
    eps: f32,
    y: &mut [f32],
    inverse: &mut [f32],
) {
    let (rows, isa) = (inverse.len(), pool.isa());
    let cols = y.len() / rows.max(1);
    assert!(rows.is_multiple_of(groups.max(1)), "rms_norm: {rows} rows in groups of {groups}");
    assert!(x.covers(rows / groups.max(1), groups * cols) && y.len() == rows * cols, "rms_norm: shapes disagree");
    assert!(gain.is_none_or(|gain| gain.len() == cols), "rms_norm: shapes disagree");
    let (y, inverse) = (SharedMut::new(y), SharedMut::new(inverse));
    pool.run(rows.div_ceil(CHUNK), |chunk| {
        let first = chunk * CHUNK;
        let count = CHUNK.min(rows - first);
        // SAFETY: each chunk has its own rows.
        let (y, inverse) = unsafe { (y.part(first * cols, count * cols), inverse.part(first, count)) };
        // SAFETY: the pool's ISA exists here; lengths agree by the slicing above.
        unsafe {
            dispatch!(isa, forward_rows(
                x: Strided<'_>, groups: usize, first: usize, gain: Option<&[f32]>, eps: f32, y: &mut [f32], inverse: &mut [f32]
            ))
        }
    });
}

#[inline(always)]
unsafe fn forward_rows<L: Lanes>(
    x: Strided<'_>,
    groups: usize,
    first: usize,
    gain: Option<&[f32]>,
    eps: f32,
    y: &mut [f32],
    inverse: &mut [f32],
) {
    let cols = y.len() / inverse.len();
    for (row, inverse) in inverse.iter_mut().enumerate() {
        let at = first + row;
        let (x, y) = (&x.from(at / groups, at % groups * cols)[..cols], &mut y[row * cols..][..cols]);
        // SAFETY: `vectors` visits whole vectors inside the rows and one partial at the end.
        unsafe {
            let mut squares = L::splat(0.0);
            for (at, n) in vectors(cols) {
                let x = load::<L>(x, at, n);
                squares = L::mul_add(x, x, squares);
            }
            *inverse = 1.0 / (L::sum(squares) / cols as f32 + eps).sqrt();
            let scale = L::splat(*inverse);
            for (at, n) in vectors(cols) {
                let normed = L::mul(load::<L>(x, at, n), scale);
                store::<L>(y, at, n, times::<L>(normed, gain, at, n));
            }
        }
    }
}

/// `x` times the gain's vector at `at`, where there is a gain.
///
/// # Safety
/// As of [`load`].
#[inline(always)]
unsafe fn times<L: Lanes>(x: L::V, gain: Option<&[f32]>, at: usize, n: usize) -> L::V {
    match gain {
        // SAFETY: the caller's promise.
        Some(gain) => unsafe { L::mul(x, load::<L>(gain, at, n)) },
        None => x,
    }
}

/// What the backward reads: the forward's operands and results, and the gradient of `y` `[T, N D]`, dense.
#[derive(Clone, Copy)]
pub struct Backward<'a> {
    /// `[T, N D]`.
    pub x: Strided<'a>,
    /// N.
    pub groups: usize,
    /// `[D]`.
    pub gain: Option<&'a [f32]>,
    /// `[T, N]`.
    pub inverse: &'a [f32],
    /// `[T, N D]`.
    pub dy: &'a [f32],
}

/// Where the gain's gradient goes.
pub struct GainGradient<'a> {
    /// `[D]`.
    pub into: &'a mut [f32],
    /// Added to what is there, else it is overwritten.
    pub add: bool,
    /// `[blocks of 128 rows, D]`: worked in.
    pub partial: &'a mut [f32],
}

/// Gradients, each if wanted: `dx (+)= ...` (added to what is there where true stands beside it),
/// `dgain (+)= sum over rows of dy * x * inverse`.
pub fn grad(pool: &Pool, inputs: Backward<'_>, dx: Option<(StridedMut<'_>, bool)>, dgain: Option<GainGradient<'_>>) {
    let Backward { x, groups, gain, inverse, dy } = inputs;
    let (rows, isa) = (inverse.len(), pool.isa());
    let cols = dy.len() / rows.max(1);
    let whole = rows / groups.max(1);
    assert!(
        rows.is_multiple_of(groups.max(1))
            && x.covers(whole, groups * cols)
            && dx.is_none_or(|(dx, _)| dx.covers(whole, groups * cols))
            && dy.len() == rows * cols
            && gain.is_none_or(|gain| gain.len() == cols)
            && dgain.as_ref().is_none_or(|dgain| dgain.into.len() == cols),
        "rms_norm: shapes disagree"
    );
    let blocks = rows.div_ceil(BLOCK);
    let mut dgain = dgain.map(|GainGradient { into, add, partial }| (into, add, &mut partial[..blocks * cols]));
    let shared = dgain.as_mut().map(|(_, _, partial)| SharedMut::new(partial));
    pool.run(blocks, |block| {
        let rows = block * BLOCK..rows.min((block + 1) * BLOCK);
        // SAFETY: each block has its own partial.
        let mut partial = shared.as_ref().map(|shared| unsafe { shared.part(block * cols, cols) });
        if let Some(partial) = &mut partial {
            partial.fill(0.0);
        }
        let inputs = &inputs;
        // SAFETY: the pool's ISA exists here; lengths were compared above; each block has its own rows of dx.
        unsafe {
            dispatch!(isa, grad_rows(
                inputs: &Backward<'_>,
                rows: Range<usize>,
                dx: Option<(StridedMut<'_>, bool)>,
                partial: Option<&mut [f32]>
            ));
        }
    });
    let Some((dgain, add, partial)) = dgain else { return };
    if !add {
        dgain.fill(0.0);
    }
    for partial in partial.chunks_exact(cols.max(1)) {
        for (sum, part) in dgain.iter_mut().zip(partial) {
            *sum += part;
        }
    }
}

#[inline(always)]
unsafe fn grad_rows<L: Lanes>(
    inputs: &Backward<'_>,
    rows: Range<usize>,
    dx: Option<(StridedMut<'_>, bool)>,
    mut dgain: Option<&mut [f32]>,
) {
    let Backward { x, groups, gain, inverse, dy } = *inputs;
    let cols = dy.len() / inverse.len();
    for row in rows {
        let (at, column) = (row / groups, row % groups * cols);
        let (x, dy, inverse) = (&x.from(at, column)[..cols], &dy[row * cols..][..cols], inverse[row]);
        // SAFETY: as in `forward_rows`; this row of dx is the caller's alone.
        unsafe {
            let mut dot = L::splat(0.0);
            for (at, n) in vectors(cols) {
                let weighted = times::<L>(load::<L>(dy, at, n), gain, at, n);
                dot = L::mul_add(weighted, load::<L>(x, at, n), dot);
            }
            // dx = inverse * (dy gain) - x * inverse^3 / D * sum(dy gain x)
            let pull = L::splat(-(L::sum(dot) * inverse * inverse * inverse / cols as f32));
            let scale = L::splat(inverse);
            let mut dx = dx.map(|(dx, add)| (dx.values().part(at * dx.stride() + column, cols), add));
            for (at, n) in vectors(cols) {
                let (x, dy) = (load::<L>(x, at, n), load::<L>(dy, at, n));
                if let Some((dx, add)) = &mut dx {
                    let weighted = times::<L>(dy, gain, at, n);
                    let mut d = L::mul_add(pull, x, L::mul(weighted, scale));
                    if *add {
                        d = L::add(load::<L>(dx, at, n), d);
                    }
                    store::<L>(dx, at, n, d);
                }
                if let Some(dgain) = &mut dgain {
                    store::<L>(dgain, at, n, L::mul_add(dy, L::mul(x, scale), load::<L>(dgain, at, n)));
                }
            }
        }
    }
}

/// The specification, in f64 and plain loops.
pub mod reference {
    /// `(y, inverse)` for `x: [T, D]`.
    #[must_use]
    pub fn forward(x: &[f64], gain: &[f64], eps: f64) -> (Vec<f64>, Vec<f64>) {
        let (mut y, mut inverse) = (Vec::new(), Vec::new());
        for row in x.chunks_exact(gain.len()) {
            let mean = row.iter().map(|x| x * x).sum::<f64>() / gain.len() as f64;
            let scale = 1.0 / (mean + eps).sqrt();
            inverse.push(scale);
            y.extend(row.iter().zip(gain).map(|(x, gain)| x * scale * gain));
        }
        (y, inverse)
    }

    /// `(dx, dgain)` for the gradient `dy` of `y`.
    #[must_use]
    pub fn grad(x: &[f64], gain: &[f64], eps: f64, dy: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let cols = gain.len();
        let (_, inverse) = forward(x, gain, eps);
        let (mut dx, mut dgain) = (Vec::new(), vec![0.0; cols]);
        for ((x, dy), s) in x.chunks_exact(cols).zip(dy.chunks_exact(cols)).zip(inverse) {
            let dot: f64 = (0..cols).map(|c| dy[c] * gain[c] * x[c]).sum();
            for c in 0..cols {
                dx.push(s * dy[c] * gain[c] - x[c] * s * s * s * dot / cols as f64);
                dgain[c] += dy[c] * x[c] * s;
            }
        }
        (dx, dgain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};

    const EPS: f32 = 1e-5;

    #[test]
    fn the_reference_gradient_is_the_slope() {
        for (rows, cols) in [(1, 1), (3, 7), (5, 24)] {
            let (x, gain, dy) =
                (widen(&normal(1, rows * cols)), widen(&normal(2, cols)), widen(&normal(3, rows * cols)));
            let (dx, dgain) = reference::grad(&x, &gain, 1e-3, &dy);
            let loss = |x: &[f64], gain: &[f64]| {
                reference::forward(x, gain, 1e-3).0.iter().zip(&dy).map(|(y, d)| y * d).sum::<f64>()
            };
            check_gradient(&x, &dx, |x| loss(x, &gain));
            check_gradient(&gain, &dgain, |gain| loss(&x, gain));
        }
    }

    #[test]
    fn fast_is_the_reference_and_its_bits_do_not_depend_on_isa_or_threads() {
        for (rows, cols) in [(1, 1), (2, 16), (17, 24), (130, 33), (300, 96)] {
            let (x, gain, dy) = (normal(1, rows * cols), normal(2, cols), normal(3, rows * cols));
            let (truth_y, truth_inverse) = reference::forward(&widen(&x), &widen(&gain), f64::from(EPS));
            let (truth_dx, truth_dgain) = reference::grad(&widen(&x), &widen(&gain), f64::from(EPS), &widen(&dy));
            let mut first = None;
            for pool in every_pool() {
                let (mut y, mut inverse) = (vec![f32::NAN; x.len()], vec![f32::NAN; rows]);
                forward(&pool, Strided::new(&x, cols), 1, Some(&gain), EPS, &mut y, &mut inverse);
                let (mut dx, mut dgain) = (vec![f32::NAN; x.len()], vec![f32::NAN; cols]);
                let mut partial = vec![f32::NAN; rows.div_ceil(BLOCK) * cols];
                let to = StridedMut::new(SharedMut::new(&mut dx), cols);
                let inputs =
                    Backward { x: Strided::new(&x, cols), groups: 1, gain: Some(&gain), inverse: &inverse, dy: &dy };
                grad(
                    &pool,
                    inputs,
                    Some((to, false)),
                    Some(GainGradient { into: &mut dgain, add: false, partial: &mut partial }),
                );
                assert_close(&y, &truth_y, 1e-6, 1e-6);
                assert_close(&inverse, &truth_inverse, 1e-6, 0.0);
                assert_close(&dx, &truth_dx, 1e-5, 1e-5);
                assert_close(&dgain, &truth_dgain, 1e-5, 1e-4);
                let (before_dx, before_dgain) = (dx.clone(), dgain.clone());
                let to = StridedMut::new(SharedMut::new(&mut dx), cols);
                let inputs =
                    Backward { x: Strided::new(&x, cols), groups: 1, gain: Some(&gain), inverse: &inverse, dy: &dy };
                grad(
                    &pool,
                    inputs,
                    Some((to, true)),
                    Some(GainGradient { into: &mut dgain, add: true, partial: &mut partial }),
                );
                assert!(dx.iter().zip(&before_dx).all(|(now, before)| *now == 2.0 * before));
                assert_close(&dgain, &widen(&before_dgain).iter().map(|d| 2.0 * d).collect::<Vec<_>>(), 1e-5, 1e-4);
                let all: Vec<u32> = [y, inverse, dx, dgain].concat().iter().map(|v| v.to_bits()).collect();
                assert!(*first.get_or_insert(all.clone()) == all, "{:?} x {}", pool.isa(), pool.threads());
            }
        }
    }

    #[test]
    fn no_gain_is_a_gain_of_ones() {
        let (rows, groups, cols) = (150, 3, 24);
        let (x, dy, ones) = (normal(1, rows * groups * cols), normal(2, rows * groups * cols), vec![1.0; cols]);
        let run = |gain: Option<&[f32]>| {
            let pool = Pool::new(2);
            let (mut y, mut inverse) = (vec![f32::NAN; x.len()], vec![f32::NAN; rows * groups]);
            let x = Strided::new(&x, groups * cols);
            forward(&pool, x, groups, gain, EPS, &mut y, &mut inverse);
            let mut dx = vec![f32::NAN; dy.len()];
            let to = StridedMut::new(SharedMut::new(&mut dx), groups * cols);
            grad(&pool, Backward { x, groups, gain, inverse: &inverse, dy: &dy }, Some((to, false)), None);
            (y, inverse, dx)
        };
        assert_eq!(run(None), run(Some(&ones)));
    }

    #[test]
    fn groups_and_column_ranges_are_as_rows_of_their_own() {
        let (rows, groups, cols, wide, column) = (150, 3, 8, 40, 10);
        let (all, gain, dy) = (normal(1, rows * wide), normal(2, cols), normal(3, rows * groups * cols));
        let dense: Vec<f32> = (0..rows).flat_map(|row| all[row * wide + column..][..groups * cols].to_vec()).collect();
        let pool = Pool::new(2);
        let run = |x: Strided<'_>, groups: usize, dx: StridedMut<'_>| {
            let (mut y, mut inverse) = (vec![f32::NAN; dy.len()], vec![f32::NAN; dy.len() / cols]);
            forward(&pool, x, groups, Some(&gain), EPS, &mut y, &mut inverse);
            let mut dgain = vec![f32::NAN; cols];
            let inputs = Backward { x, groups, gain: Some(&gain), inverse: &inverse, dy: &dy };
            let mut partial = vec![f32::NAN; inverse.len().div_ceil(BLOCK) * cols];
            let into = GainGradient { into: &mut dgain, add: false, partial: &mut partial };
            grad(&pool, inputs, Some((dx, false)), Some(into));
            let mut alone = vec![f32::NAN; cols];
            let into = GainGradient { into: &mut alone, add: false, partial: &mut partial };
            grad(&pool, inputs, None, Some(into));
            assert_eq!(alone, dgain);
            grad(&pool, inputs, Some((dx, false)), None);
            (y, inverse, dgain)
        };
        let (mut dx, mut dall) = (vec![f32::NAN; dense.len()], vec![-7.0; all.len()]);
        let alone = run(Strided::new(&dense, cols), 1, StridedMut::new(SharedMut::new(&mut dx), cols));
        let to = StridedMut::new(SharedMut::new(&mut dall).from(column), wide);
        assert_eq!(run(Strided::new(&all[column..], wide), groups, to), alone);
        for (row, dall) in dall.chunks_exact(wide).enumerate() {
            assert_eq!(dall[column..][..groups * cols], dx[row * groups * cols..][..groups * cols]);
            assert!(dall[..column].iter().chain(&dall[column + groups * cols..]).all(|&d| d == -7.0));
        }
    }
}
