//! nanollama's configuration (its `LlamaConfig`): in the checkpoint, or beside weights that were saved alone.

use std::path::Path;

use nanollama_model::{Config, Features};
use nanollama_store::torch::{Item, Kind};
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::hf::fields::Fields;

/// Fields that are read below.
const READ: [&str; 9] = [
    "sequence_len",
    "vocab_size",
    "n_layer",
    "n_head",
    "n_kv_head",
    "n_embd",
    "norm_eps",
    "rope_theta",
    "tie_embeddings",
];
/// Fields that change nothing: the hidden width is the tensors', and the pattern of windows is one that the trainer itself
/// never looks at.
const NEUTRAL: [&str; 2] = ["multiple_of", "window_pattern"];
/// What a model asks for that is not read here.
const REFUSED: [(&str, &str); 1] = [("use_resformer", "factors of the residual stream")];
/// The field that came when norms of queries and keys became a choice, two hours before the rotation was turned round.
const QK_NORM: &str = "use_qk_norm";
const POST_EMB_NORM: &str = "use_post_emb_norm";
/// What the trainer's norm of embeddings adds to the mean square, whatever its other norms add.
const POST_EMB_NORM_EPS: f64 = 1e-5;
const SOFTCAP: &str = "softcap";
/// What is more than a Llama.
const FEATURES: [&str; 3] = [QK_NORM, POST_EMB_NORM, SOFTCAP];

/// A dictionary's numbers, truths and texts.
pub(super) fn object(dictionary: Item<'_>) -> Map<String, Value> {
    let json = |value: Item<'_>| match value.kind() {
        Kind::None => Value::Null,
        Kind::Bool(truth) => truth.into(),
        Kind::Whole(number) => number.into(),
        Kind::Real(number) => number.into(),
        Kind::Text(text) => text.into(),
        Kind::Dict => "a dictionary".into(),
        Kind::Tensor(_) => "a tensor".into(),
        Kind::Other(what) => what.into(),
    };
    dictionary.entries().filter_map(|(key, value)| Some((key.text()?.to_owned(), json(value)))).collect()
}

/// Reads and judges it. `hidden` is the feed-forward's width, as the tensors have it.
pub(super) fn read(path: &Path, object: &Map<String, Value>, hidden: usize) -> Result<Config> {
    let fields = Fields { path, object };
    if !object.contains_key(QK_NORM) {
        let reason = "it is of a nanollama before 21 February 2026, which rotated heads the other way round and computed \
                      norms of queries and keys in every model";
        return Err(fields.unsupported(&format!("config: {QK_NORM}"), "missing", reason));
    }
    for (key, value) in object {
        let name = format!("config: {key}");
        if let Some((_, what)) = REFUSED.iter().find(|(known, _)| known == key) {
            if fields.truth(key)? == Some(true) {
                return Err(fields.unsupported(&name, value, &format!("{what} are not read from such files yet")));
            }
        } else if !READ.contains(&key.as_str()) && !NEUTRAL.contains(&key.as_str()) && !FEATURES.contains(&key.as_str())
        {
            return Err(fields.unsupported(
                &name,
                value,
                "nanollama has no such field, so what it asks for is not known",
            ));
        }
    }
    let real = |field: &str| fields.real(field)?.ok_or_else(|| missing(path, field));
    let (dim, heads) = (fields.required("n_embd")?, fields.required("n_head")?);
    let config = Config {
        layers: fields.required("n_layer")?,
        dim,
        heads,
        kv_heads: fields.required("n_kv_head")?,
        head_dim: dim.checked_div(heads).unwrap_or(0),
        ffn: hidden,
        vocabulary: fields.required("vocab_size")?,
        context: fields.required("sequence_len")?,
        rope_theta: real("rope_theta")?,
        norm_eps: real("norm_eps")?,
        features: Features {
            tied: fields.truth("tie_embeddings")?.ok_or_else(|| missing(path, "tie_embeddings"))?,
            softcap: fields.real(SOFTCAP)?.filter(|&cap| cap != 0.0).map(|cap| cap as f32),
            qk_norm: fields.truth(QK_NORM)?.unwrap_or(false),
            post_emb_norm: fields.truth(POST_EMB_NORM)?.unwrap_or(false),
            ..Features::default()
        },
    };
    if config.features.post_emb_norm && config.norm_eps != POST_EMB_NORM_EPS {
        let reason = format!("norm_eps is {}, and only one for all norms is computed here", config.norm_eps);
        return Err(fields.unsupported(&format!("config: {POST_EMB_NORM}"), true, &reason));
    }
    if !dim.is_multiple_of(heads.max(1)) {
        let reason = format!("n_head = {heads} does not divide it");
        return Err(fields.unsupported("config: n_embd", dim, &reason));
    }
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    Ok(config)
}

fn missing(path: &Path, field: &str) -> Error {
    Error::Field { path: path.to_owned(), field: format!("config: {field}"), what: "it is missing".into() }
}
