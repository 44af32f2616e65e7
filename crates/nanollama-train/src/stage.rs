//! What the training loop is fed, by kind of feed. Nothing else about stages differs.

mod base;
mod conversations;
mod data;
mod text;

pub use base::base;
pub(crate) use conversations::ConversationData;
pub use conversations::Conversations;
pub(crate) use data::StageData;
pub use text::facts as text_facts;
pub(crate) use text::{TextData, tokenizer as text_tokenizer};
