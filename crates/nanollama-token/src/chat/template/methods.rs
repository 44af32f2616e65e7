//! Python's methods of strings, lists and dictionaries: those that change nothing, as transformers' sandbox allows no other.

mod arguments;
mod dictionaries;
mod lists;
mod numbers;
mod slice;
mod strings;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, State, Value};

use super::values;
use arguments::Arguments;
pub(super) use strings::{capitalize, is_lower, is_upper, lines as cut_lines};

/// A method that minijinja does not have itself.
pub(super) fn call(_: &mut State<'_, '_>, value: &Value, name: &str, given: &[Value]) -> Result<Value, Error> {
    if name == slice::NAME {
        return slice::call(value, given);
    }
    match value.as_str() {
        Some(text) => strings::call(text, name, &Arguments::new(name, given)?),
        None if values::is_list(value) => lists::call(value, name, &Arguments::new(name, given)?),
        None if values::kind(value) == ValueKind::Map => dictionaries::call(value, name, &Arguments::new(name, given)?),
        None => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}
