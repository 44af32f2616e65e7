//! Documents that stand there twice, exactly or nearly: of each the first stays.
//!
//! 1. Every document that the other rules leave is read once: its keys (for near duplicates one a band of its signature) go, with
//!    its number, to a [`Spill`]. Sorted by key, those with equal keys stand together: candidates, each with the first of them and
//!    the one before it, so that ten thousand copies make ten thousand pairs and not their square.
//! 2. The documents of candidates are read again, and what they are compared by is written down: the runs of five words of each as a
//!    sorted set, or all words in their order.
//! 3. The pairs are compared. A document goes when an earlier one is alike that stays; so for each that goes there is one alike that
//!    stays, and a chain of small changes does not end in a document that has no likeness left.
//!
//! Memory holds what it is given, two groups of documents, and two bits for each document of the corpus.

use std::path::Path;

use nanollama_store::atomic::{AtomicFile, NewFile};
use nanollama_store::map::Map;
use rayon::prelude::*;

use super::Dedup;
use super::cleaner::{Cleaner, KEPT, verdict};
use super::groups::{Found, Texts, Told, each};
use super::rule::Rule;
use super::sketch::{bands, minima};
use super::spill::Spill;
use super::verdicts::VERDICTS_FILE;
use super::words::{runs, words};
use crate::error::Result;
use crate::rng::mix;
use crate::source::{Reading, Sources};

/// Words of a run, by which near duplicates are compared.
pub(super) const RUN: usize = 5;
/// Pairs that are compared at once.
const AT_ONCE: usize = 1 << 16;
/// Bytes of a number in a file.
const NUMBER: usize = 8;

/// Judges all documents and writes the verdicts behind `mark` into the folder; `told` hears of both times that the text is read.
///
/// # Errors
/// When a source cannot be read, or the disk refuses.
pub(crate) fn find(
    cleaner: &Cleaner,
    (lists, reading): (&[&Sources], &Reading),
    (folder, mark): (&Path, &str),
    told: &mut Told<'_>,
) -> Result<()> {
    let way = cleaner.cleaning.dedup.unwrap_or(Dedup::Exact);
    let memory = cleaner.cleaning.dedup_memory / 2;
    let mut keys = Spill::new(&folder.join("keys"), memory);
    let mut verdicts = AtomicFile::create(&folder.join("verdicts"))?;
    let mut documents = 0u64;
    let judged = |text: &mut super::groups::Text| {
        let verdict = match cleaner.listed(text.file, text.in_file) {
            Some(verdict) => verdict,
            None => cleaner.judge(&mut text.text).0,
        };
        Found { verdict, numbers: if verdict == KEPT { way.keys(&text.text) } else { Vec::new() } }
    };
    let mut texts = Texts::new(lists, reading);
    each(
        &mut texts,
        &|_| true,
        &judged,
        &mut |text, found| {
            documents += 1;
            verdicts.put(&found.verdict.to_le_bytes())?;
            found.numbers.iter().try_for_each(|key| keys.push(*key, text.number))
        },
        told,
    )?;
    verdicts.settle()?;
    let (pairs, candidates) = candidates(keys, documents, &folder.join("pairs"), memory)?;
    let sets = Sets::write(cleaner, way, (lists, reading), &candidates, folder, told)?;
    let gone = compare(pairs, &sets, &candidates, way.threshold(cleaner.cleaning.dedup_threshold))?;
    drop(sets);

    let judged = Map::open(verdicts.temporary())?;
    let mut file = AtomicFile::create(&folder.join(VERDICTS_FILE))?;
    file.put(mark.as_bytes())?;
    let duplicate = verdict(way.rule()).to_le_bytes();
    for (number, verdict) in judged.chunks_exact(2).enumerate() {
        file.put(if gone.has(number as u64) { &duplicate } else { verdict })?;
    }
    Ok(file.commit()?)
}

impl Dedup {
    /// What documents that are alike have in common, mostly.
    fn keys(self, text: &str) -> Vec<u64> {
        match self {
            Dedup::Exact => vec![self.compared_by(text).iter().fold(0, |key, word| mix(key ^ word))],
            Dedup::Near => minima(&runs(&words(text), RUN)).map_or_else(Vec::new, |minima| bands(&minima)),
        }
    }

    /// What tells whether two are alike.
    fn compared_by(self, text: &str) -> Vec<u64> {
        match self {
            Dedup::Exact => {
                let of = |word: &str| word.bytes().fold(0, |state: u64, byte| mix(state ^ u64::from(byte)));
                text.split_whitespace().map(of).collect()
            }
            Dedup::Near => {
                let mut set = runs(&words(text), RUN);
                set.sort_unstable();
                set.dedup();
                set
            }
        }
    }

    fn rule(self) -> Rule {
        match self {
            Dedup::Exact => Rule::Exact,
            Dedup::Near => Rule::Near,
        }
    }

    /// The least Jaccard similarity; None where all must be equal.
    fn threshold(self, asked: f64) -> Option<f64> {
        (self == Dedup::Near).then_some(asked)
    }
}

/// The pairs of documents with equal keys, the later one first, and the documents that are in any.
fn candidates(keys: Spill, documents: u64, path: &Path, memory: u64) -> Result<(Spill, Bits)> {
    let (mut pairs, mut candidates) = (Spill::new(path, memory), Bits::new(documents));
    let mut keys = keys.sorted()?;
    // The key at hand, with the first document that has it and the last one.
    let mut of: Option<(u64, u64, u64)> = None;
    while let Some((key, number)) = keys.next()? {
        of = match of {
            Some((same, first, before)) if same == key => {
                pairs.push(number, first)?;
                pairs.push(number, before)?;
                [number, first].iter().for_each(|number| candidates.set(*number));
                Some((key, first, number))
            }
            _ => Some((key, number, number)),
        };
    }
    Ok((pairs, candidates))
}

