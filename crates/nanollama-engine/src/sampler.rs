//! Chooses a token from logits, as [`Sampling`] says. Linear in the vocabulary: what is sorted is only what survives.
//!
//! The temperature divides no logit: later stages work with the divisor, so that all arithmetic is linear in the logits.
//! Probabilities are f64 (the sum over a whole vocabulary f32, in a fixed order) and equals are ranked by id, so a choice
//! depends on nothing but logits, recent tokens and seed.

use nanollama_kernel::op::head::log_probabilities;
use nanollama_kernel::pool::Pool;

use crate::error::{Error, Result};
use crate::guide::TokenSet;
use crate::order::Stage;
use crate::random::Random;
use crate::sampling::Sampling;

mod candidate;
mod scan;

use candidate::{Candidate, rank};
use scan::Scan;

/// Blocks of logits whose likeliest are looked at first for top-p.
const NUCLEUS: usize = 32;

/// The state of one generation's choices.
pub(crate) struct Sampler {
    settings: Sampling,
    random: Random,
    /// Recent tokens, ascending, and how often each occurred; empty where there is no penalty.
    recent: Vec<(u32, u32)>,
    /// The logits with biases and penalties in them, where these come before all else.
    adjusted: Vec<f32>,
    candidates: Vec<Candidate>,
    /// What the logits of the candidates are divided by: 1 before the temperature's stage.
    divisor: f64,
    scan: Scan,
}

impl Sampler {
    pub(crate) fn new(mut settings: Sampling) -> Self {
        settings.logit_bias.sort_by_key(|(id, _)| *id);
        let random = Random::new(settings.seed);
        let (recent, adjusted, candidates) = (Vec::new(), Vec::new(), Vec::new());
        Sampler { settings, random, recent, adjusted, candidates, divisor: 1.0, scan: Scan::default() }
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
        let restricted = allowed.is_some() || !self.settings.logit_bias.is_empty();
        let penalties_first = self.recent.is_empty()
            || self.settings.order.stages().iter().find(|stage| self.is_on(**stage)) == Some(&Stage::Penalties);
        let chosen = if allowed.is_some() || !penalties_first {
            self.choose_of_some(logits, allowed)
        } else if self.settings.logit_bias.is_empty() && self.recent.is_empty() {
            self.choose_of_all(logits, pool)
        } else {
            let mut adjusted = std::mem::take(&mut self.adjusted);
            self.adjust(logits, &mut adjusted);
            let chosen = self.choose_of_all(&adjusted, pool);
            self.adjusted = adjusted;
            chosen
        };
        match chosen {
            Choice::Token(id) => Ok(id),
            Choice::Nothing if restricted => Err(Error::NothingAllowed { position }),
            Choice::Nothing | Choice::NotANumber => Err(Error::NotANumber { position }),
        }
    }

