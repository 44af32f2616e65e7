//! Products with Q8_0 weights, in integers: each row of the left operand is rounded to Q8_0 blocks of its own, as llama.cpp
//! does, then a block of 32 depth steps is one exact sum of products of bytes, and
//! `acc = (weight's scale · row's scale) · sum + acc` in f32, block by block.
//!
//! The same for every number of rows, threads and instruction set, so the bits are too: integers do not round, and the
//! rounding of a row (`quantised/round.rs`) depends on that row alone. How an instruction set adds up products of bytes is
//! in `quantised/dots.rs`.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

mod dots;
mod round;

use std::ops::Range;

use super::drive::{GROUP_BYTES, part};
use super::kernel::{Target, begin, finish};
use super::{Destination, Left, PANEL, Product};
use crate::dtype::Q8_0_BLOCK;
use crate::lanes::{Isa, Lanes, WIDTH};
use crate::memory::with_scratch;
use crate::pool::{Pool, SharedMut};
use crate::quant::q8_0::{BYTES, GROUP, QUAD};
use dots::Dots;
use round::{Block, WORDS, round_rows};

/// A product whose left operand is rounded.
struct Job<'a> {
    product: &'a Product<'a>,
    /// `[rows][depth / 32]`.
    rows: *const Block,
    groups: *const u8,
    to: Destination,
    row_parts: usize,
    panel_parts: usize,
}

// SAFETY: the output is written at disjoint places by the chunks; everything else is only read, or is the output.
unsafe impl Sync for Job<'_> {}

/// Computes `product`, which the caller has checked, with these groups as its right operand.
pub(super) fn run(pool: &Pool, product: &Product<'_>, groups: &[u8], out: &mut [f32]) {
    // SAFETY: the pool's instruction set is there.
    unsafe { run_with(Kernel::of(pool.isa()), pool, product, groups, out) }
}

/// [`run`] by this kernel.
///
/// # Safety
/// The machine has its instructions.
unsafe fn run_with(kernel: Kernel, pool: &Pool, product: &Product<'_>, groups: &[u8], out: &mut [f32]) {
    let Left::Rows(values, stride) = product.left else { unreachable!("the caller has checked the left operand") };
    let blocks = product.depth / Q8_0_BLOCK;
    with_scratch(product.rows * blocks * WORDS, |scratch| {
        round_rows(pool, values, stride, blocks, scratch);
        let shared = SharedMut::new(out);
        let residual = product.residual.pointer();
        let to = Destination { out: shared.as_mut_ptr(), residual, resume: product.resume };
        let (row_parts, panel_parts) = parts(product, kernel.rows(), pool.threads());
        let rows = scratch.as_ptr().cast();
        let job = &Job { product, rows, groups: groups.as_ptr(), to, row_parts, panel_parts };
        // SAFETY: the instructions are there; the caller has compared every operand with the shape; each chunk writes its own
        // rows and panels.
        pool.run(row_parts * panel_parts, |index| unsafe { kernel.chunk(job, index) });
    });
}

/// How many parts the tiles of rows and the panels are cut into: a part's panels stay in a second-level cache while its
/// tiles pass over them.
fn parts(product: &Product<'_>, tile: usize, threads: usize) -> (usize, usize) {
    let (panels, tiles) = (product.columns.div_ceil(PANEL), product.rows.div_ceil(tile));
    let group = (GROUP_BYTES / (product.depth / Q8_0_BLOCK * GROUP).max(1)).max(1);
    let resident = panels.div_ceil(group);
    if threads == 1 {
        return (1, resident);
    }
    let wanted = 8 * threads;
    let row_parts = wanted.div_ceil(resident).clamp(1, (tiles / 2).max(1));
    (row_parts, resident.max(wanted.div_ceil(row_parts)).min(panels))
}

/// The instructions that multiply bytes here. More than [`Isa`] has: the best of them are extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kernel {
    #[cfg(target_arch = "x86_64")]
    Vnni,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    NeonDot,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Scalar,
}

impl Kernel {
    fn of(isa: Isa) -> Kernel {
        match isa {
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 if is_x86_feature_detected!("avx512vnni") => Kernel::Vnni,
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 | Isa::Avx2 if is_x86_feature_detected!("avxvnni") => Kernel::AvxVnni,
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 | Isa::Avx2 => Kernel::Avx2,
            #[cfg(target_arch = "aarch64")]
            Isa::Neon if std::arch::is_aarch64_feature_detected!("dotprod") => Kernel::NeonDot,
            #[cfg(target_arch = "aarch64")]
            Isa::Neon => Kernel::Neon,
            _ => Kernel::Scalar,
        }
    }

