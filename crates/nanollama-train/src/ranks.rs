//! The processes that take every step together, or the one that trains alone: for that one, nothing here does anything.
//!
//! What is summed over them is summed in the order of their numbers, so a fixed number of them gives the same bits every time.

mod pace;
#[cfg(unix)]
mod sockets;
mod transport;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nanollama_data::Rank;

use crate::error::{Error, Result};
use pace::Pace;
#[cfg(unix)]
pub use sockets::Sockets;
pub use transport::Transport;

/// This process among those that share every step.
#[derive(Clone, Default)]
pub struct Ranks(Option<Arc<Together>>);

struct Together {
    transport: Box<dyn Transport>,
    pace: Mutex<Pace>,
}

impl Ranks {
    /// A process that trains alone.
    pub const ONE: Ranks = Ranks(None);

    /// One of several; `timeout` is how long the others are waited for, where that was asked for.
    #[must_use]
    pub fn over(transport: Box<dyn Transport>, timeout: Option<Duration>) -> Ranks {
        Ranks(Some(Arc::new(Together { transport, pace: Mutex::new(Pace::new(timeout)) })))
    }

    /// Its share of every step's rows.
    #[must_use]
    pub fn rank(&self) -> Rank {
        self.0.as_ref().map_or(Rank::ALONE, |together| together.transport.rank())
    }

    /// Whether there are others.
    pub(crate) fn are_several(&self) -> bool {
        self.0.is_some()
    }

    /// Whether this process is the one that writes the run's files and speaks.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.rank().index == 0
    }

    /// [`Transport::exchange`]; nothing for a process that is alone.
    pub(crate) fn exchange(&self, out: &[&[u8]], into: &mut [&mut [u8]]) -> Result<()> {
        self.0.as_ref().map_or(Ok(()), |together| together.transport.exchange(out, into))
    }

    /// What each rank gives, by number; `lengths` are their bytes.
    pub(crate) fn gather(&self, mine: &[u8], lengths: &[usize]) -> Result<Vec<Vec<u8>>> {
        let Rank { index, world } = self.rank();
        let mut all: Vec<Vec<u8>> = lengths.iter().map(|length| vec![0; *length]).collect();
        let mut into: Vec<&mut [u8]> = all.iter_mut().map(Vec::as_mut_slice).collect();
        self.exchange(&vec![mine; world], &mut into)?;
        all[index].copy_from_slice(mine);
        Ok(all)
    }

    /// The sum of every process's `values`, each in the order of their numbers.
    pub(crate) fn sum<const N: usize>(&self, values: [f64; N]) -> Result<[f64; N]> {
        if !self.are_several() {
            return Ok(values);
        }
        let all = self.gather(values.map(f64::to_ne_bytes).as_flattened(), &vec![8 * N; self.rank().world])?;
        let mut sums = [0.0; N];
        for bytes in &all {
            for (sum, bytes) in sums.iter_mut().zip(bytes.as_chunks().0) {
                *sum += f64::from_ne_bytes(*bytes);
            }
        }
        Ok(sums)
    }

    /// What the first rank says.
    pub(crate) fn told(&self, said: Vec<u8>) -> Result<Vec<u8>> {
        let Rank { index, world } = self.rank();
        let send = |bytes: &[u8], into: &mut [u8]| {
            let mut receiving: Vec<&mut [u8]> = (0..world).map(|_| Default::default()).collect();
            if index == 0 {
                return self.exchange(&vec![bytes; world], &mut receiving);
            }
            receiving[0] = into;
            self.exchange(&vec![Default::default(); world], &mut receiving)
        };
        let mut length = [0; 8];
        send(&(said.len() as u64).to_ne_bytes(), &mut length)?;
        if index == 0 {
            send(&said, &mut [])?;
            return Ok(said);
        }
        let mut heard = vec![0; u64::from_ne_bytes(length) as usize];
        send(&[], &mut heard)?;
        Ok(heard)
    }

    /// What the first rank says to two questions.
    pub(crate) fn told_whether(&self, said: [bool; 2]) -> Result<[bool; 2]> {
        if !self.are_several() {
            return Ok(said);
        }
        let heard = self.told(said.map(u8::from).to_vec())?;
        Ok([heard.first() == Some(&1), heard.get(1) == Some(&1)])
    }

    /// Waits until all have come here.
    pub(crate) fn meet(&self) -> Result<()> {
        self.sum([0.0]).map(drop)
    }

    /// Refuses to go on where ranks do not have the same `value` of something, which `what` names.
    pub(crate) fn same(&self, what: &str, value: u64) -> Result<()> {
        let Rank { world, .. } = self.rank();
        let all = self.gather(&value.to_ne_bytes(), &vec![8; world])?;
        match all.iter().position(|bytes| *bytes != all[0]) {
            Some(rank) => Err(Error::Rank { rank, world, what: format!("has another {what} than rank 0") }),
            None => Ok(()),
        }
    }

    /// From here until the next step is done the others may take as long as they like: one of them saves, or shows something.
    pub(crate) fn be_patient(&self) -> Result<()> {
        self.0.as_ref().map_or(Ok(()), |together| together.transport.wait_at_most(None))
    }

    /// A step took so long: from here on who says nothing for much longer counts as hanging.
    pub(crate) fn step_took(&self, time: Duration) -> Result<()> {
        let Some(together) = &self.0 else { return Ok(()) };
        let mut pace = together.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.add(time);
        together.transport.wait_at_most(Some(pace.limit()))
    }
}
