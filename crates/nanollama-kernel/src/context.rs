//! What a launch touches beside the arena.

use crate::adapter::Adapter;
use crate::device::Buffer;
use crate::op::attention::KvPages;
use crate::op::rope::RopeTable;
use crate::rows::RowBlock;
use crate::weight::Weight;

/// Everything a call may touch beside the arena.
pub struct Context<'a> {
    /// What is known of the launch's rows.
    pub rows: &'a RowBlock,
    /// The model's weights, by [`crate::call::WeightId`].
    pub weights: &'a [Weight],
    /// The adapters that rows name, by [`crate::rows::Adapted::adapter`].
    pub adapters: &'a [Adapter],
    /// The gradients of all that are trained, in one piece; `None` where nothing is.
    pub gradients: Option<&'a mut Buffer>,
    /// Key/value pages; `None` when keys come from the rows themselves (training).
    pub cache: Option<&'a mut KvPages>,
    /// Rotation angles by position, by [`crate::call::RopeId`].
    pub rope: &'a [RopeTable],
}

impl Context<'_> {
    /// Every buffer of the launch but the arena.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let cache = self.cache.as_deref().map(KvPages::buffer);
        let few = [Some(self.rows.buffer()), self.gradients.as_deref(), cache];
        few.into_iter().flatten().chain(self.rope.iter().map(RopeTable::buffer))
    }
}
