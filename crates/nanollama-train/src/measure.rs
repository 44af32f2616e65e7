//! What a stored model makes of the texts that a plan measures on, as its run would measure it.

use nanollama_bundle::StoredModel;
use nanollama_data::Rank;
use nanollama_graph::Arena;
use nanollama_kernel::device::Device;

use crate::error::Result;
use crate::evaluate::{Evaluator, Score};
use crate::plan::Plan;
use crate::stage::{StageData, TextData};

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// On the held-out text; `None` where there is none.
    pub text: Option<Score>,
    /// On the held-out texts of the personality.
    pub personality: Option<Score>,
}

/// Measures a model of the plan's shape on the text that the plan feeds.
///
/// # Errors
/// When the model or the text cannot be read, or memory is short.
pub fn measure(device: &dyn Device, plan: &Plan, source: &StoredModel) -> Result<Measures> {
    let mut model = source.load_dense(device)?;
    model.pack(device)?;
    let data = TextData::open(plan, Rank::ALONE)?;
    let mut evaluator = Evaluator::new(device, &plan.model, source.tokenizer(), plan.step.rows, plan.step.context)?;
    let mut arena = Arena::default();
    arena.reserve(device, evaluator.arena_bytes())?;
    let mut score = |batches| match batches {
        None => Ok(None),
        Some(batches) => evaluator.score(device, &mut arena, &model, batches).map(Some),
    };
    Ok(Measures { text: score(data.validation()?)?, personality: score(data.held_out_personality()?)? })
}
