//! `γ = θ − ε`: from two models of one shape.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use nanollama_kernel::dtype::DType;
use nanollama_kernel::low_rank::truncate;
use nanollama_model::{Part as Tensor, parts};

use super::numbers::{decode, encode, square};
use super::part::Part;
use super::tokens::ids_hash;
use super::vector::{About, Base, Gamma};
use crate::error::{Error, Result};
use crate::stored_model::StoredModel;

/// A tensor's sizes, and its part of γ where it differs.
pub(super) type Extracted = (Taken, Option<Part>);

/// How a γ is to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Number format of its matrices: one that safetensors has, or blocks of 8 bits (Q8_0). Gains are f32; rows that
    /// blocks cannot cut are f16.
    pub dtype: DType,
    /// The rank of its matrices; whole where none is given, and where the product would be no smaller.
    pub rank: Option<usize>,
}

/// What was found of one tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Its name.
    pub tensor: String,
    /// The square of the base's Frobenius norm.
    pub base: f64,
    /// The square of the difference's.
    pub gamma: f64,
    /// The square of what was lost of the difference in the form that was asked for.
    pub lost: f64,
}

/// What `other` has more than `base`, called `name`; tensors that are equal are left out. `progress` is told how many tensors of
/// how many are done.
///
/// # Errors
/// [`Error::Apart`] naming the tensor and both shapes, or the setting and both values, where the models differ in more than
/// numbers; [`Error::Same`] where they do not differ; what reading reports.
pub fn extract(
    base: &StoredModel,
    other: &StoredModel,
    name: &str,
    form: Form,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Gamma, Vec<Taken>)> {
    alike(base, other)?;
    let tensors = parts(base.config());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = channel();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(tensors.len());
    let mut found: Vec<Option<Result<Extracted>>> = (0..tensors.len()).map(|_| None).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next, tensors) = (sender.clone(), &next, &tensors);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(tensor) = tensors.get(at) else { break };
                    if sender.send((at, take(base, other, tensor, form))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (done, (at, taken)) in receiver.iter().enumerate() {
            found[at] = Some(taken);
            progress(done + 1, tensors.len());
        }
    });
    let (mut kept, mut facts) = (BTreeMap::new(), Vec::with_capacity(tensors.len()));
    for taken in found.into_iter().flatten() {
        let (taken, part) = taken?;
        if let Some(part) = part {
            kept.insert(taken.tensor.clone(), part);
        }
        facts.push(taken);
    }
    if kept.is_empty() {
        return Err(Error::Same { one: base.path().to_owned(), other: other.path().to_owned() });
    }
    let about = About {
        name: name.to_owned(),
        base: Some(Base::of(base)?),
        made: format!("{} - {}", other.name(), base.name()),
        ..About::default()
    };
    Ok((Gamma { path: PathBuf::from(name), about, parts: kept }, facts))
}

/// One tensor's difference.
fn take(base: &StoredModel, other: &StoredModel, tensor: &Tensor, form: Form) -> Result<Extracted> {
    let values = |model: &StoredModel| {
        let read = decode(&model.tensor(&tensor.name)?);
        read.map_err(|error| super::fault::field(model.path(), &format!("tensor {}", tensor.name), error.to_string()))
    };
    difference(values(base)?, values(other)?, (&tensor.name, &tensor.shape), form, other.path())
}

/// What the second has more than the first, numbers of one tensor of `path`.
pub(super) fn difference(
    ours: Vec<f32>,
    mut difference: Vec<f32>,
    (tensor, shape): (&str, &[usize]),
    form: Form,
    path: &Path,
) -> Result<Extracted> {
    difference.iter_mut().zip(&ours).for_each(|(theirs, ours)| *theirs -= ours);
    let mut taken = Taken { tensor: tensor.to_owned(), base: square(&ours), gamma: square(&difference), lost: 0.0 };
    drop(ours);
    if taken.gamma == 0.0 {
        return Ok((taken, None));
    }
    let part = stored(&difference, shape, form);
    let part = part.map_err(|error| super::fault::field(path, &format!("tensor {tensor}"), error.to_string()))?;
    for (difference, kept) in difference.iter_mut().zip(part.values(shape)) {
        *difference -= kept;
    }
    taken.lost = square(&difference);
    Ok((taken, Some(part)))
}

/// Values in a form.
pub(super) fn stored(values: &[f32], shape: &[usize], form: Form) -> Result<Part, nanollama_kernel::error::Error> {
    let &[rows, cols] = shape else { return Ok(Part::Dense(encode(values, shape, DType::F32)?)) };
    match form.rank.filter(|rank| rank * (rows + cols) < rows * cols) {
        None => Ok(Part::Dense(encode(values, shape, of_rows(form.dtype, cols))?)),
        Some(rank) => {
            let low = truncate(values, (rows, cols), rank);
            let a = encode(&low.a, &[low.rank, cols], of_rows(form.dtype, cols))?;
            Ok(Part::LowRank { a, b: encode(&low.b, &[rows, low.rank], of_rows(form.dtype, low.rank))? })
        }
    }
}

/// The number format of rows so long: f16 where blocks cannot cut them.
pub(super) fn of_rows(dtype: DType, cols: usize) -> DType {
    let whole = dtype.bytes_for(cols as u64).is_some() || dtype.safetensors_name().is_some();
    if whole { dtype } else { DType::F16 }
}

/// Refuses two models that differ in more than their numbers; how long a text may be is no such thing.
fn alike(base: &StoredModel, other: &StoredModel) -> Result<()> {
    let apart = |what: String, base_has: String, other_has: String| Error::Apart {
        base: base.path().to_owned(),
        base_has: base_has.into(),
        other: other.path().to_owned(),
        other_has: other_has.into(),
        what: what.into(),
    };
    let (ours, theirs) = (parts(base.config()), parts(other.config()));
    let shape = |list: &[Tensor], name: &str| {
        let found = list.iter().find(|tensor| tensor.name == name);
        found.map_or("no such tensor".to_owned(), |tensor| format!("shape {:?}", tensor.shape))
    };
    for Tensor { name, .. } in ours.iter().chain(&theirs) {
        let (one, two) = (shape(&ours, name), shape(&theirs, name));
        if one != two {
            return Err(apart(format!("tensor {name}"), one, two));
        }
    }
    let plain = |model: &StoredModel| serde_json::to_value(model.config()).expect("plain numbers always serialise");
    let (one, two) = (plain(base), plain(other));
    let keys = one.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| *key != "context");
    if let Some(key) = keys.into_iter().find(|key| one.get(key.as_str()) != two.get(key.as_str())) {
        return Err(apart(key.clone(), one[key.as_str()].to_string(), two[key.as_str()].to_string()));
    }
    let (one, two) = (ids_hash(base.tokenizer()), ids_hash(other.tokenizer()));
    if one != two {
        return Err(apart("the ids of a text, by their hash".into(), one[..16].to_owned(), two[..16].to_owned()));
    }
    Ok(())
}
