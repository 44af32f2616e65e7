//! `best.json`: which checkpoint measured best.

use serde::{Deserialize, Serialize};

/// The best checkpoint so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// Its step.
    pub step: u64,
    /// What was measured, such as `val_bpb`.
    pub metric: String,
    /// How much it was.
    pub value: f64,
    /// Whether it was measured of the averaged weights: `NAME@best` is these then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub average: bool,
}
