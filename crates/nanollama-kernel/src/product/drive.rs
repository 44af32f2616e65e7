//! Cutting a product into chunks for the pool and walking a chunk: depth blocks, then tiles of rows, then panels.
//!
//! A depth block of a group of panels stays in the second-level cache while tiles of rows pass over it; a tile's part of
//! the left operand stays in the first. How the work is cut changes the speed only: chains resume from C, exactly.
//! Products with Q8_0 weights have a driver of their own, `quantised`.

use std::ops::Range;

use super::kernel::{BLOCK, Bf16, Element, F16, Left as Operand, Target};
use super::pack::{pack_block, pack_columns, pack_rows, packed_stride, transpose_block, unpack_block};
use super::tiles::Tiles;
use super::{Destination, Left, PANEL, Product, Residual, Right, quantised};
use crate::dtype::Q8_0_BLOCK;
use crate::lanes::{Isa, dispatch};
use crate::memory::with_scratch;
use crate::pool::{Pool, SharedMut};
use crate::quant::q8_0;

/// Most depth steps of a block: a tile of the left operand (18 KB) beside the passing panels fits a first-level cache.
const DEPTH: usize = 384;
/// No instruction set's tile has more rows.
const MOST_ROWS: usize = 16;
/// Bytes of a group of panels that stay in a second-level cache.
pub(super) const GROUP_BYTES: usize = 640 << 10;
/// Left rows further apart than this (in values) are packed: straight from memory they would fight for few cache sets.
const FAR: usize = 640;

/// How a product is cut.
#[derive(Clone, Copy)]
struct Cut {
    /// Depth steps of a block; a multiple of 32 unless it is the whole depth.
    depth: usize,
    tiles: usize,
    row_parts: usize,
    panels: usize,
    panel_parts: usize,
    pack_left: bool,
}

/// A product and what a chunk needs of it.
struct Job<'a> {
    product: &'a Product<'a>,
    out: *mut f32,
    residual: *const f32,
    cut: Cut,
}

// SAFETY: `out` is written at disjoint places by the chunks; `residual` is only read, or is `out`.
unsafe impl Sync for Job<'_> {}

