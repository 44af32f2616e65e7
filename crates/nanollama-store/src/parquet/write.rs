//! Small parquet files of our own: columns of texts, whole numbers and lists of whole numbers, plain and unpacked, which any reader
//! reads. By Apache's `parquet.thrift` and the compact protocol of Thrift; the decoder's crate could write them, too, at twenty
//! times the code.

use std::path::Path;

use crate::atomic::{AtomicFile, NewFile};
use crate::error::Result;

const MAGIC: &[u8] = b"PAR1";
/// Rows of a row group.
const GROUP: u64 = 8192;

/// What a column holds; no value is ever missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// 64 bits.
    Integer,
    /// A list of 32-bit numbers with at least one.
    Integers,
}

/// A value of a row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Of a column of texts.
    Text(&'a str),
    /// Of a column of numbers.
    Integer(i64),
    /// Of a column of lists.
    Integers(&'a [i32]),
}

/// A file being written.
pub struct Writer {
    file: AtomicFile,
    columns: Vec<Column>,
    /// Bytes written.
    at: u64,
    rows: u64,
    /// Rows of the group at hand.
    group: u64,
    /// Finished row groups, as the footer tells them.
    groups: Vec<Vec<u8>>,
}

struct Column {
    name: String,
    kind: Kind,
    /// Values of the group at hand, as the page will have them.
    values: Vec<u8>,
    count: u64,
    /// Where lists begin, as the page will have it.
    levels: Vec<u8>,
}

impl Writer {
    /// Starts a file with these columns.
    ///
    /// # Errors
    /// When the folder is missing or not writable.
    pub fn create(path: &Path, columns: &[(&str, Kind)]) -> Result<Writer> {
        let mut file = AtomicFile::create(path)?;
        file.put(MAGIC)?;
        let column = |(name, kind): &(&str, Kind)| Column {
            name: (*name).into(),
            kind: *kind,
            values: Vec::new(),
            count: 0,
            levels: Vec::new(),
        };
        let columns = columns.iter().map(column).collect();
        Ok(Writer { file, columns, at: MAGIC.len() as u64, rows: 0, group: 0, groups: Vec::new() })
    }

    /// Appends a row, a cell a column.
    ///
    /// # Errors
    /// When the disk refuses.
    ///
    /// # Panics
    /// When the cells are not of the columns' kinds, or a list is empty.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        assert_eq!(cells.len(), self.columns.len(), "a cell a column");
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column.kind, cell) {
                (Kind::Text, Cell::Text(text)) => {
                    column.values.extend((text.len() as u32).to_le_bytes());
                    column.values.extend(text.as_bytes());
                    column.count += 1;
                }
                (Kind::Integer, Cell::Integer(number)) => {
                    column.values.extend(number.to_le_bytes());
                    column.count += 1;
                }
                (Kind::Integers, Cell::Integers([_, rest @ ..])) => {
                    if let Cell::Integers(numbers) = cell {
                        numbers.iter().for_each(|number| column.values.extend(number.to_le_bytes()));
                    }
                    // One value begins the list, the rest go on with it: runs of a 0 and of ones.
                    column.levels.extend([2, 0]);
                    if !rest.is_empty() {
                        varint(&mut column.levels, (rest.len() as u64) << 1);
                        column.levels.push(1);
                    }
                    column.count += 1 + rest.len() as u64;
                }
                (kind, cell) => panic!("{cell:?} in the column {} of {kind:?}", column.name),
            }
        }
        self.rows += 1;
        self.group += 1;
        if self.group == GROUP { self.close() } else { Ok(()) }
    }

    /// Writes the footer and gives the file its name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(mut self) -> Result<()> {
        self.close()?;
        let mut footer = Struct::default();
        footer.int(1, 5, 1);
        let schema = self.schema();
        footer.list(2, 12, &schema);
        footer.int(3, 6, self.rows as i64);
        footer.list(4, 12, &self.groups);
        footer.text(6, "nanollama");
        let footer = footer.end();
        self.file.put(&footer)?;
        self.file.put(&(footer.len() as u32).to_le_bytes())?;
        self.file.put(MAGIC)?;
        self.file.commit()
    }

    /// The tree of columns, flattened: what has no type has children.
    fn schema(&self) -> Vec<Vec<u8>> {
        let node = |physical: Option<i64>, repeated: Option<i64>, name: &str, children: i64, converted: Option<i64>| {
            let mut node = Struct::default();
            if let Some(physical) = physical {
                node.int(1, 5, physical);
            }
            if let Some(repeated) = repeated {
                node.int(3, 5, repeated);
            }
            node.text(4, name);
            if children > 0 {
                node.int(5, 5, children);
            }
            if let Some(converted) = converted {
                node.int(6, 5, converted);
            }
            node.end()
        };
        let mut nodes = vec![node(None, None, "schema", self.columns.len() as i64, None)];
        for column in &self.columns {
            match column.kind {
                Kind::Text => nodes.push(node(Some(6), Some(0), &column.name, 0, Some(0))),
                Kind::Integer => nodes.push(node(Some(2), Some(0), &column.name, 0, None)),
                Kind::Integers => {
                    nodes.push(node(None, Some(0), &column.name, 1, Some(3)));
                    nodes.push(node(None, Some(2), "list", 1, None));
                    nodes.push(node(Some(1), Some(0), "element", 0, None));
                }
            }
        }
        nodes
    }

    /// Writes the group at hand: a page a column.
    fn close(&mut self) -> Result<()> {
        if self.group == 0 {
            return Ok(());
        }
        let (mut chunks, mut all) = (Vec::new(), 0);
        for column in &mut self.columns {
            let mut page = Vec::with_capacity(column.values.len() + column.levels.len() + 16);
            if column.kind == Kind::Integers {
                page.extend((column.levels.len() as u32).to_le_bytes());
                page.append(&mut column.levels);
                // All values are there: one run of ones.
                let mut there = Vec::new();
                varint(&mut there, column.count << 1);
                there.push(1);
                page.extend((there.len() as u32).to_le_bytes());
                page.extend(there);
            }
            page.append(&mut column.values);
            let mut data = Struct::default();
            data.int(1, 5, column.count as i64);
            data.int(2, 5, 0);
            data.int(3, 5, 3);
            data.int(4, 5, 3);
            let mut header = Struct::default();
            header.int(1, 5, 0);
            header.int(2, 5, page.len() as i64);
            header.int(3, 5, page.len() as i64);
            header.inside(5, &data.end());
            let header = header.end();
            self.file.put(&header)?;
            self.file.put(&page)?;
            let bytes = (header.len() + page.len()) as i64;
            let (physical, path): (_, &[&str]) = match column.kind {
                Kind::Text => (6, &[]),
                Kind::Integer => (2, &[]),
                Kind::Integers => (1, &["list", "element"]),
            };
            let path = [&[column.name.as_str()][..], path].concat();
            let mut metadata = Struct::default();
            metadata.int(1, 5, physical);
            metadata.list(2, 5, &[vec![0], vec![6]]);
            metadata.list(3, 8, &path.iter().map(|name| counted(name)).collect::<Vec<_>>());
            metadata.int(4, 5, 0);
            metadata.int(5, 6, column.count as i64);
            metadata.int(6, 6, bytes);
            metadata.int(7, 6, bytes);
            metadata.int(9, 6, self.at as i64);
            let mut chunk = Struct::default();
            chunk.int(2, 6, self.at as i64);
            chunk.inside(3, &metadata.end());
            chunks.push(chunk.end());
            self.at += bytes as u64;
            all += bytes;
            column.count = 0;
        }
        let mut group = Struct::default();
        group.list(1, 12, &chunks);
        group.int(2, 6, all);
        group.int(3, 6, self.group as i64);
        self.groups.push(group.end());
        self.group = 0;
        Ok(())
    }
}

