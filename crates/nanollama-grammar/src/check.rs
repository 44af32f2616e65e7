//! What must hold of rules before they are compiled: all are defined, none begins with itself, and a
//! schema's root comes to an end. Which can be empty comes of the first walk.

use crate::error::{Error, Result};
use crate::expr::{Expr, RuleId, Rules};
use crate::limits;

/// Which rules may be empty.
pub(crate) struct Empties(Vec<bool>);

impl Empties {
    pub(crate) fn rule(&self, id: RuleId) -> bool {
        self.0[id.0]
    }

    /// Whether an expression may be empty.
    pub(crate) fn expr(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Text(text) => text.is_empty(),
            Expr::One(_) => false,
            Expr::Rule(id) => self.rule(*id),
            Expr::Sequence(parts) => parts.iter().all(|part| self.expr(part)),
            Expr::Choice(parts) => parts.iter().any(|part| self.expr(part)),
            Expr::Repeat { body, least, .. } => *least == 0 || self.expr(body),
        }
    }
}

/// Checks all rules.
///
/// # Errors
/// [`Error::Rule`] for one that is not defined, or that begins with itself; [`Error::TooLarge`].
pub(crate) fn check(rules: &Rules) -> Result<Empties> {
    let mut walk = Walk { rules, found: rules.all().map(|_| Found::Nothing).collect(), path: Vec::new(), depth: 0 };
    for id in rules.all() {
        walk.rule(id)?;
    }
    Ok(Empties(walk.found.iter().map(|found| matches!(found, Found::Done { empty: true })).collect()))
}

/// Checks that some text of the root has an end.
///
/// # Errors
/// [`Error::Rule`] for the root, where every text of it would go on for ever.
pub(crate) fn ends(rules: &Rules, root: RuleId) -> Result<()> {
    let mut ending = vec![false; rules.all().count()];
    let mut looked = 0;
    loop {
        let mut more = false;
        // What a rule refers to mostly comes after it.
        for id in (0..ending.len()).rev().map(RuleId) {
            if !ending[id.0] && rules.body(id).is_some_and(|body| has_end(body, &ending)) {
                ending[id.0] = true;
                more = true;
            }
        }
        looked += ending.len();
        if ending[root.0] {
            return Ok(());
        }
        if !more {
            return Err(Error::rule(rules.name(root), "it has no value that ends: each has another one within it"));
        }
        if looked > LOOKS {
            return Err(Error::TooLarge { of: "JSON schema", what: "values within values", most: LOOKS });
        }
    }
}

/// Rules that are looked at to find one's end.
const LOOKS: usize = 10_000_000;

fn has_end(expr: &Expr, ending: &[bool]) -> bool {
    match expr {
        Expr::Text(_) => true,
        Expr::One(characters) => !characters.is_empty(),
        Expr::Rule(id) => ending[id.0],
        Expr::Sequence(parts) => parts.iter().all(|part| has_end(part, ending)),
        Expr::Choice(parts) => parts.iter().any(|part| has_end(part, ending)),
        Expr::Repeat { body, least, .. } => *least == 0 || has_end(body, ending),
    }
}

#[derive(Clone, Copy)]
enum Found {
    Nothing,
    /// A rule on the way here begins with it.
    Open,
    Done {
        empty: bool,
    },
}

/// A walk along what each rule may begin with, each rule once.
struct Walk<'a> {
    rules: &'a Rules,
    found: Vec<Found>,
    path: Vec<RuleId>,
    depth: usize,
}

impl Walk<'_> {
    /// Whether a rule may be empty.
    fn rule(&mut self, id: RuleId) -> Result<bool> {
        match self.found[id.0] {
            Found::Done { empty } => return Ok(empty),
            Found::Open => return Err(self.begins_with_itself(id)),
            Found::Nothing => {}
        }
        let rules = self.rules;
        let Some(body) = rules.body(id) else {
            return Err(Error::rule(rules.name(id), "it is used, and is not defined"));
        };
        self.found[id.0] = Found::Open;
        self.path.push(id);
        let empty = self.expr(body)?;
        self.path.pop();
        self.found[id.0] = Found::Done { empty };
        Ok(empty)
    }

    fn begins_with_itself(&self, id: RuleId) -> Error {
        let first = self.path.iter().position(|&other| other == id).unwrap_or(0);
        let way: Vec<&str> = self.path[first..].iter().skip(1).take(4).map(|&other| self.rules.name(other)).collect();
        let by = if way.is_empty() { String::new() } else { format!(", by way of {}", way.join(", ")) };
        Error::rule(self.rules.name(id), format!("it begins with itself{by} (left recursion)"))
    }

    /// Whether an expression may be empty; follows the rules that it may begin with.
    fn expr(&mut self, expr: &Expr) -> Result<bool> {
        self.depth += 1;
        if self.depth > limits::BEGINNINGS {
            let most = limits::BEGINNINGS;
            return Err(Error::TooLarge { of: "grammar", what: "beginnings within beginnings", most });
        }
        let empty = match expr {
            Expr::Text(text) => text.is_empty(),
            Expr::One(_) => false,
            Expr::Rule(id) => self.rule(*id)?,
            Expr::Sequence(parts) => {
                let mut empty = true;
                for part in parts {
                    empty = self.expr(part)?;
                    if !empty {
                        break;
                    }
                }
                empty
            }
            Expr::Choice(parts) => {
                let mut empty = false;
                for part in parts {
                    empty |= self.expr(part)?;
                }
                empty
            }
            Expr::Repeat { body, least, .. } => self.expr(body)? || *least == 0,
        };
        self.depth -= 1;
        Ok(empty)
    }
}
