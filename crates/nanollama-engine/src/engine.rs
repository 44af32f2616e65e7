//! A model ready to generate: weights, kernels, cache and tokenizer together, and generation from one prompt.
//!
//! The tokens of the last generation stay in the cache: a prompt that begins as they did is not computed again. Bits do not
//! depend on it, nor on how a prompt is cut for prefill.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use nanollama_bundle::StoredModel;
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::launch::Kernels;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted};
use nanollama_token::Tokenizer;

use crate::continuation::{Continuation, Finished, Reason};
use crate::error::{Error, Result};
use crate::held::Held;
use crate::sampling::Sampling;
use crate::template::Template;

/// Prompt tokens computed in one go: enough to fill the machine, few enough to keep working memory small.
pub(crate) const PREFILL_ROWS: usize = 512;
/// The context when none is asked for, unless the model's is shorter: foreign models name contexts whose cache would not fit.
const DEFAULT_CONTEXT: usize = 4096;

/// How to set up an engine.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads in all; 0 is one a core.
    pub threads: usize,
    /// Longest text in tokens, prompt included. None: the model's, at most 4096.
    pub context: Option<usize>,
    /// Texts of full context that fit the cache at once; 0 is one.
    pub sequences: usize,
}

/// A model with everything that generation needs.
pub struct Engine<'a> {
    pub(crate) model: Held<'a, Model>,
    pub(crate) kernels: Held<'a, dyn Kernels + 'a>,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) template: Template,
    pub(crate) ends: Arc<[u32]>,
    pub(crate) name: String,
    pub(crate) threads: usize,
    pub(crate) context: usize,
    pub(crate) capacity: usize,
    pub(crate) decoder: Decoder,
    pub(crate) cache: KvCache,
    kept: Kept,
}

/// The sequence that stays in the cache, and its tokens.
#[derive(Default)]
struct Kept {
    sequence: Sequence,
    tokens: Vec<u32>,
}

impl Engine<'static> {
    /// Loads an opened model; its matrices stay in the number format of the file.
    ///
    /// # Errors
    /// [`Error::Setting`] for a context beyond the model's; [`Error::Bundle`] or [`Error::Model`] when it cannot be loaded.
    pub fn open(source: &StoredModel, options: &Options) -> Result<Engine<'static>> {
        let cpu = Cpu::new(Pool::new(options.threads));
        let model = source.load_frozen(cpu.pool())?;
        let template = Template::of(source.chat(), source.tokenizer());
        let parts = Parts {
            model: Held::Owned(Box::new(model)),
            kernels: Held::Owned(Box::new(cpu)),
            tokenizer: source.tokenizer().clone(),
            template,
            ends: source.stop_tokens().into(),
            name: source.name().to_owned(),
        };
        Engine::assemble(parts, options)
    }
}

struct Parts<'a> {
    model: Held<'a, Model>,
    kernels: Held<'a, dyn Kernels + 'a>,
    tokenizer: Tokenizer,
    template: Template,
    ends: Arc<[u32]>,
    name: String,
}

