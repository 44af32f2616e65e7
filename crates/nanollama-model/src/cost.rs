//! What a configuration costs: parameters and floating-point operations.

use crate::Config;
use crate::parameters::table::{Entry, Place, present};

impl Config {
    /// Number of parameters; a tied head counts once.
    pub fn parameter_count(&self) -> u64 {
        parameter_sum(self, |_| true)
    }

    /// Parameters of the blocks' matrices alone.
    pub fn block_matrix_parameters(&self) -> u64 {
        parameter_sum(self, |entry| entry.place == Place::Block && (entry.kind.uses)(self).product)
    }

    /// Parameters that take part in products: blocks and head, not the embedding lookup.
    pub fn product_parameters(&self) -> u64 {
        parameter_sum(self, |entry| (entry.kind.uses)(self).product)
    }

    /// Floating-point operations of forward and backward over segments of these lengths, `targets` of whose positions are
    /// learned: six per position and parameter of the blocks, six per target and parameter of the head, twelve per pair of
    /// positions, head and feature (Chowdhery et al. 2022, appendix B). Only pairs that see each other count,
    /// `len · (len + 1) / 2` a segment where there is no window; the paper counts `len²`.
    pub fn training_flops(&self, segments: impl IntoIterator<Item = usize>, targets: usize) -> f64 {
        let short = self.features.windows.map_or(usize::MAX, |windows| windows.short);
        let short_layers = self.features.windows.map_or(0, |windows| windows.short_layers(self.layers));
        // Pairs of all layers: a position sees all up to itself, or the window.
        let (mut positions, mut pairs) = (0.0, 0.0);
        for length in segments {
            let triangle = |length: f64| length * (length + 1.0) / 2.0;
            let beyond = length.saturating_sub(short) as f64;
            let windowed = triangle(length.min(short) as f64) + beyond * short as f64;
            positions += length as f64;
            pairs += (self.layers - short_layers) as f64 * triangle(length as f64) + short_layers as f64 * windowed;
        }
        let blocks = 6.0 * self.block_matrix_parameters() as f64;
        let head = 6.0 * self.vocabulary as f64 * self.dim as f64;
        let attention = 12.0 * self.attention_width() as f64;
        blocks * positions + head * targets as f64 + attention * pairs
    }
}

/// How many numbers are in the parameters whose entries count.
fn parameter_sum(config: &Config, counts: impl Fn(&Entry) -> bool) -> u64 {
    let size = |entry: &Entry| {
        let extents = entry.tensors.iter().map(|tensor| (tensor.extent)(config));
        let once: u64 = extents.map(|extent| extent.rows() as u64 * extent.cols() as u64).sum();
        if entry.place == Place::Block { once * config.layers as u64 } else { once }
    };
    present(config).filter(|entry| counts(entry)).map(size).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_segments_cost_less_than_one_long_one_and_masked_targets_nothing() {
        let config = Config::new(2, 128, 2, 1, 512, 128);
        let blocks = 6.0 * config.block_matrix_parameters() as f64;
        assert_eq!(config.training_flops([1], 0), blocks + 12.0 * 2.0 * 128.0);
        assert_eq!(config.training_flops([4, 6], 0), 10.0 * blocks + 12.0 * 2.0 * 128.0 * (10.0 + 21.0));
        assert!(config.training_flops([4, 6], 10) < config.training_flops([10], 10));
        let mut windowed = config.clone();
        windowed.features.windows = Some(crate::Windows { pattern: "S".parse().unwrap(), short: 3 });
        // The first of two layers sees 1 + 2 + 3 + 3 + 3 positions instead of 15.
        let pairs = 12.0 * 128.0 * (12.0 + 15.0);
        assert_eq!(windowed.training_flops([5], 0), 5.0 * blocks + pairs);
        assert_eq!(config.training_flops([9], 5) - config.training_flops([9], 0), 5.0 * 6.0 * 512.0 * 128.0);
    }
}
