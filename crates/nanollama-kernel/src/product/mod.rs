//! Packed matrix products: C = A · B with every sum a single fused chain over ascending depth (with Q8_0 weights: over
//! ascending blocks, see `quantised`).
//!
//! `kernel` holds a tile in registers, `tiles` picks its size by instruction set, `pack` lays operands out, `drive` cuts
//! the work into chunks for the pool. `quantised` does all of this for Q8_0 weights, in integers. What is multiplied with
//! what (forward, gradients, the head) is said in `op`.
//!
//! Blocking follows Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), with one
//! difference: the depth is never split between accumulators, so the bits depend on neither rows, threads, blocks nor
//! instruction set, and equal those of [`mod@reference`].

mod drive;
pub(crate) mod kernel;
mod pack;
mod quantised;
pub mod reference;
mod tiles;

use crate::lanes::WIDTH;
pub(crate) use drive::run;
pub(crate) use pack::pack_panels;

/// Columns of a panel: two 16-lane vectors.
pub const PANEL: usize = 32;

/// The left operand, [rows, depth].
#[derive(Clone, Copy)]
pub(crate) enum Left<'a> {
    /// Row-major with this many values from row to row.
    Rows(&'a [f32], usize),
    /// Its transpose is row-major: [depth, rows] with this many values from depth step to depth step.
    Columns(&'a [f32], usize),
    /// Panels `[depth / 32][rows][32]` over its depth, of this many rows each.
    PanelRows(&'a [f32], usize),
    /// Its transpose lies in panels `[rows / 32][depth][32]`.
    PanelColumns(&'a [f32]),
}

/// The right operand, [depth, columns].
#[derive(Clone, Copy)]
pub(crate) enum Right<'a> {
    /// f32 panels `[columns / 32][depth][32]`.
    F32(&'a [f32]),
    /// The same of IEEE halves.
    F16(&'a [u16]),
    /// The same of bfloat16.
    Bf16(&'a [u16]),
    /// Panels [columns / 32][depth / 32] of [`crate::quant::q8_0`] groups; the left operand is rounded to bytes on the way.
    Q8_0(&'a [u8]),
    /// Row-major with this many values from depth step to depth step; packed on the way.
    Rows(&'a [f32], usize),
    /// Its transpose is row-major: [columns, depth]; packed on the way.
    Transposed(&'a [f32], usize),
    /// The transpose of a packed weight [depth rows, columns]: panels over its depth; decoded on the way.
    Weight(&'a crate::weight::Weight),
}

/// What is added to the product.
#[derive(Clone, Copy)]
pub(crate) enum Residual<'a> {
    /// Nothing.
    None,
    /// These values, laid out as the output.
    Values(&'a [f32]),
}

/// How the output lies in memory: element (r, c) is at `r * row + (c / 32) * panel + c % 32`.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) row: usize,
    pub(crate) panel: usize,
}

/// C [rows, columns] = A [rows, depth] · B [depth, columns].
#[derive(Clone, Copy)]
pub(crate) struct Product<'a> {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) depth: usize,
    pub(crate) left: Left<'a>,
    pub(crate) right: Right<'a>,
    pub(crate) layout: Layout,
    /// The chains begin from what the output holds instead of zero.
    pub(crate) resume: bool,
    pub(crate) residual: Residual<'a>,
    /// Only tiles that touch columns ≤ row are wanted (a symmetric product); others may or may not be written.
    pub(crate) lower: bool,
}

impl Residual<'_> {
    /// Where it lies; null for nothing.
    fn pointer(self) -> *const f32 {
        match self {
            Residual::None => std::ptr::null(),
            Residual::Values(values) => values.as_ptr(),
        }
    }
}

/// Where the whole output lies, and what is done with a tile of it.
#[derive(Clone, Copy)]
struct Destination {
    out: *mut f32,
    /// Added after the chain; null for nothing.
    residual: *const f32,
    /// The chain begins from what the output holds.
    resume: bool,
}

impl<'a> Product<'a> {
    /// Where `vectors` vectors of a panel go, from vector `vector` on, for a tile that begins at `row`; None when they have
    /// no column.
    #[inline(always)]
    fn target(
        &self,
        to: Destination,
        row: usize,
        panel: usize,
        [vector, vectors]: [usize; 2],
    ) -> Option<kernel::Target> {
        let at = row * self.layout.row + panel * self.layout.panel + WIDTH * vector;
        let existing = if self.layout.panel == PANEL { self.columns - panel * PANEL } else { PANEL };
        let columns = existing.min(WIDTH * (vector + vectors)).checked_sub(WIDTH * vector).filter(|&c| c > 0)?;
        let residual = if to.residual.is_null() { to.residual } else { to.residual.wrapping_add(at) };
        let (data, stride) = (to.out.wrapping_add(at), self.layout.row);
        Some(kernel::Target { data, stride, columns, resume: to.resume, residual })
    }

    /// A product with a row-major output, overwritten.
    pub(crate) fn new([rows, columns, depth]: [usize; 3], left: Left<'a>, right: Right<'a>) -> Product<'a> {
        let layout = Layout { row: columns, panel: PANEL };
        Product { rows, columns, depth, left, right, layout, resume: false, residual: Residual::None, lower: false }
    }
}
