//! What becomes of a text: news from the worker, in order.

use nanollama_engine::{Finished, Weighed};

use crate::failure::Failure;

/// News of one text.
#[derive(Debug)]
pub(crate) enum News {
    /// It is under way. Comes first, unless it failed.
    Accepted,
    /// What one step added.
    Piece {
        /// Text that became clear.
        text: String,
        /// Tokens, where they were asked for, without one that ended the text.
        tokens: Vec<Weighed>,
    },
    /// It has ended. The last.
    Finished {
        finished: Finished,
        /// The token that ended it, where tokens were asked for and there is one.
        end: Option<Weighed>,
    },
    /// A given text was scored. The last.
    Scored { logprobs: Vec<f32>, others: Vec<Vec<(u32, f32)>> },
    /// It could not be done. The last.
    Failed(Failure),
}

impl News {
    pub(crate) fn is_last(&self) -> bool {
        matches!(self, News::Finished { .. } | News::Scored { .. } | News::Failed(_))
    }
}