    /// Most rows of a tile.
    fn rows(self) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni => dots::Vnni::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kernel::AvxVnni => dots::AvxVnni::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => dots::Avx2::ROWS,
            #[cfg(target_arch = "aarch64")]
            Kernel::NeonDot => dots::NeonDot::ROWS,
            #[cfg(target_arch = "aarch64")]
            Kernel::Neon => dots::Neon::ROWS,
            Kernel::Scalar => dots::Scalar::ROWS,
        }
    }

    /// One chunk of a product.
    ///
    /// # Safety
    /// The machine has these instructions; `job`'s operands are what its product says; no other chunk of this index runs.
    unsafe fn chunk(self, job: &Job<'_>, index: usize) {
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c")]
        unsafe fn vnni(job: &Job<'_>, index: usize) {
            // SAFETY: the features are enabled here; the rest is the caller's contract, handed through.
            unsafe { chunk::<dots::Vnni, 2>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c,avxvnni")]
        unsafe fn avx_vnni(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { chunk::<dots::AvxVnni, 1>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c")]
        unsafe fn avx2(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { chunk::<dots::Avx2, 1>(job, index) }
        }
        // SAFETY: the caller's.
        unsafe {
            match self {
                #[cfg(target_arch = "x86_64")]
                Kernel::Vnni => vnni(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::AvxVnni => avx_vnni(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx2 => avx2(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::NeonDot => chunk::<dots::NeonDot, 1>(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::Neon => chunk::<dots::Neon, 1>(job, index),
                Kernel::Scalar => chunk::<dots::Scalar, 1>(job, index),
            }
        }
    }
}

/// One chunk: its tiles of rows times its panels, NV vectors of sixteen columns at a time.
///
/// # Safety
/// As [`Kernel::chunk`].
#[inline(always)]
unsafe fn chunk<D: Dots, const NV: usize>(job: &Job<'_>, index: usize) {
    const { assert!(D::ROWS <= 6) };
    let product = job.product;
    let blocks = product.depth / Q8_0_BLOCK;
    let panels: Range<usize> = part(product.columns.div_ceil(PANEL), job.panel_parts, index / job.row_parts);
    for tile in part(product.rows.div_ceil(D::ROWS), job.row_parts, index % job.row_parts) {
        let row = tile * D::ROWS;
        let rows = D::ROWS.min(product.rows - row);
        for panel in panels.clone() {
            for vector in (0..2).step_by(NV) {
                let Some(target) = product.target(job.to, row, panel, [vector, NV]) else { continue };
                // SAFETY: the tile lies inside the rounded rows, the panel inside the groups.
                unsafe {
                    let a = job.rows.add(row * blocks);
                    let b = job.groups.add(panel * blocks * GROUP);
                    // Arms beyond the kernel's tile are not compiled.
                    match rows {
                        1 => self::tile::<D, 1, NV>(a, b, vector, blocks, target),
                        2 => self::tile::<D, 2, NV>(a, b, vector, blocks, target),
                        3 if D::ROWS >= 3 => self::tile::<D, 3, NV>(a, b, vector, blocks, target),
                        4 if D::ROWS >= 4 => self::tile::<D, 4, NV>(a, b, vector, blocks, target),
                        5 if D::ROWS >= 5 => self::tile::<D, 5, NV>(a, b, vector, blocks, target),
                        6 if D::ROWS >= 6 => self::tile::<D, 6, NV>(a, b, vector, blocks, target),
                        _ => unreachable!("a tile has 1 to {} rows", D::ROWS),
                    }
                }
            }
        }
    }
}

/// An R × 16·NV tile over groups, beginning at vector `vector` of the panel.
///
/// # Safety
/// The instructions of `D` are there; `a` covers R rows of `blocks` blocks, `b` as many groups, `c` R rows of `columns`
/// values.
#[inline(always)]
unsafe fn tile<D: Dots, const R: usize, const NV: usize>(
    a: *const Block,
    b: *const u8,
    vector: usize,
    blocks: usize,
    c: Target,
) {
    // SAFETY: the caller's.
    unsafe {
        let mut acc = begin::<D::Lanes, R, NV>(c);
        for block in 0..blocks {
            let group = b.add(block * GROUP);
            let rows = a.add(block);
            let mut sums = [[D::begin(&*a); NV]; R];
            for r in 0..R {
                sums[r] = [D::begin(&*rows.add(r * blocks)); NV];
            }
            for quad in 0..Q8_0_BLOCK / 4 {
                for v in 0..NV {
                    let weights = D::weights(group.add(BYTES + quad * QUAD + 4 * WIDTH * (vector + v)));
                    for r in 0..R {
                        let x = (&raw const (*rows.add(r * blocks)).bytes).cast::<i8>().add(4 * quad);
                        sums[r][v] = D::add(sums[r][v], weights, x);
                    }
                }
            }
            for v in 0..NV {
                let scale = D::Lanes::load_f16(group.add(2 * WIDTH * (vector + v)).cast());
                for r in 0..R {
                    let scale = D::Lanes::mul(scale, D::Lanes::splat((*rows.add(r * blocks)).scale));
                    acc[r][v] = D::Lanes::mul_add(scale, D::to_f32(sums[r][v]), acc[r][v]);
                }
            }
        }
        finish::<D::Lanes, R, NV>(&acc, c);
    }
}

#[cfg(test)]
mod tests;
