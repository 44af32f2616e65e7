//! Methods of dictionaries.

use minijinja::value::Tuple;
use minijinja::{Error, ErrorKind, Value};

use super::arguments::Arguments;

pub(super) fn call(map: &Value, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let value = |key: &Value| map.get_item(key);
    match name {
        "get" => {
            let [key, otherwise] = given.take(["key", "default"], 1)?;
            let found = value(&key.unwrap_or_default())?;
            Ok(if found.is_undefined() { otherwise.unwrap_or(Value::from(())) } else { found })
        }
        "keys" => given.none().and_then(|()| view(map.try_iter()?.map(Ok), "dict_keys")),
        "values" => given.none().and_then(|()| view(map.try_iter()?.map(|key| value(&key)), "dict_values")),
        "items" => {
            given.none()?;
            view(map.try_iter()?.map(|key| Ok(Value::from(Tuple::from([key.clone(), value(&key)?])))), "dict_items")
        }
        "copy" => {
            given.none()?;
            let pairs: Result<Vec<_>, Error> = map.try_iter()?.map(|key| Ok((key.clone(), value(&key)?))).collect();
            Ok(Value::from_pairs(pairs?))
        }
        "pop" | "update" | "setdefault" | "clear" | "popitem" => {
            Err(given.failed("a template may not change a dictionary"))
        }
        _ => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}

fn view(values: impl Iterator<Item = Result<Value, Error>>, kind: &'static str) -> Result<Value, Error> {
    Ok(Value::from_object(super::values::View { kind, values: values.collect::<Result<_, Error>>()? }))
}
