//! A product as its kernels take it: one right operand of one kind, addresses instead of slices, cut into chunks.

use std::ops::Range;

use super::micro_kernel::MicroTile;
use crate::lanes::WIDTH;
use crate::layout::PANEL;

/// The left operand, [rows, depth].
#[derive(Clone, Copy)]
pub(crate) enum Lhs<'a> {
    /// Row-major with this many values from row to row.
    Rows(&'a [f32], usize),
    /// Its transpose is row-major: [depth, rows] with this many values from depth step to depth step.
    Columns(&'a [f32], usize),
    /// Panels `[depth / 32][rows][32]` over its depth, of this many rows each.
    PanelRows(&'a [f32], usize),
    /// Its transpose lies in panels `[rows / 32][depth][32]`.
    PanelColumns(&'a [f32]),
}

impl Lhs<'_> {
    /// Whether its rows are its memory's columns.
    #[inline(always)]
    pub(super) fn is_transposed(&self) -> bool {
        matches!(self, Lhs::Columns(..) | Lhs::PanelColumns(_))
    }
}

/// How the output lies in memory: element (r, c) is at `r * row + (c / 32) * panel + c % 32`.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) row: usize,
    pub(crate) panel: usize,
}

/// What is to be computed: C [rows, columns] = A [rows, depth] · B.
#[derive(Clone, Copy)]
pub(crate) struct Task<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) depth: usize,
    pub(super) lhs: Lhs<'a>,
    /// The rows of `lhs` rounded to blocks of the kernel's own kind, for the kernels that multiply bytes; else null.
    pub(super) rounded: *const f32,
    /// B in panels of the kernel's own layout; null where the chunks pack it themselves.
    pub(super) panels: *const u8,
    pub(super) layout: Layout,
    pub(super) out: *mut f32,
    /// Added after the chain, laid out as the output; null for nothing.
    pub(super) residual: *const f32,
    /// The chains begin from what the output holds instead of zero.
    pub(super) resume: bool,
    /// Only tiles that touch columns ≤ row are wanted.
    pub(super) lower: bool,
}

/// How a product is cut.
#[derive(Clone, Copy)]
pub(crate) struct Cut {
    /// Depth steps of a block; a multiple of 32 unless it is the whole depth.
    pub(super) depth: usize,
    pub(super) tiles: usize,
    pub(super) row_parts: usize,
    pub(super) panels: usize,
    pub(super) panel_parts: usize,
    pub(super) pack_left: bool,
}

impl Cut {
    /// How many chunks there are.
    pub(super) fn chunks(&self) -> usize {
        self.row_parts * self.panel_parts
    }

    /// The tiles and panels of chunk `index`.
    #[inline(always)]
    pub(super) fn chunk(&self, index: usize) -> (Range<usize>, Range<usize>) {
        let tiles = part(self.tiles, self.row_parts, index % self.row_parts);
        (tiles, part(self.panels, self.panel_parts, index / self.row_parts))
    }
}

/// Part `index` of `count` things in `parts` parts.
fn part(count: usize, parts: usize, index: usize) -> Range<usize> {
    count * index / parts..count * (index + 1) / parts
}

/// A task and how it is cut.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub(super) task: Task<'a>,
    pub(super) cut: Cut,
}

// SAFETY: the output is written at disjoint places by the chunks; everything else is only read, or is the output.
unsafe impl Sync for Job<'_> {}

impl Task<'_> {
    /// Where `vectors` vectors of a panel go, from vector `vector` on, for a tile that begins at `row`; None when they have
    /// no column.
    #[inline(always)]
    pub(super) fn micro_tile(&self, row: usize, panel: usize, [vector, vectors]: [usize; 2]) -> Option<MicroTile> {
        let at = row * self.layout.row + panel * self.layout.panel + WIDTH * vector;
        let existing = if self.layout.panel == PANEL { self.columns - panel * PANEL } else { PANEL };
        let columns = existing.min(WIDTH * (vector + vectors)).checked_sub(WIDTH * vector).filter(|&c| c > 0)?;
        let residual = if self.residual.is_null() { self.residual } else { self.residual.wrapping_add(at) };
        let (data, stride) = (self.out.wrapping_add(at), self.layout.row);
        Some(MicroTile { data, stride, columns, resume: self.resume, residual })
    }
}
