//! The directory of a zip: names, and where the bytes of each entry lie in the file, as they are or packed. Zip64 as torch
//! writes it. Nothing is unpacked here. Format: PKWARE's APPNOTE 6.3.
//!
//! Checksums are not looked at: torch can be told to write none.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::cursor::Cursor;

/// Where the bytes of an entry lie.
#[derive(Debug)]
pub(crate) struct Member {
    /// In the file.
    pub(crate) bytes: Range<usize>,
    /// Zip's number of how they are packed; see [`STORED`] and [`DEFLATED`].
    pub(crate) method: u16,
    /// How many they are unpacked, as the directory claims.
    pub(crate) unpacked: u64,
}

/// The method of an entry that is stored as it is.
pub(crate) const STORED: u16 = 0;
/// The method of one that is packed with deflate.
pub(crate) const DEFLATED: u16 = 8;

pub(crate) const LOCAL: u32 = 0x0403_4b50;
pub(crate) const CENTRAL: u32 = 0x0201_4b50;
pub(crate) const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
/// Bytes of the fixed part of each.
const CENTRAL_BYTES: usize = 46;
const END_BYTES: usize = 22;
const LOCATOR_BYTES: usize = 20;
/// A zip may end in a comment of so many bytes.
const LONGEST_COMMENT: usize = 0xffff;
/// Number of the extra field with sizes beyond 32 bits.
const ZIP64: u16 = 1;
const ENCRYPTED: u16 = 1;

/// One line of the directory.
struct Entry<'a> {
    name: &'a str,
    flags: u16,
    method: u16,
    packed: u64,
    unpacked: u64,
    /// Where its own header begins.
    offset: u64,
}

/// Where the bytes of each entry lie.
pub(crate) fn directory(file: &[u8]) -> Result<BTreeMap<String, Member>, String> {
    let mut found = BTreeMap::new();
    let (span, count) = span(file)?;
    for entry in lines(file, span.clone(), count) {
        let entry = entry?;
        let name = entry.name.to_owned();
        if entry.flags & ENCRYPTED != 0 {
            return Err(format!("entry {name} is encrypted"));
        }
        if entry.method == STORED && entry.packed != entry.unpacked {
            let (packed, unpacked) = (entry.packed, entry.unpacked);
            return Err(format!("entry {name} is stored as it is, but in {packed} bytes instead of {unpacked}"));
        }
        let member = Member { bytes: bytes(file, &entry, span.start)?, method: entry.method, unpacked: entry.unpacked };
        if found.insert(name, member).is_some() {
            return Err(format!("entry {} comes twice", entry.name));
        }
    }
    Ok(found)
}

/// The names alone, as far as they can be read.
pub(crate) fn names(file: &[u8]) -> Vec<&str> {
    let Ok((span, count)) = span(file) else { return Vec::new() };
    lines(file, span, count).map_while(Result::ok).map(|entry| entry.name).collect()
}

/// Where the directory lies and how many lines it has.
fn span(file: &[u8]) -> Result<(Range<usize>, usize), String> {
    let end = end(file).ok_or("it has no directory at its end: it was cut off, or is no zip")?;
    let mut cursor = Cursor::new(&file[end + 4..]);
    let (disk, first) = (cursor.u16("the disk")?, cursor.u16("the first disk")?);
    let (_, count) = (cursor.u16("the count")?, u64::from(cursor.u16("the count")?));
    let (size, offset) = (u64::from(cursor.u32("the size")?), u64::from(cursor.u32("the offset")?));
    let (count, size, offset, until) = match large(file, end)? {
        Some((count, size, offset, until)) => (count, size, offset, until),
        None if disk != first || disk != 0 => return Err("it is one of several parts of a zip".into()),
        None => (count, size, offset, end),
    };
    let stop = offset.checked_add(size).and_then(|stop| usize::try_from(stop).ok()).filter(|&stop| stop <= until);
    let Some(stop) = stop else {
        return Err(format!("its directory of {size} bytes at byte {offset} does not end before byte {until}"));
    };
    // Not above `stop`, so it fits.
    let span = offset as usize..stop;
    let count = Cursor::new(&file[span.clone()]).checked_count(count, CENTRAL_BYTES, "entries")?;
    Ok((span, count))
}

/// Where the last record begins: the one whose comment ends with the file.
fn end(file: &[u8]) -> Option<usize> {
    let last = file.len().checked_sub(END_BYTES)?;
    (last.saturating_sub(LONGEST_COMMENT)..=last).rev().find(|&at| {
        let comment = [file[at + END_BYTES - 2], file[at + END_BYTES - 1]];
        file[at..].starts_with(&END.to_le_bytes())
            && at + END_BYTES + usize::from(u16::from_le_bytes(comment)) == file.len()
    })
}

