//! What a step of the scheduler reports of the requests under way.

use crate::error::Error;
use crate::finished::Finished;
use crate::request::RequestId;
use crate::weighed::Weighed;

/// News of one request. [`Event::Tokens`] and [`Event::Text`] may come often; any other is its last.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// Text of a generation that became clear: whole characters, no beginning of a stop text.
    Text {
        /// Whose.
        id: RequestId,
        /// The next piece.
        text: String,
    },
    /// Tokens of a generation, where they were asked for: of one that ends the text, too. Text that became clear by them
    /// follows in the same step.
    Tokens {
        /// Whose.
        id: RequestId,
        /// The next tokens.
        tokens: Vec<Weighed>,
    },
    /// A generation ended.
    Finished {
        /// Whose.
        id: RequestId,
        /// All of it.
        finished: Finished,
    },
    /// A text was scored.
    Scored {
        /// Whose.
        id: RequestId,
        /// ln p of each scored token.
        logprobs: Vec<f32>,
        /// The likeliest tokens of each place with their ln p, where they were asked for; else nothing.
        others: Vec<Vec<(u32, f32)>>,
    },
    /// The request could not be done. Others go on.
    Failed {
        /// Whose.
        id: RequestId,
        /// Why.
        error: Error,
    },
}
