//! Chooses a token from logits, as [`Sampling`] says. Linear in the vocabulary: what is sorted is only what survives.
//!
//! Probabilities are f64 and equals are ranked by id, so a choice depends on nothing but logits, recent tokens and seed.

use std::cmp::Ordering;

use crate::random::Random;
use crate::sampling::Sampling;

/// A token that may be chosen, and its logit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    logit: f32,
    id: u32,
}

/// Likeliest first, of equals the lowest id.
fn rank(a: &Candidate, b: &Candidate) -> Ordering {
    b.logit.total_cmp(&a.logit).then(a.id.cmp(&b.id))
}

/// The state of one generation's choices.
pub(crate) struct Sampler {
    settings: Sampling,
    random: Random,
    logits: Vec<f32>,
    candidates: Vec<Candidate>,
}

impl Sampler {
    pub(crate) fn new(settings: &Sampling) -> Self {
        let random = Random::new(settings.seed);
        Sampler { settings: settings.clone(), random, logits: Vec::new(), candidates: Vec::new() }
    }

    /// The next token. `recent` are all tokens so far, prompt included. `None` when the logits are no numbers.
    pub(crate) fn pick(&mut self, logits: &[f32], recent: &[u32]) -> Option<u32> {
        self.logits.clear();
        self.logits.extend_from_slice(logits);
        self.penalise(recent);
        if self.logits.iter().any(|logit| logit.is_nan()) {
            return None;
        }
        let greatest = likeliest(&self.logits)?;
        if self.settings.temperature == 0.0 {
            return Some(greatest);
        }
        self.filter();
        Some(self.draw())
    }

    fn penalise(&mut self, recent: &[u32]) {
        let Sampling { repetition_penalty: penalty, repetition_window: window, .. } = self.settings;
        if penalty == 1.0 {
            return;
        }
        let mut recent = recent[recent.len().saturating_sub(window)..].to_vec();
        recent.sort_unstable();
        recent.dedup();
        for id in recent {
            if let Some(logit) = self.logits.get_mut(id as usize) {
                *logit = if *logit > 0.0 { *logit / penalty } else { *logit * penalty };
            }
        }
    }

    /// Leaves the candidates that top-k, top-p and min-p let through.
    fn filter(&mut self) {
        let Sampling { top_k, top_p, min_p, .. } = self.settings;
        let all = self.logits.iter().zip(0u32..).map(|(&logit, id)| Candidate { logit, id });
        self.candidates.clear();
        self.candidates.extend(all);
        if top_k > 0 && top_k < self.candidates.len() {
            self.candidates.select_nth_unstable_by(top_k - 1, rank);
            self.candidates.truncate(top_k);
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
        // Rounding can leave a last crumb; it belongs to the last candidate that has any weight.
        let possible = self.candidates.iter().rev().find(|candidate| weight(candidate) > 0.0);
        possible.expect("the likeliest candidate has weight one and no filter drops it").id
    }
}

/// The id of the greatest logit, of equals the lowest; `None` when there is none above minus infinity.
fn likeliest(logits: &[f32]) -> Option<u32> {
    let mut best: Option<Candidate> = None;
    for (&logit, id) in logits.iter().zip(0u32..) {
        if logit > best.map_or(f32::NEG_INFINITY, |best| best.logit) {
            best = Some(Candidate { logit, id });
        }
    }
    best.filter(|best| best.logit.is_finite()).map(|best| best.id)
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
