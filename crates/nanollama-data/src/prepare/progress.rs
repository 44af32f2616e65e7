//! How far a preparation is, and what came of it.

use nanollama_store::manifest::Manifest;

/// How far a preparation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents read.
    pub documents: u64,
    /// Bytes of their text.
    pub text_bytes: u64,
    /// Tokens written, those of an earlier run included.
    pub tokens: u64,
    /// Of these, the tokens of an earlier run.
    pub resumed_tokens: u64,
    /// Bytes of the sources read so far.
    pub read_bytes: u64,
    /// Bytes of all sources, unless one is standard input.
    pub total_bytes: Option<u64>,
}

/// What was prepared.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The folder's manifest: counts, shards, sources.
    pub manifest: Manifest,
    /// The folder was finished before; nothing was done.
    pub already_done: bool,
    /// Tokens that an earlier, unfinished run had written.
    pub resumed_tokens: u64,
    /// Empty documents passed over.
    pub empty: u64,
    /// Files of folders passed over for their names.
    pub passed_over: u64,
}
