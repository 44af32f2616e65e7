//! Corpora for this crate's unit tests: shards of documents that are given as token ids. And what every batch must be.

use std::path::Path;

use nanollama_store::manifest::{Manifest, Separators, ShardEntry, Split};
use nanollama_store::shard::{ShardWriter, Width};

use crate::batch::Batch;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{Feed, FeedShape, Rank};

/// Separators of the fixtures' documents; the vocabulary is 70,000 so that ids are wide.
pub(crate) const BOS: u32 = 69_998;
pub(crate) const EOS: u32 = 69_999;
const VOCAB: usize = 70_000;

/// The shape of a feed that is alone.
pub(crate) fn alone(rows: usize, length: usize, seed: u64) -> FeedShape {
    FeedShape { rows, length, seed, rank: Rank::ALONE, step: rows }
}

/// Documents of these lengths (separators included), each token of its own number so that every place is known.
pub(crate) fn documents(lengths: &[usize]) -> Vec<Vec<u32>> {
    let mut next = 0;
    let one = |length: &usize| {
        let mut ids = vec![BOS];
        for _ in 0..length - 2 {
            ids.push(next);
            next += 1;
        }
        ids.push(EOS);
        ids
    };
    lengths.iter().map(one).collect()
}

/// Writes a folder whose train split is these documents, `shard` documents a shard, and whose validation split is the first.
pub(crate) fn write(folder: &Path, documents: &[Vec<u32>], shard: usize) {
    let separators = Separators { before: Some(BOS), after: Some(EOS) };
    let mut manifest = Manifest::new("fixture", VOCAB, separators);
    let mut add = |split: Split, number: usize, documents: &[Vec<u32>]| {
        let file = format!("{}_{number}.bin", split.name());
        let mut writer = ShardWriter::create(&folder.join(&file), Width::for_vocab(VOCAB)).unwrap();
        documents.iter().for_each(|ids| writer.push_document(ids).unwrap());
        let written = writer.finish().unwrap();
        manifest.shards.push(ShardEntry {
            file,
            split,
            tokens: written.tokens,
            documents: written.documents,
            text_bytes: written.tokens,
            sha256: written.sha256,
        });
    };
    for (number, documents) in documents.chunks(shard).enumerate() {
        add(Split::Train, number, documents);
    }
    add(Split::Val, 0, &documents[..1]);
    manifest.save(folder).unwrap();
}

/// The train split of a folder of these documents, three a shard.
pub(crate) fn corpus(documents: &[Vec<u32>]) -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), documents, 3);
    let corpus = Corpus::open(folder.path(), Split::Train).unwrap();
    (folder, corpus)
}

/// Corpora of these lengths; the tokens of the `n`-th are above `10,000 n`.
pub(crate) fn corpora(lengths: &[&[usize]]) -> (Vec<tempfile::TempDir>, Vec<Vec<Vec<u32>>>, Vec<Corpus>) {
    let (mut folders, mut texts, mut opened) = (Vec::new(), Vec::new(), Vec::new());
    for (number, lengths) in (0..).zip(lengths) {
        let mut documents = documents(lengths);
        for token in documents.iter_mut().flatten().filter(|token| **token < BOS) {
            *token += 10_000 * number;
        }
        let (folder, corpus) = corpus(&documents);
        folders.push(folder);
        texts.push(documents);
        opened.push(corpus);
    }
    (folders, texts, opened)
}

/// A train split with a token in it that is none.
pub(crate) fn damaged() -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &documents(&[40]), 3);
    let path = folder.path().join("train_0.bin");
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 8;
    bytes[last..last + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    std::fs::write(&path, bytes).unwrap();
    let corpus = Corpus::open(folder.path(), Split::Train).unwrap();
    (folder, corpus)
}

/// A feed that is stopped behind any of its first `count` batches, and opened anew at the place that was stored as text, goes
/// on as one that was not stopped. Its epoch at their end is returned. `open` gives the folders with the feed that reads them.
pub(crate) fn resumes_anywhere<G, F: Feed>(count: usize, open: impl Fn() -> (G, F)) -> u64 {
    let (_folders, mut whole) = open();
    let all = batches(&mut whole, count);
    for stop in 0..count {
        let (_folders, mut first) = open();
        batches(&mut first, stop);
        let stored = serde_json::to_string(&first.position()).unwrap();
        let (_folders, mut second) = open();
        second.seek(&serde_json::from_str(&stored).unwrap()).unwrap();
        assert_eq!(second.epoch(), first.epoch(), "behind {stop}");
        assert_eq!(batches(&mut second, count - stop), all[stop..], "behind {stop}");
    }
    whole.epoch()
}

