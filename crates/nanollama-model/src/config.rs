//! The shape of a Llama and its limits. `features`: what it does beyond the plain Llama. `windows`: how far its layers see. `stored`: how it is stored.

mod features;
mod stored;
mod windows;

pub use features::Features;
pub use windows::{NoPattern, Pattern, Windows};

use nanollama_kernel::op::attention::CacheTypes;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Hyper-parameters of the architecture (Touvron et al. 2023): pre-norm decoder, RMSNorm, RoPE, grouped-query attention,
/// SwiGLU, no biases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Config {
    /// Number of blocks.
    pub layers: usize,
    /// Width of the residual stream.
    pub dim: usize,
    /// Query heads.
    pub heads: usize,
    /// Key/value heads; divides `heads`.
    pub kv_heads: usize,
    /// Width of a head.
    pub head_dim: usize,
    /// Width of the feed-forward's hidden layer.
    pub ffn: usize,
    /// Vocabulary size, special tokens included.
    pub vocabulary: usize,
    /// Longest sequence in tokens.
    pub context: usize,
    /// Base of the rotary angles.
    pub rope_theta: f64,
    /// Added to the mean square in norms.
    pub norm_eps: f64,
    /// What it does beyond that.
    #[serde(default)]
    pub features: Features,
}

/// Upper limits that keep sizes from strangers' files from overflowing; far above any model this program can hold.
const MAX_LAYERS: usize = 1 << 12;
const MAX_WIDTH: usize = 1 << 20;
const MAX_VOCABULARY: usize = 1 << 24;
const MAX_CONTEXT: usize = 1 << 24;

impl Config {
    /// A configuration with the defaults of this family: head width 64 (or what divides `dim`), RoPE base 10,000, epsilon
    /// 1e-5, untied head, feed-forward of 8/3 the width rounded up.
    pub fn new(layers: usize, dim: usize, heads: usize, kv_heads: usize, vocabulary: usize, context: usize) -> Self {
        Config {
            layers,
            dim,
            heads,
            kv_heads,
            head_dim: dim.checked_div(heads).unwrap_or(0),
            ffn: feed_forward_width(dim),
            vocabulary,
            context,
            rope_theta: 10_000.0,
            norm_eps: 1e-5,
            features: Features::default(),
        }
    }

    /// nanochat's one dial: width is 64 a layer, heads are 64 wide, and the rest follows.
    pub fn from_depth(depth: usize, vocabulary: usize, context: usize) -> Self {
        let heads = depth.max(1);
        Config::new(depth, heads * 64, heads, heads, vocabulary, context)
    }

    /// Checks every field against its range and the others.
    ///
    /// # Errors
    /// [`Error::Config`] naming the field, its value and the reason.
    pub fn validate(&self) -> Result<(), Error> {
        let range = |field, value: usize, max: usize| {
            if value == 0 || value > max {
                return Err(Error::config(field, value, format!("must be from 1 to {max}")));
            }
            Ok(())
        };
        range("layers", self.layers, MAX_LAYERS)?;
        range("dim", self.dim, MAX_WIDTH)?;
        range("heads", self.heads, MAX_WIDTH)?;
        range("kv_heads", self.kv_heads, self.heads)?;
        range("head_dim", self.head_dim, 512)?;
        range("ffn", self.ffn, MAX_WIDTH)?;
        range("vocabulary", self.vocabulary, MAX_VOCABULARY)?;
        range("context", self.context, MAX_CONTEXT)?;
        if !self.heads.is_multiple_of(self.kv_heads) {
            return Err(Error::config("kv_heads", self.kv_heads, format!("must divide heads = {}", self.heads)));
        }
        if !self.head_dim.is_multiple_of(8) {
            let reason = format!("must be a multiple of 8 (dim = {}, heads = {})", self.dim, self.heads);
            return Err(Error::config("head_dim", self.head_dim, reason));
        }
        if !(self.rope_theta.is_finite() && self.rope_theta > 1.0) {
            return Err(Error::config("rope_theta", self.rope_theta, "must be a number above 1".into()));
        }
        if !(self.norm_eps.is_finite() && self.norm_eps > 0.0 && self.norm_eps < 1.0) {
            return Err(Error::config("norm_eps", self.norm_eps, "must lie between 0 and 1".into()));
        }
        self.features.validate(self.context)
    }

    /// Columns of the fused query, key and value projection.
    pub fn qkv_width(&self) -> usize {
        (self.heads + 2 * self.kv_heads) * self.head_dim
    }

    /// Width of the attention's output before its projection.
    pub fn attention_width(&self) -> usize {
        self.heads * self.head_dim
    }

    /// Bytes of keys and values that one position takes in a cache of these types.
    pub fn cache_bytes_per_token(&self, types: CacheTypes) -> usize {
        self.layers * self.kv_heads * types.bytes_per_head(self.head_dim)
    }
}

/// Eight thirds of the width, rounded up to a multiple of 256 (64 for small models), as the named sizes have it.
fn feed_forward_width(dim: usize) -> usize {
    let multiple = if dim < 256 { 64 } else { 256 };
    (8 * dim / 3).next_multiple_of(multiple)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validation_names_the_field() {
        let mut config = Config::new(2, 128, 2, 1, 512, 128);
        config.validate().unwrap();
        config.kv_heads = 3;
        assert!(config.validate().unwrap_err().to_string().contains("kv_heads = 3"));
        let config = Config::new(2, 100, 3, 1, 512, 128);
        assert!(config.validate().unwrap_err().to_string().contains("head_dim = 33"));
        let config = Config::new(0, 128, 2, 1, 512, 128);
        assert!(config.validate().unwrap_err().to_string().contains("layers = 0"));
    }

    #[test]
    fn a_cap_is_a_size() {
        let mut config = Config::new(2, 128, 2, 1, 512, 128);
        for (cap, fits) in [(15.0, true), (0.0, false), (-1.0, false), (f32::NAN, false), (f32::INFINITY, false)] {
            config.features.softcap = Some(cap);
            match config.validate() {
                Ok(()) => assert!(fits, "{cap}"),
                Err(error) => assert!(!fits && error.to_string().contains("softcap = "), "{error}"),
            }
        }
    }

    #[test]
    fn a_window_hides_something() {
        let mut config = Config::new(2, 128, 2, 1, 512, 128);
        for (short, fits) in [(1, true), (127, true), (0, false), (128, false)] {
            config.features.windows = Some(Windows { pattern: "SL".parse().unwrap(), short });
            match config.validate() {
                Ok(()) => assert!(fits, "{short}"),
                Err(error) => assert!(!fits && error.to_string().contains(&format!("window = {short}")), "{error}"),
            }
        }
    }

    #[test]
    fn depth_sets_width_and_heads() {
        let config = Config::from_depth(4, 4096, 256);
        assert_eq!((config.layers, config.dim, config.heads, config.kv_heads, config.head_dim), (4, 256, 4, 4, 64));
        config.validate().unwrap();
    }
}
