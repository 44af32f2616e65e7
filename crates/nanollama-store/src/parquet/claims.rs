//! What a parquet file claims, checked against its bytes before the decoder allocates by it: the
//! footer once, the page headers of each column chunk.

use std::ops::Range;

use ::parquet::basic::Type;
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::schema::types::ColumnDescriptor;

use super::thrift::{self, Field, Fields};
use crate::cursor::Cursor;

const MAGIC: &[u8] = b"PAR1";
const TAIL: usize = 8;
const DEEPEST_SCHEMA: usize = 64;
/// A page may unpack to this many times its size and [`PAGE_SLACK`] more. zstd and run lengths of
/// dull text reach hundreds; thousands are bombs.
const PAGE_RATIO: u64 = 1024;
const PAGE_SLACK: u64 = 4 << 20;
/// Values of a column of lists in one row group: 32 million, more than writers put there.
const MOST_REPEATED: i64 = 1 << 25;

// Field numbers of parquet.thrift.
const FILE_SCHEMA: i64 = 2;
const ELEMENT_CHILDREN: i64 = 5;
const PAGE_KIND: i64 = 1;
const PAGE_UNPACKED: i64 = 2;
const PAGE_PACKED: i64 = 3;
const PAGE_DATA: i64 = 5;
const PAGE_DICTIONARY: i64 = 7;
const PAGE_DATA_V2: i64 = 8;
const VALUES: i64 = 1;
const KIND_INDEX: i64 = 1;

/// Walks the footer: its length, every list count in it, and the shape of the schema tree.
pub(super) fn check_footer(file: &[u8]) -> Result<(), String> {
    if file.len() < MAGIC.len() + TAIL || !file.starts_with(MAGIC) {
        return Err("it does not start with PAR1".into());
    }
    let (body, tail) = file.split_at(file.len() - TAIL);
    let mut tail = Cursor::new(tail);
    let length = tail.u32("the footer's length")? as usize;
    if tail.take(4, "the closing magic")? != MAGIC {
        return Err("it does not end with PAR1; it is cut off".into());
    }
    let start = body.len().checked_sub(length).filter(|&start| start >= MAGIC.len());
    let start = start.ok_or_else(|| format!("a footer of {length} bytes in a file of {}", file.len()))?;
    let footer =
        thrift::walk(&mut Cursor::new(&body[start..]), &[FILE_SCHEMA]).map_err(|what| format!("footer: {what}"))?;
    check_schema(footer.structs(FILE_SCHEMA).ok_or("its footer has no schema")?)
}

/// The schema is a tree written depth first; the decoder recurses over it and allocates by the children it claims.
fn check_schema(elements: &[Vec<(i64, Field)>]) -> Result<(), String> {
    // Children still to come, of each open ancestor.
    let mut open: Vec<usize> = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        let children = element.integer(ELEMENT_CHILDREN).unwrap_or(0);
        let left = elements.len() - index - 1;
        let children = usize::try_from(children).ok().filter(|&children| children <= left);
        let children = children
            .ok_or_else(|| format!("schema element {index} claims more children than the {left} elements left"))?;
        if let Some(last) = open.last_mut() {
            *last -= 1;
        }
        open.push(children);
        while open.last() == Some(&0) {
            open.pop();
        }
        if open.len() > DEEPEST_SCHEMA {
            return Err(format!("a schema more than {DEEPEST_SCHEMA} deep"));
        }
    }
    Ok(())
}

/// The sizes of a page.
pub(super) struct Sizes {
    pub(super) packed: u64,
    pub(super) unpacked: u64,
}

