//! nanollama's file: `.npz` with the places and values of every tensor's numbers (`K.indices_0`, `K.indices_1`, `K.values`,
//! `K.shape`, K the tensor's name in its PyTorch trainer), or, for a table alone, `indices` and the rows at them, `values`.
//!
//! A δ of Yent's is an `.npz`, too, and `delta` reads it.
//!
//! What it says beside (`_metadata.…`) is a pickle and is passed over. Places are held against the shape, a shape against how
//! many values there are, and those against the bytes that they are packed in.

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::Role;
use nanollama_store::npz::{self, ArrayOut, Npz, Values};

use super::fault::field;
use super::numbers::encode;
use super::part::Part;
use super::vector::{About, Gamma, stem};
use crate::error::{Error, Result};
use crate::pt::{to_hf, to_nanollama};

const METADATA: &str = "_metadata.";
/// The parts of a tensor's name in the file.
const FIRST: &str = ".indices_0";
const SECOND: &str = ".indices_1";
const VALUES: &str = ".values";
const SHAPE: &str = ".shape";
/// Numbers at most so small are not written, as nanollama's script has it.
const NOTHING: f32 = 1e-8;

/// Rows and columns of any model are fewer.
const MOST_DIM: usize = 1 << 24;
/// Numbers of a trained tensor do not pack well: what unpacks to so many times its bytes is no tensor.
const MOST_UNPACKED: usize = 64;
/// A tensor may have so many places for each value in the file.
const MOST_PLACES: usize = 64;

pub(super) fn read(path: &Path) -> Result<Gamma> {
    let npz = Npz::open(path)?;
    let mut parts = BTreeMap::new();
    let mut tensors: Vec<&str> = Vec::new();
    for name in npz.names().filter(|name| !name.starts_with(METADATA)) {
        match [FIRST, SECOND, VALUES, SHAPE].iter().find_map(|end| name.strip_suffix(end)) {
            Some(tensor) => tensors.push(tensor),
            None if name == "indices" || name == "values" => tensors.push(""),
            None => {
                let known = "`K.indices_0`, `K.indices_1`, `K.values` and `K.shape`, or `indices` and `values`";
                let what = format!("its array {name} is none of nanollama's: those are {known}");
                return Err(Error::NotAGamma { path: path.to_owned(), what });
            }
        }
    }
    tensors.sort_unstable();
    tensors.dedup();
    for tensor in tensors {
        let (name, part) = match tensor {
            "" => (Role::Embedding.name().to_owned(), table(&npz)?),
            theirs => {
                let ours = to_hf(theirs);
                let ours = ours.ok_or_else(|| wrong(&npz, theirs, "no tensor of nanollama's is called so"))?;
                (ours, scattered(&npz, theirs)?)
            }
        };
        if let Some(what) = part.problem() {
            return Err(wrong(&npz, tensor, what));
        }
        if parts.insert(name.clone(), part).is_some() {
            return Err(wrong(&npz, tensor, format!("there are two of {name}")));
        }
    }
    if parts.is_empty() {
        return Err(Error::NotAGamma { path: path.to_owned(), what: "there is no tensor in it".into() });
    }
    let about = About { name: stem(path), ..About::default() };
    Ok(Gamma { path: path.to_owned(), about, parts })
}

pub(super) fn wrong(npz: &Npz, tensor: &str, what: impl Into<String>) -> Error {
    field(npz.path(), &format!("tensor {tensor}"), what)
}

/// `values`, refused where they are packed as no numbers of a tensor can be.
fn reals(npz: &Npz, name: &str) -> Result<(Vec<usize>, Vec<f32>)> {
    let shape = npz.shape(name)?;
    let count = shape.iter().try_fold(1usize, |product, &dim| product.checked_mul(dim));
    // At least two bytes each.
    let most = npz.packed_bytes(name).saturating_mul(MOST_UNPACKED) / 2;
    if count.is_none_or(|count| count > most) {
        let what = format!("shape {shape:?} in {} bytes: no numbers of a tensor pack so", npz.packed_bytes(name));
        return Err(wrong(npz, name, what));
    }
    match npz.array(name, most)? {
        npz::Array { shape, values: Values::Real(values) } => Ok((shape, values)),
        _ => Err(wrong(npz, name, "whole numbers, where fractions belong")),
    }
}

