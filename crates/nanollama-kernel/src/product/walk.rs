//! Walking one depth block of a chunk: its tiles of rows, and for each its panels.

use std::ops::Range;

use super::cut::pieces;
use super::job::{Job, Lhs, Task};
use super::micro_kernel::{BLOCK, Element, MicroPanel};
use super::pack::{pack_columns, pack_rows, packed_stride};
use super::tiles::Tiles;
use crate::layout::PANEL;

/// No instruction set's tile has more rows.
const MOST_ROWS: usize = 16;

/// f32 of scratch that a packed tile of the left operand takes.
pub(super) fn left_scratch(depth: usize) -> usize {
    MOST_ROWS * packed_stride(depth)
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
        for tile in self.tiles.clone() {
            let (row, rows) = self.rows_of(tile, L::ROWS);
            // SAFETY: the tile lies inside the left operand, the panels inside the right one.
            unsafe {
                let left = self.left_of::<L>(row, rows);
                for panel in self.panels.clone() {
                    if self.task.lower && panel * PANEL >= row + rows {
                        break;
                    }
                    let b = right.add((panel - self.panels.start) * stride);
                    for vector in (0..2).step_by(L::VECTORS) {
                        if let Some(to) = self.task.micro_tile(row, panel, [vector, L::VECTORS]) {
                            L::multiply::<B, COLUMNS>(rows, left, b.add(16 * vector), self.steps, to);
                        }
                    }
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

    /// The left operand of a tile, packed if the cut says so.
    #[inline(always)]
    unsafe fn left_of<L: Tiles>(&self, row: usize, rows: usize) -> MicroPanel {
        let k = self.first;
        // SAFETY: the tile lies inside the operand; the scratch holds a tile of a depth block.
        unsafe {
            let operand = match self.task.lhs {
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
            };
            if !self.pack_left {
                return operand;
            }
            if self.task.lhs.is_transposed() {
                pack_columns::<L>(operand.data, operand.step, rows, self.steps, self.left);
                MicroPanel { data: self.left, row: 1, step: rows, block: BLOCK * rows }
            } else {
                pack_rows::<L>(operand.data, operand.row, rows, self.steps, self.left);
                MicroPanel { data: self.left, row: packed_stride(self.steps), step: 1, block: BLOCK }
            }
        }
    }
}
