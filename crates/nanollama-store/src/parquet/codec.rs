//! Packed pages unpacked: to the size that the page claims and no further, whatever its bytes would go on to.

use std::io::Read;

use ::parquet::basic::Compression;

/// Bytes of brotli's input that are looked at at once.
const BROTLI_BLOCK: usize = 1 << 12;

/// Unpacks a page of `size` bytes.
pub(super) fn unpack(codec: Compression, packed: &[u8], size: usize) -> Result<Vec<u8>, String> {
    let unpacked = match codec {
        Compression::UNCOMPRESSED => packed.to_vec(),
        Compression::SNAPPY => snappy(packed, size)?,
        Compression::GZIP(_) => read(flate2::read::MultiGzDecoder::new(packed), size)?,
        Compression::ZSTD(_) => read(zstd::Decoder::with_buffer(packed).map_err(said)?, size)?,
        Compression::BROTLI(_) => read(brotli_decompressor::Decompressor::new(packed, BROTLI_BLOCK), size)?,
        Compression::LZ4_RAW => lz4(packed, size)?,
        Compression::LZ4 => hadoop_lz4(packed, size).or_else(|_| lz4(packed, size))?,
        other => return Err(format!("compression {other} is not supported")),
    };
    if unpacked.len() != size {
        return Err(format!("a page of {size} bytes unpacks to {} or more", unpacked.len()));
    }
    Ok(unpacked)
}

/// One byte beyond the size tells a page that goes on.
fn read(reader: impl Read, size: usize) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::with_capacity(size);
    reader.take(size as u64 + 1).read_to_end(&mut unpacked).map_err(said)?;
    Ok(unpacked)
}

fn snappy(packed: &[u8], size: usize) -> Result<Vec<u8>, String> {
    let claimed = snap::raw::decompress_len(packed).map_err(said)?;
    if claimed != size {
        return Err(format!("a page of {size} bytes claims inside to have {claimed}"));
    }
    snap::raw::Decoder::new().decompress_vec(packed).map_err(said)
}

fn lz4(packed: &[u8], size: usize) -> Result<Vec<u8>, String> {
    let mut unpacked = vec![0; size];
    let count = lz4_flex::block::decompress_into(packed, &mut unpacked).map_err(said)?;
    unpacked.truncate(count);
    Ok(unpacked)
}

/// Hadoop's blocks: each behind its unpacked and its packed size.
fn hadoop_lz4(mut packed: &[u8], size: usize) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::with_capacity(size);
    while let Some((head, rest)) = packed.split_first_chunk::<8>() {
        let number = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
        let (block, length) = (number(0), number(4));
        let bytes = rest.get(..length).filter(|_| block <= size - unpacked.len()).ok_or("a block beyond the page")?;
        unpacked.extend(lz4(bytes, block)?);
        packed = &rest[length..];
    }
    if packed.is_empty() { Ok(unpacked) } else { Err("a block is cut off".into()) }
}

fn said(error: impl std::fmt::Display) -> String {
    format!("a page that cannot be unpacked ({error})")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_page_is_unpacked_to_its_size_and_no_further() {
        let text = "a page of text, and again ".repeat(300);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        let block = lz4_flex::block::compress(text.as_bytes());
        let head = [(text.len() as u32).to_be_bytes(), (block.len() as u32).to_be_bytes()].concat();
        let size = text.len();
        for (codec, packed) in [
            (Compression::UNCOMPRESSED, text.clone().into_bytes()),
            (Compression::SNAPPY, snap::raw::Encoder::new().compress_vec(text.as_bytes()).unwrap()),
            (Compression::GZIP(Default::default()), gzip.finish().unwrap()),
            (Compression::ZSTD(Default::default()), zstd::encode_all(text.as_bytes(), 1).unwrap()),
            (Compression::LZ4_RAW, block.clone()),
            (Compression::LZ4, [head, block.clone()].concat()),
            (Compression::LZ4, block),
        ] {
            assert_eq!(unpack(codec, &packed, size).unwrap(), text.as_bytes(), "{codec}");
            for wrong in [size - 1, size + 1, 0] {
                assert!(unpack(codec, &packed, wrong).is_err(), "{codec}");
            }
            assert!(unpack(codec, &packed[..packed.len() / 2], size).is_err(), "{codec}");
        }
        assert!(unpack(Compression::LZO, b"", 0).unwrap_err().contains("LZO"));
    }
}
