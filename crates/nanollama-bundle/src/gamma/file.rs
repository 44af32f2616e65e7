//! Our file: safetensors, with what is known of a γ among its metadata.
//!
//! A dense part is a tensor of its own name. One of low rank is `NAME.lora_A` `[R, K]` and `NAME.lora_B` `[N, R]`; rows are
//! `NAME.rows` `[ids, D]`, and which they are is a list in the metadata, under that name. Numbers in blocks are the bytes of their rows,
//! `NAME.q8_0`. A sparse part is `NAME.sparse` `[count]`, `NAME.sparse.counts` (u32 a row) and `NAME.sparse.columns` (u16 a number).

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::TensorData;
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::{TensorOut, TensorView};

use super::fault::field;
use super::part::Part;
use super::sparse::Sparse;
use super::vector::{About, Base, Gamma, stem};
use crate::error::{Error, Result};

/// The key that says what the file is, and the number of this layout.
const FORMAT: &str = "nanollama.gamma";
const VERSION: &str = "1";
/// That of a file with sparse parts or blocks.
const NEWER: &str = "2";
const NAME: &str = "name";
const SCALE: &str = "scale";
const MADE: &str = "made";
const BASE: &str = "base";
pub(super) const FINGERPRINT: &str = "base_fingerprint";
const TOKENIZER: &str = "tokenizer_ids_sha256";
const TIED: &str = "tied";

const A: &str = ".lora_A";
const B: &str = ".lora_B";
const ROWS: &str = ".rows";
/// Numbers in blocks: their bytes, row by row.
const BLOCKS: &str = ".q8_0";
/// The numbers of a sparse part; what stands in the metadata under their name is K.
const SPARSE: &str = ".sparse";
const COUNTS: &str = ".counts";
const COLUMNS: &str = ".columns";

pub(super) fn read(path: &Path) -> Result<Gamma> {
    let tensors = Tensors::open(path)?;
    let metadata = tensors.metadata();
    match metadata.get(FORMAT).map(String::as_str) {
        Some(VERSION | NEWER) => {}
        Some(other) => {
            let what = format!("{other:?}; known are {VERSION:?} and {NEWER:?}: a newer program wrote it");
            return Err(field(path, FORMAT, what));
        }
        None => {
            let what = format!("its metadata has no {FORMAT}: these are some other tensors");
            return Err(Error::NotAGamma { path: path.to_owned(), what });
        }
    }
    let about = about(path, metadata)?;
    let mut parts = BTreeMap::new();
    for stored in tensors.names() {
        let get = |name: &str| numbers(&tensors, name);
        let name = stored.strip_suffix(BLOCKS).unwrap_or(stored);
        if name.ends_with(COUNTS) || name.ends_with(COLUMNS) {
            // They come with their numbers.
            let of = name.trim_end_matches(COUNTS).trim_end_matches(COLUMNS);
            tensors.get(of)?;
            continue;
        }
        let (tensor, part) = if let Some(tensor) = name.strip_suffix(A) {
            (tensor, Part::LowRank { a: get(name)?, b: get(&format!("{tensor}{B}"))? })
        } else if let Some(tensor) = name.strip_suffix(B) {
            // It comes with its other half.
            let other = format!("{tensor}{A}");
            if !tensors.contains(&format!("{other}{BLOCKS}")) {
                tensors.get(&other)?;
            }
            continue;
        } else if let Some(tensor) = name.strip_suffix(ROWS) {
            (tensor, Part::Rows { ids: ids(path, metadata, name)?, values: get(name)? })
        } else if let Some(tensor) = name.strip_suffix(SPARSE) {
            (tensor, Part::Sparse(sparse(path, &tensors, name)?))
        } else {
            (name, Part::Dense(get(name)?))
        };
        if let Some(what) = part.problem() {
            return Err(field(path, &format!("tensor {name}"), what));
        }
        if parts.insert(tensor.to_owned(), part).is_some() {
            return Err(field(path, &format!("tensor {name}"), "it has two parts in two forms"));
        }
    }
    Ok(Gamma { path: path.to_owned(), about, parts })
}

/// Numbers as they are stored: of a dtype that safetensors has, or the bytes of blocks.
fn numbers(tensors: &Tensors, name: &str) -> Result<TensorData<'static>> {
    let stored = format!("{name}{BLOCKS}");
    if !tensors.contains(&stored) {
        return Ok(owned(tensors.get(name)?));
    }
    let (shape, bytes) = tensors.plain(&stored)?;
    let block = DType::Q8_0.bytes_for(BLOCK as u64).unwrap_or(0) as usize;
    match *shape {
        [rows, width] if width > 0 && width % block == 0 => Ok(TensorData {
            dtype: DType::Q8_0,
            shape: vec![rows, width / block * BLOCK],
            bytes: bytes.to_vec().into(),
        }),
        _ => Err(field(
            tensors.path(),
            &format!("tensor {stored}"),
            format!("rows of shape {shape:?} are no blocks of {block} bytes"),
        )),
    }
}

/// Numbers in a block.
const BLOCK: usize = 32;

fn sparse(path: &Path, tensors: &Tensors, name: &str) -> Result<Sparse> {
    let wrong = |name: &str, what: String| field(path, &format!("tensor {name}"), what);
    let cols = tensors.metadata().get(name).and_then(|text| text.parse().ok());
    let cols = cols.ok_or_else(|| wrong(name, "how wide its matrix is is not among the metadata".into()))?;
    let list = |end: &str, width: usize| {
        let name = format!("{name}{end}");
        let (shape, bytes) = tensors.plain(&name)?;
        let good = shape.len() == 2 && shape[1] == width;
        if good { Ok(bytes) } else { Err(wrong(&name, format!("shape {shape:?}, not [.., {width}]"))) }
    };
    let counts =
        list(COUNTS, 4)?.chunks_exact(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
    let columns = list(COLUMNS, 2)?.chunks_exact(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]));
    Ok(Sparse { cols, counts: counts.collect(), columns: columns.collect(), values: owned(tensors.get(name)?) })
}

