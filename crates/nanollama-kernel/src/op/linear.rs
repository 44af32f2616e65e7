//! linear: y [T, N] = x [T, K] · Wᵀ (+ residual), and its gradients.
//!
//! Legend: T tokens, K input features, N output features, W [N, K]. Each element is one fused chain over ascending
//! k (y), n (dx) or t (dw), so y of a row does not depend on the rows beside it. For Q8_0 x is rounded to bytes and the
//! chain of y runs block by block (`product/quantised.rs`), while dx sees the decoded values. The truth is
//! [`crate::product::reference`].

use crate::pool::Pool;
use crate::product::{self, Left, Product, Residual, Right};
use crate::weight::Weight;

/// y [T, N] = x [T, K] · Wᵀ; `residual` [T, N] is added after the chain.
///
/// # Panics
/// When the slices do not have these shapes, or the weight was made for lookups only.
pub fn forward(pool: &Pool, x: &[f32], w: &Weight, residual: Option<&[f32]>, y: &mut [f32]) {
    let (n, k) = (w.rows(), w.cols());
    let t = tokens(x, k);
    assert_eq!(y.len(), t * n, "y is [{t}, {n}]");
    if let Some(values) = residual {
        assert_eq!(values.len(), t * n, "the residual is [{t}, {n}]");
    }
    let residual = residual.map_or(Residual::None, Residual::Values);
    product::run(pool, &Product { residual, ..Product::new([t, n, k], Left::Rows(x, k), w.forward()) }, y);
}

/// dx [T, K] = dy [T, N] · W; with `accumulate` the chains begin from what dx holds.
///
/// # Panics
/// When the slices do not have these shapes.
pub fn grad_x(pool: &Pool, dy: &[f32], w: &Weight, dx: &mut [f32], accumulate: bool) {
    let (n, k) = (w.rows(), w.cols());
    let t = tokens(dy, n);
    assert_eq!(dx.len(), t * k, "dx is [{t}, {k}]");
    let product = Product::new([t, k, n], Left::Rows(dy, n), w.backward());
    product::run(pool, &Product { resume: accumulate, ..product }, dx);
}

/// dw [N, K] = dyᵀ [N, T] · x [T, K]; with `accumulate` the chains begin from what dw holds. `n` is N.
///
/// # Panics
/// When the slices do not have these shapes.
pub fn grad_w(pool: &Pool, x: &[f32], dy: &[f32], n: usize, dw: &mut [f32], accumulate: bool) {
    let t = tokens(dy, n);
    let k = dw.len() / n;
    assert_eq!((x.len(), dw.len()), (t * k, n * k), "x is [{t}, {k}] and dw [{n}, {k}]");
    let product = Product::new([n, k, t], Left::Columns(dy, n), Right::Rows(x, k));
    product::run(pool, &Product { resume: accumulate, ..product }, dw);
}

/// How many rows of `width` a slice holds.
fn tokens(values: &[f32], width: usize) -> usize {
    assert!(width > 0 && values.len().is_multiple_of(width), "{} values in rows of {width}", values.len());
    values.len() / width
}

#[cfg(test)]
mod tests;
