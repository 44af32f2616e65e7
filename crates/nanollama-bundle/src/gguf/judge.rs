//! Every key under the architecture's name: whether it is read, changes nothing at the value it has, or asks for what is not computed here.
//!
//! These keys hold what a model computes with and little else, so one in no row is an error, not something to skip. The
//! table has a row for every key of gguf 0.19's `constants.py`; neutral values are those at which llama.cpp's graph of a
//! Llama is the plain one.

use nanollama_store::gguf::{Gguf, Value};

use super::architecture::{Architecture, FEATURES, unsupported};
use crate::certificate;
use crate::error::{Error, Result};

/// What a key means to a Llama or a Qwen.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// It is read by name elsewhere.
    Read,
    /// Nothing is computed with it.
    Neutral,
    /// It must not ask: 0, false, an empty array or text, all of an array.
    Off,
    /// It must be this number or 0, which stands for it.
    Number(f64),
    /// It must be true.
    True,
    /// Neutral where nothing scales positions; `scaling` says when that is.
    OfScaling,
}

use Meaning::{Neutral, Number, OfScaling, Off, Read, True};

const TABLE: &[(&str, Meaning)] = &[
    ("vocab_size", Read),
    ("context_length", Read),
    ("embedding_length", Read),
    ("block_count", Read),
    ("feed_forward_length", Read),
    ("rope.dimension_count", Read),
    ("rope.freq_base", Read),
    ("attention.head_count", Read),
    ("attention.head_count_kv", Read),
    ("attention.key_length", Read),
    ("attention.value_length", Read),
    ("attention.layer_norm_rms_epsilon", Read),
    ("attention.sliding_window", Read),
    ("attention.scale", Read),
    ("embedding_length_out", Read),
    ("tensor_data_layout", Read),
    ("rope.scaling.type", Read),
    ("rope.scaling.factor", OfScaling),
    ("rope.scale_linear", OfScaling),
    ("rope.scaling.original_context_length", OfScaling),
    ("rope.scaling.yarn_ext_factor", OfScaling),
    ("rope.scaling.yarn_beta_fast", OfScaling),
    ("rope.scaling.yarn_beta_slow", OfScaling),
    ("rope.scaling.finetuned", Neutral),
    ("rope.scaling.attn_factor", Number(1.0)),
    ("rope.scaling.yarn_attn_factor", Number(1.0)),
    ("rope.scaling.yarn_log_multiplier", Off),
    ("rope.scaling.alpha", Number(1.0)),
    ("rope.dimension_sections", Off),
    ("rope.dimension_count_swa", Neutral),
    ("rope.freq_base_swa", Neutral),
    ("attention.key_length_swa", Neutral),
    ("attention.value_length_swa", Neutral),
    ("attention.sliding_window_pattern", Off),
    ("attention.causal", True),
    ("attention.clamp_kqv", Off),
    ("attention.max_alibi_bias", Off),
    ("attention.output_scale", Number(1.0)),
    ("attention.temperature_length", Off),
    ("attention.temperature_scale", Off),
    ("attention.shared_kv_layers", Off),
    ("attention.layer_norm_epsilon", Neutral),
    ("attention.group_norm_epsilon", Neutral),
    ("attention.group_norm_groups", Off),
    ("attention.relative_buckets_count", Off),
    ("attention.key_length_mla", Off),
    ("attention.value_length_mla", Off),
    ("attention.q_lora_rank", Off),
    ("attention.kv_lora_rank", Off),
    ("attention.decay_lora_rank", Off),
    ("attention.gate_lora_rank", Off),
    ("attention.iclr_lora_rank", Off),
    ("attention.value_residual_mix_lora_rank", Off),
    ("attn_logit_softcapping", Off),
    ("final_logit_softcapping", Off),
    ("router_logit_softcapping", Off),
    ("embedding_scale", Number(1.0)),
    ("residual_scale", Number(1.0)),
    ("logit_scale", Number(1.0)),
    ("use_parallel_residual", Off),
    ("swin_norm", Off),
    ("pooling_type", Neutral),
    ("classifier.output_labels", Neutral),
    ("decoder_start_token_id", Neutral),
    ("decoder_block_count", Off),
    ("full_attention_interval", Off),
    ("rescale_every_n_layers", Off),
    ("activation_sparsity_scale", Off),
    ("altup.active_idx", Off),
    ("altup.num_inputs", Off),
    ("embedding_length_per_layer_input", Off),
    ("n_deepstack_layers", Off),
    ("nextn_predict_layers", Off),
    ("features_length", Off),
    ("expert_count", Off),
    ("expert_used_count", Off),
    // These say how experts are chosen and weighed, and there are none.
    ("expert_gating_func", Neutral),
    ("expert_weights_norm", Neutral),
    ("expert_weights_scale", Neutral),
    ("expert_group_count", Off),
    ("expert_group_used_count", Off),
    ("expert_group_scale", Neutral),
    ("experts_per_group", Off),
    ("expert_shared_count", Off),
    ("expert_feed_forward_length", Neutral),
    ("expert_chunk_feed_forward_length", Neutral),
    ("expert_shared_feed_forward_length", Neutral),
    ("interleave_moe_layer_step", Off),
    ("leading_dense_block_count", Off),
    ("moe_every_n_layers", Off),
    ("moe_latent_size", Off),
    ("kda.head_dim", Off),
    ("convnext.block_count", Off),
    ("convnext.embedding_length", Off),
    ("posnet.block_count", Off),
    ("posnet.embedding_length", Off),
    ("shortconv.l_cache", Off),
    ("ssm.conv_kernel", Off),
    ("ssm.dt_b_c_rms", Off),
    ("ssm.group_count", Off),
    ("ssm.inner_size", Off),
    ("ssm.state_size", Off),
    ("ssm.time_step_rank", Off),
    ("swiglu_clamp_exp", Off),
    ("swiglu_clamp_shexp", Off),
    ("time_decay_extra_dim", Off),
    ("time_mix_extra_dim", Off),
    ("token_shift_count", Off),
    ("wkv.head_size", Off),
];

