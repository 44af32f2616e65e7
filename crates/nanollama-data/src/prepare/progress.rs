//! How far a preparation is, and what came of it.

use nanollama_store::manifest::Manifest;

use crate::clean::LookedFor;
use crate::left_out::LeftOut;

/// What is being done with the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pass {
    /// It is read for signatures: once, and what may be alike a second time.
    Duplicates,
    /// It is turned into tokens.
    #[default]
    Tokens,
}

/// How far a preparation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub pass: Pass,
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
    /// Documents that were read, those included that the rules left out; 0 when nothing was done.
    pub read_documents: u64,
    /// How much of the evaluations was looked for.
    pub looked_for: Vec<LookedFor>,
}

/// What was written of signatures.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Documents with a signature.
    pub documents: u64,
    /// Documents that were read.
    pub read_documents: u64,
    /// Files and rows that were left out.
    pub left_out: LeftOut,
}

impl Prepared {
    pub(super) fn new(manifest: Manifest) -> Self {
        let left_out = LeftOut::default();
        Self {
            manifest,
            already_done: false,
            resumed_tokens: 0,
            anew: false,
            divided: false,
            empty: 0,
            left_out,
            read_documents: 0,
            looked_for: Vec::new(),
        }
    }
}
