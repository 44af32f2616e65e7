//! What of a name goes to a repository, and where it stands there.
//!
//! A run goes twice: its model at the top, as every program that reads Hugging Face folders expects it, and the run itself below
//! `run/NAME/`, with the checkpoints that can be trained on. Files that are the same are kept once by the Hub.

use std::fs;
use std::path::Path;

use anyhow::bail;
use nanollama_hub::ToPush;
use nanollama_store::atomic;
use nanollama_store::checkpoint::{AVERAGE_FILE, Checkpoint};
use nanollama_store::run::{self, Run, RunName, Which};

use crate::args::Global;
use crate::command::pull::RUNS;

/// The card's name in a repository.
pub(super) const CARD: &str = "README.md";
/// Files of a checkpoint that are no model's.
const OF_TRAINING: [&str; 3] = ["optimizer.safetensors", "state.json", AVERAGE_FILE];
/// What of a run's folder stays here.
const STAYS: [&str; 2] = ["lock", "checkpoints"];

/// Files to send.
#[derive(Default)]
pub(super) struct Parcel {
    pub(super) files: Vec<ToPush>,
    /// The run whose model stands at the top, as it was named.
    pub(super) run: Option<String>,
}

impl Parcel {
    /// Adds what a name means: a path, or a run. `on_top`: its model is the repository's.
    pub(super) fn add(&mut self, name: &str, on_top: bool, model_only: bool, global: &Global) -> anyhow::Result<()> {
        let path = Path::new(name);
        if path.is_file() {
            let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            self.push(own, path);
            return Ok(());
        }
        // As everywhere, a path wins over a run of its name.
        if path.is_dir() {
            return self.add_folder(path, path, "");
        }
        match name.parse::<RunName>() {
            Ok(wanted) if run::list(&global.runs)?.contains(&wanted.name) => {
                self.add_run(&wanted, name, on_top, model_only, global)
            }
            _ => bail!("{name} is neither a run in {} nor a file or folder", global.runs.display()),
        }
    }

    fn add_run(
        &mut self,
        wanted: &RunName,
        name: &str,
        on_top: bool,
        model_only: bool,
        global: &Global,
    ) -> anyhow::Result<()> {
        let run = Run::open(&global.runs, &wanted.name)?;
        if run.is_being_written()? {
            bail!(
                "{} is being trained: its files change while they are sent; stop it with Ctrl-C first, and go on with --resume behind",
                run.path().display()
            );
        }
        let named = run.checkpoint(wanted.which)?;
        if on_top {
            self.run = Some(name.to_owned());
            // The card that is made says more than a checkpoint's own.
            let of_model = |file: &&String| !OF_TRAINING.contains(&file.as_str()) && *file != CARD;
            for file in named.files().iter().filter(of_model) {
                // Averaged weights, where they are what is named, stand under the model's own name.
                let average = wanted.average && file == "model.safetensors";
                let from = if average { named.average()? } else { named.path().join(file) };
                self.push(file.clone(), &from);
            }
        }
        if model_only {
            return Ok(());
        }
        let below = format!("{RUNS}{}/", wanted.name);
        for entry in fs::read_dir(run.path())? {
            let (path, own) = {
                let entry = entry?;
                (entry.path(), entry.file_name().to_string_lossy().into_owned())
            };
            if path.is_file() && !STAYS.contains(&own.as_str()) && !atomic::is_temporary(&own) {
                self.push(format!("{below}{own}"), &path);
            }
        }
        let mut checkpoints: Vec<Checkpoint> = vec![named, run.checkpoint(Which::Newest)?];
        if run.best()?.is_some_and(|best| run.steps().is_ok_and(|steps| steps.contains(&best.step))) {
            checkpoints.push(run.checkpoint(Which::Best)?);
        }
        checkpoints.sort_by_key(Checkpoint::step);
        checkpoints.dedup_by_key(|checkpoint| checkpoint.step());
        for checkpoint in &checkpoints {
            let folder = checkpoint.path().file_name().map(|name| name.to_string_lossy().into_owned());
            let below = format!("{below}checkpoints/{}", folder.unwrap_or_default());
            self.add_folder(checkpoint.path(), checkpoint.path(), &below)?;
        }
        Ok(())
    }

    /// All files below a folder; hidden ones stay.
    fn add_folder(&mut self, root: &Path, folder: &Path, below: &str) -> anyhow::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if path.is_dir() {
                self.add_folder(root, &path, below)?;
            } else {
                let parts: Vec<_> = path.strip_prefix(root)?.iter().map(|part| part.to_string_lossy()).collect();
                let own = parts.join("/");
                self.push(if below.is_empty() { own } else { format!("{below}/{own}") }, &path);
            }
        }
        Ok(())
    }

    fn push(&mut self, path: String, file: &Path) {
        self.files.push(ToPush { path, file: file.to_owned() });
    }

    /// Sorts, and refuses two files of one path.
    pub(super) fn check(&mut self) -> anyhow::Result<()> {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        let twice = self.files.windows(2).find(|pair| pair[0].path == pair[1].path);
        if let Some([one, other]) = twice {
            bail!("{} and {} would both be {}", one.file.display(), other.file.display(), one.path);
        }
        if self.files.is_empty() {
            bail!("there is no file to send");
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> anyhow::Result<u64> {
        let sizes = self.files.iter().map(|file| Ok(fs::metadata(&file.file)?.len()));
        sizes.sum::<std::io::Result<u64>>().map_err(Into::into)
    }
}
