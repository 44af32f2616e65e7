//! Tokenizers by their names.

use std::path::Path;

use nanollama_token::Tokenizer;

use crate::args::Global;
use crate::command::hub;
use crate::print::Printer;

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
