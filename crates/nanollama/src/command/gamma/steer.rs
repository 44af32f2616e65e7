//! `nanollama gamma steer`

use std::path::Path;

use anyhow::{Context, bail};
use nanollama_bundle::Locations;
use nanollama_bundle::gamma::Gamma;
use nanollama_engine::{Engine, Options, Places};
use nanollama_token::chat::Message;

use super::super::advice::program;
use super::super::opened;
use super::extract;
use crate::args::{Global, PlacesName, SteerArgs};
use crate::print::Printer;

pub(super) fn run(args: &SteerArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let source = opened::open(&args.model, &Locations::new(global.runs.clone()), printer)?;
    let engine = Engine::open(&source, &Options { threads: global.threads.into(), ..Options::default() })?;
    let asks = engine.chats() && !args.plain;
    let (toward, away) = (prompts(&args.positive, &engine, asks)?, prompts(&args.negative, &engine, asks)?);
    let kind = if asks { "questions, as its chat template has them" } else { "texts" };
    let (pros, cons) = (toward.len(), away.len());
    printer.line(format_args!("{}: {pros} and {cons} {kind}", source.name()));
    let places = match args.tokens {
        PlacesName::Last => Places::Last,
        PlacesName::All => Places::All,
    };
    let bar = printer.bar((pros + cons) as u64, "prompts");
    let directions = engine.directions((&toward, &away), places, &mut |done| bar.set_position(done as u64))?;
    bar.finish_and_clear();
    let made = format!("{} - {}, in {}", stem(&args.positive), stem(&args.negative), source.name());
    let gamma = Gamma::steering(&source, &stem(&args.out), made, &directions)?;
    extract::save(&gamma, &args.out, printer)?;
    let (first, last) = gamma.block_range().unwrap_or_default();
    printer.line(format_args!("{}: behind blocks {first} to {last}, norm {:.4}", args.out.display(), gamma.norm()));
    let (program, out) = (program(&global.runs), args.out.display());
    printer.line(format_args!("next: {program} chat -m {} --control-vector-scaled {out}:1", args.model));
    Ok(())
}

/// The prompts of a file, one a line, as ids.
fn prompts(file: &Path, engine: &Engine, asks: bool) -> anyhow::Result<Vec<Vec<u32>>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line = line.replace("\\n", "\n");
        let ids = if asks { engine.chat_prompt(&[Message::new("user", line)]) } else { engine.prompt(&line) };
        all.push(ids.with_context(|| format!("{}, line {}", file.display(), number + 1))?);
    }
    if all.is_empty() {
        bail!("{}: there is no prompt in it; write one a line", file.display());
    }
    Ok(all)
}

/// A file's name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
