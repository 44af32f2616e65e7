//! Which tile each instruction set uses: 12 × 32 in AVX-512's 32 registers, 6 × 16 in AVX2's 16 and in NEON's 32.
//!
//! Every smaller number of rows has its own kernel, so that a few rows of decoding cost a few rows.

use super::kernel::{self, Element, Left, Target};
use crate::lanes::Lanes;
use crate::quant::q8_0;

/// A tile of this many rows and 16-column vectors, of any [`Element`] and of Q8_0.
pub(crate) trait Tiles: Lanes {
    /// Most rows of a tile.
    const ROWS: usize;
    /// Most rows of a Q8_0 tile, which holds two accumulators an element.
    const ROWS_Q8_0: usize;
    /// Sixteen-column vectors of a tile: 1 (half a panel) or 2.
    const VECTORS: usize;

    /// [`kernel::tile`] with `rows` in 1..=ROWS rows.
    ///
    /// # Safety
    /// As there.
    unsafe fn tile<B: Element, const COLUMNS: bool>(rows: usize, left: Left, b: *const B, depth: usize, c: Target);

    /// [`q8_0::tile`] with `rows` in 1..=ROWS_Q8_0 rows.
    ///
    /// # Safety
    /// As there.
    unsafe fn tile_q8_0(rows: usize, left: Left, b: *const u8, vector: usize, depth: usize, c: Target);
}

macro_rules! tiles {
    ($lanes:ident, $(#[$features:meta])? $vectors:literal, $rows:literal [$($r:literal)*], $rows_q8_0:literal [$($q:literal)*]) => {
        // A function of its own for each tile: small units for the compiler, and a call is nothing beside a tile.
        #[allow(non_snake_case)]
        mod $lanes {
            use super::*;
            use crate::lanes::$lanes;

            $(#[$features])?
            unsafe fn plain<B: Element, const COLUMNS: bool, const R: usize>(left: Left, b: *const B, depth: usize, c: Target) {
                // SAFETY: the caller's.
                unsafe { kernel::tile::<$lanes, B, COLUMNS, R, $vectors>(left, b, depth, c) }
            }

            $(#[$features])?
            unsafe fn q8_0<const R: usize>(left: Left, b: *const u8, vector: usize, depth: usize, c: Target) {
                // SAFETY: the caller's.
                unsafe { q8_0::tile::<$lanes, R, $vectors>(left, b, vector, depth, c) }
            }

        impl Tiles for $lanes {
            const ROWS: usize = $rows;
            const ROWS_Q8_0: usize = $rows_q8_0;
            const VECTORS: usize = $vectors;

            #[inline(always)]
            unsafe fn tile<B: Element, const COLUMNS: bool>(
                rows: usize,
                left: Left,
                b: *const B,
                depth: usize,
                c: Target,
            ) {
                // SAFETY: the caller's.
                unsafe {
                    match rows {
                        $($r => plain::<B, COLUMNS, $r>(left, b, depth, c),)*
                        _ => unreachable!("a tile has 1 to {} rows", $rows),
                    }
                }
            }

            #[inline(always)]
            unsafe fn tile_q8_0(rows: usize, left: Left, b: *const u8, vector: usize, depth: usize, c: Target) {
                // SAFETY: the caller's.
                unsafe {
                    match rows {
                        $($q => q8_0::<$q>(left, b, vector, depth, c),)*
                        _ => unreachable!("a Q8_0 tile has 1 to {} rows", $rows_q8_0),
                    }
                }
            }
        }
        }
    };
}

#[cfg(target_arch = "x86_64")]
tiles!(
    Avx512,
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c")]
    2, 12 [1 2 3 4 5 6 7 8 9 10 11 12], 6 [1 2 3 4 5 6]
);
#[cfg(target_arch = "x86_64")]
tiles!(Avx2, #[target_feature(enable = "avx2,fma,f16c")] 1, 6 [1 2 3 4 5 6], 3 [1 2 3]);
#[cfg(target_arch = "aarch64")]
tiles!(Neon, 1, 6 [1 2 3 4 5 6], 3 [1 2 3]);
tiles!(Scalar, 1, 2 [1 2], 2 [1 2]);
