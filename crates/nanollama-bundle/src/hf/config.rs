//! `config.json` of the architectures that are computed here, both ways, and of our own checkpoints that none of them can express.
//! Defaults are transformers'; what each key means is judged in `keys.rs`, the rotation in `rope.rs`.

use std::path::Path;

use nanollama_model::{Config, Features, Windows};
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::keys::{
    self, BIASED, FIRST_WINDOW, HEAD_GAINS, OUTPUT_BIAS, PATTERN, POST_EMB_NORM, QK_NORM, QKV_BIAS, RESFORMER, SOFTCAP,
    WINDOW, WINDOWED,
};
use super::kind::{self, Kind};
use super::rope;
use crate::error::{Error, Result};
use crate::family::Family;

/// Where a Llama's or a Mistral's texts end in transformers when nothing says so.
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
    let kind = kind::of(&fields)?;
    let mut passed_over = keys::judge(&fields, kind)?;
    let rope = rope::read(&fields)?;
    passed_over.extend(rope.passed_over);
    let dim = fields.required("hidden_size")?;
    let heads = fields.required("num_attention_heads")?;
    let config = Config {
        layers: fields.required("num_hidden_layers")?,
        dim,
        heads,
        kv_heads: match (fields.whole("num_key_value_heads")?, kind) {
            (Some(heads), _) => heads,
            (None, Kind::Mistral) if !object.contains_key("num_key_value_heads") => 8,
            (None, Kind::Qwen2 | Kind::Qwen3) if !object.contains_key("num_key_value_heads") => 32,
            (None, _) => heads,
        },
        head_dim: match (fields.whole("head_dim")?, kind) {
            (Some(width), _) => width,
            (None, Kind::Qwen3) => 128,
            (None, _) => dim.checked_div(heads).unwrap_or(0),
        },
        ffn: fields.required("intermediate_size")?,
        vocabulary: fields.required("vocab_size")?,
        context: fields.required("max_position_embeddings")?,
        rope_theta: rope.theta,
        norm_eps: fields.real_or("rms_norm_eps", 1e-6)?,
        features: features(&fields, kind)?,
    };
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    let eos = match object.contains_key("eos_token_id") {
        true => fields.ids("eos_token_id", &mut passed_over)?,
        false if matches!(kind, Kind::Qwen2 | Kind::Qwen3) => Vec::new(),
        false => vec![DEFAULT_EOS],
    };
    Ok(Described { config, eos, passed_over })
}

/// What is asked for beyond a plain Llama; what no other architecture has, only ours can ask for.
fn features(fields: &Fields<'_>, kind: Kind) -> Result<Features> {
    let tied = fields.truth("tie_word_embeddings")?.unwrap_or(false);
    let biased = fields.truth(BIASED)?.unwrap_or(false);
    let plain = Features { tied, ..Features::default() };
    let of_all = Features { qkv_bias: biased, output_bias: biased, ..plain };
    match kind {
        Kind::Llama => return Ok(of_all),
        Kind::Mistral => return Ok(plain),
        Kind::Qwen2 => return Ok(Features { qkv_bias: true, ..plain }),
        Kind::Qwen3 => return Ok(Features { head_gains: true, ..of_all }),
        Kind::Ours => {}
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
        qkv_bias: on(QKV_BIAS)?,
        output_bias: on(OUTPUT_BIAS)?,
        head_gains: on(HEAD_GAINS)?,
        post_emb_norm: on(POST_EMB_NORM)?,
        resformer: on(RESFORMER)?,
        windows,
    })
}

/// The field, with its value, by which a model asks for more than any architecture of transformers' computes: such a model is a
/// checkpoint of ours, and no file for others.
pub(crate) fn beyond_others(config: &Config) -> Option<(&'static str, Value)> {
    keys::asks_beyond(&write(config, None, &[], None, "float32"))
}

