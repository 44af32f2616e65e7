//! Everything that a killed run needs to go on with the same bits, in one folder that appears whole or not at all.
//!
//! The folder is a Hugging Face model folder (so every reader of models reads checkpoints) with `optimizer.safetensors` and
//! `state.json` beside it, and `average.safetensors` where the weights are averaged. That it appears whole is `nanollama-store`'s doing.

mod state;

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_bundle::{Contents, StoredAs, StoredModel, hf};
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::{Model, parameters};
use nanollama_store::checkpoint::{AVERAGE_FILE, Checkpoint};
use nanollama_store::run::{LockedRun, Run, Which};
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::{Folder, TensorOut, checkpoint::CheckpointWriter};
use nanollama_token::Tokenizer;

use crate::average::Average;
use crate::error::{Error, Result};
use crate::optimizer::Optimizer;

pub use state::State;

const CONFIG_FILE: &str = "config.json";
const OPTIMIZER_FILE: &str = "optimizer.safetensors";
const STATE_FILE: &str = "state.json";

/// A run as it was when the checkpoint was saved.
pub struct Restored {
    /// Weights; not packed.
    pub model: Model,
    /// Moments.
    pub optimizer: Optimizer,
    /// The averaged weights, in a run that has some.
    pub average: Option<Average>,
    /// The rest.
    pub state: State,
    /// The tokenizer.
    pub tokenizer: Tokenizer,
}

/// What is saved.
pub struct Snapshot<'a> {
    /// Where weights and moments are.
    pub device: &'a dyn Device,
    /// Weights.
    pub model: &'a Model,
    /// Moments.
    pub optimizer: &'a Optimizer,
    /// The averaged weights, in a run that has some.
    pub average: Option<&'a Average>,
    /// The tokenizer.
    pub tokenizer: &'a Tokenizer,
    /// The rest.
    pub state: &'a State,
}

/// Saves a checkpoint. A failure leaves no half of one.
///
/// # Errors
/// When the disk refuses.
pub fn save(run: &LockedRun, snapshot: &Snapshot<'_>) -> Result<()> {
    run.save(snapshot.state.step, |writer| fill(run.name(), writer, snapshot))
}

fn fill(name: &str, writer: &mut CheckpointWriter, snapshot: &Snapshot<'_>) -> Result<()> {
    let Snapshot { device, model, optimizer, average, tokenizer, state } = *snapshot;
    let template = state.plan.chat_template();
    hf::write(writer, &Contents::of_model(device, model, tokenizer, template, name), DType::F32)?;
    let moments = optimizer.tensors(device).map(|(name, shape, values)| TensorOut::from_f32(name, &shape, values));
    safetensors::write_into(writer, OPTIMIZER_FILE, moments.collect(), &BTreeMap::new())?;
    if let Some(average) = average.filter(|average| average.gathered().is_some()) {
        safetensors::write_into(writer, AVERAGE_FILE, average.tensors().collect(), &BTreeMap::new())?;
    }
    // All has been read by now.
    device.sound()?;
    Ok(writer.put_file(STATE_FILE, &state.text())?)
}

/// The newest checkpoint of a run; `None` when it was killed before its first.
///
/// # Errors
/// When the newest is damaged or is not one of a training run.
pub fn newest(device: &dyn Device, run: &Run) -> Result<Option<Restored>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    load(device, &run.checkpoint(Which::Newest)?, run.name()).map(Some)
}

/// Reads a verified checkpoint.
///
/// # Errors
/// When a file is missing, or they do not fit each other.
pub fn load(device: &dyn Device, checkpoint: &Checkpoint, name: &str) -> Result<Restored> {
    let state = State::read(&checkpoint.file(STATE_FILE)?)?;
    let stored_as = StoredAs::Checkpoint { run: name.to_owned(), step: state.step, average: false };
    let source = StoredModel::open_folder(checkpoint.path(), None, name, stored_as)?;
    if *source.config() != state.plan.model {
        let what = format!("the model is {:?}, the plan says {:?}", source.config(), state.plan.model);
        return Err(Error::Checkpoint { path: checkpoint.path().join(CONFIG_FILE), what });
    }
    let model = source.load_dense(device)?;
    let mut optimizer = Optimizer::new(device, &state.plan.model, state.plan.rates, state.plan.weight_decay)?;
    restore_moments(device, checkpoint, &state, &mut optimizer)?;
    let mut average = state.plan.average.map(|averaging| Average::new(averaging, &state.plan.model));
    if let Some(average) = &mut average {
        restore_average(checkpoint, &state, average)?;
    }
    Ok(Restored { model, optimizer, average, state, tokenizer: source.tokenizer().clone() })
}

