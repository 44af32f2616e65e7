//! How prepared text is divided and shuffled: a run keeps the order that it began with.

use serde::{Deserialize, Serialize};

/// How prepared text is shuffled and what of it is measured on; for conversations, which of them are held out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// As of runs that say nothing of it: documents one after the other, validation on the first of those held out, and
    /// held-out conversations chosen in blocks of equal size.
    #[default]
    Documents,
    /// Rows from all over the text, for training and for validation, and exactly the share of the conversations that was
    /// asked for.
    Rows,
}
