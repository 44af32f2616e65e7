//! Files of a repository for a preparation: fetched into the Hub's cache when it is their turn, and taken out of it when they are
//! read, if they were fetched here. What was fetched here is written down beside the shards, so that a preparation that was killed
//! clears away after itself, too.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use nanollama_data::Supply;
use nanollama_hub::{Entry, Error as HubError, Hub, Tree};
use nanollama_store::atomic;

use crate::interrupt;

/// The hashes of files that were fetched here and are still to be removed, a line each.
const FETCHED_FILE: &str = "fetched.txt";

/// Whether files that were fetched here are still to be removed.
pub(super) fn is_littered(out: &Path) -> bool {
    out.join(FETCHED_FILE).exists()
}

/// The files of one text.
pub(super) struct HubSupply<'a> {
    hub: &'a Hub<'a>,
    tree: &'a Tree,
    entries: &'a [&'a Entry],
    /// Where what was fetched here is written down; nowhere where files are kept.
    record: Option<PathBuf>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Hashes of what was fetched here.
    ours: Vec<String>,
    failed: Option<HubError>,
}

impl<'a> HubSupply<'a> {
    /// The files of a preparation into `out`.
    pub(super) fn new(
        hub: &'a Hub<'a>,
        tree: &'a Tree,
        entries: &'a [&'a Entry],
        (out, keep): (&Path, bool),
    ) -> anyhow::Result<HubSupply<'a>> {
        atomic::create_folder(out)?;
        let path = out.join(FETCHED_FILE);
        let ours = std::fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
        let state = Mutex::new(State { ours, failed: None });
        Ok(HubSupply { hub, tree, entries, record: (!keep).then_some(path), state })
    }

    /// Brings the first file, which stays for whoever prepares all of them.
    pub(super) fn first(&self) -> Result<PathBuf, HubError> {
        self.fetch(0)
    }

    /// Gives what went wrong, if anything did. Where all is done, what was fetched ahead and not read goes, too.
    pub(super) fn end(self, is_done: bool) -> anyhow::Result<Option<HubError>> {
        let failed = self.state().failed.take();
        if is_done {
            for number in 0..self.entries.len() {
                self.remove(number)?;
            }
            if let Some(record) = &self.record {
                let _where_there_is_one = std::fs::remove_file(record);
            }
        }
        Ok(failed)
    }

    /// Brings a file whose path in the cache is given; it stays until it is read.
    fn fetch(&self, number: usize) -> Result<PathBuf, HubError> {
        let entry = self.entries[number];
        if let Some(record) = self.record.as_ref().filter(|_| !self.hub.has(self.tree, entry)) {
            let mut state = self.state();
            if !state.ours.iter().any(|hash| hash == entry.hash()) {
                state.ours.push(entry.hash().to_owned());
                atomic::write_bytes(record, state.ours.join("\n").as_bytes())?;
            }
        }
        self.hub.fetch(self.tree, entry)
    }

    /// Removes a file that was fetched here.
    fn remove(&self, number: usize) -> Result<(), HubError> {
        let entry = self.entries[number];
        let Some(record) = &self.record else { return Ok(()) };
        let mut state = self.state();
        let Some(at) = state.ours.iter().position(|hash| hash == entry.hash()) else { return Ok(()) };
        self.hub.forget(self.tree, entry)?;
        state.ours.remove(at);
        Ok(atomic::write_bytes(record, state.ours.join("\n").as_bytes())?)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Supply for HubSupply<'_> {
    fn bring(&self, number: usize) -> Option<PathBuf> {
        match self.fetch(number) {
            Ok(path) => Some(path),
            Err(error) => {
                self.state().failed.get_or_insert(error);
                None
            }
        }
    }

    fn done(&self, number: usize) {
        if let Err(error) = self.remove(number) {
            self.state().failed.get_or_insert(error);
        }
    }

    fn stops(&self) -> bool {
        interrupt::requested()
    }
}
