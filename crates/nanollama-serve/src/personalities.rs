//! Personalities: which the model has, which apply where a request names none, and how a request names some (`personality`, and
//! llama.cpp's `lora`).

use std::sync::{Mutex, OnceLock, PoisonError};

use nanollama_engine::Adapter;
use serde_json::Value;

use crate::failure::Failure;
use crate::fields::{Fields, kind, mistyped};

/// What a request names it by, in our words.
pub(crate) const FIELD: &str = "personality";
/// In llama.cpp's.
const LORA: &str = "lora";

/// A personality that the model has.
#[derive(Debug, Clone, PartialEq)]
pub struct Personality {
    /// What requests call it.
    pub name: String,
    /// Its file.
    pub path: std::path::PathBuf,
    /// How much of it applies where a request names none at all.
    pub scale: f32,
    /// How much its file means by 1: what one gets who names it, where nothing of it applies by itself.
    pub full: f32,
    /// Bytes that it takes beside the model.
    pub bytes: usize,
    /// How it came to be, as far as its file says.
    pub made: String,
}

/// Those that there are once the model is loaded, and those that apply where a request names none.
#[derive(Debug, Default)]
pub struct Personalities {
    known: OnceLock<Vec<Personality>>,
    usual: Mutex<Vec<Adapter>>,
}

impl Personality {
    /// How much of it who names it gets without a scale: something, in any case.
    pub(crate) fn named(&self) -> f32 {
        if self.scale == 0.0 { self.full } else { self.scale }
    }
}

impl Personalities {
    /// Sets what there is; all of it applies where a request names none.
    pub(crate) fn set(&self, known: Vec<Personality>) {
        self.apply(known.iter().map(|one| adapter(one, one.scale)).collect());
        // Nobody else sets it.
        let _ = self.known.set(known);
    }

    pub(crate) fn known(&self) -> &[Personality] {
        self.known.get().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn usual(&self) -> Vec<Adapter> {
        self.usual.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn apply(&self, adapters: Vec<Adapter>) {
        *self.usual.lock().unwrap_or_else(PoisonError::into_inner) = adapters;
    }

    /// What a request is computed with: what it names, else what applies.
    ///
    /// # Errors
    /// When it names one that is not here, or names some in both ways.
    pub(crate) fn take(&self, fields: &mut Fields) -> Result<Vec<Adapter>, Failure> {
        let mut list = match (fields.take(FIELD), fields.take(LORA)) {
            (None, None) => self.usual(),
            (Some(value), None) => self.named(&value)?,
            (None, Some(value)) => self.numbered(LORA, &value)?,
            (Some(_), Some(_)) => return Err(Failure::field(LORA, "lora beside personality: give one of them")),
        };
        list.retain(|adapter| adapter.scale != 0.0);
        Ok(list)
    }

    /// A name, `{name, scale}`, or a list of such.
    pub(crate) fn named(&self, value: &Value) -> Result<Vec<Adapter>, Failure> {
        let one = |value: &Value| match value {
            Value::String(name) => self.find(name).map(|found| adapter(found, found.named())),
            Value::Object(_) => {
                let mut fields = Fields::of(value.clone())?;
                let name = fields.text("name")?.ok_or_else(|| Failure::field(FIELD, "personality: one has no name"))?;
                let found = self.find(&name)?;
                let scale = scale(FIELD, &mut fields)?.unwrap_or(found.named());
                fields.end()?;
                Ok(adapter(found, scale))
            }
            other => Err(mistyped(FIELD, other, "a name, or a list of names and {name, scale}")),
        };
        match value {
            Value::Array(list) => list.iter().map(one).collect(),
            value => Ok(vec![one(value)?]),
        }
    }

    fn find(&self, name: &str) -> Result<&Personality, Failure> {
        self.known().iter().find(|one| one.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.known().iter().map(|one| one.name.as_str()).collect();
            let there =
                if names.is_empty() { "there is none".to_owned() } else { format!("there is {}", names.join(", ")) };
            Failure::field(FIELD, format!("personality {name:?} is not here; {there}"))
        })
    }

    /// llama.cpp's list of `{id, scale}`, in the order of the list of all; those that are not in it do not apply.
    pub(crate) fn numbered(&self, field: &str, value: &Value) -> Result<Vec<Adapter>, Failure> {
        let Value::Array(list) = value else { return Err(mistyped(field, value, "a list of {id, scale}")) };
        let mut scales = vec![0.0; self.known().len()];
        for one in list {
            if !one.is_object() {
                return Err(Failure::field(field, format!("{field} has {} in it, not only objects", kind(one))));
            }
            let mut fields = Fields::of(one.clone())?;
            let id = fields.whole("id", 0, i64::from(u32::MAX))?;
            let id = id.ok_or_else(|| Failure::field(field, format!("{field}: one has no id")))?;
            let wanted = scale(field, &mut fields)?;
            let wanted = wanted.ok_or_else(|| Failure::field(field, format!("{field}: id {id} has no scale")))?;
            fields.end()?;
            let count = scales.len();
            let place = scales.get_mut(id as usize);
            *place.ok_or_else(|| Failure::field(field, format!("{field}: id {id} of {count}")))? = wanted;
        }
        Ok(self.known().iter().zip(scales).map(|(one, scale)| adapter(one, scale)).collect())
    }
}

fn adapter(personality: &Personality, scale: f32) -> Adapter {
    Adapter { name: personality.name.clone(), scale }
}

fn scale(field: &str, fields: &mut Fields) -> Result<Option<f32>, Failure> {
    match fields.number("scale")? {
        Some(scale) if !scale.is_finite() => {
            Err(Failure::field(field, format!("{field}: a scale is no finite number")))
        }
        scale => Ok(scale),
    }
}
