//! How fast a model reads a prompt and writes an answer here, beside how fast this machine reads memory: decoding one text
//! reads every weight once a token, so its limit is the memory's rate. All three are measured in turns, round by round,
//! because shared machines change their speed.

use std::ops::ControlFlow;

use nanollama_kernel::probe::{self, Spread, Stream};
use serde::Serialize;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::finished::Finished;
use crate::request::Generate;
use crate::sampling::Sampling;

/// What to measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchSettings {
    /// Tokens of the prompt.
    pub prefill: usize,
    /// Tokens generated, at least 2: the first comes with the prompt and is not timed.
    pub decode: usize,
    /// Tokens before those that are generated; 0 is the shortest prompt there is.
    pub depth: usize,
    /// How often; medians count.
    pub rounds: usize,
}

impl Default for BenchSettings {
    fn default() -> Self {
        BenchSettings { prefill: 512, decode: 128, depth: 0, rounds: 5 }
    }
}

/// What was measured: medians of the rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bench {
    /// Tokens of the prompt.
    pub prefill: usize,
    /// Tokens generated.
    pub decode: usize,
    /// Tokens before those.
    pub depth: usize,
    /// Rounds.
    pub rounds: usize,
    /// What computed: `cpu (avx512, 2 threads)`.
    pub device: String,
    /// Prompt tokens a second.
    pub prefill_tokens_per_second: f64,
    /// Slowest and fastest round.
    pub prefill_spread: [f64; 2],
    /// Mean and standard deviation over the rounds.
    pub prefill_mean: [f64; 2],
    /// Generated tokens a second.
    pub decode_tokens_per_second: f64,
    /// Slowest and fastest round.
    pub decode_spread: [f64; 2],
    /// Mean and standard deviation over the rounds.
    pub decode_mean: [f64; 2],
    /// Time to first token: how long the prompt takes.
    pub ttft_seconds: f64,
    /// Time per output token.
    pub tpot_seconds: f64,
    /// Steps that wrote the generated tokens of a round: fewer where drafted ones were accepted.
    pub decode_steps: usize,
    /// Tokens that were drafted for them.
    pub drafted: usize,
    /// How many of those were accepted.
    pub accepted: usize,
    /// How keys are stored.
    pub cache_type_k: String,
    /// How values are stored.
    pub cache_type_v: String,
    /// Bytes of keys and values that a position takes.
    pub cache_bytes_per_token: usize,
    /// Bytes of weights and cache that a generated token reads, on average.
    pub bytes_per_token: f64,
    /// Bytes a second that this machine reads from memory, measured between the rounds.
    pub read_bytes_per_second: f64,
    /// Share of that rate which decoding reached (MBU): the median of each round's own.
    pub bandwidth_share: f64,
    /// Floating-point operations a second that this machine does in f32 fused multiply-adds.
    pub fma_flops: f64,
    /// Share of that rate which prefill reached (MFU). Products of weights in blocks are of whole numbers and may pass it.
    pub flops_share: f64,
}

