//! The micro-kernels: an R × 16·NV tile of C held in registers while the depth k ascends.
//!
//! Each element is one chain `acc = a * b + acc`, rounded once a step, from zero or from what C holds. The right operand is
//! a panel `[depth][32]` of some [`Element`]; the left one is read through [`MicroPanel`]. Blocking, packing and threads
//! are the business of `walk` and `cut`, tiles of whole blocks that of `quantised`. The words are those of BLIS.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

use crate::lanes::Lanes;
use crate::layout::PANEL;

/// Steps of the depth between jumps of a strided left operand: the width of a panel.
pub(crate) const BLOCK: usize = PANEL;

/// How the rows of the left operand that make a tile lie in memory: element (r, k) is at
/// `r * row + (k / 32) * block + (k % 32) * step`.
/// Where the kernel's `COLUMNS` is true `row` is taken to be 1, else `step` is: the compiler must know one of them.
#[derive(Clone, Copy)]
pub(crate) struct MicroPanel {
    pub(crate) data: *const f32,
    pub(crate) row: usize,
    pub(crate) step: usize,
    pub(crate) block: usize,
}

impl MicroPanel {
    #[inline(always)]
    pub(crate) fn known<const COLUMNS: bool>(self) -> MicroPanel {
        if COLUMNS { MicroPanel { row: 1, block: BLOCK * self.step, ..self } } else { MicroPanel { step: 1, ..self } }
    }
}

/// A right operand's kind: its element type and the tile that multiplies with it.
pub(crate) trait Element: Copy + 'static {
    /// Sixteen elements as f32.
    ///
    /// # Safety
    /// The instruction set of `L` is there and sixteen elements at `p` are readable.
    unsafe fn load<L: Lanes>(p: *const Self) -> L::V;
}

impl Element for f32 {
    #[inline(always)]
    unsafe fn load<L: Lanes>(p: *const f32) -> L::V {
        // SAFETY: the caller's.
        unsafe { L::load(p) }
    }
}

/// Bits of an IEEE half.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct F16(u16);

impl Element for F16 {
    #[inline(always)]
    unsafe fn load<L: Lanes>(p: *const F16) -> L::V {
        // SAFETY: the caller's.
        unsafe { L::load_f16(&raw const (*p).0) }
    }
}

/// Bits of a bfloat16.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Bf16(u16);

impl Element for Bf16 {
    #[inline(always)]
    unsafe fn load<L: Lanes>(p: *const Bf16) -> L::V {
        // SAFETY: the caller's.
        unsafe { L::load_bf16(&raw const (*p).0) }
    }
}

/// Where a tile of C lies and what is done with it.
#[derive(Clone, Copy)]
pub(crate) struct MicroTile {
    pub(crate) data: *mut f32,
    /// Elements from one row to the next.
    pub(crate) stride: usize,
    /// Columns that exist, 1..=16·NV.
    pub(crate) columns: usize,
    /// Chains begin from C's values instead of zero.
    pub(crate) resume: bool,
    /// Added after the chain, with C's stride; null for nothing. May be C itself when `resume` is false.
    pub(crate) residual: *const f32,
}

/// Bytes by which one row's stream of weights is asked for ahead of its reading.
pub(super) const AHEAD_OF_ONE: usize = 4096;

/// One step of the depth: a column of the left operand times a row of the panel.
#[inline(always)]
unsafe fn step<L: Lanes, B: Element, const R: usize, const NV: usize>(
    acc: &mut [[L::V; NV]; R],
    a: *const f32,
    row: usize,
    b: *const B,
) {
    // SAFETY: the caller's: R rows at `a`, 16·NV elements at `b`.
    unsafe {
        let mut right = [L::splat(0.0); NV];
        for v in 0..NV {
            right[v] = B::load::<L>(b.add(16 * v));
        }
        for r in 0..R {
            let left = L::splat(*a.add(r * row));
            for v in 0..NV {
                acc[r][v] = L::mul_add(left, right[v], acc[r][v]);
            }
        }
    }
}

