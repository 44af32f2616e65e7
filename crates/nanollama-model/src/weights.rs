//! A model in memory: its configuration and weights, and the tensors that files know them by.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

use nanollama_kernel::dtype::DType;
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::quant;
use nanollama_kernel::weight::Weight;

use crate::parameters::{Kind, Layout};
use crate::{Config, Error, Parameter, parameters};

/// A configuration with its weights, in the order of [`parameters()`].
pub struct Model {
    config: Config,
    parameters: Vec<Parameter>,
    weights: Vec<Weight>,
    version: u64,
}

/// A number that no state of a model's weights in this process has had before.
fn next_version() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
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
    pub(crate) fn dense(config: Config, data: Vec<AlignedVec>) -> Self {
        let parameters = parameters(&config);
        let weights = parameters.iter().zip(data).map(|(p, data)| Weight::dense(p.rows, p.cols, data)).collect();
        Model { config, parameters, weights, version: next_version() }
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
            let len = parameter.rows * parameter.cols;
            let bytes = len * size_of::<f32>();
            let mut values = AlignedVec::try_zeroed(len).map_err(|_| Error::OutOfMemory { what: "weights", bytes })?;
            for part in &parameter.parts {
                let tensor = checked(&parameter, part, fetch(&part.name)?)?;
                let range = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
                quant::decode(tensor.dtype, &tensor.bytes, &mut values[range]);
            }
            data.push(values);
        }
        Ok(Model::dense(config.clone(), data))
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
        let mut weights = Vec::with_capacity(list.len());
        for parameter in &list {
            let mut tensors = Vec::with_capacity(parameter.parts.len());
            for part in &parameter.parts {
                tensors.push(checked(parameter, part, fetch(&part.name)?)?);
            }
            weights.push(freeze(config, parameter, tensors, pool)?);
        }
        Ok(Model { config: config.clone(), parameters: list, weights, version: next_version() })
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

    /// What each weight is.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Brings the packed copies of changed weights up to date; call before a forward.
    pub fn pack(&mut self, pool: &Pool) {
        let head = Layout::of(&self.config).head().index();
        for (index, (parameter, weight)) in self.parameters.iter().zip(&mut self.weights).enumerate() {
            let looked_up_only = matches!(parameter.kind, Kind::Embedding | Kind::Norm) && index != head;
            if !looked_up_only {
                weight.pack(pool);
            }
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
                Some((part.name.as_str(), parameter.shape(part), &master?[range]))
            })
        })
    }

    /// Bytes resident in weights and their packed copies.
    pub fn bytes(&self) -> usize {
        self.weights.iter().map(Weight::bytes).sum()
    }
}

/// The tensor, when it is there and has the part's shape.
fn checked<'a>(
    parameter: &Parameter,
    part: &crate::Part,
    tensor: Option<TensorData<'a>>,
) -> Result<TensorData<'a>, Error> {
    let expected = parameter.shape(part);
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

/// A frozen weight of one or several tensors. Norm gains and tensors of unlike formats become f32.
fn freeze(config: &Config, parameter: &Parameter, tensors: Vec<TensorData<'_>>, pool: &Pool) -> Result<Weight, Error> {
    let name = &parameter.parts[0].name;
    let dtype = tensors[0].dtype;
    let mixed = tensors.iter().any(|t| t.dtype != dtype);
    if parameter.kind == Kind::Norm || mixed {
        let len = parameter.rows * parameter.cols;
        let mut values = AlignedVec::try_zeroed(len)
            .map_err(|_| Error::OutOfMemory { what: "weights", bytes: len * size_of::<f32>() })?;
        for (part, tensor) in parameter.parts.iter().zip(&tensors) {
            let range = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
            quant::decode(tensor.dtype, &tensor.bytes, &mut values[range]);
        }
        let mut weight = Weight::dense(parameter.rows, parameter.cols, values);
        if parameter.kind != Kind::Norm {
            weight.pack(pool);
        }
        return Ok(weight);
    }
    let bytes: Cow<'_, [u8]> = match <[TensorData<'_>; 1]>::try_from(tensors) {
        Ok([only]) => only.bytes,
        Err(tensors) => tensors.iter().flat_map(|t| t.bytes.iter().copied()).collect::<Vec<u8>>().into(),
    };
    // A table that is only looked up needs no panels; a tied one needs both.
    let lookup = parameter.kind == Kind::Embedding;
    let result = if lookup && !config.tied {
        Weight::lookup(dtype, parameter.rows, parameter.cols, &bytes)
    } else {
        Weight::from_bytes(dtype, parameter.rows, parameter.cols, &bytes, lookup, pool)
    };
    result.map_err(|error| Error::Tensor { name: name.clone(), reason: error.to_string() })
}
