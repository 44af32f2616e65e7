//! The two architectures of files: a Llama, and what computes more than one, whose name no other program knows. Under a
//! Llama's name llama.cpp would pass over the keys that say so and answer something else; under this one it refuses.

use nanollama_model::{Config, Features, Windows};
use nanollama_store::gguf::{Gguf, Value};

use crate::error::{Error, Result};

/// Which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Architecture {
    Llama,
    Ours,
}

pub(super) const SOFTCAP: &str = "final_logit_softcapping";
pub(super) const QK_NORM: &str = "use_qk_norm";
pub(super) const POST_EMB_NORM: &str = "use_post_emb_norm";
pub(super) const RESFORMER: &str = "use_resformer";
pub(super) const WINDOW: &str = "attention.sliding_window";
pub(super) const PATTERN: &str = "attention.window_pattern";
/// Those that a Llama has not.
pub(super) const FEATURES: [&str; 6] = [SOFTCAP, QK_NORM, POST_EMB_NORM, RESFORMER, WINDOW, PATTERN];

impl Architecture {
    /// The one of a file.
    pub(super) fn of(file: &Gguf) -> Result<Architecture> {
        match file.string("general.architecture")? {
            "llama" => Ok(Architecture::Llama),
            "nanollama" => Ok(Architecture::Ours),
            other => Err(unsupported(file, "general.architecture", other, "only `llama` is computed here")),
        }
    }

    /// The one that a model is written as.
    pub(super) fn to_say(config: &Config) -> Architecture {
        if config.features.beyond_llama().is_none() { Architecture::Llama } else { Architecture::Ours }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Architecture::Llama => "llama",
            Architecture::Ours => "nanollama",
        }
    }

    /// The whole key.
    pub(super) fn key(self, name: &str) -> String {
        format!("{}.{name}", self.name())
    }

    /// What a file asks for beyond a Llama. Only ours can.
    pub(super) fn features(self, file: &Gguf, tied: bool) -> Result<Features> {
        if self == Architecture::Llama {
            return Ok(Features { tied, ..Features::default() });
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
            post_emb_norm: truth(POST_EMB_NORM)?.unwrap_or(false),
            resformer: truth(RESFORMER)?.unwrap_or(false),
            windows,
        })
    }

    /// The keys that say it.
    pub(super) fn describe(self, features: Features) -> Vec<(String, Value)> {
        let Features { tied: _, softcap, qk_norm, post_emb_norm, resformer, windows } = features;
        let on = |asked: bool| asked.then_some(Value::Bool(true));
        let count = |value: usize| Value::U32(u32::try_from(value).expect("a context is at most 2^24"));
        let pairs = [
            (SOFTCAP, softcap.map(Value::F32)),
            (QK_NORM, on(qk_norm)),
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