/// Keys by which nanollama's exporter asks a `llama` for more.
const OF_NANOLLAMA: [&str; 2] = ["nanollama.qk_norm", "nanollama.rope_conjugate"];

/// Refuses a key that asks for what is not computed; the names of those that were passed over.
pub(super) fn judge(file: &Gguf, architecture: Architecture) -> Result<Vec<String>> {
    let mut passed_over = Vec::new();
    let scaled = scaling(file, architecture)?;
    let ours = architecture == Architecture::Ours;
    for (key, value) in file.metadata() {
        if [certificate::KEY, certificate::SOURCE_KEY].contains(&key.as_str()) {
            continue;
        }
        // What nanollama's own exporter says under a Llama's name, and llama.cpp passes over.
        if !ours && OF_NANOLLAMA.contains(&key.as_str()) && !off(value) {
            return Err(not_computed(file, key, value));
        }
        let prefix = architecture.key("");
        let Some(name) = key.strip_prefix(&prefix) else { continue };
        if ours && FEATURES.contains(&name) {
            continue;
        }
        let meaning = TABLE.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning);
        let neutral = match meaning {
            Some(Read) => continue,
            Some(Neutral) => true,
            Some(Off) => off(value),
            Some(Number(number)) => value.as_f64().is_some_and(|value| value == number || value == 0.0),
            Some(True) => value.as_bool() == Some(true),
            Some(OfScaling) => !scaled,
            None => false,
        };
        if !neutral {
            return Err(not_computed(file, key, value));
        }
        // What says that nothing is asked for was obeyed, not passed over.
        if matches!(meaning, Some(Neutral | OfScaling)) && !off(value) {
            passed_over.push(key.clone());
        }
    }
    special(file, architecture)?;
    for key in file.latin() {
        if !key.starts_with("general.") {
            let what = "it has text that is no UTF-8".to_owned();
            return Err(Error::Field { path: file.path().to_owned(), field: key.clone(), what });
        }
        passed_over.push(format!("{key} (no UTF-8, read as Latin-1)"));
    }
    Ok(passed_over)
}

/// Whether positions are scaled. As llama.cpp has it: type `none` ignores the factor, none at all means `linear`, and a
/// factor of 0 is no factor.
fn scaling(file: &Gguf, architecture: Architecture) -> Result<bool> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let kind = file.optional(&architecture.key("rope.scaling.type"), "a string", text)?;
    let number = |name: &str| file.optional(&architecture.key(name), "a number", Value::as_f64);
    let factor = match number("rope.scaling.factor")? {
        None | Some(0.0) => number("rope.scale_linear")?,
        factor => factor,
    };
    let plain = factor.is_none_or(|factor| factor == 0.0 || factor == 1.0);
    match kind.as_deref() {
        Some("none") => Ok(false),
        None | Some("linear" | "yarn") => Ok(!plain),
        Some(_) => {
            Err(not_computed(file, &architecture.key("rope.scaling.type"), &Value::String(kind.unwrap_or_default())))
        }
    }
}

/// Keys whose neutral value depends on others.
fn special(file: &Gguf, architecture: Architecture) -> Result<()> {
    let whole = |name: &str| file.value(&architecture.key(name)).and_then(Value::as_u64);
    let check = |name: &str, neutral: &dyn Fn(&Value) -> bool| match file.value(&architecture.key(name)) {
        None => Ok(()),
        Some(value) if neutral(value) => Ok(()),
        Some(value) => Err(not_computed(file, &architecture.key(name), value)),
    };
    if architecture != Architecture::Ours {
        // A window as wide as the context hides nothing.
        let context = whole("context_length").unwrap_or(0);
        check("attention.sliding_window", &|value| value.as_u64().is_some_and(|it| it == 0 || it >= context))?;
    }
    let width = whole("embedding_length");
    check("embedding_length_out", &|value| value.as_u64().is_some_and(|it| it == 0 || Some(it) == width))?;
    check("tensor_data_layout", &|value| value.as_str() == Some("Meta AI original pth"))?;
    // The scores' factor, where it is the one they have anyway.
    let head = whole("attention.key_length").or_else(|| width?.checked_div(whole("attention.head_count")?)).unwrap_or(0)
        as f64;
    let usual = |scale: f64| scale == 0.0 || (scale * head.sqrt() - 1.0).abs() < 1e-6;
    check("attention.scale", &|value| value.as_f64().is_some_and(usual))
}

