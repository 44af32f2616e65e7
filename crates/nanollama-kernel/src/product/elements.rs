//! Products with panels of plain elements (f32, f16, bf16), `[columns / 32][depth][32]`, which become f32 in registers.

use super::cut;
use super::job::{Cut, Job, Task};
use super::micro_kernel::Element;
use super::tiles::Tiles;
use super::walk::{Walk, left_scratch};
use crate::lanes::{Isa, dispatch};
use crate::layout::PANEL;
use crate::memory::with_scratch;

/// How such a product is cut, whatever the element.
pub(crate) fn cut(task: &Task<'_>, isa: Isa, threads: usize) -> Cut {
    cut::cut(task, isa, threads, false)
}

/// One chunk of it.
///
/// # Safety
/// The machine has `isa`; the task's operands are what it says, `panels` of elements `B`; no other chunk of this index
/// runs.
pub(crate) unsafe fn chunk<B: Element>(isa: Isa, job: &Job<'_>, index: usize) {
    with_scratch(left_scratch(job.cut.depth), |scratch| {
        // SAFETY: the caller's.
        unsafe { dispatch!(isa, blocks::<B: Element>(job: &Job<'_>, index: usize, scratch: &mut [f32])) }
    });
}

#[inline(always)]
unsafe fn blocks<L: Tiles, B: Element>(job: &Job<'_>, index: usize, scratch: &mut [f32]) {
    let whole = job.task.depth;
    let panels: *const B = job.task.panels.cast();
    let first = job.cut.chunk(index).1.start;
    let mut k = 0;
    // A product of no depth still writes its zeros and residuals.
    loop {
        let steps = job.cut.depth.min(whole - k);
        let walk = Walk::new(job, index, k, steps, scratch.as_mut_ptr());
        // SAFETY: the panels of the chunk and the depth steps of the block lie inside; the rest is the caller's.
        unsafe { walk.multiply::<L, B, false>(panels.add((first * whole + k) * PANEL), whole * PANEL) };
        k += steps;
        if k >= whole {
            return;
        }
    }
}
