//! [`Transport`]: how bytes get from rank to rank. What they are, and what is made of them, is known elsewhere, so every
//! transport gives the same sums.

use std::time::Duration;

use nanollama_data::Rank;

use crate::error::Result;

/// The way between the processes of one training. All of them call the same methods in the same order.
pub trait Transport: Send + Sync {
    /// Which of them this one is.
    fn rank(&self) -> Rank;

    /// Sends to each rank what `out` has for it, and fills `into` with what each has sent: by number, nothing where nothing
    /// goes. The entries of its own are left alone.
    ///
    /// # Errors
    /// [`crate::Error::Rank`] naming the rank that has ended or says nothing.
    fn exchange(&self, out: &[&[u8]], into: &mut [&mut [u8]]) -> Result<()>;

    /// How long a rank may say nothing while this one waits for it; `None`: as long as it likes.
    ///
    /// # Errors
    /// When the system refuses.
    fn wait_at_most(&self, limit: Option<Duration>) -> Result<()>;
}
