//! The softmax of the head: a chunk's logits become losses and the gradient of the products, in place. f32 in a fixed order
//! of sixteen lanes. So is the cap that makes logits of products, where there is one. Products are elsewhere.

use super::targets::Targets;
use crate::lanes::{Lanes, dispatch};
use crate::layout::PANEL;
use crate::math::{exp, ln, tanh};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Rows taken at once: their logits (1 MB at 32,000) stay in a second-level cache for three passes.
pub(super) const STRIP: usize = 8;

/// Products a thread caps at a time.
const CAPPED: usize = 8 * 1024;

/// Makes logits of products in place, `cap · tanh(x / cap)`, value by value, so the same for any layout.
pub(super) fn softcap(pool: &Pool, values: &mut [f32], cap: f32) {
    let (isa, count) = (pool.isa(), values.len());
    let values = SharedMut::new(values);
    pool.run(count.div_ceil(CAPPED), |chunk| {
        let first = chunk * CAPPED;
        // SAFETY: each chunk has its own values.
        let values = unsafe { values.part(first, CAPPED.min(count - first)) };
        // SAFETY: the pool's instruction set is there.
        unsafe { dispatch!(isa, cap_values(values: &mut [f32], cap: f32)) };
    });
}

#[inline(always)]
unsafe fn cap_values<L: Lanes>(values: &mut [f32], cap: f32) {
    for (at, n) in vectors(values.len()) {
        // SAFETY: `vectors` stays inside the slice; the instruction set is the caller's promise.
        unsafe {
            let cap = L::splat(cap);
            let capped = L::mul(cap, tanh::<L>(L::div(load::<L>(values, at, n), cap)));
            store::<L>(values, at, n, capped);
        }
    }
}

/// Turns the logits of a chunk's `rows` into losses (at those rows of `losses` `[T]`) and, where there is a scale, into the
/// gradient of the products that they were made of, under `softcap`.
pub(super) fn softmax(
    pool: &Pool,
    panels: &mut [f32],
    rows: &[u32],
    v: usize,
    softcap: Option<f32>,
    targets: &Targets<'_>,
    losses: &mut [f32],
) {
    let isa = pool.isa();
    let (panels, losses) = (SharedMut::new(panels), SharedMut::new(losses));
    pool.run(rows.len().div_ceil(STRIP), |strip| {
        let row = strip * STRIP;
        let places = &rows[row..rows.len().min(row + STRIP)];
        let rows = rows.len();
        let strip = &Strip { data: panels.as_mut_ptr().wrapping_add(row * PANEL), step: rows * PANEL, vocabulary: v };
        let mut rows_of = [Row::default(); STRIP];
        for (r, (row_of, &place)) in rows_of.iter_mut().zip(places).enumerate() {
            // Padding columns drop out: exp(-inf) is 0.
            for column in v..v.next_multiple_of(PANEL) {
                // SAFETY: inside the strip's own part of the last panel.
                unsafe { *strip.at(r, column) = f32::NEG_INFINITY };
            }
            let target = targets.ids[place as usize] as usize;
            // SAFETY: the target is a column of the strip's own row.
            let logit = unsafe { *strip.at(r, target) };
            let factor = targets.scale.map(|scale| targets.weights[place as usize] * scale);
            *row_of = Row { target, logit, factor, ..Row::default() };
        }
        let rows_of = &mut rows_of[..places.len()];
        // SAFETY: the pool's instruction set is there; the strip lies inside the panels and is this chunk's alone.
        unsafe { dispatch!(isa, strip_softmax(strip: &Strip, rows_of: &mut [Row], softcap: Option<f32>)) };
        for (&place, row) in places.iter().zip(&*rows_of) {
            // SAFETY: a row is in one strip only.
            unsafe { losses.part(place as usize, 1)[0] = (row.greatest - row.logit) + ln(row.sum) };
        }
    });
}

/// Rows of a chunk in panels.
struct Strip {
    data: *mut f32,
    /// Values from panel to panel.
    step: usize,
    vocabulary: usize,
}

impl Strip {
    fn at(&self, row: usize, column: usize) -> *mut f32 {
        self.data.wrapping_add(column / PANEL * self.step + row * PANEL + column % PANEL)
    }
}

