//! Rules become a program: characters become bytes, texts of a choice share their beginnings.

use std::collections::HashMap;

use crate::byte_set::ByteSet;
use crate::characters::Characters;
use crate::check::{Empties, check};
use crate::error::{Error, Result};
use crate::expr::{Expr, RuleId, Rules};
use crate::limits;
use crate::program::{ENDLESS, Node, NodeId, Program};
use crate::utf8::{Sequence, sequences};

/// Compiles rules.
///
/// # Errors
/// What [`check`] finds; [`Error::TooLarge`].
pub(crate) fn compile(of: &'static str, rules: &Rules, root: RuleId) -> Result<Program> {
    let empties = check(rules)?;
    let mut compiler = Compiler {
        of,
        empties,
        nodes: vec![Node::Return],
        targets: Vec::new(),
        sets: Vec::new(),
        set_ids: HashMap::new(),
        encoded: HashMap::new(),
    };
    let mut entries = Vec::new();
    for id in rules.all() {
        // Every rule is defined: that was checked.
        let entry = rules.body(id).map(|body| compiler.emit(body, RETURN)).transpose()?;
        entries.push(entry.unwrap_or(RETURN));
    }
    let (class_of, classes) = Program::classify(&compiler.sets);
    let Compiler { nodes, targets, sets, .. } = compiler;
    Ok(Program { nodes, targets, sets, entries, root: root.0 as u32, class_of, classes })
}

/// The one node of its kind.
const RETURN: NodeId = 0;

struct Compiler {
    of: &'static str,
    empties: Empties,
    nodes: Vec<Node>,
    targets: Vec<NodeId>,
    sets: Vec<ByteSet>,
    set_ids: HashMap<ByteSet, u32>,
    /// Sets of characters as sequences of bytes.
    encoded: HashMap<Characters, Vec<Sequence>>,
}

impl Compiler {
    fn push(&mut self, node: Node) -> Result<NodeId> {
        if self.nodes.len() + self.targets.len() >= limits::NODES {
            return Err(Error::TooLarge { of: self.of, what: "nodes", most: limits::NODES });
        }
        self.nodes.push(node);
        Ok(self.nodes.len() as NodeId - 1)
    }

    fn byte(&mut self, set: ByteSet, next: NodeId) -> Result<NodeId> {
        let count = self.sets.len() as u32;
        let id = *self.set_ids.entry(set).or_insert(count);
        if id == count {
            self.sets.push(set);
        }
        self.push(Node::Byte { set: id, next })
    }

    fn split(&mut self, targets: &[NodeId]) -> Result<NodeId> {
        if let [target] = targets {
            return Ok(*target);
        }
        let node = Node::Split { first: self.targets.len() as u32, count: targets.len() as u32 };
        self.targets.extend_from_slice(targets);
        self.push(node)
    }

    /// A node from which the expression leads to `next`.
    fn emit(&mut self, expr: &Expr, next: NodeId) -> Result<NodeId> {
        match expr {
            Expr::Text(text) => self.bytes(text.as_bytes(), next),
            Expr::One(characters) => self.characters(characters, next),
            Expr::Rule(id) => self.push(Node::Call { rule: id.0 as u32, next }),
            Expr::Sequence(parts) => parts.iter().rev().try_fold(next, |next, part| self.emit(part, next)),
            Expr::Choice(parts) => self.choice(parts, next),
            Expr::Repeat { body, least, most } => self.repeat(body, *least, *most, next),
        }
    }

    fn bytes(&mut self, bytes: &[u8], next: NodeId) -> Result<NodeId> {
        bytes.iter().rev().try_fold(next, |next, &byte| self.byte(ByteSet::range(byte, byte), next))
    }

    fn choice(&mut self, parts: &[Expr], next: NodeId) -> Result<NodeId> {
        let mut texts: Vec<&[u8]> = Vec::new();
        let mut targets = Vec::new();
        for part in parts {
            match part {
                Expr::Text(text) => texts.push(text.as_bytes()),
                other => targets.push(self.emit(other, next)?),
            }
        }
        texts.sort_unstable();
        texts.dedup();
        if !texts.is_empty() {
            targets.push(self.texts(&texts, next)?);
        }
        self.split(&targets)
    }

