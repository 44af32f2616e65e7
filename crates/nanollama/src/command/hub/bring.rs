//! Files of a repository into the cache, with a word on how many they are.

use std::path::PathBuf;

use anyhow::Context;
use nanollama_hub::{Entry, Hub, RepoName, Tree};

use super::choose::{self, Chosen};
use super::spelled::Spelled;
use crate::print::{self, Printer};

/// Brings a model into the cache; gives what was chosen and its place.
pub(in crate::command) fn model(
    hub: &Hub<'_>,
    repo: &RepoName,
    spelled: &Spelled,
    printer: &Printer,
) -> anyhow::Result<(Chosen, PathBuf)> {
    let tree = hub.tree(repo, &spelled.revision)?;
    let paths: Vec<&str> = tree.entries.iter().map(|entry| entry.path.as_str()).collect();
    let chosen = choose::model(&paths, spelled.quant.as_deref()).with_context(|| repo.to_string())?;
    if let Some(note) = &chosen.note {
        printer.line(format_args!("{repo}: {note}"));
    }
    fetch(hub, &tree, &entries(&tree, &chosen.files), printer)?;
    hub.note(&tree)?;
    let place = chosen.place(&hub.cache().snapshot(repo, &tree.commit));
    Ok((chosen, place))
}

/// The entries of those files.
pub(in crate::command) fn entries<'t>(tree: &'t Tree, files: &[String]) -> Vec<&'t Entry> {
    files.iter().filter_map(|file| tree.find(file)).collect()
}

/// Brings them, one after the other.
pub(in crate::command) fn fetch(
    hub: &Hub<'_>,
    tree: &Tree,
    entries: &[&Entry],
    printer: &Printer,
) -> anyhow::Result<()> {
    let bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
    let (repo, commit, count) = (&tree.repo, &tree.commit[..8], entries.len());
    let files = if count == 1 { "file" } else { "files" };
    printer.line(format_args!("{repo}: commit {commit}, {count} {files}, {}", print::bytes(bytes)));
    for entry in entries {
        hub.fetch(tree, entry)?;
    }
    Ok(())
}
