//! Writing the folder, so that plain transformers loads it: `AutoModelForCausalLM.from_pretrained(FOLDER)`.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Part, parts};
use nanollama_store::{Folder, TensorOut, safetensors};
use serde_json::{Value, json};

use super::{CARD_FILE, CONFIG_FILE, GENERATION_FILE, config};
use crate::contents::Contents;
use crate::convert::Matrix;
use crate::error::{Error, Result};
use crate::family::Family;

/// Writes all files of a model into `folder`: a path, which is made when missing and where what is there under the same
/// names is replaced, or a checkpoint being saved. Each file appears whole or not at all, the weights first. All tensors
/// get `dtype`.
///
/// # Errors
/// [`Error::NoDType`] for a type of blocks, which this format does not have; [`Error::Store`] naming the tensor when a number does
/// not fit `dtype`, or the disk refuses.
pub fn write<F: Folder + ?Sized>(folder: &F, contents: &Contents<'_>, dtype: DType) -> Result<()> {
    let torch = torch_name(folder.path(), dtype)?;
    contents.check(folder.path())?;
    let metadata = BTreeMap::from([("format".to_owned(), "pt".to_owned())]);
    safetensors::write_into(folder, safetensors::SINGLE_FILE, tensors(contents, dtype), &metadata)?;
    contents.tokenizer.save(folder, contents.chat)?;

    let (bos, pad) = (contents.tokenizer.bos(), contents.tokenizer.pad());
    let eos = contents.ends();
    put(folder, CONFIG_FILE, &config::write(contents.config, bos, &eos, pad, torch))?;
    let generation = json!({"bos_token_id": bos, "eos_token_id": config::one_or_many(&eos), "pad_token_id": pad});
    put(folder, GENERATION_FILE, &generation)?;
    folder.put_file(CARD_FILE, card(contents, dtype).as_bytes())?;
    Ok(())
}

/// What torch calls a number format.
pub(crate) fn torch_name(folder: &Path, dtype: DType) -> Result<&'static str> {
    dtype.torch_name().ok_or_else(|| {
        let known: Vec<&str> =
            DType::ALL.iter().filter(|dtype| dtype.torch_name().is_some()).map(|d| d.name()).collect();
        let (format, known) = ("a Hugging Face folder", known.join(", "));
        Error::NoDType { path: folder.to_owned(), format, dtype, known }
    })
}

fn tensors<'a>(contents: &'a Contents<'_>, dtype: DType) -> Vec<TensorOut<'a>> {
    let tensor = |Part { name, shape, rows, .. }: Part| {
        let (key, cols) = (name.clone(), shape.last().copied().unwrap_or(1));
        TensorOut::new(name, dtype, &shape, move |out| {
            let numbers = contents.weights.numbers(&key).map_err(|error| io::Error::other(error.to_string()))?;
            Matrix { rows, cols, numbers, importances: None, order: |row| row }.write(dtype, out)
        })
    };
    parts(contents.config).into_iter().map(tensor).collect()
}

fn put<F: Folder + ?Sized>(folder: &F, name: &str, value: &Value) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value).expect("strings and finite numbers always serialise");
    text.push('\n');
    Ok(folder.put_file(name, text.as_bytes())?)
}

fn card(contents: &Contents<'_>, dtype: DType) -> String {
    let config = contents.config;
    let kind = match contents.chat {
        Some(_) => "It was fine-tuned on conversations; its chat template is in `tokenizer_config.json`.",
        None => "It is a base model: it continues text and carries no chat template.",
    };
    let family = Family::of(config.features);
    let usage = match family {
        Some(_) => {
            "```python\nfrom transformers import AutoModelForCausalLM, AutoTokenizer\n\n\
             model = AutoModelForCausalLM.from_pretrained(\".\")\ntokenizer = AutoTokenizer.from_pretrained(\".\")\n```\n"
        }
        None => "It computes more than a plain Llama: only nanollama opens it.\n",
    };
    format!(
        "---\nlibrary_name: transformers\npipeline_tag: text-generation\ntags:\n- {tag}\n- nanollama\n---\n\n\
         # {name}\n\n\
         A {title} of {parameters} parameters, made with nanollama. {kind}\n\n\
         | layers | width | heads | key/value heads | feed-forward | vocabulary | context | numbers |\n\
         |---|---|---|---|---|---|---|---|\n\
         | {} | {} | {} | {} | {} | {} | {} | {dtype} |\n\n\
         {usage}",
        config.layers,
        config.dim,
        config.heads,
        config.kv_heads,
        config.ffn,
        config.vocabulary,
        config.context,
        name = contents.name,
        title = family.map_or("Llama", Family::title),
        tag = match family {
            Some(Family::Qwen2) => "qwen2",
            Some(Family::Qwen3) => "qwen3",
            _ => "llama",
        },
        parameters = config.parameter_count(),
    )
}
