//! `nanollama push`

mod card;
mod files;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use nanollama_bundle::{Locations, Mix};
use nanollama_hub::{Error as HubError, Hub, Kind, RepoName, ToPush};
use nanollama_store::run::RunName;

use super::hub::{self, Bars};
use super::opened;
use crate::args::{Global, PushArgs};
use crate::print::{self, Printer};
use files::{CARD, Parcel};

pub(crate) fn run(args: &PushArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let kind = if args.dataset { Kind::Dataset } else { Kind::Model };
    let repo = RepoName::new(kind, &args.repo).map_err(HubError::from)?;
    let mut parcel = Parcel::default();
    for (at, name) in args.name.iter().enumerate() {
        let is_last = at + 1 == args.name.len();
        parcel.add(name, is_last, args.model_only, global)?;
    }
    let making = Making::new()?;
    if let Some(run) = parcel.run.clone() {
        for kind in &args.gguf {
            let (path, file) = making.gguf(&run, kind, global, printer)?;
            parcel.files.push(ToPush { path, file });
        }
        let file = making.folder.join(CARD);
        fs::write(&file, card::text(&run, &repo, args, &parcel, global)?)?;
        parcel.files.push(ToPush { path: CARD.into(), file });
    } else if !args.gguf.is_empty() {
        bail!("--gguf makes a file of a run, and none is named");
    }
    parcel.check()?;
    let bytes = parcel.bytes()?;
    if args.dry_run {
        for file in &parcel.files {
            let bytes = fs::metadata(&file.file)?.len();
            print::data(format_args!("{:>12}  {}", print::bytes(bytes), file.path))?;
        }
        let count = parcel.files.len();
        printer
            .line(format_args!("{count} files, {} in all, would go to {repo}; nothing was sent", print::bytes(bytes)));
        return Ok(ExitCode::SUCCESS);
    }
    let (settings, bars) = (hub::settings(), Bars::new(printer));
    let hub = Hub::new(&settings, &bars)?;
    hub::listen()?;
    if hub.create(&repo, args.private)? {
        let whose = if args.private { "that only you see" } else { "that everybody sees" };
        printer.line(format_args!("{repo}: a new repository, {whose}"));
    }
    keep_a_foreign_card(&hub, &repo, &mut parcel, printer)?;
    let count = parcel.files.len();
    printer.line(format_args!("{repo}: {count} files, {}; what is there already is not sent", print::bytes(bytes)));
    let summary = args.message.clone().unwrap_or_else(|| format!("nanollama push {}", args.name.join(" ")));
    let pushed = hub.push(&repo, &parcel.files, &summary)?;
    bars.clear();
    printer.line(format_args!(
        "{repo}: {} files are new or changed, {} were there; the Hub names the hash of each as it is here",
        pushed.changed, pushed.unchanged
    ));
    printer.line(format_args!("commit {}", pushed.commit));
    print::data(hub.page(&repo))?;
    Ok(ExitCode::SUCCESS)
}

/// A card that somebody wrote stays.
fn keep_a_foreign_card(hub: &Hub<'_>, repo: &RepoName, parcel: &mut Parcel, printer: &Printer) -> anyhow::Result<()> {
    let tree = hub.tree(repo, "main")?;
    if !parcel.files.iter().any(|file| file.path == CARD) {
        return Ok(());
    }
    let Some(entry) = tree.find(CARD) else { return Ok(()) };
    let text = fs::read_to_string(hub.fetch(&tree, entry)?).unwrap_or_default();
    if !text.contains(card::MARK) {
        parcel.files.retain(|file| file.path != CARD);
        printer.line(format_args!("{repo}: its {CARD} was written by somebody, and stays"));
    }
    Ok(())
}

/// Files that are made to be sent, in a folder that goes when this does.
struct Making {
    folder: PathBuf,
}

impl Making {
    fn new() -> anyhow::Result<Making> {
        let folder = std::env::temp_dir().join(format!("nanollama-push-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Making { folder })
    }

    /// A GGUF file of a run, compared with it; its path in the repository and here.
    fn gguf(&self, name: &str, kind: &str, global: &Global, printer: &Printer) -> anyhow::Result<(String, PathBuf)> {
        let mix: Mix = kind.parse()?;
        let source = opened::open(name, &Locations::new(&global.runs), printer)?;
        let run = name.parse::<RunName>()?.name;
        let path = format!("{run}-{}.gguf", mix.name());
        let file = self.folder.join(&path);
        let found = nanollama_bundle::quantize_checked(&source, (mix, None), &file, name, |file| {
            anyhow::Ok(nanollama_engine::certify(&source, file, None, global.threads.into())?.to_string())
        })?;
        printer.line(format_args!("{path}: {found}"));
        Ok((path, file))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        let _best_effort = fs::remove_dir_all(&self.folder);
    }
}
