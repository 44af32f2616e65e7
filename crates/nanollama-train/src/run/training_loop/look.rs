//! What is looked at between two steps: the score on what is only measured on, and a sample. Neither moves a weight.

use std::time::Instant;

use nanollama_kernel::device::Device;
use nanollama_token::chat::Message;

use super::TrainingLoop;
use crate::error::Result;
use crate::evaluate::Score;
use crate::event::{Event, Observer};
use crate::metrics::{Record, Timing};
use crate::plan::FeedKind;
use crate::sample::{Prompt, Request};

impl TrainingLoop {
    /// Measures the model, and its averaged weights where there are some, which count then for what is best. Gives what
    /// counts; `None` when there is nothing to measure on, or the measure is no number.
    pub(super) fn validate(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<Option<Score>> {
        let begun = Instant::now();
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

    /// What the weights come to; `None` when there is nothing to measure on.
    fn score(&mut self, device: &dyn Device) -> Result<Option<Score>> {
        let Some(batches) = self.data.validation()? else { return Ok(None) };
        self.evaluator.score(device, self.step.arena(), &self.model, batches).map(Some)
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
        let watch = &self.plan.watch;
        let number = self.done.div_ceil(watch.sample_every.max(1)).saturating_sub(1);
        let asked = [Message::new("user", watch.sample_prompt.as_str())];
        let form = self.plan.chat_form(&self.tokenizer)?;
        let prompt = match (self.plan.stage.feed, self.data.opening(number)) {
            (FeedKind::Conversations, _) if !watch.sample_prompt.is_empty() => Prompt::Conversation(&form, &asked),
            (FeedKind::Conversations, Some(opening)) => Prompt::Conversation(&form, opening),
            (FeedKind::Conversations | FeedKind::Text, _) => Prompt::Text(&watch.sample_prompt),
        };
        let request = Request { prompt, tokens: watch.sample_tokens, seed: self.plan.seed, step: self.done };
        let text = self.sampler.sample(&self.model, device, &self.tokenizer, &request)?;
        self.metrics.append(self.done, &Record::Sample { text: &text })?;
        observer.observe(&Event::Sample { step: self.done, text: &text });
        Ok(())
    }
}
