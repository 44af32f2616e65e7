//! The named sizes. Shapes only; vocabulary and context are the run's.

use crate::{Config, Error};

/// A named size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Name as typed after `--model`.
    pub name: &'static str,
    /// Number of blocks.
    pub layers: usize,
    /// Width of the residual stream.
    pub dim: usize,
    /// Query heads.
    pub heads: usize,
    /// Key/value heads.
    pub kv_heads: usize,
    /// Feed-forward width.
    pub ffn: usize,
}

const fn size(name: &'static str, layers: usize, dim: usize, heads: usize, kv_heads: usize, ffn: usize) -> Preset {
    Preset { name, layers, dim, heads, kv_heads, ffn }
}

/// All named sizes, smallest first. The first two are for a laptop's CPU in minutes; the other eight have heads of 64.
pub const PRESETS: [Preset; 10] = [
    size("pico", 4, 128, 4, 4, 384),
    size("tiny", 6, 256, 4, 4, 768),
    size("nano", 12, 384, 6, 6, 1024),
    size("micro", 16, 512, 8, 8, 1536),
    size("mini", 20, 768, 12, 4, 2048),
    size("small", 24, 1024, 16, 4, 2816),
    size("goldie", 22, 2048, 32, 8, 5632),
    size("medium", 32, 2048, 32, 8, 5632),
    size("large", 36, 3072, 48, 8, 8192),
    size("big", 38, 4096, 64, 16, 11008),
];

/// The configuration of a named size.
///
/// # Errors
/// [`Error::UnknownPreset`] listing all names.
pub fn preset(name: &str, vocabulary: usize, context: usize) -> Result<Config, Error> {
    let found = PRESETS
        .iter()
        .find(|p| p.name == name)
        .ok_or_else(|| Error::UnknownPreset { name: name.to_owned(), known: PRESETS.map(|p| p.name).join(", ") })?;
    let mut config = Config::new(found.layers, found.dim, found.heads, found.kv_heads, vocabulary, context);
    config.ffn = found.ffn;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_sizes_have_their_parameters() {
        let counts: [(&str, u64); 8] = [
            ("nano", 45_819_264),
            ("micro", 87_310_848),
            ("mini", 175_012_608),
            ("small", 336_118_784),
            ("goldie", 1_123_117_056),
            ("medium", 1_574_045_696),
            ("large", 3_707_464_704),
            ("big", 6_996_414_464),
        ];
        for (name, count) in counts {
            let config = preset(name, 32_000, 2048).unwrap();
            config.validate().unwrap();
            assert_eq!(config.head_dim, 64, "{name}");
            assert_eq!(config.parameter_count(), count, "{name}");
        }
    }

    #[test]
    fn unknown_sizes_list_the_known_ones() {
        let error = preset("huge", 32_000, 2048).unwrap_err().to_string();
        assert!(error.contains("huge") && error.contains("nano"), "{error}");
    }
}
