//! The stage of γ: what the two models differ by, in a file.

use super::places::{Model, Places};
use crate::print::Printer;

/// Takes γ of the two models and writes it; whether it is there afterwards.
///
/// The one place in which the pipeline asks for an extraction. Nothing extracts yet, and this says so by name.
pub(super) fn extract(places: &Places, printer: &Printer) -> anyhow::Result<bool> {
    if places.gamma().exists() {
        printer.line(format_args!("  done before: {}", places.gamma().display()));
        return Ok(true);
    }
    printer.line(format_args!(
        "  not done: γ of {} over {} is not extracted, this program cannot yet; {} is not written",
        places.run(Model::Personality),
        places.run(Model::Base),
        places.gamma().display()
    ));
    Ok(false)
}
