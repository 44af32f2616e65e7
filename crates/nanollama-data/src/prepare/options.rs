//! The arguments that decide the bytes, as text: stored, and compared when the folder is met again.

use std::collections::BTreeMap;
use std::path::Path;

use super::Preparation;
use crate::rng::hash;
use crate::source::Sources;

impl Preparation {
    /// Name and value of every such argument.
    pub(super) fn options(&self, train: &Sources, validation: Option<&Sources>) -> BTreeMap<String, String> {
        let text = |value: &Option<String>| value.as_ref().map_or("none".to_owned(), |text| format!("{text:?}"));
        BTreeMap::from(
            [
                ("sources", digest(train)),
                ("validation", validation.map_or("none".to_owned(), digest)),
                ("separator", text(&self.reading.separator)),
                ("text-column", text(&self.reading.text_column)),
                ("seed", self.seed.to_string()),
                ("validation-fraction", self.validation_fraction.to_string()),
                ("most-validation", self.most_validation.to_string()),
                ("shard-tokens", self.shard_tokens.to_string()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

/// Names and sizes of sources in one short line; a change of any of them changes it. Names are absolute, so that another
/// way to write the same path, or the same command from another folder, goes on with the same corpus.
fn digest(sources: &Sources) -> String {
    let absolute = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
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
