//! A program at work: a pushdown automaton, made deterministic as far as texts go.
//!
//! A text may stand at several places of the grammar at once, each with a stack of rules to go back to. A set of such places
//! is a state. States and stacks are kept once each and known by number, and so is what a byte leads to: the same way is
//! gone by looking it up. [`Automaton::renewed`] keeps only what is still in use.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::byte_set::ByteSet;
use crate::limits;
use crate::program::{ENDLESS, Node, NodeId, Program};

/// A state, by its number. [`DEAD`] is the one from which no text goes on.
pub(crate) type StateId = u32;

/// Nothing may follow, and the text may not end.
pub(crate) const DEAD: StateId = 0;

/// A byte whose way was not gone yet.
const UNKNOWN: StateId = u32::MAX;

/// The empty stack.
const BOTTOM: u32 = 0;

/// A node that takes a byte, and the stack there.
type Place = (NodeId, u32);

/// A rule or a repetition that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Frame {
    /// Where to go on behind a rule, or the node of the repetition.
    node: NodeId,
    /// Rounds that are done; [`CALL`] for a rule.
    rounds: u32,
    below: u32,
}

/// A frame of a rule, not of a repetition.
const CALL: u32 = u32::MAX;

#[derive(Debug)]
struct State {
    places: Arc<[Place]>,
    /// The text may end here.
    ends: bool,
    /// What may follow.
    first: ByteSet,
    /// Where the bytes of each class lead.
    edges: Box<[StateId]>,
    /// Bytes that lead back here, once they were looked for.
    stays: Option<ByteSet>,
}

/// The states that were reached so far.
#[derive(Debug)]
pub(crate) struct Automaton {
    program: Arc<Program>,
    frames: Vec<Frame>,
    depths: Vec<u32>,
    frame_ids: HashMap<Frame, u32>,
    states: Vec<State>,
    state_ids: HashMap<(Arc<[Place]>, bool), StateId>,
    cells: usize,
    /// Steps since [`Automaton::rest`].
    work: usize,
    too_much: bool,
}

/// A place that is being followed to those that take bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Way {
    node: NodeId,
    stack: u32,
    /// So many frames on top of the stack were pushed since the last byte: what returns to them was empty.
    fresh: u32,
}

impl Automaton {
    pub(crate) fn new(program: &Arc<Program>) -> Automaton {
        let bottom = Frame { node: 0, rounds: 0, below: 0 };
        let mut automaton = Automaton {
            program: Arc::clone(program),
            frames: vec![bottom],
            depths: vec![0],
            frame_ids: HashMap::new(),
            states: Vec::new(),
            state_ids: HashMap::new(),
            cells: 0,
            work: 0,
            too_much: false,
        };
        automaton.intern([].into(), false);
        automaton
    }

    /// The state of the empty text.
    pub(crate) fn start(&mut self) -> StateId {
        let entry = self.program.entries[self.program.root as usize];
        self.follow(vec![Way { node: entry, stack: BOTTOM, fresh: 0 }])
    }

    /// Where a byte leads.
    #[inline]
    pub(crate) fn step(&mut self, state: StateId, byte: u8) -> StateId {
        let known = self.states[state as usize].edges[self.program.class_of[byte as usize] as usize];
        if known != UNKNOWN { known } else { self.go(state, byte) }
    }

    /// Whether the text may end here.
    pub(crate) fn ends(&self, state: StateId) -> bool {
        self.states[state as usize].ends
    }

    /// Bytes that may follow.
    pub(crate) fn first(&self, state: StateId) -> &ByteSet {
        &self.states[state as usize].first
    }

    /// Bytes that lead back to the same state.
    pub(crate) fn stays(&mut self, state: StateId) -> ByteSet {
        if let Some(known) = self.states[state as usize].stays {
            return known;
        }
        let program = Arc::clone(&self.program);
        let mut stays = ByteSet::default();
        for &byte in &program.classes {
            if self.states[state as usize].first.contains(byte) && self.step(state, byte) == state {
                let class = program.class_of[byte as usize];
                (0..=255).filter(|&other| program.class_of[other as usize] == class).for_each(|b| stays.insert(b));
            }
        }
        self.states[state as usize].stays = Some(stays);
        stays
    }

    /// Some work that was done outside, and whether there was too much of it since [`Automaton::rest`].
    pub(crate) fn is_exhausted(&mut self, work: usize) -> bool {
        self.work += work;
        self.too_much |= self.work > limits::WORK || self.cells > limits::CELLS;
        self.too_much
    }

    /// Whether there was too much once: it goes on nowhere then.
    pub(crate) fn is_broken(&self) -> bool {
        self.too_much
    }

    /// Work is counted anew.
    pub(crate) fn rest(&mut self) {
        self.work = 0;
    }

    /// Whether so much is kept that it should be renewed.
    pub(crate) fn is_full(&self) -> bool {
        self.cells > limits::CELLS / 2
    }

    /// The same with nothing but these states, whose numbers are changed.
    pub(crate) fn renewed(&self, kept: &mut [StateId]) -> Automaton {
        let mut renewed = Automaton::new(&self.program);
        let mut known: HashMap<StateId, StateId> = HashMap::from([(DEAD, DEAD)]);
        for id in kept {
            *id = *known.entry(*id).or_insert_with(|| {
                let state = &self.states[*id as usize];
                let mut places: Vec<Place> =
                    state.places.iter().map(|&(node, stack)| (node, renewed.copied_stack(self, stack))).collect();
                places.sort_unstable();
                renewed.intern(places.into(), state.ends)
            });
        }
        renewed.too_much = self.too_much;
        renewed
    }

