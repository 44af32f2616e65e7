//! The metadata keys of a Llama in GGUF, both ways: [`config`] reads and judges them, [`describe`] writes them.
//!
//! Keys under `llama.` change what a model computes, so one that is not known here is an error, not something to skip.
//! Names: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Features};
use nanollama_store::gguf::{Gguf, Value};

use crate::error::{Error, Result};

/// The only architecture.
const LLAMA: &str = "llama";

/// Keys that [`config`] reads or checks by name.
const KNOWN: &[&str] = &[
    "vocab_size",
    "context_length",
    "embedding_length",
    "block_count",
    "feed_forward_length",
    "rope.dimension_count",
    "rope.freq_base",
    "attention.head_count",
    "attention.head_count_kv",
    "attention.key_length",
    "attention.value_length",
    "attention.layer_norm_rms_epsilon",
];

/// The configuration that the metadata describes. `rows` is the number of rows of the embedding table, `tied` whether the
/// head is that table.
pub(crate) fn config(file: &Gguf, rows: usize, tied: bool) -> Result<Config> {
    let architecture = file.string("general.architecture")?;
    if architecture != LLAMA {
        return Err(unsupported(file, "general.architecture", architecture, "only `llama` is computed here"));
    }
    refuse_unknown(file)?;
    let dim = whole(file, "embedding_length")?;
    let heads = whole(file, "attention.head_count")?;
    let kv_heads = optional(file, "attention.head_count_kv")?.unwrap_or(heads);
    let head_dim = match optional(file, "attention.key_length")? {
        Some(length) => length,
        None => dim.checked_div(heads).unwrap_or(0),
    };
    for key in ["attention.value_length", "rope.dimension_count"] {
        if let Some(length) = optional(file, key)?
            && length != head_dim
        {
            let reason = format!("only the width of a head, {head_dim}, is computed here");
            return Err(unsupported(file, &format!("llama.{key}"), &length.to_string(), &reason));
        }
    }
    if let Some(vocabulary) = optional(file, "vocab_size")?
        && vocabulary != rows
    {
        let what = format!("{vocabulary}, but token_embd.weight has {rows} rows");
        return Err(Error::Field { path: file.path().to_owned(), field: "llama.vocab_size".into(), what });
    }
    let theta = file.optional("llama.rope.freq_base", "a number", |value| value.as_f64())?;
    Ok(Config {
        layers: whole(file, "block_count")?,
        dim,
        heads,
        kv_heads,
        head_dim,
        ffn: whole(file, "feed_forward_length")?,
        vocabulary: rows,
        context: whole(file, "context_length")?,
        rope_theta: theta.map_or(10_000.0, decimal),
        norm_eps: decimal(file.required("llama.attention.layer_norm_rms_epsilon", "a number", |value| value.as_f64())?),
        features: Features { tied, ..Features::default() },
    })
}

/// The file holds f32, people wrote decimals: 1e-5 came in as 9.99999974737875e-6. The shortest decimal of that f32 is
/// what was meant, and it turns back into the same f32.
fn decimal(value: f64) -> f64 {
    (value as f32).to_string().parse().expect("a number's own text is a number")
}

fn refuse_unknown(file: &Gguf) -> Result<()> {
    for (key, value) in file.metadata() {
        let Some(name) = key.strip_prefix("llama.") else { continue };
        let neutral = match name {
            "rope.scaling.type" => value.as_str() == Some("none"),
            "rope.scaling.factor" | "rope.scale_linear" => value.as_f64() == Some(1.0) || value.as_f64() == Some(0.0),
            "expert_count" | "expert_used_count" => value.as_u64() == Some(0),
            "use_parallel_residual" => value.as_bool() == Some(false),
            "attention.causal" => value.as_bool() == Some(true),
            "tensor_data_layout" => value.as_str() == Some("Meta AI original pth"),
            _ => KNOWN.contains(&name),
        };
        if !neutral {
            let text: String = format!("{value:?}").chars().take(80).collect();
            return Err(unsupported(
                file,
                key,
                &text,
                "this program does not compute it, so the model would answer something else",
            ));
        }
    }
    Ok(())
}

fn unsupported(file: &Gguf, field: &str, value: &str, reason: &str) -> Error {
    Error::Unsupported {
        path: file.path().to_owned(),
        field: field.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}

fn optional(file: &Gguf, name: &str) -> Result<Option<usize>> {
    let number = |value: &Value| value.as_u64().and_then(|value| usize::try_from(value).ok());
    Ok(file.optional(&format!("llama.{name}"), "a whole number", number)?)
}

fn whole(file: &Gguf, name: &str) -> Result<usize> {
    let number = |value: &Value| value.as_u64().and_then(|value| usize::try_from(value).ok());
    Ok(file.required(&format!("llama.{name}"), "a whole number", number)?)
}

/// Everything but the tokenizer.
pub(crate) fn describe(config: &Config, name: &str, dtype: DType) -> Vec<(String, Value)> {
    let count = |value: usize| Value::U32(u32::try_from(value).expect("Config::validate limits every field to 2^24"));
    let real = |value: f64| Value::F32(value as f32);
    let mut pairs: Vec<(String, Value)> = vec![
        ("general.architecture".into(), LLAMA.into()),
        ("general.type".into(), "model".into()),
        ("general.name".into(), name.into()),
        ("general.size_label".into(), Value::String(size_label(config.parameter_count()))),
        ("general.alignment".into(), Value::U32(32)),
        ("general.quantization_version".into(), Value::U32(2)),
        ("general.file_type".into(), Value::U32(dtype.llama_file_type())),
    ];
    let fields = [
        ("vocab_size", count(config.vocabulary)),
        ("context_length", count(config.context)),
        ("embedding_length", count(config.dim)),
        ("block_count", count(config.layers)),
        ("feed_forward_length", count(config.ffn)),
        ("rope.dimension_count", count(config.head_dim)),
        ("rope.freq_base", real(config.rope_theta)),
        ("attention.head_count", count(config.heads)),
        ("attention.head_count_kv", count(config.kv_heads)),
        ("attention.key_length", count(config.head_dim)),
        ("attention.value_length", count(config.head_dim)),
        ("attention.layer_norm_rms_epsilon", real(config.norm_eps)),
    ];
    pairs.extend(fields.map(|(name, value)| (format!("llama.{name}"), value)));
    pairs
}

/// The size as model cards write it: `46M`, `1.1B`.
fn size_label(parameters: u64) -> String {
    let scaled = |unit: f64, letter: char| {
        let value = parameters as f64 / unit;
        if value < 10.0 { format!("{value:.1}{letter}") } else { format!("{value:.0}{letter}") }
    };
    match parameters {
        0..1_000_000 => scaled(1e3, 'K'),
        1_000_000..1_000_000_000 => scaled(1e6, 'M'),
        _ => scaled(1e9, 'B'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_on_model_cards() {
        assert_eq!(size_label(45_819_264), "46M");
        assert_eq!(size_label(1_123_117_056), "1.1B");
        assert_eq!(size_label(260_032), "260K");
    }

    #[test]
    fn decimals_survive_the_way_through_f32() {
        for value in [1e-5, 1e-6, 10_000.0, 500_000.0, 1_000_000.0] {
            assert_eq!(decimal(f64::from(value as f32)), value);
        }
    }
}
