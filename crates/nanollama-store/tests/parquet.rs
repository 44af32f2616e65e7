//! Parquet through the public door: every layout, nulls, columns that are not there, files that are cut.

use nanollama_store::Error;
use nanollama_store::parquet::{Rows, TextColumn, columns};

mod seeds;

fn read(column: &TextColumn) -> Result<(Vec<String>, u64), Error> {
    let mut texts = Vec::new();
    let nulls = column.for_each::<Error>(|text| {
        texts.push(text.to_owned());
        Ok(())
    })?;
    Ok((texts, nulls))
}

#[test]
fn every_layout_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    for layout in seeds::LAYOUTS {
        let expected = seeds::write(&path, layout, 600);
        let column = TextColumn::open(&path, "text").unwrap();
        assert_eq!((column.rows(), column.groups()), (1200, 2));
        let (texts, nulls) = read(&column).unwrap();
        assert_eq!(texts, expected, "{layout:?}");
        assert_eq!(nulls, if layout.nulls { 400 } else { 0 });
    }
}

/// As `oracle/parquet_pages.py` wrote them, and as pyarrow reads them.
#[test]
fn a_row_goes_on_in_the_next_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pages.parquet");
    let mut rows = Rows::open(path.as_ref(), |_| true).unwrap();
    for (row, count) in [5, 0, 9, 1, 12, 2].into_iter().enumerate() {
        let texts: Vec<String> = (0..count).map(|place| format!("{row}.{place}")).collect();
        assert_eq!(rows.next_row().unwrap().unwrap(), serde_json::json!({ "texts": texts }));
    }
    assert!(rows.next_row().unwrap().is_none());
}

#[test]
fn a_missing_column_lists_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    seeds::write(&path, seeds::LAYOUTS[0], 3);
    let names: Vec<(String, bool)> =
        columns(&path).unwrap().into_iter().map(|column| (column.name, column.is_text)).collect();
    assert_eq!(names, [("id".to_owned(), false), ("text".to_owned(), true)]);
    for column in ["content", "id"] {
        let message = TextColumn::open(&path, column).map(|_| ()).unwrap_err().to_string();
        assert!(message.contains("id (INT64), text (BYTE_ARRAY)"), "{message}");
    }
}

#[test]
fn cut_and_foreign_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    seeds::write(&path, seeds::LAYOUTS[0], 30);
    let whole = std::fs::read(&path).unwrap();
    for (bytes, expected) in [
        (&whole[..whole.len() - 1], "does not end with PAR1"),
        (&whole[1..], "does not start with PAR1"),
        (b"PAR1\xff\xff\xff\xffPAR1", "a footer of 4294967295 bytes"),
        (b"{\"text\":\"a\"}", "PAR1"),
        (b"", "PAR1"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let message = TextColumn::open(&path, "text").map(|_| ()).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("x.parquet"), "{message}");
    }
}
