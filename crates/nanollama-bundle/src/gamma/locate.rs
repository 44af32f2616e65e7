//! From a name as typed to the file or folder of a personality: a path, else a run that trained an adapter (`NAME`, `NAME@STEP`,
//! `NAME@best`), whose checkpoint is a folder of PEFT's.

use std::path::{Path, PathBuf};

use nanollama_store::run::{self, Run, RunName};
use serde_json::Value;

use super::peft::{CONFIG_FILE, TEMPLATE_FILE};
use crate::error::{Error, Result};

/// Where what was typed lies, a run being looked for in `runs`. A path wins over a run of the same name.
///
/// # Errors
/// [`Error::NotAGamma`] for a run that trained a whole model; what the store reports of its checkpoint.
pub fn locate(typed: &Path, runs: &Path) -> Result<PathBuf> {
    let name = typed.to_string_lossy();
    if typed.is_file() || typed.join(CONFIG_FILE).is_file() {
        return Ok(typed.to_owned());
    }
    let Ok(wanted) = name.parse::<RunName>() else { return Ok(typed.to_owned()) };
    if wanted.average || !run::list(runs)?.contains(&wanted.name) {
        return Ok(typed.to_owned());
    }
    let checkpoint = Run::open(runs, &wanted.name)?.checkpoint_verifying(wanted.which, is_of_adapter)?;
    match is_adapter(checkpoint.path()) {
        true => Ok(checkpoint.path().to_owned()),
        false => {
            let what = format!("{name} is a run that trained a whole model, and no adapter");
            Err(Error::NotAGamma { path: typed.to_owned(), what })
        }
    }
}

/// Whether a folder, of a checkpoint or of PEFT's, is that of an adapter.
pub fn is_adapter(folder: &Path) -> bool {
    folder.join(CONFIG_FILE).is_file()
}

/// Whether a file of a checkpoint is read for its adapter.
pub(crate) fn is_of_adapter(file: &str) -> bool {
    file.starts_with("adapter_") || file == TEMPLATE_FILE
}

/// The chat template that lies with an adapter: it was trained on conversations beside a model that had none.
///
/// # Errors
/// When it cannot be read.
pub fn template_of(folder: &Path) -> Result<Option<String>> {
    let path = folder.join(TEMPLATE_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let read = std::fs::read_to_string(&path);
    read.map(Some).map_err(|source| nanollama_store::Error::io(&path, "read", source).into())
}

/// What the configuration of an adapter says of its base, which may be a name.
///
/// # Errors
/// When it cannot be read.
pub fn base_of(folder: &Path) -> Result<Option<String>> {
    let path = folder.join(CONFIG_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let text = std::fs::read(&path).map_err(|source| nanollama_store::Error::io(&path, "read", source))?;
    let config: Value = serde_json::from_slice(&text).map_err(|source| Error::Json { path, source })?;
    Ok(config["base_model_name_or_path"].as_str().map(str::to_owned))
}
