//! Walking one depth block of a chunk: its tiles of rows, and for each its panels.

use std::ops::Range;

use super::cut::pieces;
use super::job::{Job, Lhs, Task};
use super::micro_kernel::{BLOCK, Element, MicroPanel};
use super::pack::{pack_rows, packed_stride};
use super::tiles::Tiles;
use crate::layout::PANEL;

/// Bytes of a panel's block that stay in a first-level cache while tiles of rows pass over it.
const NEAR: usize = 20 << 10;
/// No instruction set's tile has more rows.
const MOST_ROWS: usize = 16;

/// Tiles of a transposed left operand that are packed at a time.
const TOGETHER: usize = 8;

/// Depth steps that are called for before they are packed: they lie far apart, where no machine guesses the next.
const AHEAD: usize = 8;

/// f32 of scratch that packed tiles of the left operand take.
pub(super) fn left_scratch(depth: usize) -> usize {
    TOGETHER * MOST_ROWS * packed_stride(depth)
}

/// One depth block of a chunk.
pub(super) struct Walk<'a> {
    task: Task<'a>,
    tiles: Range<usize>,
    panels: Range<usize>,
    first: usize,
    steps: usize,
    pack_left: bool,
    /// Scratch for a packed tile of the left operand.
    left: *mut f32,
}

