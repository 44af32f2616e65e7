//! A mixture of prepared texts as a file: which folders, and how many rows of each beside those of the others. It lies in the
//! folder around them, and may be edited: no text need be prepared again for other weights.
//!
//! ```toml
//! [[source]]
//! path = "fineweb-edu"     # a prepared folder, from the place of this file
//! weight = 55
//! ```

use std::fmt::Write;
use std::path::{Path, PathBuf};

use nanollama_store::{Error as StoreError, atomic};
use serde::Deserialize;

use crate::error::{Error, Result};

/// The file's name in the folder around the prepared ones.
pub const MIXTURE_FILE: &str = "mixture.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mixture {
    source: Vec<Weighed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weighed {
    path: PathBuf,
    weight: u32,
}

/// The prepared folders that a path means: those of a mixture with their weights, or the folder itself, which has none.
///
/// # Errors
/// When the mixture cannot be read, is empty, or weighs something with 0.
pub fn text_folders(path: &Path) -> Result<Vec<(PathBuf, Option<u32>)>> {
    let inside = path.join(MIXTURE_FILE);
    let file = match path.is_dir() {
        true if inside.is_file() => inside,
        false if path.is_file() => path.to_owned(),
        _ => return Ok(vec![(path.to_owned(), None)]),
    };
    let wrong = |what: String| Error::Mixture { name: file.display().to_string(), what };
    let text = std::fs::read_to_string(&file).map_err(|source| StoreError::io(&file, "read", source))?;
    let mixture: Mixture = toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
    if mixture.source.is_empty() || mixture.source.iter().any(|source| source.weight == 0) {
        return Err(wrong("a mixture has at least one source, each with a weight of 1 or more".into()));
    }
    let around = file.parent().unwrap_or(Path::new(""));
    Ok(mixture.source.into_iter().map(|source| (around.join(source.path), Some(source.weight))).collect())
}

/// Writes the mixture of these folders, named from `around`, into it.
///
/// # Errors
/// When the disk refuses.
pub fn write_text_mixture(around: &Path, weighed: &[(&str, u32)]) -> Result<()> {
    let mut text =
        "# Rows of each text beside those of the others; other weights need nothing prepared again.\n".to_owned();
    for (path, weight) in weighed {
        let _always = write!(text, "\n[[source]]\npath = \"{path}\"\nweight = {weight}\n");
    }
    Ok(atomic::write_bytes(&around.join(MIXTURE_FILE), text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_around_others_means_them_with_their_weights() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(text_folders(folder.path()).unwrap(), [(folder.path().to_owned(), None)]);
        assert_eq!(text_folders(&at("nosuch")).unwrap(), [(at("nosuch"), None)]);
        write_text_mixture(folder.path(), &[("a", 55), ("b", 45)]).unwrap();
        let both = [(at("a"), Some(55)), (at("b"), Some(45))];
        assert_eq!(text_folders(folder.path()).unwrap(), both);
        assert_eq!(text_folders(&at(MIXTURE_FILE)).unwrap(), both);
        for (text, what) in [
            ("", "source"),
            ("source = []", "at least one"),
            ("[[source]]\npath = \"a\"\nweight = 0", "1 or more"),
            ("[[source]]\npath = \"a\"\nweight = 1\nlimit = 3", "limit"),
        ] {
            std::fs::write(at(MIXTURE_FILE), text).unwrap();
            let error = text_folders(folder.path()).unwrap_err().to_string();
            assert!(error.contains(MIXTURE_FILE) && error.contains(what), "{error}");
        }
    }
}
