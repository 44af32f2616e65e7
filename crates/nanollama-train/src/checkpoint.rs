//! Everything that a killed run needs to go on with the same bits, in one folder that appears whole or not at all.
//!
//! The folder is a Hugging Face model folder (so every reader of models reads checkpoints) with `optimizer.safetensors` and
//! `state.json` beside it, and `average.safetensors` where the weights are averaged. Of an adapter it is a folder of PEFT's instead. That it appears whole is `nanollama-store`'s doing.

mod adapter;
mod state;
mod tensor;

use std::collections::BTreeMap;

use nanollama_bundle::gamma::About;
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
use crate::ranks::Ranks;
use crate::trained::Trained;

pub(crate) use adapter::NAME as ADAPTER;
pub use state::State;
use tensor::{read_f32, read_f32_from};

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
    /// What is known of the adapter in training, if there is one.
    pub about: Option<&'a About>,
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
    let saved = run.save(snapshot.state.step, |writer| fill(run.name(), writer, snapshot));
    saved.map_err(|error| snapshot.optimizer.failure().unwrap_or(error))
}

fn fill(name: &str, writer: &mut CheckpointWriter, snapshot: &Snapshot<'_>) -> Result<()> {
    let Snapshot { device, model, optimizer, average, about, tokenizer, state } = *snapshot;
    match (&state.plan.lora, about) {
        (Some(lora), Some(about)) => {
            let plan = &state.plan;
            let own = plan.base.as_ref().is_some_and(|base| base.chat_template.is_some());
            let template = plan.chat_template().filter(|_| !own);
            adapter::fill(writer, device, model, (lora, about, template))?;
        }
        _ => {
            let template = state.plan.chat_template();
            hf::write(writer, &Contents::of_model(device, model, tokenizer, template, name), DType::F32)?;
        }
    }
    let moments = optimizer.tensors(device).map(|(name, shape, values)| TensorOut::from_f32(name, &shape, values));
    safetensors::write_into(writer, OPTIMIZER_FILE, moments.collect(), &BTreeMap::new())?;
    if let Some(average) = average.filter(|average| average.gathered().is_some()) {
        safetensors::write_into(writer, AVERAGE_FILE, average.tensors().collect(), &BTreeMap::new())?;
    }
    // All has been read by now.
    device.sound()?;
    Ok(writer.put_file(STATE_FILE, &state.text())?)
}

/// A model in memory that an adapter stands beside, and its tokenizer.
pub type Frozen = (Model, Tokenizer);

/// The newest checkpoint of a run; `None` when it was killed before its first. `frozen` gives the model that an adapter's stands
/// beside.
///
/// # Errors
/// When the newest is damaged or is not one of a training run.
pub fn newest(
    device: &dyn Device,
    run: &Run,
    ranks: &Ranks,
    frozen: &mut dyn FnMut() -> Result<Frozen>,
) -> Result<Option<Restored>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    load(device, &run.checkpoint(Which::Newest)?, (run.name(), ranks), frozen).map(Some)
}

/// Reads a verified checkpoint; `frozen` as in [`newest`].
///
/// # Errors
/// When a file is missing, or they do not fit each other.
pub fn load(
    device: &dyn Device,
    checkpoint: &Checkpoint,
    (name, ranks): (&str, &Ranks),
    frozen: &mut dyn FnMut() -> Result<Frozen>,
) -> Result<Restored> {
    let state = State::read(&checkpoint.file(STATE_FILE)?)?;
    if let Some(lora) = &state.plan.lora {
        let (model, tokenizer) = frozen()?;
        let model = adapter::learn(device, checkpoint, lora, model)?;
        let trained = Trained::of(&model)?;
        let mut optimizer = Optimizer::of(device, trained, (state.plan.rates, state.plan.weight_decay), ranks)?;
        restore_moments(device, checkpoint, &state, &mut optimizer)?;
        return Ok(Restored { model, optimizer, average: None, state, tokenizer });
    }
    let stored_as = StoredAs::Checkpoint { run: name.to_owned(), step: state.step, average: false };
    let source = StoredModel::open_folder(checkpoint.path(), None, name, stored_as)?;
    if *source.config() != state.plan.model {
        let what = format!("the model is {:?}, the plan says {:?}", source.config(), state.plan.model);
        return Err(Error::Checkpoint { path: checkpoint.path().join(CONFIG_FILE), what });
    }
    let model = source.load_dense(device)?;
    let pace = (state.plan.rates, state.plan.weight_decay);
    let mut optimizer = Optimizer::of(device, Trained::of(&model)?, pace, ranks)?;
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
    if let Some(lora) = &state.plan.lora {
        adapter::read(device, checkpoint, lora, model)?;
        restore_moments(device, checkpoint, &state, optimizer)?;
        return Ok(state);
    }
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
    optimizer.restore(device, state.optimizer_steps, |name, shape, first, values| {
        read_f32_from(&path, &tensors, (name, shape, first), values)
    })
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
