//! Blocks that are a head of one or two f16 numbers, then bytes: how 32 rows of them lie in a group, and how a group's sums are
//! added up.
//!
//! A group is each number of the head for 32 rows, then [quads of bytes][32 rows][4 bytes], as the instructions want them that
//! add up four products of bytes at once. Which depth steps a byte holds is the storage type's matter.

use crate::float16::f16_to_f32;
use crate::lanes::{Lanes, WIDTH};
use crate::layout::PANEL;
use crate::product::quantised::blocks::Head;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::round::RoundedBlock;

/// Bytes of a scale: the head of blocks that have nothing else.
pub(super) const SCALE: usize = 2;
/// Bytes of the head of blocks that have a scale and a least value.
pub(super) const SCALE_AND_LEAST: usize = 4;
/// Bytes of a quad.
const QUAD: usize = PANEL * 4;

/// The scale that a block begins with.
pub(super) fn scale(bytes: &[u8]) -> f32 {
    f16_to_f32(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// The least value of a block whose head has one.
pub(super) fn least(bytes: &[u8]) -> f32 {
    scale(&bytes[SCALE..])
}

/// Packs up to 32 rows of blocks of `head` + `bytes` bytes into a panel of groups.
#[inline(always)]
pub(super) fn pack(rows: &[&[u8]], panel: &mut [u8], head: usize, bytes: usize) {
    let length = head + bytes;
    for (block, group) in panel.chunks_exact_mut(PANEL * length).enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let (head_bytes, bytes) = row[block * length..][..length].split_at(head);
            pack_head(head_bytes, r, group);
            for (i, &byte) in bytes.iter().enumerate() {
                group[place(head, r, i)] = byte;
            }
        }
    }
}

/// Puts the head of row `r`'s block into its group.
pub(super) fn pack_head(head: &[u8], r: usize, group: &mut [u8]) {
    for (number, bytes) in head.chunks_exact(SCALE).enumerate() {
        group[number_at(number, r)..][..SCALE].copy_from_slice(bytes);
    }
}

/// Number `number` of the head of row `r`.
pub(super) fn number(group: &[u8], number: usize, r: usize) -> f32 {
    scale(&group[number_at(number, r)..])
}

/// Byte `i` of row `r` of a group whose quads follow `head` bytes a row.
pub(super) fn byte(group: &[u8], head: usize, r: usize, i: usize) -> u8 {
    group[place(head, r, i)]
}

/// Where byte `i` of row `r` lies.
pub(super) fn place(head: usize, r: usize, i: usize) -> usize {
    PANEL * head + i / 4 * QUAD + r * 4 + i % 4
}

fn number_at(number: usize, r: usize) -> usize {
    SCALE * (PANEL * number + r)
}

/// A quad's bytes of the rows `16 · vector..`.
///
/// # Safety
/// The group has the quad.
#[inline(always)]
pub(super) unsafe fn quad(group: *const u8, head: usize, quad: usize, vector: usize) -> *const u8 {
    // SAFETY: the caller's.
    unsafe { group.add(PANEL * head + quad * QUAD + 4 * WIDTH * vector) }
}

/// Number `number` of the heads of the rows `16 · vector..`.
///
/// # Safety
/// The instruction set of `L` is there; `group` is a whole group.
#[inline(always)]
pub(super) unsafe fn numbers<L: Lanes>(group: *const u8, number: usize, vector: usize) -> L::V {
    // SAFETY: the caller's.
    unsafe { L::load_f16(group.add(SCALE * (PANEL * number + WIDTH * vector)).cast()) }
}

/// A head that is one scale: `acc = (weights' scales · row's scale) · sums + acc`.
pub(crate) struct OneScale;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Head for OneScale {
    type Scales<L: Lanes> = L::V;

    #[inline(always)]
    unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> L::V {
        unsafe { numbers::<L>(group, 0, vector) }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(
        acc: <D::Lanes as Lanes>::V,
        scales: <D::Lanes as Lanes>::V,
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V {
        unsafe {
            let scale = D::Lanes::mul(scales, D::Lanes::splat(row.scale));
            D::Lanes::mul_add(scale, D::to_f32(sums), acc)
        }
    }
}

/// A scale and a least value, of weights that are `scale · bits + least`: as [`OneScale`], and beside it
/// `(weights' least · row's scale) · sum of the row's bytes`. llama.cpp rounds row's scale times that sum to f16 first; here it
/// is exact.
pub(crate) struct ScaleAndLeast;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Head for ScaleAndLeast {
    type Scales<L: Lanes> = [L::V; 2];

    #[inline(always)]
    unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> [L::V; 2] {
        unsafe { [numbers::<L>(group, 0, vector), numbers::<L>(group, 1, vector)] }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(
        acc: <D::Lanes as Lanes>::V,
        [scales, least]: [<D::Lanes as Lanes>::V; 2],
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V {
        unsafe {
            let acc = OneScale::add::<D>(acc, scales, row, sums);
            // Exact: at most 32 · 127, and a multiple of 128 before.
            let sum = (row.correction / -128) as f32;
            let least = D::Lanes::mul(least, D::Lanes::splat(row.scale));
            D::Lanes::mul_add(least, D::Lanes::splat(sum), acc)
        }
    }
}
