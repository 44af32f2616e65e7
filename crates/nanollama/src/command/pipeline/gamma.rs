//! The stage of γ: what the two models differ by, in a file of this program's and in one of nanollama's.

use std::fs::create_dir_all;

use nanollama_bundle::Locations;
use nanollama_bundle::gamma::Form;
use nanollama_kernel::dtype::DType;

use super::places::{Model, Places};
use crate::command::gamma::extract::{save, taken_of};
use crate::command::opened;
use crate::print::Printer;

/// Takes γ of the two models and writes it, unless it is there.
pub(super) fn extract(places: &Places, printer: &Printer) -> anyhow::Result<()> {
    let files = places.gamma();
    if files.iter().all(|file| file.exists()) {
        files.iter().for_each(|file| printer.line(format_args!("  done before: {}", file.display())));
        return Ok(());
    }
    create_dir_all(places.weights())?;
    let locations = Locations::new(places.runs.clone());
    let open = |model| opened::open(&places.run(model), &locations, printer);
    let (base, other) = (open(Model::Base)?, open(Model::Personality)?);
    let gamma = taken_of(&base, &other, &files[0], Form { dtype: DType::F16, rank: None }, printer)?;
    files.iter().try_for_each(|file| save(&gamma, file, printer))
}
