//! [`Kind`]: of which architecture a `config.json` is, by its two names.

use serde_json::Value;

use super::fields::Fields;
use crate::error::Result;

/// What a `config.json` is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Llama,
    /// A Llama with other defaults, which may have a window.
    Mistral,
    Qwen2,
    Qwen3,
    /// A checkpoint that computes more than any of them. Under another's names, transformers would load it, pass over the field
    /// that says so, and answer something else; under these it refuses. Only under these are such fields read.
    Ours,
}

/// What each is called: `architectures` and `model_type`.
pub(super) const NAMES: [(Kind, &str, &str); 5] = [
    (Kind::Llama, "LlamaForCausalLM", "llama"),
    (Kind::Mistral, "MistralForCausalLM", "mistral"),
    (Kind::Qwen2, "Qwen2ForCausalLM", "qwen2"),
    (Kind::Qwen3, "Qwen3ForCausalLM", "qwen3"),
    (Kind::Ours, "NanollamaForCausalLM", "nanollama"),
];

/// What the object is of: both names must say the same, one may be missing.
pub(super) fn of(fields: &Fields<'_>) -> Result<Kind> {
    let known = || {
        let names: Vec<&str> =
            NAMES.iter().map(|(_, name, _)| *name).filter(|name| !name.starts_with("Nano")).collect();
        format!("it is not computed here yet; {} are", names.join(", "))
    };
    let named = match fields.get("architectures") {
        None => None,
        Some(value) => {
            let found = NAMES.iter().find(|(_, name, _)| {
                value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(|one| one == name))
            });
            Some(found.ok_or_else(|| fields.unsupported("architectures", value, &known()))?.0)
        }
    };
    let typed = match fields.get("model_type") {
        None => None,
        Some(value) => {
            let found = NAMES.iter().find(|(_, _, name)| value == name);
            Some(found.ok_or_else(|| fields.unsupported("model_type", value, &known()))?.0)
        }
    };
    match (named, typed) {
        (Some(one), Some(other)) if one != other => {
            let (value, named) = (&fields.object["model_type"], &fields.object["architectures"]);
            Err(fields.unsupported("model_type", value, &format!("but architectures is {named}")))
        }
        (Some(Kind::Ours), None) | (None, Some(Kind::Ours) | None) => {
            Err(fields.unsupported("model_type", fields.object.get("model_type").unwrap_or(&Value::Null), &known()))
        }
        (Some(kind), _) | (None, Some(kind)) => Ok(kind),
    }
}
