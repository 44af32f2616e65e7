//! A look at what the model writes, between two steps. Its randomness is its own: it depends on seed and step alone and
//! moves nothing that training uses.

use std::ops::ControlFlow;

use nanollama_data::rng::Rng;
use nanollama_engine::{Engine, Options, Sampling};
use nanollama_kernel::launch::Kernels;
use nanollama_model::Model;
use nanollama_token::Tokenizer;

use crate::error::Result;

const TEMPERATURE: f32 = 0.8;
/// Keeps samples apart from other uses of the seed.
const SAMPLE: u64 = 0x7361_6d70;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What the text begins with; may be empty.
    pub prompt: &'a str,
    /// Most tokens to write.
    pub tokens: usize,
    /// The run's seed.
    pub seed: u64,
    /// Steps done.
    pub step: u64,
}

/// The prompt and what `model` (packed) goes on with, up to the end of the document.
///
/// # Errors
/// When memory for the cache cannot be had, or the model's outputs are no numbers.
pub fn sample(model: &Model, kernels: &dyn Kernels, tokenizer: &Tokenizer, request: &Request<'_>) -> Result<String> {
    let mut ids: Vec<u32> = tokenizer.bos().into_iter().collect();
    tokenizer.encode_into(request.prompt, &mut ids);
    // A tokenizer without a beginning-of-text token has to begin with something.
    if ids.is_empty() {
        ids.push(tokenizer.eos().unwrap_or(0));
    }
    let longest = model.config().context;
    ids.truncate(longest - 1);
    let context = (ids.len() + request.tokens).clamp(2, longest);
    let options = Options { context: Some(context), ..Options::default() };
    // The plain distribution, cut nowhere: a sample shows what was learnt, mistakes included.
    let sampling = Sampling {
        temperature: TEMPERATURE,
        top_k: 0,
        top_p: 1.0,
        min_p: 0.0,
        seed: Rng::of(&[SAMPLE, request.seed, request.step]).next_u64(),
        max_tokens: request.tokens,
        ..Sampling::default()
    };
    let mut engine = Engine::over(model, kernels, tokenizer, None, &options)?;
    let finished = engine.generate(&ids, &sampling, |_| ControlFlow::Continue(()))?;
    Ok(format!("{}{}", request.prompt, finished.text))
}
