//! Every key of `config.json`: whether it is read, changes nothing, or asks for what is not computed here.
//!
//! The table holds the keys of transformers' `LlamaConfig`, versions 4 and 5, and those by which relatives of Llama ask for
//! more. What is in no row, `LlamaForCausalLM` has no use for: it is passed over as transformers does, and named in one line.
//! The rotation's keys are judged in `rope.rs`.

use serde_json::Value;

use super::fields::Fields;
use super::kind::Kind;
use crate::error::Result;

/// The cap on logits, as transformers' Gemma 2 calls it.
pub(super) const SOFTCAP: &str = "final_logit_softcapping";
pub(super) const QK_NORM: &str = "use_qk_norm";
pub(super) const POST_EMB_NORM: &str = "use_post_emb_norm";
pub(super) const RESFORMER: &str = "use_resformer";
/// The pattern and the width of windows; transformers calls the second so.
pub(super) const PATTERN: &str = "window_pattern";
pub(super) const WINDOW: &str = "sliding_window";
pub(super) const QKV_BIAS: &str = "use_qkv_bias";
pub(super) const OUTPUT_BIAS: &str = "use_output_bias";
pub(super) const HEAD_GAINS: &str = "use_head_gains";
/// What a checkpoint of ours may ask for and nobody else's.
const OURS: [&str; 9] =
    [SOFTCAP, QK_NORM, QKV_BIAS, OUTPUT_BIAS, HEAD_GAINS, POST_EMB_NORM, RESFORMER, PATTERN, WINDOW];
/// Biases of all four projections of attention.
pub(super) const BIASED: &str = "attention_bias";
/// Whether there are windows, in a Qwen; and the first layer that has one.
pub(super) const WINDOWED: &str = "use_sliding_window";
pub(super) const FIRST_WINDOW: &str = "max_window_layers";

