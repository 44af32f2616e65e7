//! A run that `push` sent, back among the runs: `run/NAME/` of the repository, whole, or not at all.

use std::fs::{self, File};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use nanollama_hub::{Entry, Hub, Tree};
use nanollama_store::atomic;
use nanollama_store::run::{self, Run, Which};
use nanollama_train::run::stored_plan;

use crate::args::Global;
use crate::command::advice::program;
use crate::print::{self, Printer};

/// The folder of runs in a repository.
pub(in crate::command) const RUNS: &str = "run/";

/// The names of the runs that a repository has.
pub(super) fn names(tree: &Tree) -> Vec<&str> {
    let of = |entry: &'_ Entry| -> Option<usize> { entry.path.strip_prefix(RUNS)?.find("/plan.") };
    tree.entries
        .iter()
        .filter_map(|entry| Some(&entry.path[RUNS.len()..RUNS.len() + of(entry)?]))
        .filter(|name| !name.contains('/'))
        .collect()
}

/// The run's files below a folder of the repository.
pub(super) struct Lies<'t> {
    /// The folder, with a slash at its end.
    prefix: String,
    pub(super) entries: Vec<&'t Entry>,
}

/// Finds a run: in the folder that is named, else the one called so, or the only one.
pub(super) fn find<'t>(tree: &'t Tree, name: &str, folder: Option<&str>) -> anyhow::Result<Lies<'t>> {
    let below = |prefix: String| {
        let entries = tree.entries.iter().filter(|entry| entry.path.starts_with(&prefix)).collect();
        Lies { prefix, entries }
    };
    if let Some(folder) = folder {
        let lies = below(format!("{}/", folder.trim_end_matches('/')));
        if !lies
            .entries
            .iter()
            .any(|entry| entry.path.strip_prefix(&lies.prefix).is_some_and(|own| own.starts_with("plan.")))
        {
            bail!("{}: {folder} is no run of nanollama's: it has no plan.json", tree.repo);
        }
        return Ok(lies);
    }
    let known = names(tree);
    let found = match (known.iter().find(|known| **known == name), known.as_slice()) {
        (Some(found), _) | (None, [found]) => *found,
        (None, []) => bail!("{}: it has no run; `nanollama push` sends one, unless --model-only is given", tree.repo),
        (None, _) => bail!("{}: it has no run {name:?}, only {}", tree.repo, known.join(", ")),
    };
    Ok(below(format!("{RUNS}{found}/")))
}

/// Refuses a name that is taken, before anything is fetched.
pub(super) fn vacant(runs: &Path, name: &str) -> anyhow::Result<()> {
    Ok(run::vacant(runs, name)?)
}

/// Makes a run of the files in the cache, under its name when it is whole and its newest checkpoint is what its mark says.
pub(super) fn place(
    hub: &Hub<'_>,
    tree: &Tree,
    lies: &Lies<'_>,
    name: &str,
    global: &Global,
    printer: &Printer,
) -> anyhow::Result<ExitCode> {
    let path = global.runs.join(name);
    let new = atomic::temporary_folder(&path)?;
    let snapshot = hub.cache().snapshot(&tree.repo, &tree.commit);
    let filled = lies.entries.iter().try_for_each(|entry| {
        let own = entry.path.strip_prefix(&lies.prefix).unwrap_or(&entry.path);
        let to = new.join(own);
        atomic::create_folder(to.parent().unwrap_or(&new))?;
        let from = fs::canonicalize(snapshot.join(&entry.path))?;
        // A checkpoint's files are replaced, never written into: they may be the cache's own.
        if !(own.starts_with("checkpoints/") && fs::hard_link(&from, &to).is_ok()) {
            fs::copy(&from, &to)?;
        }
        // Windows syncs what is open for writing only.
        File::options().read(true).write(cfg!(windows)).open(&to)?.sync_all()?;
        anyhow::Ok(())
    });
    if let Err(error) = filled.and_then(|()| Ok(run::vacant(&global.runs, name)?)) {
        let _best_effort = fs::remove_dir_all(&new);
        return Err(error);
    }
    atomic::replace_folder(&new, &path)?;
    let run = Run::open(&global.runs, name)?;
    let step = run.checkpoint(Which::Newest)?.step();
    print::data(path.display())?;
    let whole = program(&global.runs);
    printer.line(format_args!("{}: at step {}, with its optimiser", path.display(), print::grouped(step)));
    let go_on = match stored_plan(&run)?.map(|plan| (plan.base.is_some(), plan.stage)) {
        Some((false, stage)) => format!(", or {whole} {stage} --run {name} --resume"),
        Some((true, stage)) => format!(", or {whole} {stage} --out-run {name} --resume"),
        None => String::new(),
    };
    printer.line(format_args!("next: {whole} chat -m {name}{go_on}"));
    if !go_on.is_empty() {
        printer.line("with --data behind it where its data lies elsewhere than it did");
    }
    Ok(ExitCode::SUCCESS)
}