impl<'a> Engine<'a> {
    /// An engine over a model that lives elsewhere, such as one in training. Its packed copies must be current
    /// ([`Model::pack`]). `chat` is the template it was trained with. `options.threads` is the kernels' business here.
    ///
    /// # Errors
    /// [`Error::Setting`] for a context beyond the model's; [`Error::Model`] when the cache does not fit memory.
    pub fn over(
        model: &'a Model,
        kernels: &'a dyn Kernels,
        tokenizer: &Tokenizer,
        chat: Option<&str>,
        options: &Options,
    ) -> Result<Engine<'a>> {
        let parts = Parts {
            model: Held::Lent(model),
            kernels: Held::Lent(kernels),
            tokenizer: tokenizer.clone(),
            template: Template::of(chat, tokenizer),
            ends: tokenizer.stop_tokens().into(),
            name: "the model in training".to_owned(),
        };
        Engine::assemble(parts, options)
    }

    fn assemble(parts: Parts<'a>, options: &Options) -> Result<Engine<'a>> {
        let config = parts.model.config();
        let context = options.context.unwrap_or(config.context.min(DEFAULT_CONTEXT));
        if context < 2 || context > config.context {
            let wanted = format!("must lie from 2 to {}, the context this model was made for", config.context);
            return Err(Error::Setting { setting: "context", value: context.to_string(), wanted });
        }
        // Whole pages a sequence, so that `sequences` texts of full context always fit.
        let capacity = context.next_multiple_of(nanollama_kernel::rows::PAGE).saturating_mul(options.sequences.max(1));
        Ok(Engine {
            decoder: Decoder::new(config),
            cache: KvCache::new(config, capacity)?,
            threads: options.threads,
            context,
            capacity,
            model: parts.model,
            kernels: parts.kernels,
            tokenizer: parts.tokenizer,
            template: parts.template,
            ends: parts.ends,
            name: parts.name,
            kept: Kept::default(),
        })
    }

    /// The model's shape.
    pub fn config(&self) -> &Config {
        self.model.config()
    }

    /// The model's tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Longest text in tokens, prompt included.
    pub fn context(&self) -> usize {
        self.context
    }

    /// What computes, for people: `cpu (avx512, 2 threads)`.
    pub fn device(&self) -> String {
        self.kernels.name()
    }

    /// False for a base model, which completes plain text.
    pub fn chats(&self) -> bool {
        !matches!(self.template, Template::None)
    }

    /// The prompt that continues a text: its tokens, after the beginning-of-text token where the model expects one.
    ///
    /// # Errors
    /// [`Error::EmptyPrompt`] when that leaves nothing.
    pub fn prompt(&self, text: &str) -> Result<Vec<u32>> {
        let ids = self.tokenizer.prompt(text);
        if ids.is_empty() { Err(Error::EmptyPrompt) } else { Ok(ids) }
    }

    /// Generates from a prompt. `on_text` is given each piece of text as soon as it is clear (whole characters, no beginning
    /// of a stop text) and says whether to go on.
    ///
    /// # Errors
    /// [`Error::Setting`], [`Error::EmptyPrompt`], [`Error::TooLong`] or a token outside the vocabulary before anything is
    /// computed; [`Error::NotANumber`].
    pub fn generate(
        &mut self,
        prompt: &[u32],
        sampling: &Sampling,
        mut on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Finished> {
        sampling.validate()?;
        self.check_prompt(prompt)?;
        let mut kept = std::mem::take(&mut self.kept);
        let begun = Instant::now();
        let cached = self.reuse(&mut kept, prompt);
        // A failure below leaves `kept` behind: its pages go back first.
        let outcome = self.continue_from(&mut kept, prompt, cached, sampling, &mut on_text, begun);
        if outcome.is_err() {
            self.cache.release(std::mem::take(&mut kept.sequence));
            kept.tokens.clear();
        }
        self.kept = kept;
        outcome
    }

    fn continue_from(
        &mut self,
        kept: &mut Kept,
        prompt: &[u32],
        cached: usize,
        sampling: &Sampling,
        on_text: &mut dyn FnMut(&str) -> ControlFlow<()>,
        begun: Instant,
    ) -> Result<Finished> {
        let Engine { model, kernels, tokenizer, ends, context, decoder, cache, .. } = self;
        let mut text = Continuation::new(tokenizer, ends, prompt, sampling, *context);
        let mut prefill_seconds = 0.0;
        let mut pending: &[u32] = &prompt[cached..];
        while text.reason.is_none() {
            let chunk = &pending[..pending.len().min(PREFILL_ROWS)];
            pending = &pending[chunk.len()..];
            let wanted = if pending.is_empty() { Wanted::Last } else { Wanted::None };
            let tokens = if chunk.is_empty() { text.last() } else { chunk };
            let feed = Feed { sequence: &mut kept.sequence, tokens, wanted };
            let logits = decoder.run(model, &**kernels, cache, &mut [feed])?;
            if wanted == Wanted::None {
                continue;
            }
            if prefill_seconds == 0.0 {
                prefill_seconds = begun.elapsed().as_secs_f64();
            }
            let shown = text.step(logits)?;
            if !shown.is_empty() && on_text(&shown).is_break() && text.reason.is_none() {
                text.end(Reason::Cancelled);
            }
        }
        kept.tokens.clear();
        kept.tokens.extend_from_slice(&text.history()[..kept.sequence.len()]);
        let decode_seconds = begun.elapsed().as_secs_f64() - prefill_seconds;
        Ok(text.finished(cached, prefill_seconds, decode_seconds))
    }

    /// Cuts the kept sequence to what it shares with the prompt. The last token is always computed: its logits are wanted.
    fn reuse(&mut self, kept: &mut Kept, prompt: &[u32]) -> usize {
        let shared = kept.tokens.iter().zip(prompt).take_while(|(a, b)| a == b).count().min(prompt.len() - 1);
        self.cache.truncate(&mut kept.sequence, shared);
        kept.tokens.truncate(shared);
        shared
    }

    /// Forgets the last generation, so that the whole cache is free.
    pub(crate) fn clear_cache(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        self.cache.release(kept.sequence);
    }

    /// Checks what every generation needs of its prompt.
    pub(crate) fn check_prompt(&self, prompt: &[u32]) -> Result<()> {
        if prompt.is_empty() {
            return Err(Error::EmptyPrompt);
        }
        let vocabulary = self.config().vocabulary;
        if let Some(&id) = prompt.iter().find(|&&id| id as usize >= vocabulary) {
            return Err(nanollama_model::Error::Token { id, vocabulary }.into());
        }
        if prompt.len() >= self.context {
            return Err(self.too_long(prompt.len()));
        }
        Ok(())
    }

    pub(crate) fn too_long(&self, tokens: usize) -> Error {
        Error::TooLong { tokens, context: self.context, most: self.config().context }
    }
}

#[cfg(test)]
mod tests;
