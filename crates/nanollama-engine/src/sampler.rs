//! Chooses a token from logits, as [`Sampling`] says. Linear in the vocabulary: what is sorted is only what survives.
//!
//! Probabilities are f64 and equals are ranked by id, so a choice depends on nothing but logits, recent tokens and seed.

use nanollama_kernel::pool::Pool;

use crate::error::{Error, Result};
use crate::guide::TokenSet;
use crate::random::Random;
use crate::sampling::Sampling;

mod candidate;
mod scan;

use candidate::{Candidate, rank};
use scan::Scan;

/// The state of one generation's choices.
pub(crate) struct Sampler {
    settings: Sampling,
    random: Random,
    /// Tokens whose logits are changed, ascending, each once.
    changes: Vec<Change>,
    candidates: Vec<Candidate>,
    scan: Scan,
}

/// Why the logit of a token is changed.
#[derive(Debug, Clone, Copy)]
struct Change {
    id: u32,
    /// How often it occurred among the recent tokens.
    count: f32,
    bias: f32,
}

impl Sampler {
    pub(crate) fn new(settings: Sampling) -> Self {
        let random = Random::new(settings.seed);
        Sampler { settings, random, changes: Vec::new(), candidates: Vec::new(), scan: Scan::default() }
    }

    /// The next token, of those in `allowed` where that is given. `tokens` are all so far, prompt included.
    ///
    /// # Errors
    /// [`Error::NotANumber`] and [`Error::NothingAllowed`].
    pub(crate) fn pick(
        &mut self,
        logits: &[f32],
        tokens: &[u32],
        allowed: Option<&TokenSet>,
        pool: &Pool,
    ) -> Result<u32> {
        let position = tokens.len();
        self.remember(tokens);
        let chosen = if allowed.is_none() && self.changes.is_empty() {
            self.choose_of_all(logits, pool)
        } else {
            let all = logits.iter().zip(0u32..).map(|(&logit, id)| Candidate { logit, id });
            let changes = std::mem::take(&mut self.changes);
            let mut next = changes.iter().peekable();
            let penalties = Penalties::of(&self.settings);
            let changed = all.map(|Candidate { logit, id }| {
                let logit = match next.next_if(|change| change.id == id) {
                    Some(change) => penalties.change(logit, change),
                    None => logit,
                };
                Candidate { logit, id }
            });
            let possible = |candidate: &Candidate| allowed.is_none_or(|allowed| allowed.contains(candidate.id));
            let chosen = self.choose(changed.filter(possible));
            self.changes = changes;
            chosen
        };
        match chosen {
            Choice::Token(id) => Ok(id),
            Choice::Nothing if allowed.is_some() => Err(Error::NothingAllowed { position }),
            Choice::Nothing | Choice::NotANumber => Err(Error::NotANumber { position }),
        }
    }

    /// Finds the tokens that penalties count and those with a bias, each once.
    fn remember(&mut self, tokens: &[u32]) {
        self.changes.clear();
        if !Penalties::of(&self.settings).are_none() {
            let first = tokens.len().saturating_sub(self.settings.repetition_window);
            self.changes.extend(tokens[first..].iter().map(|&id| Change { id, count: 1.0, bias: 0.0 }));
        }
        self.changes.extend(self.settings.logit_bias.iter().map(|&(id, bias)| Change { id, count: 0.0, bias }));
        self.changes.sort_by_key(|change| change.id);
        self.changes.dedup_by(|later, first| {
            let same = later.id == first.id;
            if same {
                first.count += later.count;
                first.bias += later.bias;
            }
            same
        });
    }

    /// As [`Sampler::choose`] where every token is a candidate with its own logit.
    fn choose_of_all(&mut self, logits: &[f32], pool: &Pool) -> Choice {
        self.scan.look(logits, pool);
        let likeliest = self.scan.likeliest(logits).map_or(Choice::NotANumber, Choice::of);
        if self.settings.temperature == 0.0 || !matches!(likeliest, Choice::Token(_)) {
            return likeliest;
        }
        self.scan.top(logits, self.settings.top_k, &mut self.candidates);
        self.filter(logits.len());
        Choice::Token(self.draw())
    }

    fn choose(&mut self, candidates: impl Iterator<Item = Candidate>) -> Choice {
        if self.settings.temperature == 0.0 {
            return likeliest(candidates);
        }
        self.candidates.clear();
        self.candidates.extend(candidates);
        match likeliest(self.candidates.iter().copied()) {
            Choice::Token(_) => {
                self.filter(self.candidates.len());
                Choice::Token(self.draw())
            }
            nothing => nothing,
        }
    }

