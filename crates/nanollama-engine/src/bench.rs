//! How fast a model reads a prompt and writes an answer here, beside how fast this machine reads memory: decoding one text
//! reads every weight once a token, so its limit is the memory's rate. All three are measured in turns, round by round,
//! because shared machines change their speed.

use std::ops::ControlFlow;

use nanollama_kernel::probe::{Spread, Stream};
use serde::Serialize;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::request::Generate;
use crate::sampling::Sampling;

/// What to measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchSettings {
    /// Tokens of the prompt.
    pub prefill: usize,
    /// Tokens generated after it, at least 2: the first comes with the prompt and is not timed.
    pub decode: usize,
    /// How often; medians count.
    pub rounds: usize,
}

impl Default for BenchSettings {
    fn default() -> Self {
        BenchSettings { prefill: 512, decode: 48, rounds: 5 }
    }
}

/// What was measured: medians of the rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bench {
    /// Tokens of the prompt.
    pub prefill: usize,
    /// Tokens generated after it.
    pub decode: usize,
    /// Rounds.
    pub rounds: usize,
    /// What computed: `cpu (avx512, 2 threads)`.
    pub device: String,
    /// Prompt tokens a second.
    pub prefill_tokens_per_second: f64,
    /// Slowest and fastest round.
    pub prefill_spread: [f64; 2],
    /// Generated tokens a second.
    pub decode_tokens_per_second: f64,
    /// Slowest and fastest round.
    pub decode_spread: [f64; 2],
    /// Bytes of weights and cache that a generated token reads, on average.
    pub bytes_per_token: f64,
    /// Bytes a second that this machine reads from memory, measured between the rounds.
    pub read_bytes_per_second: f64,
    /// Share of that rate which decoding reached: the median of each round's own.
    pub bandwidth_share: f64,
}

impl Engine {
    /// Measures prefill and decode of one text.
    ///
    /// # Errors
    /// [`Error::Setting`] for a count of 0; [`Error::TooLong`] when prompt and answer do not fit the context.
    pub fn bench(&mut self, settings: &BenchSettings) -> Result<Bench> {
        let &BenchSettings { prefill, decode, rounds } = settings;
        for (setting, value) in [("prefill", prefill), ("decode", decode), ("rounds", rounds)] {
            if value == 0 {
                return Err(Error::Setting { setting, value: "0".into(), wanted: "must be at least 1".into() });
            }
        }
        // The prompt's last row gives the first token: a rate needs a second.
        let decode = decode.max(2);
        if prefill + decode > self.context() {
            return Err(self.scheduler.too_long(prefill + decode));
        }
        let stream = Stream::new(self.device.pool()).map_err(nanollama_model::Error::from)?;
        let bytes = self.bytes_per_token(prefill, decode);
        // The first round warms caches and scratch memory and is not counted.
        self.round(prefill, 2)?;
        let (mut prefills, mut decodes, mut reads, mut shares) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let before = stream.read_rate(self.device.pool());
            let (prefill_rate, decode_rate) = self.round(prefill, decode)?;
            let read = (before + stream.read_rate(self.device.pool())) / 2.0;
            prefills.push(prefill_rate);
            decodes.push(decode_rate);
            reads.push(read);
            shares.push(decode_rate * bytes / read);
        }
        let spread = |samples: Vec<f64>| {
            let mut samples = samples.into_iter();
            Spread::of(rounds, || samples.next().expect("one sample a round"))
        };
        let (prefills, decodes) = (spread(prefills), spread(decodes));
        Ok(Bench {
            prefill,
            decode,
            rounds,
            device: self.device(),
            prefill_tokens_per_second: prefills.median,
            prefill_spread: [prefills.least, prefills.greatest],
            decode_tokens_per_second: decodes.median,
            decode_spread: [decodes.least, decodes.greatest],
            bytes_per_token: bytes,
            read_bytes_per_second: spread(reads).median,
            bandwidth_share: spread(shares).median,
        })
    }

    /// Rates of one prefill and one decode, in tokens a second.
    fn round(&mut self, prefill: usize, decode: usize) -> Result<(f64, f64)> {
        self.scheduler.forget_prefixes();
        // Any tokens do; these differ from one another as text does.
        let vocabulary = self.config().vocabulary as u64;
        let ids: Vec<u32> = (0..prefill as u64).map(|i| (i * 2_654_435_761 % vocabulary) as u32).collect();
        let generate = Generate { ignore_eos: true, ..Generate::new(Sampling::greedy(decode)) };
        let all = |_: &str| ControlFlow::Continue(());
        let finished = self.scheduler.generate(&self.model, &*self.device, ids, generate, all)?;
        Ok((prefill as f64 / finished.prefill_seconds, finished.tokens_per_second()))
    }

    /// Every product's weights once, and the keys and values of the positions before.
    fn bytes_per_token(&self, prefill: usize, decode: usize) -> f64 {
        let config = self.config();
        let weights = self.model.parameters().iter().zip(self.model.weights());
        let weights: u64 = weights
            .filter(|(parameter, _)| parameter.read_whole())
            .map(|(_, weight)| weight.value_bytes() as u64)
            .sum();
        // The first token comes from the prompt's last row; the others read one more position each.
        let positions = prefill as f64 + decode as f64 / 2.0;
        weights as f64 + positions * config.cache_bytes_per_token() as f64
    }
}
