//! `'…' % values`: Python's formatting by `%`, one conversion after the other.

use minijinja::formatting::{FormatStyle, format};
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::values::{float, kind, repr, shown};

/// The formatted text.
///
/// # Errors
/// Values that are too few, too many, or not of the kind that a conversion wants.
pub(super) fn percent(text: &str, value: Value) -> Result<String, Error> {
    let fault = |problem: &str| Error::new(ErrorKind::InvalidOperation, format!("{text:?} % …: {problem}"));
    let is_mapping = kind(&value) == ValueKind::Map;
    let mut values = if value.is_tuple() { value.try_iter()?.collect() } else { vec![value.clone()] }.into_iter();
    let (mut out, mut rest, mut by_name) = (String::new(), text, false);
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("%%") {
            out.push('%');
            rest = after;
            continue;
        }
        let after_name =
            if rest.starts_with("%(") { rest.find(')').ok_or_else(|| fault("a name without its end"))? } else { 1 };
        let length = rest[after_name..].find(|c: char| c.is_ascii_alphabetic());
        let end = after_name + length.ok_or_else(|| fault("a conversion without its letter"))? + 1;
        let (conversion, letter) = (&rest[..end - 1], &rest[end - 1..end]);
        rest = &rest[end..];
        if conversion.contains('*') {
            return Err(fault("a width that is a value"));
        }
        let (flags, value) = if let Some(named) = conversion.strip_prefix("%(") {
            by_name = true;
            let name = named.split(')').next().unwrap_or_default();
            let value = value.get_item(&Value::from(name)).ok().filter(|value| is_mapping && !value.is_undefined());
            (format!("%{}", &conversion[after_name + 1..]), value.ok_or_else(|| fault(&format!("no {name:?}")))?)
        } else {
            (conversion.to_owned(), values.next().ok_or_else(|| fault("too few values"))?)
        };
        let (letter, value) = match letter {
            "s" => ("s", Value::from(if value.is_undefined() { String::new() } else { shown(&value) })),
            "r" => ("s", Value::from(repr(&value))),
            "d" | "i" | "u" => ("d", float(&value).map_or(value, |number| Value::from(number.trunc() as i64))),
            other => (other, value),
        };
        out.push_str(&format(FormatStyle::Printf, &format!("{flags}{letter}"), &[value])?);
    }
    out.push_str(rest);
    if !by_name && !is_mapping && values.next().is_some() {
        return Err(fault("more values than places for them"));
    }
    Ok(out)
}
