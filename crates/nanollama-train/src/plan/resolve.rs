//! From a recipe to a plan: every setting gets its value, and what does not fit is refused.

use nanollama_model::{Config, Lora};

use super::averaging::Averaging;
use super::base::Base;
use super::cost::Cost;
use super::datasets::{DataFacts, Datasets};
use super::drawn::Drawn;
use super::machine::Machine;
use super::order::Order;
use super::stage::{FeedKind, Stage, StartKind};
use super::voice::Voice;
use super::watch::Watch;
use super::{Plan, dial, length, lora, model, step_shape, stored};
use crate::error::{Error, Result};
use crate::optimizer::Rates;
use crate::recipe::Recipe;
use crate::schedule::Schedule;

impl Plan {
    /// Resolves a recipe; what it leaves open is as the stage's built-in recipe says. `base` is the model of a stage that
    /// starts from one.
    ///
    /// # Errors
    /// One that names the setting, its value and its limits.
    pub fn resolve(
        recipe: &Recipe,
        stage: Stage,
        base: Option<&Base>,
        data: &Datasets,
        machine: &Machine,
    ) -> Result<Plan> {
        Plan::resolve_mixed(recipe, stage, base, (data, None), machine)
    }

    /// [`Plan::resolve`] for a stage that draws `items` questions or pairs, of which a text has `mean` tokens.
    ///
    /// # Errors
    /// As there.
    pub fn resolve_drawn(
        recipe: &Recipe,
        stage: Stage,
        base: Option<&Base>,
        (data, items, mean): (&Datasets, u64, f64),
        machine: &Machine,
    ) -> Result<Plan> {
        Plan::resolve_any(recipe, stage, base, (data, None, (items, mean)), machine)
    }

    /// [`Plan::resolve`] with a personality that takes a share of the rows of text.
    ///
    /// # Errors
    /// As there, and when the personality does not fit the text, or there is a share and no personality.
    pub fn resolve_mixed(
        recipe: &Recipe,
        stage: Stage,
        base: Option<&Base>,
        (data, personality): (&Datasets, Option<&DataFacts>),
        machine: &Machine,
    ) -> Result<Plan> {
        Plan::resolve_any(recipe, stage, base, (data, personality, (0, 0.0)), machine)
    }

