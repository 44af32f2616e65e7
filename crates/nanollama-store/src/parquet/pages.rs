//! The pages of a column: unpacked here, and looked at before the decoder sees them. What would make the decoder panic, or
//! allocate without bound, is an error.

use std::sync::Arc;

use ::parquet::basic::{Compression, Encoding, Type};
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::ColumnChunkMetaData;

use super::claims::{self, Kind, Sizes};
use super::codec::unpack;
use super::delta;
use super::thrift::Fields;
use crate::cursor::Cursor;
use crate::map::Map;

// Field numbers of parquet.thrift.
const VALUES: i64 = 1;
const ENCODING: i64 = 2;
const DEFINITION_ENCODING: i64 = 3;
const REPETITION_ENCODING: i64 = 4;
const V2_NULLS: i64 = 2;
const V2_ROWS: i64 = 3;
const V2_ENCODING: i64 = 4;
const V2_DEFINITIONS: i64 = 5;
const V2_REPETITIONS: i64 = 6;
const V2_PACKED: i64 = 7;

/// The pages of one column in one row group.
pub(super) struct Pages {
    file: Arc<Map>,
    /// Where the next page begins, and where the column ends.
    at: usize,
    end: usize,
    codec: Compression,
    kind: Type,
    /// Whether levels of each kind stand in front of the values.
    repeats: bool,
    has_nulls: bool,
    has_dictionary: bool,
    whole_records: bool,
}

impl Pages {
    /// The pages of a chunk that [`claims::check_chunk`] has found to lie in the file.
    pub(super) fn new(file: Arc<Map>, chunk: &ColumnChunkMetaData) -> std::result::Result<Pages, String> {
        let range = claims::range(&file, chunk)?;
        let column = chunk.column_descr();
        Ok(Pages {
            at: range.start,
            end: range.end,
            codec: chunk.compression(),
            kind: column.physical_type(),
            repeats: column.max_rep_level() > 0,
            has_nulls: column.max_def_level() > 0,
            has_dictionary: false,
            whole_records: false,
            file,
        })
    }

    fn next_page(&mut self) -> std::result::Result<Option<Page>, String> {
        while self.at < self.end {
            let file = self.file.clone();
            let mut cursor = Cursor::new(&file[self.at..self.end]);
            let (header, Sizes { packed, unpacked }) = claims::header(&mut cursor)?;
            let packed = cursor.take(packed, "its packed data")?;
            self.at = self.end - cursor.left();
            let unpacked = usize::try_from(unpacked).map_err(|_| "a page beyond memory")?;
            let page = match claims::kind(&header)? {
                Kind::Index => continue,
                // Some writers begin a column with one; the decoder would take it for the end.
                Kind::Data(fields) | Kind::DataV2(fields) if count(fields, VALUES)? == 0 => continue,
                Kind::Dictionary(fields) => Page::DictionaryPage {
                    buf: unpack(self.codec, packed, unpacked)?.into(),
                    num_values: count(fields, VALUES)?,
                    encoding: encoding(fields, ENCODING)?,
                    is_sorted: false,
                },
                Kind::Data(fields) => Page::DataPage {
                    buf: unpack(self.codec, packed, unpacked)?.into(),
                    num_values: count(fields, VALUES)?,
                    encoding: encoding(fields, ENCODING)?,
                    def_level_encoding: encoding(fields, DEFINITION_ENCODING)?,
                    rep_level_encoding: encoding(fields, REPETITION_ENCODING)?,
                    statistics: None,
                },
                Kind::DataV2(fields) => {
                    let (definitions, repetitions) = (count(fields, V2_DEFINITIONS)?, count(fields, V2_REPETITIONS)?);
                    let levels = definitions as usize + repetitions as usize;
                    let too_long = || format!("levels of {levels} bytes in a page of {unpacked}");
                    let (levels, values) = packed.split_at_checked(levels).ok_or_else(too_long)?;
                    let left = unpacked.checked_sub(levels.len()).ok_or_else(too_long)?;
                    let is_packed = fields.flag(V2_PACKED).unwrap_or(true) && !(values.is_empty() && left == 0);
                    let codec = if is_packed { self.codec } else { Compression::UNCOMPRESSED };
                    Page::DataPageV2 {
                        buf: [levels, &unpack(codec, values, left)?].concat().into(),
                        num_values: count(fields, VALUES)?,
                        encoding: encoding(fields, V2_ENCODING)?,
                        num_nulls: count(fields, V2_NULLS)?,
                        num_rows: count(fields, V2_ROWS)?,
                        def_levels_byte_len: definitions,
                        rep_levels_byte_len: repetitions,
                        is_compressed: false,
                        statistics: None,
                    }
                }
            };
            self.check(&page)?;
            self.whole_records = matches!(page, Page::DataPageV2 { .. });
            return Ok(Some(page));
        }
        Ok(None)
    }

