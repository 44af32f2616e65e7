//! How the next token is chosen: the settings and their ranges. The choosing is `sampler.rs`, what applies where nothing is
//! said `defaults.rs`.

use crate::error::{Error, Result};
use crate::order::Order;

/// Settings of a generation.
///
/// Biases come first, then the stages in their order, then the draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampling {
    /// Divides the logits. 0 takes the likeliest token (of equals the lowest id), and no filter matters.
    pub temperature: f32,
    /// Only the `top_k` likeliest; 0 is all.
    pub top_k: usize,
    /// Only the likeliest that together reach this probability (Holtzman et al. 2020); 1 is all.
    pub top_p: f32,
    /// Only those at least this share as likely as the likeliest (Nguyen et al. 2024); 0 is all.
    pub min_p: f32,
    /// Positive logits of recent tokens are divided by it, negative ones multiplied (Keskar et al. 2019), once a token
    /// however often it occurred; 1 is none.
    pub repetition_penalty: f32,
    /// Taken off the logits of recent tokens, once a token; 0 is none.
    pub presence_penalty: f32,
    /// Taken off the logits of recent tokens, as often as each occurred; 0 is none.
    pub frequency_penalty: f32,
    /// How many tokens are recent, prompt included; 0 is none.
    pub repetition_window: usize,
    /// Added to the logits of these tokens, before all else; minus infinity forbids one.
    pub logit_bias: Vec<(u32, f32)>,
    /// The order of the stages.
    pub order: Order,
    /// Where the random numbers start. Same seed, same text.
    pub seed: u64,
    /// Generation ends after so many tokens.
    pub max_tokens: usize,
    /// Generation ends where one of these texts begins; it is not part of the result.
    pub stop: Vec<String>,
}

impl Sampling {
    /// What the model says, unchanged: temperature 1, no filter, no penalty, and to its end.
    pub const PLAIN: Sampling = Sampling {
        temperature: 1.0,
        top_k: 0,
        top_p: 1.0,
        min_p: 0.0,
        repetition_penalty: 1.0,
        presence_penalty: 0.0,
        frequency_penalty: 0.0,
        repetition_window: 64,
        logit_bias: Vec::new(),
        order: Order::USUAL,
        seed: 0,
        max_tokens: usize::MAX,
        stop: Vec::new(),
    };

    /// The likeliest token each time, at most `max_tokens`.
    pub fn greedy(max_tokens: usize) -> Self {
        Sampling { temperature: 0.0, max_tokens, ..Sampling::PLAIN }
    }

    /// Whether any penalty is on.
    pub(crate) fn penalises(&self) -> bool {
        let none = self.repetition_penalty == 1.0 && self.presence_penalty == 0.0 && self.frequency_penalty == 0.0;
        !none && self.repetition_window > 0
    }

    /// Checks every setting's range.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the first that is outside.
    pub fn validate(&self) -> Result<()> {
        let inside = |setting, value: f32, good: bool, wanted: &str| match good {
            true => Ok(()),
            false => Err(Error::Setting { setting, value: value.to_string(), wanted: wanted.to_owned() }),
        };
        let Sampling { temperature, top_p, min_p, repetition_penalty, .. } = *self;
        inside("temperature", temperature, (0.0..=100.0).contains(&temperature), "must lie from 0 to 100")?;
        inside("top_p", top_p, top_p > 0.0 && top_p <= 1.0, "must lie above 0 and at most 1 (1 is off)")?;
        inside("min_p", min_p, (0.0..1.0).contains(&min_p), "must lie from 0 (off) to below 1")?;
        let penalty = (0.1..=10.0).contains(&repetition_penalty);
        inside("repetition_penalty", repetition_penalty, penalty, "must lie from 0.1 to 10 (1 is off)")?;
        for (setting, value) in
            [("presence_penalty", self.presence_penalty), ("frequency_penalty", self.frequency_penalty)]
        {
            inside(setting, value, (-2.0..=2.0).contains(&value), "must lie from -2 to 2 (0 is off)")?;
        }
        for &(id, bias) in &self.logit_bias {
            let good = (-1000.0..=1000.0).contains(&bias) || bias == f32::NEG_INFINITY;
            let wanted = format!("must lie from -1000 to 1000, or be -inf, for token {id}");
            inside("logit_bias", bias, good, &wanted)?;
        }
        match self.stop.iter().any(String::is_empty) {
            true => Err(Error::Setting { setting: "stop", value: "\"\"".into(), wanted: "must be some text".into() }),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_checked_by_name() {
        let base = Sampling::default();
        base.validate().unwrap();
        let banned = Sampling { logit_bias: vec![(3, f32::NEG_INFINITY), (4, -1.5)], ..base.clone() };
        banned.validate().unwrap();
        let cases = [
            ("temperature", Sampling { temperature: -1.0, ..base.clone() }),
            ("temperature", Sampling { temperature: f32::NAN, ..base.clone() }),
            ("top_p", Sampling { top_p: 0.0, ..base.clone() }),
            ("min_p", Sampling { min_p: 1.0, ..base.clone() }),
            ("repetition_penalty", Sampling { repetition_penalty: 0.0, ..base.clone() }),
            ("presence_penalty", Sampling { presence_penalty: 2.5, ..base.clone() }),
            ("frequency_penalty", Sampling { frequency_penalty: f32::NAN, ..base.clone() }),
            ("logit_bias", Sampling { logit_bias: vec![(1, f32::INFINITY)], ..base.clone() }),
            ("logit_bias", Sampling { logit_bias: vec![(1, f32::NAN)], ..base.clone() }),
            ("stop", Sampling { stop: vec![String::new()], ..base }),
        ];
        for (name, sampling) in cases {
            let message = sampling.validate().unwrap_err().to_string();
            assert!(message.starts_with(name), "{message}");
        }
    }
}
