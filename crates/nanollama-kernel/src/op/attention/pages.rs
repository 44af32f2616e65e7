//! One layer's key/value cache: pages of 64 positions, keys transposed `[head_dim][64]` and values `[64][width]` per key/value head, exactly
//! the tiles that attention multiplies with. Which sequence owns which page is not known here.

use super::{PAGE, Shape};
use crate::memory::AlignedVec;
use crate::pool::SharedMut;
use crate::rows::Segment;

/// The pages of one layer.
#[derive(Clone, Debug)]
pub struct KvPages {
    pub(super) data: AlignedVec,
    pages: usize,
    kv_heads: usize,
    head_dim: usize,
}

impl KvPages {
    /// `pages` pages.
    ///
    /// # Panics
    /// When memory is exhausted; see [`KvPages::try_new`].
    #[must_use]
    pub fn new(pages: usize, kv_heads: usize, head_dim: usize) -> KvPages {
        KvPages::try_new(pages, kv_heads, head_dim)
            .expect("a cache this large was asked for by a caller that cannot go without")
    }

    /// `pages` pages; None when memory is exhausted or the size overflows.
    #[must_use]
    pub fn try_new(pages: usize, kv_heads: usize, head_dim: usize) -> Option<KvPages> {
        let shape = Shape::new(kv_heads, kv_heads, head_dim);
        let values = pages.checked_mul(kv_heads)?.checked_mul(tile_len(shape))?;
        let data = AlignedVec::try_zeroed(values).ok()?;
        Some(KvPages { data, pages, kv_heads, head_dim })
    }

    /// How many pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Resident bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.data.len() * size_of::<f32>()
    }

    /// Copies a whole page, for a sequence that parts from another within it.
    pub fn copy_page(&mut self, from: u32, to: u32) {
        let page = self.data.len() / self.pages.max(1);
        self.data.copy_within(from as usize * page..(from as usize + 1) * page, to as usize * page);
    }

    /// Panics unless the pages were made for `shape`.
    pub(super) fn check(&self, shape: Shape) {
        assert!(
            self.kv_heads == shape.kv_heads && self.head_dim == shape.head_dim,
            "attention: the cache holds {} heads of {}, the layer has {} of {}",
            self.kv_heads,
            self.head_dim,
            shape.kv_heads,
            shape.head_dim
        );
    }

    /// (keys, values) of one page and head.
    #[inline]
    pub(super) fn tile(&self, shape: Shape, page: u32, kv_head: usize) -> (&[f32], &[f32]) {
        let len = tile_len(shape);
        self.data[(page as usize * shape.kv_heads + kv_head) * len..][..len].split_at(shape.head_dim * PAGE)
    }

    /// Writes one head of a segment's rows to the segment's pages.
    ///
    /// # Safety
    /// No one else touches this head of the segment's written pages.
    pub(super) unsafe fn append(
        data: SharedMut<'_, f32>,
        shape: Shape,
        segment: &Segment,
        table: &[u32],
        kv_head: usize,
        qkv: &[f32],
    ) {
        let len = tile_len(shape);
        let pages = &table[segment.first_page as usize..][..segment.pages as usize];
        for row in 0..segment.rows as usize {
            let position = segment.start as usize + row;
            let (page, slot) = (pages[position / PAGE] as usize, position % PAGE);
            // SAFETY: the caller's promise; `part` checks the bounds.
            let tile = unsafe { data.part((page * shape.kv_heads + kv_head) * len, len) };
            let (keys, values) = tile.split_at_mut(shape.head_dim * PAGE);
            let row = &qkv[(segment.first_row as usize + row) * shape.columns()..][..shape.columns()];
            for (to, key) in
                keys[slot..].iter_mut().step_by(PAGE).zip(&row[shape.key_column(kv_head)..][..shape.head_dim])
            {
                *to = *key;
            }
            values[slot * shape.width()..][..shape.head_dim]
                .copy_from_slice(&row[shape.value_column(kv_head)..][..shape.head_dim]);
        }
    }
}

/// f32 of one head of one page.
fn tile_len(shape: Shape) -> usize {
    (shape.head_dim + shape.width()) * PAGE
}
