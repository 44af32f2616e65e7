//! The texts of a vocabulary as a trie, made once for a model and shared by all guides.

use std::sync::Arc;

use nanollama_engine::TokenSet;
use nanollama_token::Tokenizer;

use crate::automaton::{Automaton, DEAD, StateId};
use crate::byte_set::ByteSet;

/// What each token adds to a text, and which tokens end one.
///
/// A token that adds nothing (a control token, an unused id) is never allowed, but those that end a text are where it may
/// end.
#[derive(Debug)]
pub struct Tokens {
    size: usize,
    ends: Arc<[u32]>,
    /// The trie in the order of its texts, the root first: below a node stand the nodes from it to its `end`.
    nodes: Vec<Node>,
    /// Tokens in the order of their texts: a node's own and those below it are neighbours.
    ids: Vec<u32>,
    /// The text of each token, by its id.
    texts: Texts,
}

#[derive(Debug)]
struct Node {
    byte: u8,
    /// Bytes from the root.
    depth: u32,
    /// The first node that is not below it.
    end: u32,
    /// Its own tokens are `ids[first..own]`; with those below it, `ids[first..last]`.
    first: u32,
    own: u32,
    last: u32,
    /// Bytes on the ways below it.
    below: ByteSet,
}

/// Texts one after the other.
#[derive(Debug)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Tokens {
    /// The tokens of a tokenizer; a text ends with one of `ends`.
    pub fn new(tokenizer: &Tokenizer, ends: &[u32]) -> Arc<Tokens> {
        let text = |id| tokenizer.token_bytes(id).unwrap_or_default();
        Tokens::of((0..tokenizer.vocab_size() as u32).map(text), ends)
    }

    /// The same with special tokens that are a part of the text, each as this text: what a model marks calls of tools with.
    pub fn showing(tokenizer: &Tokenizer, ends: &[u32], shown: &[(u32, String)]) -> Arc<Tokens> {
        let shown = |id| shown.iter().find(|(shown, _)| *shown == id).map(|(_, text)| text.as_bytes());
        let text = |id| shown(id).or_else(|| tokenizer.token_bytes(id)).unwrap_or_default();
        Tokens::of((0..tokenizer.vocab_size() as u32).map(text), ends)
    }

    /// The tokens of these texts, by their ids.
    pub(crate) fn of<'a>(all: impl Iterator<Item = &'a [u8]>, ends: &[u32]) -> Arc<Tokens> {
        let mut texts = Texts { bytes: Vec::new(), ends: Vec::new() };
        for (id, text) in (0..).zip(all) {
            // What ends a text adds nothing to it.
            texts.bytes.extend_from_slice(if ends.contains(&id) { &[] } else { text });
            texts.ends.push(texts.bytes.len() as u32);
        }
        let size = texts.ends.len();
        let mut ids: Vec<u32> = (0..size as u32).filter(|&id| !texts.get(id).is_empty()).collect();
        ids.sort_by(|&a, &b| texts.get(a).cmp(texts.get(b)));
        let nodes = trie(&texts, &ids);
        Arc::new(Tokens {
            size,
            ends: ends.iter().copied().filter(|&id| (id as usize) < size).collect(),
            nodes,
            ids,
            texts,
        })
    }

    /// Tokens there are, those without a text included.
    pub fn size(&self) -> usize {
        self.size
    }

    /// What a token adds to a text.
    pub(crate) fn text(&self, id: u32) -> &[u8] {
        if (id as usize) < self.size { self.texts.get(id) } else { &[] }
    }

    /// The tokens that may come next in a state, and how many nodes of the trie were looked at to find them. What cannot
    /// follow is not entered, nor is what can be seen to be allowed as a whole: whose bytes all lead back to the same state.
    pub(crate) fn mask(&self, automaton: &mut Automaton, state: StateId) -> (TokenSet, usize) {
        let mut allowed = TokenSet::none(self.size);
        let mut seen = 0;
        // The state at each depth of the way to the node at hand.
        let mut way = vec![state];
        let mut at = 1;
        while let Some(node) = self.nodes.get(at) {
            seen += 1;
            way.truncate(node.depth as usize);
            let before = way[node.depth as usize - 1];
            let skip = !automaton.first(before).contains(node.byte);
            let next = if skip { DEAD } else { automaton.step(before, node.byte) };
            if automaton.is_exhausted(1) {
                break;
            }
            // A state that can only end is no way on, and no dead one.
            if next == DEAD {
                at = node.end as usize;
                continue;
            }
            let whole = at + 1 < node.end as usize && node.below.is_within(&automaton.stays(next));
            let last = if whole { node.last } else { node.own };
            self.ids[node.first as usize..last as usize].iter().for_each(|&id| allowed.insert(id));
            way.push(next);
            at = if whole { node.end as usize } else { at + 1 };
        }
        if automaton.ends(state) {
            self.ends.iter().for_each(|&id| allowed.insert(id));
        }
        (allowed, seen)
    }

    /// Nodes of the trie.
    pub fn nodes(&self) -> usize {
        self.nodes.len() - 1
    }
}

impl Texts {
    fn get(&self, id: u32) -> &[u8] {
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] };
        &self.bytes[start as usize..self.ends[id as usize] as usize]
    }
}

/// The trie of the texts of `ids`, which are sorted by them.
fn trie(texts: &Texts, ids: &[u32]) -> Vec<Node> {
    let node = |byte, depth, first| Node { byte, depth, end: 0, first, own: first, last: 0, below: ByteSet::default() };
    let mut nodes = vec![node(0, 0, 0)];
    // Nodes on the way to the text at hand.
    let mut open: Vec<usize> = vec![0];
    let mut before: &[u8] = &[];
    for (place, &id) in (0u32..).zip(ids) {
        let text = texts.get(id);
        let common = before.iter().zip(text).take_while(|(a, b)| a == b).count();
        close(&mut nodes, &mut open, common + 1, place);
        for (depth, &byte) in text.iter().enumerate().skip(common) {
            open.push(nodes.len());
            nodes.push(node(byte, depth as u32 + 1, place));
        }
        let last = open[open.len() - 1];
        nodes[last].own = place + 1;
        before = text;
    }
    close(&mut nodes, &mut open, 0, ids.len() as u32);
    nodes
}

/// Ends the nodes on the way from the depth `kept` on.
fn close(nodes: &mut [Node], open: &mut Vec<usize>, kept: usize, place: u32) {
    let count = nodes.len() as u32;
    while open.len() > kept {
        let Some(done) = open.pop() else { break };
        nodes[done].end = count;
        nodes[done].last = place;
        if let Some(&parent) = open.last() {
            let (byte, below) = (nodes[done].byte, nodes[done].below);
            nodes[parent].below.insert(byte);
            nodes[parent].below.unite(&below);
        }
    }
}

#[cfg(test)]
mod tests;
