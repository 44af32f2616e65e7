//! Blocks that are one f16 scale, then bytes: how 32 rows of them lie in a group, and how a group's sums are added up.
//!
//! A group is 32 scales, then [quads of bytes][32 rows][4 bytes], as the instructions want them that add up four products
//! of bytes at once. Which depth steps a byte holds is the storage type's matter.

use crate::float16::f16_to_f32;
use crate::lanes::{Lanes, WIDTH};
use crate::layout::PANEL;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::round::RoundedBlock;

/// Bytes of a scale.
pub(super) const SCALE: usize = 2;
/// Where a group's quads begin.
const QUADS: usize = PANEL * SCALE;
/// Bytes of a quad.
const QUAD: usize = PANEL * 4;

/// The scale that a block begins with.
pub(super) fn scale(bytes: &[u8]) -> f32 {
    f16_to_f32(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// Packs up to 32 rows of blocks of N bytes into a panel of groups of 32 · N.
pub(super) fn pack<const N: usize>(rows: &[&[u8]], panel: &mut [u8]) {
    for (block, group) in panel.chunks_exact_mut(PANEL * N).enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let (scale, bytes) = row[block * N..][..N].split_at(SCALE);
            group[SCALE * r..][..SCALE].copy_from_slice(scale);
            for (i, &byte) in bytes.iter().enumerate() {
                group[place(r, i)] = byte;
            }
        }
    }
}

/// Byte `i` of row `r` of a group.
pub(super) fn byte(group: &[u8], r: usize, i: usize) -> u8 {
    group[place(r, i)]
}

fn place(r: usize, i: usize) -> usize {
    QUADS + i / 4 * QUAD + r * 4 + i % 4
}

/// A quad's bytes of the rows `16 · vector..`.
///
/// # Safety
/// The group has the quad.
#[inline(always)]
pub(super) unsafe fn quad(group: *const u8, quad: usize, vector: usize) -> *const u8 {
    // SAFETY: the caller's.
    unsafe { group.add(QUADS + quad * QUAD + 4 * WIDTH * vector) }
}

/// The scales of the rows `16 · vector..`.
///
/// # Safety
/// The instruction set of `L` is there; `group` is a whole group.
#[inline(always)]
pub(super) unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> L::V {
    // SAFETY: the caller's.
    unsafe { L::load_f16(group.add(SCALE * WIDTH * vector).cast()) }
}

/// `(weights' scales · row's scale) · sums + acc`.
///
/// # Safety
/// The instructions of `D` are there.
#[inline(always)]
pub(super) unsafe fn add<D: Dots>(
    acc: <D::Lanes as Lanes>::V,
    scales: <D::Lanes as Lanes>::V,
    row: &RoundedBlock,
    sums: D::Sums,
) -> <D::Lanes as Lanes>::V {
    // SAFETY: the caller's.
    unsafe {
        let scale = D::Lanes::mul(scales, D::Lanes::splat(row.scale));
        D::Lanes::mul_add(scale, D::to_f32(sums), acc)
    }
}
