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
    pub(crate) path: PathBuf,
    /// What the file itself says of its strength.
    pub(crate) full: f32,
    /// What who names it gets without a scale: something, in any case.
    pub(crate) named: f32,
    /// How it came to be, where the file says it.
    pub(crate) made: String,
    /// It changes the head's product alone.
    pub(crate) is_delta: bool,
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
    let way = Opening { runs, any_base: args.any_base, cross_depth: args.cross_depth };
    let mut all = Vec::new();
    let control = args.control_vector.iter().map(|path| Scaled { path: path.clone(), scale: None });
    let control: Vec<Scaled> = control.chain(args.control_vector_scaled.iter().cloned()).collect();
    if control.is_empty() && args.control_vector_layer_range.is_some() {
        anyhow::bail!("--control-vector-layer-range: there is no --control-vector that it could be of");
    }
    let gammas = args.gamma.iter().map(|one| (one, false));
    for (Scaled { path, scale }, is_control) in gammas.chain(control.iter().map(|one| (one, true))) {
        let mut gamma = open(path, source, &way, printer)?;
        if is_control && !gamma.is_steering() {
            anyhow::bail!("{}: it is no control vector; --gamma {0} adds it", path.display());
        }
        if let Some([first, last]) = args.control_vector_layer_range.as_deref().filter(|_| is_control) {
            gamma.keep_blocks(*first, *last)?;
        }
        let name = name(path);
        let bytes = engine.add(&gamma, &name)?;
        let full = gamma.scale();
        let scale = scale.unwrap_or(full);
        let named = if scale == 0.0 { full } else { scale };
        let (path, is_delta, made) = (path.clone(), gamma.is_delta(), gamma.about.made);
        all.push(Added { adapter: Adapter { name, scale }, bytes, path, full, named, made, is_delta });
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
) -> anyhow::Result<Vec<Added>> {
    let added = add(engine, source, args, runs, printer)?;
    added.iter().for_each(|added| printer.line(format_args!("[nanollama] {}", added.line())));
    engine.set_usual(added.iter().map(|added| added.adapter.clone()).collect());
    Ok(added)
}

impl Added {
    /// `personality twain, scale 1: 24.6 MiB beside the model`.
    pub(crate) fn line(&self) -> String {
        let Adapter { name, scale } = &self.adapter;
        format!("personality {name}, scale {scale}: {} beside the model", print::bytes(self.bytes as u64))
    }

    /// As a server lists it.
    pub(crate) fn into_served(self) -> Personality {
        let Added { adapter: Adapter { name, scale }, bytes, path, full, made, .. } = self;
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

/// How a personality is opened.
pub(crate) struct Opening<'a> {
    /// Where it may be a run.
    pub(crate) runs: &'a Path,
    /// Whether it may be of another base.
    pub(crate) any_base: bool,
    /// Whether it may be of another depth.
    pub(crate) cross_depth: bool,
}

/// Opens a personality for a model, by its path or as a run.
///
/// # Errors
/// As [`add`].
pub(crate) fn open(path: &Path, model: &StoredModel, way: &Opening<'_>, printer: &Printer) -> anyhow::Result<Gamma> {
    let mut gamma = Gamma::open_for(&locate(path, way.runs)?, model.config())?;
    let layers = model.config().layers;
    let own = if way.cross_depth { gamma.across_depths(layers) } else { layers };
    if own != layers && own > 0 {
        printer.line(format_args!(
            "warning: {}: its {own} layers are put beside the {layers} of {} by their relative depth. Layers of two models do not \
             do the same work: what comes of it is a guess, and may well be worse than the base alone. Measure it: nanollama \
             perplexity",
            path.display(),
            model.name()
        ));
    }
    let any_base = way.any_base || own != layers;
    gamma.fit(model, any_base)?.iter().for_each(|note| printer.line(note));
    Ok(gamma)
}

/// What it is called: its file without the ending.
fn name(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
