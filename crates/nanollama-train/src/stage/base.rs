//! What a plan needs to know of the model that a run starts from.

use std::path::Path;

use nanollama_bundle::{StoredAs, StoredModel};
use nanollama_store::run::Run;

use crate::error::{Error, Result};
use crate::plan::Base;
use crate::plan::stored::stored_plan;

/// What a plan needs to know of a model that was opened as `name`. A run of ours (in `runs`) also says at which rates it was
/// trained; its checkpoint is named by step, so that a later one cannot take its place, and a file by its absolute path.
///
/// # Errors
/// When the run's plan cannot be read.
pub fn base(name: &str, source: &StoredModel, runs: &Path) -> Result<Base> {
    let (name, rates) = match source.stored_as() {
        StoredAs::Checkpoint { run, step, average } => {
            let plan = stored_plan(&Run::open(runs, run)?)?;
            let average = if *average { "@average" } else { "" };
            (format!("{run}@{step}{average}"), plan.map(|plan| plan.rates))
        }
        StoredAs::Gguf | StoredAs::HuggingFace | StoredAs::Torch => {
            let path = std::path::absolute(name).map_err(|source| Error::io(Path::new(name), "find", source))?;
            (path.display().to_string(), None)
        }
    };
    Ok(Base {
        name,
        config: source.config().clone(),
        tokenizer_hash: Some(source.tokenizer().hash()),
        chat_template: source.chat().map(str::to_owned),
        rates,
        stored_bytes: None,
    })
}
