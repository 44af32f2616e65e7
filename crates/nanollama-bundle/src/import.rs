//! From someone else's model to a run of ours: one checkpoint at step 0, every number f32, to fine-tune or export from.

use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::run::LockedRun;
use serde_json::json;

use crate::contents::Contents;
use crate::error::{Error, Result};
use crate::hf;
use crate::stored_model::StoredModel;

const PLAN_FILE: &str = "plan.json";

/// What stands as `stage` in the plan of a run that was imported and not trained.
pub const IMPORT_STAGE: &str = "import";

/// Makes the run `name` in `runs` from an opened model.
///
/// # Errors
/// [`Error::Store`] when the run exists or the disk refuses. A run that could not be finished is removed.
pub fn import(source: &StoredModel, runs: &Path, name: &str) -> Result<()> {
    let config = serde_json::to_value(source.config()).expect("plain numbers always serialise");
    let plan = json!({"stage": IMPORT_STAGE, "source": source.path().display().to_string(), "model": config});
    let plan = serde_json::to_string_pretty(&plan).expect("strings and finite numbers always serialise");
    let run = LockedRun::create(runs, name, PLAN_FILE, &plan)?;
    let contents = Contents { name, ..source.contents() };
    let saved = run.save(0, |writer| hf::write(writer, &contents, DType::F32));
    if saved.is_err() {
        let path = run.path().to_owned();
        drop(run);
        let _best_effort = std::fs::remove_dir_all(path);
    }
    saved.map_err(|error: Error| error.of_numbers_in(source.path()))
}
