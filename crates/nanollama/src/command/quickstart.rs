//! `nanollama quickstart`

use std::process::ExitCode;

use crate::args::{Global, QuickstartArgs};
use crate::print::Printer;

pub(crate) fn run(_args: &QuickstartArgs, _global: &Global, _printer: &Printer) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
