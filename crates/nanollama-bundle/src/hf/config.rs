//! `config.json` of `LlamaForCausalLM`, both ways, and of our own checkpoints that a Llama cannot express. A field that
//! changes what the model computes and that we do not compute is an error; defaults are those of transformers' `LlamaConfig`.

use std::path::Path;

use nanollama_model::{Config, Features};
use serde_json::{Map, Value, json};

use super::fields::Fields;
use crate::error::{Error, Result};

const ARCHITECTURE: &str = "LlamaForCausalLM";
const MODEL_TYPE: &str = "llama";
/// What a checkpoint calls a model that computes more than a Llama. Under a Llama's names, transformers would load it, pass
/// over the field that says so, and answer something else; under these it refuses. Only under these are such fields read.
const OUR_ARCHITECTURE: &str = "NanollamaForCausalLM";
const OUR_MODEL_TYPE: &str = "nanollama";
/// As transformers' Gemma 2 calls it.
const SOFTCAP: &str = "final_logit_softcapping";

/// What `config.json` says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Described {
    pub(crate) config: Config,
    /// Ids that end a text.
    pub(crate) eos: Vec<u32>,
}

/// Reads and judges the object.
pub(crate) fn read(path: &Path, object: &Map<String, Value>) -> Result<Described> {
    let fields = Fields { path, object };
    let is_ours = is_ours(&fields)?;
    refuse_features(&fields, is_ours)?;
    let dim = fields.required("hidden_size")?;
    let heads = fields.required("num_attention_heads")?;
    let config = Config {
        layers: fields.required("num_hidden_layers")?,
        dim,
        heads,
        kv_heads: fields.whole("num_key_value_heads")?.unwrap_or(heads),
        head_dim: match fields.whole("head_dim")? {
            Some(width) => width,
            None => dim.checked_div(heads).unwrap_or(0),
        },
        ffn: fields.required("intermediate_size")?,
        vocabulary: fields.required("vocab_size")?,
        context: fields.required("max_position_embeddings")?,
        rope_theta: theta(&fields)?,
        norm_eps: fields.real("rms_norm_eps")?.unwrap_or(1e-6),
        features: Features {
            tied: fields.truth("tie_word_embeddings")?.unwrap_or(false),
            softcap: fields.real(SOFTCAP)?.filter(|_| is_ours).map(|cap| cap as f32),
        },
    };
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    Ok(Described { config, eos: fields.ids("eos_token_id")? })
}

/// Whether the object is a checkpoint's that a Llama cannot express; it must be that or a Llama.
fn is_ours(fields: &Fields<'_>) -> Result<bool> {
    if fields.get("model_type").is_some_and(|value| value == OUR_MODEL_TYPE)
        && fields.get("architectures") == Some(&json!([OUR_ARCHITECTURE]))
    {
        return Ok(true);
    }
    let reason = format!("only {ARCHITECTURE} is computed here");
    if let Some(value) = fields.get("architectures") {
        let known =
            value.as_array().is_some_and(|list| list.iter().all(|name| name == ARCHITECTURE) && !list.is_empty());
        if !known {
            return Err(fields.unsupported("architectures", value, &reason));
        }
    }
    match fields.get("model_type") {
        None if fields.get("architectures").is_some() => Ok(false),
        Some(value) if value == MODEL_TYPE => Ok(false),
        other => Err(fields.unsupported("model_type", other.unwrap_or(&Value::Null), &reason)),
    }
}

/// Features that a Llama does not have, by the fields that ask for them; null, false and 0 do not ask.
const FEATURES: [(&str, &str); 6] = [
    ("attention_bias", "projections with biases are not computed here"),
    ("mlp_bias", "projections with biases are not computed here"),
    ("attn_logit_softcapping", "a cap on attention's scores is not computed here"),
    (SOFTCAP, "a Llama has no cap on logits"),
    ("use_qk_norm", "norms of queries and keys are not computed here"),
    ("rope_interleaved", "only the rotation of half with half is computed here"),
];

fn off(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(false)) || value.as_f64() == Some(0.0)
}

/// The field, with its value, by which a model asks for more than `LlamaForCausalLM` computes: such a model is a checkpoint
/// of ours, and no file for others.
pub(crate) fn beyond_llama(config: &Config) -> Option<(&'static str, Value)> {
    let object = write(config, None, &[], None, "float32");
    FEATURES.into_iter().find_map(|(field, _)| Some((field, object.get(field).filter(|value| !off(value))?.clone())))
}

fn refuse_features(fields: &Fields<'_>, is_ours: bool) -> Result<()> {
    for (field, reason) in FEATURES {
        if is_ours && field == SOFTCAP {
            continue;
        }
        if let Some(value) = fields.get(field).filter(|value| !off(value)) {
            return Err(fields.unsupported(field, value, reason));
        }
    }
    if let Some(act) = fields.get("hidden_act")
        && act != "silu"
    {
        return Err(fields.unsupported("hidden_act", act, "only silu is computed here"));
    }
    if let Some(factor) = fields.real("partial_rotary_factor")?
        && factor != 1.0
    {
        return Err(fields.unsupported(
            "partial_rotary_factor",
            factor,
            "only heads that are rotated whole are computed here",
        ));
    }
    if let Some(value) = fields.get("quantization_config") {
        let kind = value.get("quant_method").unwrap_or(value);
        return Err(fields.unsupported("quantization_config", kind, "folders of quantised weights are not read here"));
    }
    for field in ["rope_scaling", "rope_parameters"] {
        let Some(value) = fields.get(field) else { continue };
        let kind = value.get("rope_type").or_else(|| value.get("type"));
        // transformers 5 writes the plain rotation out as rope_parameters of type `default`.
        let plain = value.is_object() && kind.is_none_or(|kind| kind == "default") && value.get("factor").is_none();
        if !plain {
            return Err(fields.unsupported(field, value, "scaled rotary positions are not computed here"));
        }
    }
    Ok(())
}

