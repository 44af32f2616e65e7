//! A γ beside a model in memory, whose weights stay as they are.

use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::weight::{PartBytes, Uses, Weight};
use nanollama_model::{Adapter, Change, Config, Role, Target, TensorData};

use super::control::block;
use super::fault::field;
use super::numbers::{decode, encode};
use super::part::Part;
use super::sparse::{Sparse, dense};
use super::vector::Gamma;
use crate::error::{Error, Result};

const PRODUCT: Uses = Uses { lookup: false, product: true };
const LOOKUP: Uses = Uses { lookup: true, product: false };

impl Gamma {
    /// What the model in memory is given, under a name. That it fits is asked before ([`Gamma::fit`]). A table's part of low
    /// rank is multiplied out, because rows are looked up whole.
    ///
    /// # Errors
    /// [`Error::Model`] when memory is short, [`Error::Field`] naming a tensor whose part the model cannot use.
    pub fn adapter(&self, device: &dyn Device, config: &Config, name: &str) -> Result<Adapter> {
        let tied = config.features.tied;
        let mut changes = Vec::new();
        for (tensor, part) in &self.parts {
            let loading = Loading { gamma: self, tensor, device };
            let is_table = tensor == Role::Embedding.name();
            let target = |name: &str| Target::Tensor(name.to_owned());
            if tied && tensor == Role::Head.name() && self.own_head().is_none() {
                // The table's part stands at both of its uses already.
                continue;
            }
            if let Some(block) = block(tensor) {
                changes.push((Target::Layer(block), Change::Vector(loading.gain(part)?)));
                continue;
            }
            match part {
                Part::Dense(values) if values.shape.len() == 1 => {
                    changes.push((target(tensor), Change::Vector(loading.gain(part)?)));
                }
                _ if is_table => {
                    changes.push((target(tensor), loading.rows(part, config)?));
                    if tied {
                        changes.push((target(Role::Head.name()), loading.product(part, config)?));
                    }
                }
                _ => changes.push((target(tensor), loading.product(part, config)?)),
            }
        }
        Adapter::new(config, name, changes).map_err(|source| Error::Model { path: self.path.clone(), source })
    }
}

/// A tensor's part on its way into a device's memory.
struct Loading<'a> {
    gamma: &'a Gamma,
    tensor: &'a str,
    device: &'a dyn Device,
}

impl Loading<'_> {
    fn failed(&self, error: nanollama_kernel::error::Error) -> Error {
        match error {
            error @ nanollama_kernel::error::Error::OutOfMemory { .. } => {
                Error::Model { path: self.gamma.path.clone(), source: error.into() }
            }
            error => field(&self.gamma.path, &format!("tensor {}", self.tensor), error.to_string()),
        }
    }

    fn gain(&self, part: &Part) -> Result<Weight> {
        let values = part.values(&part.shape());
        Weight::dense(self.device, 1, values.len(), &values).map_err(|error| self.failed(error))
    }

    /// For a product.
    fn product(&self, part: &Part, config: &Config) -> Result<Change> {
        Ok(match part {
            Part::Dense(values) => Change::Dense(self.load(values, PRODUCT)?),
            Part::LowRank { a, b } => Change::LowRank { a: self.load(a, PRODUCT)?, b: self.load(b, PRODUCT)? },
            Part::Rows { .. } => Change::Dense(self.load(&self.whole(part, config)?, PRODUCT)?),
            Part::Sparse(sparse) => Change::Dense(self.load(&self.filled(sparse)?, PRODUCT)?),
        })
    }

    /// For a table.
    fn rows(&self, part: &Part, config: &Config) -> Result<Change> {
        let all = || (0..config.vocabulary as u32).collect();
        Ok(match part {
            Part::Dense(values) => Change::Rows { ids: all(), values: self.load(values, LOOKUP)? },
            Part::LowRank { .. } => Change::Rows { ids: all(), values: self.load(&self.whole(part, config)?, LOOKUP)? },
            Part::Rows { ids, values } => Change::Rows { ids: ids.clone(), values: self.load(values, LOOKUP)? },
            Part::Sparse(sparse) => Change::Rows { ids: all(), values: self.load(&self.filled(sparse)?, LOOKUP)? },
        })
    }

    /// A table's part as a matrix of its own. What was multiplied out is f32: another rounding would be another γ.
    fn whole(&self, part: &Part, config: &Config) -> Result<TensorData<'static>> {
        let shape = [config.vocabulary, config.dim];
        encode(&part.values(&shape), &shape, DType::F32).map_err(|error| self.failed(error))
    }

    fn filled(&self, sparse: &Sparse) -> Result<TensorData<'static>> {
        dense(sparse).map_err(|error| self.failed(error))
    }

    /// Numbers in blocks become f32: multiplied in blocks, they would see other activations than the base's weights do.
    fn load(&self, tensor: &TensorData<'static>, uses: Uses) -> Result<Weight> {
        let (rows, cols) = (tensor.shape[0], tensor.shape[1]);
        if tensor.dtype.safetensors_name().is_none() {
            let values = decode(tensor).and_then(|values| encode(&values, &tensor.shape, DType::F32));
            return self.load(&values.map_err(|error| self.failed(error))?, uses);
        }
        let part = PartBytes { dtype: tensor.dtype, rows, bytes: &tensor.bytes };
        Weight::load(self.device, self.device.pool(), &[part], cols, uses).map_err(|error| self.failed(error))
    }
}