    fn check(&mut self, page: &Page) -> std::result::Result<(), String> {
        // Where the values start: after the levels, which say which rows are null and which begin a list.
        let values = match page {
            Page::DictionaryPage { .. } => {
                self.has_dictionary = true;
                return Ok(());
            }
            Page::DataPage { buf, def_level_encoding, rep_level_encoding, .. } => {
                let mut at = 0usize;
                for (there, encoding) in [(self.repeats, rep_level_encoding), (self.has_nulls, def_level_encoding)] {
                    if !there {
                        continue;
                    }
                    if *encoding != Encoding::RLE {
                        return Err(format!("levels encoded as {encoding}; only RLE is read"));
                    }
                    let length = buf.get(at..).and_then(|rest| rest.first_chunk()).ok_or("a page without levels")?;
                    at = at.saturating_add(4).saturating_add(u32::from_le_bytes(*length) as usize);
                }
                at
            }
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize)
            }
        };
        let data = page
            .buffer()
            .get(values..)
            .ok_or_else(|| format!("levels of {values} bytes in a page of {}", page.buffer().len()))?;
        let most = u64::from(page.num_values());
        match (page.encoding(), self.kind) {
            (Encoding::PLAIN, _) => Ok(()),
            (Encoding::RLE_DICTIONARY, _) => self.check_dictionary(),
            #[allow(deprecated, reason = "old files have it")]
            (Encoding::PLAIN_DICTIONARY, _) => self.check_dictionary(),
            (Encoding::DELTA_LENGTH_BYTE_ARRAY, Type::BYTE_ARRAY) => delta::check_lengths(data, most),
            (Encoding::DELTA_BYTE_ARRAY, Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY) => {
                delta::check_prefixes(data, most)
            }
            (Encoding::DELTA_BINARY_PACKED, Type::INT32 | Type::INT64) => delta::numbers(data, most).map(|_| ()),
            // Byte streams are as long as their values: the decoder allocates for no more than the page has.
            (
                Encoding::BYTE_STREAM_SPLIT,
                Type::FLOAT | Type::DOUBLE | Type::INT32 | Type::INT64 | Type::FIXED_LEN_BYTE_ARRAY,
            ) => Ok(()),
            (Encoding::RLE, Type::BOOLEAN) => Ok(()),
            (other, kind) => Err(format!("encoding {other} of {kind} is not supported")),
        }
    }

    fn check_dictionary(&self) -> std::result::Result<(), String> {
        if self.has_dictionary { Ok(()) } else { Err("a page that needs a dictionary, and there is none".into()) }
    }
}

fn count(fields: &[(i64, super::thrift::Field)], id: i64) -> std::result::Result<u32, String> {
    let count = fields.integer(id).ok_or_else(|| format!("a page without its field {id}"))?;
    u32::try_from(count).map_err(|_| format!("a page whose field {id} is {count}"))
}

fn encoding(fields: &[(i64, super::thrift::Field)], id: i64) -> std::result::Result<Encoding, String> {
    #[allow(deprecated, reason = "old files have them")]
    Ok(match count(fields, id)? {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        4 => Encoding::BIT_PACKED,
        5 => Encoding::DELTA_BINARY_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        7 => Encoding::DELTA_BYTE_ARRAY,
        8 => Encoding::RLE_DICTIONARY,
        9 => Encoding::BYTE_STREAM_SPLIT,
        other => return Err(format!("a page of encoding {other}, which is not known")),
    })
}

impl Iterator for Pages {
    type Item = Result<Page>;
    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.next_page().map_err(ParquetError::General)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Err(ParquetError::General("pages are read in order".into()))
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.next_page().map(|_| ()).map_err(ParquetError::General)
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        // Records of the older pages may go on in the next one.
        Ok(self.at >= self.end || self.whole_records)
    }
}