/// A matrix's shape and values.
pub(super) fn matrix(npz: &Npz, name: &str) -> Result<([usize; 2], Vec<f32>)> {
    let (shape, values) = reals(npz, name)?;
    match shape[..] {
        [rows, cols] if rows > 0 && cols > 0 => Ok(([rows, cols], values)),
        _ => Err(wrong(npz, name, format!("shape {shape:?}, not [rows, columns]"))),
    }
}

/// Whole numbers below `limit`, as many as `count`.
fn places(npz: &Npz, name: &str, count: usize, limit: usize) -> Result<Vec<usize>> {
    let npz::Array { shape, values: Values::Whole(values) } = npz.array(name, count)? else {
        return Err(wrong(npz, name, "fractions, where whole numbers belong"));
    };
    if shape != [count] {
        return Err(wrong(npz, name, format!("shape {shape:?}, where there are {count} values")));
    }
    let place = |&value: &i64| match usize::try_from(value) {
        Ok(place) if place < limit => Ok(place),
        _ => Err(wrong(npz, name, format!("{value} is not below {limit}"))),
    };
    values.iter().map(place).collect()
}

/// The layout of a table alone.
fn table(npz: &Npz) -> Result<Part> {
    let (shape, values) = reals(npz, "values")?;
    let &[count, cols] = &shape[..] else {
        return Err(wrong(npz, "values", format!("shape {shape:?}, not [rows, columns]")));
    };
    let places = places(npz, "indices", count, MOST_DIM)?;
    // In the file they are in the order in which a training came upon them.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| places[at]);
    if let Some(twice) = order.windows(2).find(|pair| places[pair[0]] == places[pair[1]]) {
        return Err(wrong(npz, "indices", format!("{} comes twice", places[twice[0]])));
    }
    let rows: Vec<f32> = order.iter().flat_map(|&at| &values[at * cols..(at + 1) * cols]).copied().collect();
    let ids = order.iter().map(|&at| places[at] as u32).collect();
    Ok(Part::Rows { ids, values: of(npz, "values", &rows, &[count, cols])? })
}

fn of(npz: &Npz, name: &str, values: &[f32], shape: &[usize]) -> Result<nanollama_model::TensorData<'static>> {
    // Values of f16 stay what they are; f32 are kept whole.
    let exact = encode(values, shape, DType::F16)
        .ok()
        .filter(|half| super::numbers::decode(half).is_ok_and(|back| back == values));
    match exact {
        Some(half) => Ok(half),
        None => encode(values, shape, DType::F32).map_err(|error| wrong(npz, name, error.to_string())),
    }
}

/// The layout of any tensor.
fn scattered(npz: &Npz, name: &str) -> Result<Part> {
    let array = |end: &str| format!("{name}{end}");
    let shape = match npz.array(&array(SHAPE), 4)?.values {
        Values::Whole(dims) => dims,
        Values::Real(_) => return Err(wrong(npz, &array(SHAPE), "fractions, where whole numbers belong")),
    };
    let dims: Vec<usize> =
        shape.iter().filter_map(|&dim| usize::try_from(dim).ok().filter(|&dim| dim <= MOST_DIM)).collect();
    if dims.len() != shape.len() || ![1, 2].contains(&dims.len()) {
        return Err(wrong(npz, &array(SHAPE), format!("{shape:?} is the shape of no tensor of a Llama")));
    }
    let (flat, values) = reals(npz, &array(VALUES))?;
    let count = values.len();
    if flat != [count] {
        return Err(wrong(npz, &array(VALUES), format!("shape {flat:?}, not that of a list")));
    }
    let (rows, cols) = if dims.len() == 2 { (dims[0], dims[1]) } else { (1, dims[0]) };
    let first = places(npz, &array(FIRST), count, dims[0])?;
    let (row_of, col_of) = match dims.len() {
        2 => (first, places(npz, &array(SECOND), count, cols)?),
        _ => (vec![0; count], first),
    };
    // Both are below 2^24.
    if count == 0 || rows * cols > count * MOST_PLACES {
        return sparse_rows(npz, name, (&dims, &values), (&row_of, &col_of));
    }
    let mut dense = vec![0.0; rows * cols];
    let mut taken = vec![false; rows * cols];
    for ((&row, &col), &value) in row_of.iter().zip(&col_of).zip(&values) {
        let at = row * cols + col;
        if std::mem::replace(&mut taken[at], true) {
            return Err(wrong(npz, name, format!("row {row}, column {col} comes twice")));
        }
        dense[at] = value;
    }
    Ok(Part::Dense(of(npz, name, &dense, &dims)?))
}

