//! The tokenizer of a checkpoint, which has none inside: in its folder, or where nanollama's trainer keeps them.

use std::path::{Path, PathBuf};

use nanollama_token::Tokenizer;

use crate::error::{Error, Result};

/// Where nanollama keeps everything, unless the variable says another place.
const BASE_VARIABLE: &str = "NANOLLAMA_BASE_DIR";
const BASE: &str = ".cache/nanollama";
/// Its folders of tokenizers.
const FOLDERS: [&str; 4] = ["tokenizer", "tokenizer_tier1", "tokenizer_tier2", "tokenizer_tier3"];
/// Tokens that nanollama counts behind a tokenizer's own and that its texts never have.
const SPECIALS: usize = 13;

/// A tokenizer and the folder it was found in.
pub(crate) struct Found {
    pub(crate) tokenizer: Tokenizer,
    pub(crate) folder: PathBuf,
    /// Whether it lies elsewhere than the checkpoint.
    pub(crate) elsewhere: bool,
}

/// Looks for the tokenizer of the checkpoint at `path`, which has `vocabulary` tokens. One that lies elsewhere must have as
/// many, or lack the special ones: trainings with others have left theirs there, too.
///
/// # Errors
/// [`Error::NoTokenizerNear`] with the places; a tokenizer beside the checkpoint that cannot be read.
pub(crate) fn tokenizer(path: &Path, vocabulary: usize) -> Result<Found> {
    let own = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut looked_in = Vec::new();
    for (index, folder) in folders(&own).into_iter().enumerate() {
        let elsewhere = index > 0;
        match Tokenizer::load(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder }) {
            Ok(tokenizer) if !elsewhere || fits(tokenizer.vocab_size(), vocabulary) => {
                return Ok(Found { tokenizer, folder, elsewhere });
            }
            Ok(other) => looked_in.push(format!("{} ({} tokens)", folder.display(), other.vocab_size())),
            Err(nanollama_token::Error::NotFound { .. }) => looked_in.push(folder.display().to_string()),
            Err(_) if elsewhere => looked_in.push(format!("{} (unreadable)", folder.display())),
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::NoTokenizerNear { path: path.to_owned(), vocabulary, looked_in })
}

fn fits(tokens: usize, vocabulary: usize) -> bool {
    tokens == vocabulary || tokens + SPECIALS == vocabulary
}

/// The checkpoint's folder, `tokenizer` in it, and nanollama's places: of the tree that the checkpoint lies in
/// (`BASE/checkpoints/TAG/FILE`), and of this machine.
fn folders(own: &Path) -> Vec<PathBuf> {
    let mut folders = vec![own.to_owned(), own.join(FOLDERS[0])];
    let absolute = std::path::absolute(own).unwrap_or_default();
    let tree = absolute.parent().filter(|parent| parent.ends_with("checkpoints")).and_then(Path::parent);
    let machine =
        std::env::var_os(BASE_VARIABLE).map(PathBuf::from).or_else(|| std::env::home_dir().map(|home| home.join(BASE)));
    for base in tree.map(Path::to_owned).into_iter().chain(machine) {
        folders.extend(FOLDERS.iter().map(|name| base.join(name)));
    }
    let mut seen = std::collections::HashSet::new();
    folders.retain(|folder| seen.insert(folder.clone()));
    folders
}
