//! `nanollama tokenizer train | eval | show | encode | decode`

mod coding;
mod eval;
mod rival;
mod samples;
mod show;
mod texts;
mod train;

use std::path::Path;
use std::process::ExitCode;

use nanollama_token::Tokenizer;

use super::hub;
use crate::args::{Global, TokenizerArgs, TokenizerCommand};
use crate::print::Printer;

pub(crate) use train::learn;

pub(crate) fn run(args: &TokenizerArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        TokenizerCommand::Train(args) => train::train(args, printer)?,
        TokenizerCommand::Eval(args) => eval::eval(args, global, printer)?,
        TokenizerCommand::Show(args) => show::show(args, global, printer)?,
        TokenizerCommand::Encode(args) => coding::encode(args, global, printer)?,
        TokenizerCommand::Decode(args) => coding::decode(args, global, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A tokenizer by the name of a folder, a file, or any model.
pub(crate) fn open(name: &str, global: &Global, printer: &Printer) -> anyhow::Result<Tokenizer> {
    let path = Path::new(name);
    let run = global.runs.join(name.split('@').next().unwrap_or(name));
    if !path.exists() && run.is_dir() {
        let locations = nanollama_bundle::Locations::new(&global.runs);
        return Ok(nanollama_bundle::open(name, &locations)?.tokenizer().clone());
    }
    match hub::local(name, printer)? {
        Some(place) => Ok(nanollama_bundle::load_tokenizer(&place)?),
        None => Ok(nanollama_bundle::load_tokenizer(path)?),
    }
}
