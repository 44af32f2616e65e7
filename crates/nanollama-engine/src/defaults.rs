//! What applies where nothing else is said: the one table, for the terminal and for a server. How settings are used is
//! `sampler.rs`.

use crate::sampling::Sampling;

/// A column of the table: whoever asks for text in this place and leaves a setting out gets this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Defaults {
    /// [`Sampling::temperature`].
    pub temperature: f32,
    /// [`Sampling::top_k`].
    pub top_k: usize,
    /// [`Sampling::top_p`].
    pub top_p: f32,
    /// [`Sampling::repetition_penalty`], above temperature 0: see [`Defaults::repetition_penalty_at`].
    pub repetition_penalty: f32,
    /// [`Sampling::max_tokens`].
    pub max_tokens: usize,
}

impl Defaults {
    /// The command line.
    pub const TERMINAL: Defaults =
        Defaults { temperature: 0.8, top_k: 0, top_p: 0.9, repetition_penalty: 1.15, max_tokens: 256 };
    /// A server's conversations, and its web page.
    pub const SERVER: Defaults =
        Defaults { temperature: 0.8, top_k: 50, top_p: 1.0, repetition_penalty: 1.0, max_tokens: 512 };
    /// A server's plain completions (`/v1/completions`), as long as OpenAI's.
    pub const COMPLETIONS: Defaults = Defaults { max_tokens: 16, ..Defaults::SERVER };

    /// The penalty where none was asked for: whoever takes the likeliest token gets the likeliest.
    pub const fn repetition_penalty_at(&self, temperature: f32) -> f32 {
        if temperature == 0.0 { 1.0 } else { self.repetition_penalty }
    }

    /// The settings where none was asked for.
    pub fn sampling(&self) -> Sampling {
        let &Defaults { temperature, top_k, top_p, repetition_penalty, max_tokens } = self;
        Sampling { temperature, top_k, top_p, repetition_penalty, max_tokens, ..Sampling::PLAIN }
    }
}

impl Default for Sampling {
    /// What applies at the terminal where nothing else is said.
    fn default() -> Self {
        Defaults::TERMINAL.sampling()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_documents_say() {
        let row = |column: Defaults| {
            let Sampling { temperature, top_k, top_p, repetition_penalty, max_tokens, .. } = column.sampling();
            (temperature, top_k, top_p, repetition_penalty, max_tokens)
        };
        assert_eq!(row(Defaults::TERMINAL), (0.8, 0, 0.9, 1.15, 256));
        assert_eq!(row(Defaults::SERVER), (0.8, 50, 1.0, 1.0, 512));
        assert_eq!(row(Defaults::COMPLETIONS), (0.8, 50, 1.0, 1.0, 16));
        for column in [Defaults::TERMINAL, Defaults::SERVER, Defaults::COMPLETIONS] {
            let sampling = column.sampling();
            sampling.validate().unwrap();
            assert_eq!((sampling.min_p, sampling.presence_penalty, sampling.frequency_penalty), (0.0, 0.0, 0.0));
            assert!(sampling.logit_bias.is_empty() && sampling.stop.is_empty());
            assert_eq!(column.repetition_penalty_at(0.0), 1.0);
            assert_eq!(column.repetition_penalty_at(0.8), column.repetition_penalty);
        }
    }
}
