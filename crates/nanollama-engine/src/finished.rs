//! What a generation was when it ended.

use std::ops::Range;

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
    /// Which of `tokens` were forced by a guide or appended from outside, not chosen.
    pub forced: Vec<Range<usize>>,
    /// Where it was asked for, ln p of each chosen token, `None` for forced ones; else empty.
    pub logprobs: Vec<Option<f32>>,
    /// Its text, without the stop text and what follows it.
    pub text: String,
    /// Why it ended.
    pub reason: Reason,
    /// Steps that chose its tokens: one a token, fewer where drafted ones were accepted.
    pub steps: usize,
    /// Tokens that were drafted for it.
    pub drafted: usize,
    /// How many of those were chosen.
    pub accepted: usize,
    /// Tokens of the prompt.
    pub prompt_tokens: usize,
    /// How many of them were in the cache already.
    pub cached_tokens: usize,
    /// Seconds from the request until the first token could be chosen, its wait for others included.
    pub prefill_seconds: f64,
    /// Seconds from then to the end.
    pub decode_seconds: f64,
}

impl Finished {
    /// Tokens that a step chose, on average.
    pub fn tokens_per_step(&self) -> f64 {
        self.tokens.len() as f64 / self.steps.max(1) as f64
    }

    /// Generated tokens a second after the first, which belongs to the prompt's time.
    pub fn tokens_per_second(&self) -> f64 {
        self.tokens.len().saturating_sub(1) as f64 / self.decode_seconds.max(1e-9)
    }
}
