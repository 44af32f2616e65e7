//! The Hub as commands see it: the settings of the environment, a bar for each file, and names of repositories wherever a model is
//! named. `pull` and `push` have files of their own.

pub(super) mod bring;
pub(super) mod choose;
pub(super) mod spelled;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use nanollama_hub::{Error as HubError, Hub, Kind, RepoName, Settings, Watch};

use crate::interrupt;
use crate::print::{self, Printer};
use choose::Chosen;
use spelled::Spelled;

/// What the environment says of the Hub.
pub(super) fn settings() -> Settings {
    Settings::read(&|name| std::env::var(name).ok())
}

/// Listens for Ctrl-C, which keeps what came.
pub(super) fn listen() -> anyhow::Result<()> {
    interrupt::listen("stopping; what came or went so far is kept, and the same command goes on with it")
}

/// Where there is no terminal, files of fewer bytes are not spoken of.
pub(super) const WORTH_A_LINE: u64 = 1 << 20;

/// A bar for the file at hand, lines where there is no terminal, and a word on every wait.
pub(super) struct Bars<'p> {
    printer: &'p Printer,
    bar: Mutex<ProgressBar>,
}

impl<'p> Bars<'p> {
    pub(super) fn new(printer: &'p Printer) -> Bars<'p> {
        Bars { printer, bar: Mutex::new(ProgressBar::hidden()) }
    }

    fn with(&self, tell: &dyn Fn(&mut ProgressBar)) {
        tell(&mut self.bar.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn clear(&self) {
        self.with(&|bar| bar.finish_and_clear());
    }
}

impl Watch for Bars<'_> {
    fn begins(&self, path: &str, bytes: u64, there: u64) {
        self.clear();
        if !self.printer.is_terminal() && bytes >= WORTH_A_LINE {
            let from = if there > 0 { format!(", going on at {}", print::bytes(there)) } else { String::new() };
            self.printer.line(format_args!("{path}: {}{from}", print::bytes(bytes)));
        }
        let new = self.printer.bar(bytes.max(1), "bytes");
        new.set_message(path.to_owned());
        // Neither pace nor time left count what was there.
        new.set_position(there);
        new.reset_eta();
        self.with(&move |bar| *bar = new.clone());
    }

    fn reached(&self, bytes: u64) {
        self.with(&|bar| bar.set_position(bytes));
    }

    fn waits(&self, what: &str, pause: Duration) {
        let again = match pause.as_secs() {
            0 => "again at once".to_owned(),
            seconds => format!("again in {seconds} s"),
        };
        self.with(&|bar| bar.suspend(|| self.printer.line(format_args!("{what}; {again}"))));
    }

    fn stops(&self) -> bool {
        interrupt::requested()
    }
}

/// The place in the cache of a model that is named as a repository: from there if it is there, else fetched. Nothing where the
/// name is a path's, or no repository's, or where the network is switched off and the cache lacks it: then it is looked for by
/// whoever opens models, who says what is wrong.
pub(super) fn local(name: &str, printer: &Printer) -> anyhow::Result<Option<PathBuf>> {
    let Some(spelled) = Spelled::parse(name).filter(|_| !Path::new(name).exists()) else { return Ok(None) };
    let (settings, bars) = (settings(), Bars::new(printer));
    let hub = Hub::new(&settings, &bars)?;
    let repo = RepoName::new(Kind::Model, &spelled.repo).map_err(HubError::from)?;
    // Which of its files a bare name means, only the Hub knows: the cache may hold another than it would choose.
    let means = |chosen: &Chosen| chosen.opens.is_none() || spelled.quant.is_some() || settings.offline;
    if let Some((commit, chosen)) = cached(&hub, &repo, &spelled).filter(|(_, chosen)| means(chosen)) {
        let (short, path) = (&commit[..8], chosen.place(&hub.cache().snapshot(&repo, &commit)));
        let file = chosen.opens.as_deref().map(|file| format!(", {file}")).unwrap_or_default();
        printer.line(format_args!(
            "{repo}: commit {short} of the cache{file} (nanollama pull {name} asks for a newer one)"
        ));
        return Ok(Some(path));
    }
    if settings.offline {
        return Ok(None);
    }
    // Ctrl-C ends the program here as ever: what came lies there, and is gone on with.
    let (_, path) =
        bring::model(&hub, &repo, &spelled, printer).with_context(|| format!("{name} is no file or folder here"))?;
    bars.clear();
    Ok(Some(path))
}

/// What of the cache can be opened as it is.
fn cached(hub: &Hub<'_>, repo: &RepoName, spelled: &Spelled) -> Option<(String, Chosen)> {
    let commit = hub.cache().commit(repo, &spelled.revision)?;
    let paths = hub.cache().paths(repo, &commit);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let chosen = choose::model(&paths, spelled.quant.as_deref()).ok()?;
    chosen.is_complete().then_some((commit, chosen))
}
