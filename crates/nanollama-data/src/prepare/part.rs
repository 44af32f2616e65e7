//! A part of the sources, by files: so that machines which know nothing of each other share one corpus.

use crate::error::{Error, Result};
use crate::source::Sources;

/// Every `of`-th file, from the one with the number `index` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// From 0, below `of`.
    pub index: u64,
    /// How many parts there are.
    pub of: u64,
}

impl Part {
    /// Leaves the files of this part.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn take(self, sources: &mut Sources) -> Result<()> {
        let Part { index, of } = self;
        let files = sources.files.len();
        let mut number = 0;
        sources.files.retain(|_| {
            number += 1;
            (number - 1) % of.max(1) == index
        });
        if sources.files.is_empty() { Err(Error::NoPart { index, of, files }) } else { Ok(()) }
    }
}
