//! The trained model that a plan starts from.

use nanollama_model::Config;
use serde::{Deserialize, Serialize};

use crate::optimizer::Rates;

/// A trained model to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Its name as it was typed, made independent of where and when that was.
    pub name: String,
    /// Its configuration.
    pub config: Config,
    /// SHA-256 of its tokenizer; `None` in plans that were stored without it.
    #[serde(default)]
    pub tokenizer_hash: Option<String>,
    /// Its chat template, Jinja text; `None` for a model that was not trained on chat, and in plans that were stored
    /// without it.
    #[serde(default)]
    pub chat_template: Option<String>,
    /// The rates it was trained with; `None` for a model from elsewhere.
    #[serde(default)]
    pub rates: Option<Rates>,
    /// Bytes of its numbers as they are stored; told where they stay so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored_bytes: Option<u64>,
}
