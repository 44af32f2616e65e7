//! A page reader that looks at every unpacked page before the decoder does: what would make the
//! decoder panic, or allocate without bound, is an error.

use std::fs::File;

use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::serialized_reader::SerializedPageReader;

/// The pages of a flat column of byte arrays.
pub(super) struct Checked {
    inner: SerializedPageReader<File>,
    has_nulls: bool,
    has_dictionary: bool,
}

impl Checked {
    pub(super) fn new(inner: SerializedPageReader<File>, has_nulls: bool) -> Checked {
        Checked { inner, has_nulls, has_dictionary: false }
    }

    fn check(&mut self, page: &Page) -> std::result::Result<(), String> {
        // Where the values start: after the levels, which say which rows are null.
        let values = match page {
            Page::DictionaryPage { .. } => {
                self.has_dictionary = true;
                return Ok(());
            }
            Page::DataPage { buf, def_level_encoding, .. } if self.has_nulls => {
                if *def_level_encoding != Encoding::RLE {
                    return Err(format!("levels encoded as {def_level_encoding}; only RLE is read"));
                }
                let length = buf
                    .first_chunk()
                    .map(|&length| u32::from_le_bytes(length) as usize)
                    .ok_or("a page without levels")?;
                length.saturating_add(4)
            }
            Page::DataPage { .. } => 0,
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize)
            }
        };
        let data = page
            .buffer()
            .get(values..)
            .ok_or_else(|| format!("levels of {values} bytes in a page of {}", page.buffer().len()))?;
        match page.encoding() {
            Encoding::PLAIN => Ok(()),
            Encoding::RLE_DICTIONARY => self.check_dictionary(),
            #[allow(deprecated, reason = "old files have it")]
            Encoding::PLAIN_DICTIONARY => self.check_dictionary(),
            Encoding::DELTA_LENGTH_BYTE_ARRAY => check_delta(data, u64::from(page.num_values())),
            other => Err(format!(
                "encoding {other}; write the file with PLAIN, dictionary or DELTA_LENGTH_BYTE_ARRAY encoding"
            )),
        }
    }

    fn check_dictionary(&self) -> std::result::Result<(), String> {
        if self.has_dictionary { Ok(()) } else { Err("a page that needs a dictionary, and there is none".into()) }
    }
}

/// The lengths of a delta page are allocated by the count in its own header, which must not exceed the page's.
fn check_delta(data: &[u8], most: u64) -> std::result::Result<(), String> {
    let mut bytes = data.iter();
    let mut number = || {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = *bytes.next()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    };
    let (Some(block), Some(miniblocks), Some(count)) = (number(), number(), number()) else {
        return Err("a delta page without a header".into());
    };
    if count > most || block > 1 << 16 || miniblocks > 1 << 9 {
        return Err(format!("a delta page of {count} lengths in blocks of {block} by {miniblocks} for {most} values"));
    }
    Ok(())
}

impl Iterator for Checked {
    type Item = Result<Page>;
    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Checked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.inner.get_next_page()?;
        if let Some(page) = &page {
            self.check(page).map_err(ParquetError::General)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delta_headers_are_bounded() {
        assert!(check_delta(&[128, 1, 4, 3, 0], 3).is_ok());
        assert!(check_delta(&[128, 1, 4, 4, 0], 3).unwrap_err().contains("4 lengths"));
        assert!(check_delta(&[128, 1, 4, 255, 255, 255, 255, 127, 0], 3).is_err());
        assert!(check_delta(&[255, 255, 255, 127, 4, 3, 0], 3).unwrap_err().contains("blocks"));
        assert!(check_delta(&[128, 1, 4], 3).unwrap_err().contains("without a header"));
    }
}
