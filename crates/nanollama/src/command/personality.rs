//! The personalities that were typed: opened, held against the model, added to it, and said.

use std::path::{Path, PathBuf};

use nanollama_bundle::StoredModel;
use nanollama_bundle::gamma::{Gamma, locate, template_of};
use nanollama_engine::{Adapter, Engine};
use nanollama_serve::Personality;

use crate::args::{PersonalityArgs, Scaled};
use crate::print::{self, Printer};

/// A personality that an engine's model has.
pub(crate) struct Added {
    pub(crate) adapter: Adapter,
    pub(crate) bytes: usize,
    path: PathBuf,
    /// What the file itself says of its strength.
    full: f32,
    /// How it came to be, where the file says it.
    made: String,
}

/// Adds what was typed to the model of an engine, which was opened from `source`.
///
/// # Errors
/// For a file that cannot be read, or that does not belong to the model.
pub(crate) fn add(
    engine: &mut Engine,
    source: &StoredModel,
    args: &PersonalityArgs,
    runs: &Path,
    printer: &Printer,
) -> anyhow::Result<Vec<Added>> {
    let mut all = Vec::with_capacity(args.gamma.len());
    for Scaled { path, scale } in &args.gamma {
        let gamma = open(path, source, (args.any_base, runs), printer)?;
        let name = name(path);
        let bytes = engine.add(&gamma, &name)?;
        let full = gamma.scale();
        let scale = scale.unwrap_or(full);
        let (path, made) = (path.clone(), gamma.about.made);
        all.push(Added { adapter: Adapter { name, scale }, bytes, path, full, made });
    }
    Ok(all)
}

/// The same, for all texts of the engine, with a line for each.
///
/// # Errors
/// As [`add`].
pub(crate) fn add_to_all(
    engine: &mut Engine,
    source: &StoredModel,
    args: &PersonalityArgs,
    runs: &Path,
    printer: &Printer,
) -> anyhow::Result<()> {
    let added = add(engine, source, args, runs, printer)?;
    added.iter().for_each(|added| printer.line(format_args!("[nanollama] {}", added.line())));
    engine.set_usual(added.into_iter().map(|added| added.adapter).collect());
    Ok(())
}

impl Added {
    /// `personality twain, scale 1: 24.6 MiB beside the model`.
    pub(crate) fn line(&self) -> String {
        let Adapter { name, scale } = &self.adapter;
        format!("personality {name}, scale {scale}: {} beside the model", print::bytes(self.bytes as u64))
    }

    /// As a server lists it.
    pub(crate) fn into_served(self) -> Personality {
        let Added { adapter: Adapter { name, scale }, bytes, path, full, made } = self;
        Personality { name, path, scale, full, bytes, made }
    }
}

/// The model with the chat template of the first personality that has one, where it has none itself.
///
/// # Errors
/// When a template cannot be read.
pub(crate) fn templated(model: StoredModel, gammas: &[Scaled], runs: &Path) -> anyhow::Result<StoredModel> {
    if model.chat().is_some() {
        return Ok(model);
    }
    for Scaled { path, .. } in gammas {
        if let Some(template) = template_of(&locate(path, runs)?)? {
            return Ok(model.chatting(Some(template)));
        }
    }
    Ok(model)
}

/// Opens a personality for a model, by its path or as a run in `runs`.
///
/// # Errors
/// As [`add`].
pub(crate) fn open(
    path: &Path,
    model: &StoredModel,
    (any_base, runs): (bool, &Path),
    printer: &Printer,
) -> anyhow::Result<Gamma> {
    let gamma = Gamma::open_for(&locate(path, runs)?, model.config())?;
    gamma.fit(model, any_base)?.iter().for_each(|note| printer.line(note));
    Ok(gamma)
}

/// What it is called: its file without the ending.
fn name(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
