//! What a model is made of: its weights in memory order, and the tensors that files know them by.
//!
//! Query, key and value projections are one weight in memory, gate and up another, because one product is faster than
//! three; in files they are the separate tensors that Hugging Face's Llama has. A [`Part`] is one such row range.
//!
//! What is known of each parameter stands in `table`; here it becomes the list for a configuration.

mod layout;
mod properties;
mod role;
pub(crate) mod table;

pub(crate) use layout::Layout;
pub use properties::{Group, Initial, Placement, RowOrder};
pub use role::Role;

use nanollama_kernel::weight::Uses;

use self::table::{ELEMENTWISE, Entry, Extent, Place, present};
use crate::{Config, Error};

/// A row range of a weight that is one tensor in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Hugging Face's name.
    pub name: String,
    /// llama.cpp's name.
    pub gguf_name: String,
    /// First row in the weight.
    pub row: usize,
    /// Number of rows.
    pub rows: usize,
    /// Shape in files, outermost first.
    pub shape: Vec<usize>,
    /// Order of its features.
    pub order: RowOrder,
    /// Values of one feature: a row of a matrix, one value of a gain.
    pub feature: usize,
}

/// One weight in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// What it is.
    pub role: Role,
    /// The block it belongs to, if it belongs to one.
    pub layer: Option<usize>,
    /// Rows (features out).
    pub rows: usize,
    /// Columns (features in).
    pub cols: usize,
    /// Tensors it holds, in row order.
    pub parts: Vec<Part>,
    /// How the forward uses it.
    pub uses: Uses,
    /// What it holds before training.
    pub initial: Initial,
    /// The optimiser's group.
    pub group: Group,
    /// Where it is kept.
    pub placement: Placement,
    /// Number of the stream of random numbers it starts from; no two parameters of a model share one.
    pub stream: u64,
}

impl Parameter {
    /// Neither looked up nor multiplied as a matrix: small, and kept in f32 everywhere.
    pub fn elementwise(&self) -> bool {
        self.uses == ELEMENTWISE
    }

    /// Whether every forward reads all of it. Of what is only looked up it reads a row a token.
    pub fn read_whole(&self) -> bool {
        self.uses.product || !self.uses.lookup
    }

    fn of(entry: &Entry, config: &Config, layer: Option<usize>) -> Self {
        let uses = (entry.kind.uses)(config);
        let cols = entry.tensors.first().map_or(0, |tensor| (tensor.extent)(config).cols());
        let mut rows = 0;
        let part = |tensor: &table::Tensor| {
            let extent = (tensor.extent)(config);
            let (name, gguf_name) = match layer {
                Some(layer) => {
                    (format!("model.layers.{layer}.{}", tensor.name), format!("blk.{layer}.{}", tensor.gguf_name))
                }
                None => (tensor.name.to_owned(), tensor.gguf_name.to_owned()),
            };
            let shape = match extent {
                Extent::Vector(len) => vec![len],
                Extent::Matrix(rows, cols) => vec![rows, cols],
            };
            let order = match tensor.rotated {
                true => RowOrder::HalfSplit { head_dim: config.head_dim },
                false => RowOrder::Plain,
            };
            let feature = if uses == ELEMENTWISE { 1 } else { cols };
            let part = Part { name, gguf_name, row: rows, rows: extent.rows(), shape, order, feature };
            rows += part.rows;
            part
        };
        let parts = entry.tensors.iter().map(part).collect();
        Parameter {
            role: entry.role,
            layer,
            rows,
            cols,
            parts,
            uses,
            initial: (entry.kind.initial)(config, cols),
            group: (entry.kind.group)(config),
            placement: entry.placement,
            stream: entry.stream.number(config, layer.unwrap_or(0)),
        }
    }
}

/// All weights of a model, in memory order.
pub fn parameters(config: &Config) -> Vec<Parameter> {
    let at = |place| present(config).filter(move |entry| entry.place == place);
    let once = |place| at(place).map(|entry| Parameter::of(entry, config, None));
    let block = |layer| at(Place::Block).map(move |entry| Parameter::of(entry, config, Some(layer)));
    once(Place::Front).chain((0..config.layers).flat_map(block)).chain(once(Place::Back)).collect()
}

/// The tensors of all weights, in file order.
pub fn parts(config: &Config) -> Vec<Part> {
    parameters(config).into_iter().flat_map(|parameter| parameter.parts).collect()
}

/// Refuses parameters that no forward could reach.
///
/// # Errors
/// [`Error::Tensor`] naming the first that the host keeps.
pub(crate) fn check_placement(parameters: &[Parameter]) -> Result<(), Error> {
    match parameters.iter().find(|parameter| parameter.placement == Placement::Host) {
        Some(parameter) => Err(Error::Tensor {
            name: parameter.parts.first().map(|part| part.name.clone()).unwrap_or_default(),
            reason: "tables that the host keeps are not computed here yet".to_owned(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
