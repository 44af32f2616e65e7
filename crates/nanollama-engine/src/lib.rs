//! GENERATION: an [`Engine`] turns prompts into text, one by one ([`Engine::generate`]), many at once
//! ([`Engine::generate_batch`]) or as a conversation ([`Chat`]); and tells what it thinks of a text
//! ([`Engine::logprobs`]) and how fast it is ([`Engine::bench`]).
//!
//! How tokens are chosen is [`Sampling`]. Nothing here reads files (`nanollama-bundle` does), prints, or learns.
#![forbid(unsafe_code)]

mod batch;
mod bench;
mod chat;
mod clock;
mod continuation;
mod engine;
mod error;
mod held;
mod json;
mod logprobs;
mod random;
mod sampler;
mod sampling;
mod stop;
mod template;

pub use batch::Request;
pub use bench::{Bench, BenchSettings};
pub use chat::{Chat, Reply};
pub use continuation::{Finished, Reason};
pub use engine::{Engine, Options};
pub use error::{Error, Result};
pub use sampling::Sampling;

#[cfg(test)]
mod testing;
