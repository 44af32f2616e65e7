//! Laying operands out for the micro-kernel: panels of 32 columns, tiles of left rows.

use crate::lanes::{Lanes, WIDTH};
use crate::layout::PANEL;
use crate::pool::{Pool, SharedMut};

/// Packs a row-major `[columns, depth]` matrix of any plain element into panels `[columns / 32][depth][32]`, zeros after the
/// last column. `panels` has exactly that length.
pub(crate) fn pack_panels<T: Copy + Default + Send + Sync>(pool: &Pool, source: &[T], depth: usize, panels: &mut [T]) {
    if depth == 0 {
        return;
    }
    let columns = source.len() / depth;
    let shared = SharedMut::new(panels);
    pool.run(columns.div_ceil(PANEL), |panel| {
        // SAFETY: one chunk a panel.
        let out = unsafe { shared.part(panel * depth * PANEL, depth * PANEL) };
        let first = panel * PANEL;
        transpose_block(&source[first * depth..], depth, (columns - first).min(PANEL), depth, out);
    });
}

/// `rows` ≤ 32 rows of `depth` values, `stride` apart, to `[depth][32]` with zeros after them.
#[inline(always)]
pub(super) fn transpose_block<T: Copy + Default>(
    source: &[T],
    stride: usize,
    rows: usize,
    depth: usize,
    out: &mut [T],
) {
    /// Depth steps at a time, so that what is written stays in the nearest cache.
    const STEPS: usize = 16;
    let out = &mut out[..depth * PANEL];
    if rows < PANEL {
        out.fill(T::default());
    }
    for (block, out) in out.chunks_mut(STEPS * PANEL).enumerate() {
        let steps = out.len() / PANEL;
        for r in 0..rows {
            let from = r * stride + block * STEPS;
            let values = &source[from..from + steps];
            for (k, &value) in values.iter().enumerate() {
                out[k * PANEL + r] = value;
            }
        }
    }
}

/// Depth steps of a row-major right operand, `stride` apart, to panels `[columns / 32][depth][32]` of `columns` columns,
/// zeros after the last.
#[inline(always)]
pub(super) fn pack_block(source: &[f32], stride: usize, columns: usize, depth: usize, out: &mut [f32]) {
    for k in 0..depth {
        let row = &source[k * stride..k * stride + columns];
        let (whole, rest) = row.as_chunks::<PANEL>();
        for (panel, values) in whole.iter().enumerate() {
            let at = (panel * depth + k) * PANEL;
            out[at..at + PANEL].copy_from_slice(values);
        }
        if !rest.is_empty() {
            let at = (whole.len() * depth + k) * PANEL;
            out[at..at + rest.len()].copy_from_slice(rest);
            out[at + rest.len()..at + PANEL].fill(0.0);
        }
    }
}

/// Values from row to row of a tile that [`pack_rows`] has laid out: no two rows begin in the same cache set.
#[inline(always)]
pub(super) fn packed_stride(depth: usize) -> usize {
    depth.next_multiple_of(PANEL) + WIDTH
}

/// A tile of `rows` left rows, `stride` apart, to rows [`packed_stride`] apart.
///
/// # Safety
/// The tile and the scratch are there.
#[inline(always)]
pub(super) unsafe fn pack_rows<L: Lanes>(source: *const f32, stride: usize, rows: usize, depth: usize, out: *mut f32) {
    for r in 0..rows {
        // SAFETY: the caller's.
        unsafe {
            let (from, to) = (source.add(r * stride), out.add(r * packed_stride(depth)));
            for k in (0..depth / WIDTH * WIDTH).step_by(WIDTH) {
                L::store(to.add(k), L::load(from.add(k)));
            }
            let whole = depth / WIDTH * WIDTH;
            L::store_partial(to.add(whole), L::load_partial(from.add(whole), depth - whole), depth - whole);
        }
    }
}
