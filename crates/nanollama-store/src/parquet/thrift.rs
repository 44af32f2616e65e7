//! A walk over Thrift's compact protocol, only to see that what a parquet file claims can be true
//! before the decoder believes it.
//!
//! The `parquet` crate allocates by the counts and sizes it reads. This walk refuses list counts
//! the bytes cannot hold, nesting without end, and hands out the few integers (page sizes, value
//! counts, schema children) whose bounds the caller checks. It decodes nothing else. Protocol:
//! <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

use crate::cursor::Cursor;

const DEEPEST: usize = 24;

/// What a field holds, as far as a caller cares.
pub(super) enum Field {
    /// A whole number of any width.
    Integer(i64),
    /// True or false.
    Flag(bool),
    /// A struct, by its fields.
    Struct(Vec<(i64, Field)>),
    /// A list of structs.
    Structs(Vec<Vec<(i64, Field)>>),
    /// Anything else; checked and passed over.
    Other,
}

/// How a struct's fields are looked up: the first of that number.
pub(super) trait Fields {
    fn integer(&self, id: i64) -> Option<i64>;
    fn flag(&self, id: i64) -> Option<bool>;
    fn fields(&self, id: i64) -> Option<&[(i64, Field)]>;
    fn structs(&self, id: i64) -> Option<&[Vec<(i64, Field)>]>;
}

impl Fields for [(i64, Field)] {
    fn integer(&self, id: i64) -> Option<i64> {
        self.iter().find_map(|field| match field {
            (found, Field::Integer(value)) if *found == id => Some(*value),
            _ => None,
        })
    }

    fn flag(&self, id: i64) -> Option<bool> {
        self.iter().find_map(|field| match field {
            (found, Field::Flag(value)) if *found == id => Some(*value),
            _ => None,
        })
    }

    fn fields(&self, id: i64) -> Option<&[(i64, Field)]> {
        self.iter().find_map(|field| match field {
            (found, Field::Struct(fields)) if *found == id => Some(fields.as_slice()),
            _ => None,
        })
    }

    fn structs(&self, id: i64) -> Option<&[Vec<(i64, Field)>]> {
        self.iter().find_map(|field| match field {
            (found, Field::Structs(structs)) if *found == id => Some(structs.as_slice()),
            _ => None,
        })
    }
}

/// Walks one struct. Of its fields only those `keep` names are returned; the others are checked and
/// passed over without allocating.
pub(super) fn walk(cursor: &mut Cursor<'_>, keep: &[i64]) -> Result<Vec<(i64, Field)>, String> {
    structure(cursor, DEEPEST, Keep::These(keep))
}

/// What is remembered of a struct, and of what is inside it.
#[derive(Clone, Copy)]
enum Keep<'k> {
    All,
    Nothing,
    These(&'k [i64]),
}

impl Keep<'_> {
    fn inside(self, id: i64) -> Keep<'static> {
        match self {
            Keep::All => Keep::All,
            Keep::These(ids) if ids.contains(&id) => Keep::All,
            Keep::These(_) | Keep::Nothing => Keep::Nothing,
        }
    }
}

fn structure(cursor: &mut Cursor<'_>, deepest: usize, keep: Keep<'_>) -> Result<Vec<(i64, Field)>, String> {
    let deepest = deepest.checked_sub(1).ok_or_else(|| format!("its description nests more than {DEEPEST} deep"))?;
    let mut fields = Vec::new();
    let mut id = 0i64;
    loop {
        let head = cursor.u8("a field's head")?;
        if head == 0 {
            return Ok(fields);
        }
        id = match head >> 4 {
            0 => zigzag(varint(cursor)?),
            delta => id.saturating_add(i64::from(delta)),
        };
        let field = match head & 15 {
            // A bool field carries its value in its kind.
            kind @ (1 | 2) => Field::Flag(kind == 1),
            kind => value(cursor, kind, deepest, keep.inside(id))?,
        };
        if !matches!(field, Field::Other) && !matches!(keep.inside(id), Keep::Nothing) {
            fields.push((id, field));
        }
    }
}

fn value(cursor: &mut Cursor<'_>, kind: u8, deepest: usize, keep: Keep<'_>) -> Result<Field, String> {
    match kind {
        1..=3 => {
            cursor.u8("a byte")?;
        }
        4..=6 => return Ok(Field::Integer(zigzag(varint(cursor)?))),
        7 => {
            cursor.take(8, "a double")?;
        }
        8 => {
            let length = varint(cursor)?;
            cursor.take(length, "a string")?;
        }
        9 | 10 => return list(cursor, deepest, keep),
        11 => map(cursor, deepest)?,
        12 => return Ok(Field::Struct(structure(cursor, deepest, keep)?)),
        13 => {
            cursor.take(16, "a UUID")?;
        }
        _ => return Err(format!("a field of kind {kind}")),
    }
    Ok(Field::Other)
}

fn list(cursor: &mut Cursor<'_>, deepest: usize, keep: Keep<'_>) -> Result<Field, String> {
    let deepest = deepest.checked_sub(1).ok_or_else(|| format!("its description nests more than {DEEPEST} deep"))?;
    let head = cursor.u8("a list's head")?;
    let (count, kind) = match head >> 4 {
        15 => (varint(cursor)?, head & 15),
        count => (u64::from(count), head & 15),
    };
    let count = cursor.checked_count(count, 1, "list entries")?;
    if kind == 12 {
        let mut structs = Vec::new();
        for _ in 0..count {
            let fields = structure(cursor, deepest, keep)?;
            if !matches!(keep, Keep::Nothing) {
                structs.push(fields);
            }
        }
        return Ok(Field::Structs(structs));
    }
    for _ in 0..count {
        value(cursor, kind, deepest, Keep::Nothing)?;
    }
    Ok(Field::Other)
}

fn map(cursor: &mut Cursor<'_>, deepest: usize) -> Result<(), String> {
    let deepest = deepest.checked_sub(1).ok_or_else(|| format!("its description nests more than {DEEPEST} deep"))?;
    let count = varint(cursor)?;
    let count = cursor.checked_count(count, 1, "map entries")?;
    if count == 0 {
        return Ok(());
    }
    let kinds = cursor.u8("a map's kinds")?;
    for _ in 0..count {
        value(cursor, kinds >> 4, deepest, Keep::Nothing)?;
        value(cursor, kinds & 15, deepest, Keep::Nothing)?;
    }
    Ok(())
}

fn varint(cursor: &mut Cursor<'_>) -> Result<u64, String> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = cursor.u8("a number")?;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Ok(value);
        }
    }
    Err("a number of more than 64 bits".into())
}

fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_structs_and_lists_are_found() {
        // 1: i32 -3, 3: struct {2: i64 300}, 4: list of one struct {1: byte}, then stop.
        let bytes = [0x15, 5, 0x2c, 0x26, 0xd8, 4, 0, 0x19, 0x1c, 0x13, 9, 0, 0];
        let fields = walk(&mut Cursor::new(&bytes), &[1, 3, 4]).unwrap();
        assert_eq!(fields.integer(1), Some(-3));
        assert_eq!(fields.fields(3).unwrap().integer(2), Some(300));
        assert_eq!(fields.structs(4).unwrap().len(), 1);
    }

    #[test]
    fn claims_beyond_the_bytes_are_refused() {
        let list = [0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 7];
        assert!(walk(&mut Cursor::new(&list), &[]).map(|_| ()).unwrap_err().contains("list entries"));
        let nested = [0x1c; 100];
        assert!(walk(&mut Cursor::new(&nested), &[]).map(|_| ()).unwrap_err().contains("nests"));
    }
}
