//! `nanollama gamma extract | inject | show | compare | steer | combine`

mod combine;
mod compare;
pub(crate) mod extract;
pub(crate) mod inject;
mod refit;
mod show;
mod steer;

use std::process::ExitCode;

use crate::args::{GammaArgs, GammaCommand, Global};
use crate::print::Printer;

pub(crate) fn run(args: &GammaArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        GammaCommand::Extract(args) => extract::run(args, global, printer)?,
        GammaCommand::Inject(args) => inject::run(args, global, printer)?,
        GammaCommand::Show(args) => show::run(args, global)?,
        GammaCommand::Compare(args) => compare::run(args, global)?,
        GammaCommand::Steer(args) => steer::run(args, global, printer)?,
        GammaCommand::Combine(args) => combine::run(args, global, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}