/// The object for a configuration: that of the architecture which computes it, or ours.
pub(crate) fn write(config: &Config, bos: Option<u32>, eos: &[u32], pad: Option<u32>, dtype: &str) -> Value {
    let kind = match Family::of(config.features) {
        Some(Family::Llama) => Kind::Llama,
        Some(Family::Qwen2) => Kind::Qwen2,
        Some(Family::Qwen3) => Kind::Qwen3,
        None => Kind::Ours,
    };
    let (_, architecture, model_type) = kind::NAMES[kind as usize];
    let mut object = json!({
        "architectures": [architecture],
        "model_type": model_type,
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
        "attention_bias": kind != Kind::Ours && config.features.output_bias,
        "attention_dropout": 0.0,
        "mlp_bias": false,
        "tie_word_embeddings": config.features.tied,
        "bos_token_id": bos,
        "eos_token_id": one_or_many(eos),
        "pad_token_id": pad,
        "torch_dtype": dtype,
        "use_cache": true,
    });
    if matches!(kind, Kind::Qwen2 | Kind::Qwen3) {
        object[WINDOWED] = json!(false);
        object[WINDOW] = Value::Null;
        object[FIRST_WINDOW] = json!(config.layers);
    }
    if kind != Kind::Ours {
        return object;
    }
    let Features { tied: _, softcap, qk_norm, qkv_bias, output_bias, head_gains, post_emb_norm, resformer, windows } =
        config.features;
    let on = |asked: bool| asked.then_some(Value::Bool(true));
    for (field, value) in [
        (SOFTCAP, softcap.map(|cap| json!(cap))),
        (QK_NORM, on(qk_norm)),
        (QKV_BIAS, on(qkv_bias)),
        (OUTPUT_BIAS, on(output_bias)),
        (HEAD_GAINS, on(head_gains)),
        (POST_EMB_NORM, on(post_emb_norm)),
        (RESFORMER, on(resformer)),
        (PATTERN, windows.map(|windows| json!(windows.pattern))),
        (WINDOW, windows.map(|windows| json!(windows.short))),
    ] {
        if let Some(value) = value {
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

    /// Each architecture is written under its own names and read back.
    #[test]
    fn biases_and_gains_are_other_architectures() {
        let biased = Features { qkv_bias: true, ..example().features };
        for (features, name) in [
            (example().features, "LlamaForCausalLM"),
            (Features { output_bias: true, ..biased }, "LlamaForCausalLM"),
            (biased, "Qwen2ForCausalLM"),
            (Features { head_gains: true, ..example().features }, "Qwen3ForCausalLM"),
            (Features { head_gains: true, output_bias: true, ..biased }, "Qwen3ForCausalLM"),
            (Features { head_gains: true, ..biased }, "NanollamaForCausalLM"),
            (Features { qk_norm: true, ..biased }, "NanollamaForCausalLM"),
        ] {
            let config = Config { features, ..example() };
            let Value::Object(object) = write(&config, Some(1), &[2], None, "float32") else { unreachable!() };
            assert_eq!(object["architectures"], json!([name]));
            assert_eq!(beyond_others(&config).is_some(), name.starts_with("Nano"));
            let described = read(Path::new("config.json"), &object).unwrap();
            assert_eq!((described.config, described.passed_over), (config, vec![]));
        }
    }

    /// What transformers itself writes, beside the gradients that it computes (`oracle/transformers_gradients.py`).
    #[test]
    fn configurations_of_transformers_are_understood() {
        let biased = Features { qkv_bias: true, ..Features::default() };
        let all = Features { output_bias: true, ..biased };
        let gains = Features { head_gains: true, tied: true, ..Features::default() };
        for (name, head_dim, features) in [
            ("qwen2", 8, Features { tied: true, ..biased }),
            ("qwen3", 16, gains),
            ("qwen3-biased", 8, Features { head_gains: true, ..all }),
            ("llama-biased", 8, all),
            ("mistral", 8, Features::default()),
        ] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/gradients");
            let bytes = std::fs::read(folder.join(format!("{name}.safetensors"))).unwrap();
            let (length, rest) = bytes.split_first_chunk::<8>().unwrap();
            let header: Value = serde_json::from_slice(&rest[..u64::from_le_bytes(*length) as usize]).unwrap();
            let text = header["__metadata__"]["config.json"].as_str().unwrap();
            let described = read(Path::new("config.json"), &serde_json::from_str(text).unwrap()).unwrap();
            let mut config = Config::new(2, 24, 4, 2, 40, 128);
            (config.ffn, config.head_dim, config.norm_eps, config.features) = (40, head_dim, 1e-6, features);
            assert_eq!(described, Described { config, eos: vec![2], passed_over: vec![] }, "{name}");
        }
    }

    /// What transformers takes where a file says nothing.
    #[test]
    fn relatives_have_defaults_of_their_own() {
        let read = |name: &str, kind: &str, more: Value| {
            let mut object = json!({
                "architectures": [name], "model_type": kind, "vocab_size": 300, "hidden_size": 2048,
                "intermediate_size": 96, "num_hidden_layers": 30, "num_attention_heads": 32,
                "max_position_embeddings": 4096,
            });
            let more = more.as_object().unwrap().clone();
            object.as_object_mut().unwrap().extend(more);
            read(Path::new("config.json"), object.as_object().unwrap())
        };
        let mistral = read("MistralForCausalLM", "mistral", json!({})).unwrap();
        assert_eq!((mistral.config.kv_heads, mistral.eos), (8, vec![2]));
        let qwen2 = read("Qwen2ForCausalLM", "qwen2", json!({})).unwrap();
        assert_eq!((qwen2.config.kv_heads, qwen2.config.head_dim, qwen2.eos.len()), (32, 64, 0));
        let qwen3 = read("Qwen3ForCausalLM", "qwen3", json!({})).unwrap();
        assert_eq!((qwen3.config.kv_heads, qwen3.config.head_dim), (32, 128));
        let windowed = |name: &str, kind: &str, more: Value| read(name, kind, more).map(|read| read.passed_over);
        let long = |more: Value| {
            let mut all = json!({"max_position_embeddings": 8192});
            all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            all
        };
        let message = |read: Result<Vec<String>>| read.unwrap_err().to_string();
        // A window of 4,096 unless something else is said.
        assert!(message(windowed("MistralForCausalLM", "mistral", long(json!({})))).contains("sliding_window"));
        assert!(windowed("MistralForCausalLM", "mistral", long(json!({"sliding_window": null}))).is_ok());
        for (name, kind) in [("Qwen2ForCausalLM", "qwen2"), ("Qwen3ForCausalLM", "qwen3")] {
            let on = |more: &str| {
                let mut all: Value = serde_json::from_str(more).unwrap();
                all["use_sliding_window"] = json!(true);
                windowed(name, kind, long(all))
            };
            assert!(
                windowed(name, kind, long(json!({"use_sliding_window": false, "sliding_window": 64})))
                    .unwrap()
                    .is_empty()
            );
            // The first layer that would have a window is beyond the last.
            assert!(on(r#"{"max_window_layers": 30}"#).is_ok() && on(r#"{"sliding_window": 8192}"#).is_ok());
            assert!(message(on("{}")).contains("use_sliding_window"));
            assert!(message(on(r#"{"layer_types": ["sliding_attention"]}"#)).contains("layer_types"));
        }
        for (name, kind) in
            [("Qwen2MoeForCausalLM", "qwen2_moe"), ("GemmaForCausalLM", "gemma"), ("PhiForCausalLM", "phi")]
        {
            let message = read(name, kind, json!({})).unwrap_err().to_string();
            assert!(message.contains(name) && message.contains("not computed here yet"), "{message}");
        }
    }

    #[test]
    fn what_we_do_not_compute_is_refused_by_name() {
        let cases = [
            ("architectures", json!(["MistralForCausalLM"])),
            ("model_type", json!("qwen2")),
            ("attention_bias", json!("yes")),
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