/// A table of which a few rows have values.
fn sparse_rows(
    npz: &Npz,
    name: &str,
    (dims, values): (&[usize], &[f32]),
    (row_of, col_of): (&[usize], &[usize]),
) -> Result<Part> {
    let mut rows: Vec<usize> = row_of.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let cols = dims.last().copied().unwrap_or(0);
    if values.is_empty() || dims.len() != 2 || rows.len().saturating_mul(cols) > values.len() * MOST_PLACES {
        let what = format!("{} values for shape {dims:?}: so few are not read", values.len());
        return Err(wrong(npz, name, what));
    }
    if to_hf(name).as_deref() != Some(Role::Embedding.name()) {
        let what = format!("values in {} of {} rows: rows alone are a table's", rows.len(), dims[0]);
        return Err(wrong(npz, name, what));
    }
    let mut dense = vec![0.0; rows.len() * cols];
    let mut taken = vec![false; dense.len()];
    for ((row, &col), &value) in row_of.iter().zip(col_of).zip(values) {
        // It is among them.
        let at = rows.binary_search(row).unwrap_or(0) * cols + col;
        if std::mem::replace(&mut taken[at], true) {
            return Err(wrong(npz, name, format!("row {row}, column {col} comes twice")));
        }
        dense[at] = value;
    }
    let ids = rows.iter().map(|&row| row as u32).collect();
    Ok(Part::Rows { ids, values: of(npz, name, &dense, &[rows.len(), cols])? })
}

pub(super) fn write(gamma: &Gamma, path: &Path) -> Result<()> {
    let mut arrays = Vec::new();
    let mut names = Vec::new();
    for (name, part) in &gamma.parts {
        let theirs = to_nanollama(name).ok_or_else(|| Error::Inexpressible {
            path: path.to_owned(),
            format: "npz",
            what: format!("nanollama has no tensor {name}"),
        })?;
        let shape = part.shape();
        let values = part.values(&shape);
        let half = encode(&values, &shape, DType::F16);
        half.map_err(|error| field(path, &format!("tensor {name}"), error.to_string()))?;
        let count = values.iter().filter(|value| value.abs() > NOTHING).count();
        drop(values);
        let (cols, flat) = (shape.last().copied().unwrap_or(1).max(1), shape.len() == 1);
        let kept = move || {
            let values = part.values(&part.shape());
            values.into_iter().enumerate().filter(|(_, value)| value.abs() > NOTHING)
        };
        let whole = |number: usize| (number as i32).to_le_bytes();
        let first = move || kept().flat_map(|(at, _)| whole(if flat { at } else { at / cols })).collect();
        arrays.push(ArrayOut::new(format!("{theirs}{FIRST}"), "<i4", &[count], first));
        if !flat {
            let second = move || kept().flat_map(|(at, _)| whole(at % cols)).collect();
            arrays.push(ArrayOut::new(format!("{theirs}{SECOND}"), "<i4", &[count], second));
        }
        let halves = move || {
            let values: Vec<f32> = kept().map(|(_, value)| value).collect();
            // They were encoded before.
            encode(&values, &[count], DType::F16).map(|half| half.bytes.into_owned()).unwrap_or_default()
        };
        arrays.push(ArrayOut::new(format!("{theirs}{VALUES}"), "<f2", &[count], halves));
        let dims: Vec<u8> = shape.iter().flat_map(|&dim| (dim as i64).to_le_bytes()).collect();
        arrays.push(ArrayOut::new(format!("{theirs}{SHAPE}"), "<i8", &[shape.len()], move || dims));
        names.push(theirs);
    }
    // As a list of texts, which needs no pickle.
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(1).max(1);
    let letters: Vec<u8> = names
        .iter()
        .flat_map(|name| name.chars().map(u32::from).chain(std::iter::repeat(0)).take(width))
        .flat_map(u32::to_le_bytes)
        .collect();
    arrays.push(ArrayOut::new(format!("{METADATA}layer_names"), format!("<U{width}"), &[names.len()], || letters));
    let norm = gamma.norm();
    arrays.push(ArrayOut::new(format!("{METADATA}total_norm"), "<f8", &[], move || norm.to_le_bytes().to_vec()));
    Ok(npz::write(path, arrays)?)
}
