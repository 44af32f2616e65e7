//! How the next token is chosen: the settings and their ranges. The choosing is `sampler.rs`.

use crate::error::{Error, Result};

/// Settings of a generation.
///
/// They apply in llama.cpp's order: biases, penalties, top-k, top-p, min-p, temperature, draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampling {
    /// Divides the logits before the draw. 0 takes the likeliest token (of equals the lowest id), and no filter matters.
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
    /// Taken from the logit of each recent token, once; 0 is none.
    pub presence_penalty: f32,
    /// Taken from the logit of each recent token, as often as it occurred; 0 is none.
    pub frequency_penalty: f32,
    /// How many tokens are recent, prompt included; 0 is none.
    pub repetition_window: usize,
    /// Added to the logits of these tokens; minus infinity forbids one.
    pub logit_bias: Vec<(u32, f32)>,
    /// Where the random numbers start. Same seed, same text.
    pub seed: u64,
    /// Generation ends after so many tokens.
    pub max_tokens: usize,
    /// Generation ends where one of these texts begins; it is not part of the result.
    pub stop: Vec<String>,
}

impl Default for Sampling {
    fn default() -> Self {
        Sampling::DEFAULT
    }
}

impl Sampling {
    /// What applies where nothing else is said.
    pub const DEFAULT: Sampling = Sampling {
        temperature: 0.8,
        top_k: 40,
        top_p: 0.95,
        min_p: 0.05,
        repetition_penalty: 1.0,
        presence_penalty: 0.0,
        frequency_penalty: 0.0,
        repetition_window: 64,
        logit_bias: Vec::new(),
        seed: 0,
        max_tokens: 256,
        stop: Vec::new(),
    };

    /// The likeliest token each time, at most `max_tokens`.
    pub fn greedy(max_tokens: usize) -> Self {
        Sampling { temperature: 0.0, max_tokens, ..Sampling::DEFAULT }
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
        for &(_, bias) in &self.logit_bias {
            let good = (-100.0..=100.0).contains(&bias) || bias == f32::NEG_INFINITY;
            inside("logit_bias", bias, good, "must lie from -100 to 100")?;
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
        let cases = [
            ("temperature", Sampling { temperature: -1.0, ..base.clone() }),
            ("temperature", Sampling { temperature: f32::NAN, ..base.clone() }),
            ("top_p", Sampling { top_p: 0.0, ..base.clone() }),
            ("min_p", Sampling { min_p: 1.0, ..base.clone() }),
            ("repetition_penalty", Sampling { repetition_penalty: 0.0, ..base.clone() }),
            ("presence_penalty", Sampling { presence_penalty: 2.5, ..base.clone() }),
            ("frequency_penalty", Sampling { frequency_penalty: f32::NAN, ..base.clone() }),
            ("logit_bias", Sampling { logit_bias: vec![(0, 101.0)], ..base.clone() }),
            ("stop", Sampling { stop: vec![String::new()], ..base }),
        ];
        for (name, sampling) in cases {
            let message = sampling.validate().unwrap_err().to_string();
            assert!(message.starts_with(name), "{message}");
        }
    }
}
