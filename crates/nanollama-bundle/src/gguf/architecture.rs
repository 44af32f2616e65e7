//! The architectures of files: those of others that are computed here, and what computes more than any of them, whose name no
//! other program knows. Under another's name llama.cpp would pass over the keys that say so and answer something else; under
//! this one it refuses.

use nanollama_model::{Config, Features, Part, Role, RowOrder, Windows, parts};
use nanollama_store::gguf::{Gguf, Value};

use crate::error::{Error, Result};
use crate::family::Family;

/// Which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Architecture {
    Llama,
    Qwen2,
    Qwen3,
    Ours,
}

const ALL: [Architecture; 4] = [Architecture::Llama, Architecture::Qwen2, Architecture::Qwen3, Architecture::Ours];

pub(super) const SOFTCAP: &str = "final_logit_softcapping";
pub(super) const QK_NORM: &str = "use_qk_norm";
pub(super) const POST_EMB_NORM: &str = "use_post_emb_norm";
pub(super) const RESFORMER: &str = "use_resformer";
pub(super) const WINDOW: &str = "attention.sliding_window";
pub(super) const PATTERN: &str = "attention.window_pattern";
const QKV_BIAS: &str = "attention.qkv_bias";
const OUTPUT_BIAS: &str = "attention.output_bias";
const HEAD_GAINS: &str = "attention.head_gains";
/// Those that only ours has. Others say by their tensors which biases they have.
pub(super) const FEATURES: [&str; 9] =
    [SOFTCAP, QK_NORM, QKV_BIAS, OUTPUT_BIAS, HEAD_GAINS, POST_EMB_NORM, RESFORMER, WINDOW, PATTERN];

impl Architecture {
    /// The one of a file.
    pub(super) fn of(file: &Gguf) -> Result<Architecture> {
        let named = file.string("general.architecture")?;
        ALL.into_iter().find(|known| known.name() == named).ok_or_else(|| {
            let reason = "it is not computed here yet; llama, qwen2 and qwen3 are";
            unsupported(file, "general.architecture", named, reason)
        })
    }

    /// The one that a model is written as.
    pub(crate) fn to_say(config: &Config) -> Architecture {
        match Family::of(config.features) {
            Some(Family::Llama) => Architecture::Llama,
            Some(Family::Qwen2) => Architecture::Qwen2,
            // llama.cpp's has no biases.
            Some(Family::Qwen3) if !config.features.qkv_bias => Architecture::Qwen3,
            _ => Architecture::Ours,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Architecture::Llama => "llama",
            Architecture::Qwen2 => "qwen2",
            Architecture::Qwen3 => "qwen3",
            Architecture::Ours => "nanollama",
        }
    }

    /// The tensors of its files, each with the order of its features there as against Hugging Face's: llama.cpp's Qwen turns half
    /// with half, as Hugging Face does, its Llama neighbours.
    pub(crate) fn parts(self, config: &Config) -> Vec<Part> {
        let mut parts = parts(config);
        if matches!(self, Architecture::Qwen2 | Architecture::Qwen3) {
            parts.iter_mut().for_each(|part| part.order = RowOrder::Plain);
        }
        parts
    }

    /// The whole key.
    pub(super) fn key(self, name: &str) -> String {
        format!("{}.{name}", self.name())
    }

    /// What a file asks for beyond a plain Llama. Biases of others are seen by their tensors, as llama.cpp sees them; what
    /// else there is, only ours can ask for.
    pub(super) fn features(self, file: &Gguf, tied: bool) -> Result<Features> {
        let has = |role: Role| file.contains(&format!("blk.0.{}", role.gguf_name()));
        let plain = Features { tied, ..Features::default() };
        match self {
            Architecture::Llama => {
                return Ok(Features { qkv_bias: has(Role::QueryBias), output_bias: has(Role::OutputBias), ..plain });
            }
            Architecture::Qwen2 => return Ok(Features { qkv_bias: has(Role::QueryBias), ..plain }),
            Architecture::Qwen3 => return Ok(Features { head_gains: true, ..plain }),
            Architecture::Ours => {}
        }
        let truth = |name| file.optional(&self.key(name), "true or false", Value::as_bool);
        let whole = |value: &Value| value.as_u64().and_then(|value| usize::try_from(value).ok());
        let short = file.optional(&self.key(WINDOW), "a whole number", whole)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let windows = match file.optional(&self.key(PATTERN), "a string", text)?.zip(short) {
            None => None,
            Some((text, short)) => {
                let pattern = text.parse().map_err(|why| Error::Field {
                    path: file.path().to_owned(),
                    field: self.key(PATTERN),
                    what: format!("{text:?}: {why}"),
                })?;
                Some(Windows { pattern, short })
            }
        };
        if windows.is_none() && short.is_some_and(|short| short > 0) {
            let what = format!("it is missing, and {} is there", self.key(WINDOW));
            return Err(Error::Field { path: file.path().to_owned(), field: self.key(PATTERN), what });
        }
        if windows.is_none() && file.value(&self.key(PATTERN)).is_some() {
            let what = format!("it is missing, and {} is there", self.key(PATTERN));
            return Err(Error::Field { path: file.path().to_owned(), field: self.key(WINDOW), what });
        }
        let softcap = file.optional(&self.key(SOFTCAP), "a number", Value::as_f64)?;
        Ok(Features {
            tied,
            softcap: softcap.map(|cap| cap as f32),
            qk_norm: truth(QK_NORM)?.unwrap_or(false),
            qkv_bias: truth(QKV_BIAS)?.unwrap_or(false),
            output_bias: truth(OUTPUT_BIAS)?.unwrap_or(false),
            head_gains: truth(HEAD_GAINS)?.unwrap_or(false),
            post_emb_norm: truth(POST_EMB_NORM)?.unwrap_or(false),
            resformer: truth(RESFORMER)?.unwrap_or(false),
            windows,
        })
    }

    /// The keys that say it.
    pub(super) fn describe(self, features: Features) -> Vec<(String, Value)> {
        if self != Architecture::Ours {
            return Vec::new();
        }
        let Features {
            tied: _,
            softcap,
            qk_norm,
            qkv_bias,
            output_bias,
            head_gains,
            post_emb_norm,
            resformer,
            windows,
        } = features;
        let on = |asked: bool| asked.then_some(Value::Bool(true));
        let count = |value: usize| Value::U32(u32::try_from(value).expect("a context is at most 2^24"));
        let pairs = [
            (SOFTCAP, softcap.map(Value::F32)),
            (QK_NORM, on(qk_norm)),
            (QKV_BIAS, on(qkv_bias)),
            (OUTPUT_BIAS, on(output_bias)),
            (HEAD_GAINS, on(head_gains)),
            (POST_EMB_NORM, on(post_emb_norm)),
            (RESFORMER, on(resformer)),
            (WINDOW, windows.map(|windows| count(windows.short))),
            (PATTERN, windows.map(|windows| Value::String(windows.pattern.to_string()))),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((self.key(name), value?))).collect()
    }
}

/// A field that asks for what is not computed.
pub(super) fn unsupported(file: &Gguf, field: &str, value: &str, reason: &str) -> Error {
    Error::Unsupported {
        path: file.path().to_owned(),
        field: field.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}
