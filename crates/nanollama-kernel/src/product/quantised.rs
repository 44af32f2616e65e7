//! Products with weights in blocks, in integers: each row of the left operand is rounded to blocks of 32 bytes of its own, as
//! llama.cpp does, then a block of 32 depth steps is one exact sum of products of bytes, and
//! `acc = (weight's scale · row's scale) · sum + acc` in f32, block by block.
//!
//! The same for every number of rows, threads and instruction set, so the bits are too: integers do not round, and the
//! rounding of a row (`round`) depends on that row alone. How an instruction set adds up products of bytes is in `dots`;
//! how a storage type's weights become bytes is in its file of `quant`.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

pub(crate) mod dots;
pub(crate) mod round;

use super::cut::GROUP_BYTES;
use super::job::{Cut, Job, Task};
use super::micro_kernel::{MicroTile, begin, finish};
use crate::lanes::{Isa, Lanes};
use crate::layout::PANEL;
#[cfg(target_arch = "aarch64")]
use dots::neon::{Neon, NeonDot};
#[cfg(target_arch = "x86_64")]
use dots::x86::{Avx2, AvxVnni, Vnni};
use dots::{Dots, Scalar};
use round::{ROUNDED, RoundedBlock};

/// A storage type whose panels are groups of 32 rows × 32 depth steps.
pub(crate) trait Blocks: Copy + 'static {
    /// Bytes of a group.
    const GROUP: usize;
}

/// How the instructions of `D` multiply with such a type.
///
/// # Safety
/// Every function asks of its caller that the processor has the instructions and that `group` is a whole group.
pub(crate) trait MultipliedBy<D: Dots>: Blocks {
    /// What the scales of sixteen rows are in registers.
    type Scales: Copy;

