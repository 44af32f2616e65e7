//! What tests share: random numbers, whole texts against a grammar, and masks found the plain way.

use std::sync::Arc;

use nanollama_engine::TokenSet;

use crate::automaton::{Automaton, DEAD, StateId};
use crate::grammar::Grammar;
use crate::tokens::Tokens;

/// Numbers that look random and are the same each time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below another.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    pub(crate) fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    pub(crate) fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

/// Where a text leads from a state.
pub(crate) fn lead(automaton: &mut Automaton, state: StateId, text: &[u8]) -> StateId {
    automaton.rest();
    text.iter().fold(state, |state, &byte| automaton.step(state, byte))
}

/// Whether a text is one of the grammar's.
pub(crate) fn accepts(grammar: &Grammar, text: &str) -> bool {
    let mut automaton = Automaton::new(grammar.program());
    let start = automaton.start();
    let end = lead(&mut automaton, start, text.as_bytes());
    assert!(!automaton.is_broken(), "{text:?}");
    automaton.ends(end)
}

/// Whether a text may be the beginning of one of the grammar's.
pub(crate) fn begins(grammar: &Grammar, text: &str) -> bool {
    let mut automaton = Automaton::new(grammar.program());
    let start = automaton.start();
    lead(&mut automaton, start, text.as_bytes()) != DEAD
}

/// The tokens that may come next, each tried by itself.
pub(crate) fn plain_mask(tokens: &Tokens, automaton: &mut Automaton, state: StateId, ends: &[u32]) -> TokenSet {
    let mut allowed = TokenSet::none(tokens.size());
    for id in 0..tokens.size() as u32 {
        let text = tokens.text(id);
        let may = match ends.contains(&id) {
            true => automaton.ends(state),
            false => !text.is_empty() && lead(automaton, state, text) != DEAD,
        };
        if may {
            allowed.insert(id);
        }
    }
    allowed
}

/// A vocabulary of every byte, some texts, a control token and, last, the one that ends a text.
pub(crate) fn vocabulary(texts: &[&str]) -> (Arc<Tokens>, u32) {
    let bytes: Vec<[u8; 1]> = (0..=255).map(|byte| [byte]).collect();
    let all = bytes.iter().map(|byte| &byte[..]).chain(texts.iter().map(|text| text.as_bytes()));
    let all: Vec<&[u8]> = all.chain([&b""[..], b"<end>"]).collect();
    let end = all.len() as u32 - 1;
    (Tokens::of(all.into_iter(), &[end]), end)
}
