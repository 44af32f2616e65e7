//! How the numbers of a block's 32 weights lie behind its head, in a file and in a group: [`super::nibbles`] of four bits,
//! [`super::fifth_bit`] of five. What a number means is the matter of [`super::centred`] and [`super::floored`].

use crate::product::quantised::dots::Dots;

/// Weights of a block.
pub(super) const BLOCK: usize = 32;

/// A way of storing them.
pub(super) trait Bits: Copy + 'static {
    /// Bytes of a block without its head.
    const BYTES: usize;
    /// The largest number.
    const MOST: u8;

    /// The numbers that `bytes` begins with.
    fn load(bytes: &[u8]) -> [u8; BLOCK];
    /// Puts them there.
    fn store(numbers: &[u8; BLOCK], bytes: &mut [u8]);
    /// Packs up to 32 rows of blocks, each behind a head of `head` bytes, into a panel of groups of zeros.
    fn pack(rows: &[&[u8]], panel: &mut [u8], head: usize);
    /// Number `k` of row `r` of a group.
    fn of_group(group: &[u8], head: usize, r: usize, k: usize) -> u8;
    /// Depth steps `4 · quad..` of the rows `16 · vector..`; if CENTRED, less half of MOST + 1.
    ///
    /// # Safety
    /// The instructions of `D` are there; `group` is a whole group.
    unsafe fn weights<D: Dots, const CENTRED: bool>(
        group: *const u8,
        head: usize,
        quad: usize,
        vector: usize,
    ) -> D::Weights;
}
