//! Which tile each instruction set uses: 12 × 32 in AVX-512's 32 registers, 6 × 16 in AVX2's 16 and in NEON's 32.
//!
//! Every smaller number of rows has its own kernel, so that a few rows of decoding cost a few rows.

use super::micro_kernel::{Element, MicroPanel, MicroTile, micro_kernel};
use crate::lanes::Lanes;

/// A tile of this many rows and 16-column vectors, of any [`Element`].
pub(crate) trait Tiles: Lanes {
    /// Most rows of a tile.
    const ROWS: usize;
    /// Sixteen-column vectors of a tile: 1 (half a panel) or 2.
    const VECTORS: usize;

    /// [`micro_kernel`] with `rows` in 1..=ROWS rows.
    ///
    /// # Safety
    /// As there.
    unsafe fn multiply<B: Element, const COLUMNS: bool>(
        rows: usize,
        left: MicroPanel,
        b: *const B,
        depth: usize,
        c: MicroTile,
    );
}

macro_rules! tiles {
    ($lanes:path, $tile:ident, $(#[$features:meta])? $vectors:literal, $rows:literal [$($r:literal)*]) => {
        // A function of its own for each tile: small units for the compiler, and a call is nothing beside a tile.
        $(#[$features])?
        unsafe fn $tile<B: Element, const COLUMNS: bool, const R: usize>(
            left: MicroPanel,
            b: *const B,
            depth: usize,
            c: MicroTile,
        ) {
            // SAFETY: the caller's.
            unsafe { micro_kernel::<$lanes, B, COLUMNS, R, $vectors>(left, b, depth, c) }
        }

        impl Tiles for $lanes {
            const ROWS: usize = $rows;
            const VECTORS: usize = $vectors;

            #[inline(always)]
            unsafe fn multiply<B: Element, const COLUMNS: bool>(
                rows: usize,
                left: MicroPanel,
                b: *const B,
                depth: usize,
                c: MicroTile,
            ) {
                // SAFETY: the caller's.
                unsafe {
                    match rows {
                        $($r => $tile::<B, COLUMNS, $r>(left, b, depth, c),)*
                        _ => unreachable!("a tile has 1 to {} rows", $rows),
                    }
                }
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
tiles!(
    crate::lanes::Avx512,
    avx512,
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c")]
    2, 12 [1 2 3 4 5 6 7 8 9 10 11 12]
);
#[cfg(target_arch = "x86_64")]
tiles!(crate::lanes::Avx2, avx2, #[target_feature(enable = "avx2,fma,f16c")] 1, 6 [1 2 3 4 5 6]);
#[cfg(target_arch = "aarch64")]
tiles!(crate::lanes::Neon, neon, 1, 6 [1 2 3 4 5 6]);
tiles!(crate::lanes::Scalar, scalar, 1, 2 [1 2]);