fn owned(view: TensorView<'_>) -> TensorData<'static> {
    TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes: view.bytes.to_vec().into() }
}

pub(super) fn about(path: &Path, metadata: &BTreeMap<String, String>) -> Result<About> {
    let known = [FORMAT, NAME, SCALE, MADE, BASE, FINGERPRINT, TOKENIZER, TIED, "format"];
    if let Some(key) =
        metadata.keys().find(|key| !known.contains(&key.as_str()) && !key.ends_with(ROWS) && !key.ends_with(SPARSE))
    {
        return Err(field(path, key, "a key that is not known; a newer program wrote it"));
    }
    let text = |key: &str| metadata.get(key).cloned();
    let base = match text(FINGERPRINT) {
        None => None,
        Some(fingerprint) => Some(Base {
            name: text(BASE).unwrap_or_default(),
            fingerprint: fingerprint
                .parse()
                .map_err(|()| field(path, FINGERPRINT, format!("{fingerprint:?}, not 64 hexadecimal digits")))?,
            tokenizer: text(TOKENIZER).ok_or_else(|| field(path, TOKENIZER, "it is missing"))?,
            tied: text(TIED).as_deref() == Some("true"),
        }),
    };
    let scale = match text(SCALE) {
        None => None,
        Some(scale) => {
            let number = scale.parse::<f32>().ok().filter(|number| number.is_finite());
            Some(number.ok_or_else(|| field(path, SCALE, format!("{scale:?} is no number")))?)
        }
    };
    let name = text(NAME).filter(|name| !name.is_empty()).unwrap_or_else(|| stem(path));
    Ok(About { name, base, scale, made: text(MADE).unwrap_or_default(), note: None })
}

fn ids(path: &Path, metadata: &BTreeMap<String, String>, name: &str) -> Result<Vec<u32>> {
    let text = metadata.get(name).ok_or_else(|| field(path, name, "its list of rows is not among the metadata"))?;
    serde_json::from_str(text).map_err(|error| field(path, name, format!("its list of rows: {error}")))
}

/// What is known of it, as metadata.
pub(super) fn told(about: &About) -> BTreeMap<String, String> {
    let mut metadata = BTreeMap::new();
    let mut put = |key: &str, value: &str| {
        metadata.insert(key.to_owned(), value.to_owned());
    };
    put(NAME, &about.name);
    put(MADE, &about.made);
    if let Some(scale) = about.scale {
        put(SCALE, &scale.to_string());
    }
    if let Some(base) = &about.base {
        put(BASE, &base.name);
        put(FINGERPRINT, &base.fingerprint.to_string());
        put(TOKENIZER, &base.tokenizer);
        put(TIED, &base.tied.to_string());
    }
    metadata
}

pub(super) fn write(gamma: &Gamma, path: &Path) -> Result<()> {
    let blocks = |part: &Part| part.tensors().iter().any(|tensor| tensor.dtype.safetensors_name().is_none());
    let newer = gamma.parts.values().any(|part| matches!(part, Part::Sparse(_)) || blocks(part));
    let mut metadata = told(&gamma.about);
    let mut put = |key: &str, value: &str| {
        metadata.insert(key.to_owned(), value.to_owned());
    };
    put(FORMAT, if newer { NEWER } else { VERSION });
    let places: Vec<(Vec<u8>, Vec<u8>)> = gamma.parts.values().map(places).collect();
    let mut tensors = Vec::new();
    for ((name, part), (counts, columns)) in gamma.parts.iter().zip(&places) {
        match part {
            Part::Sparse(sparse) => {
                let name = format!("{name}{SPARSE}");
                put(&name, &sparse.cols.to_string());
                tensors.push(TensorOut::plain(format!("{name}{COUNTS}"), &[sparse.counts.len(), 4], counts));
                tensors.push(TensorOut::plain(format!("{name}{COLUMNS}"), &[sparse.columns.len(), 2], columns));
                tensors.push(out(name, &sparse.values));
            }
            Part::Dense(values) => tensors.push(out(name.clone(), values)),
            Part::LowRank { a, b } => tensors.extend([out(format!("{name}{A}"), a), out(format!("{name}{B}"), b)]),
            Part::Rows { ids, values } => {
                put(&format!("{name}{ROWS}"), &serde_json::json!(ids).to_string());
                tensors.push(out(format!("{name}{ROWS}"), values));
            }
        }
    }
    Ok(safetensors::write(path, tensors, &metadata)?)
}

/// The places of a sparse part: how many each row has, and their columns.
fn places(part: &Part) -> (Vec<u8>, Vec<u8>) {
    let Part::Sparse(sparse) = part else { return Default::default() };
    let counts = sparse.counts.iter().flat_map(|count| count.to_le_bytes()).collect();
    (counts, sparse.columns.iter().flat_map(|column| column.to_le_bytes()).collect())
}

fn out<'a>(name: String, values: &'a TensorData<'static>) -> TensorOut<'a> {
    if values.dtype.safetensors_name().is_none() {
        let rows = values.shape.first().copied().unwrap_or(1);
        return TensorOut::plain(format!("{name}{BLOCKS}"), &[rows, values.bytes.len() / rows.max(1)], &values.bytes);
    }
    TensorOut::from_bytes(name, values.dtype, &values.shape, &values.bytes)
}
