//! Writing: arrays one behind the other, packed with deflate as `numpy.savez_compressed` does it.

use std::io::{self, Write};
use std::path::Path;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::FORMAT;
use crate::atomic::{AtomicFile, NewFile};
use crate::error::{Error, Result};
use crate::zip::{CENTRAL, DEFLATED, END, LOCAL};

/// An array to be written.
pub struct ArrayOut<'a> {
    name: String,
    descr: String,
    shape: Vec<usize>,
    bytes: Box<dyn FnOnce() -> Vec<u8> + 'a>,
}

impl<'a> ArrayOut<'a> {
    /// An array of that type (numpy's word: `<f2`), whose little-endian bytes are asked for when its turn comes.
    pub fn new(
        name: impl Into<String>,
        descr: impl Into<String>,
        shape: &[usize],
        bytes: impl FnOnce() -> Vec<u8> + 'a,
    ) -> ArrayOut<'a> {
        ArrayOut { name: name.into(), descr: descr.into(), shape: shape.to_vec(), bytes: Box::new(bytes) }
    }
}

/// A place in the directory.
struct Line {
    name: String,
    crc: u32,
    packed: u32,
    unpacked: u32,
    offset: u32,
}

/// Version 2.0 of the format, which deflate needs.
const VERSION: u16 = 20;

/// Writes the arrays, whole or not at all.
///
/// # Errors
/// [`Error::Unwritable`] beyond 4 GiB or 65,535 arrays, which plain zips do not hold; when the disk refuses.
pub fn write(path: &Path, arrays: Vec<ArrayOut<'_>>) -> Result<()> {
    let too_large = || Error::unwritable(path, format!("it as {FORMAT}: it is larger than 4 GiB"));
    let mut file = AtomicFile::create(path)?;
    let (mut lines, mut at) = (Vec::with_capacity(arrays.len()), 0u64);
    for array in arrays {
        let data = [header(&array.descr, &array.shape), (array.bytes)()].concat();
        let packed = packed(&data).map_err(|source| Error::io(path, "pack", source))?;
        let mut crc = Crc::new();
        crc.update(&data);
        let size = |bytes: usize| u32::try_from(bytes).map_err(|_| too_large());
        let line = Line {
            name: format!("{}.npy", array.name),
            crc: crc.sum(),
            packed: size(packed.len())?,
            unpacked: size(data.len())?,
            offset: u32::try_from(at).map_err(|_| too_large())?,
        };
        let mut head = LOCAL.to_le_bytes().to_vec();
        line.facts(&mut head);
        // No extra field.
        head.extend(0u16.to_le_bytes());
        head.extend(line.name.as_bytes());
        file.put(&head)?;
        file.put(&packed)?;
        at += (head.len() + packed.len()) as u64;
        lines.push(line);
    }
    let start = u32::try_from(at).map_err(|_| too_large())?;
    let mut directory = Vec::new();
    lines.iter().for_each(|line| line.describe(&mut directory));
    let count = u16::try_from(lines.len());
    let count = count.map_err(|_| Error::unwritable(path, format!("{} arrays as {FORMAT}", lines.len())))?;
    let size = u32::try_from(directory.len()).map_err(|_| too_large())?;
    directory.extend(END.to_le_bytes());
    // One disk, the first.
    directory.extend([0u16, 0, count, count].iter().flat_map(|number| number.to_le_bytes()));
    directory.extend([size, start].iter().flat_map(|number| number.to_le_bytes()));
    directory.extend(0u16.to_le_bytes());
    file.put(&directory)?;
    file.commit()
}

impl Line {
    /// What the entry's own header and the directory both say, up to the length of its name.
    fn facts(&self, out: &mut Vec<u8>) {
        // No flags; the first day that zips can name.
        out.extend([VERSION, 0, DEFLATED, 0, 0x21].iter().flat_map(|number| number.to_le_bytes()));
        out.extend([self.crc, self.packed, self.unpacked].iter().flat_map(|number| number.to_le_bytes()));
        out.extend((self.name.len() as u16).to_le_bytes());
    }

    fn describe(&self, out: &mut Vec<u8>) {
        out.extend(CENTRAL.to_le_bytes());
        out.extend(VERSION.to_le_bytes());
        self.facts(out);
        // No extra field, no comment, the first disk, no attributes.
        out.extend([0; 2 + 2 + 2 + 2 + 4]);
        out.extend(self.offset.to_le_bytes());
        out.extend(self.name.as_bytes());
    }
}

fn packed(data: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data)?;
    encoder.finish()
}

/// Version 1 of the head, padded so that the values begin at a multiple of 64 bytes.
fn header(descr: &str, shape: &[usize]) -> Vec<u8> {
    let dims: String = shape.iter().map(|dim| format!("{dim}, ")).collect();
    let dims = if shape.len() == 1 { dims.trim_end().to_owned() } else { dims.trim_end_matches(", ").to_owned() };
    let mut text = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({dims}), }}");
    let length = (10 + text.len() + 1).next_multiple_of(64) - 10;
    text.extend(std::iter::repeat_n(' ', length - 1 - text.len()));
    text.push('\n');
    [b"\x93NUMPY\x01\x00", &(length as u16).to_le_bytes()[..], text.as_bytes()].concat()
}
