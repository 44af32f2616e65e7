//! Many requests at once: each step computes a row for every text that is being continued, and prompts with the rows that
//! are left. Every text gets the bits that it would get alone.
//!
//! A scheduler borrows nothing: weights and device are lent to each [`Scheduler::step`], so it can be kept beside a model in
//! training. What each request does with its logits is `session.rs`; which pages are kept, `pages.rs`.

mod admission;
mod alone;
mod plan;
mod rows;

use std::collections::VecDeque;
use std::sync::Arc;

use nanollama_kernel::device::Device;
use nanollama_kernel::op::attention::CacheTypes;
use nanollama_model::{Config, Decoder, Error as ModelError, KvCache, Model};
use nanollama_token::Tokenizer;

use crate::draft::NgramDraft;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::finished::Finished;
use crate::generation::Generation;
use crate::pages::Pages;
use crate::prefixes::compare_adapters;
use crate::request::{Adapter, Request, RequestId, Task};
use crate::scoring::Scoring;
use crate::session::{Session, State};

/// Rows computed in one step: enough to fill the machine, few enough to keep working memory small.
const ROWS: usize = 512;
/// Rows of a text that are scored in one step: 32,000 of vocabulary make 16 MB of their logits.
const LOGIT_ROWS: usize = 128;

/// Requests under way, and the cache they share.
pub struct Scheduler {
    config: Config,
    tokenizer: Tokenizer,
    ends: Arc<[u32]>,
    context: usize,
    decoder: Decoder,
    pages: Pages,
    /// Oldest first.
    waiting: VecDeque<Session>,
    /// Oldest first.
    running: Vec<Session>,
    next: u64,
    /// Tokens that [`NgramDraft`] may draft for a text that brings no draft of its own; 0 is none.
    drafting: usize,
    /// Adapters of requests that name none.
    usual: Vec<Adapter>,
    /// Rows computed so far.
    computed: u64,
}

impl Scheduler {
    /// A scheduler for models of `config`. Generations end with one of the tokens `ends`; texts hold at most `context`
    /// tokens, and no more than fit the cache.
    ///
    /// # Errors
    /// [`Error::Setting`] for a context of less than 2 or beyond the model's; [`Error::OtherModel`] for a cache that was
    /// made for another shape.
    pub fn new(
        config: &Config,
        tokenizer: &Tokenizer,
        ends: &[u32],
        cache: KvCache,
        context: usize,
    ) -> Result<Scheduler> {
        if context < 2 || context > config.context {
            let wanted = format!("must lie from 2 to {}, the context this model was made for", config.context);
            return Err(Error::Setting { setting: "context", value: context.to_string(), wanted });
        }
        if !cache.fits(config) {
            return Err(Error::OtherModel);
        }
        let pages = Pages::new(cache);
        Ok(Scheduler {
            config: config.clone(),
            tokenizer: tokenizer.clone(),
            ends: ends.into(),
            context: context.min(pages.capacity()),
            decoder: Decoder::new(config),
            pages,
            waiting: VecDeque::new(),
            running: Vec::new(),
            next: 0,
            drafting: 0,
            usual: Vec::new(),
            computed: 0,
        })
    }

    /// Longest text in tokens, prompt included.
    pub fn context(&self) -> usize {
        self.context
    }

    /// The tokens that end a text.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How keys and values are stored, and the bytes of memory for them.
    pub fn cache(&self) -> (CacheTypes, usize) {
        (self.pages.cache.types(), self.pages.cache.bytes())
    }

    /// Has each text that is submitted from now on, and brings no draft of its own, drafted from what it repeats: at most `most`
    /// tokens a step, 0 for none. It changes no token.
    pub fn set_drafting(&mut self, most: usize) {
        self.drafting = most;
    }

    /// What a text is computed with that is submitted from now on and names no adapters, in the order in which they are added.
    pub fn set_usual(&mut self, adapters: Vec<Adapter>) {
        self.usual = adapters;
    }

    /// Tokens computed so far, those of drafts included: what the cache had is not among them.
    pub fn computed(&self) -> u64 {
        self.computed
    }

