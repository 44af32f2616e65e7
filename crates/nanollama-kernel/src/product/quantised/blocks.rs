//! Blocks of 32 depth steps: their products with a row's bytes are one exact sum, and
//! `acc = (weight's scale · row's scale) · sum + acc` in f32, block by block.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

use std::marker::PhantomData;

use super::dots::Dots;
use super::round::{ROUNDED, RoundedBlock};
use super::{Groups, ask_ahead};
use crate::lanes::Lanes;
use crate::product::micro_kernel::{MicroTile, begin, finish};

/// A storage type whose panels are groups of 32 rows × 32 depth steps, and how it is multiplied by the instructions of `D`.
///
/// # Safety
/// Every function asks of its caller that the processor has the instructions and that `group` is a whole group.
pub(crate) trait Blocks: Copy + 'static {
    /// Bytes of a group.
    const GROUP: usize;
    /// What stands before the numbers of a block.
    type Head: Head;

    /// Depth steps `4 · quad..` of rows `16 · vector..`.
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights;
}

/// The scales of blocks, and how a group's sums are added up under them.
///
/// # Safety
/// As of [`Blocks`].
pub(crate) trait Head {
    /// What the scales of sixteen rows are in registers.
    type Scales<L: Lanes>: Copy;

    /// The scales of rows `16 · vector..`.
    unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> Self::Scales<L>;
    /// `acc` and a row's share of a group: its sums under both scales.
    unsafe fn add<D: Dots>(
        acc: <D::Lanes as Lanes>::V,
        scales: Self::Scales<D::Lanes>,
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V;
}

/// Groups of blocks.
pub(crate) struct InBlocks<W>(PhantomData<W>);

impl<W: Blocks> Groups for InBlocks<W> {
    const BYTES: usize = W::GROUP;
    type Row = RoundedBlock;

    #[inline(always)]
    unsafe fn multiply<D: Dots, const R: usize, const NV: usize>(
        a: *const RoundedBlock,
        b: *const u8,
        vector: usize,
        groups: usize,
        c: MicroTile,
    ) {
        // SAFETY: the caller's.
        unsafe {
            let mut acc = begin::<D::Lanes, R, NV>(c);
            for block in 0..groups {
                let group = b.add(block * W::GROUP);
                let rows = a.add(block);
                if R == 1 && vector == 0 {
                    ask_ahead::<D::Lanes>(group, W::GROUP);
                }
                let mut sums = [[D::begin((*a).correction); NV]; R];
                for r in 0..R {
                    sums[r] = [D::begin((*rows.add(r * groups)).correction); NV];
                }
                for quad in 0..ROUNDED / 4 {
                    for v in 0..NV {
                        let weights = W::weights::<D>(group, quad, vector + v);
                        for r in 0..R {
                            let x = (&raw const (*rows.add(r * groups)).bytes).cast::<i8>().add(4 * quad);
                            sums[r][v] = D::add(sums[r][v], weights, x);
                        }
                    }
                }
                for v in 0..NV {
                    let scales = W::Head::scales::<D::Lanes>(group, vector + v);
                    for r in 0..R {
                        acc[r][v] = W::Head::add::<D>(acc[r][v], scales, &*rows.add(r * groups), sums[r][v]);
                    }
                }
            }
            finish::<D::Lanes, R, NV>(&acc, c);
        }
    }
}
