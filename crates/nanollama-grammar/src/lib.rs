//! FORM: what a text has to look like, and which tokens may come next in one that does.
//!
//! A [`Grammar`] is read from GBNF as llama.cpp writes it, or made of a JSON schema. It is compiled to an automaton over
//! bytes, so that a token that ends within a character is nothing special. [`Tokens`] are the texts of a vocabulary as a trie,
//! made once for a model; a [`GrammarGuide`] walks both together, and steers one generation of `nanollama-engine`.
//!
//! Whoever wrote a grammar is a stranger: rules, nodes, states and the work for one token are bounded ([`mod@limits`]).
#![forbid(unsafe_code)]

mod automaton;
mod byte_set;
mod calls;
mod characters;
mod check;
mod compile;
mod error;
mod expr;
mod gbnf;
mod grammar;
mod guide;
pub mod limits;
mod pattern;
mod program;
mod schema;
mod tokens;
mod utf8;

pub use calls::Calling;
pub use error::{Error, Result};
pub use grammar::Grammar;
pub use guide::GrammarGuide;
pub use tokens::Tokens;

#[cfg(test)]
mod testing;
