//! What a launch touches beside the arena.

use crate::adapter::Adapter;
use crate::call::WeightId;
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
    /// Those that are numbered behind the model's: of an adapter in training.
    pub further: &'a [&'a Weight],
    /// The adapters that rows name, by [`crate::rows::Adapted::adapter`].
    pub adapters: &'a [Adapter],
    /// What a training step gathers; `None` where nothing is trained.
    pub training: Option<Training<'a>>,
    /// Key/value pages; `None` when keys come from the rows themselves (training).
    pub cache: Option<&'a mut KvPages>,
    /// Rotation angles by position, by [`crate::call::RopeId`].
    pub rope: &'a [RopeTable],
}

/// What the micro-batches of a training step gather.
pub struct Training<'a> {
    /// The gradients of all that are trained, in one piece.
    pub gradients: &'a mut Buffer,
    /// A [`crate::update::StepState`], for the sum of the losses.
    pub state: &'a mut Buffer,
}

impl Context<'_> {
    /// A weight by its number.
    ///
    /// # Panics
    /// When there is none: programs are checked against the weights' shapes before they run.
    #[must_use]
    pub fn weight(&self, id: WeightId) -> &Weight {
        let index = id.index();
        self.weights.get(index).unwrap_or_else(|| self.further[index - self.weights.len()])
    }

    /// Every buffer of the launch but the arena.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let cache = self.cache.as_deref().map(KvPages::buffer);
        let training = self.training.as_ref().map(|training| [&*training.gradients, &*training.state]);
        let few = [Some(self.rows.buffer()), cache].into_iter().flatten().chain(training.into_iter().flatten());
        let weights = self
            .weights
            .iter()
            .chain(self.further.iter().copied())
            .chain(self.adapters.iter().flat_map(Adapter::weights));
        few.chain(self.rope.iter().map(RopeTable::buffer)).chain(weights.flat_map(Weight::buffers))
    }
}
