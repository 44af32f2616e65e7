//! Corpora for this crate's unit tests: shards of documents that are given as token ids.

use std::path::Path;

use nanollama_store::manifest::{Manifest, Separators, ShardEntry, Split};
use nanollama_store::shard::{ShardWriter, Width};

use crate::feed::{FeedShape, Rank};

/// Separators of the fixtures' documents; the vocabulary is 70,000 so that ids are wide.
pub(crate) const BOS: u32 = 69_998;
pub(crate) const EOS: u32 = 69_999;
const VOCAB: usize = 70_000;

/// The shape of a feed that is alone.
pub(crate) fn alone(rows: usize, length: usize, seed: u64) -> FeedShape {
    FeedShape { rows, length, seed, rank: Rank::ALONE }
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
