//! What the head's rows are to predict.

/// What is to be predicted, and how much of it counts.
pub(super) struct Targets<'a> {
    /// One id a row.
    pub(super) ids: &'a [u32],
    /// How much a row's loss counts; 0 leaves it out.
    pub(super) weights: &'a [f32],
    /// Factor on the gradients; None when only losses are wanted.
    pub(super) scale: Option<f32>,
}

impl Targets<'_> {
    /// Whether the row counts.
    pub(super) fn counts(&self, row: usize) -> bool {
        self.weights[row] != 0.0
    }
}
