//! What a plan says of the adapter that it trains.

use super::Plan;
use super::lora::{FROZEN, typed};
use crate::quantity::grouped as count;

impl Plan {
    /// Operations of forward and backward over segments of these lengths, `targets` of whose positions are learned.
    pub(crate) fn training_flops(&self, segments: impl IntoIterator<Item = usize>, targets: usize) -> f64 {
        let whole = self.model.training_flops(segments, targets);
        match &self.lora {
            None => whole,
            Some(lora) => FROZEN * whole + 6.0 * (lora.parameter_count(&self.model) * self.step.tokens as u64) as f64,
        }
    }

    /// `rank 16, alpha 32 (scale 2), on all-linear: 1,622,016 parameters`.
    pub(super) fn describe_lora(&self) -> Option<String> {
        let lora = self.lora.as_ref()?;
        let own = lora.parameter_count(&self.model);
        Some(format!(
            "rank {}, alpha {}{} (scale {}), on {}: {} trained parameters, {:.2}% of the model's, which are frozen",
            lora.rank,
            lora.alpha,
            if lora.rooted { " over the root of the rank" } else { "" },
            lora.scale(),
            typed(lora),
            count(own),
            100.0 * own as f64 / self.model.parameter_count() as f64
        ))
    }
}
