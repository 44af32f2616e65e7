//! One request under way: its tokens, what of them is in the cache, and what is computed for it in this step.

use std::time::Instant;

use nanollama_kernel::pool::Pool;
use nanollama_model::{Feed, Model, Sequence, Wanted};

use crate::error::{Error, Result};
use crate::event::Event;
use crate::finished::{Finished, Reason};
use crate::generation::Generation;
use crate::prefixes::{AdapterKey, PrefixKey};
use crate::request::{Adapter, RequestId};
use crate::scoring::Scoring;

pub(crate) struct Session {
    pub(crate) id: RequestId,
    /// Those that count, by name.
    adapters: Vec<Adapter>,
    /// The same by their index in the model.
    named: Vec<(u32, f32)>,
    /// What its pages are computed with.
    pub(crate) key: PrefixKey,
    /// The weights or an adapter changed since it began: its pages are of no use to others.
    pub(crate) stale: bool,
    /// Prompt and what was generated, or the text to score.
    pub(crate) tokens: Vec<u32>,
    prompt: usize,
    pub(crate) sequence: Sequence,
    /// How many of its pages others can find.
    pub(crate) published: usize,
    /// Prompt tokens that were in the cache when it first began.
    cached: Option<usize>,
    state: State,
    /// Younger requests that began before it.
    pub(crate) overtaken: usize,
    /// Rows computed in this step, those of drafted tokens included, and the logits wanted of them.
    pub(crate) rows: usize,
    wanted: Wanted,
    drafted: Vec<u32>,
    submitted: Instant,
    prefill_seconds: Option<f64>,
    /// Text that nobody was told of yet.
    unsent: String,
    pub(crate) failed: Option<Error>,
}

/// How far its task has come.
pub(crate) enum State {
    Generating(Box<Generation>),
    Scoring(Scoring),
}

impl Session {
    pub(crate) fn new(id: RequestId, adapters: Vec<Adapter>, tokens: Vec<u32>, state: State) -> Session {
        Session {
            id,
            adapters: adapters.into_iter().filter(|adapter| adapter.scale != 0.0).collect(),
            named: Vec::new(),
            // It is known when it begins.
            key: PrefixKey { weights: 0, adapters: [].into() },
            stale: false,
            prompt: tokens.len(),
            tokens,
            sequence: Sequence::default(),
            published: 0,
            cached: None,
            state,
            overtaken: 0,
            rows: 0,
            wanted: Wanted::None,
            drafted: Vec::new(),
            submitted: Instant::now(),
            prefill_seconds: None,
            unsent: String::new(),
            failed: None,
        }
    }

    /// What its pages would be computed with by this model. Where the model has not all of its adapters it fails, and there is
    /// no key.
    pub(crate) fn key_of(&mut self, model: &Model) -> Option<PrefixKey> {
        let mut keys: Vec<AdapterKey> = Vec::with_capacity(self.adapters.len());
        self.named.clear();
        for Adapter { name, scale } in &self.adapters {
            let Some((index, version)) = model.adapters().find(name) else {
                self.failed.get_or_insert(Error::UnknownAdapter { name: name.clone() });
                return None;
            };
            self.named.push((index, *scale));
            keys.push(AdapterKey { version, scale: *scale });
        }
        let adapters = if keys == *self.key.adapters { self.key.adapters.clone() } else { keys.into() };
        Some(PrefixKey { weights: model.version(), adapters })
    }

    /// Notes that its pages are of no use to others when they were computed with something else than this model.
    pub(crate) fn compare_key(&mut self, model: &Model) {
        self.stale |= self.key_of(model).is_none_or(|key| key != self.key);
    }

    /// Tokens that have to be in the cache: of a text to score all but the last, whose logits nobody asks for.
    pub(crate) fn end(&self) -> usize {
        match &self.state {
            State::Generating(_) => self.tokens.len(),
            State::Scoring(_) => self.tokens.len().saturating_sub(1),
        }
    }

