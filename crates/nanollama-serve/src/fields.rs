//! The fields of a request, taken one by one: each is checked for its type, null is as good as absent, and what nobody took is
//! an error by its name. So nothing that is asked for is passed over.

use serde_json::{Map, Value};

use crate::failure::Failure;

/// What is left of a request's object.
pub(crate) struct Fields {
    left: Map<String, Value>,
}

impl Fields {
    /// # Errors
    /// When it is no object.
    pub(crate) fn of(value: Value) -> Result<Fields, Failure> {
        match value {
            Value::Object(left) => Ok(Fields { left }),
            other => Err(Failure::bad(format!("the body is {}, not an object", kind(&other)))),
        }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.left.get(name).is_some_and(|value| !value.is_null())
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Failure> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(mistyped(name, &other, "a string")),
        }
    }

    pub(crate) fn flag(&mut self, name: &str) -> Result<Option<bool>, Failure> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(other) => Err(mistyped(name, &other, "true or false")),
        }
    }

    pub(crate) fn number(&mut self, name: &str) -> Result<Option<f32>, Failure> {
        let Some(value) = self.take(name) else { return Ok(None) };
        value.as_f64().map(|number| Some(number as f32)).ok_or_else(|| mistyped(name, &value, "a number"))
    }

    /// A whole number from `least` to `most`.
    pub(crate) fn whole(&mut self, name: &str, least: i64, most: i64) -> Result<Option<i64>, Failure> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let number = value.as_i64().or_else(|| value.as_f64().filter(|number| number.fract() == 0.0).map(|n| n as i64));
        match number {
            Some(number) if (least..=most).contains(&number) => Ok(Some(number)),
            Some(_) => Err(Failure::field(name, format!("{name} = {value}: must lie from {least} to {most}"))),
            None => Err(mistyped(name, &value, "a whole number")),
        }
    }

    pub(crate) fn list(&mut self, name: &str) -> Result<Option<Vec<Value>>, Failure> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(other) => Err(mistyped(name, &other, "a list")),
        }
    }

    pub(crate) fn object(&mut self, name: &str) -> Result<Option<Fields>, Failure> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Object(left)) => Ok(Some(Fields { left })),
            Some(other) => Err(mistyped(name, &other, "an object")),
        }
    }

    /// Passes over fields that change nothing of an answer.
    pub(crate) fn pass(&mut self, names: &[&str]) {
        names.iter().for_each(|name| drop(self.left.remove(*name)));
    }

    /// Refuses a field unless it asks for what happens anyway.
    pub(crate) fn only(&mut self, name: &str, good: impl Fn(&Value) -> bool) -> Result<(), Failure> {
        match self.take(name) {
            Some(value) if !good(&value) => {
                Err(Failure::unsupported(name, format!("{name} = {}: this server does not do it", shown(&value))))
            }
            _ => Ok(()),
        }
    }

    /// All fields have been taken.
    ///
    /// # Errors
    /// The first that was not.
    pub(crate) fn end(self) -> Result<(), Failure> {
        match self.left.into_iter().find(|(_, value)| !value.is_null()) {
            Some((name, _)) => Err(Failure::unsupported(&name, format!("unknown field {name:?}"))),
            None => Ok(()),
        }
    }
}

/// A value as an error shows it, cut.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

pub(crate) fn mistyped(name: &str, value: &Value, wanted: &str) -> Failure {
    Failure::field(name, format!("{name} is {}, not {wanted}", kind(value)))
}

pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_taken_by_type_and_what_is_left_is_named() {
        let mut fields = Fields::of(json!({
            "a": "x", "b": true, "c": 0.5, "d": 3.0, "e": [1], "f": null, "g": {"h": 1}, "user": 7, "store": false
        }))
        .unwrap();
        assert_eq!(fields.text("a").unwrap().as_deref(), Some("x"));
        assert_eq!(fields.flag("b").unwrap(), Some(true));
        assert_eq!(fields.number("c").unwrap(), Some(0.5));
        assert_eq!(fields.whole("d", 0, 3).unwrap(), Some(3));
        assert_eq!(fields.list("e").unwrap(), Some(vec![json!(1)]));
        assert_eq!(fields.text("f").unwrap(), None);
        fields.only("store", |value| *value == json!(false)).unwrap();
        fields.pass(&["user"]);
        let within = fields.object("g").unwrap().unwrap();
        assert!(within.end().unwrap_err().message.contains("\"h\""));
        fields.end().unwrap();
    }

    #[test]
    fn what_is_wrong_is_said_by_name() {
        let fields = || Fields::of(json!({"n": 17, "t": [], "x": 1.5, "tools": [{"a": 1}], "null": null})).unwrap();
        let failures = [
            (fields().whole("n", 1, 16).unwrap_err(), "n = 17: must lie from 1 to 16"),
            (fields().text("t").unwrap_err(), "t is a list, not a string"),
            (fields().whole("x", 0, 9).unwrap_err(), "x is a number, not a whole number"),
            (fields().only("tools", Value::is_null).unwrap_err(), "tools = [{\"a\":1}]: this server does not do it"),
            (fields().end().unwrap_err(), "unknown field \"n\""),
            (Fields::of(json!([])).err().unwrap(), "the body is a list, not an object"),
        ];
        for (failure, message) in failures {
            assert_eq!(failure.message, message);
            assert_eq!(failure.status.as_u16(), 400);
        }
    }
}
