//! The metadata keys of a model in GGUF, both ways: [`config`] reads and judges them, [`describe`] writes them.
//!
//! What the other keys mean is judged in `judge.rs`.
//! Names: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.

use nanollama_model::Config;
use nanollama_store::gguf::{Gguf, Value};

use super::architecture::{Architecture, unsupported};
use super::judge;
use crate::error::{Error, Result};

/// The configuration that the metadata describes. `rows` is the number of rows of the embedding table, `tied` whether the
/// head is that table. Keys that were passed over are appended to `passed_over`.
pub(crate) fn config(
    file: &Gguf,
    architecture: Architecture,
    rows: usize,
    tied: bool,
    passed_over: &mut Vec<String>,
) -> Result<Config> {
    passed_over.extend(judge::judge(file, architecture)?);
    let keys = Keys { file, architecture };
    let layers = keys.whole("block_count")?;
    let dim = keys.whole("embedding_length")?;
    let heads = keys.layered("attention.head_count", layers)?;
    let heads = heads.ok_or_else(|| keys.missing("attention.head_count"))?;
    let kv_heads = keys.layered("attention.head_count_kv", layers)?.unwrap_or(heads);
    let ffn = keys.layered("feed_forward_length", layers)?.ok_or_else(|| keys.missing("feed_forward_length"))?;
    let head_dim = match keys.optional("attention.key_length")? {
        Some(length) => length,
        None => dim.checked_div(heads).unwrap_or(0),
    };
    for key in ["attention.value_length", "rope.dimension_count"] {
        if let Some(length) = keys.optional(key)?
            && length != head_dim
        {
            let reason = format!("only the width of a head, {head_dim}, is computed here");
            return Err(unsupported(file, &architecture.key(key), &length.to_string(), &reason));
        }
    }
    if let Some(vocabulary) = keys.optional("vocab_size")?
        && vocabulary != rows
    {
        let what = format!("{vocabulary}, but token_embd.weight has {rows} rows");
        return Err(Error::Field { path: file.path().to_owned(), field: architecture.key("vocab_size"), what });
    }
    let theta = file.optional(&architecture.key("rope.freq_base"), "a number", |value| value.as_f64())?;
    let epsilon = architecture.key("attention.layer_norm_rms_epsilon");
    Ok(Config {
        layers,
        dim,
        heads,
        kv_heads,
        head_dim,
        ffn,
        vocabulary: rows,
        context: keys.whole("context_length")?,
        rope_theta: theta.map_or(10_000.0, decimal),
        norm_eps: decimal(file.required(&epsilon, "a number", |value| value.as_f64())?),
        features: architecture.features(file, tied)?,
    })
}

/// The file holds f32, people wrote decimals: 1e-5 came in as 9.99999974737875e-6. The shortest decimal of that f32 is
/// what was meant, and it turns back into the same f32.
fn decimal(value: f64) -> f64 {
    (value as f32).to_string().parse().expect("a number's own text is a number")
}

/// A file's keys under its architecture's name.
struct Keys<'a> {
    file: &'a Gguf,
    architecture: Architecture,
}

impl Keys<'_> {
    fn missing(&self, name: &str) -> Error {
        let what = "it is missing and wanted is a whole number".to_owned();
        Error::Field { path: self.file.path().to_owned(), field: self.architecture.key(name), what }
    }

    /// A number that may be written once for each layer; only layers that are all alike are computed here.
    fn layered(&self, name: &str, layers: usize) -> Result<Option<usize>> {
        let (file, key) = (self.file, self.architecture.key(name));
        let Some(values) = file.value(&key).and_then(Value::to_u64s) else { return self.optional(name) };
        if values.len() != layers {
            let blocks = self.architecture.key("block_count");
            let what = format!("it has {} values, but {blocks} is {layers}", values.len());
            return Err(Error::Field { path: file.path().to_owned(), field: key, what });
        }
        let first = values.first().copied();
        if let Some((layer, value)) = values.iter().enumerate().find(|&(_, value)| Some(*value) != first) {
            let value = format!("{value} in layer {layer} and {} in layer 0", values[0]);
            return Err(unsupported(file, &key, &value, "only layers that are all alike are computed here"));
        }
        Ok(first.and_then(|value| usize::try_from(value).ok()))
    }

    fn optional(&self, name: &str) -> Result<Option<usize>> {
        Ok(self.file.optional(&self.architecture.key(name), "a whole number", number)?)
    }

    fn whole(&self, name: &str) -> Result<usize> {
        Ok(self.file.required(&self.architecture.key(name), "a whole number", number)?)
    }
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|value| usize::try_from(value).ok())
}

/// Everything but the tokenizer.
pub(crate) fn describe(config: &Config, name: &str, file_type: u32) -> Vec<(String, Value)> {
    let count = |value: usize| Value::U32(u32::try_from(value).expect("Config::validate limits every field to 2^24"));
    let real = |value: f64| Value::F32(value as f32);
    let architecture = Architecture::to_say(config);
    let mut pairs: Vec<(String, Value)> = vec![
        ("general.architecture".into(), architecture.name().into()),
        ("general.type".into(), "model".into()),
        ("general.name".into(), name.into()),
        ("general.size_label".into(), Value::String(size_label(config.parameter_count()))),
        ("general.alignment".into(), Value::U32(32)),
        ("general.quantization_version".into(), Value::U32(2)),
        ("general.file_type".into(), Value::U32(file_type)),
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
    pairs.extend(fields.map(|(name, value)| (architecture.key(name), value)));
    pairs.extend(architecture.describe(config.features));
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
