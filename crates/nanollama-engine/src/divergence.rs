//! How far one model's probabilities lie from another's over a text: what quantising cost, token by token.

use std::ops::ControlFlow;

use nanollama_model::{Decoder, Feed, KvCache, Sequence, Wanted};

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::perplexity::Windows;

/// Tokens that are computed, and whose logits lie in memory, at once.
const ROWS: usize = 64;

/// What was found about a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divergence {
    /// Mean Kullback-Leibler divergence from the base to the model a token, in nats: Σ p (ln p − ln q), p the base's.
    pub mean: f64,
    /// Its standard error, by the spread of the tokens'.
    pub error: f64,
    /// The largest.
    pub most: f64,
    /// Share of the tokens that both find likeliest.
    pub same_top: f64,
    /// The model's perplexity and the base's.
    pub perplexities: [f64; 2],
    /// Tokens that counted.
    pub tokens: usize,
    /// Windows.
    pub windows: usize,
}

/// Sums over the tokens so far.
#[derive(Default)]
struct Sums {
    divergence: f64,
    squares: f64,
    most: f64,
    same: usize,
    nll: [f64; 2],
    tokens: usize,
    windows: usize,
}

impl Sums {
    /// Adds a token, by all logits before it of the base and of the model. `token` is what came.
    fn add(&mut self, base: &[f32], model: &[f32], token: usize) {
        let divergence = divergence(base, model);
        self.divergence += divergence;
        self.squares += divergence * divergence;
        self.most = self.most.max(divergence);
        self.same += usize::from(likeliest(base) == likeliest(model));
        for (nll, logits) in self.nll.iter_mut().zip([model, base]) {
            *nll += log_sum(logits) - f64::from(logits[token]);
        }
        self.tokens += 1;
    }

    fn found(&self) -> Divergence {
        let count = self.tokens.max(1) as f64;
        let mean = self.divergence / count;
        let variance = (self.squares / count - mean * mean).max(0.0);
        let error = if self.tokens > 1 { (variance / (count - 1.0)).sqrt() } else { 0.0 };
        let perplexities = self.nll.map(|nll| (nll / count).exp());
        let same_top = self.same as f64 / count;
        let Sums { most, tokens, windows, .. } = *self;
        Divergence { mean, error, most, same_top, perplexities, tokens, windows }
    }
}

/// A model that reads a window, and then the next.
struct Reading<'a> {
    engine: &'a Engine,
    decoder: Decoder,
    cache: KvCache,
    sequence: Sequence,
}

impl<'a> Reading<'a> {
    fn new(engine: &'a Engine, context: usize) -> Result<Self> {
        let cache = KvCache::new(&*engine.device, engine.config(), engine.cache().0, context)?;
        let decoder = Decoder::new(engine.config());
        Ok(Reading { engine, decoder, cache, sequence: Sequence::default() })
    }

    /// The logits of each of these tokens; of none where they are not wanted.
    fn read(&mut self, tokens: &[u32], wanted: bool) -> Result<&[f32]> {
        let wanted = if wanted { Wanted::All } else { Wanted::None };
        let feed = Feed { sequence: &mut self.sequence, tokens, wanted, adapters: &[] };
        Ok(self.decoder.run(&self.engine.model, &*self.engine.device, &mut self.cache, &mut [feed])?)
    }
}

impl Engine {
    /// The divergence from `base` to this model over a text's tokens, in the windows of a perplexity. `on_window` is given the
    /// estimate after each window, with how many there are, and says whether to go on.
    ///
    /// # Errors
    /// [`Error::Setting`] for windows that the text or the contexts cannot have, or vocabularies of unequal size;
    /// [`Error::NotANumber`].
    pub fn divergence(
        &self,
        base: &Engine,
        ids: &[u32],
        windows: Windows,
        mut on_window: impl FnMut(Divergence, usize) -> ControlFlow<()>,
    ) -> Result<Divergence> {
        let (count, from) = windows.of(ids.len())?;
        let vocabulary = self.config().vocabulary;
        let wrong =
            |setting, value: usize, wanted: String| Err(Error::Setting { setting, value: value.to_string(), wanted });
        if base.config().vocabulary != vocabulary {
            let wanted = format!("must be the model's {vocabulary} tokens");
            return wrong("the base's vocabulary", base.config().vocabulary, wanted);
        }
        let most = self.context().min(base.context());
        if windows.context > most {
            return wrong("context", windows.context, format!("must be at most the models' {most}"));
        }
        let [mut ours, mut theirs] = [Reading::new(self, windows.context)?, Reading::new(base, windows.context)?];
        let mut sums = Sums::default();
        for window in 0..count {
            let tokens = self.piece(windows.at(window, ids));
            (ours.sequence, theirs.sequence) = (Sequence::default(), Sequence::default());
            for (piece, at) in tokens.chunks(ROWS).zip((0..).step_by(ROWS)) {
                // Row t tells of token t + 1; the last of all tells of none.
                let wanted = at + piece.len() >= from;
                let rows =
                    ours.read(piece, wanted)?.chunks(vocabulary).zip(theirs.read(piece, wanted)?.chunks(vocabulary));
                for ((ours, theirs), row) in rows.zip(at..).filter(|(_, row)| (from..tokens.len()).contains(&(row + 1)))
                {
                    if !ours.iter().chain(theirs).all(|logit| logit.is_finite()) {
                        return Err(Error::NotANumber { position: row });
                    }
                    sums.add(theirs, ours, tokens[row + 1] as usize);
                }
            }
            sums.windows += 1;
            if on_window(sums.found(), count).is_break() {
                break;
            }
        }
        Ok(sums.found())
    }
}

