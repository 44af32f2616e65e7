//! The `nanollama` program: parse → plan → run → exit code.
//!
//! `args/` holds what may be typed, `command/` one file a verb, `print` all that reaches a person, `report` pages of HTML. Everything else is in the
//! crates above. Exit codes: 0 done, 1 the answer is no, 2 could not do it.
#![forbid(unsafe_code)]

mod args;
mod command;
mod interrupt;
mod print;
mod report;

use std::process::ExitCode;

use crate::print::Printer;

fn main() -> ExitCode {
    // A process that was started to run a stranger's program does nothing else.
    if let Some(code) = nanollama_sandbox::take_over() {
        return code;
    }
    let cli = args::parse();
    let printer = Printer::new(cli.global.quiet || command::ranks::is_silent());
    match command::dispatch(&cli, &printer) {
        Ok(code) => code,
        Err(error) => {
            if print::is_broken_pipe(&error) {
                return ExitCode::SUCCESS;
            }
            let text = print::error(&error, command::hint::of(&error, &cli.verb));
            if !command::ranks::tell_error(&error, &text) {
                eprintln!("error: {text}");
            }
            ExitCode::from(2)
        }
    }
}
