//! JSON pointers, and references within a schema.

use serde_json::Value;

use super::fault::fault;
use crate::error::Result;

/// The pointer to something below another.
pub(crate) fn below(at: &str, name: &str) -> String {
    // Places are shown to people, and names come from strangers.
    let name: String = name.chars().take(100).collect();
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The pointer that a `$ref` names.
pub(super) fn of_reference(target: &Value, at: &str) -> Result<String> {
    let at = below(at, "$ref");
    let Some(target) = target.as_str() else { return fault(&at, "a reference is a text") };
    let shown: String = target.chars().take(100).collect();
    match target.strip_prefix('#') {
        Some(pointer) if pointer.is_empty() || pointer.starts_with('/') => unescaped(pointer)
            .map_or_else(|| fault(&at, format!("{shown:?} is no reference: a % without two hexadecimal digits")), Ok),
        _ => fault(&at, format!("{shown:?} does not point into this schema (#/…), and nothing is fetched")),
    }
}

/// A pointer as it stands in an address, its `%2F` and the like resolved.
fn unescaped(pointer: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(pointer.len());
    let mut rest = pointer.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// What a pointer points to.
pub(super) fn find<'a>(whole: &'a Value, pointer: &str) -> Result<&'a Value> {
    whole.pointer(pointer).map_or_else(|| fault(pointer, "there is nothing at this place, which a $ref names"), Ok)
}
