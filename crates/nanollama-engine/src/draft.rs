//! Guessing the tokens to come (Leviathan et al. 2023, "Fast Inference from Transformers via Speculative Decoding"). One
//! step computes a row for each drafted token; those that the model would have chosen anyway are accepted.

mod earlier;
mod ngram;
mod source;

pub use ngram::NgramDraft;
pub use source::Draft;
