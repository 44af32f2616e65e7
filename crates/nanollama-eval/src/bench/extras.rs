//! What tasks may ask for beside their files: an interpreter, a list of words, several answers to a question.

use std::path::PathBuf;

/// All of it, as it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Extras {
    /// The interpreter that runs what a model writes; Python as it is found where none is named.
    pub python: Option<PathBuf>,
    /// Whether it is run without walls.
    pub is_open: bool,
    /// The list of words to spell.
    pub words: Option<PathBuf>,
    /// Answers to each question; the likeliest one where there is one and no temperature.
    pub samples: usize,
    /// Divides the logits of sampled answers; 0 for the likeliest.
    pub temperature: f32,
}

impl Default for Extras {
    fn default() -> Extras {
        Extras { python: None, is_open: false, words: None, samples: 1, temperature: 0.0 }
    }
}
