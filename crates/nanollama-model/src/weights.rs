//! A model in a device's memory: its configuration and weights, and the tensors that files know them by.

use std::borrow::Cow;

use nanollama_kernel::call::WeightShape;
use nanollama_kernel::device::{Device, DeviceMemory};
use nanollama_kernel::dtype::DType;
use nanollama_kernel::error::Error as KernelError;
use nanollama_kernel::weight::{PartBytes, Weight};

use crate::parameters::check_placement;
use crate::version::next_version;
use crate::{Adapter, Adapters, Config, Error, Lora, Parameter, Part, parameters};

/// A configuration with its weights, in the order of [`parameters()`].
pub struct Model {
    config: Config,
    parameters: Vec<Parameter>,
    weights: Vec<Weight>,
    version: u64,
    adapters: Adapters,
    /// Of an adapter in training: where it stands among `adapters`, and what it is.
    learned: Option<(usize, Lora)>,
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
    /// A model of weights that `make` makes, one a parameter.
    pub(crate) fn of<E: From<Error>>(
        config: &Config,
        make: impl FnMut(&Parameter) -> Result<Weight, E>,
    ) -> Result<Self, E> {
        config.validate()?;
        let parameters = parameters(config);
        check_placement(&parameters)?;
        let weights = parameters.iter().map(make).collect::<Result<_, E>>()?;
        let (config, adapters) = (config.clone(), Adapters::default());
        Ok(Model { config, parameters, weights, version: next_version(), adapters, learned: None })
    }

    /// A trainable model: every tensor is converted to f32.
    ///
    /// `fetch` gives a tensor by its Hugging Face name, or `None` when there is none.
    ///
    /// # Errors
    /// [`Error::MissingTensor`], [`Error::Shape`], [`Error::Tensor`] naming the tensor, or the error of `fetch`.
    pub fn load_dense<'a, E: From<Error>>(
        device: &dyn Device,
        config: &Config,
        mut fetch: impl FnMut(&str) -> Result<Option<TensorData<'a>>, E>,
    ) -> Result<Self, E> {
        Model::of(config, |parameter| Ok(decoded(device, parameter, &tensors(parameter, &mut fetch)?)?))
    }

    /// A model for inference only: matrices stay in the number format they have in the file.
    ///
    /// # Errors
    /// As [`Model::load_dense`].
    pub fn load_frozen<'a, E: From<Error>>(
        device: &dyn Device,
        config: &Config,
        mut fetch: impl FnMut(&str) -> Result<Option<TensorData<'a>>, E>,
    ) -> Result<Self, E> {
        Model::of(config, |parameter| Ok(freeze(device, parameter, &tensors(parameter, &mut fetch)?)?))
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All weights, in the order of [`Model::parameters`].
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }

    /// All weights, to be changed.
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

    /// Takes an adapter in that is to be trained in place of the weights, which are frozen from then on.
    ///
    /// # Errors
    /// As [`Model::adapt`].
    pub fn learn(&mut self, adapter: Adapter, lora: &Lora) -> Result<(), Error> {
        self.adapt(adapter)?;
        self.learned = Some((self.adapters.len() - 1, lora.clone()));
        Ok(())
    }

    /// What the adapter in training is, if there is one.
    pub fn learned(&self) -> Option<&Lora> {
        self.learned.as_ref().map(|(_, lora)| lora)
    }

    /// The weights of the adapter in training, as [`Lora::graph`] numbers them behind the model's; none without one.
    pub fn further(&self) -> Vec<&Weight> {
        let parts = self.learned.as_ref().map(|(index, _)| &self.adapters.parts()[*index]);
        parts.into_iter().flat_map(|parts| parts.weights()).collect()
    }

    /// What a step of training moves: the weights of the adapter in training, or the model's own.
    pub fn moved_mut(&mut self) -> Vec<&mut Weight> {
        match &self.learned {
            Some((index, _)) => self.adapters.weights_mut(*index).collect(),
            None => self.weights_mut().iter_mut().collect(),
        }
    }

    /// The adapters that texts can name.
    pub fn adapters(&self) -> &Adapters {
        &self.adapters
    }

    /// What each weight is.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// What a plan must know of the weights, in their order.
    pub fn weight_shapes(&self) -> Vec<WeightShape> {
        self.weights.iter().map(Weight::shape).collect()
    }

    /// Gives every weight that is multiplied with its packed copy; call before a forward. What changes a weight renews it.
    ///
    /// # Errors
    /// [`Error::Kernel`] when memory for them cannot be had.
    pub fn pack(&mut self, device: &dyn Device) -> Result<(), Error> {
        let mut all = self.parameters.iter().zip(&mut self.weights).filter(|(parameter, _)| parameter.uses.product);
        all.try_for_each(|(_, weight)| Ok::<_, Error>(weight.pack(device)?))?;
        match &self.learned {
            Some((index, _)) => self.adapters.weights_mut(*index).try_for_each(|weight| Ok(weight.pack(device)?)),
            None => Ok(()),
        }
    }

    /// f32 values of a tensor by its Hugging Face name; `None` for an unknown name or a frozen weight.
    pub fn tensor(&self, device: &dyn DeviceMemory, name: &str) -> Option<Cow<'_, [f32]>> {
        self.parts().find(|(part, ..)| part.name == name).and_then(|(part, weight)| values_of(device, part, weight))
    }

    /// Every tensor of a trainable model as `(name, shape, values)`, in file order. Frozen weights are left out.
    pub fn tensors<'a>(
        &'a self,
        device: &'a dyn DeviceMemory,
    ) -> impl Iterator<Item = (&'a str, Vec<usize>, Cow<'a, [f32]>)> {
        self.parts().filter_map(move |(part, weight)| {
            Some((part.name.as_str(), part.shape.clone(), values_of(device, part, weight)?))
        })
    }

    /// Every tensor with the weight that holds it, in file order.
    fn parts(&self) -> impl Iterator<Item = (&Part, &Weight)> {
        let all = self.parameters.iter().zip(&self.weights);
        all.flat_map(|(parameter, weight)| parameter.parts.iter().map(move |part| (part, weight)))
    }

    /// Bytes resident in weights and their packed copies, those of an adapter in training among them.
    pub fn bytes(&self) -> usize {
        self.weights.iter().chain(self.further()).map(Weight::bytes).sum()
    }
}

