//! What can go wrong with a corpus. Every message names the file and what was found; what to do about it is
//! the caller's to say.

use std::path::PathBuf;

use nanollama_store::place::Place;

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written, or is not what it claims to be.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// The tokenizer could not be read, written or used.
    #[error(transparent)]
    Token(#[from] nanollama_token::Error),
    /// Nothing lies where a source was looked for.
    #[error("{pattern}: {what}")]
    NoSource {
        /// What was typed.
        pattern: String,
        /// Why it names nothing, and what could.
        what: String,
    },
    /// A file whose name does not tell how to read it.
    #[error(
        "{path}: don't know how to read `.{extension}`; known are .txt .text .md .markdown (one document a file), .jsonl .json (one a row), these packed (.gz \
         .zst), and .parquet (one a row)"
    )]
    UnknownFormat {
        /// The file.
        path: PathBuf,
        /// Its extension.
        extension: String,
    },
    /// A list of sources that is none.
    #[error("{name}: {what}")]
    Mixture {
        /// The file.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// No text and no mixture has that name.
    #[error("there is neither a mixture nor a text called {name:?}; known are {known}")]
    NoPreset {
        /// What was asked for.
        name: String,
        /// All names.
        known: String,
    },
    /// A text of the Hub that cannot be used.
    #[error("{name}: {what}")]
    Closed {
        /// What it is called here.
        name: String,
        /// Why not.
        what: String,
        /// One of the same kind.
        instead: Option<String>,
    },
    /// A file that was to be brought did not come; who brings it knows why.
    #[error("{name} was not brought")]
    NotBrought {
        /// The file.
        name: String,
    },
    /// A person stopped it.
    #[error("stopped; what is finished is kept")]
    Stopped,
    /// Exercises that are none, or nothing to practise.
    #[error("{name}: {what}")]
    Exercises {
        /// The file.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// A program that judges could not be run.
    #[error(transparent)]
    Sandbox(#[from] nanollama_sandbox::Error),
    /// What cannot be cleaned so.
    #[error("{name}: {what}")]
    Cleaning {
        /// The file.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// Rules that leave too little.
    #[error(
        "{sources}: of {read} documents {kept} are left, too few to learn from and to measure on; left out were {removed}"
    )]
    NothingLeft {
        /// The sources.
        sources: String,
        /// Documents that were read.
        read: u64,
        /// Documents that stay.
        kept: u64,
        /// How many were left out by which rule.
        removed: String,
    },
    /// A part of sources that has no file.
    #[error("part {index} of {of} (counted from 0) has no file: there are {files} files")]
    NoPart {
        /// Its number.
        index: u64,
        /// How many parts there are.
        of: u64,
        /// How many files there are.
        files: usize,
    },
    /// Folders that cannot become one.
    #[error("{folder}: {what}")]
    Merge {
        /// The folder that does not fit.
        folder: PathBuf,
        /// Why not.
        what: String,
    },
    /// Text that is not UTF-8.
    #[error("{path}: byte {offset} is not UTF-8")]
    NotUtf8 {
        /// The file, or `stdin`.
        path: PathBuf,
        /// The offending byte, counted from 0.
        offset: u64,
    },
    /// A document that would not fit into memory.
    #[error("{path}: a document of more than {limit} bytes begins at byte {offset}")]
    DocumentTooLong {
        /// The file, or `stdin`.
        path: PathBuf,
        /// Where the document begins.
        offset: u64,
        /// The most bytes that one document may have.
        limit: usize,
    },
    /// A row without the text.
    #[error("{place}: no text in `{column}`: {found}")]
    NoText {
        /// Where the row stands.
        place: Place,
        /// The field that was looked for.
        column: String,
        /// What the line has instead.
        found: String,
    },
    /// Conversations where plain text was expected.
    #[error("{place}: these are conversations (`messages`), not texts")]
    ConversationsAsText {
        /// Where the first of them stands.
        place: Place,
    },
    /// Something would be left out, and nothing may.
    #[error("{place}: {what}: nothing may be left out")]
    LeftOut {
        /// Where it stands.
        place: String,
        /// What is left out of this kind.
        what: &'static str,
    },
    /// More rows that cannot be read than may be left out.
    #[error("{sources}: {rows} rows cannot be read, and {allowed} may be left out")]
    BadRows {
        /// The sources.
        sources: String,
        /// Such rows.
        rows: u64,
        /// How many may be left out.
        allowed: u64,
    },
    /// No document with any text.
    #[error("{sources}: no document with any text was found ({empty} were empty)")]
    NoDocuments {
        /// The sources.
        sources: String,
        /// How many documents were there but empty.
        empty: u64,
    },
    /// A corpus of one document has nothing to be tested on.
    #[error("{sources}: this is a single document, and has one line, so nothing can be held out of it for validation")]
    OneDocument {
        /// The sources.
        sources: String,
    },
    /// A folder that holds a corpus made in another way.
    #[error("{folder}: holds a corpus made otherwise; {field} then: {then}; now: {now}")]
    Differs {
        /// The folder.
        folder: PathBuf,
        /// Which argument differs.
        field: String,
        /// What it was.
        then: String,
        /// What it is now.
        now: String,
    },
    /// A folder that cannot be trained from.
    #[error("{folder}: {what}")]
    Corpus {
        /// The folder.
        folder: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A finished corpus, and a source that cannot be compared with the one it was made from.
    #[error("{folder}: holds a finished corpus, and standard input may hold another text now")]
    Finished {
        /// The folder.
        folder: PathBuf,
    },
    /// A tokenizer without a token to put between documents.
    #[error(
        "{folder}: the tokenizer has neither a beginning-of-text nor an end-of-text token, so documents cannot be kept apart"
    )]
    NoBorder {
        /// The folder that was to be written.
        folder: PathBuf,
    },
    /// Too little text for one row.
    #[error("{name}: the {split} split has {tokens} tokens, less than one row of {needed}")]
    TooShort {
        /// The folder or file.
        name: String,
        /// Which split.
        split: &'static str,
        /// The tokens there are.
        tokens: u64,
        /// The tokens that one row needs.
        needed: u64,
    },
    /// A saved position that does not belong to this corpus.
    #[error("the saved position does not fit this data: {what}")]
    Position {
        /// What does not fit.
        what: String,
    },
    /// A row that is not a conversation.
    #[error("{place}: {what}")]
    Conversation {
        /// Where the row stands.
        place: Place,
        /// What is wrong with it.
        what: String,
    },
    /// Conversations that cannot be trained on.
    #[error("{name}: {what}")]
    Conversations {
        /// The file or set.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// Conversations whose rows all end before an answer begins.
    #[error("{name}: none of its {conversations} conversations has an answer within {length} tokens")]
    NoAnswer {
        /// The file or set.
        name: String,
        /// How many conversations there are.
        conversations: u64,
        /// Tokens of a row.
        length: usize,
    },
    /// A value outside its range.
    #[error("{name} is {value}: {what}")]
    Setting {
        /// The field or argument that was given it.
        name: &'static str,
        /// Its value.
        value: String,
        /// What it must be.
        what: &'static str,
    },
}

impl Error {
    /// Whether it is of one row alone, so that those behind it can be read.
    pub(crate) fn is_of_a_row(&self) -> bool {
        matches!(
            self,
            Error::Store(nanollama_store::Error::Row { .. }) | Error::NoText { .. } | Error::Conversation { .. }
        )
    }
}
