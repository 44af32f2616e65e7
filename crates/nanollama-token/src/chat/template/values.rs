//! Values as Python has them: how they are written, which of them are lists, how numbers look.

use std::fmt::{self, Write};
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};

/// What `dict.items()`, `keys()` and `values()` give: it can be iterated and counted, and is no list.
#[derive(Debug)]
pub(super) struct View {
    /// `dict_items`, …
    pub(super) kind: &'static str,
    pub(super) values: Vec<Value>,
}

impl Object for View {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.values.clone())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.kind, repr(&Value::from(self.values.clone())))
    }
}

/// What a value is for Python: minijinja takes its macros for dictionaries.
pub(super) fn kind(value: &Value) -> ValueKind {
    if is_macro(value) { ValueKind::Plain } else { value.kind() }
}

fn is_macro(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.type_name().ends_with("::Macro"))
}

/// True for what Python would have as a list or a tuple: lists, and what minijinja computes late (slices, sums).
pub(super) fn is_list(value: &Value) -> bool {
    let counted = || kind(value) == ValueKind::Iterable && value.len().is_some();
    kind(value) == ValueKind::Seq || (counted() && value.downcast_object_ref::<View>().is_none())
}

/// The value of a number that is no integer.
pub(super) fn float(value: &Value) -> Option<f64> {
    let number = kind(value) == ValueKind::Number && !value.is_integer();
    number.then(|| f64::try_from(value.clone()).ok()).flatten()
}

/// `str(value)`.
pub(super) fn shown(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => repr(value),
    }
}

/// `repr(value)`.
pub(super) fn repr(value: &Value) -> String {
    let mut out = String::new();
    write_repr(value, &mut out);
    out
}

fn write_repr(value: &Value, out: &mut String) {
    match kind(value) {
        ValueKind::Undefined => out.push_str("Undefined"),
        ValueKind::Plain if is_macro(value) => {
            let name = value.get_attr("name").unwrap_or_default();
            out.push_str("<Macro ");
            match name.as_str() {
                // What a call block holds: it has this name here, and none in Jinja.
                Some("caller") => out.push_str("anonymous"),
                _ => write_repr(&name, out),
            }
            out.push('>');
        }
        // What was escaped or called safe has a class of its own in Python, which shows.
        ValueKind::String if value.is_safe() => {
            out.push_str("Markup(");
            write_quoted(value.as_str().unwrap_or_default(), out);
            out.push(')');
        }
        ValueKind::String => write_quoted(value.as_str().unwrap_or_default(), out),
        ValueKind::Number => match float(value) {
            Some(number) => write_float(number, out),
            None => out.push_str(&value.to_string()),
        },
        ValueKind::Map => {
            out.push('{');
            for (index, key) in value.try_iter().into_iter().flatten().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_repr(&key, out);
                out.push_str(": ");
                write_repr(&value.get_item(&key).unwrap_or_default(), out);
            }
            out.push('}');
        }
        _ if is_list(value) => {
            let (open, close) = if value.is_tuple() { ('(', ')') } else { ('[', ']') };
            out.push(open);
            let mut count = 0;
            for item in value.try_iter().into_iter().flatten() {
                out.push_str(if count > 0 { ", " } else { "" });
                write_repr(&item, out);
                count += 1;
            }
            out.push_str(if value.is_tuple() && count == 1 { "," } else { "" });
            out.push(close);
        }
        _ => out.push_str(&value.to_string()),
    }
}

/// A string in the quotes that Python would choose.
fn write_quoted(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if character == quote => {
                out.push('\\');
                out.push(quote);
            }
            _ if is_printable(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                let written = match code {
                    ..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
                written.expect("a string takes all text");
            }
        }
    }
    out.push(quote);
}

/// Python's `str.isprintable` of a character.
pub(super) fn is_printable(character: char) -> bool {
    use unicode_general_category::GeneralCategory as Is;
    let hidden = matches!(
        unicode_general_category::get_general_category(character),
        Is::Control
            | Is::Format
            | Is::Surrogate
            | Is::PrivateUse
            | Is::Unassigned
            | Is::LineSeparator
            | Is::ParagraphSeparator
            | Is::SpaceSeparator
    );
    character == ' ' || !hidden
}

/// A float: the shortest digits that mean it, with an exponent outside of 1e-4 … 1e16.
fn write_float(number: f64, out: &mut String) {
    if !number.is_finite() {
        out.push_str(if number.is_nan() {
            "nan"
        } else if number > 0.0 {
            "inf"
        } else {
            "-inf"
        });
        return;
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if number != 0.0 && !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        write!(out, "{digits}e{sign}{:02}", exponent.abs()).expect("a string takes all text");
        return;
    }
    let plain = number.to_string();
    out.push_str(&plain);
    out.push_str(if plain.contains('.') { "" } else { ".0" });
}

/// What Python's `str.strip` takes away: Unicode's white space and the four separators U+001C to U+001F.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}
