//! Jinja's `tojson` as transformers has it: Python's `json.dumps`, nothing escaped for HTML. How Python writes numbers is
//! here, too.

use std::fmt::Write;

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::values::{is_list, kind};

/// How JSON is laid out.
struct Layout {
    indent: Option<String>,
    between: String,
    after_key: String,
    ascii: bool,
    sorted: bool,
}

/// `tojson(ensure_ascii=False, indent=None, separators=None, sort_keys=False)`.
pub(super) fn filter(
    value: &Value,
    ascii: Option<Value>,
    indent: Option<Value>,
    options: Kwargs,
) -> Result<String, Error> {
    let given = |name: &str, first: Option<Value>| match first {
        Some(value) => Ok(value),
        None => options.get::<Option<Value>>(name).map(Option::unwrap_or_default),
    };
    let indent = match given("indent", indent)? {
        indent if indent.is_none() || indent.is_undefined() => None,
        indent => Some(match (indent.as_str(), indent.as_i64()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(width)) => " ".repeat(width.clamp(0, 64) as usize),
            (None, None) => return Err(fault(format!("tojson: an indent of {indent}"))),
        }),
    };
    let separators = options.get::<Option<Vec<String>>>("separators")?;
    let (between, after_key) = match separators.as_deref() {
        Some([between, after_key]) => (between.clone(), after_key.clone()),
        Some(_) => return Err(fault("tojson: separators are two texts".into())),
        None => (if indent.is_some() { "," } else { ", " }.to_owned(), ": ".to_owned()),
    };
    let ascii = given("ensure_ascii", ascii)?.is_true();
    let sorted = options.get::<Option<Value>>("sort_keys")?.is_some_and(|sorted| sorted.is_true());
    options.assert_all_used()?;
    let mut out = String::new();
    Layout { indent, between, after_key, ascii, sorted }.write(value, 0, &mut out)?;
    Ok(out)
}

/// JSON on one line, as `tojson` without options.
pub(super) fn plain(value: &Value) -> String {
    let layout = Layout { indent: None, between: ", ".into(), after_key: ": ".into(), ascii: false, sorted: false };
    let mut out = String::new();
    layout.write(value, 0, &mut out).expect("what came from JSON is JSON");
    out
}

fn fault(problem: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, problem)
}

impl Layout {
    fn write(&self, value: &Value, depth: usize, out: &mut String) -> Result<(), Error> {
        match kind(value) {
            ValueKind::None => out.push_str("null"),
            ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
            ValueKind::Number => out.push_str(&number(value)),
            ValueKind::String => self.text(value.as_str().unwrap_or_default(), out),
            ValueKind::Seq => {
                let values: Vec<Value> = value.try_iter()?.collect();
                self.list('[', ']', &values, depth, out, |value, out| self.write(value, depth + 1, out))?;
            }
            ValueKind::Map => {
                let mut fields = Vec::new();
                for key in value.try_iter()? {
                    fields.push((self.key(&key)?, value.get_item(&key)?));
                }
                if self.sorted {
                    fields.sort_by(|a, b| a.0.cmp(&b.0));
                }
                self.list('{', '}', &fields, depth, out, |(key, value), out| {
                    self.text(key, out);
                    out.push_str(&self.after_key);
                    self.write(value, depth + 1, out)
                })?;
            }
            // A slice or a sum of lists is a list for Python.
            ValueKind::Iterable if is_list(value) => {
                let values: Vec<Value> = value.try_iter()?.collect();
                self.list('[', ']', &values, depth, out, |value, out| self.write(value, depth + 1, out))?;
            }
            kind => return Err(fault(format!("tojson: a value of type {kind} is no JSON"))),
        }
        Ok(())
    }

    fn list<T>(
        &self,
        open: char,
        close: char,
        items: &[T],
        depth: usize,
        out: &mut String,
        mut write: impl FnMut(&T, &mut String) -> Result<(), Error>,
    ) -> Result<(), Error> {
        out.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(&self.between);
            }
            self.line(depth + 1, out);
            write(item, out)?;
        }
        if !items.is_empty() {
            self.line(depth, out);
        }
        out.push(close);
        Ok(())
    }

    fn line(&self, depth: usize, out: &mut String) {
        if let Some(indent) = &self.indent {
            out.push('\n');
            (0..depth).for_each(|_| out.push_str(indent));
        }
    }

    /// A field's name: Python takes numbers and constants, too.
    fn key(&self, key: &Value) -> Result<String, Error> {
        match key.kind() {
            ValueKind::String => Ok(key.as_str().unwrap_or_default().to_owned()),
            ValueKind::None => Ok("null".into()),
            ValueKind::Bool => Ok(if key.is_true() { "true" } else { "false" }.into()),
            ValueKind::Number => Ok(number(key)),
            kind => Err(fault(format!("tojson: a key of type {kind}"))),
        }
    }

    fn text(&self, text: &str, out: &mut String) {
        out.push('"');
        for character in text.chars() {
            match character {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\u{8}' => out.push_str("\\b"),
                '\u{c}' => out.push_str("\\f"),
                _ if character < ' ' || (self.ascii && character > '~') => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        write!(out, "\\u{unit:04x}").expect("a string takes all text");
                    }
                }
                _ => out.push(character),
            }
        }
        out.push('"');
    }
}

/// A number as JSON has it.
fn number(value: &Value) -> String {
    match super::values::float(value) {
        Some(number) if number.is_nan() => "NaN".into(),
        Some(number) if number.is_infinite() => if number > 0.0 { "Infinity" } else { "-Infinity" }.into(),
        _ => super::values::shown(value),
    }
}