    /// Tokens to be computed.
    pub(crate) fn pending(&self) -> usize {
        self.end() - self.sequence.len()
    }

    /// Tokens that may be taken from the cache: those before the first whose logits are wanted.
    pub(crate) fn reusable(&self) -> usize {
        match &self.state {
            State::Generating(_) => self.tokens.len().saturating_sub(1),
            State::Scoring(scoring) => scoring.next_row().min(self.end()),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.failed.is_some()
            || match &self.state {
                State::Generating(generation) => generation.reason.is_some(),
                State::Scoring(scoring) => scoring.from + scoring.logprobs.len() >= self.tokens.len(),
            }
    }

    /// Begins, or begins again, behind what the cache holds of it.
    pub(crate) fn begin(&mut self, key: PrefixKey, sequence: Sequence) {
        self.cached.get_or_insert(sequence.len());
        self.published = 0;
        self.stale = false;
        self.key = key;
        self.sequence = sequence;
    }

    /// Gives its pages back. What it has chosen stays; keys and values are computed again.
    pub(crate) fn preempt(&mut self) {
        self.sequence = Sequence::default();
        self.published = 0;
        self.rows = 0;
        self.drafted.clear();
    }

    /// Rows that it could use in a step. A text is scored `logit_rows` tokens at a time, because the logits of all are
    /// wanted; those before the first that is scored come by themselves.
    pub(crate) fn usable(&self, logit_rows: usize) -> usize {
        let before = self.reusable().saturating_sub(self.sequence.len());
        match &self.state {
            _ if self.is_over() => 0,
            State::Scoring(_) if before == 0 => self.pending().min(logit_rows),
            State::Scoring(_) => before,
            State::Generating(_) => self.pending(),
        }
    }

    /// Plans `rows` rows for this step, at most those that it can use.
    pub(crate) fn plan(&mut self, rows: usize) {
        self.drafted.clear();
        self.rows = rows;
        self.wanted = match &self.state {
            State::Generating(_) if rows == self.pending() => Wanted::Last,
            State::Scoring(_) if self.sequence.len() >= self.reusable() => Wanted::All,
            State::Generating(_) | State::Scoring(_) => Wanted::None,
        };
    }

    /// Plans up to `most` further rows, one for each drafted token.
    pub(crate) fn plan_draft(&mut self, most: usize) {
        let State::Generating(generation) = &mut self.state else { return };
        if self.rows == 1 && self.wanted == Wanted::Last {
            self.drafted = generation.draft(&self.tokens, most);
            if !self.drafted.is_empty() {
                self.rows += self.drafted.len();
                self.wanted = Wanted::All;
            }
        }
    }

    /// Does without the drafted tokens. False when there are none.
    pub(crate) fn drop_draft(&mut self) -> bool {
        if self.drafted.is_empty() {
            return false;
        }
        self.drafted.clear();
        (self.rows, self.wanted) = (1, Wanted::Last);
        true
    }

    /// Plans no more than `rows` rows.
    pub(crate) fn cut(&mut self, rows: usize) {
        if rows < self.rows {
            self.plan(rows);
        }
    }

    /// Rows whose logits are wanted.
    pub(crate) fn wanted_rows(&self) -> usize {
        match self.wanted {
            Wanted::None => 0,
            Wanted::Last => self.rows.min(1),
            Wanted::All => self.rows,
        }
    }

    /// What to compute in this step.
    pub(crate) fn feed(&mut self) -> Feed<'_> {
        let start = self.sequence.len();
        self.tokens.extend_from_slice(&self.drafted);
        Feed {
            sequence: &mut self.sequence,
            tokens: &self.tokens[start..start + self.rows],
            wanted: self.wanted,
            adapters: &self.named,
        }
    }

    /// Takes away the drafted tokens that [`Session::feed`] put behind the others.
    pub(crate) fn retract_draft(&mut self) {
        self.tokens.truncate(self.tokens.len() - self.drafted.len());
    }

