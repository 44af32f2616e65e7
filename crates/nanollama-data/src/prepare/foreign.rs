//! Token shards of other programs, taken in as prepared text and written out of it: nanollama's bare ids of two bytes, and llm.c's,
//! which modded-nanogpt reads, too.
//!
//! Nothing is tokenised: ids stay what they are, so the tokenizer that made them has to be there. Documents are cut at the id
//! that ends a text, where a file has one: in front of it where files begin with it (llm.c), behind it elsewhere.

use std::io::Write;
use std::path::{Path, PathBuf};

use nanollama_store::atomic;
use nanollama_store::manifest::{MANIFEST_FILE, Manifest, Separators, Split};
use nanollama_store::shard::{Shard, Width};
use nanollama_token::Tokenizer;

use super::Preparation;
use super::shards::{Shards, entry};
use super::state::State;
use crate::error::{Error, Result};
use crate::split::ValidationRule;

/// Ids that are read at once.
const PIECE: usize = 1 << 18;
/// Tokens of one of nanollama's shards.
const OF_NANOLLAMA: u64 = 10_000_000;

/// How a program writes its shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShardForm {
    /// Ids of two bytes and nothing else (nanollama).
    Bare,
    /// llm.c's header, then ids of two bytes or four.
    LlmC,
    /// The same of two bytes (modded-nanogpt).
    ModdedNanogpt,
}

/// What there is to take in.
#[derive(Clone, Debug)]
pub struct ShardImport {
    /// The files, in their order. Those whose names hold `val` are measured on.
    pub files: Vec<PathBuf>,
    /// How they are written.
    pub form: ShardForm,
    /// The id at which documents are cut; none: each file is one.
    pub border: Option<u32>,
}

impl ShardForm {
    /// All of them by their names.
    pub const KNOWN: [(&'static str, ShardForm); 3] =
        [("nanollama", ShardForm::Bare), ("llm.c", ShardForm::LlmC), ("modded-nanogpt", ShardForm::ModdedNanogpt)];

    fn open(self, path: &Path) -> Result<Shard> {
        match self {
            ShardForm::Bare => Ok(Shard::open_bare(path)?),
            ShardForm::LlmC => Ok(Shard::open(path)?),
            ShardForm::ModdedNanogpt => match Shard::open(path)? {
                shard if shard.width() == Width::U16 => Ok(shard),
                _ => Err(wrong(path, "its ids are four bytes wide, and modded-nanogpt's are two")),
            },
        }
    }
}

/// Documents on their way into shards of ours.
struct Cutting<'a> {
    shards: &'a mut Shards,
    /// Bytes of text of each id.
    bytes: &'a [u32],
    border: Option<u32>,
    /// Whether documents begin with the border.
    before: bool,
    document: Vec<u32>,
    number: u64,
}

impl Cutting<'_> {
    fn take(&mut self, ids: &[u32], split: &dyn Fn(u64) -> Split) -> Result<()> {
        for &id in ids {
            let is_border = self.border == Some(id);
            if is_border && self.before {
                self.end(split)?;
            }
            self.document.push(id);
            if is_border && !self.before {
                self.end(split)?;
            }
        }
        Ok(())
    }

    /// The document at hand is whole.
    fn end(&mut self, split: &dyn Fn(u64) -> Split) -> Result<()> {
        let text = self.document.iter().filter(|id| self.border != Some(**id));
        let text: u64 = text.map(|id| u64::from(self.bytes[*id as usize])).sum();
        // A border alone is no document.
        if text > 0 {
            self.shards.push(split(self.number), self.number, &self.document, text)?;
            self.number += 1;
        }
        self.document.clear();
        Ok(())
    }
}

