//! CORPUS: sources of text, tokenised shards, conversations, a built-in town, and the feeds of training batches.
//!
//! Text becomes [`Documents`]; [`Preparation`] makes token shards of them; a [`Corpus`] is one split of these, opened, and a
//! [`RowFeed`] feeds one or several of them in rows ([`Loader`]: as runs of an older program were fed). [`Mixer`] feeds a text with a
//! [`Personality`] in it. Conversations are read, rendered, packed ([`PackedConversations`]) and
//! fed by [`ConversationFeed`]. Nothing here knows what a model is: a [`Batch`] is columns of tokens and of what the loss
//! reads, and segments.

#![forbid(unsafe_code)]

mod batch;
mod catalogue;
mod clean;
mod conversation;
mod conversation_feed;
mod corpus;
mod corpus_pass;
mod deck;
mod error;
mod exercise;
mod feed;
#[cfg(test)]
mod fixture;
mod identity;
mod left_out;
mod loader;
mod mixer;
mod mixture;
mod packing;
mod pairs;
mod permutation;
mod personality;
mod prepare;
pub mod rng;
mod row_feed;
mod row_pass;
mod rows;
mod share;
mod source;
pub mod spelling;
mod split;
mod text_mixture;
pub mod town;
mod turns;
mod weighed_text;

pub use batch::{Batch, SegmentSpan};
pub use catalogue::{Catalogue, HubText, Preset};
pub use clean::{Cleaning, DECONTAMINATION_WORDS, Dedup, Evaluation, LookedFor};
pub use conversation::{Conversation, ConversationReading, Conversations, Roles};
pub use conversation_feed::{ConversationFeed, ConversationPass};
pub use corpus::Corpus;
pub use corpus_pass::CorpusPass;
pub use deck::Deck;
pub use error::{Error, Result};
pub use exercise::{Exercise, Exercises, Grader, Judge, TASK_FILE};
pub use feed::{Feed, FeedShape, Position, Rank, StreamPosition};
pub use identity::Identity;
pub use left_out::{LeftOut, Tally, Why};
pub use loader::Loader;
pub use mixer::Mixer;
pub use mixture::read_conversations;
pub use nanollama_store::manifest::Split;
pub use packing::{Example, PackedConversations, PackingReport};
pub use pairs::{Pair, read_pairs};
pub use personality::{
    Lengths, OVERLAP_TOKENS, Overlap, PERSONALITY_FILE, Personality, PersonalityFolder, PersonalityReading,
    PersonalityReport, Repeated,
};
pub use prepare::{
    Limit, Merge, Part, Pass, Preparation, Prepared, Progress, ShardForm, ShardImport, Signed, Stream, Supply, Wanted,
    export_shards,
};
pub use row_feed::RowFeed;
pub use row_pass::RowPass;
pub use rows::Rows;
pub use source::{Documents, Reading, Source, SourceCount, SourceKind, Sources};
pub use split::ValidationRule;
pub use text_mixture::{MIXTURE_FILE, text_folders, write_text_mixture};
pub use weighed_text::{TextPlace, WeighedText, pack};
