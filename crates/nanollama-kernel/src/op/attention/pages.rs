//! The key/value cache: pages of 64 positions, keys transposed `[head_dim][64]` and values `[64][width]` per key/value head,
//! as f32 exactly the tiles that attention multiplies with. How they are stored else is `stored`'s matter; which sequence owns
//! which page is not known here.

use super::stored::{CacheTypes, key_words, put_key, put_value, read_keys, read_values, value_words};
use super::{Inputs, PAGE, Shape};
use crate::device::{Buffer, DeviceMemory};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::pool::SharedMut;
use crate::rows::Segment;

/// The pages of all layers in one piece of device memory, layer by layer.
#[derive(Debug)]
pub struct KvPages {
    data: Buffer,
    layers: usize,
    pages: usize,
    /// Bytes of one page of one layer.
    page_bytes: usize,
    kv_heads: usize,
    head_dim: usize,
    types: CacheTypes,
}

impl KvPages {
    /// `pages` pages in each of `layers` layers.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    ///
    /// # Panics
    /// When heads of this width cannot be stored so ([`CacheTypes::refusal`]).
    pub fn new(
        device: &dyn DeviceMemory,
        layers: usize,
        pages: usize,
        (kv_heads, head_dim): (usize, usize),
        types: CacheTypes,
    ) -> Result<KvPages> {
        const WHAT: &str = "the key/value cache";
        assert_eq!(types.refusal(head_dim), None, "a cache of {types:?}");
        let shape = Shape::new(kv_heads, kv_heads, head_dim);
        let page_bytes = kv_heads.checked_mul(tile_len(shape, types) * size_of::<f32>());
        let bytes = page_bytes.and_then(|bytes| bytes.checked_mul(pages)?.checked_mul(layers));
        let out = || Error::OutOfMemory { what: WHAT, bytes: usize::MAX };
        let data = device.allocate(WHAT, bytes.ok_or_else(out)?)?;
        Ok(KvPages { data, layers, pages, page_bytes: page_bytes.unwrap_or(0), kv_heads, head_dim, types })
    }

    /// How many pages a layer.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// How keys and values are stored.
    #[must_use]
    pub fn types(&self) -> CacheTypes {
        self.types
    }

    /// Resident bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.data.bytes()
    }

    /// Copies a whole page in every layer, for a sequence that parts from another within it.
    ///
    /// # Panics
    /// When there is no such page.
    pub fn copy_page(&mut self, device: &dyn DeviceMemory, from: u32, to: u32) {
        assert!((from.max(to) as usize) < self.pages, "page {from} to {to} of {}", self.pages);
        for layer in 0..self.layers {
            let at = |page: u32| (layer * self.pages + page as usize) * self.page_bytes;
            device.copy_within(&mut self.data, at(from), at(to), self.page_bytes);
        }
    }

    /// Bytes of the pages of one layer.
    #[must_use]
    pub fn layer_bytes(&self) -> usize {
        self.pages * self.page_bytes
    }

    /// The memory: layer after layer.
    #[must_use]
    pub fn buffer(&self) -> &Buffer {
        &self.data
    }

    /// The pages of one layer, where this process can reach them.
    pub(crate) fn layer(&mut self, layer: usize) -> LayerPages<'_> {
        assert!(layer < self.layers, "layer {layer} of a cache of {}", self.layers);
        let len = self.pages * self.page_bytes / size_of::<f32>();
        let data = &mut self.data.values_mut()[layer * len..][..len];
        LayerPages { data, kv_heads: self.kv_heads, head_dim: self.head_dim, types: self.types }
    }
}

/// The pages of one layer in this process's memory.
#[derive(Debug)]
pub struct LayerPages<'a> {
    pub(super) data: &'a mut [f32],
    kv_heads: usize,
    head_dim: usize,
    types: CacheTypes,
}

