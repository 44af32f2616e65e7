//! Stretches of free text: up to the first place where a given text stands, or of those that do not begin with one. Each is
//! the automaton of Knuth, Morris and Pratt, a rule a state.

use std::collections::BTreeMap;

use crate::characters::Characters;
use crate::error::Result;
use crate::expr::{Expr, RuleId, Rules};

/// What errors are of.
pub(super) const OF: &str = "tools";

/// Any text up to and with the first `stop`, and what a rule says behind it; with such a rule the text may also end without
/// `stop`.
pub(super) fn up_to(rules: &mut Rules, name: &str, stop: &str, behind: Option<RuleId>) -> Result<Expr> {
    let stop: Vec<char> = stop.chars().collect();
    if stop.is_empty() {
        return Ok(behind.map_or_else(Expr::empty, Expr::Rule));
    }
    let states: Vec<RuleId> =
        (0..stop.len()).map(|state| rules.id(OF, &format!("{name} {state}"))).collect::<Result<_>>()?;
    // Where each state falls back to, and where its characters lead.
    let mut ways: Vec<BTreeMap<char, usize>> = Vec::with_capacity(stop.len());
    let mut back = 0;
    for (state, &next) in stop.iter().enumerate() {
        let mut way = if state == 0 { BTreeMap::new() } else { ways[back].clone() };
        if state > 0 {
            back = ways[back].get(&next).copied().unwrap_or(0);
        }
        way.insert(next, state + 1);
        ways.push(way);
    }
    for (state, way) in ways.iter().enumerate() {
        let known = Characters::of(&way.keys().collect::<String>());
        let mut parts = if behind.is_some() { vec![Expr::empty()] } else { Vec::new() };
        parts.push(Expr::sequence([Expr::One(known.negated()), Expr::Rule(states[0])]));
        for (&next, &target) in way {
            let then = match states.get(target) {
                Some(&state) => Expr::Rule(state),
                None => behind.map_or_else(Expr::empty, Expr::Rule),
            };
            parts.push(Expr::sequence([Expr::One(Characters::one(next)), then]));
        }
        rules.define(states[state], Expr::Choice(parts));
    }
    Ok(Expr::Rule(states[0]))
}

/// Any text that begins with none of these.
pub(super) fn other_than(rules: &mut Rules, name: &str, starts: &[&str]) -> Result<Expr> {
    let any = rules.id(OF, &format!("{name} on"))?;
    rules.define(any, Expr::One(Characters::all()).repeat(0, None));
    Ok(differing(&starts.iter().map(|start| start.chars().collect()).collect::<Vec<Vec<char>>>(), any))
}

fn differing(starts: &[Vec<char>], any: RuleId) -> Expr {
    let firsts: Vec<char> = starts.iter().filter_map(|start| start.first().copied()).collect();
    let others = Characters::of(&firsts.iter().collect::<String>()).negated();
    let mut parts = vec![Expr::empty(), Expr::sequence([Expr::One(others), Expr::Rule(any)])];
    let mut seen = Vec::new();
    for first in firsts {
        if seen.contains(&first) {
            continue;
        }
        seen.push(first);
        let below: Vec<Vec<char>> =
            starts.iter().filter(|start| start.first() == Some(&first)).map(|start| start[1..].to_vec()).collect();
        // Behind a whole start nothing else may stand.
        if below.iter().all(|rest| !rest.is_empty()) {
            parts.push(Expr::sequence([Expr::One(Characters::one(first)), differing(&below, any)]));
        }
    }
    Expr::Choice(parts)
}
