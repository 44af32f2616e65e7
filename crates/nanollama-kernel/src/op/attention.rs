//! Causal attention with grouped heads: `out = softmax(q kᵀ / sqrt(head_dim)) v` over the keys at positions up to the row's own.
//! Another scale and a window are computed too; a cap on scores has its specification in `reference` and no fast path yet.
//!
//! Queries, keys and values are three matrices, usually column ranges of one `[heads | kv_heads | kv_heads] × head_dim`; queries
//! and keys are already rotated. Keys are taken in tiles of [`PAGE`]
//! positions counted from the start of the sequence, in ascending order, with an online softmax (Milakov and Gimelshein, 2018; Dao et al.,
//! FlashAttention, 2022). The tiles of training are the pages of the cache, so a row's bits are the same in a training batch, a prefill of any
//! length, decoding one by one and any company of other sequences. The future is never multiplied by zero, it is not read.
//!
//! `pages`: the cache; `stored`: its number formats. `tile`: the register kernel and what is packed for it. `forward`, `grad`: the two passes. `reference`: the truth.

mod forward;
mod grad;
mod pages;
pub mod reference;
mod stored;
mod tile;

pub use forward::forward;
pub use grad::grad;
pub use pages::{KvPages, LayerPages};
pub use stored::CacheTypes;

pub use crate::rows::PAGE;

use crate::op::strided::{Strided, StridedMut};
use crate::pool::SharedMut;

/// Heads of one layer, and how their scores are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Query heads.
    pub heads: usize,
    /// Key/value heads; divides `heads`.
    pub kv_heads: usize,
    /// Width of a head.
    pub head_dim: usize,
    /// What scores are multiplied with; `None` is `1 / sqrt(head_dim)`.
    pub scale: Option<f32>,
    /// The most positions that a query sees, its own among them (Jiang et al., Mistral 7B, 2023); `None` is all.
    pub window: Option<usize>,
    /// A scaled score s becomes `softcap · tanh(s / softcap)` (Gemma 2, 2024).
    pub softcap: Option<f32>,
}

impl Shape {
    /// Plain attention: every query sees all that is before it, scores are scaled by `1 / sqrt(head_dim)`.
    #[must_use]
    pub const fn new(heads: usize, kv_heads: usize, head_dim: usize) -> Shape {
        Shape { heads, kv_heads, head_dim, scale: None, window: None, softcap: None }
    }

    /// The first setting that [`mod@reference`] alone computes, by name.
    #[must_use]
    pub fn beyond_fast(&self) -> Option<&'static str> {
        let nothing = self.window.filter(|window| *window == 0).map(|_| "an attention window of no position");
        nothing.or(self.softcap.map(|_| "a cap on attention's scores"))
    }

    /// Query heads that share a key/value head.
    #[must_use]
    pub fn group(&self) -> usize {
        self.heads / self.kv_heads
    }

    /// Columns of a `qkv` row.
    #[must_use]
    pub fn columns(&self) -> usize {
        (self.heads + 2 * self.kv_heads) * self.head_dim
    }

    /// What scores are multiplied with.
    #[must_use]
    pub fn scale(&self) -> f32 {
        self.scale.unwrap_or((1.0 / (self.head_dim as f64).sqrt()) as f32)
    }

    /// `head_dim` rounded up to whole vectors: the row length of packed values.
    #[must_use]
    pub fn width(&self) -> usize {
        self.head_dim.next_multiple_of(crate::lanes::WIDTH)
    }

    fn key_column(&self, kv_head: usize) -> usize {
        (self.heads + kv_head) * self.head_dim
    }

    fn value_column(&self, kv_head: usize) -> usize {
        (self.heads + self.kv_heads + kv_head) * self.head_dim
    }
}

/// What attention reads of a launch's rows.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// `[T, heads * head_dim]`.
    pub query: Strided<'a>,
    /// `[T, kv_heads * head_dim]`.
    pub key: Strided<'a>,
    /// `[T, kv_heads * head_dim]`.
    pub value: Strided<'a>,
}

impl<'a> Inputs<'a> {
    /// The three column ranges of `qkv: [T, columns]`.
    #[must_use]
    pub fn of(shape: Shape, qkv: &'a [f32]) -> Inputs<'a> {
        let part = |column: usize| Strided::new(qkv.get(column..).unwrap_or_default(), shape.columns());
        Inputs { query: part(0), key: part(shape.key_column(0)), value: part(shape.value_column(0)) }
    }

    fn cover(&self, shape: Shape, rows: usize) -> bool {
        let (wide, narrow) = (shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
        self.query.covers(rows, wide) && self.key.covers(rows, narrow) && self.value.covers(rows, narrow)
    }
}

/// Where the gradients of [`Inputs`] go.
#[derive(Clone, Copy)]
pub struct Gradients<'a> {
    /// `[T, heads * head_dim]`.
    pub query: StridedMut<'a>,
    /// `[T, kv_heads * head_dim]`.
    pub key: StridedMut<'a>,
    /// `[T, kv_heads * head_dim]`.
    pub value: StridedMut<'a>,
}

impl<'a> Gradients<'a> {
    /// The three column ranges of `dqkv: [T, columns]`.
    #[must_use]
    pub fn of(shape: Shape, dqkv: &'a mut [f32]) -> Gradients<'a> {
        let all = SharedMut::new(dqkv);
        let part = |column: usize| StridedMut::new(all.from(column.min(all.len())), shape.columns());
        Gradients { query: part(0), key: part(shape.key_column(0)), value: part(shape.value_column(0)) }
    }

    fn cover(&self, shape: Shape, rows: usize) -> bool {
        let (wide, narrow) = (shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
        self.query.covers(rows, wide) && self.key.covers(rows, narrow) && self.value.covers(rows, narrow)
    }
}

/// Which keys of a tile queries see: those from `from` to `keys`. A query's index counts rows and, within a row, the heads of a group.
#[derive(Clone, Copy)]
struct Mask {
    group: usize,
    /// Position of query 0 minus that of the tile's first key, plus 1.
    shift: isize,
    /// The most positions that a query sees.
    window: isize,
}

impl Mask {
    fn new(shape: Shape, first_position: usize, tile: usize) -> Mask {
        // Positions are u32, so that half of all numbers is all of them.
        let window = shape.window.map_or(isize::MAX / 2, |window| window.min(isize::MAX as usize / 2) as isize);
        Mask { group: shape.group(), shift: first_position as isize + 1 - (tile * PAGE) as isize, window }
    }

    /// Where the keys of the tile end that the query sees, 0 to 64.
    #[inline(always)]
    fn keys(&self, query: usize) -> usize {
        ((query / self.group) as isize + self.shift).clamp(0, PAGE as isize) as usize
    }

    /// Where they begin, 0 to 64: not below their end where the window ends before the tile.
    #[inline(always)]
    fn from(&self, query: usize) -> usize {
        ((query / self.group) as isize + self.shift - self.window).clamp(0, PAGE as isize) as usize
    }

    /// The first query that sees any.
    fn first_query(&self) -> usize {
        (1 - self.shift).max(0) as usize * self.group
    }

    /// The first of `queries` that no longer sees any, or how many they are.
    fn end_query(&self, queries: usize) -> usize {
        let rows = (PAGE as isize - self.shift + self.window).max(0) as usize;
        rows.saturating_mul(self.group).min(queries)
    }
}

#[cfg(test)]
mod tests;
