//! One file a verb. A command reads its arguments, calls the crates, and tells the printer; it decides nothing else.

pub(crate) mod bench;
pub(crate) mod chat;
pub(crate) mod data;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod hint;
pub(crate) mod import;
pub(crate) mod list;
mod machine;
pub(crate) mod pretrain;
pub(crate) mod quickstart;
pub(crate) mod run;
pub(crate) mod sft;
pub(crate) mod tokenizer;
mod watch;
