//! PEFT's folders: `adapter_config.json` and `adapter_model.safetensors`, a LoRA (Hu et al. 2021) of low-rank matrices beside a
//! model's. `W + scale · B A`, the scale folded into B here.
//!
//! What changes the answer and is not computed here is refused by name, and so is a key that nobody here has heard of, unless it
//! is off.

mod write;

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::TensorData;
use nanollama_store::TensorView;
use nanollama_store::safetensors::Tensors;
use serde_json::{Map, Value};

use super::fault::field;
use super::file;
use super::numbers::{decode, encode, turned};
use super::part::Part;
use super::vector::{About, Gamma};
use crate::error::{Error, Result};
use crate::hf::fields::Fields;

pub use write::PeftOut;
pub(super) use write::save;

/// What says that a folder is one.
pub(super) const CONFIG_FILE: &str = "adapter_config.json";
/// The chat template, where it is not the model's own.
pub(super) const TEMPLATE_FILE: &str = "chat_template.jinja";
const WEIGHTS_FILE: &str = "adapter_model.safetensors";
/// What PEFT puts before a model's own names.
const PREFIX: &str = "base_model.model.";

/// Keys that say how it was made, or where, and change nothing of what it computes.
const NEUTRAL: &[&str] = &[
    "auto_mapping",
    "base_model_name_or_path",
    "ensure_weight_tying",
    "eva_config",
    "exclude_modules",
    "inference_mode",
    "layers_pattern",
    "layers_to_transform",
    "lora_dropout",
    "megatron_config",
    "megatron_core",
    "peft_version",
    "qalora_group_size",
    "revision",
    "runtime_config",
    "target_modules",
    "task_type",
];

