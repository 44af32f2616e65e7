//! Products with weights in blocks, in integers: each row of the left operand is rounded to blocks of bytes of its own, as
//! llama.cpp does (`round`), and what a block of weights and one of a row make together is an exact sum until it meets the
//! scales: [`blocks`] of 32 depth steps, [`superblocks`] of 256.
//!
//! The same for every number of rows, threads and instruction set, so the bits are too: integers do not round, and the
//! rounding of a row depends on that row alone. How an instruction set adds up products of bytes is in `dots`; how a storage
//! type's weights become bytes is in its file of `quant`.

pub(crate) mod blocks;
pub(crate) mod dots;
pub(crate) mod round;
pub(crate) mod superblocks;

use super::cut::GROUP_BYTES;
use super::job::{Cut, Job, Task};
use super::micro_kernel::{AHEAD_OF_ONE, MicroTile};
use crate::lanes::{Isa, Lanes};
use crate::layout::PANEL;
#[cfg(target_arch = "aarch64")]
use dots::neon::{Neon, NeonDot};
#[cfg(target_arch = "x86_64")]
use dots::x86::{Avx2, AvxVnni, Vnni};
use dots::{Dots, Scalar};
use round::Rounded;

/// Weights in panels of groups, 32 rows each, and how a tile is multiplied with them.
pub(crate) trait Groups: 'static {
    /// Bytes of a group.
    const BYTES: usize;
    /// As what the left operand's steps of a group are rounded.
    type Row: Rounded;

    /// An R × 16·NV tile over `groups` groups, beginning at vector `vector` of the panel.
    ///
    /// # Safety
    /// The instructions of `D` are there; `a` covers R rows of as many blocks as there are groups at `b`, `c` R rows of its
    /// columns.
    unsafe fn multiply<D: Dots, const R: usize, const NV: usize>(
        a: *const Self::Row,
        b: *const u8,
        vector: usize,
        groups: usize,
        c: MicroTile,
    );
}

/// Asks for the lines that lie [`AHEAD_OF_ONE`] bytes ahead of these: with one row the arithmetic is too little to hide what
/// the processor's own prefetcher leaves of the memory's latency.
#[inline(always)]
fn ask_ahead<L: Lanes>(from: *const u8, bytes: usize) {
    for line in (0..bytes).step_by(64) {
        // SAFETY: no place is refused; what lies behind the weights is asked for in vain.
        unsafe { L::prefetch(from.wrapping_add(AHEAD_OF_ONE + line)) };
    }
}

/// How a product with groups of `G` is cut: a part's panels stay in a second-level cache while its tiles pass over them.
pub(crate) fn cut<G: Groups>(task: &Task<'_>, isa: Isa, threads: usize) -> Cut {
    Kernel::of(isa).cut(task, task.depth / G::Row::STEPS * G::BYTES, threads)
}

/// One chunk of it.
///
/// # Safety
/// The machine has `isa`; the task's operands are what it says, `panels` of groups of `G` and `rounded` its rows; no other
/// chunk of this index runs.
pub(crate) unsafe fn chunk<G: Groups>(isa: Isa, job: &Job<'_>, index: usize) {
    // SAFETY: the kernel is one of `isa`; the rest is the caller's.
    unsafe { Kernel::of(isa).chunk::<G>(job, index) }
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

    fn cut(self, task: &Task<'_>, panel_bytes: usize, threads: usize) -> Cut {
        let (panels, tiles) = (task.columns.div_ceil(PANEL), task.rows.div_ceil(self.rows()));
        let group = (GROUP_BYTES / panel_bytes.max(1)).max(1);
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
    unsafe fn chunk<G: Groups>(self, job: &Job<'_>, index: usize) {
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c")]
        unsafe fn vnni<G: Groups>(job: &Job<'_>, index: usize) {
            // SAFETY: the features are enabled here; the rest is the caller's contract, handed through.
            unsafe { tiles::<Vnni, G, 2>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c,avxvnni")]
        unsafe fn avx_vnni<G: Groups>(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { tiles::<AvxVnni, G, 1>(job, index) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c")]
        unsafe fn avx2<G: Groups>(job: &Job<'_>, index: usize) {
            // SAFETY: as above.
            unsafe { tiles::<Avx2, G, 1>(job, index) }
        }
        // SAFETY: the caller's.
        unsafe {
            match self {
                #[cfg(target_arch = "x86_64")]
                Kernel::Vnni => vnni::<G>(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::AvxVnni => avx_vnni::<G>(job, index),
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx2 => avx2::<G>(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::NeonDot => tiles::<NeonDot, G, 1>(job, index),
                #[cfg(target_arch = "aarch64")]
                Kernel::Neon => tiles::<Neon, G, 1>(job, index),
                Kernel::Scalar => tiles::<Scalar, G, 1>(job, index),
            }
        }
    }
}

/// One chunk: its tiles of rows times its panels, NV vectors of sixteen columns at a time.
///
/// # Safety
/// As [`Kernel::chunk`].
#[inline(always)]
unsafe fn tiles<D: Dots, G: Groups, const NV: usize>(job: &Job<'_>, index: usize) {
    const { assert!(D::ROWS <= 6) };
    let task = &job.task;
    let groups = task.depth / G::Row::STEPS;
    let (tiles, panels) = job.cut.chunk(index);
    for tile in tiles {
        let row = tile * D::ROWS;
        let rows = D::ROWS.min(task.rows - row);
        for panel in panels.clone() {
            for vector in (0..2).step_by(NV) {
                let Some(to) = task.micro_tile(row, panel, [vector, NV]) else { continue };
                // SAFETY: the tile lies inside the rounded rows, the panel inside the groups.
                unsafe {
                    let a = task.rounded.cast::<G::Row>().add(row * groups);
                    let b = task.panels.add(panel * groups * G::BYTES);
                    // Arms beyond the kernel's tile are not compiled.
                    match rows {
                        1 => G::multiply::<D, 1, NV>(a, b, vector, groups, to),
                        2 => G::multiply::<D, 2, NV>(a, b, vector, groups, to),
                        3 if D::ROWS >= 3 => G::multiply::<D, 3, NV>(a, b, vector, groups, to),
                        4 if D::ROWS >= 4 => G::multiply::<D, 4, NV>(a, b, vector, groups, to),
                        5 if D::ROWS >= 5 => G::multiply::<D, 5, NV>(a, b, vector, groups, to),
                        6 if D::ROWS >= 6 => G::multiply::<D, 6, NV>(a, b, vector, groups, to),
                        _ => unreachable!("a tile has 1 to {} rows", D::ROWS),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
