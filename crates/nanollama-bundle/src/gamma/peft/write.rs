//! Writing PEFT's folder, so that plain `peft` loads it: `PeftModel.from_pretrained(base, FOLDER)`. Beside what PEFT reads, the
//! metadata of the weights say which base they belong to.

use std::path::Path;

use nanollama_model::Lora;
use nanollama_store::{Folder, TensorOut, safetensors};
use serde_json::{Value, json};

use super::super::fault::field;
use super::super::file;
use super::super::part::Part;
use super::super::vector::{About, Gamma};
use super::{CONFIG_FILE, PREFIX, TEMPLATE_FILE, WEIGHTS_FILE};
use crate::error::Result;

/// A LoRA as PEFT has it, its scale apart from its matrices.
pub struct PeftOut<'a> {
    /// Rank, alpha, targets.
    pub lora: &'a Lora,
    /// What is known of it; the base's name stands in its configuration.
    pub about: &'a About,
    /// The chat template that it was trained in, where the model has none.
    pub template: Option<&'a str>,
}

impl PeftOut<'_> {
    /// Writes both files. `tensors` are A and B of every target in every layer, by PEFT's names.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write<F: Folder + ?Sized>(&self, folder: &F, tensors: Vec<TensorOut<'_>>) -> Result<()> {
        if let Some(template) = self.template {
            folder.put_file(TEMPLATE_FILE, template.as_bytes())?;
        }
        put(folder, tensors, self.about, self.lora, &[])
    }
}

/// `other_ranks`: modules whose rank is not that of `lora`. Their alpha is their rank, so that their scale is 1.
fn put<F: Folder + ?Sized>(
    folder: &F,
    tensors: Vec<TensorOut<'_>>,
    about: &About,
    lora: &Lora,
    other_ranks: &[(String, usize)],
) -> Result<()> {
    let mut metadata = file::told(about);
    metadata.insert("format".into(), "pt".into());
    safetensors::write_into(folder, WEIGHTS_FILE, tensors, &metadata)?;
    let pattern: serde_json::Map<String, Value> =
        other_ranks.iter().map(|(module, rank)| (module.clone(), Value::from(*rank))).collect();
    let config = json!({
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": about.base.as_ref().map(|base| base.name.as_str()),
        "inference_mode": true,
        "r": lora.rank,
        "lora_alpha": lora.alpha,
        "use_rslora": lora.rooted,
        "target_modules": lora.targets,
        "lora_dropout": 0.0,
        "bias": "none",
        "fan_in_fan_out": false,
        "init_lora_weights": true,
        "modules_to_save": null,
        "rank_pattern": &pattern,
        "alpha_pattern": &pattern,
        "use_dora": false,
    });
    let mut text = serde_json::to_string_pretty(&config).expect("strings and finite numbers always serialise");
    text.push('\n');
    Ok(folder.put_file(CONFIG_FILE, text.as_bytes())?)
}

/// Writes a γ of low rank as PEFT's folder, its scale in its matrices.
///
/// # Errors
/// [`crate::Error::Field`] naming a tensor that is no product of low rank, or whose product PEFT does not put beside a matrix;
/// when the disk refuses.
pub(in super::super) fn save(gamma: &Gamma, folder: &Path) -> Result<()> {
    let (mut tensors, mut ranks): (Vec<TensorOut<'_>>, Vec<(String, usize)>) = (Vec::new(), Vec::new());
    for (name, part) in &gamma.parts {
        let refuse = |what: &str| Err(field(&gamma.path, &format!("tensor {name}"), what));
        let Part::LowRank { a, b } = part else {
            return refuse("a LoRA is of low rank, and this part is not");
        };
        let (Some(module), false) = (name.strip_suffix(".weight"), name.contains("embed_tokens")) else {
            return refuse("a table's part is not written as PEFT has it");
        };
        ranks.push((module.to_owned(), a.shape[0]));
        for (which, tensor) in [("A", a), ("B", b)] {
            let name = format!("{PREFIX}{module}.lora_{which}.weight");
            tensors.push(TensorOut::from_bytes(name, tensor.dtype, &tensor.shape, &tensor.bytes));
        }
    }
    let Some(rank) = ranks.iter().map(|(_, rank)| *rank).max() else {
        return Err(field(&gamma.path, "tensors", "there are none"));
    };
    let mut targets: Vec<String> = Vec::new();
    for (module, _) in &ranks {
        let last = module.rsplit('.').next().unwrap_or(module);
        if !targets.iter().any(|target| target == last) {
            targets.push(last.to_owned());
        }
    }
    ranks.retain(|(_, other)| *other != rank);
    let lora = Lora { rank, alpha: rank as f64, rooted: false, targets };
    let about = About { scale: None, ..gamma.about.clone() };
    put(folder, tensors, &about, &lora, &ranks)
}