/// Σ p (ln p − ln q) of two rows of logits, in nats; never below 0 but for rounding, which is cut off.
pub(crate) fn divergence(exact: &[f32], theirs: &[f32]) -> f64 {
    let (p, q) = (log_sum(exact), log_sum(theirs));
    let term = |(&a, &b): (&f32, &f32)| {
        let (a, b) = (f64::from(a) - p, f64::from(b) - q);
        a.exp() * (a - b)
    };
    exact.iter().zip(theirs).map(term).sum::<f64>().max(0.0)
}

/// ln Σ exp.
fn log_sum(logits: &[f32]) -> f64 {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    f64::from(most) + logits.iter().map(|&logit| f64::from(logit - most).exp()).sum::<f64>().ln()
}

/// The index of the greatest, the first of equals.
fn likeliest(logits: &[f32]) -> usize {
    (1..logits.len()).fold(0, |best, index| if logits[index] > logits[best] { index } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::testing::{engine_of, logits, model};

    fn ids() -> Vec<u32> {
        (0..230u32).map(|i| (i * 37 + i * i) % 300).collect()
    }

    #[test]
    fn it_is_what_all_logits_say() {
        let (ours, base) = (model(5), model(6));
        let engines =
            [engine_of(model(5), 2, None, &Options::default()), engine_of(model(6), 1, None, &Options::default())];
        let ids = ids();
        let begin = engines[0].tokenizer().bos().filter(|_| engines[0].tokenizer().adds_bos());
        for (context, stride, from) in [(100, None, 51), (96, Some(10), 86)] {
            let windows = Windows { context, stride };
            let mut seen = 0;
            let found = engines[0].divergence(&engines[1], &ids, windows, |_, _| {
                seen += 1;
                ControlFlow::Continue(())
            });
            let found = found.unwrap();
            let (mut all, mut same, mut nll, mut count) = (Vec::new(), 0, 0.0, 0);
            let starts: Vec<usize> = match stride {
                None => (0..230 / context).map(|window| window * context).collect(),
                Some(stride) => (0..(230 - context).div_ceil(stride)).map(|window| window * stride).collect(),
            };
            for &start in &starts {
                let mut tokens = ids[start..start + context].to_vec();
                if let Some(begin) = begin {
                    tokens[0] = begin;
                }
                let rows = [&ours, &base].map(|model| logits(model, &*engines[0].device, &tokens));
                for at in from..context {
                    let [q, p] = [0, 1].map(|of| {
                        let row: Vec<f64> = rows[of][(at - 1) * 320..at * 320].iter().map(|x| f64::from(*x)).collect();
                        let total: f64 = row.iter().map(|x| x.exp()).sum();
                        row.iter().map(|x| x.exp() / total).collect::<Vec<f64>>()
                    });
                    all.push(p.iter().zip(&q).map(|(p, q)| p * (p / q).ln()).sum::<f64>());
                    let top = |row: &[f64]| (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap();
                    same += usize::from(top(&p) == top(&q));
                    nll -= q[tokens[at] as usize].ln();
                    count += 1;
                }
            }
            assert_eq!((found.tokens, found.windows, seen), (count, starts.len(), starts.len()));
            let mean = all.iter().sum::<f64>() / count as f64;
            let spread = all.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / count as f64;
            let error = (spread / (count as f64 - 1.0)).sqrt();
            let most = all.iter().copied().fold(0.0, f64::max);
            for (got, expected) in [
                (found.mean, mean),
                (found.error, error),
                (found.most, most),
                (found.same_top, same as f64 / count as f64),
                (found.perplexities[0], (nll / count as f64).exp()),
            ] {
                assert!((got - expected).abs() <= 1e-5 * expected.abs(), "{got} {expected}");
            }
            assert!(mean > 0.1, "two models differ: {mean}");
        }
    }

    #[test]
    fn a_model_does_not_diverge_from_itself() {
        let engines = [1, 2].map(|threads| engine_of(model(5), threads, None, &Options::default()));
        let windows = Windows { context: 100, stride: None };
        let found = engines[0].divergence(&engines[1], &ids(), windows, |_, _| ControlFlow::Break(())).unwrap();
        assert_eq!((found.mean, found.most, found.same_top, found.windows), (0.0, 0.0, 1.0, 1));
        assert_eq!(found.perplexities[0], found.perplexities[1]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let engines = [1, 2].map(|_| engine_of(model(5), 1, None, &Options::default()));
        let windows = Windows { context: 161, stride: None };
        let ids: Vec<u32> = ids().into_iter().cycle().take(400).collect();
        let refused = engines[0].divergence(&engines[1], &ids, windows, |_, _| ControlFlow::Continue(()));
        assert!(refused.unwrap_err().to_string().contains("161"));
    }
}
