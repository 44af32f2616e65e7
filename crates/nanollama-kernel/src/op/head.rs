//! head: logits = x [T, D] · Wᵀ [V, D], cross-entropy against targets, and both gradients, never holding all logits.
//!
//! Rows are taken a chunk at a time. A chunk's logits lie in panels [V / 32][rows][32], as the product writes them; the
//! softmax streams over them in place and leaves the gradient, which both backward products read where it lies. So the
//! head costs three products and one pass over a buffer of at most 64 MiB (or 64 rows). Softmax and loss are f32 in a
//! fixed order of sixteen lanes. [`reference`] is the truth.

use crate::lanes::{Lanes, dispatch};
use crate::math::{exp, ln};
use crate::memory::AlignedVec;
use crate::pool::{Pool, SharedMut};
use crate::product::{self, Layout, Left, PANEL, Product, Right};
use crate::weight::Weight;

/// Most rows of a chunk: fewer would read head and gradient (49 MB each at 32,000 × 384) more often.
const ROWS: usize = 512;
/// Fewest rows of a chunk, however large the vocabulary.
const FEWEST_ROWS: usize = 64;
/// Logits of a chunk, at most (64 MiB).
const LOGITS: usize = 1 << 24;
/// Rows the softmax takes at once: their logits (1 MB at 32,000) stay in a second-level cache for its three passes.
const STRIP: usize = 8;

/// One chunk's logits, kept from call to call.
#[derive(Debug, Default)]
pub struct Scratch {
    logits: AlignedVec,
}

impl Scratch {
    /// Scratch that grows at its first use.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }

    fn of(&mut self, rows: usize, vocabulary: usize) -> &mut [f32] {
        let needed = scratch_bytes(rows, vocabulary) / 4;
        if self.logits.len() < needed {
            self.logits = AlignedVec::zeroed(needed);
        }
        &mut self.logits
    }
}

/// Bytes of scratch that a loss over `rows` rows of a `vocabulary` needs.
#[must_use]
pub fn scratch_bytes(rows: usize, vocabulary: usize) -> usize {
    4 * rows.min(chunk_rows(vocabulary)) * vocabulary.next_multiple_of(PANEL)
}

/// Rows of a chunk for a vocabulary.
fn chunk_rows(vocabulary: usize) -> usize {
    (LOGITS / vocabulary.next_multiple_of(PANEL).max(1)).clamp(FEWEST_ROWS, ROWS) / STRIP * STRIP
}

/// What is to be predicted, and how much of it counts.
struct Targets<'a> {
    ids: &'a [u32],
    /// None when only losses are wanted: every row counts.
    weights: Option<&'a [f32]>,
    scale: f32,
}

/// `losses` [T]: each row's cross-entropy in nats.
///
/// # Panics
/// When the slices do not have these shapes or a target is no row of `w`.
pub fn losses(pool: &Pool, scratch: &mut Scratch, x: &[f32], w: &Weight, targets: &[u32], losses: &mut [f32]) {
    let targets = Targets { ids: targets, weights: None, scale: 0.0 };
    check(x, w, &targets, losses);
    for_chunks(pool, scratch, x, w, &targets, losses, |_, _, _| {});
}

/// `losses` [T] in nats, not weighted, 0 where the weight is; `dx` [T, D] and, unless None, `dw` [V, D] of
/// Σ weight · scale · loss. `dw` is added to where `accumulate_dw`; `dx` is overwritten. Rows of weight 0 may have any target.
///
/// # Panics
/// When the slices do not have these shapes or the target of a row that counts is no row of `w`.
#[allow(clippy::too_many_arguments)]
pub fn loss_and_gradient(
    pool: &Pool,
    scratch: &mut Scratch,
    x: &[f32],
    w: &Weight,
    targets: &[u32],
    weights: &[f32],
    scale: f32,
    losses: &mut [f32],
    dx: &mut [f32],
    mut dw: Option<&mut [f32]>,
    accumulate_dw: bool,
) {
    let (v, d) = (w.rows(), w.cols());
    let targets = Targets { ids: targets, weights: Some(weights), scale };
    check(x, w, &targets, losses);
    assert_eq!(dx.len(), x.len(), "dx has x's shape");
    if let Some(dw) = dw.as_deref_mut() {
        assert_eq!(dw.len(), v * d, "dw is [{v}, {d}]");
        if losses.is_empty() && !accumulate_dw {
            dw.fill(0.0);
        }
    }
    for_chunks(pool, scratch, x, w, &targets, losses, |first, rows, gradient| {
        let product = Product::new([rows, d, v], Left::PanelRows(gradient, rows), w.backward());
        product::run(pool, &product, &mut dx[first * d..][..rows * d]);
        if let Some(dw) = dw.as_deref_mut() {
            let right = Right::Rows(&x[first * d..][..rows * d], d);
            let product = Product::new([v, d, rows], Left::PanelColumns(gradient), right);
            product::run(pool, &Product { resume: accumulate_dw || first > 0, ..product }, dw);
        }
    });
}

/// `out` [R, V] = x [R, D] · Wᵀ: the linear forward under the name that inference looks for.
///
/// # Panics
/// When the slices do not have these shapes.
pub fn logits(pool: &Pool, x: &[f32], w: &Weight, out: &mut [f32]) {
    super::linear::forward(pool, x, w, None, out);
}

fn check(x: &[f32], w: &Weight, targets: &Targets<'_>, losses: &[f32]) {
    let (t, v, d) = (losses.len(), w.rows(), w.cols());
    assert_eq!((x.len(), targets.ids.len()), (t * d, t), "x is [{t}, {d}] and there is a target a row");
    assert!(targets.weights.is_none_or(|weights| weights.len() == t), "there is a weight a row");
    for (row, &id) in targets.ids.iter().enumerate() {
        let counts = targets.weights.is_none_or(|weights| weights[row] != 0.0);
        assert!(!counts || (id as usize) < v, "row {row} asks for token {id} of a vocabulary of {v}");
    }
}