/// The documents that go: compared many at once, decided in their order.
fn compare(pairs: Spill, sets: &Sets, candidates: &Bits, threshold: Option<f64>) -> Result<Bits> {
    let mut gone = Bits::new(candidates.length);
    let ranks = candidates.ranks();
    let mut pairs = pairs.sorted()?;
    loop {
        let mut some = Vec::with_capacity(AT_ONCE);
        while some.len() < AT_ONCE
            && let Some(pair) = pairs.next()?
        {
            some.push(pair);
        }
        if some.is_empty() {
            return Ok(gone);
        }
        let alike = |(later, earlier): &(u64, u64)| {
            let of = |number: u64| sets.of(candidates.rank(&ranks, number));
            alike(of(*later), of(*earlier), threshold)
        };
        let alike: Vec<bool> = some.par_iter().map(alike).collect();
        for ((later, earlier), _) in some.iter().zip(alike).filter(|(_, alike)| *alike) {
            if !gone.has(*earlier) {
                gone.set(*later);
            }
        }
    }
}

/// Whether two sorted sets have a Jaccard similarity of at least `threshold`, or two lists are equal.
fn alike(a: &[u8], b: &[u8], threshold: Option<f64>) -> bool {
    let Some(threshold) = threshold else { return a == b };
    let numbers = |bytes: &[u8]| bytes.len() / NUMBER;
    let at =
        |bytes: &[u8], at: usize| u64::from_le_bytes(bytes[at * NUMBER..][..NUMBER].try_into().unwrap_or_default());
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < numbers(a) && right < numbers(b) {
        let (x, y) = (at(a, left), at(b, right));
        common += usize::from(x == y);
        left += usize::from(x <= y);
        right += usize::from(y <= x);
    }
    common as f64 >= threshold * (numbers(a) + numbers(b) - common) as f64
}

/// What the candidates are compared by, one after the other in a file that is removed in the end, and where each begins.
struct Sets {
    _files: [AtomicFile; 2],
    numbers: Map,
    ends: Map,
}

impl Sets {
    fn write(
        cleaner: &Cleaner,
        way: Dedup,
        (lists, reading): (&[&Sources], &Reading),
        candidates: &Bits,
        folder: &Path,
        told: &mut Told<'_>,
    ) -> Result<Self> {
        let mut numbers = AtomicFile::create(&folder.join("compared"))?;
        let mut ends = AtomicFile::create(&folder.join("ends"))?;
        let work = |text: &mut super::groups::Text| {
            cleaner.take_lines(&mut text.text);
            Found { verdict: KEPT, numbers: way.compared_by(&text.text) }
        };
        let mut end = 0u64;
        if candidates.any() {
            let mut texts = Texts::new(lists, reading);
            let mut take = |_: &super::groups::Text, found: Found| {
                for number in &found.numbers {
                    numbers.put(&number.to_le_bytes())?;
                }
                end += (found.numbers.len() * NUMBER) as u64;
                Ok(ends.put(&end.to_le_bytes())?)
            };
            each(&mut texts, &|number| candidates.has(number), &work, &mut take, told)?;
        }
        numbers.settle()?;
        ends.settle()?;
        let maps = [Map::open(numbers.temporary())?, Map::open(ends.temporary())?];
        let [of_numbers, of_ends] = maps;
        Ok(Self { _files: [numbers, ends], numbers: of_numbers, ends: of_ends })
    }

    /// What the candidate with this number among them is compared by.
    fn of(&self, candidate: usize) -> &[u8] {
        let end = |index: usize| {
            let bytes = self.ends.get(index * NUMBER..(index + 1) * NUMBER).unwrap_or_default();
            usize::try_from(u64::from_le_bytes(bytes.try_into().unwrap_or_default())).unwrap_or_default()
        };
        let start = candidate.checked_sub(1).map_or(0, end);
        self.numbers.get(start..end(candidate)).unwrap_or_default()
    }
}

/// A bit for each document.
struct Bits {
    words: Vec<u64>,
    length: u64,
}

impl Bits {
    fn new(length: u64) -> Self {
        Self { words: vec![0; length.div_ceil(64) as usize], length }
    }

    fn set(&mut self, number: u64) {
        self.words[(number / 64) as usize] |= 1 << (number % 64);
    }

    fn has(&self, number: u64) -> bool {
        self.words.get((number / 64) as usize).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    fn any(&self) -> bool {
        self.words.iter().any(|word| *word > 0)
    }

    /// For every eighth word, how many are set before it.
    fn ranks(&self) -> Vec<u64> {
        let mut sum = 0;
        let mut before = |words: &[u64]| {
            let before = sum;
            sum += words.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
            before
        };
        self.words.chunks(8).map(&mut before).collect()
    }

    /// How many are set before this one.
    fn rank(&self, ranks: &[u64], number: u64) -> usize {
        let word = (number / 64) as usize;
        let near: u32 = self.words[word / 8 * 8..word].iter().map(|word| word.count_ones()).sum();
        let inside = (self.words[word] & ((1 << (number % 64)) - 1)).count_ones();
        (ranks[word / 8] + u64::from(near + inside)) as usize
    }
}

#[cfg(test)]
mod tests;
