//! The rotation as `config.json` writes it: `rope_theta` and `rope_scaling` of transformers 4, `rope_parameters` of
//! transformers 5, which may be nested by layer type. One base for all layers is computed here, and no scaling.
//!
//! The versions disagree which place wins where there are several (4 never looks into `rope_parameters`, 5 prefers it), so
//! places that name different bases are an error with both.

use serde_json::{Map, Value};

use super::fields::Fields;
use super::keys;
use crate::error::Result;

/// transformers' default.
const DEFAULT_THETA: f64 = 10_000.0;
/// Beside its type a scaling may hold these.
const SCALED: &str = "scaled rotary positions are not computed here";

/// What the rotation's keys say.
#[derive(Debug, PartialEq)]
pub(super) struct Rope {
    /// The base of the angles.
    pub(super) theta: f64,
    /// What was passed over because it changes nothing.
    pub(super) passed_over: Vec<String>,
}

/// A base, and the field that names it.
type Named = (String, f64);

/// Reads and judges all places.
pub(super) fn read(fields: &Fields<'_>) -> Result<Rope> {
    let mut named: Vec<Named> =
        fields.real("rope_theta")?.map(|theta| ("rope_theta".to_owned(), theta)).into_iter().collect();
    let mut passed_over = Vec::new();
    // Beside one another transformers 5 reads the first alone, whatever the other says.
    let filled = |field| fields.get(field).filter(|value| !keys::off(value));
    if let (Some(one), Some(other)) = (filled("rope_scaling"), filled("rope_parameters"))
        && one != other
    {
        return Err(fields.unsupported("rope_scaling", one, &format!("but rope_parameters is {other}")));
    }
    whole(fields, "partial_rotary_factor", fields.object.get("partial_rotary_factor"))?;
    for field in ["rope_scaling", "rope_parameters"] {
        let Some(value) = fields.get(field) else { continue };
        let map = value.as_object().ok_or_else(|| fields.wrong(field, value, "an object"))?;
        let nested = map.iter().filter_map(|(kind, value)| Some((format!("{field}.{kind}"), value.as_object()?)));
        for (field, map) in std::iter::once((field.to_owned(), map)).chain(nested) {
            named.extend(parameters(fields, &field, map, &mut passed_over)?);
        }
    }
    if let Some(pair) = named.windows(2).find(|pair| pair[0].1 != pair[1].1) {
        let ((first, one), (second, other)) = (&pair[0], &pair[1]);
        let reason = format!("but {second} is {other}, and programs differ in which of the two they obey");
        return Err(fields.unsupported(first, one, &reason));
    }
    // An explicit null is no default: transformers has no number then.
    let theta = match named.first() {
        Some((_, theta)) => *theta,
        None => fields.real_or("rope_theta", DEFAULT_THETA)?,
    };
    Ok(Rope { theta, passed_over })
}

/// One object of parameters: it must leave the angles as they are.
fn parameters(
    fields: &Fields<'_>,
    field: &str,
    map: &Map<String, Value>,
    passed_over: &mut Vec<String>,
) -> Result<Option<Named>> {
    let get = |key: &str| map.get(key).filter(|value| !value.is_null());
    let at = |key: &str| format!("{field}.{key}");
    let kind = match (get("rope_type"), get("type")) {
        (Some(one), Some(other)) if one != other => {
            return Err(fields.unsupported(&at("rope_type"), one, &format!("but {} is {other}", at("type"))));
        }
        (one, other) => one.or(other),
    };
    let refused = || Err(fields.unsupported(field, Value::Object(map.clone()), SCALED));
    match kind.map(Value::as_str) {
        // Without a type transformers 4 fails at a factor and transformers 5 passes over it.
        None if get("factor").is_some_and(|factor| factor.as_f64() != Some(1.0)) => return refused(),
        None => {}
        Some(Some("default")) => {
            let idle = map
                .keys()
                .filter(|key| !["rope_type", "type", "rope_theta", "partial_rotary_factor"].contains(&key.as_str()));
            passed_over.extend(idle.filter(|key| get(key).is_some_and(|value| !value.is_object())).map(|key| at(key)));
        }
        Some(Some("linear")) if get("factor").and_then(Value::as_f64) == Some(1.0) => {}
        // Up to max_position_embeddings, beyond which nothing is computed here, its angles are the plain ones.
        Some(Some("dynamic")) if get("factor").is_some_and(Value::is_number) => {
            passed_over.push(format!("{field} (dynamic: it changes only texts beyond max_position_embeddings)"));
        }
        _ => return refused(),
    }
    whole(fields, &at("partial_rotary_factor"), get("partial_rotary_factor"))?;
    let Some(value) = map.get("rope_theta") else { return Ok(None) };
    let theta = value.as_f64().ok_or_else(|| fields.wrong(&at("rope_theta"), value, "a number"))?;
    Ok(Some((at("rope_theta"), theta)))
}

