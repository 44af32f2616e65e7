//! Prepared folders to one: their shards side by side, none of them made again.
//!
//! A shard is linked where the file system allows it and copied elsewhere. The manifest is written last, so a merge that was killed
//! is begun again.

use std::fs;
use std::path::{Path, PathBuf};

use nanollama_store::atomic::{self, AtomicFile};
use nanollama_store::hash::sha256_bytes;
use nanollama_store::manifest::{MANIFEST_FILE, Manifest, ShardEntry, Split};
use nanollama_store::shard::documents_path;
use nanollama_token::Tokenizer;

use super::state::State;
use crate::error::{Error, Result};

/// The name of the option that says what was merged.
const MERGED: &str = "merged";

/// Folders to join.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The folders, in the order that their documents will have.
    pub folders: Vec<PathBuf>,
    /// The folder to fill.
    pub out: PathBuf,
}

impl Merge {
    /// Joins them; true when the folder was there already, of the same shards. Every shard is read and checked against its hash.
    ///
    /// # Errors
    /// When they are not of one tokenizer, one is there twice or damaged, or the folder holds something else.
    pub fn run(&self) -> Result<(Manifest, bool)> {
        let mut parts: Vec<(&Path, Manifest)> = Vec::new();
        for folder in &self.folders {
            let manifest = Manifest::load(folder)?;
            let what = match parts.first() {
                Some((first, known)) => differs(known, &manifest, first),
                None => None,
            };
            let same = |(_, known): &&(&Path, Manifest)| known.shards == manifest.shards && !manifest.shards.is_empty();
            let what = what.or_else(|| {
                parts.iter().find(same).map(|(path, _)| format!("has the very shards of {}", path.display()))
            });
            if let Some(what) = what {
                return Err(Error::Merge { folder: folder.clone(), what });
            }
            parts.push((folder, manifest));
        }
        let Some((first, known)) = parts.first() else {
            return Err(Error::Merge { folder: self.out.clone(), what: "nothing was named to merge into it".into() });
        };
        let mut merged = Manifest::new(known.tokenizer_sha256.clone(), known.vocab_size, known.separators);
        let hashes: Vec<&str> =
            parts.iter().flat_map(|(_, part)| &part.shards).map(|entry| entry.sha256.as_str()).collect();
        let mark = format!(
            "{} folders, {} shards ({})",
            parts.len(),
            hashes.len(),
            sha256_bytes(hashes.join("\n").as_bytes())
        );
        if let Some(found) = self.finished(&mark)? {
            return Ok((found, true));
        }
        atomic::create_folder(&self.out)?;
        atomic::clean(&self.out)?;
        for (folder, part) in &parts {
            part.verify(folder)?;
            for entry in &part.shards {
                merged.shards.push(self.take(folder, entry, &merged.shards)?);
            }
            merged.sources.extend(part.sources.iter().cloned());
            for entry in &part.removed {
                match merged.removed.iter_mut().find(|known| known.what == entry.what) {
                    Some(known) => {
                        known.documents += entry.documents;
                        known.lines += entry.lines;
                        known.text_bytes += entry.text_bytes;
                    }
                    None => merged.removed.push(entry.clone()),
                }
            }
        }
        merged.shards.sort_by(|a, b| (a.split, &a.file).cmp(&(b.split, &b.file)));
        merged.options.insert(MERGED.into(), mark);
        Tokenizer::load(first)?.save(&self.out, None)?;
        merged.save(&self.out)?;
        Ok((merged, false))
    }

    /// The manifest of a folder that is finished and of the same shards.
    fn finished(&self, mark: &str) -> Result<Option<Manifest>> {
        if State::load(&self.out)?.is_some() {
            let what = "holds a preparation that is not finished".into();
            return Err(Error::Merge { folder: self.out.clone(), what });
        }
        if !self.out.join(MANIFEST_FILE).exists() {
            return Ok(None);
        }
        let found = Manifest::load(&self.out)?;
        match found.options.get(MERGED).map(String::as_str) {
            Some(then) if then == mark => Ok(Some(found)),
            then => Err(Error::Differs {
                folder: self.out.clone(),
                field: MERGED.into(),
                then: then.unwrap_or("none").into(),
                now: mark.into(),
            }),
        }
    }

    /// Puts a shard and its index into the folder, behind those that are there.
    fn take(&self, folder: &Path, entry: &ShardEntry, there: &[ShardEntry]) -> Result<ShardEntry> {
        let index = there.iter().filter(|known| known.split == entry.split).count();
        let file = format!("{}_{index:06}.bin", entry.split.name());
        let (from, to) = (folder.join(&entry.file), self.out.join(&file));
        put(&documents_path(&from), &documents_path(&to))?;
        put(&from, &to)?;
        Ok(ShardEntry { file, ..entry.clone() })
    }
}

/// Why two folders are not of one kind.
fn differs(first: &Manifest, other: &Manifest, name: &Path) -> Option<String> {
    let name = name.display();
    if first.tokenizer_sha256 != other.tokenizer_sha256 {
        let short = |hash: &str| hash.chars().take(12).collect::<String>();
        let (then, now) = (short(&first.tokenizer_sha256), short(&other.tokenizer_sha256));
        return Some(format!("was made with the tokenizer {now}, {name} with {then}"));
    }
    if (first.vocab_size, first.separators) != (other.vocab_size, other.separators) {
        return Some(format!(
            "has {} tokens and the separators {:?}, {name} has {} and {:?}",
            other.vocab_size, other.separators, first.vocab_size, first.separators
        ));
    }
    other.total(Split::Train).tokens.eq(&0).then(|| "has nothing to learn from".into())
}

/// Links a file, or copies it.
fn put(from: &Path, to: &Path) -> Result<()> {
    let failed = |what: &'static str, path: &Path, source| nanollama_store::Error::io(path, what, source);
    match fs::remove_file(to) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => return Err(failed("remove", to, source).into()),
        _ => {}
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let mut reader = fs::File::open(from).map_err(|source| failed("read", from, source))?;
    let mut file = AtomicFile::create(to)?;
    std::io::copy(&mut reader, &mut file).map_err(|source| failed("write", to, source))?;
    Ok(file.commit()?)
}
