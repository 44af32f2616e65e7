//! One split of prepared data, open: its shards mapped, and where each of its documents lies. No token is read before
//! it is asked for.

use std::path::Path;

use nanollama_store::manifest::{Manifest, Split};
use nanollama_store::shard::{Documents, Shard};

use crate::error::{Error, Result};
use crate::rng::hash;

/// One shard among those of its split.
#[derive(Debug)]
struct Part {
    shard: Shard,
    index: Documents,
    /// Documents and tokens of the shards before it.
    before: (usize, u64),
}

/// One split of a prepared folder. It takes as much memory as it has shards; tokens and documents stay in their files.
#[derive(Debug)]
pub struct Corpus {
    name: String,
    split: Split,
    manifest: Manifest,
    parts: Vec<Part>,
    documents: usize,
    tokens: u64,
    fingerprint: u64,
    /// Rows beside those of others; none where its size says it.
    weight: Option<u32>,
}

impl Corpus {
    /// Opens a split of the folder that `prepare` made.
    ///
    /// # Errors
    /// When the folder is unfinished or damaged, or the split is empty.
    pub fn open(folder: &Path, split: Split) -> Result<Self> {
        let manifest = Manifest::load(folder)?;
        let (mut parts, mut documents, mut tokens) = (Vec::new(), 0, 0);
        for shard in manifest.open_shards(folder, split)? {
            let (index, before) = (shard.documents()?, (documents, tokens));
            documents += index.len();
            tokens += shard.len() as u64;
            parts.push(Part { shard, index, before });
        }
        if documents == 0 {
            let what = format!("has no document in its {} split", split.name());
            return Err(Error::Corpus { folder: folder.into(), what });
        }
        let hashes = manifest.shards.iter().filter(|entry| entry.split == split).flat_map(|entry| entry.sha256.bytes());
        let fingerprint = hashes.fold(0, |state, byte| hash(&[state, u64::from(byte)]));
        Ok(Self {
            name: folder.display().to_string(),
            split,
            manifest,
            parts,
            documents,
            tokens,
            fingerprint,
            weight: None,
        })
    }

    /// The same as a part of a mixture: so many rows of it beside those of the other parts.
    #[must_use]
    pub fn weighing(self, weight: Option<u32>) -> Self {
        Corpus { weight, ..self }
    }

    /// The weights of corpora that are fed together; none where they have none.
    pub(crate) fn weights<'a>(corpora: impl Iterator<Item = &'a Corpus>) -> Vec<u32> {
        corpora.filter_map(|corpus| corpus.weight).collect()
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
        self.documents
    }

    /// Tokens of a document, separators included.
    ///
    /// # Panics
    /// When there is no such document.
    pub fn length(&self, document: usize) -> usize {
        let part = self.part(|part| part.before.0 <= document);
        part.document(document - part.before.0).len()
    }

    /// Appends `count` tokens of a document from its token `offset` on.
    ///
    /// # Errors
    /// When a token is outside the vocabulary: a damaged shard must not become a wild index into an embedding table.
    ///
    /// # Panics
    /// When there is no such document.
    pub fn copy(&self, document: usize, offset: usize, count: usize, into: &mut Vec<u32>) -> Result<()> {
        let part = self.part(|part| part.before.0 <= document);
        let start = part.document(document - part.before.0).start;
        self.copy_from(part, start + offset, count, into)
    }

    /// Appends `count` tokens of all documents end to end, from token `first` of them on; `piece` is told of each document,
    /// in turn, how many of them it has.
    ///
    /// # Errors
    /// As [`Corpus::copy`].
    ///
    /// # Panics
    /// When the corpus ends before them.
    pub(crate) fn read(
        &self,
        first: u64,
        count: usize,
        into: &mut Vec<u32>,
        mut piece: impl FnMut(usize),
    ) -> Result<()> {
        let (mut at, mut left) = (first, count);
        while left > 0 {
            let part = self.part(|part| part.before.1 <= at);
            let begin = (at - part.before.1) as usize;
            let taken = left.min(part.shard.len() - begin);
            self.copy_from(part, begin, taken, into)?;
            let (mut from, end) = (begin, begin + taken);
            let mut document = part.index.containing(begin).expect("the token lies in this shard");
            while from < end {
                let to = part.document(document).end.min(end);
                piece(to - from);
                (from, document) = (to, document + 1);
            }
            (at, left) = (at + taken as u64, left - taken);
        }
        Ok(())
    }

    /// The last shard that `begins` holds of; it holds of the first, and never again where it does not.
    fn part(&self, begins: impl Fn(&Part) -> bool) -> &Part {
        &self.parts[self.parts.partition_point(begins) - 1]
    }

    fn copy_from(&self, part: &Part, start: usize, count: usize, into: &mut Vec<u32>) -> Result<()> {
        let first = into.len();
        into.resize(first + count, 0);
        part.shard.read(start, &mut into[first..])?;
        let vocab_size = self.manifest.vocab_size;
        if let Some(id) = into[first..].iter().find(|id| **id as usize >= vocab_size) {
            let what = format!(
                "{} holds token {id}, outside the vocabulary of {vocab_size}; the file is damaged",
                part.shard.path().display()
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

    /// Refuses corpora that cannot be fed together in rows of `length`: none, of different tokenizers, or all of them
    /// shorter than one row and the token after it.
    pub(crate) fn feedable(corpora: &[Corpus], length: usize) -> Result<()> {
        let Some((first, others)) = corpora.split_first() else {
            return Err(Error::Setting { name: "corpora", value: "none".into(), what: "at least 1 is needed" });
        };
        others.iter().try_for_each(|other| first.same_tokenizer(other))?;
        if let Some(other) = others.iter().find(|other| other.weight.is_some() != first.weight.is_some()) {
            let what = format!("either all texts that are fed together have a weight, or none; {} differs", first.name);
            return Err(Error::Corpus { folder: other.name.clone().into(), what });
        }
        let (tokens, needed) = (corpora.iter().map(Corpus::tokens).sum(), length as u64 + 1);
        if tokens < needed {
            return Err(first.too_short(tokens, needed));
        }
        Ok(())
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

impl Part {
    /// Where a document lies in the shard.
    fn document(&self, number: usize) -> std::ops::Range<usize> {
        self.index.range(number).expect("the document lies in this shard")
    }
}