    /// Finds the tokens that penalties count.
    fn remember(&mut self, tokens: &[u32]) {
        self.recent.clear();
        if self.settings.penalises() {
            let first = tokens.len().saturating_sub(self.settings.repetition_window);
            self.recent.extend(tokens[first..].iter().map(|&id| (id, 1)));
            self.recent.sort_unstable();
            self.recent.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 += u32::from(same);
                same
            });
        }
    }

    /// Makes `adjusted` the logits with biases and penalties in them; no penalty is left to count.
    fn adjust(&mut self, logits: &[f32], adjusted: &mut Vec<f32>) {
        adjusted.clear();
        adjusted.extend_from_slice(logits);
        for &(id, bias) in &self.settings.logit_bias {
            if let Some(logit) = adjusted.get_mut(id as usize) {
                *logit += bias;
            }
        }
        for &(id, count) in &self.recent {
            if let Some(logit) = adjusted.get_mut(id as usize) {
                *logit = self.penalised(*logit, count, 1.0);
            }
        }
        self.recent.clear();
    }

    /// The choice where every token is a candidate with this logit, and no penalty counts one.
    fn choose_of_all(&mut self, logits: &[f32], pool: &Pool) -> Choice {
        self.scan.look(logits, pool);
        let Some(best) = self.scan.likeliest(logits) else { return Choice::NotANumber };
        let likeliest = Choice::of(best);
        if self.settings.temperature == 0.0 || !matches!(likeliest, Choice::Token(_)) {
            return likeliest;
        }
        let total = self.look_for_candidates(logits, best, pool);
        self.filter(logits.len(), total);
        Choice::Token(self.draw())
    }

    /// Fills the candidates with all tokens, less those that the first stage to leave any out would leave out: most of them
    /// need not be looked at. `best` is the likeliest. Gives the sum of all weights where that stage is top-p.
    fn look_for_candidates(&mut self, logits: &[f32], best: Candidate, pool: &Pool) -> Option<f64> {
        let mut divisor = 1.0;
        for stage in *self.settings.order.stages() {
            match stage {
                _ if !self.is_on(stage) => {}
                Stage::Penalties => {}
                Stage::Temperature => divisor = f64::from(self.settings.temperature),
                Stage::TopK => {
                    self.scan.top(logits, self.settings.top_k, &mut self.candidates);
                    return None;
                }
                Stage::MinP => {
                    let least = self.least_for_min_p(f64::from(best.logit), divisor);
                    // Rounded down: the stage itself is exact.
                    self.scan.reach(logits, (least as f32).next_down(), &mut self.candidates);
                    return None;
                }
                Stage::TopP if divisor == 1.0 => return self.look_for_nucleus(logits, best, pool),
                Stage::TopP => break,
            }
        }
        self.scan.top(logits, 0, &mut self.candidates);
        None
    }

    /// Fills the candidates with as many of the likeliest as top-p keeps, and others. Gives the sum of all weights, or `None`
    /// where all tokens became candidates.
    fn look_for_nucleus(&mut self, logits: &[f32], best: Candidate, pool: &Pool) -> Option<f64> {
        let mut probability = [0.0];
        log_probabilities(pool, logits, logits.len(), &[best.id], &mut probability);
        let total = (-f64::from(probability[0])).exp();
        let greatest = f64::from(best.logit);
        // A little more than asked for: the sum over all is f32.
        let wanted = f64::from(self.settings.top_p) * total * (1.0 + 1e-5);
        for count in [NUCLEUS, self.scan.blocks()] {
            self.scan.top(logits, count, &mut self.candidates);
            let reached: f64 = self.candidates.iter().map(|one| (f64::from(one.logit) - greatest).exp()).sum();
            if reached >= wanted {
                return Some(total);
            }
        }
        self.scan.top(logits, 0, &mut self.candidates);
        None
    }

    /// The choice of the allowed tokens, biases added.
    fn choose_of_some(&mut self, logits: &[f32], allowed: Option<&TokenSet>) -> Choice {
        let mut biases = self.settings.logit_bias.iter().peekable();
        let biased = logits.iter().zip(0u32..).map(|(&logit, id)| {
            let mut logit = logit;
            while let Some((_, bias)) = biases.next_if(|(biased, _)| *biased == id) {
                logit += bias;
            }
            Candidate { logit, id }
        });
        let possible = |candidate: &Candidate| allowed.is_none_or(|allowed| allowed.contains(candidate.id));
        self.candidates.clear();
        self.candidates.extend(biased.filter(possible));
        let best = likeliest(&self.candidates);
        if !matches!(best, Choice::Token(_)) || (self.settings.temperature == 0.0 && self.recent.is_empty()) {
            return best;
        }
        self.filter(self.candidates.len(), None);
        Choice::Token(self.draw())
    }

    fn is_on(&self, stage: Stage) -> bool {
        match stage {
            Stage::Penalties => !self.recent.is_empty(),
            Stage::TopK => self.settings.top_k > 0,
            Stage::TopP => self.settings.top_p < 1.0,
            Stage::MinP => self.settings.min_p > 0.0,
            Stage::Temperature => true,
        }
    }

    /// Takes the candidates, in the order of their ids, through the stages; there were `all` before any was left out, of
    /// `total` weight where top-p is the first to leave any out.
    fn filter(&mut self, all: usize, total: Option<f64>) {
        self.divisor = 1.0;
        let (mut all, mut ascending) = (all, true);
        for stage in *self.settings.order.stages() {
            if !self.is_on(stage) {
                continue;
            }
            match stage {
                Stage::Penalties => self.penalise(ascending),
                Stage::TopK => {
                    ascending &= self.settings.top_k >= all;
                    keep_likeliest(&mut self.candidates, self.settings.top_k, all);
                }
                Stage::TopP => {
                    ascending = false;
                    keep_nucleus(&mut self.candidates, f64::from(self.settings.top_p), self.divisor, total);
                }
                Stage::MinP => {
                    let least = self.least_for_min_p(self.greatest(), self.divisor);
                    self.candidates.retain(|candidate| f64::from(candidate.logit) >= least);
                }
                // At temperature 0 nothing but the likeliest has a probability.
                Stage::Temperature if self.settings.temperature == 0.0 => keep_likeliest(&mut self.candidates, 1, all),
                Stage::Temperature => self.divisor = f64::from(self.settings.temperature),
            }
            all = all.min(self.candidates.len());
        }
    }

    /// Makes recent tokens less likely. `ascending` candidates are in the order of their ids.
    fn penalise(&mut self, ascending: bool) {
        for &(id, count) in &self.recent {
            let place = match ascending {
                true => self.candidates.binary_search_by_key(&id, |candidate| candidate.id).ok(),
                false => self.candidates.iter().position(|candidate| candidate.id == id),
            };
            if let Some(place) = place {
                self.candidates[place].logit = self.penalised(self.candidates[place].logit, count, self.divisor);
            }
        }
    }

    /// The logit of a token that occurred `count` times of late.
    fn penalised(&self, logit: f32, count: u32, divisor: f64) -> f32 {
        let Sampling { repetition_penalty, presence_penalty, frequency_penalty, .. } = self.settings;
        let logit = if logit > 0.0 { logit / repetition_penalty } else { logit * repetition_penalty };
        let taken = presence_penalty + frequency_penalty * count as f32;
        // Behind the temperature what is taken off is not divided by it.
        if taken == 0.0 { logit } else { logit - (f64::from(taken) * divisor) as f32 }
    }

    /// p >= min_p · p_max, in logits.
    fn least_for_min_p(&self, greatest: f64, divisor: f64) -> f64 {
        greatest + divisor * f64::from(self.settings.min_p).ln()
    }

    fn greatest(&self) -> f64 {
        self.candidates.iter().map(|candidate| f64::from(candidate.logit)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// One of the candidates with its probability.
    fn draw(&mut self) -> u32 {
        let (greatest, divisor) = (self.greatest(), self.divisor);
        let weight = |candidate: &Candidate| ((f64::from(candidate.logit) - greatest) / divisor).exp();
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
fn likeliest(candidates: &[Candidate]) -> Choice {
    let (mut best, mut broken) = (Candidate { logit: f32::NEG_INFINITY, id: u32::MAX }, false);
    for candidate in candidates {
        broken |= candidate.logit.is_nan();
        if candidate.logit > best.logit {
            best = *candidate;
        }
    }
    if broken { Choice::NotANumber } else { Choice::of(best) }
}

/// Keeps the `count` likeliest candidates, likeliest first, where that is fewer than `all` that there were.
fn keep_likeliest(candidates: &mut Vec<Candidate>, count: usize, all: usize) {
    if count >= all {
        return;
    }
    if count < candidates.len() {
        candidates.select_nth_unstable_by(count - 1, rank);
        candidates.truncate(count);
    }
    candidates.sort_unstable_by(rank);
}

/// Keeps the fewest likeliest candidates whose probabilities, of logits divided by `divisor`, reach `top_p` together. Sorts in
/// growing pieces from the top, because the nucleus is nearly always a small part of the vocabulary. `total` is the sum of
/// the weights where more than these candidates count.
fn keep_nucleus(candidates: &mut Vec<Candidate>, top_p: f64, divisor: f64, total: Option<f64>) {
    let greatest = candidates.iter().map(|c| f64::from(c.logit)).fold(f64::NEG_INFINITY, f64::max);
    let weight = |candidate: &Candidate| ((f64::from(candidate.logit) - greatest) / divisor).exp();
    let wanted = top_p * total.unwrap_or_else(|| candidates.iter().map(weight).sum());
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
