//! Packed matrix products: C = A · B with every sum a single fused chain over ascending depth (with weights in blocks:
//! over ascending blocks, see `quantised`).
//!
//! `operand` is what a caller says, `job` what a kernel is told, `cut` how the work is shared out. `elements` multiplies
//! panels of plain numbers, `quantised` panels of blocks, in integers, and `strided` packs the right operand on the way.
//! `micro_kernel` holds a tile in registers, `tiles` picks its size by instruction set, `walk` goes over the tiles of a
//! chunk, `pack` lays operands out; `packed` is a weight so laid out. What is multiplied with what (forward, gradients,
//! the head) is said in `op`; how a storage type is packed, in `quant`.
//!
//! Blocking follows Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), with one
//! difference: the depth is never split between accumulators, so the bits depend on neither rows, threads, blocks nor
//! instruction set, and equal those of [`mod@reference`].

mod cut;
pub(crate) mod elements;
pub(crate) mod job;
pub(crate) mod micro_kernel;
mod operand;
mod pack;
mod packed;
pub(crate) mod quantised;
pub mod reference;
mod strided;
mod tiles;
mod walk;

use crate::pool::{Pool, SharedMut};
use crate::quant::format::Activations;
pub(crate) use job::{Layout, Lhs};
pub(crate) use operand::{Product, Rhs, Strided};
pub(crate) use pack::pack_panels;
pub(crate) use packed::{Packed, Source};

use crate::layout::PANEL;
use job::{Job, Task};
use quantised::round::{Rounded, RoundedBlock, RoundedSuperblock, round_rows};

/// Most parts of a weight that share one dispatch to the pool.
const PARTS: usize = 4;

/// Computes `product`, whose right operand is multiplied with rows as they are, into `out`, which its layout describes.
pub(crate) fn run(pool: &Pool, product: &Product<'_>, out: &mut [f32]) {
    run_rounding(pool, product, &mut [], out);
}

impl Activations {
    /// f32 that a row of `depth` values takes.
    fn words(self, depth: usize) -> usize {
        match self {
            Activations::F32 => 0,
            Activations::Blocks => depth / RoundedBlock::STEPS * RoundedBlock::WORDS,
            Activations::Superblocks => depth / RoundedSuperblock::STEPS * RoundedSuperblock::WORDS,
        }
    }

    /// Rounds rows, `stride` values apart, into their words.
    fn round(self, pool: &Pool, values: &[f32], stride: usize, depth: usize, out: &mut [f32]) {
        match self {
            Activations::F32 => {}
            Activations::Blocks => round_rows::<RoundedBlock>(pool, values, stride, depth, out),
            Activations::Superblocks => round_rows::<RoundedSuperblock>(pool, values, stride, depth, out),
        }
    }
}

/// Computes `product` into `out`, which its layout describes. Rows that the right operand wants rounded are so in `rounded`,
/// of at least [`Packed::rounded_words`] a row.
pub(crate) fn run_rounding(pool: &Pool, product: &Product<'_>, rounded: &mut [f32], out: &mut [f32]) {
    if product.rows == 0 || product.columns == 0 {
        return;
    }
    product.check(out.len());
    let task = product.task(SharedMut::new(out).as_mut_ptr());
    // SAFETY: `check` has compared every operand with the shape.
    unsafe {
        match product.rhs {
            Rhs::Strided(rhs) => strided::run(pool, task, &rhs),
            Rhs::Packed(weight) => parts(pool, task, weight, &rounded_for(pool, &task, weight, rounded)),
        }
    }
}

/// Where rows are, rounded as each of [`Activations::ALL`] wants them; null for what no part of the weight multiplies.
type RoundedRows = [*const f32; Activations::ALL.len()];

/// Rounds the rows of a task, once for each kind that a part of the weight multiplies.
fn rounded_for(pool: &Pool, task: &Task<'_>, weight: &Packed, mut scratch: &mut [f32]) -> RoundedRows {
    Activations::ALL.map(|kind| {
        let words = task.rows * kind.words(task.depth);
        if words == 0 || !weight.multiplies(kind) {
            return std::ptr::null();
        }
        let Lhs::Rows(values, stride) = task.lhs else { panic!("rows are rounded where they lie row by row") };
        let (rounded, rest) = std::mem::take(&mut scratch).split_at_mut(words);
        scratch = rest;
        kind.round(pool, values, stride, task.depth, rounded);
        rounded.as_ptr()
    })
}

/// Multiplies by the parts of a weight: each by its own type's kernel, all in one dispatch.
///
/// # Safety
/// The operands are what the task says, and rows are rounded as each part wants them.
unsafe fn parts(pool: &Pool, task: Task<'_>, weight: &Packed, rounded: &RoundedRows) {
    let isa = pool.isa();
    let mut column = 0;
    for group in weight.parts().chunks(PARTS) {
        let mut jobs = [const { None }; PARTS];
        let mut chunks = 0;
        for (job, part) in jobs.iter_mut().zip(group) {
            assert!(task.layout.panel == PANEL || column % PANEL == 0, "a part begins within a panel of the output");
            let at = column / PANEL * task.layout.panel + column % PANEL;
            let residual = if task.residual.is_null() { task.residual } else { task.residual.wrapping_add(at) };
            let (out, panels) = (task.out.wrapping_add(at), part.bytes().as_ptr());
            let kernel = &part.format().panels;
            let rounded = rounded[kernel.activations as usize];
            let task = Task { columns: part.rows(), panels, out, residual, rounded, ..task };
            let cut = (kernel.cut)(&task, isa, pool.threads());
            *job = Some((kernel.chunk, Job { task, cut }));
            chunks += cut.chunks();
            column += part.rows();
        }
        let jobs = &jobs;
        pool.run(chunks, |index| {
            let mut index = index;
            for (chunk, job) in jobs.iter().flatten() {
                if index < job.cut.chunks() {
                    // SAFETY: the pool's instruction set is there; each chunk writes its own rows and panels; the rest is
                    // the caller's.
                    return unsafe { chunk(isa, job, index) };
                }
                index -= job.cut.chunks();
            }
        });
    }
}
