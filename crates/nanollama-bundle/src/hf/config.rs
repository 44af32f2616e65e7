//! `config.json` of `LlamaForCausalLM`, both ways, and of our own checkpoints that a Llama cannot express. Defaults are those
//! of transformers' `LlamaConfig`; what each key means is judged in `keys.rs`, the rotation in `rope.rs`.

use std::path::Path;

use nanollama_model::{Config, Features, Windows};
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::keys::{self, PATTERN, POST_EMB_NORM, QK_NORM, RESFORMER, SOFTCAP, WINDOW};
use super::rope;
use crate::error::{Error, Result};

const ARCHITECTURE: &str = "LlamaForCausalLM";
const MODEL_TYPE: &str = "llama";
/// What a checkpoint calls a model that computes more than a Llama. Under a Llama's names, transformers would load it, pass
/// over the field that says so, and answer something else; under these it refuses. Only under these are such fields read.
const OUR_ARCHITECTURE: &str = "NanollamaForCausalLM";
const OUR_MODEL_TYPE: &str = "nanollama";

/// Where a Llama's texts end in transformers when nothing says so.
const DEFAULT_EOS: u32 = 2;

/// What `config.json` says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Described {
    pub(crate) config: Config,
    /// Ids that end a text.
    pub(crate) eos: Vec<u32>,
    /// What asked for something and was passed over, because it changes nothing or a Llama has no use for it.
    pub(crate) passed_over: Vec<String>,
}

/// Reads and judges the object.
pub(crate) fn read(path: &Path, object: &Map<String, Value>) -> Result<Described> {
    let fields = Fields { path, object };
    let is_ours = is_ours(&fields)?;
    let mut passed_over = keys::judge(&fields, is_ours)?;
    let rope = rope::read(&fields)?;
    passed_over.extend(rope.passed_over);
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
        rope_theta: rope.theta,
        norm_eps: fields.real_or("rms_norm_eps", 1e-6)?,
        features: features(&fields, is_ours)?,
    };
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    let eos = match object.contains_key("eos_token_id") {
        true => fields.ids("eos_token_id", &mut passed_over)?,
        false => vec![DEFAULT_EOS],
    };
    Ok(Described { config, eos, passed_over })
}

/// What is asked for beyond a Llama; only ours can.
fn features(fields: &Fields<'_>, is_ours: bool) -> Result<Features> {
    let tied = fields.truth("tie_word_embeddings")?.unwrap_or(false);
    if !is_ours {
        return Ok(Features { tied, ..Features::default() });
    }
    let on = |field| Ok::<_, Error>(fields.truth(field)?.unwrap_or(false));
    let pattern = fields.get(PATTERN).filter(|pattern| !pattern.is_null());
    let windows = match (pattern, fields.whole(WINDOW)?) {
        (None, None) => None,
        (Some(pattern), Some(short)) => {
            let text = pattern.as_str().unwrap_or_default();
            let why = |why: nanollama_model::NoPattern| fields.unsupported(PATTERN, pattern, &why.to_string());
            Some(Windows { pattern: text.parse().map_err(why)?, short })
        }
        (pattern, short) => {
            let (there, missing) = if pattern.is_some() { (PATTERN, WINDOW) } else { (WINDOW, PATTERN) };
            let value = pattern.cloned().unwrap_or_else(|| json!(short));
            return Err(fields.unsupported(there, value, &format!("{missing} is missing beside it")));
        }
    };
    Ok(Features {
        tied,
        softcap: fields.real(SOFTCAP)?.map(|cap| cap as f32),
        qk_norm: on(QK_NORM)?,
        post_emb_norm: on(POST_EMB_NORM)?,
        resformer: on(RESFORMER)?,
        windows,
    })
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

/// The field, with its value, by which a model asks for more than `LlamaForCausalLM` computes: such a model is a checkpoint
/// of ours, and no file for others.
pub(crate) fn beyond_llama(config: &Config) -> Option<(&'static str, Value)> {
    keys::asks_beyond(&write(config, None, &[], None, "float32"))
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
    let Features { tied: _, softcap, qk_norm, post_emb_norm, resformer, windows } = config.features;
    let on = |asked: bool| asked.then_some(Value::Bool(true));
    for (field, value) in [
        (SOFTCAP, softcap.map(|cap| json!(cap))),
        (QK_NORM, on(qk_norm)),
        (POST_EMB_NORM, on(post_emb_norm)),
        (RESFORMER, on(resformer)),
        (PATTERN, windows.map(|windows| json!(windows.pattern))),
        (WINDOW, windows.map(|windows| json!(windows.short))),
    ] {
        if let Some(value) = value {
            object["architectures"] = json!([OUR_ARCHITECTURE]);
            object["model_type"] = json!(OUR_MODEL_TYPE);
            object[field] = value;
        }
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
        assert_eq!(described, Described { config: example(), eos: vec![2, 3], passed_over: vec![] });
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
            ("hidden_act", json!(null)),
            ("quantization", json!({"bits": 4})),
            ("layer_types", json!(["full_attention", "sliding_attention"])),
            ("logits_scaling", json!(8.0)),
            ("num_local_experts", json!(8)),
        ];
        for (field, value) in cases {
            let message = reread(|object| drop(object.insert(field.into(), value))).unwrap_err().to_string();
            assert!(message.contains(field) && message.contains("config.json"), "{field}: {message}");
        }
        assert!(reread(|object| drop(object.insert("num_key_value_heads".into(), json!(3)))).is_err());
        // Off, or a field that transformers' Llama passes over as well.
        let described = reread(|object| {
            for (field, value) in [
                ("sliding_window", json!(4096)),
                ("attn_logit_softcapping", json!(null)),
                ("use_qk_norm", json!(false)),
                ("hidden_act", json!("swish")),
                ("pretraining_tp", json!(2)),
                ("unsloth_version", json!("2026.1")),
                ("eos_token_id", json!([2, 3, -1])),
            ] {
                object.insert(field.into(), value);
            }
        });
        let described = described.unwrap();
        assert_eq!((described.config, described.eos), (example(), vec![2, 3]));
        assert_eq!(described.passed_over, ["sliding_window", "unsloth_version", "eos_token_id -1"]);
    }
}
