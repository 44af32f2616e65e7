//! Where a quickstart keeps what it makes, and what it was asked for: a second command with other wishes is refused instead of
//! mixing two models.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

/// The run of pretraining.
pub(super) const BASE: &str = "base";
/// The run of fine-tuning.
pub(super) const CHAT: &str = "chat";

/// Folders of one quickstart.
pub(super) struct Places {
    pub(super) out: PathBuf,
    pub(super) wish: Wish,
}

/// What all stations depend on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    pub(super) seed: u64,
    /// `None`: the built-in length.
    pub(super) minutes: Option<f64>,
}

impl Places {
    /// Makes the folder, or finds that it was made for the same wish.
    ///
    /// # Errors
    /// Naming both wishes when it was made for another.
    pub(super) fn open(out: &Path, wish: Wish) -> anyhow::Result<Places> {
        let places = Places { out: out.to_owned(), wish };
        let file = places.out.join("quickstart.json");
        if !file.exists() {
            nanollama_store::atomic::create_folder(&places.out.join("world"))?;
            nanollama_store::atomic::write_bytes(&file, &serde_json::to_vec_pretty(&wish)?)?;
            return Ok(places);
        }
        let text = std::fs::read(&file).with_context(|| format!("{}", file.display()))?;
        let found: Wish = serde_json::from_slice(&text).with_context(|| format!("{}", file.display()))?;
        if found != wish {
            bail!(
                "{} was begun as `quickstart {found}`, not as `quickstart {wish}`: give another folder with --out, or the same wishes",
                out.display()
            );
        }
        Ok(places)
    }

    pub(super) fn documents(&self) -> PathBuf {
        self.out.join("world/documents.jsonl")
    }
    pub(super) fn conversations(&self) -> PathBuf {
        self.out.join("world/conversations.jsonl")
    }
    pub(super) fn tokenizer(&self) -> PathBuf {
        self.out.join("tokenizer")
    }
    pub(super) fn data(&self) -> PathBuf {
        self.out.join("data")
    }
    pub(super) fn runs(&self) -> PathBuf {
        self.out.join("runs")
    }
    pub(super) fn model(&self) -> PathBuf {
        self.out.join("model.gguf")
    }
    pub(super) fn page(&self) -> PathBuf {
        self.out.join("report.html")
    }
    pub(super) fn report(&self) -> PathBuf {
        self.out.join("report.json")
    }
}

impl std::fmt::Display for Wish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "--seed {}", self.seed)?;
        self.minutes.map_or(Ok(()), |minutes| write!(f, " --minutes {minutes}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_wish() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("first");
        let wish = Wish { seed: 1, minutes: None };
        Places::open(&out, wish).unwrap();
        Places::open(&out, wish).unwrap();
        let other = Places::open(&out, Wish { seed: 1, minutes: Some(2.0) });
        let said = other.map(|_| ()).unwrap_err().to_string();
        assert!(said.contains("--seed 1`") && said.contains("--minutes 2`"), "{said}");
    }
}