/// What no feed of 13 tokens can be; a row of twelve and the target behind it is the longest.
pub(crate) fn refuses_shapes<F: Feed>(new: impl Fn(FeedShape) -> Result<F>) {
    let refused = |shape: FeedShape| new(shape).err().expect("impossible");
    assert!(matches!(refused(alone(1, 13, 1)), Error::TooShort { tokens: 13, needed: 14, .. }));
    assert!(matches!(refused(alone(0, 4, 1)), Error::Setting { .. }));
    let third_of_two = FeedShape { rank: Rank { index: 2, world: 2 }, ..alone(1, 4, 1) };
    assert!(matches!(refused(third_of_two), Error::Setting { .. }));
    let first_of_two = FeedShape { rank: Rank { index: 0, world: 2 }, ..alone(1, 4, 1) };
    assert!(matches!(refused(first_of_two), Error::Setting { name: "rows", .. }), "one row for two");
    new(alone(1, 12, 1)).unwrap();
}

/// What the ranks' feeds of `open` give in `steps` steps of `step` rows: the rows in the order of the data, those that only
/// fill a batch up left out. Each is stopped behind `stop` steps and opened anew.
pub(crate) fn spread<G, F: Feed>(
    (shape, world): (FeedShape, usize),
    [steps, stop]: [usize; 2],
    open: impl Fn(FeedShape) -> (G, F),
) -> Vec<Vec<u32>> {
    let mut rows = vec![Vec::new(); steps * shape.step];
    for index in 0..world {
        let shape = FeedShape { rank: Rank { index, world }, ..shape };
        let own = shape.rank.share(shape.step);
        let each = own.len().div_ceil(shape.rows);
        let (_folders, mut first) = open(shape);
        let mut all = batches(&mut first, stop * each);
        let (_folders, mut second) = open(shape);
        second.seek(&first.position()).unwrap();
        all.extend(batches(&mut second, (steps - stop) * each));
        for (number, batch) in all.iter().enumerate() {
            check(batch);
            let (step, number) = (number / each, number % each);
            for (row, tokens) in batch.tokens.chunks_exact(shape.length).enumerate() {
                let place = number * shape.rows + row;
                if place < own.len() {
                    rows[step * shape.step + own.start + place] = tokens.to_vec();
                } else {
                    assert!(!batch.mask[row * shape.length..][..shape.length].contains(&true), "a filler counts");
                }
            }
        }
    }
    rows
}

/// The next batches of a feed.
pub(crate) fn batches(feed: &mut dyn Feed, count: usize) -> Vec<Batch> {
    (0..count)
        .map(|_| {
            let mut batch = Batch::default();
            feed.next_into(&mut batch).unwrap();
            batch
        })
        .collect()
}

/// What every batch must be: segments that tile the rows and do not cross them, and start at every document; a segment of
/// padding counts nowhere.
pub(crate) fn check(batch: &Batch) {
    let positions = batch.rows * batch.length;
    assert_eq!([batch.tokens.len(), batch.targets.len(), batch.mask.len()], [positions; 3]);
    let mut at = 0;
    for segment in &batch.segments {
        assert_eq!(segment.row_offset as usize, at);
        assert!(segment.len > 0);
        let end = at + segment.len as usize;
        assert_eq!(at / batch.length, (end - 1) / batch.length, "a segment crosses a row");
        if batch.mask[at] {
            // Only the first token of a segment may begin a document, only the last may end one.
            assert!(batch.tokens[at + 1..end].iter().all(|token| *token != BOS));
            assert!(batch.tokens[at..end - 1].iter().all(|token| *token != EOS));
        }
        assert!(batch.mask[at..end].iter().all(|counts| *counts == batch.mask[at]));
        at = end;
    }
    assert_eq!(at, positions);
    for row in 0..batch.rows {
        let (from, to) = (row * batch.length, (row + 1) * batch.length);
        assert_eq!(batch.tokens[from + 1..to], batch.targets[from..to - 1]);
    }
}
