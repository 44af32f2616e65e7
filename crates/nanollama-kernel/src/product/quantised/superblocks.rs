//! Superblocks of 256 depth steps, in sub-blocks under whole numbers as scales: the exact sum of a sub-block times its scale
//! stays whole for a superblock, and so do the sub-blocks' least values times the sums of a row's bytes. Then, in f32,
//! `acc = (weight's scale · row's scale) · sum + acc`, and the same with the scale of the least values, which are taken away.
//!
//! A group is the f16 scales of 32 rows, then four sections of 64 steps, each in the order in which it is read: scales, least
//! values, low bits, high bits. One row then reads its weights as one ascending stream.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

use std::marker::PhantomData;

use super::dots::Dots;
use super::round::{RoundedSuperblock, SUPERBLOCK};
use super::{Groups, ask_ahead};
use crate::lanes::{Lanes, WIDTH};
use crate::layout::PANEL;
use crate::product::micro_kernel::{MicroTile, begin, finish};

/// Steps of a section.
pub(crate) const SECTION: usize = 64;
/// Sections of a superblock.
pub(crate) const SECTIONS: usize = SUPERBLOCK / SECTION;
/// Bytes of an f16.
const HALF: usize = 2;

/// A storage type whose panels are groups of 32 rows × 256 depth steps.
///
/// # Safety
/// Every function asks of its caller that the processor has the instructions of `D` and that `section` is a whole section.
pub(crate) trait Superblocks: Copy + 'static {
    /// Steps of a sub-block: 16 or 32.
    const SUB: usize;
    /// Whether sub-blocks have least values, and so superblocks a second scale.
    const LEAST: bool;
    /// Bytes of a section of 32 rows.
    const SECTION_BYTES: usize;
    /// Bytes of a group.
    const GROUP: usize = PANEL * HALF * (1 + Self::LEAST as usize) + SECTIONS * Self::SECTION_BYTES;
    /// Four steps of sixteen rows in registers.
    type Numbers<D: Dots>: Copy;

    /// The sums of a sub-block before the first product, of a row whose bytes there add up to `sum`.
    unsafe fn begin<D: Dots>(sum: i32) -> D::Sums;
    /// Steps `4 · quad..` of a section, of rows `16 · vector..`.
    unsafe fn numbers<D: Dots>(section: *const u8, quad: usize, vector: usize) -> Self::Numbers<D>;
    /// Adds their products with the four bytes at `x`.
    unsafe fn add<D: Dots>(sums: D::Sums, numbers: Self::Numbers<D>, x: *const i8) -> D::Sums;
    /// The scales of a section's sub-block `sub`, of rows `16 · vector..`.
    unsafe fn scales<D: Dots>(section: *const u8, sub: usize, vector: usize) -> D::Sums;
    /// The least values of it, if there are any.
    unsafe fn least<D: Dots>(section: *const u8, sub: usize, vector: usize) -> D::Sums;
}

/// Groups of superblocks.
pub(crate) struct InSuperblocks<W>(PhantomData<W>);

impl<W: Superblocks> Groups for InSuperblocks<W> {
    const BYTES: usize = W::GROUP;
    type Row = RoundedSuperblock;

