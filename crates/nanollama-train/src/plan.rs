//! What will happen: a recipe resolved against data and machine, validated, priced, printable and stored in the run's folder.
//!
//! Everything that a step's bits depend on is in here (the micro-batch too, because it fixes the order of sums); threads and
//! instruction set are not, because the bits do not depend on them.

use nanollama_model::{Config, PRESETS, preset};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::optimizer::Rates;
use crate::recipe::Recipe;
use crate::schedule::Schedule;

mod batch;
mod cost;
mod describe;
mod dial;
mod input;
mod limits;
mod memory;
mod resume;

pub use batch::Batch;
pub use cost::Cost;
pub use input::{Base, DataFacts, Machine, Start};
pub use memory::Memory;
pub use resume::Extension;

/// Passes over the data beyond which a repeated token teaches much less than a fresh one (Muennighoff et al. 2023). Steps that
/// follow from a ratio stop here; those asked for in tokens, epochs or steps do not.
pub const MOST_EPOCHS: f64 = 4.0;
/// Tokens a product parameter, when nothing says how long the run is (Hoffmann et al. 2022).
const RATIO: f64 = 20.0;
/// Passes over the conversations, when nothing says how long fine-tuning is.
const SFT_EPOCHS: f64 = 3.0;
/// Share of the conversations to measure on.
const SFT_VALIDATION: f64 = 0.02;
/// Tokens of a step when nothing says so: below this Muon's orthogonalisation is a large share of the work.
const BATCH_TOKENS: usize = 16_384;
/// Tokens of a fine-tuning step, unless the rows are longer.
const SFT_BATCH_TOKENS: usize = 4096;
const CONTEXT: usize = 512;
/// Share of the free memory that a run may take.
const MEMORY_SHARE: f64 = 0.6;

/// Which kind of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Text from random weights.
    Pretrain,
    /// Conversations from a trained model.
    Sft,
}

/// When to look, show and save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// Steps between two validations; 0 for the end only. Every checkpoint that is due is validated too.
    pub eval_every: u64,
    /// Tokens of one validation; 0 when there is nothing to validate on.
    pub eval_tokens: u64,
    /// Steps between two samples; 0 for none.
    pub sample_every: u64,
    /// Tokens of one sample.
    pub sample_tokens: usize,
    /// What a sample continues; in fine-tuning, what a user asks (where empty, held-out conversations ask).
    pub sample_prompt: String,
    /// Steps between two checkpoints; 0 for the end only.
    pub save_every: u64,
    /// Minutes after which a checkpoint is saved though none is due; 0 for never.
    pub save_minutes: f64,
    /// Checkpoints that are kept beside the best.
    pub keep: usize,
}

/// A resolved run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Which kind of training.
    pub stage: Stage,
    /// The named size or dial it came from, if any.
    pub size: Option<String>,
    /// The model it goes on from, if any.
    pub base: Option<Base>,
    /// The model.
    pub model: Config,
    /// The data.
    pub data: DataFacts,
    /// How a step is cut.
    pub batch: Batch,
    /// Optimiser steps in all.
    pub steps: u64,
    /// Shape of the rates over the steps.
    pub schedule: Schedule,
    /// Rates before the schedule.
    pub rates: Rates,
    /// Cautious decay of the blocks' matrices.
    pub weight_decay: f64,
    /// Largest global gradient norm; 0 for no clipping.
    pub gradient_clip: f64,
    /// When to look, show and save.
    pub watch: Watch,
    /// Share of the conversations that is only measured on; 0 when the data has a split of its own.
    pub validation_fraction: f64,
    /// Seed of weights, data order and samples.
    pub seed: u64,
    /// Whether activations are computed twice.
    pub recompute: bool,
    /// The price.
    pub cost: Cost,
    /// Where the run was made longer than it was planned: its schedule is not that of a run planned so.
    pub extensions: Vec<Extension>,
}

