//! head: logits = x [T, D] · Wᵀ [V, D], cross-entropy against targets, and both gradients, never holding all logits.
//!
//! Rows are taken a chunk at a time. A chunk's logits lie in panels `[V / 32][rows][32]`, as the product writes them; the
//! softmax (`head/softmax.rs`) streams over them in place and leaves the gradient, which both backward products read where
//! it lies. So the head costs three products and one pass over a buffer of at most 64 MiB (or 64 rows). Rows of weight 0
//! are left out of the chunks: in fine-tuning, where only answers count, they are most. [`reference()`] is the truth.

mod softmax;
mod targets;

use crate::layout::PANEL;
use crate::op::linear;
use crate::pool::Pool;
use crate::product::{self, Layout, Lhs, Product, Rhs};
use crate::scratch::with_scratch;
use crate::weight::Weight;
use softmax::{STRIP, softcap, softmax};
use targets::Targets;

/// How much of its logits a device has the head hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkLimits {
    /// Most rows of a chunk. Fewer read head and gradient (49 MB each at 32,000 × 384) more often.
    pub rows: usize,
    /// Most logits of a chunk, as f32; the fewest rows are 64, however large the vocabulary.
    pub logits: usize,
}

/// What caches of a CPU want: 64 MiB of logits at most.
impl Default for ChunkLimits {
    fn default() -> ChunkLimits {
        ChunkLimits { rows: 512, logits: 1 << 24 }
    }
}

/// Fewest rows of a chunk.
const FEWEST_ROWS: usize = 64;

impl ChunkLimits {
    /// What a GPU wants: products of thousands of rows fill it. 256 MiB of logits, which are twice as many rows of bf16.
    pub const GPU: ChunkLimits = ChunkLimits { rows: 2048, logits: 1 << 26 };

    /// Rows of a chunk for a vocabulary.
    #[must_use]
    pub fn rows_for(self, vocabulary: usize) -> usize {
        (self.logits / vocabulary.next_multiple_of(PANEL).max(1)).clamp(FEWEST_ROWS, self.rows) / STRIP * STRIP
    }
}

/// What makes logits of hidden states. An op names its weight, a computation has it in hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head<W> {
    /// `[V, D]`.
    pub weight: W,
    /// A product x becomes the logit `softcap · tanh(x / softcap)` (Gemma 2, 2024).
    pub softcap: Option<f32>,
}

impl<W> From<W> for Head<W> {
    /// Logits are the products as they are.
    fn from(weight: W) -> Head<W> {
        Head { weight, softcap: None }
    }
}

impl<W> Head<W> {
    /// The same with the weight in another form.
    pub fn with<V>(self, weight: V) -> Head<V> {
        Head { weight, softcap: self.softcap }
    }
}

/// What the head works in: a chunk's logits and gathered rows. `Op::workspace` says how much of each.
#[derive(Debug)]
pub struct Workspace<'a> {
    /// `[chunk, V in whole panels]`.
    pub logits: &'a mut [f32],
    /// `[chunk, D]`: a chunk's rows of x in one piece, where they do not lie so.
    pub x: &'a mut [f32],
    /// `[chunk, D]`: the same of dx.
    pub dx: &'a mut [f32],
    /// `[T]`: the rows that count.
    pub rows: &'a mut [u32],
    /// A chunk's rows rounded, where the weight wants them so ([`linear::workspace`]).
    pub rounded: &'a mut [f32],
}

/// Bytes that a loss over `rows` rows of `width` and a `vocabulary` works in, where the weight is f32.
#[must_use]
pub fn workspace_bytes(rows: usize, vocabulary: usize, width: usize) -> usize {
    let chunk = rows.min(ChunkLimits::default().rows_for(vocabulary));
    4 * (chunk * (vocabulary.next_multiple_of(PANEL) + 2 * width) + rows)
}

/// A chunk after its softmax.
struct Chunk<'a> {
    /// No chunk came before.
    first: bool,
    /// Which rows of x, ascending.
    rows: &'a [u32],
    /// Their values `[rows, D]`.
    x: &'a [f32],
    /// The gradient of their logits, in panels.
    gradient: &'a [f32],
    /// Room for their dx `[rows, D]`.
    dx: &'a mut [f32],
}

/// The first of rows that lie in one piece; None when others lie between them.
fn in_one_piece(rows: &[u32]) -> Option<usize> {
    let (first, last) = (*rows.first()?, *rows.last()?);
    ((last - first) as usize + 1 == rows.len()).then_some(first as usize)
}