/// Computes `product` into `out`, which its layout describes.
pub(crate) fn run(pool: &Pool, product: &Product<'_>, out: &mut [f32]) {
    if product.rows == 0 || product.columns == 0 {
        return;
    }
    check(product, out.len());
    if let Right::Q8_0(groups) = product.right {
        return quantised::run(pool, product, groups, out);
    }
    let isa = pool.isa();
    let cut = cut(product, isa, pool.threads());
    let shared = SharedMut::new(out);
    let residual = product.residual.pointer();
    let job = &Job { product, out: shared.as_mut_ptr(), residual, cut };
    let group = cut.panels.div_ceil(cut.panel_parts);
    let left = MOST_ROWS * packed_stride(cut.depth);
    let needed = left + if packs_right(product) { cut.depth * PANEL * group } else { 0 };
    pool.run(cut.row_parts * cut.panel_parts, |index| {
        with_scratch(needed, |scratch| {
            // SAFETY: the pool's instruction set is there; `check` has compared every operand with the shape; each chunk
            // writes its own rows and panels.
            unsafe { dispatch!(isa, chunk(job: &Job<'_>, index: usize, scratch: &mut [f32])) }
        });
    });
}

/// Every operand covers what the shape says: the kernels trust it.
fn check(product: &Product<'_>, out: usize) {
    let Product { rows, columns, depth, layout, .. } = *product;
    let panels = columns.div_ceil(PANEL);
    let strided = |count: usize, stride: usize, width: usize| if count == 0 { 0 } else { (count - 1) * stride + width };
    let last = strided(panels, layout.panel, 0) + strided(rows, layout.row, 0);
    let tail = if layout.panel == PANEL { columns - (panels - 1) * PANEL } else { PANEL };
    let covered = last + tail;
    assert!(out >= covered, "the output holds {out} of {covered} values");
    assert!(layout.panel == PANEL && layout.row >= columns || layout.row == PANEL && layout.panel >= rows * PANEL);
    if let Residual::Values(values) = product.residual {
        assert!(values.len() >= covered, "the residual holds {} of {covered} values", values.len());
    }
    let (left, needed) = match product.left {
        Left::Rows(values, stride) => (values.len(), strided(rows, stride, depth)),
        Left::Columns(values, stride) => (values.len(), strided(depth, stride, rows)),
        Left::PanelRows(values, of) => {
            (values.len(), if of < rows { usize::MAX } else { depth.div_ceil(PANEL) * of * PANEL })
        }
        Left::PanelColumns(values) => (values.len(), rows.div_ceil(PANEL) * depth * PANEL),
    };
    assert!(left >= needed || depth == 0, "the left operand holds {left} of {needed} values");
    let (right, needed) = match product.right {
        Right::F32(values) => (values.len(), panels * depth * PANEL),
        Right::F16(values) | Right::Bf16(values) => (values.len(), panels * depth * PANEL),
        Right::Q8_0(bytes) => {
            assert!(depth % Q8_0_BLOCK == 0 && matches!(product.left, Left::Rows(..)));
            (bytes.len(), panels * (depth / Q8_0_BLOCK) * q8_0::GROUP)
        }
        Right::Rows(values, stride) => (values.len(), strided(depth, stride, columns)),
        Right::Transposed(values, stride) => (values.len(), strided(columns, stride, depth)),
        Right::Weight(weight) => (weight.rows() * weight.cols(), depth * columns),
    };
    assert!(right >= needed || depth == 0, "the right operand holds {right} of {needed}");
    let columns_left = matches!(product.left, Left::Columns(..) | Left::PanelColumns(..));
    assert!(!columns_left || !matches!(product.right, Right::F16(_) | Right::Bf16(_)));
}

fn packs_right(product: &Product<'_>) -> bool {
    matches!(product.right, Right::Rows(..) | Right::Transposed(..) | Right::Weight(_))
}

/// Most rows of a tile.
fn tile_rows(isa: Isa) -> usize {
    #[inline(always)]
    unsafe fn rows<L: Tiles>() -> usize {
        L::ROWS
    }
    // SAFETY: it reads a constant.
    unsafe { dispatch!(isa, rows() -> usize) }
}

/// Pieces that a panel's 32 rows are cut into where tiles may not cross panels.
fn pieces(rows: usize) -> usize {
    PANEL.div_ceil(rows)
}

fn cut(product: &Product<'_>, isa: Isa, threads: usize) -> Cut {
    let blocks = product.depth.div_ceil(DEPTH).max(1);
    let depth = product.depth.div_ceil(blocks).next_multiple_of(BLOCK).min(product.depth.max(1));
    let most = tile_rows(isa);
    let tiles = match product.left {
        Left::PanelColumns(_) => {
            let per = pieces(most);
            product.rows / PANEL * per + (0..per).filter(|i| PANEL * i / per < product.rows % PANEL).count()
        }
        Left::Rows(..) | Left::Columns(..) | Left::PanelRows(..) => product.rows.div_ceil(most),
    };
    let panels = product.columns.div_ceil(PANEL);
    let mut panel_parts = panels.div_ceil((GROUP_BYTES / (depth.max(1) * PANEL * 4)).max(1));
    // Packing the right operand must pay for itself within a chunk.
    let (fewest, wanted) = if packs_right(product) { (12, 4 * threads) } else { (2, 8 * threads) };
    let most_parts = (tiles / fewest).max(1);
    let mut row_parts = wanted.div_ceil(panel_parts).clamp(1, most_parts);
    if row_parts * panel_parts < wanted {
        panel_parts = wanted.div_ceil(row_parts).min(panels);
    }
    if threads == 1 {
        row_parts = 1;
        panel_parts = panels.div_ceil((GROUP_BYTES / (depth.max(1) * PANEL * 4)).max(1));
    }
    let group = panels.div_ceil(panel_parts);
    let pack_left = match product.left {
        Left::Rows(_, stride) => stride > FAR && group >= 4,
        Left::Columns(..) => group >= 2,
        Left::PanelRows(..) => false,
        Left::PanelColumns(_) => group >= 4,
    };
    Cut { depth, tiles, row_parts, panels, panel_parts, pack_left }
}

pub(super) fn part(count: usize, parts: usize, index: usize) -> Range<usize> {
    count * index / parts..count * (index + 1) / parts
}

/// One chunk: its tiles of rows times its panels.
///
/// # Safety
/// The instruction set of `L` is there; `job` has passed `check`; no other chunk of this index runs.
#[inline(always)]
unsafe fn chunk<L: Tiles>(job: &Job<'_>, index: usize, scratch: &mut [f32]) {
    let Cut { depth, panels, panel_parts, tiles, row_parts, .. } = job.cut;
    let panels = part(panels, panel_parts, index / row_parts);
    let tiles = part(tiles, row_parts, index % row_parts);
    let product = job.product;
    let first = panels.start * PANEL;
    let columns = (panels.end * PANEL).min(product.columns) - first.min(product.columns);
    let whole = product.depth;
    let (left, packed) = scratch.split_at_mut(MOST_ROWS * packed_stride(depth));
    let mut k = 0;
    // A product of no depth still writes its zeros and residuals.
    loop {
        let steps = depth.min(whole - k);
        let walk = Walk { job, tiles: tiles.clone(), panels: panels.clone(), first: k, steps, left: left.as_mut_ptr() };
        // SAFETY: offsets lie inside the operands, as `check` has seen; scratch was made to hold a block.
        unsafe {
            let (right, stride) = match product.right {
                Right::F32(values) => (values.as_ptr().add(panels.start * whole * PANEL + k * PANEL), whole * PANEL),
                Right::Rows(values, stride) => {
                    pack_block(values.get_unchecked(k * stride + first..), stride, columns, steps, packed);
                    (packed.as_ptr(), steps * PANEL)
                }
                Right::Transposed(values, stride) => {
                    for (panel, out) in packed.chunks_exact_mut((steps * PANEL).max(1)).take(panels.len()).enumerate() {
                        let column = panel * PANEL;
                        let source = &values[(first + column) * stride + k..];
                        transpose_block(source, stride, (columns - column).min(PANEL), steps, out);
                    }
                    (packed.as_ptr(), steps * PANEL)
                }
                Right::Weight(weight) => {
                    unpack_block(|row, column| weight.element(row, column), (k, steps), (first, columns), packed);
                    (packed.as_ptr(), steps * PANEL)
                }
                Right::F16(_) | Right::Bf16(_) | Right::Q8_0(_) => (std::ptr::null(), 0),
            };
            match product.right {
                Right::F16(bits) => {
                    let at = (panels.start * whole + k) * PANEL;
                    walk.panels_of::<L, F16, false>(bits.as_ptr().add(at).cast(), whole * PANEL);
                }
                Right::Bf16(bits) => {
                    let at = (panels.start * whole + k) * PANEL;
                    walk.panels_of::<L, Bf16, false>(bits.as_ptr().add(at).cast(), whole * PANEL);
                }
                Right::Q8_0(_) => unreachable!("`run` hands these on"),
                _ if walk.is_transposed() => walk.panels_of::<L, f32, true>(right, stride),
                _ => walk.panels_of::<L, f32, false>(right, stride),
            }
        }
        k += steps;
        if k >= whole {
            return;
        }
    }
}

/// One depth block of a chunk.
struct Walk<'a> {
    job: &'a Job<'a>,
    tiles: Range<usize>,
    panels: Range<usize>,
    first: usize,
    steps: usize,
    /// Scratch for a packed tile of the left operand.
    left: *mut f32,
}

impl Walk<'_> {
    /// Tiles times panels of plain elements; `right` is the first panel's block, the next lies `stride` on.
    #[inline(always)]
    unsafe fn panels_of<L: Tiles, B: Element, const COLUMNS: bool>(&self, right: *const B, stride: usize) {
        for tile in self.tiles.clone() {
            let (row, rows) = self.rows_of(tile, L::ROWS);
            // SAFETY: the tile lies inside the left operand, the panels inside the right one.
            unsafe {
                let left = self.left_of::<L>(row, rows);
                for panel in self.panels.clone() {
                    if self.job.product.lower && panel * PANEL >= row + rows {
                        break;
                    }
                    let b = right.add((panel - self.panels.start) * stride);
                    for vector in (0..2).step_by(L::VECTORS) {
                        if let Some(target) = self.target(row, panel, vector, L::VECTORS) {
                            L::tile::<B, COLUMNS>(rows, left, b.add(16 * vector), self.steps, target);
                        }
                    }
                }
            }
        }
    }

    /// First row and number of rows of a tile.
    #[inline(always)]
    fn rows_of(&self, tile: usize, most: usize) -> (usize, usize) {
        let rows = self.job.product.rows;
        let (first, end) = match self.job.product.left {
            Left::PanelColumns(_) => {
                let per = pieces(most);
                let (base, piece) = (tile / per * PANEL, tile % per);
                (base + PANEL * piece / per, base + PANEL * (piece + 1) / per)
            }
            Left::Rows(..) | Left::Columns(..) | Left::PanelRows(..) => (tile * most, (tile + 1) * most),
        };
        (first, end.min(rows) - first)
    }

    /// The left operand of a tile, packed if the cut says so.
    #[inline(always)]
    unsafe fn left_of<L: Tiles>(&self, row: usize, rows: usize) -> Operand {
        let k = self.first;
        // SAFETY: the tile lies inside the operand; the scratch holds a tile of a depth block.
        unsafe {
            let operand = match self.job.product.left {
                Left::Rows(values, stride) => {
                    Operand { data: values.as_ptr().add(row * stride + k), row: stride, step: 1, block: BLOCK }
                }
                Left::Columns(values, stride) => {
                    Operand { data: values.as_ptr().add(k * stride + row), row: 1, step: stride, block: BLOCK * stride }
                }
                Left::PanelRows(values, of) => Operand {
                    data: values.as_ptr().add(k / PANEL * of * PANEL + row * PANEL),
                    row: PANEL,
                    step: 1,
                    block: of * PANEL,
                },
                Left::PanelColumns(values) => {
                    let at = row / PANEL * self.job.product.depth * PANEL + k * PANEL + row % PANEL;
                    Operand { data: values.as_ptr().add(at), row: 1, step: PANEL, block: BLOCK * PANEL }
                }
            };
            if !self.job.cut.pack_left {
                return operand;
            }
            if self.is_transposed() {
                pack_columns::<L>(operand.data, operand.step, rows, self.steps, self.left);
                Operand { data: self.left, row: 1, step: rows, block: BLOCK * rows }
            } else {
                pack_rows::<L>(operand.data, operand.row, rows, self.steps, self.left);
                Operand { data: self.left, row: packed_stride(self.steps), step: 1, block: BLOCK }
            }
        }
    }

    /// Whether the left operand's rows are its memory's columns.
    #[inline(always)]
    fn is_transposed(&self) -> bool {
        matches!(self.job.product.left, Left::Columns(..) | Left::PanelColumns(_))
    }

    /// Where a tile's half or whole panel goes; None when it has no column. The residual comes with the last depth block.
    #[inline(always)]
    fn target(&self, row: usize, panel: usize, vector: usize, vectors: usize) -> Option<Target> {
        let Job { product, out, residual, .. } = *self.job;
        let last = self.first + self.steps >= product.depth;
        let residual = if last { residual } else { std::ptr::null() };
        let to = Destination { out, residual, resume: product.resume || self.first > 0 };
        product.target(to, row, panel, [vector, vectors])
    }
}
