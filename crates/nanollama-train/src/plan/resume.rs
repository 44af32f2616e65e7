//! Going on with a stored plan: what may change, what must not, and what a longer run means for the schedule.

use super::cost::Cost;
use super::datasets::{DataFacts, Datasets};
use super::extension::Extension;
use super::grading::Grading;
use super::machine::Machine;
use super::memory::Memory;
use super::resolve::priced;
use super::voice::Voice;
use super::{Plan, lora};
use crate::error::{Error, Result};
use crate::recipe::Recipe;

impl Plan {
    /// This plan, gone on with after `done` steps. `flags` may say how many steps there are in all and when to look, show and
    /// save; everything else must be what it was. `data` is the data as it is now, and the personality's.
    ///
    /// The schedule's end moves with the steps: see [`Extension`], which is stored and printed.
    ///
    /// # Errors
    /// [`Error::Differs`] naming what differs, [`Error::Finished`] when no step is left.
    pub fn resume(
        &self,
        flags: &Recipe,
        (data, personality): (&Datasets, Option<&DataFacts>),
        done: u64,
        machine: &Machine,
    ) -> Result<Plan> {
        flags.check("the settings together")?;
        flags.check_ranges()?;
        self.same_data(data)?;
        let voice = self.same_personality(personality)?;
        // The same data may lie elsewhere now.
        let mut plan = Plan { data: data.clone(), personality: voice, ..self.clone() };
        plan.watch.change(flags);
        plan.steps = flags.steps.unwrap_or(self.steps);
        let lora_targets = flags.lora_targets.as_deref().map(lora::retyped).transpose()?;
        plan.same_settings(&Recipe { lora_targets, ..flags.clone() })?;
        let steps = plan.steps;
        if steps <= done {
            return Err(Error::Finished { done, steps });
        }
        if steps != self.steps {
            plan.extensions.push(Extension { at_step: done, from_steps: self.steps, to_steps: steps });
            plan.personality = plan.personality.map(|voice| voice.over(&plan.step, steps));
            let Plan { model, step, recompute, .. } = &plan;
            let memory = match &plan.lora {
                None => {
                    Memory::of(model, step.rows, step.context, *recompute)?.averaging(model, plan.average.is_some())
                }
                Some(lora) => lora::memory((model, plan.base.as_ref(), lora), [step.rows, step.context], *recompute)?,
            };
            let cost = Cost::of(model, &plan.data, step, steps, (memory, *recompute), machine);
            let cost = priced(cost, (model, plan.lora.as_ref()));
            // What a text has of tokens is as it was: a step costs what it did.
            plan.cost = match &plan.drawn {
                None => cost,
                Some(_) => plan.cost.stretched(steps as f64 / self.steps as f64),
            };
        }
        Ok(plan)
    }

    /// Refuses data that is not what it was when the plan was made.
    ///
    /// # Errors
    /// [`Error::Differs`] naming what differs.
    pub(crate) fn same_data(&self, data: &Datasets) -> Result<()> {
        differs("the data's corpora", self.data.iter().len().to_string(), data.iter().len().to_string())?;
        self.data.iter().zip(data.iter()).try_for_each(|(then, now)| same_facts("the data's", then, now))
    }

    /// The personality at the place where it is now, if it is what it was when the plan was made.
    fn same_personality(&self, now: Option<&DataFacts>) -> Result<Option<Voice>> {
        match (&self.personality, now) {
            (None, None) => Ok(None),
            (Some(voice), Some(now)) => {
                same_facts("the personality's", &voice.data, now)?;
                Ok(Some(Voice { data: now.clone(), ..voice.clone() }))
            }
            (then, now) => {
                let path =
                    |facts: Option<&DataFacts>| facts.map_or("none".into(), |facts| facts.path.display().to_string());
                let (then, now) = (path(then.as_ref().map(|voice| &voice.data)), path(now));
                Err(Error::Differs { field: "personality".into(), then, now })
            }
        }
    }

