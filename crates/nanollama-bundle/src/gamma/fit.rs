//! Whether a γ belongs to a model: its numbers, its tokenizer, and every tensor's shape.

use nanollama_model::{Role, parts};

use super::control::block;
use super::fingerprint::Fingerprint;
use super::tokens::ids_hash;
use super::vector::Gamma;
use crate::error::{Error, Result};
use crate::stored_model::StoredModel;

impl Gamma {
    /// Whether it can be added to this model. `any_base`: also where the model's numbers or tokenizer are others than those it
    /// was taken from. Gives lines for people: what is taken on trust.
    ///
    /// # Errors
    /// [`Error::OtherBase`] and [`Error::OtherTokenizer`] unless `any_base`; [`Error::GammaShape`] naming a tensor and both
    /// shapes, [`Error::Field`] naming a tensor that the model does not have.
    pub fn fit(&self, model: &StoredModel, any_base: bool) -> Result<Vec<String>> {
        self.fit_shapes(model)?;
        let Some(base) = &self.about.base else {
            let path = self.path.display();
            let trust = format!(
                "{path}: it does not say which base it was taken from; that it is {} is taken on trust",
                model.name()
            );
            return Ok(self.about.note.iter().map(|note| format!("{path}: {note}")).chain([trust]).collect());
        };
        let (ours, theirs) = (Fingerprint::of(model)?, base.fingerprint);
        let tokenizer = ids_hash(model.tokenizer());
        if !any_base && !ours.is_near(theirs) {
            return Err(Error::OtherBase {
                gamma: self.path.clone(),
                base: base.name.as_str().into(),
                model: model.path().to_owned(),
                theirs: theirs.short().into(),
                ours: ours.short().into(),
                apart: ours.apart(theirs),
            });
        }
        if !any_base && tokenizer != base.tokenizer {
            let (gamma, model) = (self.path.clone(), model.path().to_owned());
            return Err(Error::OtherTokenizer {
                gamma,
                theirs: short(&base.tokenizer).into(),
                model,
                ours: short(&tokenizer).into(),
            });
        }
        Ok(match ours.apart(theirs) {
            0 => Vec::new(),
            apart if ours.is_near(theirs) => vec![format!(
                "{}: {apart} of 256 bits of the base's fingerprint differ: it is the same model rounded, or one tuned a little from it",
                self.path.display()
            )],
            apart => vec![format!(
                "{}: it was taken from another base ({}): {apart} of 256 bits of the fingerprints differ",
                self.path.display(),
                base.name
            )],
        })
    }

    /// Whether every part stands beside a tensor of its shape.
    fn fit_shapes(&self, model: &StoredModel) -> Result<()> {
        let known = parts(model.config());
        let tied = model.config().features.tied;
        let heads = self.about.base.as_ref().filter(|_| !self.is_steering());
        if let Some(base) = heads.filter(|base| base.tied != tied) {
            let said = |tied| if tied { "is its table" } else { "is a matrix of its own" };
            let what = format!("the head of its base {}, that of {} {}", said(base.tied), model.name(), said(tied));
            return Err(super::fault::field(&self.path, Role::Head.name(), what));
        }
        for (name, part) in &self.parts {
            if let Some(block) = block(name) {
                let (layers, dim) = (model.config().layers, model.config().dim);
                if block >= layers {
                    let what = format!("{} has {layers} blocks, the last is {}", model.path().display(), layers - 1);
                    return Err(super::fault::field(&self.path, name, what));
                }
                if part.shape() != [dim] {
                    return Err(Error::GammaShape {
                        gamma: self.path.clone(),
                        tensor: name.as_str().into(),
                        theirs: part.shape().into(),
                        model: model.path().to_owned(),
                        ours: [dim].as_slice().into(),
                    });
                }
                continue;
            }
            // A tied head has the table's shape, and is told apart when it is used.
            let wanted = if tied && name == Role::Head.name() { Role::Embedding.name() } else { name };
            let Some(tensor) = known.iter().find(|tensor| tensor.name == wanted) else {
                let what = format!("{} has no such tensor", model.path().display());
                return Err(super::fault::field(&self.path, &format!("tensor {name}"), what));
            };
            if !part.fits(&tensor.shape) {
                return Err(Error::GammaShape {
                    gamma: self.path.clone(),
                    tensor: name.as_str().into(),
                    theirs: part.shape().into(),
                    model: model.path().to_owned(),
                    ours: tensor.shape.as_slice().into(),
                });
            }
        }
        Ok(())
    }
}

fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}
