//! GENERATION: a [`Scheduler`] works on many requests at once, step by step: texts to continue, texts to score. It borrows
//! nothing, so it can be kept beside a model in training or behind a server. An [`Engine`] owns a model with a scheduler and
//! does one prompt ([`Engine::generate`]), many ([`Engine::batch`]) or a conversation ([`Chat`]), and tells how fast
//! it is ([`Engine::bench`]) and how well it predicts a text ([`Engine::perplexity`]), or which columns matter
//! ([`Engine::column_squares`]), or how two sets of texts differ inside it ([`Engine::directions`]).
//!
//! How tokens are chosen is [`Sampling`], by default [`Defaults`]; a [`Guide`] restricts or forces them, a [`Draft`] drafted ahead. Nothing here reads
//! files (`nanollama-bundle` does), prints, or learns.
#![forbid(unsafe_code)]

mod bench;
mod calculator;
mod calls;
mod certificate;
mod chat;
mod columns;
mod defaults;
mod divergence;
mod draft;
mod engine;
mod error;
mod event;
mod finished;
mod generation;
mod guide;
mod order;
mod outcome;
mod pages;
mod perplexity;
mod personality;
mod prefixes;
mod prompts;
mod random;
mod request;
mod sampler;
mod sampling;
mod scheduler;
mod scoring;
mod session;
mod steer;
mod stop;
mod template;
mod weighed;
mod worker;

pub use bench::{Bench, BenchSettings};
pub use calculator::calculate;
pub use calls::Calculator;
pub use certificate::{Certificate, certify};
pub use chat::{Chat, Reply};
pub use columns::ColumnSquares;
pub use defaults::Defaults;
pub use divergence::Divergence;
pub use draft::{Draft, NgramDraft};
pub use engine::{Engine, Options};
pub use error::{Error, Result};
pub use event::Event;
pub use finished::{Finished, Reason};
pub use guide::{Guide, TokenSet};
pub use order::{Order, Stage};
pub use outcome::Outcome;
pub use perplexity::{Perplexity, Windows};
pub use prompts::Prompts;
pub use request::{Adapter, Generate, Request, RequestId, Task};
pub use sampling::Sampling;
pub use scheduler::Scheduler;
pub use steer::Places;
pub use weighed::{Report, Weighed};
pub use worker::Worker;

#[cfg(test)]
mod testing;
