//! How two γ lie to one another: norms and cosines, tensor by tensor and over all.

use nanollama_model::Role;

use super::fault::field;
use super::numbers::{dot, square};
use super::vector::Gamma;
use crate::error::{Error, Result};

/// One tensor of both, or all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Its name; of the last row, which is all of them, empty.
    pub tensor: String,
    /// The Frobenius norms.
    pub norms: (f64, f64),
    /// Their cosine; 0 where one of them has no part there.
    pub cosine: f64,
}

/// A row for every tensor that one of them has, by name, and one for all of them.
///
/// # Errors
/// [`Error::GammaShape`] naming a tensor and both shapes.
pub fn compare(one: &Gamma, other: &Gamma) -> Result<Vec<Compared>> {
    let names = one.parts.keys().chain(other.parts.keys().filter(|name| !one.parts.contains_key(*name)));
    let mut names: Vec<&String> = names.collect();
    names.sort();
    let (mut rows, mut sums) = (Vec::with_capacity(names.len() + 1), (0.0, 0.0, 0.0));
    for name in names {
        let (ours, theirs) = (one.beside(name, other), other.beside(name, one));
        let shape = one.common_shape(other, name)?;
        let values = |part: Option<&super::part::Part>| part.map(|part| part.values(&shape)).unwrap_or_default();
        let (ours, theirs) = (values(ours), values(theirs));
        let squares = (square(&ours), square(&theirs), dot(&ours, &theirs));
        sums = (sums.0 + squares.0, sums.1 + squares.1, sums.2 + squares.2);
        rows.push(row(name, squares));
    }
    rows.push(row("", sums));
    Ok(rows)
}

fn row(tensor: &str, (a, b, product): (f64, f64, f64)) -> Compared {
    let cosine = if a > 0.0 && b > 0.0 { product / (a * b).sqrt() } else { 0.0 };
    // The sum of no numbers is -0.
    Compared { tensor: tensor.to_owned(), norms: (a.sqrt() + 0.0, b.sqrt() + 0.0), cosine }
}

impl Gamma {
    /// The part that is compared with another's at a tensor. A δ stands at the product with the head, where a γ of a tied base has
    /// the table's part.
    fn beside(&self, tensor: &str, other: &Gamma) -> Option<&super::part::Part> {
        let tied = self.about.base.as_ref().is_some_and(|base| base.tied);
        let shared = tied && other.is_delta() && tensor == Role::Head.name();
        self.part(tensor).or_else(|| if shared { self.part(Role::Embedding.name()) } else { None })
    }

    /// The shape that both have of a tensor.
    pub(super) fn common_shape(&self, other: &Gamma, tensor: &str) -> Result<Vec<usize>> {
        let (one, two) = match (self.beside(tensor, other), other.beside(tensor, self)) {
            (Some(one), Some(two)) => (one, two),
            (Some(part), None) | (None, Some(part)) => return Ok(part.shape()),
            (None, None) => return Err(field(&self.path, &format!("tensor {tensor}"), "neither has it")),
        };
        // Rows of a table may end before it does.
        let (a, b) = (one.shape(), two.shape());
        let larger = if a.first() < b.first() { b.clone() } else { a.clone() };
        if one.fits(&larger) && two.fits(&larger) {
            return Ok(larger);
        }
        let (gamma, model) = (self.path.clone(), other.path.clone());
        Err(Error::GammaShape { gamma, tensor: tensor.into(), theirs: a.into(), model, ours: b.into() })
    }
}
