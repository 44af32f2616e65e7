//! What the training loop is fed, by kind of feed. Nothing else about stages differs.

mod base;
mod conversations;
mod data;
mod look;
mod made;
mod pairs;
mod questions;
mod rollout;
mod text;

pub use base::base;
pub(crate) use conversations::ConversationData;
pub use conversations::Conversations;
pub(crate) use data::StageData;
pub(crate) use look::Look;
pub use made::{Answers, Made, Measured, Pairs};
pub(crate) use pairs::PairData;
pub use pairs::PreferencePairs;
pub(crate) use questions::QuestionData;
pub use questions::Questions;
pub(crate) use text::{TextData, facts_now as text_facts_now, moved as moved_texts, tokenizer as text_tokenizer};
pub use text::{datasets as text_datasets, facts as text_facts};
