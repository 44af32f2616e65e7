//! [`Family`]: which of the architectures that other programs know computes what a model computes.
//!
//! A Llama with biases on queries, keys and values is a Qwen 2; one that norms its heads with gains is a Qwen 3. What each is
//! called stands with the layouts, in `hf/config.rs` and `gguf/architecture.rs`.

use nanollama_model::Features;

/// An architecture of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Llama,
    Qwen2,
    Qwen3,
}

impl Family {
    /// The one that computes these features and no more; `None` where only this program does.
    pub(crate) fn of(features: Features) -> Option<Family> {
        let Features { tied, qkv_bias, output_bias, head_gains, .. } = features;
        let rest = Features { tied, qkv_bias, output_bias, head_gains, ..Features::default() };
        if features != rest {
            return None;
        }
        match (qkv_bias, output_bias, head_gains) {
            (false, false, false) | (true, true, false) => Some(Family::Llama),
            (true, false, false) => Some(Family::Qwen2),
            (false, false, true) | (true, true, true) => Some(Family::Qwen3),
            _ => None,
        }
    }

    /// For people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Family::Llama => "Llama",
            Family::Qwen2 => "Qwen 2",
            Family::Qwen3 => "Qwen 3",
        }
    }
}
