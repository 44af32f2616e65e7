//! What a reward is worth: the word of recipes and plans. The arithmetic is `stage/questions.rs`.

use serde::{Deserialize, Serialize};

/// What an answer's reward is worth beside those of the other answers to its question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Advantage {
    /// r − mean, and the loss is the mean over all tokens of a question's answers (nanochat; DAPO's normalisation, Yu et al.
    /// 2025).
    #[default]
    Mean,
    /// (r − mean) / deviation, and the loss is the mean over answers of the mean over their tokens (GRPO, Shao et al. 2024).
    Grpo,
}
