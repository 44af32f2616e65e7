//! A model opened by any name, and what was passed over in its files, said in a line each.

use nanollama_bundle::{Locations, StoredModel};

use crate::print::Printer;

pub(crate) fn open(name: &str, locations: &Locations, printer: &Printer) -> anyhow::Result<StoredModel> {
    let source = nanollama_bundle::open(name, locations)?;
    source.notes().iter().for_each(|note| printer.line(note));
    Ok(source)
}
