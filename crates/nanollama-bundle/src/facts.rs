//! What an opened model's files hold, for people: its tensors as they are stored, and the metadata of a GGUF file. Nothing here
//! reads numbers.

use nanollama_store::gguf::{Array, Value};

/// A tensor as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorFacts {
    /// Its name in the file.
    pub name: String,
    /// How its numbers are stored: `f16`, `q8_0`.
    pub format: String,
    /// Row-major, outermost first.
    pub shape: Vec<usize>,
    /// Bytes in the file.
    pub bytes: u64,
}

/// Items of a long array that are shown.
const SHOWN: usize = 4;
/// Characters of a long text that are shown.
const LETTERS: usize = 100;

/// A value in one line; of what is long, the beginning and how long it is.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::U8(number) => number.to_string(),
        Value::I8(number) => number.to_string(),
        Value::U16(number) => number.to_string(),
        Value::I16(number) => number.to_string(),
        Value::U32(number) => number.to_string(),
        Value::I32(number) => number.to_string(),
        Value::U64(number) => number.to_string(),
        Value::I64(number) => number.to_string(),
        Value::F32(number) => number.to_string(),
        Value::F64(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(array) => list(array),
    }
}

fn quoted(text: &str) -> String {
    let count = text.chars().count();
    match count > LETTERS {
        true => format!("{:?}… ({count} characters)", text.chars().take(LETTERS).collect::<String>()),
        false => format!("{text:?}"),
    }
}

fn list(array: &Array) -> String {
    fn items<T>(items: &[T], text: impl FnMut(&T) -> String) -> Vec<String> {
        items.iter().take(SHOWN).map(text).collect()
    }
    let first = match array {
        Array::U8(all) => items(all, u8::to_string),
        Array::I8(all) => items(all, i8::to_string),
        Array::U16(all) => items(all, u16::to_string),
        Array::I16(all) => items(all, i16::to_string),
        Array::U32(all) => items(all, u32::to_string),
        Array::I32(all) => items(all, i32::to_string),
        Array::U64(all) => items(all, u64::to_string),
        Array::I64(all) => items(all, i64::to_string),
        Array::F32(all) => items(all, f32::to_string),
        Array::F64(all) => items(all, f64::to_string),
        Array::Bool(all) => items(all, bool::to_string),
        Array::String(all) => items(all, |text| quoted(text)),
        Array::Array(all) => items(all, |array| format!("a list of {}", array.len())),
    };
    let more = if array.len() > SHOWN { format!(", … ({} in all)", array.len()) } else { String::new() };
    format!("[{}{more}]", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_and_its_length_said() {
        assert_eq!(shown(&Value::F32(10000.0)), "10000");
        assert_eq!(shown(&Value::String("llama \"x\"".into())), r#""llama \"x\"""#);
        let long = shown(&Value::String("ä".repeat(250)));
        assert!(long.ends_with("(250 characters)") && long.chars().count() < 130, "{long}");
        assert_eq!(shown(&Value::Array(Array::U8(vec![1, 2]))), "[1, 2]");
        let tokens = Array::String((0..9).map(|n| n.to_string()).collect());
        assert_eq!(shown(&Value::Array(tokens)), r#"["0", "1", "2", "3", … (9 in all)]"#);
    }
}
