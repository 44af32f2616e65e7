//! linear: y [T, N] = x [T, K] · Wᵀ (+ residual), and its gradients.
//!
//! Legend: T tokens, K input features, N output features, W [N, K]. Each element is one fused chain over ascending
//! k (y), n (dx) or t (dw), so y of a row does not depend on the rows beside it. For weights in blocks x is rounded to bytes
//! and the chain of y runs block by block (`product/quantised.rs`), while dx sees the decoded values. A weight of several
//! parts gives each output the bits that its part alone would give. The truth is
//! [`crate::product::reference`].

use crate::pool::Pool;
use crate::product::{self, Lhs, Product, Rhs};
use crate::weight::Weight;

/// Which weights are multiplied is known before a step runs.
const FOR_PRODUCTS: &str = "a weight that is multiplied was loaded for products";

/// f32 that [`forward`] on `rows` rows works in: none where x is multiplied as it is.
#[must_use]
pub fn workspace(w: &Weight, rows: usize) -> usize {
    rows * w.shape().rounded_words
}

/// y [T, N] = x [T, K] · Wᵀ; `residual` [T, N] is added after the chain. `rounded` has [`workspace`] f32.
///
/// # Panics
/// When the slices do not have these shapes, or the weight was made for lookups only.
pub fn forward(pool: &Pool, x: &[f32], w: &Weight, residual: Option<&[f32]>, rounded: &mut [f32], y: &mut [f32]) {
    let (n, k) = (w.rows(), w.cols());
    let t = tokens(x, k);
    assert_eq!(y.len(), t * n, "y is [{t}, {n}]");
    if let Some(values) = residual {
        assert_eq!(values.len(), t * n, "the residual is [{t}, {n}]");
    }
    let rhs = w.forward().expect(FOR_PRODUCTS);
    let product = Product { residual, ..Product::new([t, n, k], Lhs::Rows(x, k), rhs) };
    product::run_rounding(pool, &product, rounded, y);
}

/// dx [T, K] = dy [T, N] · W; with `accumulate` the chains begin from what dx holds.
///
/// # Panics
/// When the slices do not have these shapes.
pub fn grad_x(pool: &Pool, dy: &[f32], w: &Weight, dx: &mut [f32], accumulate: bool) {
    let (n, k) = (w.rows(), w.cols());
    let t = tokens(dy, n);
    assert_eq!(dx.len(), t * k, "dx is [{t}, {k}]");
    let product = Product::new([t, k, n], Lhs::Rows(dy, n), w.backward().expect(FOR_PRODUCTS));
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
    let product = Product::new([n, k, t], Lhs::Columns(dy, n), Rhs::rows(x, k));
    product::run(pool, &Product { resume: accumulate, ..product }, dw);
}

/// How many rows of `width` a slice holds.
fn tokens(values: &[f32], width: usize) -> usize {
    assert!(width > 0 && values.len().is_multiple_of(width), "{} values in rows of {width}", values.len());
    values.len() / width
}

#[cfg(test)]
mod tests;
