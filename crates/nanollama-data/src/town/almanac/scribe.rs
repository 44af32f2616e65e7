//! Says and asks facts for the forms of text, with phrases that are not held out, and notes what was told. What is told
//! when is decided by the forms.

use super::frames::Frames;
use super::held_out;
use super::wording::{self, Called};
use crate::rng::Rng;
use crate::town::facts::{Being, Facts};
use crate::town::people::Age;
use crate::town::relation::Phrase;
use crate::town::words::{capital, capitals, ended};

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Purpose {
    Statement,
    Question,
    Answer,
}

/// A fact that was told or asked, and with which phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) fact: usize,
    pub(super) purpose: Purpose,
    /// The phrase, as it is written.
    pub(super) phrase: String,
}

/// A clause without its capital and its mark.
pub(super) struct Clause {
    pub(super) text: String,
    /// What the subject does, where the clause begins with it: `lives in Mill Lane`.
    pub(super) rest: Option<String>,
}

/// The pen of one text.
pub(super) struct Scribe<'a> {
    pub(super) facts: &'a Facts,
    pub(super) frames: &'a Frames,
    pub(super) rng: &'a mut Rng,
    pub(super) told: Vec<Told>,
    /// Frames that were said, by name and number.
    said: Vec<(String, usize)>,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(facts: &'a Facts, frames: &'a Frames, rng: &'a mut Rng) -> Self {
        Scribe { facts, frames, rng, told: Vec::new(), said: Vec::new() }
    }

    /// Tells a fact as a clause.
    pub(super) fn clause(&mut self, fact: usize, called: Called) -> Clause {
        let phrase = self.phrase(fact, Purpose::Statement, called);
        self.write(fact, called, phrase)
    }

    /// Tells a fact as a sentence.
    pub(super) fn statement(&mut self, fact: usize, called: Called) -> String {
        ended(capital(&self.clause(fact, called).text), '.')
    }

    /// Asks for a fact.
    pub(super) fn question(&mut self, fact: usize, called: Called) -> String {
        let phrase = self.phrase(fact, Purpose::Question, called);
        let asked = self.write(fact, called, phrase).text;
        capitals(&ended(asked, '?'))
    }

    /// Answers the question for a fact.
    pub(super) fn answer(&mut self, fact: usize, called: Called) -> String {
        let phrase = self.phrase(fact, Purpose::Answer, called);
        ended(capital(&self.write(fact, called, phrase).text), '.')
    }

    /// A phrase for a fact that is not held out and can be said so.
    fn phrase(&mut self, fact: usize, purpose: Purpose, called: Called) -> &'a Phrase {
        let facts = self.facts;
        let relation = facts.relation(fact);
        let phrases = match purpose {
            Purpose::Statement => &relation.statements,
            Purpose::Question => &relation.questions,
            Purpose::Answer => &relation.answers,
        };
        let personal = matches!(called, Called::I | Called::You);
        let free: Vec<&Phrase> =
            phrases.iter().filter(|phrase| !(held_out::is(facts, fact, phrase) || personal && phrase.third)).collect();
        assert!(!free.is_empty(), "a test finds a phrase for every fact: {} {purpose:?}", relation.name);
        let phrase = free[self.rng.index(free.len())];
        self.told.push(Told { fact, purpose, phrase: phrase.text.clone() });
        phrase
    }

    fn write(&mut self, fact: usize, called: Called, phrase: &Phrase) -> Clause {
        let (facts, rng) = (self.facts, &mut *self.rng);
        let known = &facts.facts[fact];
        let text = wording::say(facts, known, called, &phrase.nodes, &mut |ways| rng.index(ways));
        let subject = wording::say(facts, known, called, &phrase.nodes[..1], &mut |_| 0);
        let rest = phrase.opens_with_subject().then(|| text[subject.len()..].trim_start().to_owned());
        Clause { text, rest }
    }

    /// How somebody or something is named where it is not known yet: by name, and some of the grown people by trade.
    pub(super) fn naming(&mut self, fact: usize) -> Called {
        use crate::town::relation::Calling;
        let grown = match self.facts.facts[fact].subject {
            Being::Person(number) => self.facts.people[number].age == Age::Grown,
            Being::Named(_) => false,
        };
        match self.facts.relation(fact).calling {
            Calling::Any if grown => [Called::Name, Called::Trade, Called::NameAndTrade][self.rng.index(3)],
            Calling::Trade => Called::Trade,
            _ => Called::Name,
        }
    }

    /// A sentence that carries no fact, by its name among the frames: none a second time while there are others.
    pub(super) fn frame(&mut self, name: &str, roles: &[(&str, &str)]) -> String {
        let count = self.frames.count(name);
        let was_said = |number: &usize| self.said.iter().any(|(one, other)| one == name && other == number);
        let fresh: Vec<usize> = (0..count).filter(|number| !was_said(number)).collect();
        let number = if fresh.is_empty() { self.rng.index(count) } else { fresh[self.rng.index(fresh.len())] };
        self.said.push((name.to_owned(), number));
        self.frames.say(name, number, roles, self.rng)
    }

    /// Some of the facts, in random order.
    pub(super) fn some(&mut self, mut facts: Vec<usize>, count: usize) -> Vec<usize> {
        self.rng.shuffle(&mut facts);
        facts.truncate(count);
        facts
    }

    /// Somebody or something that facts are about.
    pub(super) fn subject(&mut self, fits: impl Fn(&Facts, &Being) -> bool) -> Being {
        let facts = self.facts;
        let known: Vec<&Being> =
            facts.facts.iter().map(|fact| &fact.subject).filter(|subject| fits(facts, subject)).collect();
        known[self.rng.index(known.len())].clone()
    }

    /// Somebody or something of whom there is more to say than one thing.
    pub(super) fn rich_subject(&mut self) -> Being {
        loop {
            let subject = self.subject(|_, _| true);
            if self.facts.about(&subject).len() > 1 {
                return subject;
            }
        }
    }
}
