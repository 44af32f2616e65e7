//! What a model does beyond the plain Llama. The table of parameters, the forward, readers and writers of files look here.

use nanollama_kernel::call::WeightId;
use nanollama_kernel::op::head::Head;
use serde::{Deserialize, Serialize};

use super::windows::Windows;
use crate::Error;

/// Features of the architecture. What is absent from a stored configuration is off.
///
/// A feature that is added here raises the format number of stored configurations, so that an older program refuses it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Features {
    /// The output head is the embedding table.
    pub tied: bool,
    /// A product x of the head becomes the logit `softcap · tanh(x / softcap)` (Gemma 2, 2024); above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub softcap: Option<f32>,
    /// Each head of queries and keys is normed, without a gain, after its rotation (nanollama's `--use-qk-norm`; nanochat).
    /// A rotation keeps lengths, so before or after it is the same up to rounding.
    #[serde(skip_serializing_if = "off")]
    pub qk_norm: bool,
    /// Queries, keys and values have biases (Qwen 2, 2024).
    #[serde(skip_serializing_if = "off")]
    pub qkv_bias: bool,
    /// Attention's output has a bias.
    #[serde(skip_serializing_if = "off")]
    pub output_bias: bool,
    /// Each head of queries and of keys is normed, with a gain that all heads share, before its rotation (Qwen 3, 2025).
    #[serde(skip_serializing_if = "off")]
    pub head_gains: bool,
    /// What is looked up is normed, without a gain, before the first block (nanollama's `--use-post-emb-norm`; nanochat).
    #[serde(skip_serializing_if = "off")]
    pub post_emb_norm: bool,
    /// Before each block the residual stream x becomes `a x + b x₀`, where x₀ is what the first block reads and a, b are two
    /// numbers that each block learns, at first 1 and 0.1 (nanollama's `--use-resformer`).
    #[serde(skip_serializing_if = "off")]
    pub resformer: bool,
    /// Which layers attend to the last positions alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<Windows>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's way of asking.
fn off(on: &bool) -> bool {
    !on
}

impl Features {
    /// The newest format of stored configurations; older ones have fewer features.
    pub(super) const NEWEST: u64 = 5;

    /// The format in which a configuration with these features is stored: the oldest that has them all.
    pub(super) fn format(self) -> u64 {
        if self.qkv_bias || self.output_bias || self.head_gains {
            5
        } else if self.qk_norm || self.post_emb_norm || self.resformer || self.windows.is_some() {
            4
        } else if self.softcap.is_some() {
            3
        } else {
            2
        }
    }

    /// Checks each feature's values, for a model that knows `context` positions.
    ///
    /// # Errors
    /// [`Error::Config`] naming the feature.
    pub(super) fn validate(self, context: usize) -> Result<(), Error> {
        // Every field by name: one that is forgotten here does not compile.
        let Features {
            tied: _,
            softcap,
            qk_norm: _,
            qkv_bias: _,
            output_bias: _,
            head_gains: _,
            post_emb_norm: _,
            resformer: _,
            windows,
        } = self;
        if let Some(cap) = softcap.filter(|cap| !(cap.is_finite() && *cap > 0.0)) {
            return Err(Error::config("softcap", cap, "must be a finite number above 0".into()));
        }
        match windows {
            Some(Windows { short, .. }) if short == 0 || short >= context => {
                let reason = format!("must be from 1 to {}: one of the context, {context}, hides nothing", context - 1);
                Err(Error::config("window", short, reason))
            }
            _ => Ok(()),
        }
    }

    /// The head that multiplies with this weight.
    pub(crate) fn head(self, weight: WeightId) -> Head<WeightId> {
        Head { weight, softcap: self.softcap }
    }

    /// What of it a Llama does not compute, for people.
    pub fn beyond_llama(self) -> Option<Vec<String>> {
        Some(Features { tied: false, ..self }.names()).filter(|names| !names.is_empty())
    }

    /// What is on, for people: `tied head`, `logits capped at 15`.
    pub fn names(self) -> Vec<String> {
        let Features { tied, softcap, qk_norm, qkv_bias, output_bias, head_gains, post_emb_norm, resformer, windows } =
            self;
        [
            tied.then(|| "tied head".to_owned()),
            softcap.map(|cap| format!("logits capped at {cap}")),
            qk_norm.then(|| "queries and keys normed".to_owned()),
            qkv_bias.then(|| "biases on queries, keys and values".to_owned()),
            output_bias.then(|| "a bias on attention's output".to_owned()),
            head_gains.then(|| "heads of queries and keys normed with gains".to_owned()),
            post_emb_norm.then(|| "embeddings normed".to_owned()),
            resformer.then(|| "embeddings mixed into every block".to_owned()),
            windows.map(|Windows { pattern, short }| format!("windows of {short} tokens in the pattern {pattern}")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
