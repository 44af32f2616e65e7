//! `nanollama import`

use std::process::ExitCode;

use nanollama_bundle::Locations;

use super::{advice, opened};
use crate::args::{Global, ImportArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &ImportArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    nanollama_bundle::import(&source, &global.runs, &args.run)?;
    printer.line(format_args!(
        "{}: {} parameters, taken in as run {}",
        args.model,
        print::grouped(source.config().parameter_count()),
        args.run
    ));
    let program = advice::program(&global.runs);
    printer.line(format_args!("next: {program} run -m {} -p 'Once upon a time'", args.run));
    Ok(ExitCode::SUCCESS)
}
