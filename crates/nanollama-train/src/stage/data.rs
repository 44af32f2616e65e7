//! What every feed is to the training loop.

use nanollama_data::{Batch, Feed};
use nanollama_token::chat::Message;

use super::look::Look;
use super::made::{Made, Measured};
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

    /// Makes the micro-batches of the next step by what the model says: how many the feed has now, and what came of it. `None`
    /// where the feed has them without.
    fn prepare(&mut self, _look: &mut Look<'_>) -> Result<Option<(usize, Made)>> {
        Ok(None)
    }

    /// What the model makes of held-out questions or pairs; `None` when there are none.
    fn measure(&mut self, _look: &mut Look<'_>) -> Result<Option<Measured>> {
        Ok(None)
    }

    /// Positions that were made for steps since the run began; `None` where every step has the same.
    fn fed(&self) -> Option<u64> {
        None
    }

    /// The beginning of a held-out conversation, up to the assistant's first turn, for sample `number`; `None` when
    /// there is none, as where texts are learned.
    fn opening(&self, number: u64) -> Option<&[Message]>;
}