fn values_of<'a>(device: &dyn DeviceMemory, part: &Part, weight: &'a Weight) -> Option<Cow<'a, [f32]>> {
    weight.values(device, part.row..part.row + part.rows)
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
fn freeze(device: &dyn Device, parameter: &Parameter, tensors: &[TensorData<'_>]) -> Result<Weight, Error> {
    if parameter.elementwise() {
        return decoded(device, parameter, tensors);
    }
    let parts: Vec<PartBytes<'_>> = parameter
        .parts
        .iter()
        .zip(tensors)
        .map(|(part, tensor)| PartBytes { dtype: tensor.dtype, rows: part.rows, bytes: &tensor.bytes })
        .collect();
    let loaded = Weight::load(device, device.pool(), &parts, parameter.cols, parameter.uses);
    loaded.map_err(|error| of_tensor(&parameter.parts[0], error))
}

/// An error of the kernel about a tensor. Memory that is not there is no tensor's fault.
fn of_tensor(part: &Part, error: KernelError) -> Error {
    match error {
        KernelError::OutOfMemory { .. } => Error::Kernel(error),
        error => Error::Tensor { name: part.name.clone(), reason: error.to_string() },
    }
}

/// A trainable weight of the f32 values of its tensors, all of which must be numbers: no step would be sound.
fn decoded(device: &dyn Device, parameter: &Parameter, tensors: &[TensorData<'_>]) -> Result<Weight, Error> {
    let mut weight = Weight::zeroed(device, parameter.rows, parameter.cols)?;
    weight.fill(device, |values| {
        for (part, tensor) in parameter.parts.iter().zip(tensors) {
            let range = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
            let values = &mut values[range];
            tensor.dtype.decode(&tensor.bytes, values).map_err(|error| of_tensor(part, error))?;
            if let Some(at) = values.iter().position(|value| !value.is_finite()) {
                let (row, col) = (at / parameter.cols, at % parameter.cols);
                return Err(of_tensor(part, KernelError::NotFinite { value: values[at], row, col }));
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(weight)
}
