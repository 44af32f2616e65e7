//! A model opened by any name, and what was passed over in its files, said in a line each.

use nanollama_bundle::{Locations, StoredModel};

use super::hub;
use crate::print::Printer;

/// Opens a path, a run, or a repository of the Hub, which is then called by its name.
pub(crate) fn open(name: &str, locations: &Locations, printer: &Printer) -> anyhow::Result<StoredModel> {
    let source = match hub::local(name, printer)? {
        Some(path) => nanollama_bundle::open(&path.display().to_string(), locations)?.called(name),
        None => nanollama_bundle::open(name, locations)?,
    };
    source.notes().iter().for_each(|note| printer.line(note));
    Ok(source)
}
