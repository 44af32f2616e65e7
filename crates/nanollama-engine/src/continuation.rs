//! One text being generated: what was chosen, what of it may be shown, and whether it has ended. It is fed logits and knows
//! nothing of models or caches, so one sequence alone and one of many in a batch are the same.

use std::sync::Arc;

use nanollama_token::{TextStream, Tokenizer};

use crate::error::{Error, Result};
use crate::sampler::Sampler;
use crate::sampling::Sampling;
use crate::stop::StopMatcher;

/// Why a generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The model said that it has finished (end of text, end of turn).
    Eos,
    /// A stop text came.
    Stop,
    /// `max_tokens` were made.
    Length,
    /// The context is full.
    Context,
    /// The caller did not want more.
    Cancelled,
}

impl Reason {
    /// The word for JSON: `eos`, `stop`, `length`, `context`, `cancelled`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Eos => "eos",
            Reason::Stop => "stop",
            Reason::Length => "length",
            Reason::Context => "context",
            Reason::Cancelled => "cancelled",
        }
    }
}

/// A finished generation.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// What was generated, without the token that ended it.
    pub tokens: Vec<u32>,
    /// Its text, without the stop text and what follows it.
    pub text: String,
    /// Why it ended.
    pub reason: Reason,
    /// Tokens of the prompt.
    pub prompt_tokens: usize,
    /// How many of them were in the cache already.
    pub cached_tokens: usize,
    /// Seconds until the first token could be chosen. In a batch, which shares its time, since the batch began.
    pub prefill_seconds: f64,
    /// Seconds from then to the end.
    pub decode_seconds: f64,
}

impl Finished {
    /// Generated tokens a second after the first, which belongs to the prompt's time.
    pub fn tokens_per_second(&self) -> f64 {
        self.tokens.len().saturating_sub(1) as f64 / self.decode_seconds.max(1e-9)
    }
}

/// The state of one generation.
pub(crate) struct Continuation {
    sampler: Sampler,
    stops: StopMatcher,
    stream: TextStream,
    ends: Arc<[u32]>,
    /// Ids the tokenizer has; a padded table has more rows, and no text stands for those.
    vocabulary: usize,
    /// Prompt and what was generated.
    history: Vec<u32>,
    prompt: usize,
    /// Most tokens to generate, and what it means to reach them.
    limit: (usize, Reason),
    text: String,
    pub(crate) reason: Option<Reason>,
}

impl Continuation {
    pub(crate) fn new(
        tokenizer: &Tokenizer,
        ends: &Arc<[u32]>,
        prompt: &[u32],
        sampling: &Sampling,
        context: usize,
    ) -> Self {
        let room = context.saturating_sub(prompt.len());
        let limit =
            if room < sampling.max_tokens { (room, Reason::Context) } else { (sampling.max_tokens, Reason::Length) };
        Continuation {
            sampler: Sampler::new(sampling),
            stops: StopMatcher::new(&sampling.stop),
            stream: TextStream::new(tokenizer),
            ends: Arc::clone(ends),
            vocabulary: tokenizer.vocab_size(),
            history: prompt.to_vec(),
            prompt: prompt.len(),
            limit,
            text: String::new(),
            reason: (limit.0 == 0).then_some(limit.1),
        }
    }

    /// Tokens that the cache must hold at most.
    pub(crate) fn room(&self) -> usize {
        self.prompt + self.limit.0
    }

    /// Chooses the next token from `logits` (one row). Returns the text that became clear; afterwards either `reason` is set
    /// or [`Continuation::last`] is to be fed.
    ///
    /// # Errors
    /// [`Error::NotANumber`].
    pub(crate) fn step(&mut self, logits: &[f32]) -> Result<String> {
        let possible = &logits[..logits.len().min(self.vocabulary)];
        let not_a_number = Error::NotANumber { position: self.history.len() };
        let id = self.sampler.pick(possible, &self.history).ok_or(not_a_number)?;
        if self.ends.contains(&id) {
            return Ok(self.end(Reason::Eos));
        }
        self.history.push(id);
        let whole = self.stream.push(id);
        let (mut shown, stopped) = self.stops.push(&whole);
        self.text.push_str(&shown);
        if stopped {
            self.reason = Some(Reason::Stop);
        } else if self.history.len() - self.prompt >= self.limit.0 {
            shown.push_str(&self.end(self.limit.1));
        }
        Ok(shown)
    }

    /// Ends it; returns the text that was held back.
    pub(crate) fn end(&mut self, reason: Reason) -> String {
        let half = self.stream.finish();
        let (mut rest, stopped) = self.stops.push(&half);
        if !stopped {
            rest.push_str(&self.stops.finish());
        }
        self.text.push_str(&rest);
        self.reason = Some(reason);
        rest
    }

    /// The newest token.
    pub(crate) fn last(&self) -> &[u32] {
        &self.history[self.history.len() - 1..]
    }

    /// Prompt and generated tokens.
    pub(crate) fn history(&self) -> &[u32] {
        &self.history
    }

    pub(crate) fn finished(self, cached_tokens: usize, prefill_seconds: f64, decode_seconds: f64) -> Finished {
        Finished {
            tokens: self.history[self.prompt..].to_vec(),
            text: self.text,
            reason: self.reason.expect("asked for only after the end"),
            prompt_tokens: self.prompt,
            cached_tokens,
            prefill_seconds,
            decode_seconds,
        }
    }
}
