//! What every feed is to the training loop.

use nanollama_data::{Batch, Feed};
use nanollama_token::chat::Message;

use crate::error::Result;

/// Gives the next validation batch; false when there are no more.
pub(crate) type Batches<'a> = Box<dyn FnMut(&mut Batch) -> Result<bool> + 'a>;

/// What is learned from and what is measured on.
pub(crate) trait StageData {
    /// The endless source of training batches.
    fn feed(&mut self) -> &mut dyn Feed;

    /// One pass over what is measured on, the same every time; `None` when there is nothing.
    fn validation(&self) -> Result<Option<Batches<'_>>>;

    /// The same over the held-out texts of a personality; `None` when there are none.
    fn held_out_personality(&self) -> Result<Option<Batches<'_>>> {
        Ok(None)
    }

    /// The beginning of a held-out conversation, up to the assistant's first turn, for sample `number`; `None` when
    /// there is none, as where texts are learned.
    fn opening(&self, number: u64) -> Option<&[Message]>;
}
