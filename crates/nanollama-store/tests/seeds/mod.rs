//! Small parquet files of every layout the reader knows, made with the crate's own writer.

use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// How the text column is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) nulls: bool,
    pub(crate) zstd: bool,
    pub(crate) dictionary: bool,
    pub(crate) version_2: bool,
    pub(crate) delta: bool,
}

pub(crate) const LAYOUTS: [Layout; 5] = [
    Layout { nulls: false, zstd: true, dictionary: false, version_2: false, delta: false },
    Layout { nulls: true, zstd: false, dictionary: true, version_2: false, delta: false },
    Layout { nulls: true, zstd: true, dictionary: true, version_2: true, delta: false },
    Layout { nulls: true, zstd: false, dictionary: false, version_2: true, delta: true },
    Layout { nulls: false, zstd: false, dictionary: false, version_2: false, delta: true },
];

/// Two row groups of `rows` rows: a number column, and `text`, whose third rows are null if it may
/// have nulls. Returns the texts.
pub(crate) fn write(path: &Path, layout: Layout, rows: usize) -> Vec<String> {
    let repetition = if layout.nulls { "OPTIONAL" } else { "REQUIRED" };
    let schema = format!("message schema {{ REQUIRED INT64 id; {repetition} BYTE_ARRAY text (UTF8); }}");
    let version = if layout.version_2 { WriterVersion::PARQUET_2_0 } else { WriterVersion::PARQUET_1_0 };
    let compression = if layout.zstd { Compression::ZSTD(ZstdLevel::default()) } else { Compression::SNAPPY };
    let mut properties = WriterProperties::builder().set_writer_version(version).set_compression(compression);
    properties =
        properties.set_dictionary_enabled(layout.dictionary).set_data_page_row_count_limit(7).set_write_batch_size(7);
    if !layout.dictionary {
        properties =
            properties.set_encoding(if layout.delta { Encoding::DELTA_LENGTH_BYTE_ARRAY } else { Encoding::PLAIN });
    }
    let properties = properties.set_column_encoding("id".into(), Encoding::PLAIN).build();

    let file = std::fs::File::create(path).unwrap();
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    let mut expected = Vec::new();
    for group in 0..2 {
        let texts: Vec<Option<String>> = (0..rows)
            .map(|row| (!layout.nulls || row % 3 != 2).then(|| format!("text {group} of kind {} — é", row % 5)))
            .collect();
        let mut group_writer = writer.next_row_group().unwrap();
        let mut ids = group_writer.next_column().unwrap().unwrap();
        ids.typed::<Int64Type>().write_batch(&(0..rows as i64).collect::<Vec<_>>(), None, None).unwrap();
        ids.close().unwrap();
        let mut column = group_writer.next_column().unwrap().unwrap();
        let values: Vec<ByteArray> = texts.iter().flatten().map(|text| text.as_str().into()).collect();
        let levels: Vec<i16> = texts.iter().map(|text| i16::from(text.is_some())).collect();
        column.typed::<ByteArrayType>().write_batch(&values, layout.nulls.then_some(&levels), None).unwrap();
        column.close().unwrap();
        group_writer.close().unwrap();
        expected.extend(texts.into_iter().flatten());
    }
    writer.close().unwrap();
    expected
}
