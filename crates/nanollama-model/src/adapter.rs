//! [`Adapter`]: a named change of a model that leaves its weights as they are, checked against its parameters.
//!
//! A part of it is known by the tensor that it stands beside, in Hugging Face's naming. What is done with it is the
//! kernel's business; which texts are computed with it, the engine's.

mod loaded;
mod recorded;

pub use loaded::Adapters;
pub use recorded::adapted_graph;

use nanollama_kernel::adapter::{Adapter as Parts, Delta, Site};
use nanollama_kernel::call::WeightId;
use nanollama_kernel::weight::Weight;

use crate::parameters::Layout;
use crate::version::next_version;
use crate::{Config, Error, Parameter, Part, Role, parameters};

/// What a part of an adapter stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A tensor, by Hugging Face's name. A tied head has its own, too: its use as a table is another.
    Tensor(String),
    /// The residual stream behind a block.
    Layer(usize),
}

/// What is added there, times the scale that a text gives the adapter.
#[derive(Debug)]
pub enum Change {
    /// To the product with a matrix `[N, K]`: `(x Aᵀ) Bᵀ` (Hu et al. 2021).
    LowRank {
        /// `[R, K]`.
        a: Weight,
        /// `[N, R]`.
        b: Weight,
    },
    /// To the product with a matrix `[N, K]`: that with a second one `[N, K]`, in a storage type of its own.
    Dense(Weight),
    /// To some rows of a table `[V, D]` that is looked up.
    Rows {
        /// Which, ascending.
        ids: Vec<u32>,
        /// `[ids, D]`.
        values: Weight,
    },
    /// To a gain or a bias `[D]`, or to every row of the residual stream: `[1, D]`, f32.
    Vector(Weight),
}

/// A change of models of one configuration.
#[derive(Debug)]
pub struct Adapter {
    name: String,
    config: Config,
    parts: Parts,
    version: u64,
}

impl Adapter {
    /// An adapter of these parts. What stands beside one tensor is added in the order given.
    ///
    /// # Errors
    /// [`Error::Adapter`] naming the first part that does not fit models of `config`.
    pub fn new(config: &Config, name: &str, parts: Vec<(Target, Change)>) -> Result<Adapter, Error> {
        let list = parameters(config);
        let mut placed = Vec::with_capacity(parts.len());
        for (target, change) in parts {
            let refuse = |reason: String| Error::Adapter { adapter: name.to_owned(), part: target.to_string(), reason };
            placed.push(place(config, &list, &target, change).map_err(refuse)?);
        }
        Ok(Adapter {
            name: name.to_owned(),
            config: config.clone(),
            parts: Parts::new(placed),
            version: next_version(),
        })
    }

    /// What texts call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its weights, in the order in which [`adapted_graph`] numbers them behind the model's.
    pub fn weights(&self) -> impl Iterator<Item = &Weight> {
        self.parts.weights()
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::Tensor(name) => formatter.write_str(name),
            Target::Layer(layer) => write!(formatter, "layer {layer}"),
        }
    }
}

/// Where a part is added, or why it does not fit.
fn place(config: &Config, list: &[Parameter], target: &Target, change: Change) -> Result<(Site, Delta), String> {
    let (name, change) = match (target, change) {
        (&Target::Layer(layer), Change::Vector(vector)) => {
            below("layer", layer, config.layers)?;
            return Ok((Site::Tap(layer), Delta::Vector(checked_vector(vector, config.dim)?)));
        }
        (Target::Layer(_), _) => return Err("what is added to the residual stream is a vector".into()),
        (Target::Tensor(name), change) => (name, change),
    };
    let (id, parameter, part) = find(config, list, name).ok_or("this model has no such tensor")?;
    let (rows, cols, first) = (part.rows, parameter.cols, part.row);
    match change {
        Change::LowRank { a, b } => {
            product(parameter)?;
            shape("A", &a, [a.rows(), cols])?;
            shape("B", &b, [rows, a.rows()])?;
            multiplied(&[&a, &b])?;
            Ok((Site::Product(id), Delta::LowRank { first, a, b }))
        }
        Change::Dense(weight) => {
            product(parameter)?;
            shape("the second weight", &weight, [rows, cols])?;
            multiplied(&[&weight])?;
            Ok((Site::Product(id), Delta::Dense { first, weight }))
        }
        Change::Rows { ids, values } => {
            if !parameter.uses.lookup || is_head_of(name, parameter) {
                return Err("it is not looked up".into());
            }
            shape("the rows", &values, [ids.len(), cols])?;
            if !ids.is_sorted_by(|a, b| a < b) {
                return Err("the ids do not ascend".into());
            }
            ids.last().map_or(Ok(()), |&last| below("id", last as usize, parameter.rows))?;
            Ok((Site::Lookup(id), Delta::Rows { ids, values }))
        }
        Change::Vector(vector) => {
            if !parameter.elementwise() {
                return Err("it is no gain".into());
            }
            if matches!(parameter.role, Role::StreamFactor | Role::InputFactor) {
                return Err("to a factor of the residual stream nothing is added".into());
            }
            let bias = matches!(parameter.role, Role::QueryBias | Role::KeyBias | Role::ValueBias | Role::OutputBias);
            let site = if bias { Site::Bias(id) } else { Site::Gain(id) };
            Ok((site, Delta::Vector(checked_vector(vector, cols)?)))
        }
    }
}

/// The weight that holds a tensor. A tied head is the table.
fn find<'a>(config: &Config, list: &'a [Parameter], name: &str) -> Option<(WeightId, &'a Parameter, &'a Part)> {
    if config.features.tied && name == Role::Head.name() {
        let id = Layout::of(config).head();
        return list[id.index()].parts.first().map(|part| (id, &list[id.index()], part));
    }
    list.iter().zip(0..).find_map(|(parameter, id)| {
        let part = parameter.parts.iter().find(|part| part.name == name)?;
        Some((WeightId(id), parameter, part))
    })
}

/// Whether a tied table was named as the head that it is.
fn is_head_of(name: &str, parameter: &Parameter) -> bool {
    parameter.role == Role::Embedding && name == Role::Head.name()
}

fn product(parameter: &Parameter) -> Result<(), String> {
    if parameter.uses.product { Ok(()) } else { Err("it is not multiplied with".into()) }
}

fn multiplied(weights: &[&Weight]) -> Result<(), String> {
    let all = weights.iter().all(|weight| weight.is_for_products());
    if all { Ok(()) } else { Err("it was loaded for lookups alone".into()) }
}

fn shape(what: &str, weight: &Weight, expected: [usize; 2]) -> Result<(), String> {
    let got = [weight.rows(), weight.cols()];
    if got == expected { Ok(()) } else { Err(format!("{what} has shape {got:?}, expected {expected:?}")) }
}

fn checked_vector(vector: Weight, dim: usize) -> Result<Weight, String> {
    shape("the vector", &vector, [1, dim])?;
    if vector.is_dense() { Ok(vector) } else { Err("the vector is not stored as f32".into()) }
}

fn below(what: &str, value: usize, limit: usize) -> Result<(), String> {
    if value < limit { Ok(()) } else { Err(format!("{what} {value} is beyond the {limit} there are")) }
}

#[cfg(test)]
mod tests;
