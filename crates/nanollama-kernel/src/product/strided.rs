//! Products whose right operand is packed on the way, each chunk its own part of it: row-major matrices, and packed weights
//! for the product with their transpose.

use super::cut::cut;
use super::job::{Job, Task};
use super::operand::Strided;
use super::pack::{pack_block, transpose_block};
use super::tiles::Tiles;
use super::walk::{Walk, left_scratch};
use crate::lanes::dispatch;
use crate::layout::PANEL;
use crate::memory::with_scratch;
use crate::pool::Pool;

/// Computes `task`, whose right operand is `rhs`.
///
/// # Safety
/// The operands are what the task says.
pub(super) unsafe fn run(pool: &Pool, task: Task<'_>, rhs: &Strided<'_>) {
    let isa = pool.isa();
    let cut = cut(&task, isa, pool.threads(), true);
    let job = &Job { task, cut };
    let group = cut.panels.div_ceil(cut.panel_parts);
    pool.run(cut.chunks(), |index| {
        with_scratch(left_scratch(cut.depth) + cut.depth * PANEL * group, |scratch| {
            // SAFETY: the pool's instruction set is there; each chunk writes its own rows and panels; the rest is the
            // caller's.
            unsafe { dispatch!(isa, chunk(job: &Job<'_>, rhs: &Strided<'_>, index: usize, scratch: &mut [f32])) }
        });
    });
}

#[inline(always)]
unsafe fn chunk<L: Tiles>(job: &Job<'_>, rhs: &Strided<'_>, index: usize, scratch: &mut [f32]) {
    let task = &job.task;
    let panels = job.cut.chunk(index).1;
    let first = panels.start * PANEL;
    let columns = (panels.end * PANEL).min(task.columns) - first.min(task.columns);
    let (left, packed) = scratch.split_at_mut(left_scratch(job.cut.depth));
    let mut k = 0;
    // A product of no depth still writes its zeros and residuals.
    loop {
        let steps = job.cut.depth.min(task.depth - k);
        match *rhs {
            // SAFETY: the chunk's columns and the block's depth steps lie inside the operand.
            Strided::Rows(values, stride) => unsafe {
                pack_block(values.get_unchecked(k * stride + first..), stride, columns, steps, packed);
            },
            Strided::Transposed(values, stride) => {
                for (panel, out) in packed.chunks_exact_mut((steps * PANEL).max(1)).take(panels.len()).enumerate() {
                    let column = panel * PANEL;
                    let source = &values[(first + column) * stride + k..];
                    transpose_block(source, stride, (columns - column).min(PANEL), steps, out);
                }
            }
            Strided::Unpacked(weight) => weight.unpack((k, steps), (first, columns), packed),
        }
        let walk = Walk::new(job, index, k, steps, left.as_mut_ptr());
        // SAFETY: what was packed is the chunk's panels of the block; the rest is the caller's.
        unsafe {
            if task.lhs.is_transposed() {
                walk.multiply::<L, f32, true>(packed.as_ptr(), steps * PANEL);
            } else {
                walk.multiply::<L, f32, false>(packed.as_ptr(), steps * PANEL);
            }
        }
        k += steps;
        if k >= task.depth {
            return;
        }
    }
}
