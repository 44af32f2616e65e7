//! A γ of low rank taken in two, so that training can bring back what the rank lost: the products beside the matrices of the
//! blocks, with which a LoRA begins, and the rest, which stands in the weights of the model that it is trained beside. Behind the
//! training both are one γ again.

use std::collections::BTreeMap;

use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::{Adapter, Beside, Config, Lora, PROJECTIONS};

use super::extract::of_rows;
use super::fault::field;
use super::numbers::{decode, encode};
use super::part::Part;
use super::vector::{About, Gamma};
use crate::error::{Error, Result};

/// Both halves.
pub struct Halves {
    /// The matrices that are trained; their scale is 1.
    pub lora: Lora,
    /// What they begin with.
    pub begin: Gamma,
    /// What stays: gains, tables, matrices that are whole.
    pub rest: Gamma,
}

impl Gamma {
    /// Takes it in two.
    ///
    /// # Errors
    /// [`Error::Field`] where no matrix of the blocks is a product of low rank.
    pub fn halves(&self) -> Result<Halves> {
        let thin = |name: &str, part: &Part| projection(name).is_some() && matches!(part, Part::LowRank { .. });
        // A matrix that is whole in one layer keeps its kind out of all.
        let is_target = |kind: &&str| {
            let mut of_kind = self.parts.iter().filter(|(name, _)| projection(name) == Some(kind)).peekable();
            of_kind.peek().is_some() && of_kind.all(|(name, part)| thin(name, part))
        };
        let targets: Vec<&str> = PROJECTIONS.iter().copied().filter(is_target).collect();
        let (begin, rest): (BTreeMap<_, _>, BTreeMap<_, _>) = self
            .parts
            .iter()
            .map(|(name, part)| (name.clone(), part.clone()))
            .partition(|(name, _)| projection(name).is_some_and(|kind| targets.contains(&kind)));
        let rank = |part: &Part| if let Part::LowRank { a, .. } = part { a.shape[0] } else { 0 };
        let Some(rank) = begin.values().map(rank).max() else {
            return Err(field(&self.path, "tensors", "no matrix of its blocks is a product of low rank"));
        };
        let targets = targets.into_iter().map(str::to_owned).collect();
        let half = |parts| Gamma { path: self.path.clone(), about: self.about.clone(), parts };
        Ok(Halves {
            lora: Lora { rank, alpha: rank as f64, rooted: false, targets },
            begin: half(begin),
            rest: half(rest),
        })
    }

    /// The adapter that a LoRA begins with. Where γ has nothing, A and B are zero, and stay so: neither has a gradient without
    /// the other.
    ///
    /// # Errors
    /// [`Error::Model`] when memory is short.
    pub fn begin(&self, device: &dyn Device, config: &Config, name: &str, lora: &Lora) -> Result<Adapter> {
        let fill = &mut |matrix: &Beside, a: &mut [f32], b: &mut [f32]| {
            let Some(Part::LowRank { a: ours, b: theirs }) = self.part(&matrix.tensor) else { return Ok(()) };
            let (known, read) = (ours.shape[0], |tensor| decode(tensor).map_err(nanollama_model::Error::Kernel));
            a[..known * matrix.cols].copy_from_slice(&read(ours)?);
            for (row, values) in b.chunks_exact_mut(lora.rank).zip(read(theirs)?.chunks_exact(known)) {
                row[..known].copy_from_slice(values);
            }
            Ok(())
        };
        lora.filled(device, config, name, fill)
            .map_err(|source: nanollama_model::Error| Error::Model { path: self.path.clone(), source })
    }

    /// This rest and what became of the other half, its matrices in `dtype`.
    ///
    /// # Errors
    /// [`Error::Field`] naming a tensor whose numbers do not fit the format.
    pub fn joined(mut self, trained: &Gamma, dtype: DType) -> Result<Gamma> {
        for (name, part) in &trained.parts {
            let Part::LowRank { a, b } = part else { continue };
            if part.square() == 0.0 {
                continue;
            }
            let stored = |tensor| {
                let made =
                    decode(tensor).and_then(|values| encode(&values, &tensor.shape, of_rows(dtype, tensor.shape[1])));
                made.map_err(|error| field(&self.path, &format!("tensor {name}"), error.to_string()))
            };
            let part = Part::LowRank { a: stored(a)?, b: stored(b)? };
            self.parts.insert(name.clone(), part);
        }
        let about = About { made: format!("{}, refitted", self.about.made), ..self.about };
        Ok(Gamma { about, ..self })
    }
}

/// Which matrix of a block a tensor is, by PEFT's name.
fn projection(tensor: &str) -> Option<&'static str> {
    let module = tensor.strip_prefix("model.layers.")?.strip_suffix(".weight")?;
    PROJECTIONS.into_iter().find(|kind| module.rsplit('.').next() == Some(kind))
}
