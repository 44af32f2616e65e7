//! SHARING: the Hugging Face Hub. What a repository holds ([`Hub::tree`]), its files in the cache that transformers and others
//! share ([`Hub::fetch`]), and commits of files of one's own ([`Hub::push`]).
//!
//! `http` and what is below it know no Hub: one request over one connection, TLS by rustls, proxies, bodies that are read and
//! sent piece by piece. `ask` adds redirects, tokens and patience. A token goes to the Hub's own host alone and is never
//! printed. A file has its name when all of it is there and its hash is the one the Hub names. What a model, a run or a dataset
//! is, nobody knows here.
#![forbid(unsafe_code)]

mod address;
mod ask;
mod base64;
mod cache;
mod commit;
mod encoded;
mod environment;
mod error;
mod fetch;
mod hash;
mod http;
mod large;
mod name;
mod push;
mod repo;
mod socket;
mod stream;
mod tls;
mod tree;
mod watch;

pub use ask::Hub;
pub use cache::Cache;
pub use environment::Settings;
pub use error::{Error, Result};
pub use name::{BadName, Kind, RepoName};
pub use push::{Pushed, ToPush};
pub use tree::{Entry, Tree};
pub use watch::{Silent, Watch};
