//! A folder that nanollama's trainer or its fine-tuning wrote: which of its `.pt` files is the model.

use std::path::{Path, PathBuf};

use nanollama_store::torch::Torch;

use crate::error::{Error, Result};

/// The trainer's checkpoints: `checkpoint_step5000.pt`.
const CHECKPOINT: &str = "checkpoint_step";
/// What the fine-tuning keeps beside its `merged.pt`: a change to a model, and no model.
const ADAPTER: &str = "adapter";
const ENDING: &str = ".pt";

/// The file to open, and a line for people where there were several to choose from.
pub(crate) struct Chosen {
    pub(crate) file: PathBuf,
    pub(crate) note: Option<String>,
}

/// The newest of the trainer's checkpoints in `folder`, else its only model. None for a folder without `.pt` files.
///
/// # Errors
/// [`Error::NotAModel`] where several files could be meant, with their names.
pub(crate) fn checkpoint(folder: &Path) -> Result<Option<Chosen>> {
    let names = names(folder)?;
    if names.is_empty() {
        return Ok(None);
    }
    let step = |name: &str| name.strip_prefix(CHECKPOINT)?.strip_suffix(ENDING)?.parse::<u64>().ok();
    let mut steps: Vec<(u64, &String)> = names.iter().filter_map(|name| Some((step(name)?, name))).collect();
    steps.sort();
    let others: Vec<&String> = names.iter().filter(|name| step(name).is_none() && !name.starts_with(ADAPTER)).collect();
    let not_a_model = |what: String| Error::NotAModel { path: folder.to_owned(), what };
    let (name, note) = match (steps.as_slice(), others.as_slice()) {
        ([.., (_, newest)], []) => {
            let note = format!("{}: of {} checkpoints the newest is opened, {newest}", folder.display(), steps.len());
            (newest, (steps.len() > 1).then_some(note))
        }
        ([], [only]) => (only, None),
        ([], []) => {
            let found = names.join(", ");
            return Err(not_a_model(format!(
                "a folder of adapters alone ({found}); the model they change is not in it"
            )));
        }
        _ => {
            let found = names.join(", ");
            return Err(not_a_model(format!(
                "a folder with several .pt files ({found}), of which one has to be named"
            )));
        }
    };
    Ok(Some(Chosen { file: folder.join(name), note }))
}

/// The `.pt` files that torch wrote, in the order of their names.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|source| nanollama_store::Error::io(folder, "list", source))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let pt = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "pt") && path.is_file();
    let mut names: Vec<String> =
        paths.filter(pt).filter(|path| Torch::is_one(path)).map(|path| name_of(&path)).collect();
    names.sort();
    Ok(names)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
