//! Values as bytes, both ways: the numbers of the kinds, little-endian numbers, strings with their length in front.

use super::value::{Array, Value};
use crate::cursor::Cursor;

/// Arrays in arrays deeper than this are refused; no known file has any.
const DEEPEST: usize = 4;

/// A value: its kind in 4 bytes, then what the kind calls for. A string that is no UTF-8 is taken as Latin-1, in which
/// every byte is a character, and `latin` set: nothing promises what an author's name is written in.
pub(super) fn read_value(cursor: &mut Cursor<'_>, latin: &mut bool) -> Result<Value, String> {
    let kind = cursor.u32("a value's kind")?;
    Ok(match kind {
        0 => Value::U8(cursor.u8("a u8")?),
        1 => Value::I8(i8::from_le_bytes(cursor.array("an i8")?)),
        2 => Value::U16(u16::from_le_bytes(cursor.array("a u16")?)),
        3 => Value::I16(i16::from_le_bytes(cursor.array("an i16")?)),
        4 => Value::U32(cursor.u32("a u32")?),
        5 => Value::I32(i32::from_le_bytes(cursor.array("an i32")?)),
        6 => Value::F32(f32::from_le_bytes(cursor.array("an f32")?)),
        7 => Value::Bool(truth(cursor.u8("a bool")?)?),
        8 => Value::String(read_text(cursor, latin)?),
        9 => Value::Array(read_array(cursor, DEEPEST, latin)?),
        10 => Value::U64(cursor.u64("a u64")?),
        11 => Value::I64(i64::from_le_bytes(cursor.array("an i64")?)),
        12 => Value::F64(f64::from_le_bytes(cursor.array("an f64")?)),
        _ => return Err(format!("value kind {kind}; known are 0 to 12")),
    })
}

/// Appends a value, its kind first.
pub(super) fn append_value(value: &Value, out: &mut Vec<u8>) {
    out.extend(kind_of(value).to_le_bytes());
    match value {
        Value::U8(value) => out.push(*value),
        Value::I8(value) => out.extend(value.to_le_bytes()),
        Value::U16(value) => out.extend(value.to_le_bytes()),
        Value::I16(value) => out.extend(value.to_le_bytes()),
        Value::U32(value) => out.extend(value.to_le_bytes()),
        Value::I32(value) => out.extend(value.to_le_bytes()),
        Value::F32(value) => out.extend(value.to_le_bytes()),
        Value::Bool(value) => out.push((*value).into()),
        Value::String(value) => append_string(value, out),
        Value::Array(array) => append_array(array, out),
        Value::U64(value) => out.extend(value.to_le_bytes()),
        Value::I64(value) => out.extend(value.to_le_bytes()),
        Value::F64(value) => out.extend(value.to_le_bytes()),
    }
}

/// The number of a value's kind.
fn kind_of(value: &Value) -> u32 {
    match value {
        Value::U8(_) => 0,
        Value::I8(_) => 1,
        Value::U16(_) => 2,
        Value::I16(_) => 3,
        Value::U32(_) => 4,
        Value::I32(_) => 5,
        Value::F32(_) => 6,
        Value::Bool(_) => 7,
        Value::String(_) => 8,
        Value::Array(_) => 9,
        Value::U64(_) => 10,
        Value::I64(_) => 11,
        Value::F64(_) => 12,
    }
}

/// The number of an array's kind of values; the kinds are those of [`kind_of`].
fn array_kind(array: &Array) -> u32 {
    match array {
        Array::U8(_) => 0,
        Array::I8(_) => 1,
        Array::U16(_) => 2,
        Array::I16(_) => 3,
        Array::U32(_) => 4,
        Array::I32(_) => 5,
        Array::F32(_) => 6,
        Array::Bool(_) => 7,
        Array::String(_) => 8,
        Array::Array(_) => 9,
        Array::U64(_) => 10,
        Array::I64(_) => 11,
        Array::F64(_) => 12,
    }
}

