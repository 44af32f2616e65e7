//! The JSON header of a safetensors file: parsed with every size checked, and composed.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::json;

use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::tensor::{TensorOut, tensor_bytes};

pub(super) const FORMAT: &str = "safetensors";

/// The reference reader's limit, too.
const MOST_HEADER_BYTES: u64 = 100_000_000;
const METADATA: &str = "__metadata__";
/// The dtype of bytes that are no numbers.
pub(super) const PLAIN: &str = "U8";

/// One tensor: where its bytes are in the file.
#[derive(Debug)]
pub(super) struct StoredTensor {
    pub(super) dtype: String,
    pub(super) shape: Vec<usize>,
    pub(super) bytes: Range<usize>,
}

pub(super) struct Header {
    pub(super) tensors: Vec<(String, StoredTensor)>,
    pub(super) metadata: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Described {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: [u64; 2],
}

/// The header's object in file order, with names that come twice refused; serde's maps would silently keep one.
struct Entries {
    tensors: Vec<(String, Described)>,
    metadata: BTreeMap<String, String>,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Entries, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of tensors")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Entries, A::Error> {
                let mut listed = Entries { tensors: Vec::new(), metadata: BTreeMap::new() };
                let mut seen = std::collections::HashSet::new();
                while let Some(name) = map.next_key::<String>()? {
                    if !seen.insert(name.clone()) {
                        return Err(de::Error::custom(format!("`{name}` comes twice")));
                    }
                    if name == METADATA {
                        listed.metadata = map.next_value()?;
                    } else {
                        listed.tensors.push((name, map.next_value()?));
                    }
                }
                Ok(listed)
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// Parses the header of a whole file and checks that its tensors are exactly the bytes after it.
pub(super) fn parse(path: &Path, file: &[u8]) -> Result<Header> {
    let bad = |what: String| Error::format(path, FORMAT, what);
    let mut cursor = Cursor::new(file);
    let length = cursor.u64("the header's length").map_err(bad)?;
    if length > MOST_HEADER_BYTES {
        return Err(bad(format!("a header of {length} bytes; the most is {MOST_HEADER_BYTES}")));
    }
    let text = cursor.take(length, "the header").map_err(bad)?;
    let listed: Entries = serde_json::from_slice(text).map_err(|error| bad(format!("header: {error}")))?;

    let start = cursor.position();
    let data = cursor.left() as u64;
    let mut tensors = Vec::with_capacity(listed.tensors.len());
    for (name, described) in listed.tensors {
        let entry = place(described, start, data).map_err(|what| Error::tensor(path, &name, what))?;
        tensors.push((name, entry));
    }
    check_gapless(path, &tensors, start, file.len())?;
    Ok(Header { tensors, metadata: listed.metadata })
}

fn place(described: Described, start: usize, data: u64) -> std::result::Result<StoredTensor, String> {
    let [begin, end] = described.data_offsets;
    if begin > end || end > data {
        return Err(format!(
            "its bytes {begin}..{end} are not inside the file's {data} bytes of data; the file is cut off or damaged"
        ));
    }
    let shape = described.shape.iter().map(|&dim| usize::try_from(dim)).collect::<std::result::Result<Vec<_>, _>>();
    let shape = shape.map_err(|_| format!("shape {:?} is larger than this machine can address", described.shape))?;
    if let Some(bits) = bits(&described.dtype) {
        let elements = shape.iter().try_fold(1u64, |product, &dim| product.checked_mul(dim as u64));
        let bytes = elements.and_then(|elements| elements.checked_mul(bits)).map(|bits| bits.div_ceil(8));
        if bytes != Some(end - begin) {
            let wanted = bytes.map_or("more than 64 bits can count".to_owned(), |bytes| bytes.to_string());
            return Err(format!(
                "shape {shape:?} of {} needs {wanted} bytes, the file gives it {}",
                described.dtype,
                end - begin
            ));
        }
    }
    // Both ends are at most the file's length, which is a usize.
    Ok(StoredTensor { dtype: described.dtype, shape, bytes: start + begin as usize..start + end as usize })
}

/// Overlaps, holes and bytes nobody owns are refused, as the reference reader does.
fn check_gapless(path: &Path, tensors: &[(String, StoredTensor)], start: usize, end: usize) -> Result<()> {
    let mut order: Vec<&(String, StoredTensor)> = tensors.iter().collect();
    order.sort_by_key(|(_, entry)| (entry.bytes.start, entry.bytes.end));
    let mut at = start;
    for (name, entry) in order {
        if entry.bytes.start != at {
            return Err(Error::tensor(
                path,
                name,
                format!("starts at byte {}, but the tensor before it ends at {at}", entry.bytes.start),
            ));
        }
        at = entry.bytes.end;
    }
    if at != end {
        return Err(Error::format(path, FORMAT, format!("its tensors end at byte {at}, the file at {end}")));
    }
    Ok(())
}

/// Bits of a value, for the dtypes whose size is known; others can be listed but not used.
fn bits(dtype: &str) -> Option<u64> {
    Some(match dtype {
        "F64" | "I64" | "U64" | "C64" => 64,
        "F32" | "I32" | "U32" => 32,
        "F16" | "BF16" | "I16" | "U16" => 16,
        "I8" | "U8" | "BOOL" | "F8_E5M2" | "F8_E4M3" | "F8_E8M0" => 8,
        _ => return None,
    })
}

/// The header's JSON, padded with spaces to 8 bytes, and each tensor's size in order.
pub(super) fn compose(
    path: &Path,
    tensors: &[TensorOut<'_>],
    metadata: &BTreeMap<String, String>,
) -> Result<(Vec<u8>, Vec<u64>)> {
    let mut object = serde_json::Map::new();
    if !metadata.is_empty() {
        object.insert(METADATA.into(), json!(metadata));
    }
    let mut sizes = Vec::with_capacity(tensors.len());
    let mut at = 0u64;
    for tensor in tensors {
        let named = if tensor.plain { Some(PLAIN) } else { tensor.dtype.safetensors_name() };
        let dtype = named.ok_or_else(|| {
            let what = format!("tensor `{}`: safetensors has no {}; export GGUF instead", tensor.name, tensor.dtype);
            Error::unwritable(path, what)
        })?;
        let bytes = match tensor.plain {
            true => tensor.shape.iter().map(|&dim| dim as u64).product(),
            false => {
                tensor_bytes(tensor.dtype, &tensor.shape).map_err(|what| Error::tensor(path, &tensor.name, what))?
            }
        };
        let end = at.checked_add(bytes).ok_or_else(|| Error::unwritable(path, "more than 2^64 bytes"))?;
        let described = json!({"dtype": dtype, "shape": tensor.shape, "data_offsets": [at, end]});
        if tensor.name == METADATA || object.insert(tensor.name.clone(), described).is_some() {
            return Err(Error::unwritable(path, format!("two entries of the name `{}`", tensor.name)));
        }
        sizes.push(bytes);
        at = end;
    }
    let mut header = serde_json::to_vec(&object).expect("strings and numbers always serialise");
    header.resize(header.len().next_multiple_of(8), b' ');
    if header.len() as u64 > MOST_HEADER_BYTES {
        return Err(Error::unwritable(
            path,
            format!("a header of {} bytes; the most is {MOST_HEADER_BYTES}", header.len()),
        ));
    }
    Ok((header, sizes))
}
