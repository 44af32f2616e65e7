//! SERVICE: one model for many clients. An OpenAI API and a web chat over one scheduler.
//!
//! [`serve`] takes a socket and a model that is still to be loaded. One thread has the runtime and all connections; another,
//! the worker, has the engine and steps its scheduler. Requests go to the worker through a channel, news of them come back
//! once a step, and the worker never waits for a client: what a request can have waiting for it is bounded by its tokens.
//! Nothing here parses arguments or prints; lines for people go through [`Settings::log`].
#![forbid(unsafe_code)]

mod access;
mod adapters;
mod body;
mod calls;
mod card;
mod chat;
mod command;
mod completions;
mod connection;
mod counters;
mod desk;
mod entry;
mod failure;
mod fields;
mod form;
mod growing;
mod health;
mod logprobs;
mod messages;
mod metrics;
mod models;
mod nanochat;
mod news;
mod page;
mod patience;
mod personalities;
mod place;
mod reply;
mod request_id;
mod responses;
mod router;
mod runs;
mod sampling;
mod server;
mod settings;
mod sse;
mod state;
mod texts;
mod tokens;
mod tools;
mod usage;
mod within;
mod worker;

pub use access::Access;
pub use card::Card;
pub use personalities::{Personalities, Personality};
pub use server::{Error, Stopper, serve, stopper, watch};
pub use settings::{Defaults, Limits, Runs, Settings};
pub use within::Within;
