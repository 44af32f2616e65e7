//! CORPUS: sources of text, token shards, the feeds that give training its batches, conversations, the built-in world.
//!
//! Text becomes [`Documents`]; [`Preparation`] makes token shards of them; a [`Corpus`] is one split of these, opened, and a
//! [`Loader`] feeds it in rows. Conversations are read, rendered and packed by [`ConversationFeed`]. Nothing here knows
//! what a model is: batches are tokens, targets, weights and segments.

#![forbid(unsafe_code)]

mod batch;
mod conversation;
mod corpus;
mod error;
mod feed;
#[cfg(test)]
mod fixture;
mod loader;
mod packing;
mod prepare;
pub mod rng;
mod source;
mod split;
pub mod world;

pub use batch::{Batch, SegmentSpan};
pub use conversation::{Conversation, read_conversations, read_lines, render, split_conversations};
pub use corpus::Corpus;
pub use error::{Error, Result};
pub use feed::{Feed, FeedShape, Position};
pub use loader::{Loader, Pass};
pub use nanollama_store::manifest::Split;
pub use packing::{ConversationFeed, ConversationPass, Example, PackingReport};
pub use prepare::{Preparation, Prepared, Progress};
pub use source::{Documents, Reading, Source, SourceCount, SourceKind, Sources};
pub use split::ValidationRule;
