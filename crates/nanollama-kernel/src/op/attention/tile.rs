//! The one product under attention, `C (+)= A · B` on small tiles, and the packing of keys and values for it.
//!
//! Sixteen columns of B are a vector: keys for scores, features for everything else. A is read one value at a time with any strides, so the
//! transposed products of the backward need no transposed copy. Each element of C is one fused chain over the ascending depth.

use super::{PAGE, Shape};
use crate::lanes::{Isa, Lanes, Scalar, WIDTH, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::SharedMut;

/// Most rows of C held in registers.
pub(super) const ROWS: usize = 6;

/// How many vectors of a row of C fit the registers beside [`ROWS`] rows.
pub(super) trait Registers: Lanes {
    const VECTORS: usize;
}

impl Registers for Scalar {
    const VECTORS: usize = 1;
}
#[cfg(target_arch = "x86_64")]
impl Registers for crate::lanes::Avx2 {
    const VECTORS: usize = 1;
}
#[cfg(target_arch = "x86_64")]
impl Registers for crate::lanes::Avx512 {
    const VECTORS: usize = 4;
}
#[cfg(target_arch = "aarch64")]
impl Registers for crate::lanes::Neon {
    const VECTORS: usize = 1;
}

/// Where A's element (row, step of the depth) lies.
#[derive(Clone, Copy)]
pub(super) struct Left {
    pub(super) data: *const f32,
    pub(super) row: usize,
    pub(super) step: usize,
}

/// A matrix by its first element and row length.
#[derive(Clone, Copy)]
pub(super) struct Right {
    pub(super) data: *const f32,
    pub(super) row: usize,
}

/// The result: begins from zero, or from what is there.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) data: *mut f32,
    pub(super) row: usize,
    pub(super) accumulate: bool,
}

/// `C[rows, 16 vectors] (+)= A[rows, depth] · B[depth, 16 vectors]`.
///
/// # Safety
/// The machine has `isa`; every element named is readable (C: writable, and apart from A and B).
pub(super) unsafe fn product(isa: Isa, rows: usize, vectors: usize, depth: usize, a: Left, b: Right, c: Target) {
    // SAFETY: the caller's promise.
    unsafe { dispatch!(isa, blocks(rows: usize, vectors: usize, depth: usize, a: Left, b: Right, c: Target)) }
}

#[inline(always)]
unsafe fn blocks<L: Registers>(rows: usize, vectors: usize, depth: usize, a: Left, b: Right, c: Target) {
    let mut vector = 0;
    while vector < vectors {
        let left = vectors - vector;
        let b = Right { data: b.data.wrapping_add(vector * WIDTH), ..b };
        let c = Target { data: c.data.wrapping_add(vector * WIDTH), ..c };
        // SAFETY: the caller's promise, for a part of the columns.
        vector += unsafe {
            match L::VECTORS.min(left) {
                4 => column::<L, 4>(rows, depth, a, b, c),
                2 | 3 => column::<L, 2>(rows, depth, a, b, c),
                _ => column::<L, 1>(rows, depth, a, b, c),
            }
        };
    }
}

/// All rows of N vectors; gives N back.
#[inline(always)]
unsafe fn column<L: Registers, const N: usize>(rows: usize, depth: usize, a: Left, b: Right, c: Target) -> usize {
    let mut row = 0;
    while row < rows {
        let a = Left { data: a.data.wrapping_add(row * a.row), ..a };
        let c = Target { data: c.data.wrapping_add(row * c.row), ..c };
        // SAFETY: the caller's promise, for a part of the rows.
        row += unsafe {
            match rows - row {
                1 => tile::<L, 1, N>(depth, a, b, c),
                2 => tile::<L, 2, N>(depth, a, b, c),
                3 => tile::<L, 3, N>(depth, a, b, c),
                4 => tile::<L, 4, N>(depth, a, b, c),
                5 => tile::<L, 5, N>(depth, a, b, c),
                _ => tile::<L, ROWS, N>(depth, a, b, c),
            }
        };
    }
    N
}

/// R rows of N vectors in registers; gives R back.
#[inline(always)]
#[allow(clippy::needless_range_loop)] // Counted loops over both arrays unroll into registers; iterators obscure the tile.
unsafe fn tile<L: Registers, const R: usize, const N: usize>(depth: usize, a: Left, b: Right, c: Target) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [[L::splat(0.0); N]; R];
        if c.accumulate {
            for r in 0..R {
                for n in 0..N {
                    sums[r][n] = L::load(c.data.add(r * c.row + n * WIDTH));
                }
            }
        }
        let (mut left, mut right) = (a.data, b.data);
        for _ in 0..depth {
            let mut b_row = [L::splat(0.0); N];
            for n in 0..N {
                b_row[n] = L::load(right.add(n * WIDTH));
            }
            for r in 0..R {
                let x = L::splat(*left.add(r * a.row));
                for n in 0..N {
                    sums[r][n] = L::mul_add(x, b_row[n], sums[r][n]);
                }
            }
            left = left.wrapping_add(a.step);
            right = right.wrapping_add(b.row);
        }
        for r in 0..R {
            for n in 0..N {
                L::store(c.data.add(r * c.row + n * WIDTH), sums[r][n]);
            }
        }
    }
    R
}

