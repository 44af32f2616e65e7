//! What is looked at between two steps: the score on what is only measured on, and a sample. Neither moves a weight.

use std::time::Instant;

use nanollama_data::Batch;
use nanollama_kernel::device::Device;
use nanollama_token::chat::Message;

use super::TrainingLoop;
use crate::error::Result;
use crate::evaluate::Score;
use crate::event::{Event, Observer};
use crate::metrics::{Record, Timing};
use crate::sample::{Prompt, Request};
use crate::stage::{Look, Made, StageData};

impl TrainingLoop {
    /// Measures the model, and its averaged weights where there are some, which count then for what is best. Gives what
    /// counts; `None` when there is nothing to measure on, or the measure is no number.
    pub(super) fn validate(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<Option<Score>> {
        let begun = Instant::now();
        self.ranks.be_patient()?;
        if self.plan.drawn.is_some() {
            self.measure(device, observer)?;
            return Ok(None);
        }
        let Some(score) = self.score(device)? else { return Ok(None) };
        let average = self.score_average(device)?;
        let seconds = begun.elapsed().as_secs_f64();
        let counts = average.unwrap_or(score);
        if !score.is_a_number() || !counts.is_a_number() {
            let Score { tokens, bytes, .. } = score;
            observer.observe(&Event::Unmeasured { step: self.done, tokens, bytes });
            return Ok(None);
        }
        let best = self.lowest.is_none_or(|lowest| counts.bits_per_byte < lowest);
        self.stale = if best { 0 } else { self.stale + 1 };
        if best {
            self.lowest = Some(counts.bits_per_byte);
        }
        let timing = Timing { seconds, elapsed: self.elapsed() };
        self.metrics.append(self.done, &Record::validation(&score, timing))?;
        if let Some(average) = &average {
            self.metrics.append(self.done, &Record::average(average))?;
        }
        observer.observe(&Event::Validation { step: self.done, score, average, best, seconds });
        Ok(Some(counts))
    }

    /// Measures the model on held-out questions or pairs, where there are some.
    fn measure(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<()> {
        let begun = Instant::now();
        let Some(measured) = self.look_with(device, |data, look| data.measure(look))? else { return Ok(()) };
        self.metrics.append(self.done, &Record::Measured(&measured))?;
        let seconds = begun.elapsed().as_secs_f64();
        observer.observe(&Event::Measured { step: self.done, measured: &measured, seconds });
        Ok(())
    }

    /// Makes the next step's batches, where they depend on the model.
    pub(super) fn prepare(&mut self, device: &dyn Device) -> Result<Option<Made>> {
        if self.plan.drawn.is_none() {
            return Ok(None);
        }
        let prepared = self.look_with(device, |data, look| data.prepare(look))?;
        Ok(prepared.map(|(batches, made)| {
            self.batches.resize_with(batches, Batch::default);
            made
        }))
    }

    fn look_with<T>(
        &mut self,
        device: &dyn Device,
        look: impl FnOnce(&mut dyn StageData, &mut Look<'_>) -> Result<T>,
    ) -> Result<T> {
        let TrainingLoop { plan, run, data, model, evaluator, step, done, .. } = self;
        let every = plan.watch.eval_every;
        let closely = *done == 0 || (every > 0 && done.is_multiple_of(every));
        let (step_done, run) = (*done, run.path());
        look(data.as_mut(), &mut Look { device, model, evaluator, arena: step.arena(), step: step_done, closely, run })
    }

    /// What the weights come to; `None` when there is nothing to measure on.
    fn score(&mut self, device: &dyn Device) -> Result<Option<Score>> {
        let Some(batches) = self.data.validation()? else { return Ok(None) };
        self.evaluator.score_among(device, (self.step.arena(), &self.model), &self.ranks, batches).map(Some)
    }

    /// What the averaged weights come to, where there are some. They take the place of the model's for the time.
    fn score_average(&mut self, device: &dyn Device) -> Result<Option<Score>> {
        let exchange = |training: &mut TrainingLoop| {
            let TrainingLoop { average, model, .. } = training;
            let average = average.as_mut().filter(|average| average.gathered().is_some());
            average.map(|average| average.exchange(device, model)).is_some()
        };
        if !exchange(self) {
            return Ok(None);
        }
        let score = self.score(device);
        exchange(self);
        score
    }

    /// Lets the model write something.
    pub(super) fn show_sample(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<()> {
        self.ranks.be_patient()?;
        if !self.ranks.is_first() {
            return Ok(());
        }
        let watch = &self.plan.watch;
        let number = self.done.div_ceil(watch.sample_every.max(1)).saturating_sub(1);
        let asked = [Message::new("user", watch.sample_prompt.as_str())];
        let form = self.plan.chat_form(&self.tokenizer)?;
        let prompt = match (self.plan.stage.feed.is_chat(), self.data.opening(number)) {
            (true, _) if !watch.sample_prompt.is_empty() => Prompt::Conversation(&form, &asked),
            (true, Some(opening)) => Prompt::Conversation(&form, opening),
            (true, None) | (false, _) => Prompt::Text(&watch.sample_prompt),
        };
        let request = Request { prompt, tokens: watch.sample_tokens, seed: self.plan.seed, step: self.done };
        let text = self.sampler.sample(&self.model, device, &self.tokenizer, &request)?;
        self.metrics.append(self.done, &Record::Sample { text: &text })?;
        observer.observe(&Event::Sample { step: self.done, text: &text });
        Ok(())
    }
}
