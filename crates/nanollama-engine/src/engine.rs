//! A model ready to generate: weights, device, tokenizer and a scheduler together, in one owner.
//!
//! The tokens of earlier texts stay in the cache as long as there is room: a prompt that begins as one of them did is not
//! computed again. Bits do not depend on it, nor on how a prompt is cut for prefill.

use std::ops::ControlFlow;

use nanollama_bundle::StoredModel;
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::attention::CacheTypes;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::PAGE;
use nanollama_model::{Config, KvCache, Model};
use nanollama_token::Tokenizer;

use crate::error::Result;
use crate::event::Event;
use crate::finished::Finished;
use crate::outcome::Outcome;
use crate::prompts::Prompts;
use crate::request::{Generate, Request, RequestId};
use crate::sampling::Sampling;
use crate::scheduler::Scheduler;
use crate::template::Template;
use crate::worker::Worker;

/// The context when none is asked for, unless the model's is shorter: foreign models name contexts whose cache would not fit.
const DEFAULT_CONTEXT: usize = 4096;

/// How to set up an engine.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads in all; 0 is one a core.
    pub threads: usize,
    /// Longest text in tokens, prompt included. None: the model's, at most 4096.
    pub context: Option<usize>,
    /// Texts of full context that fit the cache at once; 0 is one.
    pub sequences: usize,
    /// How keys and values are stored.
    pub cache: CacheTypes,
    /// Tokens a step that may be drafted from what a text repeats ([`crate::NgramDraft`]); 0 is none.
    pub drafting: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { threads: 0, context: None, sequences: 0, cache: DType::F32.into(), drafting: 0 }
    }
}

/// A model with everything that generation needs.
pub struct Engine {
    pub(crate) model: Model,
    pub(crate) device: Box<dyn Device>,
    prompts: Prompts,
    pub(crate) scheduler: Scheduler,
}

impl Engine {
    /// Loads an opened model; its matrices stay in the number format of the file.
    ///
    /// # Errors
    /// [`crate::Error::Setting`] for a context beyond the model's; [`crate::Error::Bundle`] or [`crate::Error::Model`] when it cannot be loaded.
    pub fn open(source: &StoredModel, options: &Options) -> Result<Engine> {
        let cpu = Cpu::new(Pool::new(options.threads));
        let model = source.load_frozen(&cpu)?;
        Engine::with_model(source, model, Box::new(cpu), options)
    }