/// Forward and softmax of each chunk, then `then(first row, rows, gradient in panels)`.
fn for_chunks(
    pool: &Pool,
    scratch: &mut Scratch,
    x: &[f32],
    w: &Weight,
    targets: &Targets<'_>,
    losses: &mut [f32],
    mut then: impl FnMut(usize, usize, &[f32]),
) {
    let (v, d) = (w.rows(), w.cols());
    let most = chunk_rows(v);
    for (chunk, losses) in losses.chunks_mut(most).enumerate() {
        let (first, rows) = (chunk * most, losses.len());
        let panels = &mut scratch.of(rows, v)[..rows * v.next_multiple_of(PANEL)];
        let product = Product::new([rows, v, d], Left::Rows(&x[first * d..][..rows * d], d), w.forward());
        let layout = Layout { row: PANEL, panel: rows * PANEL };
        product::run(pool, &Product { layout, ..product }, panels);
        softmax(pool, panels, [first, rows, v], targets, losses);
        then(first, rows, panels);
    }
}

/// Turns a chunk's logits into losses and, where there are weights, into the gradient of the logits.
fn softmax(pool: &Pool, panels: &mut [f32], [first, rows, v]: [usize; 3], targets: &Targets<'_>, losses: &mut [f32]) {
    let isa = pool.isa();
    let (panels, losses) = (SharedMut::new(panels), SharedMut::new(losses));
    pool.run(rows.div_ceil(STRIP), |strip| {
        let row = strip * STRIP;
        let count = STRIP.min(rows - row);
        // SAFETY: a strip has its own losses.
        let losses = unsafe { losses.part(row, count) };
        let strip = &Strip { data: panels.as_mut_ptr().wrapping_add(row * PANEL), step: rows * PANEL, vocabulary: v };
        let mut rows_of = [Row::default(); STRIP];
        for (r, row_of) in rows_of.iter_mut().enumerate().take(count) {
            // Padding columns drop out: exp(-inf) is 0.
            for column in v..v.next_multiple_of(PANEL) {
                // SAFETY: inside the strip's own part of the last panel.
                unsafe { *strip.at(r, column) = f32::NEG_INFINITY };
            }
            let at = first + row + r;
            let weight = targets.weights.map(|weights| weights[at]);
            let target = if weight == Some(0.0) { 0 } else { targets.ids[at] as usize };
            // SAFETY: the target is a column of the strip's own row.
            let logit = unsafe { *strip.at(r, target) };
            let (factor, masked) = (weight.map(|weight| weight * targets.scale), weight == Some(0.0));
            *row_of = Row { target, logit, factor, masked, ..Row::default() };
        }
        let rows_of = &mut rows_of[..count];
        // SAFETY: the pool's instruction set is there; the strip lies inside the panels and is this chunk's alone.
        unsafe { dispatch!(isa, strip_softmax(strip: &Strip, rows_of: &mut [Row])) };
        for (loss, row) in losses.iter_mut().zip(&*rows_of) {
            *loss = if row.masked { 0.0 } else { (row.greatest - row.logit) + ln(row.sum) };
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
    masked: bool,
    greatest: f32,
    sum: f32,
}

/// Softmax of a strip in three passes over its panels: greatest, exp and sum, gradient.
///
/// # Safety
/// The instruction set of `L` is there; the strip has `rows.len()` ≤ 8 rows and is the caller's alone.
#[inline(always)]
unsafe fn strip_softmax<L: Lanes>(strip: &Strip, rows: &mut [Row]) {
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
        let keep = rows.iter().any(|row| row.factor.is_some());
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
        if !keep {
            return;
        }
        for panel in 0..panels {
            let base = strip.data.add(panel * strip.step);
            for (r, row) in rows.iter().enumerate() {
                for half in 0..2 {
                    let p = base.add(r * PANEL + 16 * half);
                    // A masked row is zero even where its logits are not finite.
                    let gradient = if row.masked { L::splat(0.0) } else { L::mul(L::load(p), factors[r]) };
                    L::store(p, gradient);
                }
            }
        }
        for (r, row) in rows.iter().enumerate() {
            if !row.masked {
                *strip.at(r, row.target) -= row.factor.unwrap_or(0.0);
            }
        }
    }
}

/// The truth in f64: (losses [T], dx [T, D], dw [V, D]) as [`loss_and_gradient`] defines them.
#[must_use]
pub fn reference(
    x: &[f64],
    w: &[f64],
    d: usize,
    targets: &[u32],
    weights: &[f64],
    scale: f64,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let v = w.len() / d;
    let (mut losses, mut dx, mut dw) = (vec![0.0; targets.len()], vec![0.0; x.len()], vec![0.0; w.len()]);
    for (t, x) in x.chunks_exact(d).enumerate() {
        if weights[t] == 0.0 {
            continue;
        }
        let logits: Vec<f64> = w.chunks_exact(d).map(|w| x.iter().zip(w).map(|(x, w)| x * w).sum()).collect();
        let greatest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logits.iter().map(|logit| (logit - greatest).exp()).sum();
        losses[t] = greatest + sum.ln() - logits[targets[t] as usize];
        for i in 0..v {
            let hit = f64::from(u8::from(i == targets[t] as usize));
            let gradient = weights[t] * scale * ((logits[i] - greatest).exp() / sum - hit);
            for j in 0..d {
                dx[t * d + j] += gradient * w[i * d + j];
                dw[i * d + j] += gradient * x[j];
            }
        }
    }
    (losses, dx, dw)
}

#[cfg(test)]
mod tests;