impl Plan {
    /// Resolves a recipe (all layers laid over each other already).
    ///
    /// # Errors
    /// One that names the setting, its value, its limits and what to type instead.
    pub fn resolve(recipe: &Recipe, facts: &DataFacts, start: &Start, machine: &Machine) -> Result<Plan> {
        recipe.check("the settings together")?;
        limits::check(recipe)?;
        let model = match start {
            Start::Scratch => shape(recipe, facts.vocabulary)?,
            Start::Base(base) => inherited(recipe, base, facts)?,
        };
        model.validate()?;
        let context = recipe.context.unwrap_or(model.context).min(model.context);
        check_length(facts, context)?;
        let recipe = match recipe.depth {
            Some(_) => dial::turn(recipe, model.product_parameters(), facts.train_tokens).overlay(recipe.clone()),
            None => recipe.clone(),
        };
        let batch = cut(&recipe, &model, context, start, machine)?;
        let steps = steps(&recipe, &model, facts, &batch, start);
        let rates = rates(&recipe, start);
        let plan = Plan {
            stage: start.stage(),
            size: recipe.model.clone().or_else(|| recipe.depth.map(|depth| format!("depth {depth}"))),
            base: start.base().cloned(),
            schedule: schedule(&recipe, steps),
            rates,
            weight_decay: recipe.weight_decay.unwrap_or(0.0),
            gradient_clip: recipe.gradient_clip.unwrap_or(1.0),
            watch: watch(&recipe, facts, &batch, steps),
            validation_fraction: validation_fraction(&recipe, start),
            seed: recipe.seed.unwrap_or(0),
            recompute: recipe.recompute.unwrap_or(false),
            cost: Cost::of(&model, facts, &batch, steps, recipe.recompute.unwrap_or(false), machine)?,
            extensions: Vec::new(),
            data: facts.clone(),
            model,
            batch,
            steps,
        };
        Ok(plan)
    }
}

impl Start {
    fn stage(&self) -> Stage {
        match self {
            Start::Scratch => Stage::Pretrain,
            Start::Base(_) => Stage::Sft,
        }
    }

    fn base(&self) -> Option<&Base> {
        match self {
            Start::Scratch => None,
            Start::Base(base) => Some(base),
        }
    }
}

/// The model that the recipe describes.
fn shape(recipe: &Recipe, vocabulary: usize) -> Result<Config> {
    let context = recipe.context.unwrap_or(CONTEXT);
    let mut config = match (&recipe.model, recipe.depth, recipe.layers, recipe.dim) {
        (Some(name), ..) => preset(name, vocabulary, context)?,
        (None, Some(depth), ..) => Config::from_depth(depth, vocabulary, context),
        (None, None, Some(layers), Some(dim)) => {
            let heads = recipe.heads.unwrap_or((dim / 64).max(1));
            Config::new(layers, dim, heads, recipe.kv_heads.unwrap_or(heads), vocabulary, context)
        }
        _ => return Err(Error::NoShape { known: PRESETS.map(|p| p.name).join(", ") }),
    };
    config.layers = recipe.layers.unwrap_or(config.layers);
    if recipe.dim.is_some() || recipe.heads.is_some() || recipe.kv_heads.is_some() {
        let (dim, heads) = (recipe.dim.unwrap_or(config.dim), recipe.heads.unwrap_or(config.heads));
        // A size's own number of key/value heads stays when it still fits.
        let kv_heads = recipe.kv_heads.unwrap_or(if heads % config.kv_heads == 0 { config.kv_heads } else { heads });
        config = Config::new(config.layers, dim, heads, kv_heads, vocabulary, context);
        if dim % heads != 0 {
            return Err(Error::Heads { dim, heads });
        }
    }
    config.ffn = recipe.ffn.unwrap_or(config.ffn);
    config.rope_theta = recipe.rope_theta.unwrap_or(config.rope_theta);
    config.tied = recipe.tied.unwrap_or(config.tied);
    Ok(config)
}

/// The base model's configuration; a recipe for fine-tuning cannot change it.
fn inherited(recipe: &Recipe, base: &Base, facts: &DataFacts) -> Result<Config> {
    let given = recipe.table();
    let shape = ["model", "depth", "layers", "dim", "heads", "kv_heads", "ffn", "rope_theta", "tied"];
    if let Some(field) = shape.into_iter().find(|field| given.contains_key(*field)) {
        let what = format!("{field} cannot be set: fine-tuning keeps the shape of {}; leave it out", base.name);
        return Err(Error::recipe("fine-tuning", what));
    }
    if let Some(context) = recipe.context.filter(|context| *context > base.config.context) {
        return Err(Error::LongContext { context, base: base.name.clone(), known: base.config.context });
    }
    if facts.vocabulary != base.config.vocabulary {
        let (vocabulary, known) = (facts.vocabulary, base.config.vocabulary);
        let what = format!(
            "the tokenizer has {vocabulary} tokens, {} was trained with {known}; use its own tokenizer",
            base.name
        );
        return Err(Error::recipe("fine-tuning", what));
    }
    Ok(base.config.clone())
}

fn check_length(facts: &DataFacts, context: usize) -> Result<()> {
    let needed = context as u64;
    if facts.train_tokens < needed {
        return Err(Error::TooShort { data: facts.path.display().to_string(), tokens: facts.train_tokens, needed });
    }
    Ok(())
}