    /// Loads an opened model onto a device that computes with f32 values and what it makes of them: matrices are decoded.
    /// The threads are the device's.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_decoded(source: &StoredModel, device: Box<dyn Device>, options: &Options) -> Result<Engine> {
        let model = source.load_dense(&*device)?;
        Engine::with_model(source, model, device, options)
    }

    fn with_model(source: &StoredModel, model: Model, device: Box<dyn Device>, options: &Options) -> Result<Engine> {
        let tokenizer = source.tokenizer();
        let template = Template::of(source.chat(), tokenizer);
        Engine::assemble(model, device, tokenizer, template, source.stop_tokens(), source.name(), options)
    }

    pub(crate) fn assemble(
        model: Model,
        device: Box<dyn Device>,
        tokenizer: &Tokenizer,
        template: Template,
        ends: &[u32],
        name: &str,
        options: &Options,
    ) -> Result<Engine> {
        let config = model.config();
        let context = options.context.unwrap_or(config.context.min(DEFAULT_CONTEXT));
        // Whole pages a sequence, so that `sequences` texts of full context always fit.
        let tokens = context.min(config.context).next_multiple_of(PAGE).saturating_mul(options.sequences.max(1));
        let cache = KvCache::new(&*device, config, options.cache, tokens)?;
        let mut scheduler = Scheduler::new(config, tokenizer, ends, cache, context)?;
        scheduler.set_drafting(options.drafting);
        let prompts = Prompts::new(name, tokenizer, template);
        Ok(Engine { model, device, prompts, scheduler })
    }

    /// The model's shape.
    pub fn config(&self) -> &Config {
        self.model.config()
    }

    /// The model's name, for people.
    pub fn name(&self) -> &str {
        self.prompts.name()
    }

    /// The model's tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        self.prompts.tokenizer()
    }

    /// Longest text in tokens, prompt included.
    pub fn context(&self) -> usize {
        self.scheduler.context()
    }

    /// The tokens that end a text.
    pub fn ends(&self) -> &[u32] {
        self.scheduler.ends()
    }

    /// How keys and values of earlier tokens are stored, and the bytes of memory for them.
    pub fn cache(&self) -> (CacheTypes, usize) {
        self.scheduler.cache()
    }

    /// What computes, for people: `cpu (avx512, 2 threads)`.
    pub fn device(&self) -> String {
        self.device.name()
    }

    /// False for a base model, which completes plain text.
    pub fn chats(&self) -> bool {
        self.prompts.chats()
    }

    /// The prompt that continues a text: its tokens, after the beginning-of-text token where the model expects one.
    ///
    /// # Errors
    /// [`crate::Error::EmptyPrompt`] when that leaves nothing.
    pub fn prompt(&self, text: &str) -> Result<Vec<u32>> {
        self.prompts.text(text)
    }

    /// What makes prompts for this model.
    pub fn prompts(&self) -> &Prompts {
        &self.prompts
    }

    /// Takes a request; [`Engine::step`] works on it.
    ///
    /// # Errors
    /// As [`Scheduler::submit`].
    pub fn submit(&mut self, request: Request) -> Result<RequestId> {
        self.scheduler.submit(request)
    }

    /// Computes one step of all requests under way, and reports what came of it.
    ///
    /// # Errors
    /// When the device fails. The step can be tried again then.
    pub fn step(&mut self) -> Result<Vec<Event>> {
        self.scheduler.step(&self.model, &*self.device)
    }

    /// Breaks a request off: no event of it comes any more. Gives what a generation had made.
    pub fn cancel(&mut self, id: RequestId) -> Option<Finished> {
        self.scheduler.cancel(id)
    }

    /// As [`Scheduler::computed`].
    pub fn computed(&self) -> u64 {
        self.scheduler.computed()
    }

    /// True when no request is under way.
    pub fn is_idle(&self) -> bool {
        self.scheduler.is_idle()
    }

    /// Generates from a prompt. `on_text` is given each piece of text as soon as it is clear (whole characters, no beginning
    /// of a stop text) and says whether to go on.
    ///
    /// # Errors
    /// [`crate::Error::Setting`], [`crate::Error::EmptyPrompt`], [`crate::Error::TooLong`] or a token outside the vocabulary before anything is
    /// computed; [`crate::Error::NotANumber`].
    pub fn generate(
        &mut self,
        prompt: &[u32],
        sampling: &Sampling,
        on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Finished> {
        self.generate_as(prompt, Generate::new(sampling.clone()), on_text)
    }

    /// The same with all that can be said of how to continue.
    ///
    /// # Errors
    /// As [`Engine::generate`], and where a guide allows nothing.
    pub fn generate_as(
        &mut self,
        prompt: &[u32],
        generate: Generate,
        on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Finished> {
        self.scheduler.generate(&self.model, &*self.device, prompt.to_vec(), generate, on_text)
    }

    /// Continues one prompt `count` times; each text has a seed of its own, the first that of `sampling`, the next one more.
    /// The prompt is computed once.
    ///
    /// # Errors
    /// As [`Engine::generate`].
    pub fn samples(&mut self, prompt: &[u32], sampling: &Sampling, count: usize) -> Result<Vec<Finished>> {
        self.samples_as(prompt, count, |seed| Generate::new(Sampling { seed, ..sampling.clone() }), sampling.seed)
    }

    /// The same with all that can be said of how to continue, by the seed of each text.
    ///
    /// # Errors
    /// As [`Engine::generate_as`].
    pub fn samples_as(
        &mut self,
        prompt: &[u32],
        count: usize,
        generate: impl Fn(u64) -> Generate,
        seed: u64,
    ) -> Result<Vec<Finished>> {
        if prompt.len() > 1 && count > 1 {
            // What is kept of a text that has ended is found to the token: all but the last, which each has to compute.
            self.scheduler.score(&self.model, &*self.device, prompt.to_vec(), prompt.len() - 1)?;
        }
        let requests = (0..count as u64).map(|number| generate(seed.wrapping_add(number)).request(prompt.to_vec()));
        let (mut texts, mut failed) = (vec![None; count], None);
        self.batch(requests, |index, outcome| match outcome {
            Ok(Outcome::Text(finished)) => {
                texts[index] = Some(finished);
                ControlFlow::Continue(())
            }
            Ok(Outcome::Scores(_)) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        })?;
        match failed {
            Some(error) => Err(error),
            None => Ok(texts.into_iter().flatten().collect()),
        }
    }

    /// Does many requests side by side. `on_done` is given each as it ends, by its index among the requests, and says whether
    /// to go on. A request that fails does not disturb the others.
    ///
    /// The results are those of the requests one by one, bit for bit.
    ///
    /// # Errors
    /// When the device fails.
    pub fn batch(
        &mut self,
        requests: impl IntoIterator<Item = Request>,
        mut on_done: impl FnMut(usize, Result<Outcome>) -> ControlFlow<()>,
    ) -> Result<()> {
        self.worker().batch(requests.into_iter().collect(), &mut |index, outcome, _| on_done(index, outcome))
    }

    /// The engine's scheduler with what it works on.
    pub fn worker(&mut self) -> Worker<'_> {
        Worker::new(&mut self.scheduler, &self.model, &*self.device, &self.prompts)
    }

    /// ln p(ids\[t + 1\] | ids\[..= t\]) for each t: one value fewer than ids.
    ///
    /// # Errors
    /// [`crate::Error::TooLong`] beyond the context; a token outside the vocabulary; [`crate::Error::NotANumber`].
    pub fn logprobs(&mut self, ids: &[u32]) -> Result<Vec<f32>> {
        self.scheduler.score(&self.model, &*self.device, ids.to_vec(), 1)
    }
}

#[cfg(test)]
mod tests;