    /// Leaves the candidates that top-k, top-p and min-p let through; there were `all` before any was left out.
    fn filter(&mut self, all: usize) {
        let Sampling { top_k, top_p, min_p, .. } = self.settings;
        if top_k > 0 && top_k < all {
            if top_k < self.candidates.len() {
                self.candidates.select_nth_unstable_by(top_k - 1, rank);
                self.candidates.truncate(top_k);
            }
            self.candidates.sort_unstable_by(rank);
        }
        if top_p < 1.0 {
            keep_nucleus(&mut self.candidates, f64::from(top_p));
        }
        if min_p > 0.0 {
            // p >= min_p * p_max, in logits.
            let least = self.greatest() + f64::from(min_p).ln();
            self.candidates.retain(|candidate| f64::from(candidate.logit) >= least);
        }
    }

    fn greatest(&self) -> f64 {
        self.candidates.iter().map(|candidate| f64::from(candidate.logit)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// One of the candidates with its probability at the temperature.
    fn draw(&mut self) -> u32 {
        let (greatest, temperature) = (self.greatest(), f64::from(self.settings.temperature));
        let weight = |candidate: &Candidate| ((f64::from(candidate.logit) - greatest) / temperature).exp();
        let total: f64 = self.candidates.iter().map(weight).sum();
        let mut left = self.random.unit() * total;
        for candidate in &self.candidates {
            left -= weight(candidate);
            if left < 0.0 {
                return candidate.id;
            }
        }
        // Rounding can leave a rest of the total; it goes to the last candidate that has any weight.
        let possible = self.candidates.iter().rev().find(|candidate| weight(candidate) > 0.0);
        possible.expect("the likeliest candidate has weight one and no filter drops it").id
    }
}

/// The penalties of recent tokens.
struct Penalties {
    repetition: f32,
    presence: f32,
    frequency: f32,
}

impl Penalties {
    fn of(settings: &Sampling) -> Penalties {
        let Sampling { repetition_penalty, presence_penalty, frequency_penalty, .. } = *settings;
        Penalties { repetition: repetition_penalty, presence: presence_penalty, frequency: frequency_penalty }
    }

    fn are_none(&self) -> bool {
        self.repetition == 1.0 && self.presence == 0.0 && self.frequency == 0.0
    }

    fn change(&self, logit: f32, change: &Change) -> f32 {
        // Adding a bias of 0 would make 0 of minus 0, which ranks below it.
        let logit = if change.bias == 0.0 { logit } else { logit + change.bias };
        if change.count == 0.0 {
            return logit;
        }
        let logit = if logit > 0.0 { logit / self.repetition } else { logit * self.repetition };
        match self.presence == 0.0 && self.frequency == 0.0 {
            true => logit,
            false => logit - self.presence - change.count * self.frequency,
        }
    }
}

/// What came of a choice.
enum Choice {
    Token(u32),
    /// No candidate has a logit above minus infinity.
    Nothing,
    /// A logit is no number, or infinite.
    NotANumber,
}

impl Choice {
    /// The choice of the greatest logit there is.
    fn of(best: Candidate) -> Choice {
        match best.logit {
            f32::NEG_INFINITY => Choice::Nothing,
            logit if logit.is_finite() => Choice::Token(best.id),
            _ => Choice::NotANumber,
        }
    }
}

/// The candidate of the greatest logit, of equals the one with the lowest id.
fn likeliest(candidates: impl Iterator<Item = Candidate>) -> Choice {
    let (mut best, mut broken) = (Candidate { logit: f32::NEG_INFINITY, id: u32::MAX }, false);
    for candidate in candidates {
        broken |= candidate.logit.is_nan();
        if candidate.logit > best.logit {
            best = candidate;
        }
    }
    if broken { Choice::NotANumber } else { Choice::of(best) }
}

/// Keeps the fewest likeliest candidates whose probabilities reach `top_p` together. Sorts in growing pieces from the top,
/// because the nucleus is nearly always a small part of the vocabulary.
fn keep_nucleus(candidates: &mut Vec<Candidate>, top_p: f64) {
    let greatest = candidates.iter().map(|c| f64::from(c.logit)).fold(f64::NEG_INFINITY, f64::max);
    let weight = |candidate: &Candidate| (f64::from(candidate.logit) - greatest).exp();
    let wanted = top_p * candidates.iter().map(weight).sum::<f64>();
    let (mut sorted, mut piece, mut reached) = (0, 64, 0.0);
    while sorted < candidates.len() {
        let rest = &mut candidates[sorted..];
        let count = piece.min(rest.len());
        if count < rest.len() {
            rest.select_nth_unstable_by(count - 1, rank);
        }
        rest[..count].sort_unstable_by(rank);
        for (index, candidate) in rest[..count].iter().enumerate() {
            reached += weight(candidate);
            if reached >= wanted {
                candidates.truncate(sorted + index + 1);
                return;
            }
        }
        sorted += count;
        piece *= 4;
    }
}

#[cfg(test)]
mod tests;
