//! What a stage sees of the model between two steps.

use std::path::Path;

use nanollama_data::{Batch, TextPlace, WeighedText, pack};
use nanollama_graph::Arena;
use nanollama_kernel::device::Device;
use nanollama_model::Model;

use crate::error::Result;
use crate::evaluate::Evaluator;

/// The model as it is behind `step` steps, and what it can be looked at with.
pub(crate) struct Look<'a> {
    pub(crate) device: &'a dyn Device,
    /// Packed.
    pub(crate) model: &'a Model,
    pub(crate) evaluator: &'a mut Evaluator,
    pub(crate) arena: &'a mut Arena,
    /// Steps done.
    pub(crate) step: u64,
    /// Whether this is a moment to look at what costs more.
    pub(crate) closely: bool,
    /// The run's folder.
    pub(crate) run: &'a Path,
}

impl Look<'_> {
    /// ln p of each text's tokens from its second on, 0 where none counts; of `model`, or the one in training.
    pub(crate) fn log_probabilities(
        &mut self,
        model: Option<&Model>,
        texts: &[&WeighedText],
        (shape, pad): ((usize, usize), u32),
    ) -> Result<Vec<Vec<f32>>> {
        let (batches, places) = pack(texts, shape, pad)?;
        let mut found = vec![Vec::new(); texts.len()];
        for (number, mut batch) in batches.into_iter().enumerate() {
            batch.coefficients.fill(1.0);
            let losses = self.losses(model, &batch)?;
            let here = places.iter().zip(texts).zip(&mut found);
            for ((&TextPlace { first, .. }, text), found) in here.filter(|((place, _), _)| place.batch == number) {
                *found = losses[first..first + text.tokens.len() - 1].iter().map(|loss| -loss).collect();
            }
        }
        Ok(found)
    }

    fn losses(&mut self, model: Option<&Model>, batch: &Batch) -> Result<&[f32]> {
        self.evaluator.losses(self.device, self.arena, model.unwrap_or(self.model), batch)
    }
}