impl Preparation {
    /// Takes shards of others in as prepared text. Of the preparation count the folder, the division and the length of a shard.
    ///
    /// # Errors
    /// When a file is not of that form, holds an id that the tokenizer has not, or nothing could be measured on.
    pub fn import_shards(&self, tokenizer: &Tokenizer, import: &ShardImport) -> Result<Manifest> {
        if self.out.join(MANIFEST_FILE).exists() {
            return Err(Error::Corpus { folder: self.out.clone(), what: "holds prepared text already".into() });
        }
        let opened = import.files.iter().map(|path| import.form.open(path)).collect::<Result<Vec<_>>>()?;
        for shard in &opened {
            shard.check_ids(tokenizer.vocab_size())?;
        }
        let before = import.border.map_or(Ok(false), |border| stands_before(&opened, border, import.form))?;
        let (lists, named) = divided(&import.files);
        let rule = match (named, import.border) {
            (true, _) => None,
            (false, Some(_)) => {
                Some(ValidationRule::new(self.seed, self.validation_fraction, self.most_validation, 2)?)
            }
            (false, None) => {
                let what =
                    "none of the files is called val, and they hold no borders of documents: nothing could be held out";
                return Err(Error::Corpus { folder: self.out.clone(), what: what.into() });
            }
        };
        let bytes: Vec<u32> =
            (0..tokenizer.vocab_size() as u32).map(|id| tokenizer.decode(&[id]).len() as u32).collect();
        atomic::create_folder(&self.out)?;
        atomic::clean(&self.out)?;
        if let Some(begun) = State::load(&self.out)? {
            self.clear(begun.shards)?;
        }
        let width = Width::for_vocab(tokenizer.vocab_size());
        let state = State::new(tokenizer.hash(), self.common_options());
        let mut shards = Shards::open(&self.out, width, self.shard_tokens, state)?;
        let mut number = 0;
        for (split, list) in lists {
            let of = |number: u64| match &rule {
                Some(rule) if rule.takes(number) => Split::Val,
                Some(_) => Split::Train,
                None => split,
            };
            let cutting = Cutting {
                shards: &mut shards,
                bytes: &bytes,
                border: import.border,
                before,
                document: Vec::new(),
                number,
            };
            number = cut(cutting, list.iter().map(|at| &opened[*at]), &of)?;
        }
        let state = shards.finish(number)?;
        if !state.shards.iter().any(|shard| shard.split == Split::Train) {
            return Err(Error::NoDocuments { sources: self.out.display().to_string(), empty: 0 });
        }
        let separators = match (import.border, before) {
            (border, true) => Separators { before: border, after: None },
            (border, false) => Separators { before: None, after: border },
        };
        tokenizer.save(&self.out, None)?;
        let mut manifest = Manifest::new(tokenizer.hash(), tokenizer.vocab_size(), separators);
        let files = import.files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ");
        manifest.sources = vec![entry(&files, &state.shards, &[])];
        manifest.shards = state.shards;
        manifest.options = state.options;
        manifest.save(&self.out)?;
        State::remove(&self.out)?;
        Ok(manifest)
    }
}

/// Takes the ids of files, end to end, to the shards; gives how many documents there are then. Without a border a file is one.
fn cut<'a>(
    mut cutting: Cutting<'_>,
    files: impl Iterator<Item = &'a Shard>,
    split: &dyn Fn(u64) -> Split,
) -> Result<u64> {
    let mut ids = vec![0; PIECE];
    for shard in files {
        for start in (0..shard.len()).step_by(PIECE) {
            let ids = &mut ids[..(shard.len() - start).min(PIECE)];
            shard.read(start, ids)?;
            cutting.take(ids, split)?;
        }
        if cutting.border.is_none() {
            cutting.end(split)?;
        }
    }
    cutting.end(split)?;
    Ok(cutting.number)
}

/// The numbers of the files that are learned from, and of those that are measured on; whether there are any of these.
fn divided(files: &[PathBuf]) -> ([(Split, Vec<usize>); 2], bool) {
    let is_val = |at: &usize| files[*at].file_name().is_some_and(|name| name.to_string_lossy().contains("val"));
    let (valid, train): (Vec<usize>, Vec<usize>) = (0..files.len()).partition(is_val);
    let named = !valid.is_empty();
    ([(Split::Train, train), (Split::Val, valid)], named)
}