    fn resolve_any(
        recipe: &Recipe,
        stage: Stage,
        base: Option<&Base>,
        (data, personality, (items, mean)): (&Datasets, Option<&DataFacts>, (u64, f64)),
        machine: &Machine,
    ) -> Result<Plan> {
        let asked = match personality {
            Some(facts) if stage.start == StartKind::Model && !recipe.says_length() => {
                Recipe { tokens: Some(Voice::tokens(facts, data, recipe)), ..recipe.clone() }
            }
            _ => recipe.clone(),
        };
        let recipe = &stage.settle(&asked)?;
        if let (Some(ratio), None) = (recipe.personality_ratio, personality) {
            return Err(Error::NoPersonality { ratio });
        }
        let model = match (stage.name(), stage.start, base) {
            (Some(_), StartKind::Random, None) => model::described(recipe, data.vocabulary())?,
            (Some(_), StartKind::Model, Some(base)) => model::inherited(recipe, base, data)?,
            _ => return Err(Error::Stage { stage: stage.to_string(), base: base.map(|base| base.name.clone()) }),
        };
        model.validate()?;
        let context = recipe.row_tokens(&model);
        let drawn = Drawn::of(recipe, stage, items)?;
        if drawn.is_none() {
            check_length(data, context)?;
        }
        personality.map_or(Ok(()), |facts| Voice::fits(facts, (data, stage.feed), context))?;
        let recipe = match recipe.depth {
            Some(_) => dial::turn(recipe, model.product_parameters(), data.train_tokens()).overlay(recipe.clone()),
            None => recipe.clone(),
        };
        let recipe = match &drawn {
            Some(drawn) => Recipe { batch_tokens: Some(drawn.rows() * context), ..recipe },
            None => recipe,
        };
        let adapter = stage.is_adapter().then(|| lora::asked(&recipe)).transpose()?;
        let (step, memory) = step_shape::cut(
            &recipe,
            (&model, adapter.as_ref().map(|lora| (lora, base))),
            context,
            stage.feed,
            machine,
        )?;
        let steps = match &drawn {
            Some(drawn) => drawn.steps(&recipe),
            None => length::steps(&recipe, &model, data.train_tokens(), &step),
        };
        let recompute = recipe.recompute.unwrap_or(false);
        let cost = Cost::of(&model, data, &step, steps, (memory, recompute), machine);
        let cost = priced(cost, (&model, adapter.as_ref()));
        let cost = match &drawn {
            Some(drawn) => drawn.price(cost, steps, (mean, context)),
            None => cost,
        };
        Ok(Plan {
            format: stored::FORMAT,
            stage,
            size: recipe.model.clone().or_else(|| recipe.depth.map(|depth| format!("depth {depth}"))),
            base: base.cloned(),
            schedule: schedule(&recipe, steps),
            rates: if stage.is_adapter() { adapter_rates(&recipe) } else { rates(&recipe, base) },
            weight_decay: recipe.weight_decay.unwrap_or(0.0),
            gradient_clip: recipe.gradient_clip.unwrap_or(1.0),
            spike_guard: recipe.spike_guard.unwrap_or(false),
            average: Averaging::of(recipe.average.unwrap_or(0.0), steps),
            watch: Watch::of(&recipe, &step, steps, data.valid_tokens()),
            validation_fraction: match stage.feed {
                // Prepared text has a split of its own.
                FeedKind::Text => 0.0,
                FeedKind::Conversations | FeedKind::Questions | FeedKind::Pairs => recipe.held_out(),
            },
            seed: recipe.run_seed(),
            order: Order::Rows,
            recompute,
            cost,
            drawn,
            lora: adapter,
            extensions: Vec::new(),
            data: data.clone(),
            personality: personality.map(|facts| Voice::new(facts, recipe.personality_ratio, (&step, steps))),
            model,
            step,
            steps,
        })
    }
}

fn check_length(data: &Datasets, context: usize) -> Result<()> {
    let (tokens, needed) = (data.train_tokens(), context as u64);
    if tokens < needed {
        return Err(Error::TooShort { data: data.names(), tokens, needed });
    }
    Ok(())
}

/// A model of ours goes on with a share of its own rates.
fn rates(recipe: &Recipe, base: Option<&Base>) -> Rates {
    let base = base.and_then(|base| base.rates).unwrap_or(Rates::DEFAULT);
    let asked = Rates {
        embedding: recipe.embedding_lr.unwrap_or(base.embedding),
        head: recipe.head_lr.unwrap_or(base.head),
        norm: recipe.norm_lr.unwrap_or(base.norm),
        matrix: recipe.matrix_lr.unwrap_or(base.matrix),
    };
    let asked = match recipe.lr {
        // The rate itself, not the product that is nearly it.
        Some(lr) if asked.matrix > 0.0 => Rates { matrix: lr, ..asked.scaled(lr / asked.matrix) },
        _ => asked,
    };
    asked.scaled(recipe.lr_fraction.unwrap_or(1.0))
}

/// An adapter has one rate.
fn adapter_rates(recipe: &Recipe) -> Rates {
    Rates { embedding: 0.0, head: 0.0, norm: 0.0, matrix: recipe.lr.unwrap_or(0.0) }
}

/// The price where an adapter is trained, if one is.
pub(super) fn priced(cost: Cost, (model, adapter): (&Config, Option<&Lora>)) -> Cost {
    match adapter {
        Some(lora) => cost.of_adapter(model, lora),
        None => cost,
    }
}

fn schedule(recipe: &Recipe, steps: u64) -> Schedule {
    Schedule {
        warmup_steps: recipe.warmup_steps.unwrap_or((steps / 20).min(100)),
        warmdown_ratio: recipe.warmdown_ratio.unwrap_or(0.5),
        decay: recipe.decay.unwrap_or_default(),
        final_lr_fraction: recipe.final_lr_fraction.unwrap_or(0.05),
        momentum_warmup_steps: recipe.momentum_warmup_steps.unwrap_or(300),
    }
}