/// What a key means to a Llama.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    /// It is read by name elsewhere.
    Read,
    /// It concerns training, other programs or people; the numbers do not depend on it.
    Neutral,
    /// It must not ask: null, false, 0, an empty list or object.
    Off(&'static str),
    /// It must be this number, if anything.
    Number(f64, &'static str),
    /// It must be one of these texts.
    Text(&'static [&'static str], &'static str),
    /// transformers' Llama has no use for it; said where it asks.
    PassedOver,
}

use Meaning::{Neutral, Number, Off, PassedOver, Read, Text};

const BIASES: &str = "projections with biases are not computed here";
const WHOLE: &str = "only attention to the whole text is computed here";
const QUANTISED: &str = "folders of quantised weights are not read here";
const ENCODER: &str = "only a decoder of its own is computed here";
const EXPERTS: &str = "a Llama has no experts";
const SCALES: &str = "a Llama has no such factor";

const TABLE: &[(&str, Meaning)] = &[
    ("architectures", Read),
    ("eos_token_id", Read),
    ("head_dim", Read),
    ("hidden_size", Read),
    ("intermediate_size", Read),
    ("max_position_embeddings", Read),
    ("model_type", Read),
    ("num_attention_heads", Read),
    ("num_hidden_layers", Read),
    ("num_key_value_heads", Read),
    ("partial_rotary_factor", Read),
    ("rms_norm_eps", Read),
    ("rope_parameters", Read),
    ("rope_scaling", Read),
    ("rope_theta", Read),
    ("tie_word_embeddings", Read),
    ("vocab_size", Read),
    // `swish` is transformers' other name of the same function.
    ("hidden_act", Text(&["silu", "swish"], "only silu is computed here")),
    (BIASED, Read),
    ("mlp_bias", Off(BIASES)),
    ("pruned_heads", Off("pruned heads are not read here")),
    ("quantization_config", Off(QUANTISED)),
    ("quantization", Off(QUANTISED)),
    ("compression_config", Off(QUANTISED)),
    ("is_encoder_decoder", Off(ENCODER)),
    ("add_cross_attention", Off(ENCODER)),
    ("cross_attention_hidden_size", Off(ENCODER)),
    // How a product is cut in training: transformers 4 computes the same numbers either way, transformers 5 dropped it.
    ("pretraining_tp", Neutral),
    ("attention_dropout", Neutral),
    ("initializer_range", Neutral),
    ("use_cache", Neutral),
    ("torch_dtype", Neutral),
    ("dtype", Neutral),
    ("bos_token_id", Neutral),
    ("pad_token_id", Neutral),
    ("sep_token_id", Neutral),
    ("decoder_start_token_id", Neutral),
    ("transformers_version", Neutral),
    ("transformers_weights", Neutral),
    ("_name_or_path", Neutral),
    ("name_or_path", Neutral),
    ("_commit_hash", Neutral),
    ("_attn_implementation", Neutral),
    ("_attn_implementation_autoset", Neutral),
    ("_experts_implementation", Neutral),
    ("attn_implementation", Neutral),
    ("output_attentions", Neutral),
    ("output_hidden_states", Neutral),
    ("return_dict", Neutral),
    ("torchscript", Neutral),
    ("chunk_size_feed_forward", Neutral),
    ("is_decoder", Neutral),
    ("tie_encoder_decoder", Neutral),
    ("finetuning_task", Neutral),
    ("id2label", Neutral),
    ("label2id", Neutral),
    ("num_labels", Neutral),
    ("task_specific_params", Neutral),
    ("problem_type", Neutral),
    ("tokenizer_class", Neutral),
    ("prefix", Neutral),
    ("tf_legacy_loss", Neutral),
    ("use_bfloat16", Neutral),
    ("gradient_checkpointing", Neutral),
    ("per_layer_config", Off("only layers that are all alike are computed here")),
    // How transformers 4 chooses tokens, when its user does not say.
    ("max_length", Neutral),
    ("min_length", Neutral),
    ("do_sample", Neutral),
    ("early_stopping", Neutral),
    ("num_beams", Neutral),
    ("num_beam_groups", Neutral),
    ("diversity_penalty", Neutral),
    ("temperature", Neutral),
    ("top_k", Neutral),
    ("top_p", Neutral),
    ("typical_p", Neutral),
    ("repetition_penalty", Neutral),
    ("length_penalty", Neutral),
    ("no_repeat_ngram_size", Neutral),
    ("encoder_no_repeat_ngram_size", Neutral),
    ("bad_words_ids", Neutral),
    ("num_return_sequences", Neutral),
    ("output_scores", Neutral),
    ("return_dict_in_generate", Neutral),
    ("forced_bos_token_id", Neutral),
    ("forced_eos_token_id", Neutral),
    ("remove_invalid_values", Neutral),
    ("exponential_decay_length_penalty", Neutral),
    ("suppress_tokens", Neutral),
    ("begin_suppress_tokens", Neutral),
    // Relatives of Llama that were given its name.
    ("attn_logit_softcapping", Off("a cap on attention's scores is not computed here")),
    (SOFTCAP, Off("a Llama has no cap on logits")),
    (QK_NORM, Off("a Llama has no norms of queries and keys")),
    (QKV_BIAS, Off("a Llama says so by attention_bias")),
    (OUTPUT_BIAS, Off("a Llama says so by attention_bias")),
    (HEAD_GAINS, Off("a Llama has no norms of queries and keys")),
    (POST_EMB_NORM, Off("a Llama has no norm of its embeddings")),
    (RESFORMER, Off("a Llama does not mix its embeddings into blocks")),
    (PATTERN, Off("a Llama has no windows")),
    ("qk_layernorm", Off("norms of queries and keys are not computed here")),
    ("rope_interleaved", Off("only the rotation of half with half is computed here")),
    (WINDOWED, Read),
    (FIRST_WINDOW, Read),
    ("no_rope_layers", Off("only layers that are all rotated are computed here")),
    ("no_rope_layer_interval", Off("only layers that are all rotated are computed here")),
    ("alibi", Off("only rotary positions are computed here")),
    ("num_local_experts", Off(EXPERTS)),
    ("num_experts", Off(EXPERTS)),
    ("n_routed_experts", Off(EXPERTS)),
    ("embedding_multiplier", Number(1.0, SCALES)),
    ("residual_multiplier", Number(1.0, SCALES)),
    ("logits_scaling", Number(1.0, SCALES)),
    ("logit_scale", Number(1.0, SCALES)),
    ("attention_multiplier", Off(SCALES)),
    ("layer_types", Read),
    (WINDOW, PassedOver),
];

/// Refuses a key that asks for what is not computed; the names of those that were passed over.
pub(crate) fn judge(fields: &Fields<'_>, kind: Kind) -> Result<Vec<String>> {
    let mut passed_over = Vec::new();
    for (key, value) in fields.object {
        if kind == Kind::Ours && OURS.contains(&key.as_str()) || kind != Kind::Llama && key == WINDOW {
            continue;
        }
        if key == BIASED && matches!(kind, Kind::Mistral | Kind::Ours) && !off(value) {
            return Err(fields.unsupported(key, value, BIASES));
        }
        let meaning = TABLE.iter().find(|(known, _)| known == key).map_or(PassedOver, |(_, meaning)| *meaning);
        let wrong = match meaning {
            Read | Neutral => None,
            PassedOver => {
                if !off(value) {
                    passed_over.push(key.clone());
                }
                None
            }
            Off(reason) => Some(reason).filter(|_| !off(value)),
            Number(neutral, reason) => Some(reason).filter(|_| !value.is_null() && value.as_f64() != Some(neutral)),
            Text(known, reason) => Some(reason).filter(|_| value.as_str().is_none_or(|text| !known.contains(&text))),
        };
        if let Some(reason) = wrong {
            let kind = value.get("quant_method").unwrap_or(value);
            return Err(fields.unsupported(key, kind, reason));
        }
    }
    all_attend_to_everything(fields, kind)?;
    Ok(passed_over)
}

/// What a value that does not ask for anything looks like.
pub(super) fn off(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// The field, with its value, of a written configuration by which it asks for more than a Llama computes.
pub(super) fn asks_beyond(object: &Value) -> Option<(&'static str, Value)> {
    TABLE.iter().find_map(|(key, meaning)| {
        let value = object.get(key).filter(|value| matches!(meaning, Off(_)) && !off(value))?;
        Some((*key, value.clone()))
    })
}

/// Refuses windows that hide something from a layer. Each architecture says it its own way.
fn all_attend_to_everything(fields: &Fields<'_>, kind: Kind) -> Result<()> {
    let layered = fields.get("layer_types");
    if let Some(value) = layered {
        let whole = |kind: &Value| kind == "full_attention" || kind == "attention";
        if !value.as_array().is_some_and(|kinds| kinds.iter().all(whole)) {
            return Err(fields.unsupported("layer_types", value, WHOLE));
        }
    }
    // Where the key is missing, this is the window's width in transformers.
    let window = match fields.object.contains_key(WINDOW) {
        true => fields.whole(WINDOW)?,
        false => Some(4096),
    };
    // One as wide as the context hides nothing.
    let hides = window.is_some() && window < fields.whole("max_position_embeddings")?;
    if kind == Kind::Mistral && hides {
        return Err(fields.unsupported(WINDOW, window.unwrap_or_default(), WHOLE));
    }
    let Some(asked) = fields.get(WINDOWED).filter(|value| !off(value)) else { return Ok(()) };
    if matches!(kind, Kind::Qwen2 | Kind::Qwen3) {
        let first = fields.whole(FIRST_WINDOW)?.unwrap_or(28);
        let reaches = fields.whole("num_hidden_layers")?.is_some_and(|layers| layers > first);
        if !hides || !reaches || layered.is_some() {
            return Ok(());
        }
    }
    Err(fields.unsupported(WINDOWED, asked, WHOLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of transformers' `LlamaConfig`, versions 4 and 5; made by `oracle/config_keys.py`.
    #[test]
    fn every_key_of_transformers_has_a_row() {
        let keys = include_str!("../../tests/fixtures/config_keys.txt").lines().skip(1);
        let unknown: Vec<&str> = keys.clone().filter(|key| !TABLE.iter().any(|(known, _)| known == key)).collect();
        assert!(unknown.is_empty() && keys.count() > 70, "{unknown:?}");
    }

    #[test]
    fn a_key_has_one_row() {
        for (at, (key, _)) in TABLE.iter().enumerate() {
            assert!(!TABLE[..at].iter().any(|(other, _)| other == key), "{key}");
        }
    }
}
