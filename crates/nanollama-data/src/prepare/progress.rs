//! How far a preparation is, and what came of it.

use nanollama_store::manifest::Manifest;

use crate::left_out::LeftOut;

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
    /// The folder held a corpus of another text of the same name, which is gone.
    pub anew: bool,
    /// There was one document: a stretch of it was held out.
    pub divided: bool,
    /// Empty pieces between separators: nothing is lost with them.
    pub empty: u64,
    /// What was left out.
    pub left_out: LeftOut,
}

impl Prepared {
    pub(super) fn new(manifest: Manifest) -> Self {
        let left_out = LeftOut::default();
        Self { manifest, already_done: false, resumed_tokens: 0, anew: false, divided: false, empty: 0, left_out }
    }
}
