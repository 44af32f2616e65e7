//! A grammar that steers one generation: where its text stands, and what may come next there.

use std::collections::HashMap;
use std::sync::Arc;

use nanollama_engine::{Guide, TokenSet};

use crate::automaton::{Automaton, DEAD, StateId};
use crate::grammar::Grammar;
use crate::limits;
use crate::tokens::Tokens;

/// A guide for one text.
pub struct GrammarGuide {
    tokens: Arc<Tokens>,
    automaton: Automaton,
    /// The state before each token that was accepted, and the one now.
    states: Vec<StateId>,
    masks: HashMap<StateId, TokenSet>,
    seen: usize,
}

impl GrammarGuide {
    /// A guide for a text that begins.
    pub fn new(grammar: &Grammar, tokens: &Arc<Tokens>) -> GrammarGuide {
        let mut automaton = Automaton::new(grammar.program());
        let start = automaton.start();
        GrammarGuide { tokens: Arc::clone(tokens), automaton, states: vec![start], masks: HashMap::new(), seen: 0 }
    }

    /// Whether the text may end here.
    pub fn may_end(&self) -> bool {
        self.automaton.ends(self.state())
    }

    /// Nodes of the vocabulary's trie that were looked at so far: what the masks have cost.
    pub fn nodes_seen(&self) -> usize {
        self.seen
    }

    fn state(&self) -> StateId {
        self.states.last().copied().unwrap_or(DEAD)
    }

    /// Forgets what is no longer of use, where there is much of it.
    fn renew(&mut self) {
        if self.automaton.is_full() {
            self.automaton = self.automaton.renewed(&mut self.states);
            self.masks.clear();
        }
        let mask = self.tokens.size() / 8 + 64;
        if self.masks.len() * mask > limits::MASKS {
            self.masks.clear();
        }
    }
}

impl Guide for GrammarGuide {
    fn restrict(&mut self, allowed: &mut TokenSet) {
        self.renew();
        self.automaton.rest();
        let state = self.state();
        if let Some(mask) = self.masks.get(&state) {
            return allowed.keep(mask);
        }
        let (mask, seen) = self.tokens.mask(&mut self.automaton, state);
        self.seen += seen;
        if self.automaton.is_exhausted(0) {
            return allowed.clear();
        }
        allowed.keep(&mask);
        self.masks.insert(state, mask);
    }

    fn accept(&mut self, token: u32) {
        self.renew();
        self.automaton.rest();
        let text = self.tokens.text(token);
        // Only a token with a text goes on: behind one that ends the text nothing may follow.
        let mut state = if text.is_empty() { DEAD } else { self.state() };
        for &byte in text {
            state = self.automaton.step(state, byte);
        }
        self.states.push(state);
    }

    fn roll_back(&mut self, count: usize) {
        // The first is the one that it began in.
        self.states.truncate(self.states.len().saturating_sub(count).max(1));
    }

    fn fault(&self) -> Option<String> {
        self.automaton.is_broken().then(|| "its grammar may be read in too many ways at once".to_owned())
    }
}

#[cfg(test)]
mod tests;