/// What a page is, with the fields of its own header.
pub(super) enum Kind<'h> {
    Index,
    Dictionary(&'h [(i64, Field)]),
    Data(&'h [(i64, Field)]),
    DataV2(&'h [(i64, Field)]),
}

/// Where the pages of a column chunk lie in its file.
pub(super) fn range(file: &[u8], chunk: &ColumnChunkMetaData) -> Result<Range<usize>, String> {
    if chunk.file_path().is_some() {
        return Err("its column is in another file, which is not supported".into());
    }
    let start = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
    let length = chunk.compressed_size();
    let range = usize::try_from(start)
        .ok()
        .zip(usize::try_from(length).ok())
        .and_then(|(start, length)| Some(start..start.checked_add(length)?));
    range
        .filter(|range| range.end <= file.len())
        .ok_or_else(|| format!("its column is {length} bytes at {start}, the file has {}", file.len()))
}

/// Walks the page headers of a column chunk: sizes inside the file, unpacked sizes and value counts that can be true.
pub(super) fn check_chunk(file: &[u8], chunk: &ColumnChunkMetaData, rows: i64) -> Result<(), String> {
    let mut cursor = Cursor::new(&file[range(file, chunk)?]);
    let mut values = 0i64;
    let entry = least_entry(chunk.column_descr());
    while cursor.left() > 0 {
        values = values.saturating_add(check_page(&mut cursor, entry).map_err(|what| format!("a page: {what}"))?);
    }
    let fits = match chunk.column_descr().max_rep_level() {
        0 => values == rows,
        // Levels of one list are decoded at once, and cost next to no bytes.
        _ => (rows..=MOST_REPEATED).contains(&values),
    };
    if !fits || chunk.num_values() != values {
        return Err(format!(
            "it has {rows} rows, its column {} values and the column's pages {values}",
            chunk.num_values()
        ));
    }
    Ok(())
}

/// Reads a page's header and checks its sizes; the cursor is at its data then.
pub(super) fn header(cursor: &mut Cursor<'_>) -> Result<(Vec<(i64, Field)>, Sizes), String> {
    let header =
        thrift::walk(cursor, &[PAGE_KIND, PAGE_UNPACKED, PAGE_PACKED, PAGE_DATA, PAGE_DICTIONARY, PAGE_DATA_V2])?;
    let size = |id: i64, what: &str| {
        let size = header.integer(id).ok_or_else(|| format!("no {what} size"))?;
        u64::try_from(size).map_err(|_| format!("{what} size {size}"))
    };
    let (packed, unpacked) = (size(PAGE_PACKED, "packed")?, size(PAGE_UNPACKED, "unpacked")?);
    if unpacked > packed.saturating_mul(PAGE_RATIO).saturating_add(PAGE_SLACK) {
        return Err(format!("{packed} bytes that claim to unpack to {unpacked}"));
    }
    Ok((header, Sizes { packed, unpacked }))
}

/// What a page is.
pub(super) fn kind(header: &[(i64, Field)]) -> Result<Kind<'_>, String> {
    if header.integer(PAGE_KIND) == Some(KIND_INDEX) {
        return Ok(Kind::Index);
    }
    let dictionary = header.fields(PAGE_DICTIONARY).map(Kind::Dictionary);
    let data = || header.fields(PAGE_DATA).map(Kind::Data);
    let data_v2 = || header.fields(PAGE_DATA_V2).map(Kind::DataV2);
    dictionary.or_else(data).or_else(data_v2).ok_or_else(|| "neither data nor dictionary".into())
}

/// The fewest bytes of a dictionary's entry: of its own width, or a text's length of four bytes.
fn least_entry(column: &ColumnDescriptor) -> u64 {
    match column.physical_type() {
        Type::FIXED_LEN_BYTE_ARRAY => u64::try_from(column.type_length()).unwrap_or(0).max(1),
        Type::BOOLEAN => 1,
        _ => 4,
    }
}

/// Checks one page and steps over it; returns its values, nulls included, if it is one of data. `entry`: the fewest bytes that
/// a dictionary holds an entry in.
fn check_page(cursor: &mut Cursor<'_>, entry: u64) -> Result<i64, String> {
    let (header, Sizes { packed, unpacked }) = header(cursor)?;
    cursor.take(packed, "its packed data")?;
    match kind(&header)? {
        Kind::Index => Ok(0),
        Kind::Dictionary(dictionary) => {
            let entries = dictionary.integer(VALUES).unwrap_or(-1);
            if u64::try_from(entries).ok().is_none_or(|entries| entries > unpacked / entry) {
                return Err(format!("a dictionary of {entries} texts in {unpacked} bytes"));
            }
            Ok(0)
        }
        Kind::Data(data) | Kind::DataV2(data) => {
            data.integer(VALUES).filter(|&values| values >= 0).ok_or_else(|| "no value count".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(children: Option<i64>) -> Vec<(i64, Field)> {
        children.map(|children| (ELEMENT_CHILDREN, Field::Integer(children))).into_iter().collect()
    }

    #[test]
    fn schema_trees_are_bounded() {
        assert!(check_schema(&[element(Some(2)), element(None), element(None)]).is_ok());
        assert!(check_schema(&[element(Some(1 << 31)), element(None)]).unwrap_err().contains("children"));
        assert!(check_schema(&[element(Some(-1)), element(None)]).is_err());
        let mut chain: Vec<_> = (0..100).map(|_| element(Some(1))).collect();
        chain.push(element(None));
        assert!(check_schema(&chain).unwrap_err().contains("deep"));
    }

    /// A page header in Thrift's compact form: kind, sizes, then `details` as field 5 or 7 with one count.
    fn page(kind: u8, unpacked: u64, packed: u64, details: u8, count: u64) -> Vec<u8> {
        let zigzag = |value: u64| {
            let (mut value, mut bytes) = (value << 1, Vec::new());
            while value > 127 {
                bytes.push(value as u8 | 128);
                value >>= 7;
            }
            bytes.push(value as u8);
            bytes
        };
        let mut bytes = vec![0x15, kind << 1, 0x15];
        bytes.extend(zigzag(unpacked));
        bytes.push(0x15);
        bytes.extend(zigzag(packed));
        bytes.push((details - 3) << 4 | 12);
        bytes.push(0x15);
        bytes.extend(zigzag(count));
        bytes.extend([0, 0]);
        bytes.extend([0; 8]);
        bytes
    }

    #[test]
    fn pages_that_claim_too_much_are_refused() {
        let check = |bytes: &[u8]| check_page(&mut Cursor::new(bytes), 4);
        assert_eq!(check(&page(0, 8, 8, 5, 3)).unwrap(), 3);
        assert_eq!(check(&page(2, 8, 8, 7, 2)).unwrap(), 0);
        assert_eq!(check_page(&mut Cursor::new(&page(2, 8, 8, 7, 4)), 2).unwrap(), 0);
        assert!(check(&page(0, 8, 9, 5, 3)).unwrap_err().contains("needs 9 bytes"));
        assert!(check(&page(0, 1 << 31, 8, 5, 3)).unwrap_err().contains("unpack to 2147483648"));
        assert!(check(&page(2, 8, 8, 7, 3)).unwrap_err().contains("a dictionary of 3 texts in 8 bytes"));
    }
}
