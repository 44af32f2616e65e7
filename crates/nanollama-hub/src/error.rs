//! What can go wrong on the way to the Hub and back. Messages are facts; they hold no token.

use std::path::PathBuf;

use crate::name::{BadName, RepoName};

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The disk refused.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// A text that names no repository, or no file of one.
    #[error(transparent)]
    Name(#[from] BadName),
    /// An address that cannot be used.
    #[error("{url:?} is no address that can be used: {what}")]
    Address {
        /// The address.
        url: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Nothing, or nothing whole, came back, however often it was tried.
    #[error("{host}: {what}")]
    Network {
        /// Who was asked.
        host: String,
        /// What happened.
        what: String,
    },
    /// There is no such repository, or it is hidden from who asks.
    #[error("{repo}: the Hub shows no such {}{}", repo.kind, signed(*.signed_in))]
    NoRepo {
        /// The repository.
        repo: RepoName,
        /// Whether a token was sent.
        signed_in: bool,
    },
    /// Its owner wants to be asked before it is read.
    #[error("{repo}: it is gated{}: {what}", signed(*.signed_in))]
    Gated {
        /// The repository.
        repo: RepoName,
        /// Whether a token was sent.
        signed_in: bool,
        /// What the Hub said.
        what: String,
    },
    /// There is no such branch, tag or commit.
    #[error("{repo}: it has no revision {revision:?}")]
    NoRevision {
        /// The repository.
        repo: RepoName,
        /// What was asked for.
        revision: String,
    },
    /// There is no such file.
    #[error("{repo}: it has no file {path:?} at {revision}")]
    NoFile {
        /// The repository.
        repo: RepoName,
        /// What was asked for.
        path: String,
        /// Where.
        revision: String,
    },
    /// The token is not known, or must not do this.
    #[error("{host}: the token is refused: {what}")]
    Token {
        /// Who refused.
        host: String,
        /// What was said.
        what: String,
    },
    /// Something needs a token, and none is set.
    #[error("{what} needs a token, and none is set")]
    NoToken {
        /// What.
        what: &'static str,
    },
    /// Another answer than can be used.
    #[error("{url}: status {status}: {what}")]
    Status {
        /// What was asked for, without its query.
        url: String,
        /// The status.
        status: u16,
        /// What was said.
        what: String,
    },
    /// An answer that is not what the protocol says.
    #[error("{url}: {what}")]
    Protocol {
        /// What was asked for, without its query.
        url: String,
        /// What was found and what was wanted.
        what: String,
    },
    /// The bytes that came are not those the Hub names, however often they were fetched.
    #[error("{path}: the bytes that came have hash {found}, the Hub says {expected}")]
    Damaged {
        /// The file in the repository.
        path: String,
        /// The hash of what came.
        found: String,
        /// The hash the Hub names.
        expected: String,
    },
    /// The network is switched off by a setting, and the cache lacks what is needed.
    #[error("{what} is not in {cache}, and the network is switched off by HF_HUB_OFFLINE")]
    Offline {
        /// What is lacking.
        what: String,
        /// The cache.
        cache: PathBuf,
    },
    /// A person stopped it. What was fetched is kept and gone on with.
    #[error("stopped; what came so far is kept")]
    Stopped,
}

fn signed(signed_in: bool) -> &'static str {
    if signed_in { " to this token" } else { " without a token" }
}