    /// Refuses flags that contradict this plan, which has taken over already what they may change.
    fn same_settings(&self, flags: &Recipe) -> Result<()> {
        let then = self.settings().by_name();
        for (field, now) in flags.by_name() {
            if then.get(&field) == Some(&now) {
                continue;
            }
            let then = then.get(&field).map_or("nothing".to_owned(), ToString::to_string);
            return Err(Error::Differs { field, then, now: now.to_string() });
        }
        Ok(())
    }

    /// The plan as a recipe: every setting with the value it came to have.
    pub fn settings(&self) -> Recipe {
        let Plan { model, step, schedule, rates, watch, .. } = self;
        let (all, lora) = (!self.stage.is_adapter(), self.lora.as_ref());
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
            context: Some(step.context),
            rope_theta: Some(model.rope_theta),
            steps: Some(self.steps),
            batch_tokens: Some(step.tokens),
            device_batch_size: Some(step.rows),
            embedding_lr: all.then_some(rates.embedding),
            head_lr: all.then_some(rates.head),
            norm_lr: all.then_some(rates.norm),
            matrix_lr: all.then_some(rates.matrix),
            lr: Some(rates.matrix),
            warmup_steps: Some(schedule.warmup_steps),
            warmdown_ratio: Some(schedule.warmdown_ratio),
            decay: Some(schedule.decay),
            final_lr_fraction: Some(schedule.final_lr_fraction),
            momentum_warmup_steps: all.then_some(schedule.momentum_warmup_steps),
            weight_decay: Some(self.weight_decay),
            gradient_clip: Some(self.gradient_clip),
            spike_guard: Some(self.spike_guard),
            average: all.then(|| self.average.map_or(0.0, |averaging| averaging.share)),
            lora_rank: lora.map(|lora| lora.rank),
            lora_alpha: lora.map(|lora| lora.alpha),
            lora_targets: lora.map(lora::typed),
            use_rslora: lora.map(|lora| lora.rooted),
            early_stop: Some(watch.early_stop),
            eval_every: Some(watch.eval_every),
            eval_tokens: usize::try_from(watch.eval_tokens).ok(),
            sample_every: Some(watch.sample_every),
            sample_at: Some(watch.sample_at.clone()),
            sample_tokens: Some(watch.sample_tokens),
            sample_prompt: Some(watch.sample_prompt.clone()),
            save_every: Some(watch.save_every),
            save_minutes: Some(watch.save_minutes),
            keep: Some(watch.keep),
            validation_fraction: Some(self.validation_fraction),
            personality_ratio: self.personality.as_ref().map(|voice| voice.ratio),
            seed: Some(self.seed),
            recompute: Some(self.recompute),
            ..Recipe::of_features(model.features)
                .overlay(self.drawn.map(|drawn| drawn.settings()).unwrap_or_default())
                .overlay(Grading::settings(watch.grading.as_ref()))
        }
    }
}

/// Refuses a value that is not what it was.
fn differs(field: &str, then: String, now: String) -> Result<()> {
    if then == now { Ok(()) } else { Err(Error::Differs { field: field.to_owned(), then, now }) }
}

/// Refuses text that is not what it was; `whose` stands in messages.
fn same_facts(whose: &str, then: &DataFacts, now: &DataFacts) -> Result<()> {
    let place = match (then.path.display(), now.path.display()) {
        (then, now) if then.to_string() == now.to_string() => format!(" in {now}"),
        (then, now) => format!(" in {now} (it was {then})"),
    };
    let differs = |what: &str, then: String, now: String| differs(&format!("{whose} {what}{place}"), then, now);
    differs("tokenizer", then.tokenizer_hash.clone(), now.tokenizer_hash.clone())?;
    differs("vocabulary", then.vocabulary.to_string(), now.vocabulary.to_string())?;
    differs("training tokens", then.train_tokens.to_string(), now.train_tokens.to_string())?;
    differs("training text in bytes", then.train_bytes.to_string(), now.train_bytes.to_string())?;
    differs("validation tokens", then.valid_tokens.to_string(), now.valid_tokens.to_string())
}
