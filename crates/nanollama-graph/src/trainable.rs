//! Which weights are trained, and where their gradients lie.

use nanollama_kernel::call::{Binding, Extent, LINE, RowCount, Slot, WeightId, WeightShape};
use nanollama_kernel::dtype::DType;

/// The weights that have gradients; all others are frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trainable(Vec<bool>);

impl Trainable {
    /// All of `weights` weights.
    #[must_use]
    pub fn all(weights: usize) -> Trainable {
        Trainable(vec![true; weights])
    }

    /// Those of `weights` weights for which `trained` says so.
    #[must_use]
    pub fn of(weights: usize, trained: impl Fn(WeightId) -> bool) -> Trainable {
        let id = |index: usize| WeightId(u32::try_from(index).expect("a model has a few thousand weights"));
        Trainable((0..weights).map(|index| trained(id(index))).collect())
    }

    /// Whether a weight is trained.
    #[must_use]
    pub fn contains(&self, weight: WeightId) -> bool {
        self.0.get(weight.index()).copied().unwrap_or(false)
    }
}

/// The gradients of all trained weights in one piece, each a dense matrix on a cache line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GradientLayout {
    slots: Vec<Option<Slot>>,
    bytes: usize,
}

impl GradientLayout {
    /// One after another in `order`, which names each trained weight once. `shapes` are all weights'.
    #[must_use]
    pub fn new(order: &[WeightId], shapes: &[WeightShape]) -> GradientLayout {
        let mut layout = GradientLayout { slots: vec![None; shapes.len()], bytes: 0 };
        for id in order {
            let WeightShape { rows, cols, .. } = shapes[id.index()];
            let extent = Extent { rows: RowCount::Fixed(rows), cols };
            let slot = Slot { binding: Binding::Gradients, dtype: DType::F32, ..Slot::dense(layout.bytes, extent) };
            layout.bytes = slot.end().next_multiple_of(LINE);
            layout.slots[id.index()] = Some(slot);
        }
        layout
    }

    /// The gradient of a weight; `None` for a frozen one.
    #[must_use]
    pub fn slot(&self, weight: WeightId) -> Option<Slot> {
        self.slots.get(weight.index()).copied().flatten()
    }

    /// Every gradient, in the order of the weights.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.slots.iter().flatten().copied()
    }

    /// Bytes of all.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
