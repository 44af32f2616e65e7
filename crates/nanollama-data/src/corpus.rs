//! One split of prepared data, open: its shards mapped, and where each of its documents lies. No token is read before
//! it is asked for.

use std::path::Path;

use nanollama_store::manifest::{Manifest, Split};
use nanollama_store::shard::Shard;

use crate::error::{Error, Result};
use crate::rng::hash;

/// Where a document lies.
#[derive(Clone, Copy, Debug)]
struct Extent {
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
    documents: Vec<Extent>,
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
        let mut documents = Vec::new();
        for (number, shard) in shards.iter().enumerate() {
            let index = shard.documents()?;
            documents.reserve(index.len());
            for document in 0..index.len() {
                let range = index.range(document).expect("the index is below the count");
                // A shard has fewer than 2^31 tokens, so starts and lengths fit.
                documents.push(Extent { shard: number as u32, start: range.start as u32, length: range.len() as u32 });
            }
        }
        if documents.is_empty() {
            let what = format!("has no document in its {} split", split.name());
            return Err(refuse(what));
        }
        if u32::try_from(documents.len()).is_err() {
            return Err(refuse(format!("has {} documents, more than 2^32", documents.len())));
        }
        let tokens = documents.iter().map(|document| u64::from(document.length)).sum();
        let hashes = manifest.shards.iter().filter(|entry| entry.split == split).flat_map(|entry| entry.sha256.bytes());
        let fingerprint = hashes.fold(0, |state, byte| hash(&[state, u64::from(byte)]));
        Ok(Self { name: folder.display().to_string(), split, manifest, shards, documents, tokens, fingerprint })
    }

    /// What the folder says of itself: tokenizer, vocabulary, bytes of text.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
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
        self.documents.len()
    }

    /// Tokens of a document, separators included.
    pub fn length(&self, document: usize) -> usize {
        self.documents[document].length as usize
    }

    /// Appends `count` tokens of a document from its token `offset` on.
    ///
    /// # Errors
    /// When a token is outside the vocabulary: a damaged shard must not become a wild index into an embedding table.
    pub fn copy(&self, document: usize, offset: usize, count: usize, into: &mut Vec<u32>) -> Result<()> {
        let extent = self.documents[document];
        let shard = &self.shards[extent.shard as usize];
        let first = into.len();
        into.resize(first + count, 0);
        shard.read(extent.start as usize + offset, &mut into[first..])?;
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

    /// Refuses a corpus of another tokenizer, whose ids mean something else.
    pub(crate) fn same_tokenizer(&self, other: &Corpus) -> Result<()> {
        let (this, that) = (&self.manifest.tokenizer_sha256, &other.manifest.tokenizer_sha256);
        if this == that && self.manifest.vocab_size == other.manifest.vocab_size {
            return Ok(());
        }
        let what = format!("was made with the tokenizer {that}, {} with {this}", self.name);
        Err(Error::Corpus { folder: other.name.clone().into(), what })
    }

    /// That `tokens` are fewer than the `needed`.
    pub(crate) fn too_short(&self, tokens: u64, needed: u64) -> Error {
        Error::TooShort { name: self.name.clone(), split: self.split.name(), tokens, needed }
    }
}