    /// A stack of another automaton of the same program.
    fn copied_stack(&mut self, other: &Automaton, stack: u32) -> u32 {
        let mut frames = Vec::new();
        let mut at = stack;
        while at != BOTTOM {
            frames.push(other.frames[at as usize]);
            at = other.frames[at as usize].below;
        }
        frames.into_iter().rev().fold(BOTTOM, |below, frame| self.frame(Frame { below, ..frame }))
    }

    fn frame(&mut self, frame: Frame) -> u32 {
        if let Some(&id) = self.frame_ids.get(&frame) {
            return id;
        }
        let id = self.frames.len() as u32;
        self.depths.push(self.depths[frame.below as usize] + 1);
        self.frames.push(frame);
        self.frame_ids.insert(frame, id);
        self.cells += 12;
        id
    }

    /// The stack with a frame more; none where it would be too deep.
    fn pushed(&mut self, node: NodeId, rounds: u32, below: u32) -> Option<u32> {
        (self.depths[below as usize] < limits::DEPTH).then(|| self.frame(Frame { node, rounds, below }))
    }

    fn go(&mut self, state: StateId, byte: u8) -> StateId {
        let program = Arc::clone(&self.program);
        let places = Arc::clone(&self.states[state as usize].places);
        let mut ways = Vec::new();
        for &(node, stack) in places.iter() {
            if let Node::Byte { set, next } = program.nodes[node as usize]
                && program.sets[set as usize].contains(byte)
            {
                ways.push(Way { node: next, stack, fresh: 0 });
            }
        }
        let next = if self.is_exhausted(places.len()) { DEAD } else { self.follow(ways) };
        // What was broken off is not remembered.
        if !self.too_much {
            self.states[state as usize].edges[program.class_of[byte as usize] as usize] = next;
        }
        next
    }

    /// The state of all places that ways lead to without a byte.
    fn follow(&mut self, mut ways: Vec<Way>) -> StateId {
        let program = Arc::clone(&self.program);
        let (mut seen, mut places, mut ends) = (HashSet::new(), Vec::new(), false);
        while let Some(way) = ways.pop() {
            if !seen.insert(way) {
                continue;
            }
            if self.is_exhausted(1) || places.len() > limits::PLACES {
                self.too_much = true;
                return DEAD;
            }
            let Way { node, stack, fresh } = way;
            match program.nodes[node as usize] {
                Node::Byte { .. } => places.push((node, stack)),
                Node::Split { first, count } => {
                    let targets = &program.targets[first as usize..(first + count) as usize];
                    ways.extend(targets.iter().map(|&node| Way { node, ..way }));
                }
                Node::Call { rule, next } => {
                    let entry = program.entries[rule as usize];
                    // Behind a rule's last call there is nothing to come back for.
                    if program.nodes[next as usize] == Node::Return {
                        ways.push(Way { node: entry, ..way });
                    } else if let Some(stack) = self.pushed(next, CALL, stack) {
                        ways.push(Way { node: entry, stack, fresh: fresh + 1 });
                    }
                }
                Node::Repeat { body, next, least, .. } => {
                    if least == 0 {
                        ways.push(Way { node: next, ..way });
                    }
                    if let Some(stack) = self.pushed(node, 0, stack) {
                        ways.push(Way { node: body, stack, fresh: fresh + 1 });
                    }
                }
                Node::Return if stack == BOTTOM => ends = true,
                Node::Return => self.leave(&program, self.frames[stack as usize], fresh, &mut ways),
            }
        }
        places.sort_unstable();
        places.dedup();
        self.intern(places.into(), ends)
    }

    /// Goes on behind a rule or a round.
    fn leave(&mut self, program: &Program, frame: Frame, fresh: u32, ways: &mut Vec<Way>) {
        let Frame { node, rounds, below } = frame;
        let (empty, fresh) = (fresh > 0, fresh.saturating_sub(1));
        let Node::Repeat { body, next, least, most } = program.nodes[node as usize] else {
            ways.push(Way { node, stack: below, fresh });
            return;
        };
        if rounds == CALL {
            ways.push(Way { node, stack: below, fresh });
            return;
        }
        let rounds = if empty { rounds } else { rounds + 1 };
        if rounds >= least {
            ways.push(Way { node: next, stack: below, fresh });
        }
        // Another round behind an empty one would be the same.
        if !empty && (most == ENDLESS || rounds < most) {
            // Where there is no most, rounds beyond the least need no count.
            let rounds = if most == ENDLESS { rounds.min(least) } else { rounds };
            if let Some(stack) = self.pushed(node, rounds, below) {
                ways.push(Way { node: body, stack, fresh: fresh + 1 });
            }
        }
    }

    fn intern(&mut self, places: Arc<[Place]>, ends: bool) -> StateId {
        let key = (places, ends);
        if let Some(&id) = self.state_ids.get(&key) {
            return id;
        }
        let id = self.states.len() as StateId;
        let mut first = ByteSet::default();
        for &(node, _) in key.0.iter() {
            if let Node::Byte { set, .. } = self.program.nodes[node as usize] {
                first.unite(&self.program.sets[set as usize]);
            }
        }
        let edges = vec![if key.0.is_empty() { DEAD } else { UNKNOWN }; self.program.classes.len()];
        self.cells += edges.len() + 2 * key.0.len() + 32;
        let places = Arc::clone(&key.0);
        self.states.push(State { places, ends, first, edges: edges.into(), stays: None });
        self.state_ids.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests;
