//! What the callers of a product say: its shape, its operands, and what is done with the output.

use super::job::{Layout, Lhs, Task};
use super::packed::Packed;
use crate::layout::PANEL;

/// The right operand, [depth, columns].
#[derive(Clone, Copy)]
pub(crate) enum Rhs<'a> {
    /// The transpose of a weight [columns, depth], in panels.
    Packed(&'a Packed),
    /// One that is packed on the way.
    Strided(Strided<'a>),
}

/// A right operand, [depth, columns], that is packed on the way.
#[derive(Clone, Copy)]
pub(crate) enum Strided<'a> {
    /// Row-major with this many values from depth step to depth step.
    Rows(&'a [f32], usize),
    /// Its transpose is row-major: [columns, depth] with this many values from column to column.
    Transposed(&'a [f32], usize),
    /// A weight [depth, columns] in panels over its rows, decoded.
    Unpacked(&'a Packed),
}

impl<'a> Rhs<'a> {
    /// [`Strided::Rows`].
    pub(crate) fn rows(values: &'a [f32], stride: usize) -> Rhs<'a> {
        Rhs::Strided(Strided::Rows(values, stride))
    }

    /// [`Strided::Transposed`].
    pub(crate) fn transposed(values: &'a [f32], stride: usize) -> Rhs<'a> {
        Rhs::Strided(Strided::Transposed(values, stride))
    }
}

/// What is added to the product.
#[derive(Clone, Copy)]
pub(crate) enum Residual<'a> {
    /// Nothing.
    None,
    /// These values, laid out as the output.
    Values(&'a [f32]),
}

/// C [rows, columns] = A [rows, depth] · B [depth, columns].
#[derive(Clone, Copy)]
pub(crate) struct Product<'a> {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) depth: usize,
    pub(crate) lhs: Lhs<'a>,
    pub(crate) rhs: Rhs<'a>,
    pub(crate) layout: Layout,
    /// The chains begin from what the output holds instead of zero.
    pub(crate) resume: bool,
    pub(crate) residual: Residual<'a>,
    /// Only tiles that touch columns ≤ row are wanted (a symmetric product); others may or may not be written.
    pub(crate) lower: bool,
}

impl<'a> Product<'a> {
    /// A product with a row-major output, overwritten.
    pub(crate) fn new([rows, columns, depth]: [usize; 3], lhs: Lhs<'a>, rhs: Rhs<'a>) -> Product<'a> {
        let layout = Layout { row: columns, panel: PANEL };
        Product { rows, columns, depth, lhs, rhs, layout, resume: false, residual: Residual::None, lower: false }
    }

    /// All of it as one task, with its output at `out` and no panels yet.
    pub(super) fn task(&self, out: *mut f32) -> Task<'a> {
        let residual = match self.residual {
            Residual::None => std::ptr::null(),
            Residual::Values(values) => values.as_ptr(),
        };
        let Product { rows, columns, depth, lhs, layout, resume, lower, .. } = *self;
        let (rounded, panels) = (std::ptr::null(), std::ptr::null());
        Task { rows, columns, depth, lhs, rounded, panels, layout, out, residual, resume, lower }
    }

    /// Panics unless every operand covers what the shape says: the kernels trust it. `out` is the output's length.
    pub(super) fn check(&self, out: usize) {
        let Product { rows, columns, depth, layout, .. } = *self;
        let panels = columns.div_ceil(PANEL);
        let strided =
            |count: usize, stride: usize, width: usize| if count == 0 { 0 } else { (count - 1) * stride + width };
        let last = strided(panels, layout.panel, 0) + strided(rows, layout.row, 0);
        let tail = if layout.panel == PANEL { columns - (panels - 1) * PANEL } else { PANEL };
        let covered = last + tail;
        assert!(out >= covered, "the output holds {out} of {covered} values");
        assert!(layout.panel == PANEL && layout.row >= columns || layout.row == PANEL && layout.panel >= rows * PANEL);
        if let Residual::Values(values) = self.residual {
            assert!(values.len() >= covered, "the residual holds {} of {covered} values", values.len());
        }
        let (left, needed) = match self.lhs {
            Lhs::Rows(values, stride) => (values.len(), strided(rows, stride, depth)),
            Lhs::Columns(values, stride) => (values.len(), strided(depth, stride, rows)),
            Lhs::PanelRows(values, of) => {
                (values.len(), if of < rows { usize::MAX } else { depth.div_ceil(PANEL) * of * PANEL })
            }
            Lhs::PanelColumns(values) => (values.len(), rows.div_ceil(PANEL) * depth * PANEL),
        };
        assert!(left >= needed || depth == 0, "the left operand holds {left} of {needed} values");
        let (right, needed) = match self.rhs {
            Rhs::Packed(weight) => {
                assert!(!self.lhs.is_transposed(), "packed panels are multiplied by rows");
                assert_eq!((weight.rows(), weight.cols()), (columns, depth), "the right operand's shape");
                return;
            }
            Rhs::Strided(Strided::Unpacked(weight)) => {
                assert_eq!((weight.rows(), weight.cols()), (depth, columns), "the right operand's shape");
                return;
            }
            Rhs::Strided(Strided::Rows(values, stride)) => (values.len(), strided(depth, stride, columns)),
            Rhs::Strided(Strided::Transposed(values, stride)) => (values.len(), strided(columns, stride, depth)),
        };
        assert!(right >= needed || depth == 0, "the right operand holds {right} of {needed}");
    }
}
