//! One split of prepared data, open: its shards mapped, and where each of its documents lies. No token is read before
//! it is asked for.

use std::path::Path;

use nanollama_store::manifest::{Manifest, Split};
use nanollama_store::shard::Shard;

use crate::error::{Error, Result};
use crate::rng::hash;

/// A document's place.
#[derive(Clone, Copy, Debug)]
struct Place {
    shard: u32,
    start: u32,
    length: u32,
}

/// One split of a prepared folder.
#[derive(Debug)]
pub struct Corpus {
    name: String,
    split: Split,
    manifest: Manifest,
    shards: Vec<Shard>,
    places: Vec<Place>,
    tokens: u64,
    fingerprint: u64,
}

impl Corpus {
    /// Opens a split of the folder that `prepare` made.
    ///
    /// # Errors
    /// When the folder is unfinished or damaged, or the split is empty.
    pub fn open(folder: &Path, split: Split) -> Result<Self> {
        let manifest = Manifest::load(folder)?;
        let refuse = |what: String| Error::Corpus { folder: folder.into(), what };
        let shards = manifest.open_shards(folder, split)?;
        let mut places = Vec::new();
        for (number, shard) in shards.iter().enumerate() {
            let documents = shard.documents()?;
            places.reserve(documents.len());
            for index in 0..documents.len() {
                let range = documents.range(index).expect("the index is below the count");
                // A shard has fewer than 2^31 tokens, so starts and lengths fit.
                places.push(Place { shard: number as u32, start: range.start as u32, length: range.len() as u32 });
            }
        }
        if places.is_empty() {
            let what = format!("has no document in its {} split", split.name());
            return Err(refuse(what));
        }
        if u32::try_from(places.len()).is_err() {
            return Err(refuse(format!("has {} documents, more than 2^32", places.len())));
        }
        let tokens = places.iter().map(|place| u64::from(place.length)).sum();
        let hashes = manifest.shards.iter().filter(|entry| entry.split == split).flat_map(|entry| entry.sha256.bytes());
        let fingerprint = hashes.fold(0, |state, byte| hash(&[state, u64::from(byte)]));
        Ok(Self { name: folder.display().to_string(), split, manifest, shards, places, tokens, fingerprint })
    }

    /// What the folder says of itself: tokenizer, vocabulary, bytes of text.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Which split this is.
    pub fn split(&self) -> Split {
        self.split
    }

    /// Tokens, separators included.
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// UTF-8 bytes of the documents' text.
    pub fn text_bytes(&self) -> u64 {
        self.manifest.total(self.split).text_bytes
    }

    /// Documents.
    pub fn documents(&self) -> usize {
        self.places.len()
    }

    /// Tokens of a document, separators included.
    pub fn length(&self, document: usize) -> usize {
        self.places[document].length as usize
    }

    /// Appends `count` tokens of a document from its token `offset` on.
    ///
    /// # Errors
    /// When a token is outside the vocabulary: a damaged shard must not become a wild index into an embedding table.
    pub fn copy(&self, document: usize, offset: usize, count: usize, into: &mut Vec<u32>) -> Result<()> {
        let place = self.places[document];
        let shard = &self.shards[place.shard as usize];
        let first = into.len();
        into.resize(first + count, 0);
        shard.read(place.start as usize + offset, &mut into[first..])?;
        let vocab_size = self.manifest.vocab_size;
        if let Some(id) = into[first..].iter().find(|id| **id as usize >= vocab_size) {
            let what = format!(
                "{} holds token {id}, outside the vocabulary of {vocab_size}; the file is damaged",
                shard.path().display()
            );
            return Err(Error::Corpus { folder: self.name.clone().into(), what });
        }
        Ok(())
    }

    /// All tokens of a document.
    ///
    /// # Errors
    /// As [`Corpus::copy`].
    pub fn document(&self, document: usize) -> Result<Vec<u32>> {
        let mut tokens = Vec::new();
        self.copy(document, 0, self.length(document), &mut tokens)?;
        Ok(tokens)
    }

    /// What tells this split from any other: a hash of its shards' own hashes, in order.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Refuses rows of `length` positions when there are fewer tokens than one row and the token after it.
    pub(crate) fn check_length(&self, length: usize) -> Result<()> {
        let needed = length as u64 + 1;
        if self.tokens < needed {
            return Err(Error::TooShort {
                name: self.name.clone(),
                split: self.split.name(),
                tokens: self.tokens,
                needed,
            });
        }
        Ok(())
    }
}