    /// The sums of a row of the left operand before the first product.
    unsafe fn begin(row: &RoundedBlock) -> D::Sums;
    /// Depth steps `4 · quad..` of rows `16 · vector..`.
    unsafe fn weights(group: *const u8, quad: usize, vector: usize) -> D::Weights;
    /// The scales of rows `16 · vector..`.
    unsafe fn scales(group: *const u8, vector: usize) -> Self::Scales;
    /// `acc` and a row's share of a group: its sums under both scales.
    unsafe fn add(
        acc: <D::Lanes as Lanes>::V,
        scales: Self::Scales,
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V;
}

/// By the instructions of every machine this is compiled for.
#[cfg(target_arch = "x86_64")]
pub(crate) trait Multiplied:
    MultipliedBy<Vnni> + MultipliedBy<AvxVnni> + MultipliedBy<Avx2> + MultipliedBy<Scalar>
{
}
#[cfg(target_arch = "x86_64")]
impl<W: MultipliedBy<Vnni> + MultipliedBy<AvxVnni> + MultipliedBy<Avx2> + MultipliedBy<Scalar>> Multiplied for W {}

/// By the instructions of every machine this is compiled for.
#[cfg(target_arch = "aarch64")]
pub(crate) trait Multiplied: MultipliedBy<NeonDot> + MultipliedBy<Neon> + MultipliedBy<Scalar> {}
#[cfg(target_arch = "aarch64")]
impl<W: MultipliedBy<NeonDot> + MultipliedBy<Neon> + MultipliedBy<Scalar>> Multiplied for W {}

/// By the instructions of every machine this is compiled for.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(crate) trait Multiplied: MultipliedBy<Scalar> {}
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
impl<W: MultipliedBy<Scalar>> Multiplied for W {}

/// How a product with groups of `W` is cut: a part's panels stay in a second-level cache while its tiles pass over them.
pub(crate) fn cut<W: Blocks>(task: &Task<'_>, isa: Isa, threads: usize) -> Cut {
    Kernel::of(isa).cut(task, W::GROUP, threads)
}

/// One chunk of it.
///
/// # Safety
/// The machine has `isa`; the task's operands are what it says, `panels` of groups of `W` and `rounded` the rows; no other
/// chunk of this index runs.
pub(crate) unsafe fn chunk<W: Multiplied>(isa: Isa, job: &Job<'_>, index: usize) {
    // SAFETY: the kernel is one of `isa`; the rest is the caller's.
    unsafe { Kernel::of(isa).chunk::<W>(job, index) }
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
            Kernel::Vnni => Vnni::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kernel::AvxVnni => AvxVnni::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => Avx2::ROWS,
            #[cfg(target_arch = "aarch64")]
            Kernel::NeonDot => NeonDot::ROWS,
            #[cfg(target_arch = "aarch64")]
            Kernel::Neon => Neon::ROWS,
            Kernel::Scalar => Scalar::ROWS,
        }
    }

    fn cut(self, task: &Task<'_>, group_bytes: usize, threads: usize) -> Cut {
        let (panels, tiles) = (task.columns.div_ceil(PANEL), task.rows.div_ceil(self.rows()));
        let group = (GROUP_BYTES / (task.depth / ROUNDED * group_bytes).max(1)).max(1);
        let resident = panels.div_ceil(group);
        let (row_parts, panel_parts) = if threads == 1 {
            (1, resident)
        } else {
            let wanted = 8 * threads;
            let row_parts = wanted.div_ceil(resident).clamp(1, (tiles / 2).max(1));
            (row_parts, resident.max(wanted.div_ceil(row_parts)).min(panels))
        };
        Cut { depth: task.depth, tiles, row_parts, panels, panel_parts, pack_left: false }
    }

    /// One chunk of a product.
    ///
    /// # Safety
    /// The machine has these instructions; `job`'s operands are what its product says; no other chunk of this index runs.
    unsafe fn chunk<W: Multiplied>(self, job: &Job<'_>, index: usize) {
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c")]
        unsafe fn vnni<W: Multiplied>(job: &Job<'_>, index: usize) {
            // SAFETY: the features are enabled here; the rest is the caller's contract, handed through.
            unsafe { tiles::<Vnni, W, 2>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c,avxvnni")]
        unsafe fn avx_vnni<W: Multiplied>(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { tiles::<AvxVnni, W, 1>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c")]
        unsafe fn avx2<W: Multiplied>(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { tiles::<Avx2, W, 1>(job, index) }
        }
        // SAFETY: the caller's.
        unsafe {
            match self {
                #[cfg(target_arch = "x86_64")]
                Kernel::Vnni => vnni::<W>(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::AvxVnni => avx_vnni::<W>(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx2 => avx2::<W>(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::NeonDot => tiles::<NeonDot, W, 1>(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::Neon => tiles::<Neon, W, 1>(job, index),
                Kernel::Scalar => tiles::<Scalar, W, 1>(job, index),
            }
        }
    }
}

/// One chunk: its tiles of rows times its panels, NV vectors of sixteen columns at a time.
///
/// # Safety
/// As [`Kernel::chunk`].
#[inline(always)]
unsafe fn tiles<D: Dots, W: MultipliedBy<D>, const NV: usize>(job: &Job<'_>, index: usize) {
    const { assert!(D::ROWS <= 6) };
    let task = &job.task;
    let blocks = task.depth / ROUNDED;
    let (tiles, panels) = job.cut.chunk(index);
    for tile in tiles {
        let row = tile * D::ROWS;
        let rows = D::ROWS.min(task.rows - row);
        for panel in panels.clone() {
            for vector in (0..2).step_by(NV) {
                let Some(to) = task.micro_tile(row, panel, [vector, NV]) else { continue };
                // SAFETY: the tile lies inside the rounded rows, the panel inside the groups.
                unsafe {
                    let a = task.rounded.add(row * blocks);
                    let b = task.panels.add(panel * blocks * W::GROUP);
                    // Arms beyond the kernel's tile are not compiled.
                    match rows {
                        1 => multiply::<D, W, 1, NV>(a, b, vector, blocks, to),
                        2 => multiply::<D, W, 2, NV>(a, b, vector, blocks, to),
                        3 if D::ROWS >= 3 => multiply::<D, W, 3, NV>(a, b, vector, blocks, to),
                        4 if D::ROWS >= 4 => multiply::<D, W, 4, NV>(a, b, vector, blocks, to),
                        5 if D::ROWS >= 5 => multiply::<D, W, 5, NV>(a, b, vector, blocks, to),
                        6 if D::ROWS >= 6 => multiply::<D, W, 6, NV>(a, b, vector, blocks, to),
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
unsafe fn multiply<D: Dots, W: MultipliedBy<D>, const R: usize, const NV: usize>(
    a: *const RoundedBlock,
    b: *const u8,
    vector: usize,
    blocks: usize,
    c: MicroTile,
) {
    // SAFETY: the caller's.
    unsafe {
        let mut acc = begin::<D::Lanes, R, NV>(c);
        for block in 0..blocks {
            let group = b.add(block * W::GROUP);
            let rows = a.add(block);
            let mut sums = [[W::begin(&*a); NV]; R];
            for r in 0..R {
                sums[r] = [W::begin(&*rows.add(r * blocks)); NV];
            }
            for quad in 0..ROUNDED / 4 {
                for v in 0..NV {
                    let weights = W::weights(group, quad, vector + v);
                    for r in 0..R {
                        let x = (&raw const (*rows.add(r * blocks)).bytes).cast::<i8>().add(4 * quad);
                        sums[r][v] = D::add(sums[r][v], weights, x);
                    }
                }
            }
            for v in 0..NV {
                let scales = W::scales(group, vector + v);
                for r in 0..R {
                    acc[r][v] = W::add(acc[r][v], scales, &*rows.add(r * blocks), sums[r][v]);
                }
            }
        }
        finish::<D::Lanes, R, NV>(&acc, c);
    }
}

#[cfg(test)]
mod tests;