/// A string: its length in 8 bytes, then its UTF-8.
pub(super) fn read_string(cursor: &mut Cursor<'_>) -> Result<String, String> {
    let length = cursor.u64("a string's length")?;
    let bytes = cursor.take(length, "a string")?;
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("a string of {length} bytes is no UTF-8 from its byte {}", error.valid_up_to()))?;
    Ok(text.to_owned())
}

fn read_text(cursor: &mut Cursor<'_>, latin: &mut bool) -> Result<String, String> {
    let length = cursor.u64("a string's length")?;
    let bytes = cursor.take(length, "a string")?;
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            *latin = true;
            bytes.iter().map(|&byte| char::from(byte)).collect()
        }
    })
}

/// Appends a string as [`read_string`] reads it.
pub(super) fn append_string(text: &str, out: &mut Vec<u8>) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

fn truth(byte: u8) -> Result<bool, String> {
    match byte {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(format!("a bool of {byte}; only 0 and 1 are")),
    }
}

fn read_array(cursor: &mut Cursor<'_>, deepest: usize, latin: &mut bool) -> Result<Array, String> {
    let kind = cursor.u32("an array's kind")?;
    let count = cursor.u64("an array's length")?;
    // Bytes the smallest value of each kind takes: the bound that keeps a claimed length honest.
    let least = match kind {
        0 | 1 | 7 => 1,
        2 | 3 => 2,
        4..=6 => 4,
        8 | 10..=12 => 8,
        9 => 12,
        _ => return Err(format!("an array of kind {kind}; known are 0 to 12")),
    };
    let count = cursor.checked_count(count, least, "array values")?;
    fn fixed<const N: usize, T>(
        cursor: &mut Cursor<'_>,
        count: usize,
        value: fn([u8; N]) -> T,
    ) -> Result<Vec<T>, String> {
        let bytes = cursor.take((count * N) as u64, "an array")?;
        Ok(bytes.as_chunks::<N>().0.iter().map(|&bytes| value(bytes)).collect())
    }
    Ok(match kind {
        0 => Array::U8(fixed(cursor, count, u8::from_le_bytes)?),
        1 => Array::I8(fixed(cursor, count, i8::from_le_bytes)?),
        2 => Array::U16(fixed(cursor, count, u16::from_le_bytes)?),
        3 => Array::I16(fixed(cursor, count, i16::from_le_bytes)?),
        4 => Array::U32(fixed(cursor, count, u32::from_le_bytes)?),
        5 => Array::I32(fixed(cursor, count, i32::from_le_bytes)?),
        6 => Array::F32(fixed(cursor, count, f32::from_le_bytes)?),
        7 => Array::Bool(
            cursor.take(count as u64, "an array")?.iter().map(|&byte| truth(byte)).collect::<Result<_, _>>()?,
        ),
        8 => {
            let mut strings = Vec::with_capacity(count);
            for _ in 0..count {
                strings.push(read_text(cursor, latin)?);
            }
            Array::String(strings)
        }
        9 => {
            let deepest = deepest.checked_sub(1).ok_or_else(|| format!("arrays in arrays more than {DEEPEST} deep"))?;
            let mut arrays = Vec::with_capacity(count);
            for _ in 0..count {
                arrays.push(read_array(cursor, deepest, latin)?);
            }
            Array::Array(arrays)
        }
        10 => Array::U64(fixed(cursor, count, u64::from_le_bytes)?),
        11 => Array::I64(fixed(cursor, count, i64::from_le_bytes)?),
        _ => Array::F64(fixed(cursor, count, f64::from_le_bytes)?),
    })
}

fn append_array(array: &Array, out: &mut Vec<u8>) {
    out.extend(array_kind(array).to_le_bytes());
    out.extend((array.len() as u64).to_le_bytes());
    match array {
        Array::U8(values) => out.extend(values),
        Array::I8(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::U16(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::I16(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::U32(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::I32(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::F32(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::Bool(values) => out.extend(values.iter().map(|&value| u8::from(value))),
        Array::String(values) => values.iter().for_each(|value| append_string(value, out)),
        Array::Array(values) => values.iter().for_each(|value| append_array(value, out)),
        Array::U64(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::I64(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        Array::F64(values) => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
    }
}
