//! The arguments that decide the bytes, as text: stored, and compared when the folder is met again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_store::hash::{sha256_bytes, sha256_file};
use rayon::prelude::*;

use super::texts::TEXTS;
use super::{Part, Preparation};
use crate::error::Result;
use crate::rng::hash;
use crate::source::{Source, Sources};

impl Preparation {
    /// Name and value of every such argument.
    ///
    /// # Errors
    /// When a source cannot be read.
    pub(super) fn options(&self, train: &Sources, validation: Option<&Sources>) -> Result<BTreeMap<String, String>> {
        let mut options = self.common_options();
        options.insert("sources".into(), digest(train));
        options.insert("validation".into(), validation.map_or("none".to_owned(), digest));
        self.cleaning.options(&mut options)?;
        if let Some(Part { index, of }) = self.part {
            options.insert("shard".into(), format!("{index}/{of}"));
        }
        for (text, sources) in TEXTS.iter().zip([Some(train), validation]) {
            if let Some(sources) = sources {
                options.insert(text.paths.into(), paths(sources));
                options.insert(text.contents.into(), contents(sources)?);
            }
        }
        Ok(options)
    }

    /// Those that are not of the sources.
    pub(super) fn common_options(&self) -> BTreeMap<String, String> {
        let text = |value: &Option<String>| value.as_ref().map_or("none".to_owned(), |text| format!("{text:?}"));
        let mut options = BTreeMap::from(
            [
                ("separator", text(&self.reading.separator)),
                ("text-column", text(&self.reading.text_column)),
                ("seed", self.seed.to_string()),
                ("validation-fraction", self.validation_fraction.to_string()),
                ("most-validation", self.most_validation.to_string()),
                ("shard-tokens", self.shard_tokens.to_string()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        // What was not there before, and is not asked for, does not make an older folder another one.
        if let Some(encoding) = self.reading.encoding {
            options.insert("encoding".into(), encoding.name().into());
        }
        if self.reading.skip_bad > 0 {
            options.insert("skip-bad".into(), self.reading.skip_bad.to_string());
        }
        options
    }
}

/// Where the files lie.
fn paths(sources: &Sources) -> String {
    let each: Vec<_> = sources.files.iter().map(|file| absolute(&file.path).display().to_string()).collect();
    sha256_bytes(each.join("\n").as_bytes())
}

/// Absolute, so that another way to write the same path, or the same command from another folder, goes on with the same
/// corpus.
fn absolute(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What is in the files, whatever they are called.
fn contents(sources: &Sources) -> Result<String> {
    let of = |source: &Source| match source.bytes {
        Some(_) => Ok(sha256_file(&source.path)?),
        None => Ok(source.path.display().to_string()),
    };
    let each = sources.files.par_iter().map(of).collect::<Result<Vec<_>>>()?;
    Ok(sha256_bytes(each.join("\n").as_bytes()))
}

/// Names and sizes of sources in one short line; a change of any of them changes it.
fn digest(sources: &Sources) -> String {
    let of =
        |path: &Path| absolute(path).to_string_lossy().bytes().fold(0, |state, byte| hash(&[state, u64::from(byte)]));
    let sum =
        sources.files.iter().fold(0, |state, file| hash(&[state, of(&file.path), file.bytes.unwrap_or(u64::MAX)]));
    let first = sources.files.first().map_or_else(String::new, |file| absolute(&file.path).display().to_string());
    let more = match sources.files.len() {
        0 | 1 => String::new(),
        all => format!(" and {} more", all - 1),
    };
    match sources.bytes() {
        Some(bytes) => format!("{first}{more} ({bytes} bytes, {sum:016x})"),
        None => format!("{first}{more} ({sum:016x})"),
    }
}
