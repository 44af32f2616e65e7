//! A model in memory: its configuration and weights, and the tensors that files know them by.

use std::borrow::Cow;

use nanollama_kernel::dtype::DType;
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::weight::{PartBytes, Weight};

use crate::parameters::check_placement;
use crate::version::next_version;
use crate::{Adapter, Adapters, Config, Error, Parameter, Part, parameters};

/// A configuration with its weights, in the order of [`parameters()`].
pub struct Model {
    config: Config,
    parameters: Vec<Parameter>,
    weights: Vec<Weight>,
    version: u64,
    adapters: Adapters,
}

/// A tensor as a file holds it: row-major, little-endian.
#[derive(Debug, Clone)]
pub struct TensorData<'a> {
    /// Number format.
    pub dtype: DType,
    /// Shape, outermost first.
    pub shape: Vec<usize>,
    /// The numbers.
    pub bytes: Cow<'a, [u8]>,
}

impl Model {
    /// A trainable model of f32 weights, `data` in the order of [`parameters()`].
    pub(crate) fn dense(config: Config, data: Vec<AlignedVec>) -> Result<Self, Error> {
        let parameters = parameters(&config);
        check_placement(&parameters)?;
        let weights = parameters.iter().zip(data).map(|(p, data)| Weight::dense(p.rows, p.cols, data)).collect();
        Ok(Model { config, parameters, weights, version: next_version(), adapters: Adapters::default() })
    }

    /// A trainable model: every tensor is converted to f32.
    ///
    /// `fetch` gives a tensor by its Hugging Face name, or `None` when there is none.
    ///
    /// # Errors
    /// [`Error::MissingTensor`], [`Error::Shape`], [`Error::Tensor`] naming the tensor, or the error of `fetch`.
    pub fn load_dense<'a, E: From<Error>>(
        config: &Config,
        mut fetch: impl FnMut(&str) -> Result<Option<TensorData<'a>>, E>,
    ) -> Result<Self, E> {
        config.validate()?;
        let mut data = Vec::new();
        for parameter in parameters(config) {
            data.push(decoded(&parameter, &tensors(&parameter, &mut fetch)?)?);
        }
        Ok(Model::dense(config.clone(), data)?)
    }

    /// A model for inference only: matrices stay in the number format they have in the file.
    ///
    /// # Errors
    /// As [`Model::load_dense`].
    pub fn load_frozen<'a, E: From<Error>>(
        config: &Config,
        pool: &Pool,
        mut fetch: impl FnMut(&str) -> Result<Option<TensorData<'a>>, E>,
    ) -> Result<Self, E> {
        config.validate()?;
        let list = parameters(config);
        check_placement(&list)?;
        let mut weights = Vec::with_capacity(list.len());
        for parameter in &list {
            weights.push(freeze(parameter, &tensors(parameter, &mut fetch)?, pool)?);
        }
        Ok(Model {
            config: config.clone(),
            parameters: list,
            weights,
            version: next_version(),
            adapters: Adapters::default(),
        })
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All weights, in the order of [`Model::parameters`].
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }

    /// All weights, for an optimiser. Packed copies go stale with a change and are renewed by [`Model::pack`].
    pub fn weights_mut(&mut self) -> &mut [Weight] {
        self.version = next_version();
        &mut self.weights
    }

    /// Stands for the weights as they are: it differs between any two models and changes with every [`Model::weights_mut`],
    /// so what was computed under one version is never taken for another's.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Takes an adapter in, as it is: the weights of its products were loaded for products. [`Model::version`] stays.
    ///
    /// # Errors
    /// [`Error::Adapter`] for one that was made for models of another shape, or whose name is taken.
    pub fn adapt(&mut self, adapter: Adapter) -> Result<(), Error> {
        self.adapters.add(&self.config, adapter)
    }

    /// The adapters that texts can name.
    pub fn adapters(&self) -> &Adapters {
        &self.adapters
    }

    /// What each weight is.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Brings the packed copies of changed weights up to date; call before a forward.
    pub fn pack(&mut self, pool: &Pool) {
        let all = self.parameters.iter().zip(&mut self.weights);
        for (_, weight) in all.filter(|(parameter, _)| parameter.uses.product) {
            weight.pack(pool);
        }
    }

    /// f32 values of a tensor by its Hugging Face name; `None` for an unknown name or a frozen weight.
    pub fn tensor(&self, name: &str) -> Option<&[f32]> {
        self.tensors().find(|(n, _, _)| *n == name).map(|(_, _, values)| values)
    }

    /// Every tensor of a trainable model as `(name, shape, values)`, in file order. Frozen weights are left out.
    pub fn tensors(&self) -> impl Iterator<Item = (&str, Vec<usize>, &[f32])> {
        self.parameters.iter().zip(&self.weights).flat_map(|(parameter, weight)| {
            let master = weight.master();
            parameter.parts.iter().filter_map(move |part| {
                let range = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
                Some((part.name.as_str(), part.shape.clone(), &master?[range]))
            })
        })
    }

    /// Bytes resident in weights and their packed copies.
    pub fn bytes(&self) -> usize {
        self.weights.iter().map(Weight::bytes).sum()
    }
}

