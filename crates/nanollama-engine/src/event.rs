//! What a step of the scheduler reports of the requests under way.

use crate::error::Error;
use crate::finished::Finished;
use crate::request::RequestId;

/// News of one request. [`Event::Text`] may come often; any other is its last.
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
    },
    /// The request could not be done. Others go on.
    Failed {
        /// Whose.
        id: RequestId,
        /// Why.
        error: Error,
    },
}
