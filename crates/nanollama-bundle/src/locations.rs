//! Where models are looked for, and which names there are.

use std::path::{Path, PathBuf};

use nanollama_store::gguf::Shard;
use nanollama_store::run;

use crate::error::Result;
use crate::{hf, tokenizer};

/// Where names are looked up.
#[derive(Debug, Clone)]
pub struct Locations {
    /// The folder of runs.
    pub runs: PathBuf,
    /// A tokenizer to use instead of the model's own.
    pub tokenizer: Option<PathBuf>,
}

impl Locations {
    /// Names are paths or runs in `runs`; models bring their own tokenizers.
    pub fn new(runs: impl Into<PathBuf>) -> Self {
        Locations { runs: runs.into(), tokenizer: None }
    }

    /// Runs, and the models that lie in the current folder.
    pub(crate) fn candidates(&self) -> Result<Vec<String>> {
        let mut names = run::list(&self.runs)?;
        if let Ok(entries) = std::fs::read_dir(".") {
            let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            let torch = |path: &Path| path.extension().is_some_and(|extension| extension == "pt") && path.is_file();
            let is_model =
                |path: &PathBuf| tokenizer::is_gguf(path) || torch(path) || path.join(hf::CONFIG_FILE).is_file();
            // Of a split file the first stands for all.
            let later = |path: &PathBuf| Shard::of(path).is_some_and(|shard| shard.number > 1);
            let models = paths.filter(|path| is_model(path) && !later(path));
            let mut models: Vec<String> = models.map(|path| folder_name(&path)).collect();
            models.sort();
            names.extend(models);
        }
        Ok(names)
    }
}

/// The last part of a path, symbolic links resolved.
pub(crate) fn folder_name(path: &Path) -> String {
    let resolved = path.canonicalize();
    let path = resolved.as_deref().unwrap_or(path);
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
