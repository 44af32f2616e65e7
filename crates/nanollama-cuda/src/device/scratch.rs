//! Memory of the device's own that work uses for a while: it grows to the most that was asked for and stays.

use std::sync::Arc;

use crate::driver::DriverError;
use crate::launch::Address;
use crate::session::{Owned, Session};

/// One piece, and a table that updates read.
#[derive(Default)]
pub(super) struct Scratch {
    piece: Option<(Owned, usize)>,
    /// What the table holds, and where.
    table: Option<(Vec<u64>, Owned)>,
}

impl Scratch {
    /// At least `bytes` bytes, which hold anything.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(super) fn reserve(&mut self, session: &Arc<Session>, bytes: usize) -> Result<Address, DriverError> {
        match &self.piece {
            Some((owned, length)) if *length >= bytes => Ok(owned.address),
            _ if bytes == 0 => Ok(Address::NULL),
            _ => {
                // The old memory goes first: both together would be the peak.
                self.piece = None;
                let owned = session.allocate(bytes)?;
                Ok(self.piece.insert((owned, bytes)).0.address)
            }
        }
    }

    /// A table of these words, sent only when they are others than the last.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(super) fn table(&mut self, session: &Arc<Session>, words: &[u64]) -> Result<Address, DriverError> {
        if let Some((held, owned)) = &self.table
            && held == words
        {
            return Ok(owned.address);
        }
        let owned = session.allocate(size_of::<u64>() * words.len().max(1))?;
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        session.copy_in(owned.address, &bytes);
        Ok(self.table.insert((words.to_vec(), owned)).1.address)
    }
}