/// `logits` `[R, V]` of `x` `[R, D]`, row-major; `adapt` is handed the products, to add to them before they become logits.
/// `rounded` is what [`linear::forward`] works in.
pub fn logits(
    pool: &Pool,
    x: &[f32],
    head: Head<&Weight>,
    rounded: &mut [f32],
    logits: &mut [f32],
    adapt: impl FnOnce(&mut [f32]),
) {
    linear::forward(pool, x, head.weight, None, rounded, logits);
    adapt(logits);
    if let Some(cap) = head.softcap {
        softcap(pool, logits, cap);
    }
}

/// `losses` `[T]`: each row's cross-entropy in nats, not weighted, 0 where the weight is.
///
/// # Panics
/// When the slices do not have these shapes or a target is no row of the weight.
pub fn losses(
    pool: &Pool,
    workspace: Workspace<'_>,
    x: &[f32],
    head: Head<&Weight>,
    targets: &[u32],
    weights: &[f32],
    losses: &mut [f32],
) {
    let targets = Targets { ids: targets, weights, scale: None };
    check(x, head.weight, &targets, losses);
    for_chunks(pool, workspace, x, head, &targets, losses, |_| {});
}

/// `losses` `[T]` in nats, not weighted, 0 where the weight is; unless None, `dx` `[T, D]` and `dw` `[V, D]` of
/// Σ weight · scale · loss. `dx` is overwritten; `dw` is added to where true stands beside it. Rows of weight 0 may have any
/// target.
///
/// # Panics
/// When the slices do not have these shapes or the target of a row that counts is no row of the weight.
#[allow(clippy::too_many_arguments)]
pub fn loss_and_gradient(
    pool: &Pool,
    workspace: Workspace<'_>,
    x: &[f32],
    head: Head<&Weight>,
    targets: &[u32],
    weights: &[f32],
    scale: f32,
    losses: &mut [f32],
    mut dx: Option<&mut [f32]>,
    mut dw: Option<(&mut [f32], bool)>,
) {
    let w = head.weight;
    let (v, d) = (w.rows(), w.cols());
    let targets = Targets { ids: targets, weights, scale: Some(scale) };
    check(x, head.weight, &targets, losses);
    assert!(dx.as_ref().is_none_or(|dx| dx.len() == x.len()), "dx has x's shape");
    assert!(dw.as_ref().is_none_or(|(dw, _)| dw.len() == v * d), "dw is [{v}, {d}]");
    let mut any = false;
    if let Some(dx) = &mut dx {
        let masked = |row: &usize| weights[*row] == 0.0;
        (0..weights.len()).filter(masked).for_each(|row| dx[row * d..][..d].fill(0.0));
    }
    for_chunks(pool, workspace, x, head, &targets, losses, |chunk| {
        any = true;
        let rows = chunk.rows.len();
        if let Some(dx) = dx.as_deref_mut() {
            let rhs = w.backward().expect("the head was loaded for products");
            let product = Product::new([rows, d, v], Lhs::PanelRows(chunk.gradient, rows), rhs);
            match in_one_piece(chunk.rows) {
                Some(first) => product::run(pool, &product, &mut dx[first * d..][..rows * d]),
                None => {
                    product::run(pool, &product, chunk.dx);
                    for (&row, gathered) in chunk.rows.iter().zip(chunk.dx.chunks_exact(d)) {
                        dx[row as usize * d..][..d].copy_from_slice(gathered);
                    }
                }
            }
        }
        if let Some((dw, add)) = &mut dw {
            let product = Product::new([v, d, rows], Lhs::PanelColumns(chunk.gradient), Rhs::rows(chunk.x, d));
            product::run(pool, &Product { resume: *add || !chunk.first, ..product }, dw);
        }
    });
    if let Some((dw, _)) = dw.filter(|(_, add)| !any && !add) {
        dw.fill(0.0);
    }
}