/// Whether the border stands in front of documents, which most files that begin or end with it say; where none does, llm.c's
/// way is taken.
fn stands_before(shards: &[Shard], border: u32, form: ShardForm) -> Result<bool> {
    let (mut first, mut last) = (0, 0);
    for shard in shards.iter().filter(|shard| !shard.is_empty()) {
        let mut ends = [[0], [0]];
        shard.read(0, &mut ends[0])?;
        shard.read(shard.len() - 1, &mut ends[1])?;
        first += usize::from(ends[0] == [border]);
        last += usize::from(ends[1] == [border]);
    }
    Ok(if first + last == 0 { form != ShardForm::Bare } else { first >= last })
}

fn wrong(path: &Path, what: &str) -> Error {
    Error::Corpus { folder: path.to_owned(), what: what.to_owned() }
}

/// Writes prepared text as shards of another program into a folder, ids as they are; gives the files.
///
/// # Errors
/// When the form cannot hold the vocabulary, or the disk refuses.
pub fn export_shards(folder: &Path, form: ShardForm, out: &Path) -> Result<Vec<PathBuf>> {
    let manifest = Manifest::load(folder)?;
    if form != ShardForm::LlmC && Width::for_vocab(manifest.vocab_size) != Width::U16 {
        let what = format!("its ids are below {}, and those of that form are of two bytes", manifest.vocab_size);
        return Err(Error::Corpus { folder: folder.to_owned(), what });
    }
    manifest.verify(folder)?;
    atomic::create_folder(out)?;
    let mut written = Vec::new();
    for split in [Split::Train, Split::Val] {
        let shards = manifest.open_shards(folder, split)?;
        match form {
            ShardForm::Bare => written.extend(bare(&shards, split, out)?),
            ShardForm::LlmC | ShardForm::ModdedNanogpt => {
                for (number, shard) in shards.iter().enumerate() {
                    let path = out.join(format!("nanollama_{}_{number:06}.bin", split.name()));
                    atomic::write_file(&path, |file| {
                        std::io::copy(&mut std::fs::File::open(shard.path())?, file).map(drop)
                    })?;
                    written.push(path);
                }
            }
        }
    }
    if form == ShardForm::Bare {
        let train = manifest.total(Split::Train);
        let meta = serde_json::json!({
            "dataset": folder.display().to_string(), "vocab_size": manifest.vocab_size, "total_tokens": train.tokens,
            "num_shards": written.len().saturating_sub(1), "shard_size": OF_NANOLLAMA, "num_samples": train.documents,
        });
        atomic::write_bytes(&out.join("meta.json"), format!("{meta:#}\n").as_bytes())?;
    }
    Ok(written)
}

/// The ids of a split in nanollama's shards. All that is measured on is one, as there.
fn bare(shards: &[Shard], split: Split, out: &Path) -> Result<Vec<PathBuf>> {
    let all: u64 = shards.iter().map(|shard| shard.len() as u64).sum();
    let length = if split == Split::Val { all.max(1) } else { OF_NANOLLAMA };
    let (mut written, mut shard, mut at) = (Vec::new(), 0, 0);
    for number in 0..all.div_ceil(length) {
        let path = out.join(format!("{}_{number:04}.bin", split.name()));
        let mut left = length.min(all - number * length);
        let mut failed = None;
        atomic::write_file(&path, |file| {
            while left > 0 {
                let count = (left as usize).min(PIECE).min(shards[shard].len() - at);
                let mut ids = vec![0; count];
                if let Err(error) = shards[shard].read(at, &mut ids) {
                    failed = Some(error);
                    return Ok(());
                }
                let bytes: Vec<u8> = ids.iter().flat_map(|id| (*id as u16).to_le_bytes()).collect();
                file.write_all(&bytes)?;
                (at, left) = (at + count, left - count as u64);
                if at == shards[shard].len() {
                    (shard, at) = (shard + 1, 0);
                }
            }
            Ok(())
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        written.push(path);
    }
    Ok(written)
}

#[cfg(test)]
mod tests;
