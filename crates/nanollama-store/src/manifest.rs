//! `manifest.json`: what a folder of token shards is. It is written last, so a folder without it is unfinished.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::error::{Error, Result};
use crate::shard::{FORMAT as SHARD_FORMAT, Shard, Width};

/// The file's name in the folder of shards.
pub const MANIFEST_FILE: &str = "manifest.json";
const FORMAT: &str = "data manifest";
const FORMAT_VERSION: u32 = 1;
/// 100,000 shards fit ten times over.
const MOST_BYTES: u64 = 256 << 20;

/// Which part of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// What is learned from.
    Train,
    /// What is only measured on.
    Val,
}

impl Split {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Split::Train => "train",
            Split::Val => "val",
        }
    }
}

/// One shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShardEntry {
    /// File name, in the manifest's folder.
    pub file: String,
    /// Which part of the corpus it is.
    pub split: Split,
    /// Tokens, separators included.
    pub tokens: u64,
    /// Documents.
    pub documents: u64,
    /// UTF-8 bytes of the documents' text, for bits per byte. Separators have none.
    pub text_bytes: u64,
    /// SHA-256 of the ids' bytes, [`crate::shard::Written::sha256`].
    pub sha256: String,
}

/// Sums over a split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Shards.
    pub shards: u64,
    /// Tokens, separators included.
    pub tokens: u64,
    /// Documents.
    pub documents: u64,
    /// UTF-8 bytes of text.
    pub text_bytes: u64,
}

/// Token ids around every document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Separators {
    /// Starts every document (`<|begin_of_text|>`).
    pub before: Option<u32>,
    /// Ends every document (`<|end_of_text|>`).
    pub after: Option<u32>,
}

/// Where text came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// File, or a name such as `stdin`.
    pub name: String,
    /// Documents taken from it.
    pub documents: u64,
    /// UTF-8 bytes of text taken from it.
    pub text_bytes: u64,
}

/// Text that was left out on purpose, by one rule: documents or lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedEntry {
    /// The rule.
    pub what: String,
    /// Documents.
    pub documents: u64,
    /// Lines of documents that stayed.
    pub lines: u64,
    /// Their UTF-8 bytes.
    pub text_bytes: u64,
}

/// The whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this form, 1.
    pub format: u32,
    /// SHA-256 of the tokenizer that made the ids; a model must have been built with the same.
    pub tokenizer_sha256: String,
    /// Ids are below this.
    pub vocab_size: usize,
    /// Token ids around every document.
    pub separators: Separators,
    /// The shards in order.
    pub shards: Vec<ShardEntry>,
    /// Sums; [`Manifest::save`] computes them and [`Manifest::load`] checks them.
    pub totals: BTreeMap<Split, Totals>,
    /// Where the text came from.
    pub sources: Vec<SourceEntry>,
    /// What of it was left out on purpose; absent where nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<RemovedEntry>,
    /// How it was prepared (separator, text column, seed, …), as text for people and for resuming.
    pub options: BTreeMap<String, String>,
}

impl Manifest {
    /// An empty manifest for a tokenizer.
    #[must_use]
    pub fn new(tokenizer_sha256: impl Into<String>, vocab_size: usize, separators: Separators) -> Manifest {
        Manifest {
            format: FORMAT_VERSION,
            tokenizer_sha256: tokenizer_sha256.into(),
            vocab_size,
            separators,
            shards: Vec::new(),
            totals: BTreeMap::new(),
            sources: Vec::new(),
            removed: Vec::new(),
            options: BTreeMap::new(),
        }
    }