/// Heads are rotated whole.
fn whole(fields: &Fields<'_>, field: &str, value: Option<&Value>) -> Result<()> {
    match value.filter(|value| !value.is_null()) {
        Some(value) if value.as_f64() != Some(1.0) => {
            Err(fields.unsupported(field, value, "only heads that are rotated whole are computed here"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;

    fn rope(object: Value) -> Result<Rope> {
        let Value::Object(object) = object else { unreachable!() };
        read(&Fields { path: Path::new("config.json"), object: &object })
    }

    #[test]
    fn the_base_is_found_wherever_it_stands() {
        let plain = json!({"rope_type": "default", "rope_theta": 5e5});
        for object in [
            json!({"rope_theta": 500_000}),
            json!({"rope_theta": 500_000.0, "rope_scaling": null}),
            json!({"rope_parameters": plain}),
            json!({"rope_parameters": {"rope_theta": 5e5}}),
            json!({"rope_scaling": plain}),
            json!({"rope_parameters": {"full_attention": plain}}),
            json!({"rope_parameters": {"full_attention": plain, "sliding_attention": plain}}),
            json!({"rope_theta": 5e5, "rope_parameters": plain}),
            json!({"rope_theta": null, "rope_parameters": {"type": "linear", "factor": 1.0, "rope_theta": 5e5}}),
        ] {
            assert_eq!(rope(object.clone()).unwrap(), Rope { theta: 5e5, passed_over: vec![] }, "{object}");
        }
        assert_eq!(rope(json!({})).unwrap().theta, DEFAULT_THETA);
    }

    #[test]
    fn bases_that_differ_are_named_both() {
        for object in [
            json!({"rope_theta": 1e4, "rope_parameters": {"rope_type": "default", "rope_theta": 5e5}}),
            json!({"rope_parameters": {"full": {"rope_theta": 1e4}, "sliding": {"rope_theta": 5e5}}}),
            json!({"rope_scaling": {"rope_type": "default", "rope_theta": 1e4}, "rope_parameters": {"rope_theta": 5e5}}),
        ] {
            let message = rope(object.clone()).unwrap_err().to_string();
            assert!(message.contains("10000") && message.contains("500000") && message.contains("theta"), "{message}");
        }
    }

    #[test]
    fn what_scales_is_refused_and_what_does_not_is_named() {
        for object in [
            json!({"rope_scaling": {"type": "linear", "factor": 2.0}}),
            json!({"rope_scaling": {"factor": 2.0}}),
            json!({"rope_scaling": "linear"}),
            json!({"rope_parameters": {"full_attention": {"rope_type": "yarn", "factor": 4.0}}}),
            json!({"rope_parameters": {"rope_type": "llama3", "factor": 8.0}}),
            json!({"rope_parameters": {"rope_type": "default", "partial_rotary_factor": 0.5}}),
            json!({"rope_scaling": {"type": "linear", "rope_type": "default", "factor": 2.0}}),
            json!({"partial_rotary_factor": 0.25}),
            json!({"rope_theta": "10000"}),
        ] {
            assert!(rope(object.clone()).is_err(), "{object}");
        }
        let named = |object| rope(object).unwrap().passed_over.join(" ");
        assert!(named(json!({"rope_scaling": {"type": "dynamic", "factor": 2.0}})).contains("dynamic"));
        assert_eq!(named(json!({"rope_scaling": {"rope_type": "default", "factor": 2.0}})), "rope_scaling.factor");
    }
}
