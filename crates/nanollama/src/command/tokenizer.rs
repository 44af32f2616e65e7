//! `nanollama tokenizer train | eval | show | encode | decode`

mod coding;
mod eval;
mod named;
mod rival;
mod samples;
mod show;
mod texts;
mod train;

use std::process::ExitCode;

use crate::args::{Global, TokenizerArgs, TokenizerCommand};
use crate::print::Printer;

pub(crate) use named::open;
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
