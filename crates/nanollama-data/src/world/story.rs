//! Stories: a cast of three people, places, things, colours and animals, along one of ten skeletons, together with the
//! facts that hold at its end. Three of everything, so that each answer has two rivals of its own kind in the
//! same story, and neither its position nor the words that training texts had before it give it away.
//!
//! A *combination* is a skeleton with a name, a place and a thing. One in sixteen is held out: no training story of that
//! skeleton mentions that name, that place and that thing together (all 27 triples of a cast are tested, whether or not
//! they belong to each other in the story).

use super::cast::Cast;
use super::combination::Combination;
use super::fact::Fact;
use super::lexicon::{CLOSERS, OPENERS};
use super::skeleton::SKELETONS;
use crate::rng::Rng;

/// A story and its facts.
pub(super) struct Story {
    opener: &'static str,
    /// What puts the cast on the stage, one part for each of the three.
    beginnings: [String; 3],
    /// What happens then, and the end.
    plot: Vec<String>,
    pub(super) facts: Vec<Fact>,
    skeleton: usize,
    cast: Cast,
}

impl Story {
    /// A story for training: none of its combinations is held out.
    pub(super) fn for_training(rng: &mut Rng) -> Self {
        loop {
            let story = Self::draw(rng);
            if !story.combinations().any(|c| c.is_held_out()) {
                return story;
            }
        }
    }

    /// A story with at least one fact about a held-out combination; only such facts are kept.
    pub(super) fn held_out(rng: &mut Rng) -> Self {
        loop {
            let mut story = Self::draw(rng);
            story.facts.retain(|fact| fact.combination.is_held_out());
            if !story.facts.is_empty() {
                return story;
            }
        }
    }

    /// The story, one line.
    pub(super) fn text(&self) -> String {
        let sentences = self.beginnings.iter().chain(&self.plot);
        sentences.fold(self.opener.to_owned(), |text, sentence| text + " " + sentence)
    }

    /// The same story, its beginning in another order.
    pub(super) fn reorder(&mut self, rng: &mut Rng) {
        rng.shuffle(&mut self.beginnings);
    }

    /// All 27 combinations of the story's names, places and things.
    pub(super) fn combinations(&self) -> impl Iterator<Item = Combination> + '_ {
        let Cast { names, places, things, .. } = &self.cast;
        (0..27).map(move |i| Combination {
            skeleton: self.skeleton,
            name: names[i / 9],
            place: places[i / 3 % 3],
            thing: things[i % 3],
        })
    }

    fn draw(rng: &mut Rng) -> Self {
        let number = rng.index(SKELETONS.len());
        let skeleton = SKELETONS[number];
        let cast = Cast::draw(rng);
        let beginnings = std::array::from_fn(|i| skeleton.beginning(&cast, i));
        // Which of the three changes, and to which of the other two: even, so that no position is the likelier answer.
        let mover = rng.index(3);
        let other = (mover + 1 + rng.index(2)) % 3;
        let mut plot = Vec::new();
        let facts = skeleton.plot(&cast, mover, other, &mut plot);
        if rng.chance(40) {
            plot.push(rng.pick(&CLOSERS).to_owned());
        }
        // Always an opener: so that a space stands before the first name too, and the word is the same token wherever it
        // comes.
        Self { opener: rng.pick(&OPENERS), beginnings, plot, facts, skeleton: number, cast }
    }
}
