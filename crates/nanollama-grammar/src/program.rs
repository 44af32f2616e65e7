//! A compiled grammar: a graph of nodes over bytes. How it is run is `automaton.rs`.

use crate::byte_set::ByteSet;

/// A node, by its place in the graph.
pub(crate) type NodeId = u32;

/// What is to be done at a place of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    /// Takes a byte of a set, by its place among the sets.
    Byte { set: u32, next: NodeId },
    /// Goes on at each of `count` targets from `first` on.
    Split { first: u32, count: u32 },
    /// Goes through a rule.
    Call { rule: u32, next: NodeId },
    /// Goes through `body` so many times, counted; `most` is [`ENDLESS`] where there is none.
    Repeat { body: NodeId, next: NodeId, least: u32, most: u32 },
    /// A rule, or a round of a repetition, ends.
    Return,
}

/// A repetition without a most.
pub(crate) const ENDLESS: u32 = u32::MAX;

/// The graph.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) nodes: Vec<Node>,
    pub(crate) targets: Vec<NodeId>,
    pub(crate) sets: Vec<ByteSet>,
    /// Where each rule begins.
    pub(crate) entries: Vec<NodeId>,
    pub(crate) root: u32,
    /// For each byte its class: bytes of one class are in the same sets.
    pub(crate) class_of: [u8; 256],
    /// A byte of each class.
    pub(crate) classes: Vec<u8>,
}

impl Program {
    /// Sorts bytes into classes by the sets that they are in.
    pub(crate) fn classify(sets: &[ByteSet]) -> ([u8; 256], Vec<u8>) {
        let mut class_of = [0u8; 256];
        let mut count = 1usize;
        for set in sets {
            // Each class is cut into what the set has of it and what it has not.
            let mut halves: Vec<[Option<u8>; 2]> = vec![[None; 2]; count];
            let mut cut = 0;
            for byte in 0..=255u8 {
                let class = class_of[byte as usize] as usize;
                let side = usize::from(set.contains(byte));
                class_of[byte as usize] = match (halves[class][side], halves[class][1 - side]) {
                    (Some(known), _) => known,
                    (None, None) => class as u8,
                    (None, Some(_)) => {
                        cut += 1;
                        (count + cut - 1) as u8
                    }
                };
                halves[class][side] = Some(class_of[byte as usize]);
            }
            count += cut;
            if count == 256 {
                break;
            }
        }
        let mut classes = vec![0u8; count];
        (0..=255u8).rev().for_each(|byte| classes[class_of[byte as usize] as usize] = byte);
        (class_of, classes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_a_class_are_in_the_same_sets() {
        let sets = [(97, 122), (48, 57), (100, 110), (128, 191), (0, 255)].map(|(low, high)| ByteSet::range(low, high));
        let (class_of, classes) = Program::classify(&sets);
        assert_eq!(classes.len(), 5);
        for a in 0..=255u8 {
            assert_eq!(class_of[classes[class_of[a as usize] as usize] as usize], class_of[a as usize]);
            for b in 0..=255u8 {
                let alike = sets.iter().all(|set| set.contains(a) == set.contains(b));
                assert_eq!(class_of[a as usize] == class_of[b as usize], alike, "{a} {b}");
            }
        }
        let single: Vec<ByteSet> = (0..=255).map(|byte| ByteSet::range(byte, byte)).collect();
        assert_eq!(Program::classify(&single).1.len(), 256);
    }
}