fn theta(fields: &Fields<'_>) -> Result<f64> {
    if let Some(theta) = fields.real("rope_theta")? {
        return Ok(theta);
    }
    let nested = fields.get("rope_parameters").and_then(|value| value.get("rope_theta"));
    match nested {
        Some(value) => value.as_f64().ok_or_else(|| fields.wrong("rope_parameters.rope_theta", value, "a number")),
        None => Ok(10_000.0),
    }
}

/// The object for a configuration: a Llama's, unless it computes more.
pub(crate) fn write(config: &Config, bos: Option<u32>, eos: &[u32], pad: Option<u32>, dtype: &str) -> Value {
    let mut object = json!({
        "architectures": [ARCHITECTURE],
        "model_type": MODEL_TYPE,
        "vocab_size": config.vocabulary,
        "hidden_size": config.dim,
        "intermediate_size": config.ffn,
        "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.kv_heads,
        "head_dim": config.head_dim,
        "max_position_embeddings": config.context,
        "hidden_act": "silu",
        "rms_norm_eps": config.norm_eps,
        "rope_theta": config.rope_theta,
        "rope_scaling": null,
        "attention_bias": false,
        "attention_dropout": 0.0,
        "mlp_bias": false,
        "tie_word_embeddings": config.features.tied,
        "bos_token_id": bos,
        "eos_token_id": one_or_many(eos),
        "pad_token_id": pad,
        "torch_dtype": dtype,
        "use_cache": true,
    });
    if let Some(cap) = config.features.softcap {
        object["architectures"] = json!([OUR_ARCHITECTURE]);
        object["model_type"] = json!(OUR_MODEL_TYPE);
        object[SOFTCAP] = json!(cap);
    }
    object
}

/// As transformers writes it: an id, a list of several, or null.
pub(crate) fn one_or_many(ids: &[u32]) -> Value {
    match ids {
        [] => Value::Null,
        [id] => json!(id),
        ids => json!(ids),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Config {
        let mut config = Config::new(2, 64, 4, 2, 300, 128);
        config.rope_theta = 500_000.0;
        config.features.tied = true;
        config
    }

    fn reread(change: impl FnOnce(&mut Map<String, Value>)) -> Result<Described> {
        let Value::Object(mut object) = write(&example(), Some(1), &[2, 3], None, "float32") else { unreachable!() };
        change(&mut object);
        read(Path::new("config.json"), &object)
    }

    #[test]
    fn written_is_read_back() {
        let described = reread(|_| {}).unwrap();
        assert_eq!(described, Described { config: example(), eos: vec![2, 3] });
    }

    #[test]
    fn transformers_defaults_fill_what_is_absent() {
        let described = reread(|object| {
            for field in ["num_key_value_heads", "head_dim", "rms_norm_eps", "rope_theta", "tie_word_embeddings"] {
                object.remove(field);
            }
            object.insert("rope_parameters".into(), json!({"rope_type": "default", "rope_theta": 1e6}));
        })
        .unwrap();
        let config = described.config;
        assert_eq!((config.kv_heads, config.head_dim, config.features.tied), (4, 16, false));
        assert_eq!((config.rope_theta, config.norm_eps), (1e6, 1e-6));
    }

    #[test]
    fn what_we_do_not_compute_is_refused_by_name() {
        let cases = [
            ("architectures", json!(["MistralForCausalLM"])),
            ("model_type", json!("qwen2")),
            ("attention_bias", json!(true)),
            ("mlp_bias", json!(true)),
            ("hidden_act", json!("gelu")),
            ("rope_scaling", json!({"rope_type": "llama3", "factor": 8.0})),
            ("rope_parameters", json!({"rope_type": "yarn"})),
            ("quantization_config", json!({"quant_method": "awq"})),
            ("partial_rotary_factor", json!(0.5)),
            ("attn_logit_softcapping", json!(50.0)),
            ("final_logit_softcapping", json!(30.0)),
            ("use_qk_norm", json!(true)),
            ("rope_interleaved", json!(true)),
            ("hidden_size", json!("64")),
            ("vocab_size", json!(null)),
            ("num_key_value_heads", json!(-1)),
            ("eos_token_id", json!(["</s>"])),
        ];
        for (field, value) in cases {
            let message = reread(|object| drop(object.insert(field.into(), value))).unwrap_err().to_string();
            assert!(message.contains(field) && message.contains("config.json"), "{field}: {message}");
        }
        assert!(reread(|object| drop(object.insert("num_key_value_heads".into(), json!(3)))).is_err());
        // Off, or a field that transformers' Llama passes over as well.
        let off = reread(|object| {
            for (field, value) in [
                ("sliding_window", json!(4096)),
                ("attn_logit_softcapping", json!(null)),
                ("use_qk_norm", json!(false)),
            ] {
                object.insert(field.into(), value);
            }
        });
        assert_eq!(off.unwrap().config, example());
    }
}
