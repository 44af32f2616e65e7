//! Everything that a killed run needs to go on with the same bits, in one folder that appears whole or not at all.
//!
//! The folder is a Hugging Face model folder (so every reader of models reads checkpoints) with `optimizer.safetensors` and
//! `state.json` beside it. That it appears whole is `nanollama-store`'s doing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nanollama_bundle::{Contents, StoredAs, StoredModel, hf};
use nanollama_data::Position;
use nanollama_kernel::dtype::DType;
use nanollama_model::Model;
use nanollama_store::checkpoint::Checkpoint;
use nanollama_store::run::{LockedRun, Run, Which};
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::{TensorOut, checkpoint::CheckpointWriter};
use nanollama_token::{Tokenizer, chat};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::evaluate::Score;
use crate::optimizer::Optimizer;
use crate::plan::{Plan, Stage};

const CONFIG_FILE: &str = "config.json";
const OPTIMIZER_FILE: &str = "optimizer.safetensors";
const STATE_FILE: &str = "state.json";
const FORMAT: u32 = 1;

/// What a run remembers beside weights and moments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Version of this form, 1.
    pub format: u32,
    /// Steps done.
    pub step: u64,
    /// Where the data stands; its seed and place are all the randomness that training has.
    pub position: Position,
    /// Steps of the optimiser since it was fresh.
    pub optimizer_steps: u32,
    /// The validation of this step, if one was due.
    pub score: Option<Score>,
    /// The lowest bits per byte so far.
    pub lowest: Option<f64>,
    /// Seconds of training so far, over all resumptions.
    pub elapsed: f64,
    /// The plan as it was then.
    pub plan: Plan,
}

impl State {
    /// A state of this version.
    pub(crate) fn new(plan: &Plan, step: u64, position: Position, optimizer: &Optimizer) -> State {
        let (plan, optimizer_steps) = (plan.clone(), optimizer.steps());
        State { format: FORMAT, step, position, optimizer_steps, score: None, lowest: None, elapsed: 0.0, plan }
    }
}

/// A run as it was when the checkpoint was saved.
pub struct Restored {
    /// Weights; not packed.
    pub model: Model,
    /// Moments.
    pub optimizer: Optimizer,
    /// The rest.
    pub state: State,
    /// The tokenizer.
    pub tokenizer: Tokenizer,
}

/// What is saved.
pub struct Snapshot<'a> {
    /// Weights.
    pub model: &'a Model,
    /// Moments.
    pub optimizer: &'a Optimizer,
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
    let Snapshot { model, optimizer, tokenizer, state } = *snapshot;
    // The template's presence is the record that the model was trained on chat.
    let template = (state.plan.stage == Stage::Sft).then_some(chat::TEMPLATE);
    hf::write(writer, &Contents::of_model(model, tokenizer, template, name), DType::F32)?;
    let moments = optimizer.tensors().map(|(name, shape, values)| TensorOut::from_f32(name, &shape, values)).collect();
    safetensors::write_into(writer, OPTIMIZER_FILE, moments, &BTreeMap::new())?;
    let text = serde_json::to_vec_pretty(state).expect("strings and finite numbers always serialise");
    Ok(writer.put(STATE_FILE, &text)?)
}

/// The newest checkpoint of a run; `None` when it was killed before its first.
///
/// # Errors
/// When the newest is damaged or is not one of a training run.
pub fn newest(run: &Run) -> Result<Option<Restored>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    load(&run.checkpoint(Which::Newest)?, run.name()).map(Some)
}

/// Reads a verified checkpoint.
///
/// # Errors
/// When a file is missing, or they do not fit each other.
pub fn load(checkpoint: &Checkpoint, name: &str) -> Result<Restored> {
    let state = read_state(&checkpoint.file(STATE_FILE)?)?;
    let stored_as = StoredAs::Checkpoint { run: name.to_owned(), step: state.step };
    let source = StoredModel::open_folder(checkpoint.path(), None, name, stored_as)?;
    if *source.config() != state.plan.model {
        let what = format!("the model is {:?}, the plan says {:?}", source.config(), state.plan.model);
        return Err(Error::Checkpoint { path: checkpoint.path().join(CONFIG_FILE), what });
    }
    let model = source.load_dense()?;
    let mut optimizer = Optimizer::new(&state.plan.model, state.plan.rates, state.plan.weight_decay)?;
    let path = checkpoint.file(OPTIMIZER_FILE)?;
    let tensors = Tensors::open(&path)?;
    optimizer
        .restore(state.optimizer_steps, |name, shape, values| read_moment(&path, &tensors, name, shape, values))?;
    Ok(Restored { model, optimizer, state, tokenizer: source.tokenizer().clone() })
}

/// The newest checkpoint's state alone; `None` when there is none.
///
/// # Errors
/// When the checkpoint is damaged.
pub fn newest_state(run: &Run) -> Result<Option<State>> {
    if run.steps()?.is_empty() {
        return Ok(None);
    }
    read_state(&run.checkpoint_verifying(Which::Newest, |file| file == STATE_FILE)?.file(STATE_FILE)?).map(Some)
}

fn read_state(path: &Path) -> Result<State> {
    let text = fs::read(path).map_err(|source| Error::io(path, "read", source))?;
    let wrong = |what: String| Error::Checkpoint { path: path.to_owned(), what };
    let state: State = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
    match state.format {
        FORMAT => Ok(state),
        format => Err(wrong(format!("its format is {format}, this program knows {FORMAT}"))),
    }
}

fn read_moment(path: &Path, tensors: &Tensors, name: &str, shape: &[usize], values: &mut [f32]) -> Result<()> {
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
