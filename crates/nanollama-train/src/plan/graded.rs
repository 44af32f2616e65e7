//! What a plan's run is graded by, opened. When and of what is `grading.rs`.

use nanollama_eval::Battery;

use super::Plan;
use crate::error::Result;

impl Plan {
    /// Opens the tasks that the run is to be graded by, if it is.
    ///
    /// # Errors
    /// When the bundle lacks them all or a file is not right; [`crate::Error::Recipe`] where they are asked in chat and the model
    /// does not chat.
    pub fn battery(&self) -> Result<Option<Battery>> {
        let chats = self.chat_template().is_some();
        self.watch.grading.as_ref().map(|grading| grading.open(chats)).transpose()
    }
}