/// The tensors of a weight, in the order of its parts.
fn tensors<'a, E: From<Error>>(
    parameter: &Parameter,
    mut fetch: impl FnMut(&str) -> Result<Option<TensorData<'a>>, E>,
) -> Result<Vec<TensorData<'a>>, E> {
    let tensor = |part: &Part| Ok(checked(part, fetch(&part.name)?)?);
    parameter.parts.iter().map(tensor).collect()
}

/// The tensor, when it is there and has the part's shape.
fn checked<'a>(part: &Part, tensor: Option<TensorData<'a>>) -> Result<TensorData<'a>, Error> {
    let expected = part.shape.clone();
    let Some(tensor) = tensor else { return Err(Error::MissingTensor { name: part.name.clone(), shape: expected }) };
    if tensor.shape != expected {
        return Err(Error::Shape { name: part.name.clone(), expected, got: tensor.shape });
    }
    let elements: usize = expected.iter().product();
    let bytes = tensor.dtype.bytes_for(elements as u64);
    if bytes != Some(tensor.bytes.len() as u64) {
        let reason = format!("{} bytes of {} cannot hold {elements} numbers", tensor.bytes.len(), tensor.dtype);
        return Err(Error::Tensor { name: part.name.clone(), reason });
    }
    Ok(tensor)
}

/// A frozen weight of one or several tensors, each in its own number format. Gains become f32.
fn freeze(parameter: &Parameter, tensors: &[TensorData<'_>], pool: &Pool) -> Result<Weight, Error> {
    let named = |error: nanollama_kernel::error::Error| Error::Tensor {
        name: parameter.parts[0].name.clone(),
        reason: error.to_string(),
    };
    if parameter.elementwise() {
        return decoded(parameter, tensors).map(|values| Weight::dense(parameter.rows, parameter.cols, values));
    }
    let parts: Vec<PartBytes<'_>> = parameter
        .parts
        .iter()
        .zip(tensors)
        .map(|(part, tensor)| PartBytes { dtype: tensor.dtype, rows: part.rows, bytes: &tensor.bytes })
        .collect();
    Weight::load(&parts, parameter.cols, parameter.uses, pool).map_err(named)
}

/// The f32 values of a weight's tensors.
fn decoded(parameter: &Parameter, tensors: &[TensorData<'_>]) -> Result<AlignedVec, Error> {
    let len = parameter.rows * parameter.cols;
    let mut values = AlignedVec::zeroed_for("weights", len)?;
    for (part, tensor) in parameter.parts.iter().zip(tensors) {
        let range = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
        let named = |error: nanollama_kernel::error::Error| Error::Tensor {
            name: part.name.clone(),
            reason: error.to_string(),
        };
        tensor.dtype.decode(&tensor.bytes, &mut values[range]).map_err(named)?;
    }
    Ok(values)
}