impl<'a> LayerPages<'a> {
    /// As many pages for `kv_heads` heads of `head_dim` as `data` holds; [`LayerPages::page_len`] says how long one is.
    #[must_use]
    pub fn new(data: &'a mut [f32], kv_heads: usize, head_dim: usize, types: CacheTypes) -> LayerPages<'a> {
        LayerPages { data, kv_heads, head_dim, types }
    }

    /// f32 that the memory of one page is as long as.
    #[must_use]
    pub fn page_len(kv_heads: usize, head_dim: usize, types: CacheTypes) -> usize {
        kv_heads * tile_len(Shape::new(kv_heads, kv_heads, head_dim), types)
    }

    /// f32 of scratch that [`LayerPages::tile`] wants for keys and for values.
    pub(super) fn scratch(&self, shape: Shape) -> [usize; 2] {
        let wanted = |dtype: DType, len: usize| if dtype == DType::F32 { 0 } else { len };
        [wanted(self.types.key, shape.head_dim * PAGE), wanted(self.types.value, shape.width() * PAGE)]
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

    /// How keys and values are stored.
    pub(super) fn types(&self) -> CacheTypes {
        self.types
    }

    /// (keys, values) of the first `keys` positions of one page and head: where they lie if they are f32, else in `scratch`.
    #[inline]
    pub(super) fn tile<'t>(
        &'t self,
        isa: Isa,
        shape: Shape,
        (page, kv_head, keys): (u32, usize, usize),
        scratch: (&'t mut [f32], &'t mut [f32]),
    ) -> (&'t [f32], &'t [f32]) {
        let len = tile_len(shape, self.types);
        let stored = &self.data[(page as usize * shape.kv_heads + kv_head) * len..][..len];
        let (mut key, mut value) = stored.split_at(key_words(self.types.key, shape));
        if self.types.key != DType::F32 {
            read_keys(isa, self.types.key, key, keys, scratch.0);
            key = scratch.0;
        }
        if self.types.value != DType::F32 {
            read_values(isa, self.types.value, value, keys, shape.width(), scratch.1);
            value = scratch.1;
        }
        (key, value)
    }

    /// Writes one head of a segment's rows to the segment's pages.
    ///
    /// # Safety
    /// No one else touches this head of the segment's written pages.
    pub(super) unsafe fn append(
        (data, types): (SharedMut<'_, f32>, CacheTypes),
        shape: Shape,
        segment: &Segment,
        table: &[u32],
        kv_head: usize,
        inputs: Inputs<'_>,
    ) {
        let len = tile_len(shape, types);
        let pages = &table[segment.first_page as usize..][..segment.pages as usize];
        for row in 0..segment.rows as usize {
            let position = segment.start as usize + row;
            let (page, slot) = (pages[position / PAGE] as usize, position % PAGE);
            // SAFETY: the caller's promise; `part` checks the bounds.
            let tile = unsafe { data.part((page * shape.kv_heads + kv_head) * len, len) };
            let (keys, values) = tile.split_at_mut(key_words(types.key, shape));
            let (row, column) = (segment.first_row as usize + row, kv_head * shape.head_dim);
            let key = &inputs.key.from(row, column)[..shape.head_dim];
            put_key(types.key, key, slot, keys);
            put_value(types.value, &inputs.value.from(row, column)[..shape.head_dim], slot, shape.width(), values);
        }
    }
}

/// f32 that the memory of one head of one page is as long as.
fn tile_len(shape: Shape, types: CacheTypes) -> usize {
    key_words(types.key, shape) + value_words(types.value, shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::Cpu;
    use crate::op::testing::normal;
    use crate::pool::Pool;

    #[test]
    fn a_copied_page_is_the_page_in_every_layer() {
        let device = Cpu::new(Pool::new(1));
        for types in [CacheTypes::from(DType::F32), DType::F16.into(), DType::Q8_0.into()] {
            copied(&device, types);
        }
    }

    fn copied(device: &Cpu, types: CacheTypes) {
        let mut cache = KvPages::new(device, 2, 3, (2, 32), types).unwrap();
        let filled = normal(1, cache.bytes() / 4);
        cache.data.values_mut().copy_from_slice(&filled);
        cache.copy_page(device, 0, 2);
        let page = LayerPages::page_len(2, 32, types);
        for layer in 0..2 {
            let before = &filled[layer * 3 * page..][..3 * page];
            let after = cache.layer(layer);
            assert_eq!(after.data[2 * page..], before[..page]);
            assert_eq!(after.data[..2 * page], before[..2 * page]);
        }
        assert_eq!((cache.pages(), cache.bytes()), (3, 4 * 2 * 3 * page));
        assert!(matches!(KvPages::new(device, 1, usize::MAX / 64, (8, 128), types), Err(Error::OutOfMemory { .. })));
    }
}
