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
pub use text::facts as text_facts;
pub(crate) use text::{TextData, tokenizer as text_tokenizer};
