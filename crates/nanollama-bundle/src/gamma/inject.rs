//! `θ = ε + γ`, baked: a model's file with one γ or several added to its weights.

use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::Role;

use super::control::block;
use super::fault::field;
use super::numbers::decode;
use super::part::Part;
use super::vector::Gamma;
use crate::contents::{Contents, Weights};
use crate::convert::Numbers;
use crate::error::Result;
use crate::export::{Format, export_contents};
use crate::stored_model::StoredModel;

/// Writes `base` with each γ, times its scale, added to its weights, as a model called `name`. That they fit is asked before
/// ([`Gamma::fit`]).
///
/// # Errors
/// [`crate::Error::Field`] where a tied head has another part than its table, and for a steering vector; as [`crate::export()`].
pub fn inject(
    base: &StoredModel,
    gammas: &[(&Gamma, f32)],
    name: &str,
    (format, dtype): (Format, DType),
    path: &Path,
) -> Result<()> {
    if let Some((gamma, name)) = gammas
        .iter()
        .find_map(|(gamma, _)| gamma.parts.keys().find(|name| block(name).is_some()).map(|name| (gamma, name)))
    {
        return Err(field(
            &gamma.path,
            name,
            "it is added to the residual stream, and no weight of a model's file holds it",
        ));
    }
    if base.config().features.tied {
        gammas.iter().try_for_each(|(gamma, _)| gamma.refuse_own_head())?;
    }
    let contents = Contents { name, weights: Box::new(Sum { base, gammas }), ..base.contents() };
    export_contents(base.path(), &contents, format, dtype, path)
}

impl Gamma {
    /// Where a model's head is its table, a part of the head has no place in its file unless it is the table's.
    fn refuse_own_head(&self) -> Result<()> {
        match self.own_head() {
            None => Ok(()),
            Some(_) => Err(field(
                &self.path,
                Role::Head.name(),
                "the model's head is its table, and the two parts differ: no file of it holds both",
            )),
        }
    }

    /// The part of the head, where a tied model would have to add it to the head alone.
    pub(super) fn own_head(&self) -> Option<&Part> {
        let head = self.part(Role::Head.name())?;
        let same = |table: &Part| {
            let shape = head.shape();
            table.shape() == shape && table.values(&shape) == head.values(&shape)
        };
        if self.part(Role::Embedding.name()).is_some_and(same) { None } else { Some(head) }
    }
}

/// A model's weights with more added to them.
struct Sum<'a> {
    base: &'a StoredModel,
    gammas: &'a [(&'a Gamma, f32)],
}

impl Weights for Sum<'_> {
    fn numbers(&self, name: &str) -> Result<Numbers<'_>> {
        let tensor = self.base.tensor(name)?;
        let added: Vec<(&Part, f32)> =
            self.gammas.iter().filter_map(|(gamma, scale)| Some((gamma.part(name)?, *scale))).collect();
        if added.is_empty() {
            return Ok(Numbers::Stored(tensor.dtype, tensor.bytes));
        }
        let values = decode(&tensor);
        let mut values =
            values.map_err(|error| field(self.base.path(), &format!("tensor {name}"), error.to_string()))?;
        for (part, scale) in added {
            let more = part.values(&tensor.shape);
            values.iter_mut().zip(more).for_each(|(value, more)| *value = scale.mul_add(more, *value));
        }
        Ok(Numbers::F32(values.into()))
    }
}
