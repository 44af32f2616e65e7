//! How a server is set up: what clients get where they ask for nothing, and how much anybody can have.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use nanollama_engine::{Defaults as Table, Sampling};
use nanollama_store::run::Run;

use crate::access::Access;
use crate::personalities::Personalities;

/// All of it.
pub struct Settings {
    /// What applies where a request does not say.
    pub defaults: Defaults,
    /// How much anybody can have.
    pub limits: Limits,
    /// Who may ask.
    pub access: Access,
    /// The runs to be shown, if any.
    pub runs: Option<Runs>,
    /// Is given a line for each request, without what was asked or answered.
    pub log: Arc<dyn Fn(&str) + Send + Sync>,
}

/// The runs of a folder, and who knows what their plans say.
pub struct Runs {
    /// The folder.
    pub folder: PathBuf,
    /// The stage that a stored plan is of: `pretrain`, `sft` …; where there is none, what the run is instead.
    pub stage: fn(&Run) -> String,
}

/// What applies where a request does not say.
#[derive(Debug, Clone)]
pub struct Defaults {
    /// How tokens are chosen, and how many a chat's answer has at most.
    pub sampling: Sampling,
    /// How many tokens `/v1/completions` adds at most: OpenAI's 16.
    pub completion_tokens: usize,
    /// What a text is computed with; set once the model is loaded.
    pub personalities: Arc<Personalities>,
}

impl Default for Defaults {
    /// The server's columns of the engine's table.
    fn default() -> Self {
        Defaults {
            sampling: Table::SERVER.sampling(),
            completion_tokens: Table::COMPLETIONS.max_tokens,
            personalities: Arc::default(),
        }
    }
}

/// A number as people write it: 0.8, not the nearest number with 24 bits.
pub(crate) fn short(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// How much anybody can have.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Texts under way at once, those that wait included; further requests are told to come again.
    pub texts: usize,
    /// Texts of one request.
    pub choices: usize,
    /// Connections at once; further ones wait to be accepted.
    pub connections: usize,
    /// Bytes of a request's body.
    pub body: usize,
    /// Headers of a request.
    pub headers: usize,
    /// Messages of a conversation.
    pub messages: usize,
    /// Characters of a message.
    pub message: usize,
    /// Characters of all messages.
    pub conversation: usize,
    /// For all headers of a request to come.
    pub header_time: Duration,
    /// For the whole body of a request to come.
    pub body_time: Duration,
    /// Without any byte being taken by a client that is written to.
    pub write_time: Duration,
    /// Between signs of life where there is nothing to tell.
    pub ping: Duration,
    /// For streams to end when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            texts: 256,
            choices: 16,
            connections: 256,
            body: 2 << 20,
            headers: 64,
            messages: 500,
            message: 8_000,
            conversation: 32_000,
            header_time: Duration::from_secs(10),
            body_time: Duration::from_secs(60),
            write_time: Duration::from_secs(30),
            ping: Duration::from_secs(15),
            farewell: Duration::from_secs(60),
        }
    }
}
