//! The almanac: texts, conversations and questions of an exam about what is true in the town. What is true is `facts.rs`;
//! in which words it is said stands in `relations`.

mod asking;
mod contrast;
mod frames;
mod held_out;
mod letter;
mod lists;
mod passage;
mod portrait;
mod quiz;
mod scribe;
mod shop;
mod talk;
mod walk;
mod wording;
mod year;

use super::document::Document;
use super::facts::Facts;
use super::question::{Area, Question, Use};
use super::relation;
use super::words::{capital, capitals, ended};
use crate::rng::Rng;

use frames::Frames;
use scribe::{Scribe, Told};

/// Writes a document of one form.
type Form = fn(&mut Scribe) -> String;

/// The forms: what percent of the documents have each, and what kind of text that is.
const FORMS: [(u64, &str, Form); 12] = [
    (26, "portrait", portrait::tell),
    (6, "walk", walk::tell),
    (7, "shop", shop::tell),
    (8, "list", lists::tell),
    (9, "letter", letter::letter),
    (7, "diary", letter::diary),
    (10, "dialogue", talk::about),
    (6, "interview", talk::interview),
    (9, "questions", quiz::questions),
    (4, "riddle", quiz::riddle),
    (3, "year", year::tell),
    (5, "contrast", contrast::tell),
];

/// The almanac of a town.
pub struct Almanac {
    facts: Facts,
    frames: Frames,
}

impl Almanac {
    /// The almanac of the town of a seed.
    pub fn new(seed: u64) -> Almanac {
        Almanac { facts: Facts::new(seed), frames: Frames::new() }
    }

    /// A text about the town.
    pub fn document(&self, rng: &mut Rng) -> Document {
        self.write(rng).0
    }

    /// Questions about the town, each with its answer.
    pub fn conversation(&self, rng: &mut Rng) -> Vec<(String, String)> {
        self.converse(rng).0
    }

    /// A question about a fact: for practice as texts ask it, for the exam as no text asks it. `None`: the area is not about
    /// facts of the town.
    pub fn question(&self, area: Area, used: Use, rng: &mut Rng) -> Option<Question> {
        if !matches!(area, Area::KnownPhrasing | Area::NewPhrasing) {
            return None;
        }
        let facts = &self.facts;
        // A fact whose questions are all in texts is passed over.
        let (fact, phrase) = loop {
            let fact = rng.index(facts.facts.len());
            let relation = facts.relation(fact);
            let phrases =
                if (area, used) == (Area::NewPhrasing, Use::Exam) { &relation.exam } else { &relation.questions };
            let fits = |phrase: &&relation::Phrase| match (area, used) {
                (Area::NewPhrasing, Use::Exam) => true,
                (_, Use::Exam) => held_out::is(facts, fact, phrase),
                (_, Use::Practice) => !held_out::is(facts, fact, phrase),
            };
            let fitting: Vec<_> = phrases.iter().filter(fits).collect();
            if !fitting.is_empty() {
                break (fact, fitting[rng.index(fitting.len())]);
            }
        };
        let called = Scribe::new(facts, &self.frames, rng).naming(fact);
        let known = &facts.facts[fact];
        let asked = wording::say(facts, known, called, &phrase.nodes, &mut |ways| rng.index(ways));
        let plainest = &facts.relation(fact).answers[0];
        let said = wording::say(facts, known, called, &plainest.nodes, &mut |ways| rng.index(ways));
        Some(Question {
            area,
            form: facts.relation(fact).name.clone(),
            text: None,
            question: capitals(&ended(asked, '?')),
            answer: ended(capital(&said), '.'),
            value: facts.value(known),
            candidates: facts.candidates(known.relation),
        })
    }

    /// A text, and which facts it tells with which phrases.
    fn write(&self, rng: &mut Rng) -> (Document, Vec<Told>) {
        let mut drawn = rng.below(FORMS.iter().map(|(share, ..)| share).sum());
        let form = FORMS.iter().find(|(share, ..)| {
            let here = drawn < *share;
            drawn = drawn.saturating_sub(*share);
            here
        });
        let mut scribe = Scribe::new(&self.facts, &self.frames, rng);
        let (_, kind, form) = form.expect("what is drawn is below the sum");
        let text = form(&mut scribe);
        (Document { kind: (*kind).into(), text }, scribe.told)
    }

    fn converse(&self, rng: &mut Rng) -> (Vec<(String, String)>, Vec<Told>) {
        let mut scribe = Scribe::new(&self.facts, &self.frames, rng);
        (asking::tell(&mut scribe), scribe.told)
    }
}

#[cfg(test)]
mod tests;
