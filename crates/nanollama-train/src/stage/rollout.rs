//! Answers of the model in training: the engine's scheduler over its weights, several answers from one prefill.

use nanollama_engine::{Calculator, Event, Generate, Guide, Reason, Report, Request, RequestId, Sampling, Scheduler};
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, KvCache, Model};
use nanollama_token::Tokenizer;

use crate::error::Result;

/// Bytes that keys and values may take. What does not fit waits, or is computed again: no bit depends on it.
const CACHE: usize = 512 << 20;

/// An answer as it was sampled.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sampled {
    /// Its tokens, the one that ended it among them.
    pub(crate) tokens: Vec<u32>,
    /// ln p of each as the engine computes it, at temperature 1 and before any filter; `None` for what was not chosen.
    pub(crate) logprobs: Vec<Option<f32>>,
    /// What it says.
    pub(crate) text: String,
    /// Whether it ended at a limit, not by itself.
    pub(crate) cut: bool,
    /// Tokens of its prompt that were in the cache.
    pub(crate) cached: usize,
}

/// The engine of a run that practises.
pub(crate) struct Rollouts {
    scheduler: Scheduler,
    /// What answers calls of the calculator; each text has a copy of its own.
    calls: Option<Calculator>,
}

impl Rollouts {
    /// An engine for `texts` texts of at most `tokens` tokens at a time.
    ///
    /// # Errors
    /// When memory for the cache cannot be had.
    pub(crate) fn new(
        device: &dyn Device,
        config: &Config,
        tokenizer: &Tokenizer,
        (texts, tokens): (usize, usize),
    ) -> Result<Rollouts> {
        let most = CACHE / config.cache_bytes_per_token(DType::F32.into()).max(1);
        let cache = KvCache::new(device, config, DType::F32, texts.saturating_mul(tokens).min(most).max(tokens))?;
        let scheduler = Scheduler::new(config, tokenizer, &tokenizer.stop_tokens(), cache, tokens)?;
        Ok(Rollouts { scheduler, calls: None })
    }

    /// Has calls of the calculator answered, in answers to come. Results are forced, so they have no ln p and are not learned.
    pub(crate) fn answer_calls(&mut self, tokenizer: &Tokenizer) {
        self.calls = Calculator::of(tokenizer);
    }

    /// Answers to each of `prompts`, in the order of the samplings, which `samplings` gives for each prompt.
    ///
    /// # Errors
    /// When a request cannot be done.
    pub(crate) fn answer(
        &mut self,
        (model, device): (&Model, &dyn Device),
        prompts: &[&[u32]],
        samplings: &dyn Fn(usize) -> Vec<Sampling>,
    ) -> Result<Vec<Vec<Sampled>>> {
        // Once through each prompt alone: its answers begin with the pages that this leaves.
        let warm = |prompt: &&[u32]| Request::generate(prompt.to_vec(), Sampling::greedy(1));
        self.run((model, device), prompts.iter().map(warm).collect())?;
        let mut requests = Vec::new();
        let mut counts = Vec::with_capacity(prompts.len());
        for (number, prompt) in prompts.iter().enumerate() {
            let samplings = samplings(number);
            counts.push(samplings.len());
            let guide = || self.calls.clone().map(|calls| Box::new(calls) as Box<dyn Guide>);
            let ask = |sampling| Generate { report: Report::Likely(0), guide: guide(), ..Generate::new(sampling) };
            requests.extend(samplings.into_iter().map(|sampling| ask(sampling).request(prompt.to_vec())));
        }
        let mut answers = self.run((model, device), requests)?.into_iter();
        Ok(counts.into_iter().map(|count| answers.by_ref().take(count).collect()).collect())
    }

    /// Does all requests; the answers are in their order.
    fn run(&mut self, (model, device): (&Model, &dyn Device), requests: Vec<Request>) -> Result<Vec<Sampled>> {
        let ids = requests.into_iter().map(|request| self.scheduler.submit(request)).collect::<Result<Vec<_>, _>>()?;
        let none = Sampled { tokens: Vec::new(), logprobs: Vec::new(), text: String::new(), cut: false, cached: 0 };
        let mut answers = vec![none; ids.len()];
        let place = |id: &RequestId| ids.binary_search(id).ok();
        while !self.scheduler.is_idle() {
            for event in self.scheduler.step(model, device)? {
                match event {
                    Event::Tokens { id, tokens } => {
                        if let Some(answer) = place(&id).map(|at| &mut answers[at]) {
                            answer.tokens.extend(tokens.iter().map(|token| token.id));
                            answer.logprobs.extend(tokens.iter().map(|token| token.logprob));
                        }
                    }
                    Event::Finished { id, finished } => {
                        if let Some(answer) = place(&id).map(|at| &mut answers[at]) {
                            answer.cut = finished.reason != Reason::Eos;
                            answer.text = finished.text;
                            answer.cached = finished.cached_tokens;
                        }
                    }
                    Event::Failed { error, .. } => {
                        self.scheduler.forget_prefixes();
                        return Err(error.into());
                    }
                    _ => {}
                }
            }
        }
        Ok(answers)
    }
}
