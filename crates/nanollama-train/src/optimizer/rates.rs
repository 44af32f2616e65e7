//! [`Rates`]: how far the optimisers go, before the schedule.

use serde::{Deserialize, Serialize};

/// Learning rates before the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// AdamW, embedding; at width 768, and with the inverse root of the width elsewhere.
    pub embedding: f64,
    /// AdamW, head; as the embedding.
    pub head: f64,
    /// AdamW, norms; as the embedding.
    pub norm: f64,
    /// Muon, matrices; times the root of rows over columns when tall.
    pub matrix: f64,
}

impl Rates {
    /// nanollama's.
    pub const DEFAULT: Rates = Rates { embedding: 0.2, head: 0.004, norm: 0.004, matrix: 0.02 };

    /// All four times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Rates {
        let Rates { embedding, head, norm, matrix } = self;
        Rates { embedding: embedding * factor, head: head * factor, norm: norm * factor, matrix: matrix * factor }
    }
}