    /// Takes the logits that were wanted, `[wanted rows, width]`. What goes wrong is remembered as its failure.
    pub(crate) fn advance(&mut self, logits: &[f32], width: usize, pool: &Pool) {
        self.prefill_seconds.get_or_insert_with(|| self.submitted.elapsed().as_secs_f64());
        if let Err(error) = self.try_advance(logits, width, pool) {
            self.failed = Some(error);
        }
    }

    fn try_advance(&mut self, logits: &[f32], width: usize, pool: &Pool) -> Result<()> {
        match &mut self.state {
            State::Scoring(scoring) => scoring.advance(&self.tokens, logits, width, pool),
            State::Generating(generation) => {
                let start = self.sequence.len() - self.drafted.len();
                let (tokens, clear) = (&mut self.tokens, &mut self.unsent);
                let accepted = generation.advance(tokens, clear, &self.drafted, (logits, width), pool)?;
                // What was computed behind a drafted token that proved wrong is forgotten.
                self.sequence.truncate(start + accepted);
                Ok(())
            }
        }
    }

    /// Appends what its guide begins with.
    ///
    /// # Errors
    /// When that is a token outside the vocabulary.
    pub(crate) fn force(&mut self) -> Result<()> {
        match &mut self.state {
            State::Generating(generation) => generation.force(&mut self.tokens, &mut self.unsent),
            State::Scoring(_) => Ok(()),
        }
    }

    /// Appends given tokens to a generation. `None` when it is none.
    ///
    /// # Errors
    /// When one lies outside the vocabulary.
    pub(crate) fn extend(&mut self, given: &[u32]) -> Option<Result<()>> {
        let State::Generating(generation) = &mut self.state else { return None };
        let extended = generation.extend(&mut self.tokens, given, &mut self.unsent);
        Some(extended.and_then(|()| self.force()))
    }

    /// Tokens that are to be told of and were not yet.
    pub(crate) fn take_tokens(&mut self) -> Option<Event> {
        let State::Generating(generation) = &mut self.state else { return None };
        let tokens = std::mem::take(&mut generation.untold);
        (!tokens.is_empty()).then_some(Event::Tokens { id: self.id, tokens })
    }

    /// Text that nobody was told of yet.
    pub(crate) fn take_text(&mut self) -> Option<Event> {
        (!self.unsent.is_empty()).then(|| Event::Text { id: self.id, text: std::mem::take(&mut self.unsent) })
    }

    /// How it ended. `None` for a generation that is not over.
    pub(crate) fn into_event(mut self) -> Option<Event> {
        let id = self.id;
        if let Some(error) = self.failed.take() {
            return Some(Event::Failed { id, error });
        }
        match self.state {
            State::Scoring(scoring) => Some(Event::Scored { id, logprobs: scoring.logprobs, others: scoring.others }),
            State::Generating(_) => self.into_finished().map(|finished| Event::Finished { id, finished }),
        }
    }

    /// Breaks it off. `None` for a scoring.
    pub(crate) fn into_cancelled(mut self) -> Option<Finished> {
        if let State::Generating(generation) = &mut self.state
            && generation.reason.is_none()
        {
            generation.end(Reason::Cancelled, &mut self.unsent);
        }
        self.into_finished()
    }

    fn into_finished(self) -> Option<Finished> {
        let elapsed = self.submitted.elapsed().as_secs_f64();
        let prefill_seconds = self.prefill_seconds.unwrap_or(0.0);
        let State::Generating(generation) = self.state else { return None };
        Some(Finished {
            tokens: self.tokens[self.prompt..].to_vec(),
            forced: generation.forced,
            logprobs: generation.logprobs.unwrap_or_default(),
            text: generation.text,
            reason: generation.reason?,
            prompt_tokens: self.prompt,
            steps: generation.steps,
            drafted: generation.drafted,
            accepted: generation.accepted,
            cached_tokens: self.cached.unwrap_or(0),
            prefill_seconds,
            decode_seconds: elapsed - prefill_seconds,
        })
    }
}
