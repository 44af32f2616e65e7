//! δ: a voice of the output alone, what one model's head has more than another's: `logits += α · A (B · h)` (Yent's Delta Voice),
//! h being the base's own. It is a γ of one tensor, which stands at the product with the head and nowhere else, so a head that is
//! the table leaves the table's rows as they are. How it acts is an adapter's business; its α is the scale.

use std::path::PathBuf;

use nanollama_kernel::dtype::DType;
use nanollama_model::Role;
use nanollama_store::npz::Npz;

use super::extract::{Form, Taken, difference};
use super::fault::field;
use super::npz::{matrix, wrong};
use super::numbers::{decode, encode};
use super::part::Part;
use super::tokens::ids_hash;
use super::vector::{About, Base, Gamma, stem};
use crate::error::{Error, Result};
use crate::stored_model::StoredModel;

/// What is said of a file of Yent's.
const TURNED: &str = "its sign is turned: the file takes the tuned model back to its base, here scale 1 takes the base to the tuned \
                      model's head; on the tuned model itself give it scale -1";

/// What the head of `other` has more than that of `base`, called `name`. Only the heads are looked at, so the models may differ in
/// all else; a head that is the table counts as it is multiplied with.
///
/// # Errors
/// [`Error::Apart`] naming both shapes, softcaps or tokenizers where the heads do not stand for the same; [`Error::Same`] where they do
/// not differ; what reading reports.
pub fn extract_delta(base: &StoredModel, other: &StoredModel, name: &str, form: Form) -> Result<(Gamma, Taken)> {
    let apart = |what: &str, base_has: String, other_has: String| Error::Apart {
        base: base.path().to_owned(),
        base_has: base_has.into(),
        other: other.path().to_owned(),
        other_has: other_has.into(),
        what: what.into(),
    };
    let shape = |model: &StoredModel| vec![model.config().vocabulary, model.config().dim];
    if shape(base) != shape(other) {
        return Err(apart("the head", format!("shape {:?}", shape(base)), format!("shape {:?}", shape(other))));
    }
    let cap = |model: &StoredModel| format!("{:?}", model.config().features.softcap);
    if cap(base) != cap(other) {
        return Err(apart("softcap", cap(base), cap(other)));
    }
    let (ours, theirs) = (ids_hash(base.tokenizer()), ids_hash(other.tokenizer()));
    if ours != theirs {
        return Err(apart("the ids of a text, by their hash", ours[..16].to_owned(), theirs[..16].to_owned()));
    }
    let head = |model: &StoredModel| {
        let name = if model.config().features.tied { Role::Embedding.name() } else { Role::Head.name() };
        let values = decode(&model.tensor(name)?);
        values.map_err(|error| field(model.path(), &format!("tensor {name}"), error.to_string()))
    };
    let tensor = Role::Head.name();
    let (taken, part) = difference(head(base)?, head(other)?, (tensor, &shape(base)), form, other.path())?;
    let Some(part) = part else {
        return Err(Error::Same { one: base.path().to_owned(), other: other.path().to_owned() });
    };
    let about = About {
        name: name.to_owned(),
        base: Some(Base::of(base)?),
        scale: None,
        made: format!("head of {} - head of {}", other.name(), base.name()),
        note: None,
    };
    Ok((Gamma { path: PathBuf::from(name), about, parts: [(tensor.to_owned(), part)].into() }, taken))
}

/// Whether an `.npz` is a δ of Yent's: `A` `[V, R]` and `B` `[R, D]`, beside numbers that say as much.
pub(super) fn is_yents(npz: &Npz) -> bool {
    ["A", "B"].iter().all(|name| npz.names().any(|other| other == *name))
}

/// Yent's file: head of the base - head of the tuned model, which is -δ.
pub(super) fn read_yents(npz: &Npz) -> Result<Gamma> {
    if let Some(other) =
        npz.names().find(|name| !["A", "B", "rank", "vocab_size", "hidden_dim", "alpha"].contains(name))
    {
        return Err(wrong(npz, other, "no array of a δ is called so: those are A and B"));
    }
    let (rows, mut b) = matrix(npz, "A")?;
    let (cols, a) = matrix(npz, "B")?;
    b.iter_mut().for_each(|value| *value = -*value);
    let stored = |name: &str, values: &[f32], shape: [usize; 2]| {
        encode(values, &shape, DType::F16).map_err(|error| wrong(npz, name, error.to_string()))
    };
    let part = Part::LowRank { a: stored("B", &a, cols)?, b: stored("A", &b, rows)? };
    if let Some(what) = part.problem() {
        return Err(wrong(npz, "A", what));
    }
    let about = About {
        name: stem(npz.path()),
        made: "head of the tuned model - head of its base".into(),
        note: Some(TURNED.into()),
        ..About::default()
    };
    Ok(Gamma { path: npz.path().to_owned(), about, parts: [(Role::Head.name().to_owned(), part)].into() })
}
