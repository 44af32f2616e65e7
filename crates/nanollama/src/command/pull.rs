//! `nanollama pull`

mod run_back;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use nanollama_hub::{Entry, Error as HubError, Hub, Kind, RepoName, Tree};

use super::advice::program;
use super::hub::bring::{entries, fetch};
use super::hub::choose::{self, Chosen};
use super::hub::spelled::Spelled;
use super::hub::{self, Bars};
use crate::args::{Global, PullArgs};
use crate::print::{self, Printer};

pub(super) use run_back::RUNS;

pub(crate) fn run(args: &PullArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let Some(spelled) = Spelled::parse(&args.repo) else {
        bail!("{:?} names no repository: USER/REPO does, with :QUANT or @REVISION behind it", args.repo);
    };
    let kind = if args.dataset { Kind::Dataset } else { Kind::Model };
    let (settings, bars) = (hub::settings(), Bars::new(printer));
    let (hub, repo) = (Hub::new(&settings, &bars)?, RepoName::new(kind, &spelled.repo).map_err(HubError::from)?);
    hub::listen()?;
    let tree = hub.tree(&repo, &spelled.revision)?;
    if let Some(name) = &args.run {
        let lies = run_back::find(&tree, name, args.only.first().map(String::as_str))?;
        if args.dry_run {
            return list(&tree, &lies.entries, printer);
        }
        run_back::vacant(&global.runs, name)?;
        fetch(&hub, &tree, &lies.entries, printer)?;
        bars.clear();
        return run_back::place(&hub, &tree, &lies, name, global, printer);
    }
    let chosen = chosen(&tree, &spelled, args)?;
    let entries = entries(&tree, &chosen.files);
    if args.dry_run {
        return list(&tree, &entries, printer);
    }
    if let Some(note) = &chosen.note {
        printer.line(format_args!("{repo}: {note}"));
    }
    fetch(&hub, &tree, &entries, printer)?;
    hub.note(&tree)?;
    bars.clear();
    let snapshot = hub.cache().snapshot(&repo, &tree.commit);
    let place = match &args.out {
        Some(out) => {
            copy(&snapshot, &chosen.files, out)?;
            chosen.place(out)
        }
        None => chosen.place(&snapshot),
    };
    print::data(place.display())?;
    if kind == Kind::Model && args.only.is_empty() {
        let name = if args.out.is_some() { place.display().to_string() } else { args.repo.clone() };
        printer.line(format_args!("next: {} chat -m {name}", program(&global.runs)));
        for run in run_back::names(&tree) {
            printer.line(format_args!("it has the run {run}, to train on: nanollama pull {repo} --run {run}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn chosen(tree: &Tree, spelled: &Spelled, args: &PullArgs) -> anyhow::Result<Chosen> {
    let paths: Vec<&str> = tree.entries.iter().map(|entry| entry.path.as_str()).collect();
    if !args.only.is_empty() || args.dataset {
        if let Some(quant) = &spelled.quant {
            bail!("{}: :{quant} chooses among GGUF files, so neither --only nor --dataset goes with it", tree.repo);
        }
        let wanted = |path: &&&str| args.only.is_empty() || args.only.iter().any(|pattern| fits(pattern, path));
        let files: Vec<String> = paths.iter().filter(wanted).map(|path| (*path).to_owned()).collect();
        if files.is_empty() {
            bail!("{}: none of its {} files fits {}", tree.repo, paths.len(), args.only.join(" or "));
        }
        return Ok(Chosen { files, opens: None, note: None });
    }
    choose::model(&paths, spelled.quant.as_deref()).with_context(|| tree.repo.to_string())
}

/// Whether a path is the pattern, lies below it, or fits it, `*` standing for anything.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_end_matches('/');
    if path == pattern || path.strip_prefix(pattern).is_some_and(|rest| rest.starts_with('/')) {
        return true;
    }
    let Some((first, rest)) = pattern.split_once('*') else { return false };
    let Some(mut left) = path.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    left.ends_with(last)
}

/// The files and their sizes, as data.
fn list(tree: &Tree, entries: &[&Entry], printer: &Printer) -> anyhow::Result<ExitCode> {
    for entry in entries {
        print::data(format_args!("{:>12}  {}", print::bytes(entry.bytes), entry.path))?;
    }
    let bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
    printer.line(format_args!("{} at {}: {} in all; nothing was fetched", tree.repo, tree.commit, print::bytes(bytes)));
    Ok(ExitCode::SUCCESS)
}

/// Copies of a snapshot's files, each whole or not there.
fn copy(snapshot: &Path, files: &[String], out: &Path) -> anyhow::Result<()> {
    for file in files {
        let (from, to) = (snapshot.join(file), out.join(file));
        nanollama_store::atomic::create_folder(to.parent().unwrap_or(out))?;
        nanollama_store::atomic::write_file(&to, |new| std::io::copy(&mut fs::File::open(&from)?, new))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_are_paths_folders_or_stars() {
        for (pattern, path, expected) in [
            ("a/b.txt", "a/b.txt", true),
            ("a", "a/b.txt", true),
            ("a/", "a/b.txt", true),
            ("a", "ab.txt", false),
            ("data/*.parquet", "data/x/00.parquet", true),
            ("data/*.parquet", "data/x.json", false),
            ("*-of-*.gguf", "m-00001-of-00002.gguf", true),
            ("a*b*c", "abc", true),
            ("a*c*b", "abc", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
