//! A grammar as readers make it: named rules of expressions over characters. It says nothing of bytes and automata.

use std::collections::HashMap;

use crate::characters::Characters;
use crate::error::{Error, Result};
use crate::limits;

/// A rule, by its place among the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RuleId(pub(crate) usize);

/// What a part of a text may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// This text; it may be empty.
    Text(String),
    /// One character of a set.
    One(Characters),
    /// What a rule says.
    Rule(RuleId),
    /// One after the other.
    Sequence(Vec<Expr>),
    /// One of them.
    Choice(Vec<Expr>),
    /// The same so many times; without a most, any number.
    Repeat { body: Box<Expr>, least: u32, most: Option<u32> },
}

impl Expr {
    pub(crate) fn text(text: impl Into<String>) -> Expr {
        Expr::Text(text.into())
    }

    pub(crate) fn empty() -> Expr {
        Expr::Text(String::new())
    }

    pub(crate) fn repeat(self, least: u32, most: Option<u32>) -> Expr {
        Expr::Repeat { body: Box::new(self), least, most }
    }

    pub(crate) fn optional(self) -> Expr {
        self.repeat(0, Some(1))
    }

    pub(crate) fn sequence(parts: impl IntoIterator<Item = Expr>) -> Expr {
        Expr::Sequence(parts.into_iter().collect())
    }

    pub(crate) fn choice(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut parts: Vec<Expr> = parts.into_iter().collect();
        if parts.len() == 1 { parts.remove(0) } else { Expr::Choice(parts) }
    }
}

/// The rules of a grammar.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    names: Vec<String>,
    ids: HashMap<String, RuleId>,
    bodies: Vec<Option<Expr>>,
}

impl Rules {
    /// The rule of a name, defined or not.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub(crate) fn id(&mut self, of: &'static str, name: &str) -> Result<RuleId> {
        if let Some(&id) = self.ids.get(name) {
            return Ok(id);
        }
        if self.names.len() == limits::RULES {
            return Err(Error::TooLarge { of, what: "rules", most: limits::RULES });
        }
        let id = RuleId(self.names.len());
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        self.bodies.push(None);
        Ok(id)
    }

    pub(crate) fn find(&self, name: &str) -> Option<RuleId> {
        self.ids.get(name).copied()
    }

    pub(crate) fn define(&mut self, id: RuleId, body: Expr) {
        self.bodies[id.0] = Some(body);
    }

    pub(crate) fn name(&self, id: RuleId) -> &str {
        &self.names[id.0]
    }

    pub(crate) fn body(&self, id: RuleId) -> Option<&Expr> {
        self.bodies[id.0].as_ref()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = RuleId> {
        (0..self.names.len()).map(RuleId)
    }
}
