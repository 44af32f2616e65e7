//! A look at what the model writes, between two steps. Its randomness is its own: it depends on seed and step alone and
//! moves nothing that training uses.

use std::ops::ControlFlow;

use nanollama_data::rng::Rng;
use nanollama_engine::{Adapter, Generate, Sampling, Scheduler};
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::{KvCache, Model};
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};

use crate::checkpoint::ADAPTER;
use crate::error::Result;

const TEMPERATURE: f32 = 0.8;
/// Keeps samples apart from other uses of the seed.
const SAMPLE: u64 = 0x7361_6d70;

/// What a sample goes on with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Prompt<'a> {
    /// A text's beginning; may be empty.
    Text(&'a str),
    /// A conversation that the assistant is to answer, in the model's form.
    Conversation(&'a Form, &'a [Message]),
}

impl Prompt<'_> {
    fn ids(&self, tokenizer: &Tokenizer) -> Result<Vec<u32>> {
        match self {
            Prompt::Text(text) => {
                let mut ids = tokenizer.prompt(text);
                // A tokenizer without a beginning-of-text token has to begin with something.
                if ids.is_empty() {
                    ids.push(tokenizer.eos().unwrap_or(0));
                }
                Ok(ids)
            }
            Prompt::Conversation(form, messages) => Ok(form.prompt(tokenizer, messages)?),
        }
    }

    /// The prompt and what was written, as people read it.
    fn with(&self, written: &str) -> String {
        match self {
            Prompt::Text(text) => format!("{text}{written}"),
            Prompt::Conversation(_, messages) => {
                let asked = messages.last().map_or_else(String::new, |message| message.text());
                format!("{} → {}", asked.trim(), written.trim())
            }
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) prompt: Prompt<'a>,
    /// Most tokens to write.
    pub(crate) tokens: usize,
    /// The run's seed.
    pub(crate) seed: u64,
    /// Steps done.
    pub(crate) step: u64,
}

/// Writes samples. Its scheduler is kept from one to the next, and made anew when a sample needs a larger cache.
#[derive(Default)]
pub(crate) struct Sampler {
    scheduler: Option<Scheduler>,
}

impl Sampler {
    /// The prompt and what `model` (packed) goes on with, up to the end of the document or of its turn.
    ///
    /// # Errors
    /// When memory for the cache cannot be had, or the model's outputs are no numbers.
    pub(crate) fn sample(
        &mut self,
        model: &Model,
        device: &dyn Device,
        tokenizer: &Tokenizer,
        request: &Request<'_>,
    ) -> Result<String> {
        let longest = model.config().context;
        if longest < 2 {
            // One token fills it: there is no room for another.
            return Ok(request.prompt.with(""));
        }
        let mut ids = request.prompt.ids(tokenizer)?;
        // Of what is too long the end counts: there the question and the header of its answer are, which needs room.
        let room = request.tokens.clamp(1, longest / 2);
        ids.drain(..(ids.len() + room).saturating_sub(longest));
        // The plain distribution, cut nowhere: a sample shows what was learnt, mistakes included.
        let sampling = Sampling {
            temperature: TEMPERATURE,
            seed: Rng::of(&[SAMPLE, request.seed, request.step]).next_u64(),
            max_tokens: request.tokens,
            ..Sampling::PLAIN
        };
        let scheduler = self.scheduler(model, device, tokenizer, (ids.len() + request.tokens).clamp(2, longest))?;
        if let Some(lora) = model.learned() {
            let adapter = Adapter { name: ADAPTER.to_owned(), scale: lora.scale() };
            scheduler.set_usual(vec![adapter]);
        }
        let all = |_: &str| ControlFlow::Continue(());
        let finished = scheduler.generate(model, device, ids, Generate::new(sampling), all)?;
        Ok(request.prompt.with(&finished.text))
    }

    /// A scheduler for texts of `tokens` tokens.
    fn scheduler(
        &mut self,
        model: &Model,
        device: &dyn Device,
        tokenizer: &Tokenizer,
        tokens: usize,
    ) -> Result<&mut Scheduler> {
        let kept = self.scheduler.take().filter(|scheduler| scheduler.context() >= tokens);
        let scheduler = match kept {
            Some(scheduler) => scheduler,
            None => {
                let (config, ends) = (model.config(), tokenizer.stop_tokens());
                let cache = KvCache::new(device, config, DType::F32, tokens)?;
                // As much as the cache holds: its pages are whole.
                Scheduler::new(config, tokenizer, &ends, cache, config.context)?
            }
        };
        Ok(self.scheduler.insert(scheduler))
    }
}

#[cfg(test)]
mod tests {
    use nanollama_kernel::cpu::Cpu;
    use nanollama_kernel::pool::Pool;
    use nanollama_model::{Config, initialise};
    use nanollama_token::train::BpeTrainer;

    use super::*;

    #[test]
    fn the_shortest_contexts_have_their_samples() {
        let tokenizer = BpeTrainer::new(384).train(["a ball on a table"; 9], &mut |_| {}).unwrap().tokenizer;
        let cpu = Cpu::new(Pool::new(1));
        for context in 1..4 {
            let mut model = initialise(&cpu, &Config::new(1, 64, 4, 2, 384, context), 1).unwrap();
            model.pack(&cpu).unwrap();
            for tokens in [1, 8] {
                let request = Request { prompt: Prompt::Text("a ball"), tokens, seed: 1, step: 1 };
                let text = Sampler::default().sample(&model, &cpu, &tokenizer, &request).unwrap();
                assert!(text.starts_with("a ball") && (context > 1 || text == "a ball"), "{text}");
            }
        }
    }
}