/// ln p of token `ids[r]` under row `r` of `logits` `[R, V]`, row-major: the bits of [`losses`], negated.
///
/// # Panics
/// When the slices do not have these shapes or an id is no column.
pub fn log_probabilities(pool: &Pool, logits: &[f32], v: usize, ids: &[u32], out: &mut [f32]) {
    assert_eq!((logits.len(), out.len()), (ids.len() * v, ids.len()), "logits are [{}, {v}]", ids.len());
    assert!(ids.iter().all(|&id| (id as usize) < v), "ids lie below {v}");
    pool.for_each_mut(out, |row, out| {
        with_scratch(v.next_multiple_of(PANEL), |panels| {
            // The panels of a single row are the row itself, padded.
            panels[..v].copy_from_slice(&logits[row * v..][..v]);
            let targets = Targets { ids: &ids[row..=row], weights: &[1.0], scale: None };
            // No gradient is asked for, and these are logits already: a cap has been at them.
            softmax(pool, panels, &[0], v, None, &targets, std::slice::from_mut(out));
        });
        *out = -*out;
    });
}

fn check(x: &[f32], w: &Weight, targets: &Targets<'_>, losses: &[f32]) {
    let (t, v, d) = (losses.len(), w.rows(), w.cols());
    assert_eq!((x.len(), targets.ids.len()), (t * d, t), "x is [{t}, {d}] and there is a target a row");
    assert_eq!(targets.weights.len(), t, "there is a weight a row");
    for (row, &id) in targets.ids.iter().enumerate() {
        assert!(!targets.counts(row) || (id as usize) < v, "row {row} asks for token {id} of a vocabulary of {v}");
    }
}

/// Forward and softmax of each chunk of rows that count, then `then`. Other rows' losses are 0.
fn for_chunks(
    pool: &Pool,
    workspace: Workspace<'_>,
    x: &[f32],
    head: Head<&Weight>,
    targets: &Targets<'_>,
    losses: &mut [f32],
    mut then: impl FnMut(Chunk<'_>),
) {
    let w = head.weight;
    let (v, d) = (w.rows(), w.cols());
    let Workspace { logits, x: gathered, dx, rows: places, rounded } = workspace;
    let mut counted = 0;
    for row in (0..losses.len()).filter(|&row| targets.counts(row)) {
        places[counted] = row as u32;
        counted += 1;
    }
    losses.fill(0.0);
    for (number, rows) in places[..counted].chunks(ChunkLimits::default().rows_for(v)).enumerate() {
        let count = rows.len();
        let x = match in_one_piece(rows) {
            Some(first) => &x[first * d..][..count * d],
            None => {
                for (&row, place) in rows.iter().zip(gathered.chunks_exact_mut(d)) {
                    place.copy_from_slice(&x[row as usize * d..][..d]);
                }
                &gathered[..count * d]
            }
        };
        let panels = &mut logits[..count * v.next_multiple_of(PANEL)];
        let rhs = w.forward().expect("the head was loaded for products");
        let product = Product::new([count, v, d], Lhs::Rows(x, d), rhs);
        let layout = Layout { row: PANEL, panel: count * PANEL };
        product::run_rounding(pool, &Product { layout, ..product }, rounded, panels);
        if let Some(cap) = head.softcap {
            softcap(pool, panels, cap);
        }
        softmax(pool, panels, rows, v, head.softcap, targets, losses);
        then(Chunk { first: number == 0, rows, x, gradient: panels, dx: &mut dx[..count * d] });
    }
}

/// The truth in f64: (losses `[T]`, dx `[T, D]`, dw `[V, D]`) as [`loss_and_gradient`] defines them.
#[must_use]
pub fn reference(
    x: &[f64],
    w: &[f64],
    d: usize,
    targets: &[u32],
    weights: &[f64],
    scale: f64,
    softcap: Option<f64>,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let v = w.len() / d;
    let (mut losses, mut dx, mut dw) = (vec![0.0; targets.len()], vec![0.0; x.len()], vec![0.0; w.len()]);
    for (t, x) in x.chunks_exact(d).enumerate() {
        if weights[t] == 0.0 {
            continue;
        }
        let product = |w: &[f64]| -> f64 { x.iter().zip(w).map(|(x, w)| x * w).sum() };
        let logit = |product: f64| softcap.map_or(product, |cap| cap * (product / cap).tanh());
        let logits: Vec<f64> = w.chunks_exact(d).map(|w| logit(product(w))).collect();
        let greatest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logits.iter().map(|logit| (logit - greatest).exp()).sum();
        losses[t] = greatest + sum.ln() - logits[targets[t] as usize];
        for i in 0..v {
            let hit = f64::from(u8::from(i == targets[t] as usize));
            let slope = softcap.map_or(1.0, |cap| 1.0 - (logits[i] / cap).powi(2));
            let gradient = slope * weights[t] * scale * ((logits[i] - greatest).exp() / sum - hit);
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
