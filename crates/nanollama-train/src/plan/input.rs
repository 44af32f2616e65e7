//! What a plan is made from beside the recipe: facts about the data, about this machine, and about the model to start from.

use std::path::PathBuf;

use nanollama_model::Config;
use serde::{Deserialize, Serialize};

use crate::optimizer::Rates;

/// What is known about the data without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFacts {
    /// The folder of shards, or the file of conversations.
    pub path: PathBuf,
    /// Positions of one pass over what is learned from.
    pub train_tokens: u64,
    /// Positions of what is only measured on.
    pub valid_tokens: u64,
    /// UTF-8 bytes of the text that is learned from.
    pub train_bytes: u64,
    /// SHA-256 of the tokenizer.
    pub tokenizer_hash: String,
    /// Ids are below this.
    pub vocabulary: usize,
}

/// What this machine can do, measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Machine {
    /// Floating-point operations a second of a fused-multiply-add loop on all threads.
    pub flops: f64,
    /// Bytes of memory that are free now.
    pub memory: u64,
    /// Threads that compute.
    pub threads: usize,
}

/// Which kind of training a plan is for.
#[derive(Debug, Clone)]
pub enum Start {
    /// From random weights.
    Scratch,
    /// From a trained model, on conversations.
    Base(Base),
}

/// A trained model to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Its name as it was typed.
    pub name: String,
    /// Its configuration.
    pub config: Config,
    /// The rates it was trained with; `None` for a model from elsewhere.
    pub rates: Option<Rates>,
}
