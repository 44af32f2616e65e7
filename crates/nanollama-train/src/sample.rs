//! A look at what the model writes, between two steps. Its randomness is its own: it depends on seed and step alone and
//! moves nothing that training uses.

use nanollama_data::rng::Rng;
use nanollama_kernel::launch::Kernels;
use nanollama_model::{Decoder, Feed, KvCache, Model, Sequence, Wanted};
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
/// When memory for the cache cannot be had.
pub fn sample(model: &Model, kernels: &dyn Kernels, tokenizer: &Tokenizer, request: &Request<'_>) -> Result<String> {
    let config = model.config();
    let mut ids: Vec<u32> = tokenizer.bos().into_iter().collect();
    tokenizer.encode_into(request.prompt, &mut ids);
    // A tokenizer without a beginning-of-text token has to begin with something.
    if ids.is_empty() {
        ids.push(tokenizer.eos().unwrap_or(0));
    }
    ids.truncate(config.context);
    let start = ids.len();
    let end = (start + request.tokens).min(config.context);
    let mut cache = KvCache::new(config, end)?;
    let mut decoder = Decoder::new(config);
    let mut sequence = Sequence::default();
    let mut rng = Rng::of(&[SAMPLE, request.seed, request.step]);
    let stops = tokenizer.stop_tokens();
    let mut fed = 0;
    while ids.len() < end {
        let feed = Feed { sequence: &mut sequence, tokens: &ids[fed..], wanted: Wanted::Last };
        let logits = decoder.run(model, kernels, &mut cache, &mut [feed])?;
        let next = draw(logits, &mut rng);
        fed = ids.len();
        if stops.contains(&next) {
            break;
        }
        ids.push(next);
    }
    Ok(String::from_utf8_lossy(&tokenizer.decode(&ids)).into_owned())
}

/// An id with the probability of its logit at [`TEMPERATURE`].
fn draw(logits: &[f32], rng: &mut Rng) -> u32 {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let likelihood = |&logit: &f32| f64::from((logit - most) / TEMPERATURE).exp();
    let total: f64 = logits.iter().map(likelihood).sum();
    let mut left = (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64 * total;
    for (id, logit) in logits.iter().enumerate() {
        left -= likelihood(logit);
        if left < 0.0 {
            return id as u32;
        }
    }
    // Rounding may leave a crumb, and a model gone wrong leaves no number; the last id is as good as any.
    logits.len().saturating_sub(1) as u32
}
