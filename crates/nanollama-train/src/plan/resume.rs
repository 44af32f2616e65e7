//! Going on with a stored plan: what may change, what must not, and what a longer run means for the schedule.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Cost, DataFacts, Machine, Plan, limits};
use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// The run was made longer (or shorter) than it was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Steps that were done then; from here on the rates are those of the new length.
    pub at_step: u64,
    /// Steps planned before.
    pub from_steps: u64,
    /// Steps planned since.
    pub to_steps: u64,
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Extension { at_step, from_steps, to_steps } = self;
        write!(
            f,
            "the first {at_step} steps followed a schedule of {from_steps}, the rest follows one of {to_steps}; a run planned for \
             {to_steps} from its start would have other weights"
        )
    }
}

impl Plan {
    /// This plan, gone on with after `done` steps. `flags` may say how many steps there are in all and when to look, show and
    /// save; everything else must be what it was. `facts` are those of the data as it is now.
    ///
    /// The schedule's end moves with the steps: see [`Extension`], which is stored and printed.
    ///
    /// # Errors
    /// [`Error::Differs`] naming what differs, [`Error::Finished`] when no step is left.
    pub fn resume(&self, flags: &Recipe, facts: &DataFacts, done: u64, machine: &Machine) -> Result<Plan> {
        flags.check("the settings together")?;
        limits::check(flags)?;
        self.same_data(facts)?;
        self.same_settings(flags)?;
        let mut plan = self.clone();
        let watch = &mut plan.watch;
        watch.eval_every = flags.eval_every.unwrap_or(watch.eval_every);
        watch.sample_every = flags.sample_every.unwrap_or(watch.sample_every);
        watch.sample_tokens = flags.sample_tokens.unwrap_or(watch.sample_tokens);
        watch.sample_prompt = flags.sample_prompt.clone().unwrap_or_else(|| watch.sample_prompt.clone());
        watch.save_every = flags.save_every.unwrap_or(watch.save_every);
        watch.save_minutes = flags.save_minutes.unwrap_or(watch.save_minutes);
        watch.keep = flags.keep.unwrap_or(watch.keep);
        let steps = flags.steps.unwrap_or(self.steps);
        if steps <= done {
            return Err(Error::Finished { done, steps });
        }
        if steps != self.steps {
            plan.extensions.push(Extension { at_step: done, from_steps: self.steps, to_steps: steps });
            plan.steps = steps;
            plan.cost = Cost::of(&plan.model, &plan.data, &plan.batch, steps, plan.recompute, machine)?;
        }
        Ok(plan)
    }

    fn same_data(&self, facts: &DataFacts) -> Result<()> {
        let then = &self.data;
        let differs = |field: &str, then: String, now: String| {
            if then == now { Ok(()) } else { Err(Error::Differs { field: field.into(), then, now }) }
        };
        differs("the data's tokenizer", then.tokenizer_hash.clone(), facts.tokenizer_hash.clone())?;
        differs("the data's vocabulary", then.vocabulary.to_string(), facts.vocabulary.to_string())?;
        differs("the data's training tokens", then.train_tokens.to_string(), facts.train_tokens.to_string())?;
        differs("the data's training text in bytes", then.train_bytes.to_string(), facts.train_bytes.to_string())?;
        differs("the data's validation tokens", then.valid_tokens.to_string(), facts.valid_tokens.to_string())
    }

    /// Refuses flags that contradict the stored plan.
    fn same_settings(&self, flags: &Recipe) -> Result<()> {
        const FREE: [&str; 8] = [
            "steps",
            "eval_every",
            "sample_every",
            "sample_tokens",
            "sample_prompt",
            "save_every",
            "save_minutes",
            "keep",
        ];
        let then = self.settings().table();
        for (field, now) in flags.table() {
            if FREE.contains(&field.as_str()) || then.get(&field) == Some(&now) {
                continue;
            }
            let then = then.get(&field).map_or("nothing".to_owned(), ToString::to_string);
            return Err(Error::Differs { field, then, now: now.to_string() });
        }
        Ok(())
    }

    /// The plan as a recipe: every setting with the value it came to have.
    pub fn settings(&self) -> Recipe {
        let Plan { model, batch, schedule, rates, .. } = self;
        let depth =
            self.size.as_deref().and_then(|size| size.strip_prefix("depth ")).and_then(|depth| depth.parse().ok());
        Recipe {
            model: self.size.clone().filter(|_| depth.is_none()),
            depth,
            layers: Some(model.layers),
            dim: Some(model.dim),
            heads: Some(model.heads),
            kv_heads: Some(model.kv_heads),
            ffn: Some(model.ffn),
            context: Some(batch.context),
            rope_theta: Some(model.rope_theta),
            tied: Some(model.features.tied),
            steps: Some(self.steps),
            batch_tokens: Some(batch.tokens),
            device_batch_size: Some(batch.rows),
            embedding_lr: Some(rates.embedding),
            head_lr: Some(rates.head),
            norm_lr: Some(rates.norm),
            matrix_lr: Some(rates.matrix),
            warmup_steps: Some(schedule.warmup_steps),
            warmdown_ratio: Some(schedule.warmdown_ratio),
            final_lr_fraction: Some(schedule.final_lr_fraction),
            momentum_warmup_steps: Some(schedule.momentum_warmup_steps),
            weight_decay: Some(self.weight_decay),
            gradient_clip: Some(self.gradient_clip),
            eval_tokens: usize::try_from(self.watch.eval_tokens).ok(),
            validation_fraction: Some(self.validation_fraction),
            seed: Some(self.seed),
            recompute: Some(self.recompute),
            ..Recipe::default()
        }
    }
}