/// Cuts a step: the largest useful micro-batch that fits the memory, unless the recipe says which.
fn cut(recipe: &Recipe, model: &Config, context: usize, start: &Start, machine: &Machine) -> Result<Batch> {
    let default = match start {
        Start::Scratch => BATCH_TOKENS,
        Start::Base(_) => SFT_BATCH_TOKENS,
    };
    let tokens = match (recipe.batch_tokens, recipe.depth) {
        (Some(tokens), None) => tokens,
        // A default fits itself to the context; what was asked for must fit.
        (tokens, _) => (tokens.unwrap_or(default) / context).max(1) * context,
    };
    let rows = batch::rows_of(tokens, context)?;
    let recompute = recipe.recompute.unwrap_or(false);
    let rows_at_once = match recipe.device_batch_size {
        Some(wanted) => batch::divide(rows, wanted, context)?,
        None => {
            let available = (machine.memory as f64 * MEMORY_SHARE) as u64;
            // Weights and their gradients alone: what cannot hold them need not be planned, which is slow for thousands of layers.
            let mut smallest = model.parameter_count().saturating_mul(2 * size_of::<f32>() as u64);
            let mut found = None;
            let fits = smallest <= available;
            for candidate in batch::candidates(rows, context).filter(|_| fits) {
                smallest = Memory::of(model, candidate, context, recompute)?.total();
                if smallest <= available {
                    found = Some(candidate);
                    break;
                }
            }
            found.ok_or(Error::Memory { context, needed: smallest, available })?
        }
    };
    Ok(Batch { tokens, rows: rows_at_once, context, accumulation: rows / rows_at_once })
}

/// How long the run is.
fn steps(recipe: &Recipe, model: &Config, facts: &DataFacts, batch: &Batch, start: &Start) -> u64 {
    let epoch = facts.train_tokens as f64;
    let tokens = match (recipe, start) {
        (Recipe { steps: Some(steps), .. }, _) => return *steps,
        (Recipe { tokens: Some(tokens), .. }, _) => *tokens as f64,
        (Recipe { epochs: Some(epochs), .. }, _) => epochs * epoch,
        (Recipe { ratio: Some(ratio), .. }, _) => (ratio * model.product_parameters() as f64).min(MOST_EPOCHS * epoch),
        (_, Start::Scratch) => (RATIO * model.product_parameters() as f64).min(MOST_EPOCHS * epoch),
        (_, Start::Base(_)) => SFT_EPOCHS * epoch,
    };
    (tokens / batch.tokens as f64).round().max(1.0) as u64
}

/// Share of the conversations to measure on; it must be known before the data can be counted.
pub(crate) fn validation_fraction(recipe: &Recipe, start: &Start) -> f64 {
    match start {
        Start::Scratch => 0.0,
        Start::Base(_) => recipe.validation_fraction.unwrap_or(SFT_VALIDATION),
    }
}

fn rates(recipe: &Recipe, start: &Start) -> Rates {
    let base = start.base().and_then(|base| base.rates).unwrap_or(Rates::DEFAULT);
    let asked = Rates {
        embedding: recipe.embedding_lr.unwrap_or(base.embedding),
        head: recipe.head_lr.unwrap_or(base.head),
        norm: recipe.norm_lr.unwrap_or(base.norm),
        matrix: recipe.matrix_lr.unwrap_or(base.matrix),
    };
    asked.scaled(recipe.lr_fraction.unwrap_or(1.0))
}

fn schedule(recipe: &Recipe, steps: u64) -> Schedule {
    Schedule {
        warmup_steps: recipe.warmup_steps.unwrap_or((steps / 20).min(100)),
        warmdown_ratio: recipe.warmdown_ratio.unwrap_or(0.5),
        final_lr_fraction: recipe.final_lr_fraction.unwrap_or(0.05),
        momentum_warmup_steps: recipe.momentum_warmup_steps.unwrap_or(300),
    }
}

fn watch(recipe: &Recipe, facts: &DataFacts, batch: &Batch, steps: u64) -> Watch {
    let eval_every = recipe.eval_every.unwrap_or((steps / 5).clamp(1, 250));
    // A validation costs a third of a training token: at most a twelfth of the time goes into it.
    let affordable =
        (eval_every.max(1).saturating_mul(batch.tokens as u64) / 4).max((batch.rows * batch.context) as u64);
    let eval_tokens = recipe.eval_tokens.map_or(affordable.min(131_072), |tokens| tokens as u64);
    Watch {
        eval_every,
        eval_tokens: eval_tokens.min(facts.valid_tokens),
        sample_every: recipe.sample_every.unwrap_or(eval_every),
        sample_tokens: recipe.sample_tokens.unwrap_or(48),
        sample_prompt: recipe.sample_prompt.clone().unwrap_or_default(),
        save_every: recipe.save_every.unwrap_or(1000),
        save_minutes: recipe.save_minutes.unwrap_or(15.0),
        keep: recipe.keep.unwrap_or(2),
    }
}

#[cfg(test)]
mod tests;
