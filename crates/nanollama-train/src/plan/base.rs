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
    /// The rates it was trained with; `None` for a model from elsewhere.
    #[serde(default)]
    pub rates: Option<Rates>,
}