impl<'a> Walk<'a> {
    /// The block of `steps` depth steps from `first` on. The residual comes with the last block, and only the first begins
    /// from zero.
    pub(super) fn new(job: &Job<'a>, index: usize, first: usize, steps: usize, left: *mut f32) -> Walk<'a> {
        let (tiles, panels) = job.cut.chunk(index);
        let mut task = job.task;
        if first + steps < task.depth {
            task.residual = std::ptr::null();
        }
        task.resume |= first > 0;
        Walk { task, tiles, panels, first, steps, pack_left: job.cut.pack_left, left }
    }

    /// Tiles times panels of plain elements; `right` is the first panel's block, the next lies `stride` on.
    ///
    /// # Safety
    /// The instruction set of `L` is there; the operands are what the task says; no one else has these tiles and panels.
    #[inline(always)]
    pub(super) unsafe fn multiply<L: Tiles, B: Element, const COLUMNS: bool>(&self, right: *const B, stride: usize) {
        let near = self.steps * PANEL * size_of::<B>() <= NEAR && !self.pack_left;
        // SAFETY: the tiles lie inside the left operand, the panels inside the right one.
        unsafe {
            if near {
                for panel in self.panels.clone() {
                    for tile in self.tiles.clone() {
                        let (row, rows) = self.rows_of(tile, L::ROWS);
                        let left = self.left_of::<L>(row, rows);
                        self.tile::<L, B, COLUMNS>((row, rows), left, panel, right, stride);
                    }
                }
            } else if self.pack_left && COLUMNS {
                for first in self.tiles.clone().step_by(TOGETHER) {
                    let tiles = first..self.tiles.end.min(first + TOGETHER);
                    self.pack_together::<L>(tiles.clone());
                    for tile in tiles {
                        let (row, rows) = self.rows_of(tile, L::ROWS);
                        let data = self.left.add((tile - first) * MOST_ROWS * packed_stride(self.steps));
                        let left = MicroPanel { data, row: 1, step: rows, block: BLOCK * rows };
                        for panel in self.panels.clone() {
                            self.tile::<L, B, COLUMNS>((row, rows), left, panel, right, stride);
                        }
                    }
                }
            } else {
                for tile in self.tiles.clone() {
                    let (row, rows) = self.rows_of(tile, L::ROWS);
                    let left = self.left_of::<L>(row, rows);
                    for panel in self.panels.clone() {
                        self.tile::<L, B, COLUMNS>((row, rows), left, panel, right, stride);
                    }
                }
            }
        }
    }

    /// Packs tiles of a transposed left operand to `[depth][rows]` each. Side by side, because they lie side by side in each
    /// depth step: one alone would read every cache line again.
    ///
    /// # Safety
    /// As [`Walk::multiply`]; there are at most [`TOGETHER`] tiles.
    #[inline(always)]
    unsafe fn pack_together<L: Tiles>(&self, tiles: Range<usize>) {
        let first = tiles.start;
        let mut parts = [(std::ptr::null(), 0, std::ptr::null_mut()); TOGETHER];
        // SAFETY: the tiles lie inside the operand; the scratch holds so many of a depth block.
        unsafe {
            let mut step = 0;
            for tile in tiles.clone() {
                let (row, rows) = self.rows_of(tile, L::ROWS);
                let operand = self.operand(row);
                step = operand.step;
                parts[tile - first] =
                    (operand.data, rows, self.left.add((tile - first) * MOST_ROWS * packed_stride(self.steps)));
            }
            for k in 0..self.steps {
                for &(data, rows, out) in &parts[..tiles.len()] {
                    L::prefetch(data.wrapping_add((k + AHEAD) * step).cast());
                    L::store_partial(out.add(k * rows), L::load_partial(data.add(k * step), rows), rows);
                }
            }
        }
    }

    /// One tile times one panel, unless nobody wants it.
    ///
    /// # Safety
    /// As [`Walk::multiply`]; `left` is the tile's.
    // A function of its own: it would stand in each of the loops above, and a call is nothing beside a tile.
    #[inline(never)]
    unsafe fn tile<L: Tiles, B: Element, const COLUMNS: bool>(
        &self,
        (row, rows): (usize, usize),
        left: MicroPanel,
        panel: usize,
        right: *const B,
        stride: usize,
    ) {
        if self.task.lower && panel * PANEL >= row + rows {
            return;
        }
        // SAFETY: the caller's.
        unsafe {
            let b = right.add((panel - self.panels.start) * stride);
            for vector in (0..2).step_by(L::VECTORS) {
                if let Some(to) = self.task.micro_tile(row, panel, [vector, L::VECTORS]) {
                    L::multiply::<B, COLUMNS>(rows, left, b.add(16 * vector), self.steps, to);
                }
            }
        }
    }

    /// First row and number of rows of a tile.
    #[inline(always)]
    fn rows_of(&self, tile: usize, most: usize) -> (usize, usize) {
        let (first, end) = match self.task.lhs {
            Lhs::PanelColumns(_) => {
                let per = pieces(most);
                let (base, piece) = (tile / per * PANEL, tile % per);
                (base + PANEL * piece / per, base + PANEL * (piece + 1) / per)
            }
            Lhs::Rows(..) | Lhs::Columns(..) | Lhs::PanelRows(..) => (tile * most, (tile + 1) * most),
        };
        (first, end.min(self.task.rows) - first)
    }

    /// The left operand from a row on, where it lies.
    #[inline(always)]
    unsafe fn operand(&self, row: usize) -> MicroPanel {
        let k = self.first;
        // SAFETY: the row lies inside the operand.
        unsafe {
            match self.task.lhs {
                Lhs::Rows(values, stride) => {
                    MicroPanel { data: values.as_ptr().add(row * stride + k), row: stride, step: 1, block: BLOCK }
                }
                Lhs::Columns(values, stride) => {
                    let data = values.as_ptr().add(k * stride + row);
                    MicroPanel { data, row: 1, step: stride, block: BLOCK * stride }
                }
                Lhs::PanelRows(values, of) => {
                    let data = values.as_ptr().add(k / PANEL * of * PANEL + row * PANEL);
                    MicroPanel { data, row: PANEL, step: 1, block: of * PANEL }
                }
                Lhs::PanelColumns(values) => {
                    let at = row / PANEL * self.task.depth * PANEL + k * PANEL + row % PANEL;
                    MicroPanel { data: values.as_ptr().add(at), row: 1, step: PANEL, block: BLOCK * PANEL }
                }
            }
        }
    }

    /// The left operand of a tile, packed if the cut says so and rows lie row by row.
    #[inline(always)]
    unsafe fn left_of<L: Tiles>(&self, row: usize, rows: usize) -> MicroPanel {
        // SAFETY: the tile lies inside the operand; the scratch holds a tile of a depth block.
        unsafe {
            let operand = self.operand(row);
            if !self.pack_left {
                return operand;
            }
            pack_rows::<L>(operand.data, operand.row, rows, self.steps, self.left);
            MicroPanel { data: self.left, row: packed_stride(self.steps), step: 1, block: BLOCK }
        }
    }
}