impl Engine {
    /// Measures prefill and decode of one text.
    ///
    /// # Errors
    /// [`Error::Setting`] for a count of 0; [`Error::TooLong`] when prompt and answer do not fit the context.
    pub fn bench(&mut self, settings: &BenchSettings) -> Result<Bench> {
        let &BenchSettings { prefill, decode, depth, rounds } = settings;
        for (setting, value) in [("prefill", prefill), ("decode", decode), ("rounds", rounds)] {
            if value == 0 {
                return Err(Error::Setting { setting, value: "0".into(), wanted: "must be at least 1".into() });
            }
        }
        // The prompt's last row gives the first token: a rate needs a second.
        let decode = decode.max(2);
        let longest = (prefill + 2).max(depth.max(1) + decode);
        if longest > self.context() {
            return Err(self.scheduler.too_long(longest));
        }
        let stream = Stream::new(self.device.pool()).map_err(nanollama_model::Error::from)?;
        let bytes = self.bytes_per_token(depth.max(1), decode);
        let fma_flops = probe::fma_limit(self.device.pool(), rounds).median;
        let flops_per_token = self.config().training_flops([prefill], 1) / 3.0 / prefill as f64;
        // The first round warms caches and scratch memory and is not counted.
        self.round(prefill, 2)?;
        let mut written = None;
        let (mut prefills, mut decodes, mut reads, mut shares) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let before = stream.read_rate(self.device.pool());
            let (prefill_rate, _) = self.round(prefill, 2)?;
            let (_, finished) = self.round(depth.max(1), decode)?;
            let decode_rate = finished.tokens_per_second();
            written = Some(finished);
            let read = (before + stream.read_rate(self.device.pool())) / 2.0;
            prefills.push(prefill_rate);
            decodes.push(decode_rate);
            reads.push(read);
            shares.push(decode_rate * bytes / read);
        }
        let (prefill_mean, decode_mean) = (mean(&prefills), mean(&decodes));
        let spread = |samples: Vec<f64>| {
            let mut samples = samples.into_iter();
            Spread::of(rounds, || samples.next().expect("one sample a round"))
        };
        let (prefills, decodes) = (spread(prefills), spread(decodes));
        let (cache, _) = self.cache();
        Ok(Bench {
            prefill,
            decode,
            depth,
            rounds,
            device: self.device(),
            prefill_tokens_per_second: prefills.median,
            prefill_spread: [prefills.least, prefills.greatest],
            prefill_mean,
            decode_tokens_per_second: decodes.median,
            decode_spread: [decodes.least, decodes.greatest],
            decode_mean,
            ttft_seconds: prefill as f64 / prefills.median,
            tpot_seconds: 1.0 / decodes.median,
            decode_steps: written.as_ref().map_or(0, |written| written.steps),
            drafted: written.as_ref().map_or(0, |written| written.drafted),
            accepted: written.as_ref().map_or(0, |written| written.accepted),
            cache_type_k: cache.key.to_string(),
            cache_type_v: cache.value.to_string(),
            cache_bytes_per_token: self.config().cache_bytes_per_token(cache),
            bytes_per_token: bytes,
            read_bytes_per_second: spread(reads).median,
            bandwidth_share: spread(shares).median,
            fma_flops,
            flops_share: flops_per_token * prefills.median / fma_flops,
        })
    }

    /// The rate of one prefill, in tokens a second, and what was written behind it.
    fn round(&mut self, prefill: usize, decode: usize) -> Result<(f64, Finished)> {
        self.scheduler.forget_prefixes();
        // Any tokens do; these differ from one another as text does.
        let vocabulary = self.config().vocabulary as u64;
        let ids: Vec<u32> = (0..prefill as u64).map(|i| (i * 2_654_435_761 % vocabulary) as u32).collect();
        let generate = Generate { ignore_eos: true, ..Generate::new(Sampling::greedy(decode)) };
        let all = |_: &str| ControlFlow::Continue(());
        let finished = self.scheduler.generate(&self.model, &*self.device, ids, generate, all)?;
        Ok((prefill as f64 / finished.prefill_seconds, finished))
    }

    /// Every product's weights once, and the keys and values of the positions before.
    fn bytes_per_token(&self, before: usize, decode: usize) -> f64 {
        let config = self.config();
        let weights = self.model.parameters().iter().zip(self.model.weights());
        let weights: u64 = weights
            .filter(|(parameter, _)| parameter.read_whole())
            .map(|(_, weight)| weight.value_bytes() as u64)
            .sum();
        // The first token comes from the prompt's last row; the others read one more position each.
        let positions = before as f64 + decode as f64 / 2.0;
        weights as f64 + positions * config.cache_bytes_per_token(self.cache().0) as f64
    }
}

/// Mean and standard deviation.
fn mean(samples: &[f64]) -> [f64; 2] {
    let count = samples.len() as f64;
    let mean = samples.iter().sum::<f64>() / count;
    let squares: f64 = samples.iter().map(|sample| (sample - mean).powi(2)).sum();
    [mean, (squares / (count - 1.0).max(1.0)).sqrt()]
}
