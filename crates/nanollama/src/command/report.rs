//! `nanollama report`: what runs learned, on a page of HTML and a card of Markdown; several side by side.

pub(super) mod card;
mod page;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanollama_store::atomic;

use crate::args::{Global, ReportArgs};
use crate::print::Printer;
use told::Told;

pub(crate) fn run(args: &ReportArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let told: Vec<Told> =
        args.run.iter().map(|name| Told::read(&global.runs, name, args.price)).collect::<Result<_, _>>()?;
    let html = match (&args.out, told.as_slice()) {
        (Some(out), _) => out.clone(),
        (None, [one]) => global.runs.join(&one.name).join("report.html"),
        (None, _) => PathBuf::from("report.html"),
    };
    let card = html.with_extension("md");
    atomic::write_bytes(&html, page::html(&told).as_bytes())?;
    atomic::write_bytes(&card, card::markdown(&told).as_bytes())?;
    printer.line(format_args!("{}: curves, samples and settings on one page", html.display()));
    printer.line(format_args!("{}: the same as text", card.display()));
    Ok(ExitCode::SUCCESS)
}

/// The card of one run, as text.
pub(super) fn markdown(runs: &Path, name: &str) -> anyhow::Result<String> {
    Ok(card::markdown(&[Told::read(runs, name, None)?]))
}