    /// True when no request is under way.
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.running.is_empty()
    }

    /// Takes a request; [`Scheduler::step`] works on it.
    ///
    /// # Errors
    /// What can be known to be wrong with it: [`Error::Setting`], [`Error::EmptyPrompt`], [`Error::TooLong`],
    /// or a token outside the vocabulary. Its adapters are looked for when it begins.
    pub fn submit(&mut self, mut request: Request) -> Result<RequestId> {
        if request.adapters.is_empty() {
            request.adapters.clone_from(&self.usual);
        }
        self.check(&request)?;
        let id = RequestId(self.next);
        let Request { tokens, adapters, task } = request;
        let state = match task {
            Task::Generate(mut generate) => {
                if self.drafting > 0 {
                    generate.draft.get_or_insert_with(|| Box::new(NgramDraft::new(self.drafting)));
                }
                let generation = Generation::new(&self.tokenizer, &self.ends, tokens.len(), self.context, generate);
                State::Generating(Box::new(generation))
            }
            Task::Score { from, others } => State::Scoring(Scoring::new(from, others, self.tokenizer.vocab_size())),
        };
        let mut session = Session::new(id, adapters, tokens, state);
        session.force()?;
        self.next += 1;
        self.waiting.push_back(session);
        Ok(id)
    }

    fn check(&self, request: &Request) -> Result<()> {
        if let Some(adapter) = request.adapters.iter().find(|adapter| !adapter.scale.is_finite()) {
            let wanted = format!("must be a number, for adapter {}", adapter.name);
            return Err(Error::Setting { setting: "scale", value: adapter.scale.to_string(), wanted });
        }
        let tokens = &request.tokens;
        let most = match &request.task {
            Task::Generate(generate) => {
                generate.sampling.validate()?;
                self.check_ids(generate.sampling.logit_bias.iter().map(|(id, _)| *id))?;
                if tokens.is_empty() {
                    return Err(Error::EmptyPrompt);
                }
                self.context - 1
            }
            Task::Score { from: 0, .. } => {
                let wanted = "must be at least 1: nothing comes before the first token".into();
                return Err(Error::Setting { setting: "from", value: "0".into(), wanted });
            }
            Task::Score { .. } => self.context,
        };
        self.check_ids(tokens.iter().copied())?;
        if tokens.len() > most {
            return Err(self.too_long(tokens.len()));
        }
        Ok(())
    }

    fn check_ids(&self, mut ids: impl Iterator<Item = u32>) -> Result<()> {
        let vocabulary = self.config.vocabulary;
        match ids.find(|&id| id as usize >= vocabulary) {
            Some(id) => Err(ModelError::Token { id, vocabulary }.into()),
            None => Ok(()),
        }
    }

    pub(crate) fn too_long(&self, tokens: usize) -> Error {
        Error::TooLong { tokens, context: self.context, model_context: self.config.context }
    }

    /// Appends given tokens to a generation, behind what it has made so far, as if the model had chosen them. They count
    /// towards its length and end it where it would end anyway.
    ///
    /// # Errors
    /// [`Error::UnknownRequest`] when no such generation is under way; a token outside the vocabulary.
    pub fn append(&mut self, id: RequestId, tokens: &[u32]) -> Result<()> {
        let session = self.running.iter_mut().chain(&mut self.waiting).find(|session| session.id == id);
        session.and_then(|session| session.extend(tokens)).unwrap_or(Err(Error::UnknownRequest))
    }

    /// Breaks a request off: no event of it comes any more. Gives what a generation had made.
    pub fn cancel(&mut self, id: RequestId) -> Option<Finished> {
        if let Some(index) = self.waiting.iter().position(|session| session.id == id) {
            return self.waiting.remove(index)?.into_cancelled();
        }
        let index = self.running.iter().position(|session| session.id == id)?;
        let mut session = self.running.remove(index);
        self.pages.publish(&mut session, true);
        session.into_cancelled()
    }

    /// Computes one step and reports what came of it, oldest request first. Nothing when there is nothing to do.
    ///
    /// The model may have changed since the last step: texts under way go on with the new weights.
    ///
    /// # Errors
    /// [`Error::OtherModel`] for a model of another shape than the scheduler was made for; [`Error::Model`] when the device
    /// fails. The step can be tried again then.
    pub fn step(&mut self, model: &Model, device: &dyn Device) -> Result<Vec<Event>> {
        if *model.config() != self.config {
            return Err(Error::OtherModel);
        }
        self.admit(model);
        self.plan();
        self.compute(model, device)?;
        Ok(self.report())
    }

    /// Runs the planned rows and hands out their logits.
    fn compute(&mut self, model: &Model, device: &dyn Device) -> Result<()> {
        let mut active: Vec<&mut Session> = self.running.iter_mut().filter(|session| session.rows > 0).collect();
        if active.is_empty() {
            return Ok(());
        }
        self.computed += active.iter().map(|session| session.rows as u64).sum::<u64>();
        active.sort_by(|a, b| compare_adapters(&a.key.adapters, &b.key.adapters));
        let outcome = {
            let mut feeds: Vec<_> = active.iter_mut().map(|session| session.feed()).collect();
            self.decoder.run(model, device, &mut self.pages.cache, &mut feeds)
        };
        active.iter_mut().for_each(|session| session.retract_draft());
        let (mut rest, width) = (outcome?, self.config.vocabulary);
        let mut choices: Vec<(&mut Session, &[f32])> = Vec::with_capacity(active.len());
        for session in active {
            let (logits, behind) = rest.split_at(session.wanted_rows() * width);
            rest = behind;
            if !logits.is_empty() {
                choices.push((session, logits));
            }
        }
        let pool = device.pool();
        match &mut choices[..] {
            // A single text to be scored has the whole pool for its rows.
            [(session, logits)] => session.advance(logits, width, pool),
            several => pool.for_each_mut(several, |_, (session, logits)| session.advance(logits, width, pool)),
        }
        Ok(())
    }

    /// Collects the events of this step, and removes requests that are over.
    fn report(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut at = 0;
        while at < self.running.len() {
            let session = &mut self.running[at];
            events.extend(session.take_tokens());
            events.extend(session.take_text());
            let over = session.is_over();
            if session.failed.is_none() {
                self.pages.publish(session, over);
            }
            if over {
                events.extend(self.running.remove(at).into_event());
            } else {
                at += 1;
            }
        }
        events
    }

    /// Drops what is kept in the cache for texts that may begin as earlier ones did.
    pub fn forget_prefixes(&mut self) {
        self.pages.clear();
    }

    /// Pages that are free or kept only for texts to come, and pages in all.
    #[cfg(test)]
    pub(crate) fn available_pages(&self) -> (usize, usize) {
        (self.pages.available(), self.pages.cache.pages())
    }
}

#[cfg(test)]
mod tests;
