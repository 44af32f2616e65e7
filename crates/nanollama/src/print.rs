//! All that reaches a person: facts on stderr, data on stdout, progress on one line that is drawn over.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

pub(crate) use nanollama_train::quantity::{bytes, duration, grouped};

/// Prints for people; silent about everything but errors when quiet.
pub(crate) struct Printer {
    quiet: bool,
    terminal: bool,
    /// What keeps a copy of all lines.
    log: Mutex<Option<File>>,
}

impl Printer {
    pub(crate) fn new(quiet: bool) -> Self {
        Printer {
            quiet,
            terminal: std::io::stderr().is_terminal() && std::env::var_os("NANOLLAMA_NO_PROGRESS").is_none(),
            log: Mutex::new(None),
        }
    }

    /// True when stderr is a terminal that may be drawn on.
    pub(crate) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// From here on every line goes to the end of this file, too.
    pub(crate) fn keep(&self, path: &Path) -> std::io::Result<()> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        *self.log.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        Ok(())
    }

    /// Lines go to people alone again.
    pub(crate) fn keep_no_more(&self) {
        *self.log.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// A line for people.
    pub(crate) fn line(&self, text: impl Display) {
        if let Some(log) = self.log.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            // A log that cannot be written is no reason to stop.
            let _ = writeln!(log, "{text}");
        }
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// A heading with a rule, between stages.
    pub(crate) fn heading(&self, text: impl Display) {
        self.line(format_args!("\n== {text}"));
    }

    /// Two columns: names and facts.
    pub(crate) fn table<N: AsRef<str>, F: AsRef<str>>(&self, rows: impl IntoIterator<Item = (N, F)>) {
        let rows: Vec<(N, F)> = rows.into_iter().collect();
        let width = rows.iter().map(|(name, _)| name.as_ref().chars().count()).max().unwrap_or(0);
        for (name, fact) in &rows {
            let (name, fact) = (name.as_ref(), fact.as_ref());
            self.line(format_args!("  {name:<width$}  {fact}"));
        }
    }

    /// An error with its causes, and what to type next; one line.
    pub(crate) fn error(&self, error: &anyhow::Error, hint: Option<String>) {
        eprintln!("error: {}", self::error(error, hint));
    }

    /// A progress bar over `length` units (0: unknown), shown on a terminal only.
    pub(crate) fn bar(&self, length: u64, unit: &str) -> ProgressBar {
        if self.quiet || !self.terminal {
            return ProgressBar::hidden();
        }
        let bar = if length == 0 { ProgressBar::new_spinner() } else { ProgressBar::new(length) };
        let template = match (length, unit) {
            (0, "bytes") => "  {spinner} {bytes} {msg}",
            (0, _) => "  {spinner} {human_pos} {msg}",
            (_, "bytes") => "  {bar:30} {bytes}/{total_bytes} ETA {eta} {msg}",
            _ => "  {bar:30} {human_pos}/{human_len} ETA {eta} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the templates above are well-formed"));
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

/// An error with its causes, and what to type next; one line.
pub(crate) fn error(error: &anyhow::Error, hint: Option<String>) -> String {
    let mut said = error.to_string();
    for cause in error.chain().skip(1) {
        let text = cause.to_string();
        // Errors that quote their source would say it twice.
        if !said.contains(&text) {
            said.push_str(": ");
            said.push_str(&text);
        }
    }
    hint.map_or(said.clone(), |hint| format!("{said}; {hint}"))
}

/// Data for stdout, one line.
pub(crate) fn data(text: impl Display) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")
}

/// Whoever reads our output has gone: not a failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
