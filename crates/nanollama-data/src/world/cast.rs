//! The people, places, things, colours and animals of one story: three of each, so that every answer has two rivals.

use super::lexicon::{ANIMALS, COLOURS, NAMES, PLACES, Relation, THINGS};
use crate::rng::Rng;

/// Who and what a story is about. The three of a kind differ.
pub(super) struct Cast {
    pub(super) names: [&'static str; 3],
    pub(super) places: [&'static str; 3],
    pub(super) things: [&'static str; 3],
    pub(super) colours: [&'static str; 3],
    pub(super) animals: [&'static str; 3],
    /// Which of a relation's three words goes with the cast's first, second and third.
    words: [usize; 3],
}

impl Cast {
    /// Three of each, at random.
    pub(super) fn draw(rng: &mut Rng) -> Self {
        Self {
            names: three(rng, &NAMES),
            places: three(rng, &PLACES),
            things: three(rng, &THINGS),
            colours: three(rng, &COLOURS),
            animals: three(rng, &ANIMALS),
            words: rng.distinct(3, 3).try_into().expect("three of three"),
        }
    }

    /// The word that tells this relation of the cast's `i`-th.
    pub(super) fn word(&self, relation: Relation, i: usize) -> &'static str {
        relation[self.words[i]]
    }
}

fn three(rng: &mut Rng, words: &[&'static str]) -> [&'static str; 3] {
    let chosen = rng.distinct(3, words.len());
    [words[chosen[0]], words[chosen[1]], words[chosen[2]]]
}