/// Computes one tile.
///
/// # Safety
/// The instruction set of `L` is there; `left` covers R rows and `depth` steps, `b` covers `depth` × 32 elements (of which
/// the first 16·NV of each 32 are read), `c` R rows of `columns` values.
#[inline(always)]
pub(crate) unsafe fn micro_kernel<L: Lanes, B: Element, const COLUMNS: bool, const R: usize, const NV: usize>(
    left: MicroPanel,
    b: *const B,
    depth: usize,
    c: MicroTile,
) {
    // SAFETY: the caller's.
    unsafe {
        let left = left.known::<COLUMNS>();
        let mut acc = begin::<L, R, NV>(c);
        let mut b = b;
        let mut start = left.data;
        // Elements: with one row the arithmetic hides less of the memory's latency.
        let ahead = if R == 1 { AHEAD_OF_ONE / size_of::<B>() } else { 16 * PANEL };
        for _ in 0..depth / BLOCK {
            let mut a = start;
            for _ in 0..BLOCK / 4 {
                for v in 0..8 {
                    L::prefetch(b.wrapping_add(ahead + v * 16).cast());
                }
                step::<L, B, R, NV>(&mut acc, a, left.row, b);
                step::<L, B, R, NV>(&mut acc, a.add(left.step), left.row, b.add(PANEL));
                step::<L, B, R, NV>(&mut acc, a.add(2 * left.step), left.row, b.add(2 * PANEL));
                step::<L, B, R, NV>(&mut acc, a.add(3 * left.step), left.row, b.add(3 * PANEL));
                a = a.wrapping_add(4 * left.step);
                b = b.add(4 * PANEL);
            }
            start = start.wrapping_add(left.block);
        }
        let mut a = start;
        for _ in 0..depth % BLOCK {
            step::<L, B, R, NV>(&mut acc, a, left.row, b);
            a = a.wrapping_add(left.step);
            b = b.add(PANEL);
        }
        finish::<L, R, NV>(&acc, c);
    }
}

/// The accumulators' first values.
///
/// # Safety
/// The instruction set of `L` is there; `c` covers R rows.
#[inline(always)]
pub(crate) unsafe fn begin<L: Lanes, const R: usize, const NV: usize>(c: MicroTile) -> [[L::V; NV]; R] {
    // SAFETY: the caller's.
    unsafe {
        let mut acc = [[L::splat(0.0); NV]; R];
        if c.resume {
            for r in 0..R {
                for v in 0..NV {
                    acc[r][v] = load_columns::<L>(c.data.add(r * c.stride), v, c.columns);
                }
            }
        }
        acc
    }
}

/// Writes the accumulators, the residual added.
///
/// # Safety
/// The instruction set of `L` is there; `c` covers R rows.
#[inline(always)]
pub(crate) unsafe fn finish<L: Lanes, const R: usize, const NV: usize>(acc: &[[L::V; NV]; R], c: MicroTile) {
    // SAFETY: the caller's.
    unsafe {
        for r in 0..R {
            let row = r * c.stride;
            for v in 0..NV {
                let mut value = acc[r][v];
                if !c.residual.is_null() {
                    value = L::add(value, load_columns::<L>(c.residual.add(row), v, c.columns));
                }
                store_columns::<L>(c.data.add(row), v, c.columns, value);
            }
        }
    }
}

/// Vector `v` of a row of `columns` values, zeros beyond them.
#[inline(always)]
unsafe fn load_columns<L: Lanes>(row: *const f32, v: usize, columns: usize) -> L::V {
    // SAFETY: the caller's: `columns` values at `row`.
    unsafe {
        if columns >= 16 * (v + 1) {
            L::load(row.add(16 * v))
        } else {
            L::load_partial(row.wrapping_add(16 * v), columns.saturating_sub(16 * v))
        }
    }
}

/// Writes vector `v` of a row of `columns` values.
#[inline(always)]
unsafe fn store_columns<L: Lanes>(row: *mut f32, v: usize, columns: usize, value: L::V) {
    // SAFETY: the caller's: `columns` values at `row`.
    unsafe {
        if columns >= 16 * (v + 1) {
            L::store(row.add(16 * v), value);
        } else {
            L::store_partial(row.wrapping_add(16 * v), value, columns.saturating_sub(16 * v));
        }
    }
}
