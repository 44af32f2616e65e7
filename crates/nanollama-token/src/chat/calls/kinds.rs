//! The kinds of values that a JSON schema allows, each with the part of the schema that speaks of it.

use serde_json::{Map, Value as Json, json};

/// A kind of JSON value. A whole number is of both kinds of numbers; written it is an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// null
    Null,
    /// true and false
    Boolean,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl ValueKind {
    /// All of them.
    pub const ALL: [ValueKind; 7] = [
        ValueKind::Null,
        ValueKind::Boolean,
        ValueKind::Integer,
        ValueKind::Number,
        ValueKind::String,
        ValueKind::Array,
        ValueKind::Object,
    ];

    /// As a schema's `type` names it.
    pub fn name(self) -> &'static str {
        match self {
            ValueKind::Null => "null",
            ValueKind::Boolean => "boolean",
            ValueKind::Integer => "integer",
            ValueKind::Number => "number",
            ValueKind::String => "string",
            ValueKind::Array => "array",
            ValueKind::Object => "object",
        }
    }

    /// Whether a value is of the kind; 7.0 is a whole number, too.
    pub fn has(self, value: &Json) -> bool {
        match (self, ValueKind::of(value)) {
            (ValueKind::Integer, ValueKind::Number) => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            (ValueKind::Number, ValueKind::Integer) => true,
            (kind, of) => kind == of,
        }
    }

    /// Whether a value can be of both kinds.
    pub fn meets(self, other: ValueKind) -> bool {
        let number = |kind| matches!(kind, ValueKind::Integer | ValueKind::Number);
        self == other || (number(self) && number(other))
    }

    /// The kind of a value.
    pub fn of(value: &Json) -> ValueKind {
        match value {
            Json::Null => ValueKind::Null,
            Json::Bool(_) => ValueKind::Boolean,
            Json::Number(number) if number.is_f64() => ValueKind::Number,
            Json::Number(_) => ValueKind::Integer,
            Json::String(_) => ValueKind::String,
            Json::Array(_) => ValueKind::Array,
            Json::Object(_) => ValueKind::Object,
        }
    }
}

/// How often schemas may refer to others before one is taken to allow anything.
const DEEPEST: usize = 16;

/// Each kind that `schema`, a part of `whole`, allows, with a schema of values of that kind. What cannot be told apart is any.
pub fn branches(schema: &Json, whole: &Json) -> Vec<(ValueKind, Json)> {
    let mut found = Vec::new();
    collect(schema, whole, DEEPEST, &mut found);
    found
}

fn collect(schema: &Json, whole: &Json, depth: usize, found: &mut Vec<(ValueKind, Json)>) {
    let Some(keywords) = schema.as_object().filter(|_| depth > 0) else {
        if schema != &Json::Bool(false) {
            found.extend(ValueKind::ALL.map(|kind| (kind, json!({"type": kind.name()}))));
        }
        return;
    };
    if let Some(target) = keywords.get("$ref").and_then(Json::as_str).and_then(|target| target.strip_prefix('#')) {
        // A pointer that leads nowhere is refused where the schema is read.
        return collect(whole.pointer(target).unwrap_or(&Json::Bool(true)), whole, depth - 1, found);
    }
    for name in ["anyOf", "oneOf", "allOf"] {
        // Of several that must all hold nobody can tell which one speaks of the kind.
        let told = |parts: &&Vec<Json>| name != "allOf" || parts.len() == 1;
        if let Some(parts) = keywords.get(name).and_then(Json::as_array).filter(told) {
            return parts.iter().for_each(|part| collect(part, whole, depth - 1, found));
        }
    }
    let listed = keywords.get("enum").and_then(Json::as_array).cloned();
    if let Some(values) = listed.or_else(|| keywords.get("const").map(|value| vec![value.clone()])) {
        for kind in ValueKind::ALL {
            let same: Vec<&Json> = values.iter().filter(|value| ValueKind::of(value) == kind).collect();
            if !same.is_empty() {
                found.push((kind, json!({"enum": same})));
            }
        }
        return;
    }
    let of_kind = |kind: ValueKind| {
        let mut alone: Map<String, Json> = keywords.clone();
        alone.insert("type".to_owned(), kind.name().into());
        (kind, Json::Object(alone))
    };
    let named = |name: &Json| ValueKind::ALL.into_iter().find(|kind| *name == kind.name());
    match keywords.get("type") {
        Some(Json::Array(names)) => found.extend(names.iter().filter_map(named).map(of_kind)),
        Some(name) => found.extend(named(name).map(of_kind)),
        // What a keyword says of a kind it says to no other.
        None => found.extend(ValueKind::ALL.map(of_kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_schema() {
        let whole = json!({"$defs": {"d": {"type": "object", "properties": {}}}});
        let kinds = |schema: Json| branches(&schema, &whole);
        assert_eq!(
            kinds(json!({"type": "string", "minLength": 1})),
            [(ValueKind::String, json!({"type": "string", "minLength": 1}))]
        );
        let optional = kinds(json!({"anyOf": [{"$ref": "#/$defs/d"}, {"type": "null"}]}));
        assert_eq!(optional[0], (ValueKind::Object, whole["$defs"]["d"].clone()));
        assert_eq!(optional[1].0, ValueKind::Null);
        let listed = kinds(json!({"enum": ["a", 1, "b"]}));
        assert_eq!(
            listed,
            [(ValueKind::Integer, json!({"enum": [1]})), (ValueKind::String, json!({"enum": ["a", "b"]}))]
        );
        assert_eq!(kinds(json!({"type": ["integer", "null"]})).len(), 2);
        assert_eq!(kinds(json!({})).len(), 7);
        assert_eq!(kinds(json!({"allOf": [{"$ref": "#/$defs/d"}], "default": {}}))[0].0, ValueKind::Object);
        assert!(
            kinds(json!({"minimum": 1}))
                .iter()
                .all(|(kind, schema)| *schema == json!({"minimum": 1, "type": kind.name()}))
        );
        assert_eq!(kinds(json!(false)), []);
        let circle = json!({"$defs": {"d": {"$ref": "#/$defs/d"}}});
        assert_eq!(branches(&json!({"$ref": "#/$defs/d"}), &circle).len(), 7);
    }
}
