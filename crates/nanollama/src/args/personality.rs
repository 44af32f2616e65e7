//! What is added to a model while it runs: for `nanollama run`, `chat`, `serve` and `perplexity`.

use std::path::PathBuf;

use clap::Args;

/// A file, and how much of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scaled {
    pub(crate) path: PathBuf,
    /// What the file says, or 1, where none was typed.
    pub(crate) scale: Option<f32>,
}

#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PersonalityArgs {
    /// Add a personality to the model, times SCALE: a file of `nanollama gamma extract`, nanollama's .npz, or a LoRA: a folder
    /// of PEFT's, llama.cpp's GGUF (may be given more than once). Of a δ (`gamma extract --delta`) the scale is its α.
    #[arg(long, visible_aliases = ["lora", "delta"], value_name = "FILE[:SCALE]", value_parser = parse_scaled)]
    pub(crate) gamma: Vec<Scaled>,
    /// Add a control vector (`gamma steer`, llama.cpp's GGUF) to the stream between the blocks; more than one with commas.
    #[arg(long, value_name = "FILE", value_delimiter = ',')]
    pub(crate) control_vector: Vec<PathBuf>,
    /// The same, times SCALE; more than one with commas.
    #[arg(long, value_name = "FILE:SCALE", value_delimiter = ',', value_parser = parse_scaled)]
    pub(crate) control_vector_scaled: Vec<Scaled>,
    /// The first and the last block that control vectors are added behind, counted from 0.
    #[arg(long, num_args = 2, value_names = ["FIRST", "LAST"])]
    pub(crate) control_vector_layer_range: Option<Vec<usize>>,
    /// Add a personality that was taken from another base, too.
    #[arg(long, requires = "gamma")]
    pub(crate) any_base: bool,
    /// Put a personality of a base with more or fewer layers beside those at the same relative depth: a guess.
    #[arg(long)]
    pub(crate) cross_depth: bool,
}

impl PersonalityArgs {
    /// Whether nothing is added.
    pub(crate) fn is_empty(&self) -> bool {
        self.gamma.is_empty() && self.control_vector.is_empty() && self.control_vector_scaled.is_empty()
    }
}

/// `voice.safetensors`, or `voice.safetensors:0.5`.
pub(crate) fn parse_scaled(text: &str) -> Result<Scaled, String> {
    let number = |text: &str| text.parse::<f32>().ok();
    match text.rsplit_once(':').and_then(|(path, scale)| Some((path, number(scale)?))) {
        Some((path, scale)) if path.is_empty() || !scale.is_finite() => {
            Err(format!("{text:?}: a file stands before the colon, a number behind it: voice.safetensors:0.5"))
        }
        Some((path, scale)) => Ok(Scaled { path: path.into(), scale: Some(scale) }),
        None if text.is_empty() => Err("name a file".into()),
        None => Ok(Scaled { path: text.into(), scale: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_stands_behind_the_last_colon() {
        let parsed = |text: &str| parse_scaled(text).map(|scaled| (scaled.path.display().to_string(), scaled.scale));
        assert_eq!(parsed("a.npz"), Ok(("a.npz".into(), None)));
        assert_eq!(parsed("a.npz:0.5"), Ok(("a.npz".into(), Some(0.5))));
        assert_eq!(parsed("a.npz:-1"), Ok(("a.npz".into(), Some(-1.0))));
        assert_eq!(parsed("c:\\a.npz"), Ok(("c:\\a.npz".into(), None)));
        assert_eq!(parsed("a:b:2"), Ok(("a:b".into(), Some(2.0))));
        assert!(parsed("").is_err() && parsed(":1").is_err() && parsed("a:inf").is_err() && parsed("a:nan").is_err());
    }
}
