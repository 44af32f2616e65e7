//! From a `.pt` file to a configuration and tensors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_model::Config;
use nanollama_store::torch::{Item, Kind, Tensor, Torch};
use serde_json::{Map, Value};

use super::architecture::{self, Architecture};
use super::config;
use super::tensors::{self, Tensors};
use crate::error::{Error, Result};
use crate::foreign::Foreign;
use crate::hf;

/// An opened checkpoint and what it is.
pub(crate) struct Opened {
    pub(crate) tensors: Tensors,
    pub(crate) config: Config,
    /// Entries of the file that nobody reads.
    pub(crate) passed_over: Vec<String>,
}

const STATE: &str = "model_state_dict";
const CONFIG: &str = "config";
/// What nanollama's trainer and its fine-tuning write beside those.
const TRAINING: [&str; 3] = ["optimizer_state_dict", "step", "lora"];

/// Opens a file and refuses what is no Llama of nanollama's. Whether all its tensors are there is not asked here.
pub(crate) fn open(path: &Path) -> Result<Opened> {
    let file = Torch::open(path)?;
    let root = file.root();
    let not_a_model = |what: String| Error::NotAModel { path: path.to_owned(), what };
    if !matches!(root.kind(), Kind::Dict) {
        return Err(not_a_model("torch saved something else than a dictionary in it".to_owned()));
    }
    // A checkpoint has its tensors under a name of their own; weights that were saved alone are all of the file.
    let checkpoint = root.get(STATE);
    let state = match checkpoint {
        Some(state) => tensors::state(&file, state)?,
        None if root.entries().any(|(_, value)| matches!(value.kind(), Kind::Tensor(_))) => {
            tensors::state(&file, root)?
        }
        None => {
            let what =
                format!("it has no {STATE}, which a checkpoint of nanollama's has; it has {}", listed(keys(root)));
            return Err(not_a_model(what));
        }
    };
    judge(path, &state)?;
    let (described, object) = match checkpoint.and_then(|_| root.get(CONFIG)).map(config::object) {
        Some(object) if !object.is_empty() => (path.to_owned(), object),
        _ => beside(path)?,
    };
    let hidden = state.get("layers.0.ffn.gate_proj.weight").and_then(|tensor| tensor.shape().first().copied());
    let config = config::read(&described, &object, hidden.unwrap_or(0))?;
    let known = |key: &str| key == STATE || key == CONFIG || TRAINING.contains(&key);
    let passed_over = match checkpoint {
        Some(_) => keys(root).filter(|key| !known(key)).map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let tensors = Tensors::of_nanollama(file, state, config.vocabulary);
    Ok(Opened { tensors, config, passed_over })
}

fn keys(dictionary: Item<'_>) -> impl Iterator<Item = &str> {
    dictionary.entries().filter_map(|(key, _)| key.text())
}

/// Refuses the models of others.
fn judge(path: &Path, state: &BTreeMap<String, Tensor>) -> Result<()> {
    let path = path.to_owned();
    match architecture::of(state.keys().map(String::as_str)) {
        Architecture::Nanollama => Ok(()),
        Architecture::HuggingFace => Err(Error::Foreign { path, what: Foreign::OneOfAFolder }),
        Architecture::Other(value, reason) => {
            Err(Error::Unsupported { path, field: "the architecture".into(), value: value.into(), reason })
        }
        Architecture::Unknown => {
            let names = listed(state.keys().map(String::as_str));
            let what = format!("its tensors are none of a Llama as nanollama names them; they are {names}");
            Err(Error::NotAModel { path, what })
        }
    }
}

/// Some names of many.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 5;
    const LONGEST: usize = 60;
    let names: Vec<&str> = names.collect();
    let first: Vec<String> = names.iter().take(MOST).map(|name| name.chars().take(LONGEST).collect()).collect();
    match names.len() {
        0 => "nothing under a name".to_owned(),
        count if count > MOST => format!("{}, and {} more", first.join(", "), count - MOST),
        _ => first.join(", "),
    }
}

/// The configuration in a file of its own: `STEM_config.json`, or `config` in the `STEM_meta.json` that the trainer writes.
fn beside(path: &Path) -> Result<(PathBuf, Map<String, Value>)> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (alone, meta) = (format!("{stem}_config.json"), format!("{stem}_meta.json"));
    let file = path.with_file_name(&alone);
    if file.is_file() {
        let object = hf::read::object(&file)?;
        return Ok((file, object));
    }
    let file = path.with_file_name(&meta);
    if file.is_file()
        && let Some(Value::Object(object)) = hf::read::object(&file)?.remove(CONFIG)
    {
        return Ok((file, object));
    }
    let what = format!(
        "it is missing, and there is no {alone} or {meta} beside the file; tensors do not tell heads and rotation"
    );
    Err(Error::Field { path: path.to_owned(), field: CONFIG.into(), what })
}