/// A struct of Thrift's compact protocol: each field by how far its number is behind the last one's, and its type.
#[derive(Default)]
struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

impl Struct {
    fn field(&mut self, number: u8, kind: u8) {
        self.bytes.push((number - self.last) << 4 | kind);
        self.last = number;
    }

    /// A whole number, of type 5 (32 bits) or 6 (64).
    fn int(&mut self, number: u8, kind: u8, value: i64) {
        self.field(number, kind);
        varint(&mut self.bytes, (value << 1 ^ value >> 63) as u64);
    }

    fn text(&mut self, number: u8, text: &str) {
        self.field(number, 8);
        self.bytes.extend(counted(text));
    }

    /// A list of values of a type, each as its bytes.
    fn list(&mut self, number: u8, kind: u8, values: &[Vec<u8>]) {
        self.field(number, 9);
        match values.len() {
            few @ 0..15 => self.bytes.push((few as u8) << 4 | kind),
            many => {
                self.bytes.push(0xf0 | kind);
                varint(&mut self.bytes, many as u64);
            }
        }
        values.iter().for_each(|value| self.bytes.extend(value));
    }

    /// A struct that is ended.
    fn inside(&mut self, number: u8, bytes: &[u8]) {
        self.field(number, 12);
        self.bytes.extend(bytes);
    }

    fn end(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// A text behind its length.
fn counted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    varint(&mut bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parquet::{Rows, TextColumn};

    #[test]
    fn what_is_written_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        let mut writer =
            Writer::create(&path, &[("file", Kind::Text), ("n", Kind::Integer), ("list", Kind::Integers)]).unwrap();
        let count = GROUP as i64 * 2 + 5;
        let list = |n: i64| (0..=(n % 130) as i32).map(|at| at * 7 - n as i32).collect::<Vec<_>>();
        for n in 0..count {
            writer.row(&[Cell::Text(&format!("é{n}")), Cell::Integer(n - 3), Cell::Integers(&list(n))]).unwrap();
        }
        writer.finish().unwrap();
        let mut rows = Rows::open(&path, |_| true).unwrap();
        for n in 0..count {
            let row = rows.next_row().unwrap().unwrap();
            assert_eq!(row, serde_json::json!({"file": format!("é{n}"), "n": n - 3, "list": list(n)}));
        }
        assert!(rows.next_row().unwrap().is_none());
        assert_eq!(TextColumn::open(&path, "file").unwrap().rows(), count as u64);
        let path = folder.path().join("empty.parquet");
        Writer::create(&path, &[("file", Kind::Text)]).unwrap().finish().unwrap();
        assert!(Rows::open(&path, |_| true).unwrap().next_row().unwrap().is_none());
    }
}