/// Puts a verified checkpoint back into a model and an optimiser of its plan, where they are; gives the rest.
///
/// # Errors
/// As [`load`]; neither is usable then.
pub(crate) fn restore(
    device: &dyn Device,
    checkpoint: &Checkpoint,
    name: &str,
    (model, optimizer, average): (&mut Model, &mut Optimizer, Option<&mut Average>),
) -> Result<State> {
    let state = State::read(&checkpoint.file(STATE_FILE)?)?;
    let stored_as = StoredAs::Checkpoint { run: name.to_owned(), step: state.step, average: false };
    let source = StoredModel::open_folder(checkpoint.path(), None, name, stored_as)?;
    for (parameter, weight) in parameters(&state.plan.model).iter().zip(model.weights_mut()) {
        weight.fill(device, |values| {
            parameter.parts.iter().try_for_each(|part| {
                let tensor = source.tensor(&part.name)?;
                let of_part = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
                Ok::<_, Error>(tensor.dtype.decode(&tensor.bytes, &mut values[of_part])?)
            })
        })?;
    }
    restore_moments(device, checkpoint, &state, optimizer)?;
    if let Some(average) = average {
        restore_average(checkpoint, &state, average)?;
    }
    Ok(state)
}

/// The averaged weights as they were; before their first look there are none.
fn restore_average(checkpoint: &Checkpoint, state: &State, average: &mut Average) -> Result<()> {
    match state.average {
        Some(gathered) => {
            let path = checkpoint.average()?;
            let tensors = Tensors::open(&path)?;
            average.restore(gathered, |name, shape, values| read_f32(&path, &tensors, name, shape, values))
        }
        None => {
            average.forget();
            Ok(())
        }
    }
}

fn restore_moments(
    device: &dyn Device,
    checkpoint: &Checkpoint,
    state: &State,
    optimizer: &mut Optimizer,
) -> Result<()> {
    let path = checkpoint.file(OPTIMIZER_FILE)?;
    let tensors = Tensors::open(&path)?;
    optimizer
        .restore(device, state.optimizer_steps, |name, shape, values| read_f32(&path, &tensors, name, shape, values))
}

/// The newest checkpoint's tokenizer alone; `None` when there is none.
///
/// # Errors
/// When the checkpoint is damaged.
pub(crate) fn newest_tokenizer(run: &Run) -> Result<Option<Tokenizer>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    // Small beside weights and moments, which are left alone.
    let checkpoint = run.checkpoint_verifying(Which::Newest, |file| !file.ends_with(".safetensors"))?;
    Ok(Some(nanollama_bundle::load_tokenizer(checkpoint.path())?))
}

/// The newest checkpoint's state alone; `None` when there is none.
///
/// # Errors
/// When the checkpoint is damaged.
pub fn newest_state(run: &Run) -> Result<Option<State>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    State::read(&run.checkpoint_verifying(Which::Newest, |file| file == STATE_FILE)?.file(STATE_FILE)?).map(Some)
}

/// Copies a tensor, which has to be f32 and of that shape.
fn read_f32(path: &Path, tensors: &Tensors, name: &str, shape: &[usize], values: &mut [f32]) -> Result<()> {
    let tensor = tensors.get(name)?;
    if tensor.shape != shape || tensor.dtype != DType::F32 {
        let what = format!("tensor {name} is {} {:?}, the model needs f32 {shape:?}", tensor.dtype, tensor.shape);
        return Err(Error::Checkpoint { path: path.to_owned(), what });
    }
    for (value, bytes) in values.iter_mut().zip(tensor.bytes.as_chunks::<4>().0) {
        *value = f32::from_le_bytes(*bytes);
    }
    Ok(())
}