/// Count, size and offset of a zip64's directory, and what it must end before; None for a plain zip.
fn large(file: &[u8], end: usize) -> Result<Option<(u64, u64, u64, usize)>, String> {
    let Some(at) = end.checked_sub(LOCATOR_BYTES) else { return Ok(None) };
    let mut cursor = Cursor::new(&file[at..end]);
    if cursor.u32("the locator")? != LOCATOR_64 {
        return Ok(None);
    }
    let (_, record) = (cursor.u32("the disk")?, cursor.u64("the record's offset")?);
    let start = usize::try_from(record).ok().filter(|&start| start < at);
    let start = start.ok_or_else(|| format!("its zip64 record at byte {record} is not before byte {at}"))?;
    let mut cursor = Cursor::new(&file[start..at]);
    if cursor.u32("the zip64 record")? != END_64 {
        return Err(format!("there is no zip64 record at byte {start}"));
    }
    // Its size, two versions, two disks, and the entries on this one.
    cursor.take(8 + 2 + 2 + 4 + 4 + 8, "the zip64 record")?;
    let (count, size) = (cursor.u64("the count")?, cursor.u64("the size")?);
    Ok(Some((count, size, cursor.u64("the offset")?, start)))
}

/// The lines of the directory.
fn lines(file: &[u8], span: Range<usize>, count: usize) -> impl Iterator<Item = Result<Entry<'_>, String>> {
    let mut cursor = Cursor::new(&file[span]);
    (0..count).map(move |_| line(&mut cursor))
}

fn line<'a>(cursor: &mut Cursor<'a>) -> Result<Entry<'a>, String> {
    let what = "an entry of the directory";
    if cursor.u32(what)? != CENTRAL {
        return Err(format!("there is no {what} where one belongs"));
    }
    cursor.take(4, what)?;
    let (flags, method) = (cursor.u16(what)?, cursor.u16(what)?);
    // Time, date and checksum.
    cursor.take(8, what)?;
    let (packed, unpacked) = (cursor.u32(what)?, cursor.u32(what)?);
    let lengths = [cursor.u16(what)?, cursor.u16(what)?, cursor.u16(what)?].map(u64::from);
    // Disk and attributes.
    cursor.take(8, what)?;
    let offset = cursor.u32(what)?;
    let name = std::str::from_utf8(cursor.take(lengths[0], "a name")?);
    let name = name.map_err(|_| "an entry's name is no UTF-8".to_owned())?;
    let extra = cursor.take(lengths[1], "an extra field")?;
    cursor.take(lengths[2], "a comment")?;
    // In this order, those that do not fit 32 bits.
    let mut large = extra_64(extra)?;
    let mut wide = |number: u32| match number {
        u32::MAX => large.u64(&format!("a size of entry {name}")),
        number => Ok(u64::from(number)),
    };
    let (unpacked, packed, offset) = (wide(unpacked)?, wide(packed)?, wide(offset)?);
    Ok(Entry { name, flags, method, packed, unpacked, offset })
}

/// The extra field with large sizes; empty when there is none.
fn extra_64(extra: &[u8]) -> Result<Cursor<'_>, String> {
    let mut cursor = Cursor::new(extra);
    while cursor.left() >= 4 {
        let (number, length) = (cursor.u16("an extra field")?, cursor.u16("an extra field")?);
        let content = cursor.take(u64::from(length), "an extra field")?;
        if number == ZIP64 {
            return Ok(Cursor::new(content));
        }
    }
    Ok(Cursor::new(&[]))
}

/// The bytes of an entry, behind its own header and before `limit`.
fn bytes(file: &[u8], entry: &Entry<'_>, limit: usize) -> Result<Range<usize>, String> {
    let Entry { name, offset, packed, .. } = *entry;
    let start = usize::try_from(offset).ok().filter(|&start| start < limit);
    let start = start.ok_or_else(|| format!("entry {name} at byte {offset} is not before byte {limit}"))?;
    let mut cursor = Cursor::new(&file[start..limit]);
    if cursor.u32("an entry")? != LOCAL {
        return Err(format!("entry {name} does not begin at byte {start}"));
    }
    // Version, flags, method, time, date, checksum and two sizes, which the directory has.
    cursor.take(22, "an entry's header")?;
    let lengths = [cursor.u16("an entry's header")?, cursor.u16("an entry's header")?].map(u64::from);
    if cursor.take(lengths[0], "an entry's name")? != name.as_bytes() {
        return Err(format!("entry {name} has another name at byte {start}"));
    }
    cursor.take(lengths[1], "an entry's extra field")?;
    let start = start + cursor.position();
    let length = cursor.take(packed, &format!("entry {name}"))?.len();
    Ok(start..start + length)
}
