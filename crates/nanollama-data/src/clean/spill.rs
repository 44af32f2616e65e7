//! Pairs of numbers, sorted, however many there are: what does not fit into the memory that may be used goes to a file in sorted
//! runs, which are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use nanollama_store::Error as StoreError;
use nanollama_store::atomic::{AtomicFile, NewFile};

use crate::error::Result;

/// Bytes of a pair.
const PAIR: usize = size_of::<u128>();
/// Pairs of a run that are read at once, at least.
const LEAST: usize = 64;

/// Pairs that are being collected.
pub(super) struct Spill {
    path: PathBuf,
    /// Each pair as one number, so that they sort by the first and then the second.
    pairs: Vec<u128>,
    most: usize,
    file: Option<AtomicFile>,
    /// Pairs of each run in the file.
    runs: Vec<u64>,
}

/// Pairs in ascending order, each once.
pub(super) struct Sorted {
    /// Removed when it is dropped.
    file: Option<AtomicFile>,
    reader: Option<File>,
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<(u128, usize)>>,
    last: Option<u128>,
    at_once: usize,
}

/// What of a run is still to come.
struct Run {
    /// Read and not given yet, the next one last.
    waiting: Vec<u128>,
    /// Where the rest begins in the file, and how many pairs it has.
    offset: u64,
    left: u64,
}

impl Spill {
    /// Nothing yet; `path` is what a file is called that is needed, and `bytes` how much memory may be used.
    pub(super) fn new(path: &Path, bytes: u64) -> Self {
        let most = usize::try_from(bytes / PAIR as u64).unwrap_or(usize::MAX).max(LEAST);
        Self { path: path.into(), pairs: Vec::new(), most, file: None, runs: Vec::new() }
    }

    /// Takes one more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn push(&mut self, first: u64, second: u64) -> Result<()> {
        if self.pairs.len() == self.most {
            self.write()?;
        }
        self.pairs.push(u128::from(first) << 64 | u128::from(second));
        Ok(())
    }

    /// Whether anything went to the disk.
    #[cfg(test)]
    pub(super) fn spilled(&self) -> bool {
        !self.runs.is_empty()
    }

    fn write(&mut self) -> Result<()> {
        self.pairs.sort_unstable();
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(AtomicFile::create(&self.path)?),
        };
        for pair in &self.pairs {
            file.put(&pair.to_le_bytes())?;
        }
        self.runs.push(self.pairs.len() as u64);
        self.pairs.clear();
        Ok(())
    }

    /// All of them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn sorted(mut self) -> Result<Sorted> {
        self.pairs.sort_unstable();
        let mut reader = None;
        if let Some(file) = &mut self.file {
            file.settle()?;
            let temporary = file.temporary();
            reader = Some(File::open(temporary).map_err(|source| StoreError::io(temporary, "read", source))?);
        }
        let at_once = (self.most / (self.runs.len() + 1)).clamp(LEAST, 1 << 16);
        let mut offset = 0;
        let mut runs = Vec::with_capacity(self.runs.len() + 1);
        for left in self.runs {
            runs.push(Run { waiting: Vec::new(), offset, left });
            offset += left * PAIR as u64;
        }
        self.pairs.reverse();
        runs.push(Run { waiting: self.pairs, offset, left: 0 });
        let mut sorted = Sorted { file: self.file, reader, runs, heads: BinaryHeap::new(), last: None, at_once };
        for run in 0..sorted.runs.len() {
            sorted.advance(run)?;
        }
        Ok(sorted)
    }
}

impl Sorted {
    /// The next pair; None behind the last.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn next(&mut self) -> Result<Option<(u64, u64)>> {
        while let Some(Reverse((pair, run))) = self.heads.pop() {
            self.advance(run)?;
            if self.last.replace(pair) != Some(pair) {
                return Ok(Some(((pair >> 64) as u64, pair as u64)));
            }
        }
        Ok(None)
    }

    /// Puts a run's next pair among the heads.
    fn advance(&mut self, number: usize) -> Result<()> {
        let run = &mut self.runs[number];
        if run.waiting.is_empty()
            && run.left > 0
            && let (Some(reader), Some(file)) = (&mut self.reader, &self.file)
        {
            let count = self.at_once.min(usize::try_from(run.left).unwrap_or(usize::MAX));
            let mut bytes = vec![0; count * PAIR];
            let read = reader.seek(SeekFrom::Start(run.offset)).and_then(|_| reader.read_exact(&mut bytes));
            read.map_err(|source| StoreError::io(file.temporary(), "read", source))?;
            run.waiting.extend(
                bytes.chunks_exact(PAIR).rev().map(|pair| u128::from_le_bytes(pair.try_into().unwrap_or_default())),
            );
            run.offset += bytes.len() as u64;
            run.left -= count as u64;
        }
        if let Some(pair) = run.waiting.pop() {
            self.heads.push(Reverse((pair, number)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::hash;

    #[test]
    fn any_memory_gives_the_same_order_and_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let pairs: Vec<(u64, u64)> = (0..5000).map(|n| (hash(&[n % 1700]) % 1000, hash(&[n]) % 7)).collect();
        let mut expected = pairs.clone();
        expected.sort_unstable();
        expected.dedup();
        for bytes in [0, 3000, 50_000, 1 << 20] {
            let mut spill = Spill::new(&folder.path().join("pairs"), bytes);
            pairs.iter().for_each(|(first, second)| spill.push(*first, *second).unwrap());
            assert_eq!(spill.spilled(), bytes < 80_000, "{bytes}");
            let (mut sorted, mut found) = (spill.sorted().unwrap(), Vec::new());
            while let Some(pair) = sorted.next().unwrap() {
                found.push(pair);
            }
            assert_eq!(found, expected);
            drop(sorted);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
        assert!(Spill::new(&folder.path().join("none"), 0).sorted().unwrap().next().unwrap().is_none());
    }
}