/// What a row's softmax takes and gives.
#[derive(Clone, Copy, Default)]
struct Row {
    target: usize,
    logit: f32,
    /// The loss's share in the objective; None when no gradient is wanted.
    factor: Option<f32>,
    greatest: f32,
    sum: f32,
}

/// Softmax of a strip in three passes over its panels: greatest, exp and sum, gradient.
///
/// # Safety
/// The instruction set of `L` is there; the strip has `rows.len()` ≤ 8 rows and is the caller's alone.
#[inline(always)]
unsafe fn strip_softmax<L: Lanes>(strip: &Strip, rows: &mut [Row], softcap: Option<f32>) {
    // SAFETY: every address is a vector of the strip's rows.
    unsafe {
        let panels = strip.vocabulary.div_ceil(PANEL);
        let mut acc = [L::splat(f32::NEG_INFINITY); STRIP];
        for panel in 0..panels {
            let base = strip.data.add(panel * strip.step);
            for (r, acc) in acc.iter_mut().enumerate().take(rows.len()) {
                let p = base.add(r * PANEL);
                *acc = L::max(L::load(p.add(16)), L::max(L::load(p), *acc));
            }
        }
        let mut greatest = [L::splat(0.0); STRIP];
        for (r, row) in rows.iter_mut().enumerate() {
            row.greatest = L::reduce_max(acc[r]);
            greatest[r] = L::splat(row.greatest);
            acc[r] = L::splat(0.0);
        }
        let wanted = rows.iter().any(|row| row.factor.is_some());
        // The slope of a cap is told by the logit, so logits stay, and their exp is taken again.
        let keep = wanted && softcap.is_none();
        for panel in 0..panels {
            let base = strip.data.add(panel * strip.step);
            for r in 0..rows.len() {
                for half in 0..2 {
                    let p = base.add(r * PANEL + 16 * half);
                    let e = exp::<L>(L::sub(L::load(p), greatest[r]));
                    acc[r] = L::add(acc[r], e);
                    if keep {
                        L::store(p, e);
                    }
                }
            }
        }
        let mut factors = [L::splat(0.0); STRIP];
        for (r, row) in rows.iter_mut().enumerate() {
            row.sum = L::sum(acc[r]);
            factors[r] = L::splat(row.factor.unwrap_or(0.0) / row.sum);
        }
        if !wanted {
            return;
        }
        if let Some(cap) = softcap {
            return strip_capped_gradient::<L>(strip, rows, &greatest, &factors, cap);
        }
        for panel in 0..panels {
            let base = strip.data.add(panel * strip.step);
            for (r, &factor) in factors.iter().enumerate().take(rows.len()) {
                for half in 0..2 {
                    let p = base.add(r * PANEL + 16 * half);
                    L::store(p, L::mul(L::load(p), factor));
                }
            }
        }
        for (r, row) in rows.iter().enumerate() {
            *strip.at(r, row.target) -= row.factor.unwrap_or(0.0);
        }
    }
}

/// The gradient of a strip's products from its capped logits: that of the logits, times the cap's slope 1 - (logit / cap)².
///
/// # Safety
/// As [`strip_softmax`].
#[inline(always)]
unsafe fn strip_capped_gradient<L: Lanes>(
    strip: &Strip,
    rows: &[Row],
    greatest: &[L::V; STRIP],
    factors: &[L::V; STRIP],
    cap: f32,
) {
    // SAFETY: every address is a vector of the strip's rows.
    unsafe {
        let (one, least) = (L::splat(1.0), L::splat(-1.0));
        for panel in 0..strip.vocabulary.div_ceil(PANEL) {
            let base = strip.data.add(panel * strip.step);
            for r in 0..rows.len() {
                for half in 0..2 {
                    let p = base.add(r * PANEL + 16 * half);
                    let logit = L::load(p);
                    let e = exp::<L>(L::sub(logit, greatest[r]));
                    // Padding, -inf, has slope 0 like the cap itself.
                    let t = L::max(least, L::div(logit, L::splat(cap)));
                    let slope = L::sub(one, L::mul(t, t));
                    L::store(p, L::mul(L::mul(e, factors[r]), slope));
                }
            }
        }
        for (r, row) in rows.iter().enumerate() {
            let t = row.logit / cap;
            *strip.at(r, row.target) -= row.factor.unwrap_or(0.0) * (1.0 - t * t);
        }
    }
}
