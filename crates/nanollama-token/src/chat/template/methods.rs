//! Python's methods of strings, lists and dictionaries: those that change nothing, as transformers' sandbox allows no other.

mod arguments;
mod dictionaries;
mod lists;
mod strings;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, State, Value};

use super::values;
use arguments::Arguments;
pub(super) use strings::capitalize;

/// A method that minijinja does not have itself.
pub(super) fn call(_: &mut State<'_, '_>, value: &Value, name: &str, given: &[Value]) -> Result<Value, Error> {
    match value.as_str() {
        Some(text) => strings::call(text, name, &Arguments::new(name, given)?),
        None if values::is_list(value) => lists::call(value, name, &Arguments::new(name, given)?),
        None if value.kind() == ValueKind::Map => dictionaries::call(value, name, &Arguments::new(name, given)?),
        None => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}

/// What Python's `str.strip` takes away: Unicode's white space and the four separators U+001C to U+001F.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}
