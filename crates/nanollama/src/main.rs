//! The `nanollama` program: parse → plan → run → exit code.
//!
//! `args/` holds what may be typed, `command/` one file a verb, `print` all that reaches a person. Everything else is in the
//! crates above. Exit codes: 0 done, 1 the answer is no, 2 could not do it.
#![forbid(unsafe_code)]

mod args;
mod command;
mod interrupt;
mod print;

use std::process::ExitCode;

use crate::args::{Cli, Command};
use crate::print::Printer;

fn main() -> ExitCode {
    let cli = args::parse();
    let printer = Printer::new(cli.global.quiet);
    match run(&cli, &printer) {
        Ok(code) => code,
        Err(error) => {
            if is_broken_pipe(&error) {
                return ExitCode::SUCCESS;
            }
            printer.error(&error, command::hint::of(&error, cli.command.verb()));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, printer: &Printer) -> anyhow::Result<ExitCode> {
    nanollama_kernel::lanes::Isa::forced()?;
    let global = &cli.global;
    match &cli.command {
        Command::Quickstart(args) => command::quickstart::run(args, global, printer),
        Command::Doctor(args) => command::doctor::run(args, global, printer),
        Command::Tokenizer(args) => command::tokenizer::run(args, global, printer),
        Command::Data(args) => command::data::run(args, global, printer),
        Command::Pretrain(args) => command::pretrain::run(args, global, printer),
        Command::Plan(args) => command::pretrain::plan(args, global, printer),
        Command::Sft(args) => command::sft::run(args, global, printer),
        Command::Export(args) => command::export::run(args, global, printer),
        Command::Import(args) => command::import::run(args, global, printer),
        Command::Run(args) => command::run::run(args, global, printer),
        Command::Chat(args) => command::chat::run(args, global, printer),
        Command::List(args) => command::list::run(args, global, printer),
        Command::Bench(args) => command::bench::run(args, global, printer),
    }
}

/// Whoever reads our output has gone: not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
