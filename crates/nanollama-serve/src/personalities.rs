//! Personalities: which the model has, which apply where a request names none, and how a request names some (`personality`, and
//! llama.cpp's `lora`). `/v1/personalities` and llama.cpp's `/lora-adapters` list them and set what applies.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::Adapter;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::fields::{Fields, kind, mistyped};
use crate::settings::short;
use crate::state::State;
use crate::{body, reply};

/// What a request names it by, in our words.
const FIELD: &str = "personality";
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
    fn named(&self) -> f32 {
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

    fn known(&self) -> &[Personality] {
        self.known.get().map_or(&[], Vec::as_slice)
    }

    fn usual(&self) -> Vec<Adapter> {
        self.usual.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn apply(&self, adapters: Vec<Adapter>) {
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
    fn named(&self, value: &Value) -> Result<Vec<Adapter>, Failure> {
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
    fn numbered(&self, field: &str, value: &Value) -> Result<Vec<Adapter>, Failure> {
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

    fn listed(&self) -> Value {
        let usual = self.usual();
        let one = |personality: &Personality| {
            let applied = usual.iter().find(|adapter| adapter.name == personality.name);
            json!({
                "id": personality.name,
                "object": "personality",
                "scale": applied.map_or(0.0, |adapter| short(adapter.scale)),
                "named_scale": short(personality.named()),
                "bytes": personality.bytes,
                "made_from": personality.made,
            })
        };
        json!({"object": "list", "data": self.known().iter().map(one).collect::<Vec<_>>()})
    }

    /// llama.cpp's list.
    fn adapters(&self) -> Value {
        let usual = self.usual();
        let one = |(id, personality): (usize, &Personality)| {
            let scale = usual.iter().find(|adapter| adapter.name == personality.name).map_or(0.0, |one| one.scale);
            json!({"id": id, "path": personality.path.display().to_string(), "scale": short(scale)})
        };
        self.known().iter().enumerate().map(one).collect()
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

/// `GET /v1/personalities`: what there is, and how much of each applies where a request does not say.
pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    state.model()?;
    Ok(reply::json(&state.settings.defaults.personalities.listed()))
}

/// `POST /v1/personalities`: `personality` says what applies from now on where a request does not say.
pub(crate) async fn set(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let mut fields = body::object(request, &state.settings.limits).await?;
    state.model()?;
    let personalities = &state.settings.defaults.personalities;
    let value =
        fields.take(FIELD).ok_or_else(|| Failure::field(FIELD, "there is no personality: a list may be empty"))?;
    fields.end()?;
    personalities.apply(personalities.named(&value)?);
    Ok(reply::json(&personalities.listed()))
}

/// `GET /lora-adapters`: the same in llama.cpp's form.
pub(crate) async fn adapters(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    state.model()?;
    Ok(reply::json(&state.settings.defaults.personalities.adapters()))
}

/// `POST /lora-adapters`.
pub(crate) async fn set_adapters(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response<Body>, Failure> {
    let value = body::value(request, &state.settings.limits).await?;
    state.model()?;
    let personalities = &state.settings.defaults.personalities;
    personalities.apply(personalities.numbered("body", &value)?);
    Ok(reply::json(&json!({"success": true})))
}
