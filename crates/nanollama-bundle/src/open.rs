//! From a name as typed to an opened model: a path (a `.gguf` or `.pt` file, a folder in Hugging Face's layout, a checkpoint, a run's
//! folder, a folder of `.pt` checkpoints), else a run: `NAME`, `NAME@STEP`, `NAME@best`, `NAME@average`.

use std::path::Path;

use nanollama_store::checkpoint::{AVERAGE_FILE, Checkpoint};
use nanollama_store::run::{self, Run, RunName, Which};

use crate::error::{Error, Result};
use crate::foreign::{self, Foreign};
use crate::locations::{Locations, folder_name};
use crate::stored_model::{StoredAs, StoredModel};
use crate::{gamma, hf, pt, tokenizer};

/// Opens the model of that name. A path wins over a run of the same name.
///
/// # Errors
/// [`Error::NotFound`] with what could have been meant; [`Error::NotAModel`] or [`Error::Foreign`] for a path that
/// is something else; and what [`StoredModel::open_gguf`] and [`StoredModel::open_folder`] report.
pub fn open(name: &str, locations: &Locations) -> Result<StoredModel> {
    let path = Path::new(name);
    if path.is_dir() {
        return open_folder(path, locations);
    }
    if path.is_file() {
        return open_file(path, locations);
    }
    match name.parse::<RunName>() {
        Ok(wanted) if run::list(&locations.runs)?.contains(&wanted.name) => {
            let run = Run::open(&locations.runs, &wanted.name)?;
            // What is best is what was measured.
            let best = || Ok::<_, Error>(run.best()?.is_some_and(|best| best.average));
            let average = wanted.average || (wanted.which == Which::Best && best()?);
            open_run(&run, (wanted.which, average), locations)
        }
        _ => {
            let candidates = locations.candidates()?;
            Err(Error::NotFound { name: name.to_owned(), runs: locations.runs.clone(), candidates })
        }
    }
}

fn open_file(path: &Path, locations: &Locations) -> Result<StoredModel> {
    if let Some(what) = foreign::recognise(path) {
        return Err(Error::Foreign { path: path.to_owned(), what });
    }
    if tokenizer::is_gguf(path) || begins(path, b"GGUF") {
        return StoredModel::open_gguf(path, locations.tokenizer.as_deref());
    }
    // What is left of zips is torch's.
    if begins(path, b"PK\x03\x04") {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        return StoredModel::open_torch(path, locations.tokenizer.as_deref(), &name);
    }
    let path = path.to_owned();
    Err(match path.extension().and_then(|extension| extension.to_str()) {
        Some("safetensors" | "json") => Error::Foreign { path, what: Foreign::OneOfAFolder },
        _ => {
            let what =
                "it is neither a .gguf file, nor a .pt file of torch's, nor a folder with config.json".to_owned();
            Error::NotAModel { path, what }
        }
    })
}

/// A folder's file that is not what its name says: the first of those that are read, in the order of their names.
fn refuse_foreign_parts(folder: &Path) -> Result<()> {
    let entries = std::fs::read_dir(folder).map_err(|source| nanollama_store::Error::io(folder, "list", source))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| {
        let of_model = path.file_name().and_then(|name| name.to_str()).is_some_and(hf::is_of_model);
        let extension = path.extension().and_then(|extension| extension.to_str());
        let bin = path.file_name().and_then(|name| name.to_str()).is_some_and(pt::is_bin);
        of_model && (bin || matches!(extension, Some("safetensors" | "json" | "model")))
    });
    paths.sort();
    for path in paths {
        // Small files that are empty or cut off have their own errors.
        if let Some(
            what @ (Foreign::LfsPointer { .. } | Foreign::WebPage | Foreign::Compressed(_) | Foreign::OldTorch),
        ) = foreign::recognise(&path)
        {
            return Err(Error::Foreign { path, what });
        }
    }
    Ok(())
}

fn begins(path: &Path, magic: &[u8; 4]) -> bool {
    use std::io::Read;
    let mut head = [0; 4];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *magic
}

fn open_folder(path: &Path, locations: &Locations) -> Result<StoredModel> {
    let tokenizer = locations.tokenizer.as_deref();
    let name = folder_name(path);
    if path.join(hf::CONFIG_FILE).is_file() {
        refuse_foreign_parts(path)?;
        let stored_as = match run_of_checkpoint(path) {
            Some(run) => {
                let step = Checkpoint::open_verifying(path, hf::is_of_model)?.step();
                StoredAs::Checkpoint { run, step, average: false }
            }
            None => StoredAs::HuggingFace,
        };
        return StoredModel::open_folder(path, tokenizer, &name, stored_as);
    }
    // A run's folder given as a path.
    let resolved = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let (Some(parent), name) = (resolved.parent(), folder_name(&resolved))
        && run::list(parent).is_ok_and(|runs| runs.contains(&name))
    {
        return open_run(&Run::open(parent, &name)?, (Which::Newest, false), locations);
    }
    if let Some(pt::Chosen { file, note }) = pt::checkpoint(path)? {
        return Ok(StoredModel::open_torch(&file, tokenizer, &name)?.noting(note));
    }
    let what = "a folder without config.json; a model's folder has one, and model.safetensors beside it";
    Err(Error::NotAModel { path: path.to_owned(), what: what.to_owned() })
}

/// A checkpoint's folder lies in `RUN/checkpoints/` and carries a mark.
fn run_of_checkpoint(path: &Path) -> Option<String> {
    let resolved = path.canonicalize().ok()?;
    resolved.join("DONE").is_file().then(|| resolved.ancestors().nth(2).map(folder_name))?
}

fn open_run(run: &Run, (which, average): (Which, bool), locations: &Locations) -> Result<StoredModel> {
    let of_adapter = |file: &str| !average && gamma::is_of_adapter(file);
    let wanted = |file: &str| match average {
        true => file == AVERAGE_FILE || !file.ends_with(".safetensors"),
        false => hf::is_of_model(file),
    };
    let wanted = |file: &str| wanted(file) || of_adapter(file);
    let checkpoint = run.checkpoint_verifying(which, wanted)?;
    if gamma::is_adapter(checkpoint.path()) {
        let base = gamma::base_of(checkpoint.path())?.unwrap_or_default();
        return Err(Error::Adapter { run: run.name().to_owned(), base });
    }
    let stored_as = StoredAs::Checkpoint { run: run.name().to_owned(), step: checkpoint.step(), average };
    let (folder, tokenizer) = (checkpoint.path(), locations.tokenizer.as_deref());
    match average {
        true => StoredModel::open_beside(folder, &checkpoint.average()?, tokenizer, run.name(), stored_as),
        false => StoredModel::open_folder(folder, tokenizer, run.name(), stored_as),
    }
}