/// What a value that does not ask for anything looks like.
fn off(value: &Value) -> bool {
    match value {
        Value::Bool(asks) => !asks,
        Value::String(text) => text.is_empty(),
        Value::Array(array) => array.is_empty() || value.to_u64s().is_some_and(|all| all.iter().all(|&one| one == 0)),
        value => value.as_u64() == Some(0) || value.as_f64() == Some(0.0),
    }
}

fn not_computed(file: &Gguf, key: &str, value: &Value) -> Error {
    let text: String = format!("{value:?}").chars().take(80).collect();
    unsupported(file, key, &text, "this program does not compute it, so the model would answer something else")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use nanollama_store::gguf::{self, Array};

    use super::*;

    /// The keys of a Llama in gguf 0.19's `constants.py`.
    const KEYS: &str = include_str!("../../tests/fixtures/gguf_keys.txt");

    fn judged(pairs: &[(&str, Value)]) -> Result<Vec<String>> {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys.gguf");
        let sizes = [("context_length", 128), ("embedding_length", 64), ("attention.head_count", 4)];
        let mut metadata: Vec<_> =
            sizes.iter().map(|(key, size)| (format!("llama.{key}"), Value::U32(*size))).collect();
        metadata.extend(pairs.iter().map(|(key, value)| (format!("llama.{key}"), value.clone())));
        gguf::write(&path, &metadata, vec![]).unwrap();
        judge(&Gguf::open(Path::new(&path)).unwrap(), Architecture::Llama)
    }

    #[test]
    fn every_key_of_the_format_has_one_row() {
        for key in KEYS.lines() {
            assert_eq!(TABLE.iter().filter(|(known, _)| *known == key).count(), 1, "{key}");
        }
    }

    #[test]
    fn neutral_values_pass_and_what_asks_is_named() {
        let linear = || ("rope.scaling.type", Value::from("linear"));
        let sets: [&[(&str, Value)]; 12] = [
            &[linear(), ("rope.scaling.factor", Value::F32(1.0))],
            &[linear(), ("rope.scaling.factor", Value::F32(0.0))],
            &[linear()],
            &[("rope.scaling.type", "yarn".into()), ("rope.scaling.factor", Value::F32(1.0))],
            // llama.cpp scales nothing then, whatever the factor.
            &[("rope.scaling.type", "none".into()), ("rope.scaling.factor", Value::F32(8.0))],
            &[("rope.scaling.original_context_length", Value::U32(64)), ("rope.scaling.finetuned", Value::Bool(true))],
            &[("attention.sliding_window", Value::U32(128)), ("attention.causal", Value::Bool(true))],
            &[("attention.scale", Value::F32(0.25)), ("logit_scale", Value::F32(1.0))],
            &[("expert_count", Value::U32(0)), ("expert_gating_func", Value::U32(2))],
            &[("attention.sliding_window_pattern", Value::Array(Array::U32(vec![0, 0])))],
            &[("embedding_length_out", Value::U32(64)), ("rope.scale_linear", Value::F32(1.0))],
            &[("pooling_type", Value::U32(0))],
        ];
        for pairs in sets {
            judged(pairs).unwrap();
        }
        let factor = [linear(), ("rope.scaling.factor", Value::F32(1.0))];
        assert_eq!(judged(&factor).unwrap(), ["llama.rope.scaling.factor"]);
        assert_eq!(judged(&[]).unwrap(), [""; 0]);
    }

    #[test]
    fn what_would_change_the_answers_is_refused() {
        for (key, value) in [
            ("rope.scaling.factor", Value::F32(4.0)),
            ("rope.scale_linear", Value::F32(2.0)),
            ("rope.scaling.type", "longrope".into()),
            ("rope.scaling.attn_factor", Value::F32(1.2)),
            ("attention.sliding_window", Value::U32(127)),
            ("attention.scale", Value::F32(0.5)),
            ("attention.causal", Value::Bool(false)),
            ("expert_count", Value::U32(8)),
            ("logit_scale", Value::F32(0.125)),
            ("final_logit_softcapping", Value::F32(30.0)),
            ("embedding_length_out", Value::U32(32)),
            ("a_key_of_nobody", Value::U32(1)),
        ] {
            let message = judged(&[(key, value)]).unwrap_err().to_string();
            assert!(message.contains(&format!("llama.{key}")), "{message}");
        }
    }
}