/// Lays a tile's rows out as columns: `from: rows × head_dim` (`stride` apart) to `to: [head_dim][64]`.
pub(super) fn pack_columns(shape: Shape, from: &[f32], stride: usize, rows: usize, to: &mut [f32]) {
    // Sixteen rows at a time: their columns are one cache line of `to`, written whole before it is left.
    for first in (0..rows).step_by(WIDTH) {
        let count = WIDTH.min(rows - first);
        let mut lines: [&[f32]; WIDTH] = [&[]; WIDTH];
        for (index, line) in lines[..count].iter_mut().enumerate() {
            *line = &from[(first + index) * stride..][..shape.head_dim];
        }
        for (feature, to) in to.chunks_exact_mut(PAGE).take(shape.head_dim).enumerate() {
            for (to, line) in to[first..first + count].iter_mut().zip(&lines[..count]) {
                *to = line[feature];
            }
        }
    }
}

/// Head-wide pieces of a row-major matrix: piece i is head `i % group` of row `i / group`, rows `row` apart.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    pub(super) row: usize,
    pub(super) group: usize,
    /// Number of the first piece wanted.
    pub(super) first: usize,
    pub(super) count: usize,
}

impl Pieces {
    /// Consecutive rows of one head.
    pub(super) fn rows(row: usize, count: usize) -> Pieces {
        Pieces { row, group: 1, first: 0, count }
    }

    /// Where piece `index` of those wanted begins.
    #[inline(always)]
    fn at(&self, shape: Shape, index: usize) -> usize {
        let piece = self.first + index;
        piece / self.group * self.row + piece % self.group * shape.head_dim
    }
}

/// Lays pieces of `from` out at [`Shape::width`], times `scale`, zeros behind them: `to: [count][width]`.
pub(super) fn pack_rows(isa: Isa, shape: Shape, from: &[f32], pieces: Pieces, scale: f32, to: &mut [f32]) {
    // SAFETY: the pool's ISA exists here; `pack` cuts slices.
    unsafe { dispatch!(isa, pack(shape: Shape, from: &[f32], pieces: Pieces, scale: f32, to: &mut [f32])) }
}

#[inline(always)]
unsafe fn pack<L: Lanes>(shape: Shape, from: &[f32], pieces: Pieces, scale: f32, to: &mut [f32]) {
    for (index, to) in to.chunks_exact_mut(shape.width()).take(pieces.count).enumerate() {
        let from = &from[pieces.at(shape, index)..][..shape.head_dim];
        for (at, n) in vectors(shape.head_dim) {
            // SAFETY: `vectors` stays inside; `width` is `head_dim` in whole vectors, and lanes beyond `n` are zero.
            unsafe { L::store(to.as_mut_ptr().add(at), L::mul(load::<L>(from, at, n), L::splat(scale))) }
        }
    }
}

/// The way back: pieces of `to` become (`accumulate`: gain) the rows of `from: [count][width]` times `scale`.
///
/// # Safety
/// No one else touches these pieces of `to`.
#[allow(clippy::too_many_arguments)]
pub(super) unsafe fn unpack_rows(
    isa: Isa,
    shape: Shape,
    from: &[f32],
    pieces: Pieces,
    scale: f32,
    to: SharedMut<'_, f32>,
    offset: usize,
    accumulate: bool,
) {
    // SAFETY: the pool's ISA exists here; the rest is the caller's promise.
    unsafe {
        dispatch!(isa, unpack(shape: Shape, from: &[f32], pieces: Pieces, scale: f32, to: SharedMut<'_, f32>, offset: usize, accumulate: bool))
    }
}

#[inline(always)]
unsafe fn unpack<L: Lanes>(
    shape: Shape,
    from: &[f32],
    pieces: Pieces,
    scale: f32,
    to: SharedMut<'_, f32>,
    offset: usize,
    accumulate: bool,
) {
    for (index, from) in from.chunks_exact(shape.width()).take(pieces.count).enumerate() {
        // SAFETY: the caller's promise; `part` checks the bounds and `vectors` stays inside.
        unsafe {
            let to = to.part(offset + pieces.at(shape, index), shape.head_dim);
            for (at, n) in vectors(shape.head_dim) {
                let mut share = L::mul(load::<L>(from, at, n), L::splat(scale));
                if accumulate {
                    share = L::add(load::<L>(to, at, n), share);
                }
                store::<L>(to, at, n, share);
            }
        }
    }
}