    /// One of several texts, sorted and apart, as a tree of their beginnings.
    fn texts(&mut self, texts: &[&[u8]], next: NodeId) -> Result<NodeId> {
        let (first, last) = (texts[0], texts[texts.len() - 1]);
        let common = first.iter().zip(last).take_while(|(a, b)| a == b).count();
        let mut targets = Vec::new();
        let mut rest = texts;
        if first.len() == common {
            targets.push(next);
            rest = &rest[1..];
        }
        while let Some(text) = rest.first() {
            let byte = text[common];
            let count = rest.iter().take_while(|text| text[common] == byte).count();
            let tails: Vec<&[u8]> = rest[..count].iter().map(|text| &text[common + 1..]).collect();
            let target = self.texts(&tails, next)?;
            targets.push(self.byte(ByteSet::range(byte, byte), target)?);
            rest = &rest[count..];
        }
        let node = self.split(&targets)?;
        self.bytes(&first[..common], node)
    }

    fn characters(&mut self, characters: &Characters, next: NodeId) -> Result<NodeId> {
        let encoded = match self.encoded.get(characters) {
            Some(known) => known.clone(),
            None => self.encoded.entry(characters.clone()).or_insert(sequences(characters)).clone(),
        };
        let tails: Vec<&[(u8, u8)]> = encoded.iter().map(Vec::as_slice).collect();
        self.tails(&tails, next, &mut HashMap::new())
    }

    /// One of several sequences of byte ranges, in order. What is the same behind different first bytes is one node.
    fn tails<'a>(
        &mut self,
        tails: &[&'a [(u8, u8)]],
        next: NodeId,
        known: &mut HashMap<Vec<&'a [(u8, u8)]>, NodeId>,
    ) -> Result<NodeId> {
        if let Some(&node) = known.get(tails) {
            return Ok(node);
        }
        let mut sets: Vec<(NodeId, ByteSet)> = Vec::new();
        let mut rest = tails;
        while let Some(tail) = rest.first() {
            let range = tail[0];
            let count = rest.iter().take_while(|tail| tail[0] == range).count();
            let behind: Vec<&[(u8, u8)]> = rest[..count].iter().map(|tail| &tail[1..]).collect();
            let target = if behind[0].is_empty() { next } else { self.tails(&behind, next, known)? };
            let set = ByteSet::range(range.0, range.1);
            match sets.iter_mut().find(|(other, _)| *other == target) {
                Some((_, all)) => all.unite(&set),
                None => sets.push((target, set)),
            }
            rest = &rest[count..];
        }
        let targets = sets.into_iter().map(|(target, set)| self.byte(set, target)).collect::<Result<Vec<NodeId>>>()?;
        let node = self.split(&targets)?;
        known.insert(tails.to_vec(), node);
        Ok(node)
    }

    fn repeat(&mut self, body: &Expr, least: u32, most: Option<u32>, next: NodeId) -> Result<NodeId> {
        let empty = self.empties.expr(body);
        match (least, most) {
            (_, Some(0)) => Ok(next),
            (0, Some(1)) => {
                let body = self.emit(body, next)?;
                self.split(&[body, next])
            }
            (1, Some(1)) => self.emit(body, next),
            (0 | 1, None) => {
                // The loop's node is made first, so that the body can lead back to it.
                let again = self.push(Node::Return)?;
                let body = self.emit(body, again)?;
                let first = self.targets.len() as u32;
                self.targets.extend([body, next]);
                self.nodes[again as usize] = Node::Split { first, count: 2 };
                Ok(if least == 0 { again } else { body })
            }
            _ => {
                // Rounds that are empty count for as many as are needed.
                let least = if empty { 0 } else { least };
                let body = self.emit(body, RETURN)?;
                self.push(Node::Repeat { body, next, least, most: most.unwrap_or(ENDLESS) })
            }
        }
    }
}
