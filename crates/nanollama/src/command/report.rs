//! `nanollama report`: what a model learned in all its stages, on a page of HTML and a card of Markdown; or several runs side by side.

pub(super) mod card;
mod page;
mod stages;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanollama_store::atomic;

use crate::args::{Global, ReportArgs};
use crate::print::Printer;
use told::Told;

pub(crate) fn run(args: &ReportArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let (told, title) = match args.run.as_slice() {
        [name] => (stages::lineage(&global.runs, name, args.price)?, name.clone()),
        several => {
            let told = several.iter().map(|name| Told::read(&global.runs, name, args.price));
            (told.collect::<Result<_, _>>()?, several.join(", "))
        }
    };
    let html = match (&args.out, args.run.as_slice()) {
        (Some(out), _) => out.clone(),
        (None, [name]) => global.runs.join(name).join("report.html"),
        (None, _) => PathBuf::from("report.html"),
    };
    let card = html.with_extension("md");
    let head = if args.run.len() == 1 { stages::head(&told, args.price) } else { Vec::new() };
    atomic::write_bytes(&html, page::html(&title, &head, &told).as_bytes())?;
    atomic::write_bytes(&card, card::markdown(&title, &head, &told).as_bytes())?;
    if told.len() > args.run.len() {
        let names: Vec<&str> = told.iter().map(|told| told.name.as_str()).collect();
        printer.line(format_args!("the stages of {title}: {}", names.join(", ")));
    }
    printer.line(format_args!("{}: curves, samples and settings on one page", html.display()));
    printer.line(format_args!("{}: the same as text", card.display()));
    Ok(ExitCode::SUCCESS)
}

/// The card of a run and of those that it came from, as text.
pub(super) fn markdown(runs: &Path, name: &str) -> anyhow::Result<String> {
    let told = stages::lineage(runs, name, None)?;
    Ok(card::markdown(name, &stages::head(&told, None), &told))
}