    /// Reads `manifest.json` of a folder and checks it in itself; the shards are not touched.
    ///
    /// # Errors
    /// When it is missing, of another version, or contradicts itself.
    pub fn load(folder: &Path) -> Result<Manifest> {
        let path = folder.join(MANIFEST_FILE);
        let mut text = Vec::new();
        let file = File::open(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => {
                let what = "it is missing: the folder is no prepared data, or its preparation was interrupted (then the same command goes on)";
                Error::format(&path, FORMAT, what)
            }
            _ => Error::io(&path, "open", source),
        })?;
        file.take(MOST_BYTES + 1).read_to_end(&mut text).map_err(|source| Error::io(&path, "read", source))?;
        if text.len() as u64 > MOST_BYTES {
            return Err(Error::format(&path, FORMAT, format!("it has more than {MOST_BYTES} bytes")));
        }
        parse(&text).map_err(|what| Error::format(&path, FORMAT, what))
    }

    /// Writes `manifest.json` into the folder of its shards, with fresh totals.
    ///
    /// # Errors
    /// When it contradicts itself or the disk refuses.
    pub fn save(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST_FILE);
        self.totals = totals(&self.shards).map_err(|what| Error::unwritable(&path, what))?;
        check(self).map_err(|what| Error::unwritable(&path, what))?;
        let mut text = serde_json::to_vec_pretty(self).expect("strings and numbers always serialise");
        text.push(b'\n');
        atomic::write_bytes(&path, &text)
    }

    /// Sums over a split; zeros when it has no shards.
    #[must_use]
    pub fn total(&self, split: Split) -> Totals {
        self.totals.get(&split).copied().unwrap_or_default()
    }

    /// Opens the shards of a split in order, and checks each against its entry (kind and count; not
    /// the ids: [`Manifest::verify`]).
    ///
    /// # Errors
    /// When a shard is missing or is not what its entry says.
    pub fn open_shards(&self, folder: &Path, split: Split) -> Result<Vec<Shard>> {
        self.shards.iter().filter(|entry| entry.split == split).map(|entry| self.open(folder, entry)).collect()
    }

    /// Reads every shard whole: hashes, ids below the vocabulary, document counts.
    ///
    /// # Errors
    /// With the first shard that is not what its entry says.
    pub fn verify(&self, folder: &Path) -> Result<()> {
        for entry in &self.shards {
            let shard = self.open(folder, entry)?;
            let fail = |what: String| Err(Error::format(shard.path(), SHARD_FORMAT, what));
            let sha256 = shard.sha256();
            if sha256 != entry.sha256 {
                return fail(format!("its ids have SHA-256 {sha256}, {MANIFEST_FILE} says {}", entry.sha256));
            }
            shard.check_ids(self.vocab_size)?;
            let documents = shard.documents()?.len() as u64;
            if documents != entry.documents {
                return fail(format!("it has {documents} documents, {MANIFEST_FILE} says {}", entry.documents));
            }
        }
        Ok(())
    }

    fn open(&self, folder: &Path, entry: &ShardEntry) -> Result<Shard> {
        let shard = Shard::open(&folder.join(&entry.file))?;
        let fail = |what: String| Err(Error::format(shard.path(), SHARD_FORMAT, what));
        if shard.len() as u64 != entry.tokens {
            return fail(format!("it has {} tokens, {MANIFEST_FILE} says {}", shard.len(), entry.tokens));
        }
        if shard.width() != Width::for_vocab(self.vocab_size) {
            return fail(format!(
                "its ids are {} bytes wide, wrong for the {} tokens of {MANIFEST_FILE}",
                shard.width().bytes(),
                self.vocab_size
            ));
        }
        Ok(shard)
    }
}

fn parse(text: &[u8]) -> Result<Manifest, String> {
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    let version: Version = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    if version.format != FORMAT_VERSION {
        return Err(format!(
            "its format is {}, this program knows {FORMAT_VERSION}; prepare the data again",
            version.format
        ));
    }
    let manifest: Manifest = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    check(&manifest)?;
    Ok(manifest)
}

fn check(manifest: &Manifest) -> Result<(), String> {
    if manifest.vocab_size == 0 || manifest.vocab_size > 1 << 31 {
        return Err(format!("a vocabulary of {} tokens", manifest.vocab_size));
    }
    for id in [manifest.separators.before, manifest.separators.after].into_iter().flatten() {
        if id as usize >= manifest.vocab_size {
            return Err(format!("separator {id} is outside its vocabulary of {}", manifest.vocab_size));
        }
    }
    let mut seen = HashSet::new();
    for entry in &manifest.shards {
        let mut components = Path::new(&entry.file).components();
        if !matches!((components.next(), components.next()), (Some(Component::Normal(_)), None)) {
            return Err(format!("shard `{}` is no plain file name", entry.file));
        }
        if !seen.insert(entry.file.as_str()) {
            return Err(format!("shard `{}` comes twice", entry.file));
        }
        if entry.documents > entry.tokens {
            return Err(format!("shard `{}` has {} documents in {} tokens", entry.file, entry.documents, entry.tokens));
        }
    }
    let sums = totals(&manifest.shards)?;
    if sums != manifest.totals {
        return Err(format!("its totals {:?} are not the sums of its shards {sums:?}", manifest.totals));
    }
    Ok(())
}

fn totals(shards: &[ShardEntry]) -> Result<BTreeMap<Split, Totals>, String> {
    let mut sums: BTreeMap<Split, Totals> = BTreeMap::new();
    for entry in shards {
        let sum = sums.entry(entry.split).or_default();
        let add = |total: &mut u64, more: u64| match total.checked_add(more) {
            Some(next) => {
                *total = next;
                Ok(())
            }
            None => Err(format!("shard `{}` brings a sum beyond 2^64", entry.file)),
        };
        add(&mut sum.shards, 1)?;
        add(&mut sum.tokens, entry.tokens)?;
        add(&mut sum.documents, entry.documents)?;
        add(&mut sum.text_bytes, entry.text_bytes)?;
    }
    Ok(sums)
}

#[cfg(test)]
mod tests;