    #[inline(always)]
    unsafe fn multiply<D: Dots, const R: usize, const NV: usize>(
        a: *const RoundedSuperblock,
        b: *const u8,
        vector: usize,
        groups: usize,
        c: MicroTile,
    ) {
        const { assert!(W::SUB == 16 || W::SUB == 32) };
        // SAFETY: the caller's.
        unsafe {
            let mut acc = begin::<D::Lanes, R, NV>(c);
            for block in 0..groups {
                let group = b.add(block * W::GROUP);
                let rows = a.add(block);
                let mut whole = [[D::splat(0); NV]; R];
                let mut least = [[D::splat(0); NV]; R];
                for section in 0..SECTIONS {
                    let head = PANEL * HALF * (1 + W::LEAST as usize);
                    let at = group.add(head + section * W::SECTION_BYTES);
                    if R == 1 && vector == 0 {
                        ask_ahead::<D::Lanes>(at, W::SECTION_BYTES);
                    }
                    if W::LEAST {
                        add_least::<D, W, R, NV>(&mut least, at, vector, rows, groups, section);
                    }
                    for sub in 0..SECTION / W::SUB {
                        add_sub_block::<D, W, R, NV>(&mut whole, at, vector, rows, groups, (section, sub));
                    }
                }
                for v in 0..NV {
                    let scales = |number: usize| {
                        D::Lanes::load_f16(group.add(HALF * (PANEL * number + WIDTH * (vector + v))).cast())
                    };
                    for r in 0..R {
                        let row = (*rows.add(r * groups)).scale;
                        let scale = D::Lanes::mul(scales(0), D::Lanes::splat(row));
                        acc[r][v] = D::Lanes::mul_add(scale, D::to_f32(whole[r][v]), acc[r][v]);
                        if W::LEAST {
                            let scale = D::Lanes::mul(scales(1), D::Lanes::splat(-row));
                            acc[r][v] = D::Lanes::mul_add(scale, D::to_f32(least[r][v]), acc[r][v]);
                        }
                    }
                }
            }
            finish::<D::Lanes, R, NV>(&acc, c);
        }
    }
}

/// Adds a section's least values times the sums of the rows' bytes.
///
/// # Safety
/// As [`Groups::multiply`]; `rows` are at this superblock, `at` is the section.
#[inline(always)]
unsafe fn add_least<D: Dots, W: Superblocks, const R: usize, const NV: usize>(
    least: &mut [[D::Sums; NV]; R],
    at: *const u8,
    vector: usize,
    rows: *const RoundedSuperblock,
    stride: usize,
    section: usize,
) {
    let pairs = SECTION / W::SUB / 2;
    // SAFETY: the caller's; there are as many sums as sub-blocks.
    unsafe {
        for pair in 0..pairs {
            for v in 0..NV {
                let value = |sub: usize| W::least::<D>(at, 2 * pair + sub, vector + v);
                let values = D::pairs(value(0), value(1));
                for r in 0..R {
                    let row = rows.add(r * stride);
                    let sums: *const i16 = if W::SUB == 16 {
                        (&raw const (*row).sums).cast()
                    } else {
                        (&raw const (*row).wide_sums).cast()
                    };
                    let sums = sums.cast::<[i16; 2]>().add(section * pairs + pair);
                    least[r][v] = D::add_pairs(least[r][v], values, sums);
                }
            }
        }
    }
}

/// Adds a sub-block's products times its scales.
///
/// # Safety
/// As [`add_least`].
#[inline(always)]
unsafe fn add_sub_block<D: Dots, W: Superblocks, const R: usize, const NV: usize>(
    whole: &mut [[D::Sums; NV]; R],
    at: *const u8,
    vector: usize,
    rows: *const RoundedSuperblock,
    stride: usize,
    (section, sub): (usize, usize),
) {
    let number = section * (SECTION / W::SUB) + sub;
    // SAFETY: the caller's.
    unsafe {
        let mut sums = [[D::splat(0); NV]; R];
        for r in 0..R {
            let row = rows.add(r * stride);
            let sum = if W::SUB == 16 { (*row).sums[number] } else { (*row).wide_sums[number] };
            sums[r] = [W::begin::<D>(i32::from(sum)); NV];
        }
        for quad in 0..W::SUB / 4 {
            for v in 0..NV {
                let numbers = W::numbers::<D>(at, sub * W::SUB / 4 + quad, vector + v);
                for r in 0..R {
                    let x = (&raw const (*rows.add(r * stride)).bytes).cast::<i8>();
                    sums[r][v] = W::add::<D>(sums[r][v], numbers, x.add(number * W::SUB + 4 * quad));
                }
            }
        }
        for v in 0..NV {
            let scales = W::scales::<D>(at, sub, vector + v);
            for r in 0..R {
                whole[r][v] = D::add_scaled(whole[r][v], sums[r][v], scales);
            }
        }
    }
}