pub(super) fn read(folder: &Path) -> Result<Gamma> {
    let path = folder.join(CONFIG_FILE);
    let text = std::fs::read(&path).map_err(|source| nanollama_store::Error::io(&path, "read", source))?;
    let object: Map<String, Value> =
        serde_json::from_slice(&text).map_err(|source| Error::Json { path: path.clone(), source })?;
    let lora = Lora::of(&Fields { path: &path, object: &object })?;
    let weights = folder.join(WEIGHTS_FILE);
    if !weights.is_file() {
        let what = format!("it has no {WEIGHTS_FILE}; weights that are saved otherwise are not read");
        return Err(Error::NotAGamma { path: folder.to_owned(), what });
    }
    let file = Tensors::open(&weights)?;
    let mut parts = BTreeMap::new();
    for name in file.names() {
        let wrong = |what: String| field(&weights, &format!("tensor {name}"), what);
        let known =
            [".lora_A.weight", ".lora_embedding_A"].into_iter().find_map(|end| Some((end, name.strip_suffix(end)?)));
        let Some((end, module)) = known else {
            let of_pair = [".lora_B.weight", ".lora_embedding_B"].iter().any(|end| name.ends_with(end));
            if !of_pair {
                return Err(wrong("it is no matrix of a LoRA, and leaving it out would change the answers".into()));
            }
            let partner = name.replace(".lora_B.", ".lora_A.").replace(".lora_embedding_B", ".lora_embedding_A");
            file.get(&partner)?;
            continue;
        };
        let plain =
            module.strip_prefix(PREFIX).ok_or_else(|| wrong(format!("its name does not begin with {PREFIX}")))?;
        let get = |name: &str| file.get(name).map(|view| (view.shape.to_vec(), view));
        let (a, b) = (get(name)?.1, get(&format!("{module}{}", end.replace('A', "B")))?.1);
        let part = lora.part(plain, end == ".lora_embedding_A", a, b).map_err(wrong)?;
        if let Some(what) = part.problem() {
            return Err(wrong(what));
        }
        parts.insert(format!("{plain}.weight"), part);
    }
    // One of ours says more of its base than its name.
    if file.metadata().contains_key(file::FINGERPRINT) {
        let about = file::about(&weights, file.metadata())?;
        return Ok(Gamma { path: folder.to_owned(), about, parts });
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let made = match object.get("base_model_name_or_path").and_then(Value::as_str) {
        Some(base) => format!("a LoRA of {base}"),
        None => "a LoRA".to_owned(),
    };
    Ok(Gamma { path: folder.to_owned(), about: About { name, made, ..About::default() }, parts })
}

/// How strong each matrix is.
struct Lora {
    rank: usize,
    alpha: f64,
    /// Over the root of the rank instead of the rank (Kalajdzievski 2023).
    rooted: bool,
    ranks: Vec<(String, f64)>,
    alphas: Vec<(String, f64)>,
}

impl Lora {
    fn of(fields: &Fields<'_>) -> Result<Lora> {
        let refuse = |key: &str, value: &Value, reason: &str| Error::Unsupported {
            path: fields.path.to_owned(),
            field: key.to_owned(),
            value: value.to_string().chars().take(60).collect(),
            reason: reason.to_owned(),
        };
        for (key, value) in fields.object {
            let off = match value {
                Value::Null | Value::Bool(false) => true,
                Value::Array(list) => list.is_empty(),
                Value::Object(map) => map.is_empty(),
                _ => false,
            };
            let reason = match key.as_str() {
                "r" | "lora_alpha" | "use_rslora" | "rank_pattern" | "alpha_pattern" => continue,
                key if NEUTRAL.contains(&key) => continue,
                "peft_type" if *value == "LORA" => continue,
                "peft_type" => "only LORA is computed here",
                "bias" if *value == "none" => continue,
                // Ways to begin that leave the base as it was.
                "init_lora_weights"
                    if value.as_bool().is_some()
                        || *value == "gaussian"
                        || *value == "eva"
                        || *value == "orthogonal" =>
                {
                    continue;
                }
                "init_lora_weights" if off => continue,
                "init_lora_weights" => "it was begun in a way that changes the base, and has to be converted first",
                _ if off => continue,
                "use_dora" => "DoRA is not computed here",
                "lora_bias" | "bias" => "biases are not computed here",
                "fan_in_fan_out" => "its matrices are turned, which no Llama's are",
                "layer_replication" => "layers that are used twice are not computed here",
                "modules_to_save" => "whole modules beside the LoRA are not read",
                _ => "this is not known here, and may change the answers",
            };
            return Err(refuse(key, value, reason));
        }
        let rank = fields.whole("r")?.unwrap_or(8);
        let alpha = fields.real("lora_alpha")?.unwrap_or(8.0);
        let rooted = fields.get("use_rslora").and_then(Value::as_bool).unwrap_or(false);
        let pattern = |key: &str| -> Result<Vec<(String, f64)>> {
            let Some(value) = fields.get(key) else { return Ok(Vec::new()) };
            let map = value.as_object().ok_or_else(|| fields.wrong(key, value, "an object"))?;
            let one = |(name, value): (&String, &Value)| {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
                if !name.chars().all(plain) {
                    return Err(refuse(
                        key,
                        &Value::from(name.as_str()),
                        "patterns other than plain names are not read",
                    ));
                }
                let number = value.as_f64().ok_or_else(|| fields.wrong(key, value, "a number"))?;
                Ok((name.clone(), number))
            };
            map.iter().map(one).collect()
        };
        Ok(Lora { rank, alpha, rooted, ranks: pattern("rank_pattern")?, alphas: pattern("alpha_pattern")? })
    }

    /// What is added to a module's matrix.
    fn part(&self, module: &str, table: bool, a: TensorView<'_>, b: TensorView<'_>) -> Result<Part, String> {
        let rank = matching(&self.ranks, module).unwrap_or(self.rank as f64);
        let alpha = matching(&self.alphas, module).unwrap_or(self.alpha);
        if a.shape.first() != Some(&(rank as usize)) || rank < 1.0 {
            return Err(format!("shape {:?}, where the configuration says rank {rank}", a.shape));
        }
        let scale = alpha / if self.rooted { rank.sqrt() } else { rank };
        scaled(a, b, scale, table)
    }
}

/// The value of the first pattern that a module's name is, or ends in.
fn matching(patterns: &[(String, f64)], module: &str) -> Option<f64> {
    let fits = |name: &str| module.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    patterns.iter().find(|(name, _)| fits(name)).map(|(_, value)| *value)
}

/// `scale · B A` of A `[R, K]` and B `[N, R]`; of a `table` `[V, D]` they are `[R, V]` and `[D, R]`, and the product is turned.
fn scaled(a: TensorView<'_>, b: TensorView<'_>, scale: f64, table: bool) -> Result<Part, String> {
    let (&[rank, a_cols], &[b_rows, b_cols]) = (a.shape, b.shape) else {
        return Err(format!("A of shape {:?} and B of shape {:?}, which are no matrices", a.shape, b.shape));
    };
    if rank != b_cols || rank == 0 {
        return Err(format!("A of shape {:?} and B of shape {:?} are no product B A", a.shape, b.shape));
    }
    let owned = |view: TensorView<'_>| TensorData {
        dtype: view.dtype,
        shape: view.shape.to_vec(),
        bytes: view.bytes.to_vec().into(),
    };
    let (a, b) = (owned(a), owned(b));
    if !table && scale == 1.0 {
        return Ok(Part::LowRank { a, b });
    }
    let numbers = |tensor: &TensorData<'_>| decode(tensor).map_err(|error| error.to_string());
    let (mut of_a, mut of_b) = (numbers(&a)?, numbers(&b)?);
    of_b.iter_mut().for_each(|value| *value = (f64::from(*value) * scale) as f32);
    let whole = |values: &[f32], shape: &[usize]| encode(values, shape, DType::F32).map_err(|error| error.to_string());
    if table {
        of_a = turned(&of_a, a_cols);
        of_b = turned(&of_b, rank);
        return Ok(Part::LowRank { a: whole(&of_b, &[rank, b_rows])?, b: whole(&of_a, &[a_cols, rank])? });
    }
    Ok(Part::LowRank { a, b: whole(&of_b, &[b_rows, rank])? })
}
