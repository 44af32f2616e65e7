//! Methods of lists and tuples.

use minijinja::{Error, ErrorKind, Value};

use super::arguments::Arguments;

pub(super) fn call(list: &Value, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let mut items = list.try_iter()?;
    match name {
        "count" => {
            let [wanted] = given.take(["value"], 1)?;
            Ok(Value::from(items.filter(|item| Some(item) == wanted.as_ref()).count()))
        }
        "index" => {
            let [wanted] = given.take(["value"], 1)?;
            let found = items.position(|item| Some(item) == wanted);
            found.map(Value::from).ok_or_else(|| given.failed("no such value is in the list"))
        }
        "copy" if !list.is_tuple() => {
            given.none()?;
            Ok(items.collect())
        }
        "append" | "pop" | "reverse" | "sort" | "extend" | "insert" | "remove" | "clear" if !list.is_tuple() => {
            Err(given.failed("a template may not change a list"))
        }
        _ => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}
