//! What holds at the end of a story: facts, each with the question that asks for it.

use super::cast::Cast;
use super::combination::Combination;
use super::kind::QuestionKind;
use super::lexicon::{FILL, HAVE, LIKE, PLEASE, Relation, TAKE, VISIT, WEAR};

/// One fact of a story.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) kind: QuestionKind,
    pub(super) question: String,
    /// The reply without its last word, and without how every reply begins.
    pub(super) opening: String,
    pub(super) answer: &'static str,
    pub(super) choices: [&'static str; 3],
    pub(super) combination: Combination,
}

impl Fact {
    /// The reply: one sentence whose last word is the answer. It names the one asked about first, so that the answer
    /// is decided where that word stands close by.
    pub(super) fn reply(&self) -> String {
        format!("{REPLY_START} {} {}.", self.opening, self.answer)
    }
}

/// How every reply begins: behind it, the asked-about word has a space before it as in the story, and is the same token.
pub(super) const REPLY_START: &str = "I read that";

/// The facts of a story over its cast.
pub(super) struct Facts<'a> {
    skeleton: usize,
    cast: &'a Cast,
    list: Vec<Fact>,
}

impl Facts<'_> {
    pub(super) fn new(skeleton: usize, cast: &Cast) -> Facts<'_> {
        Facts { skeleton, cast, list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Fact> {
        self.list
    }

    /// Adds a fact about the name, place and thing at these indices of the cast.
    fn push(
        &mut self,
        [name, place, thing]: [usize; 3],
        kind: QuestionKind,
        question: String,
        opening: String,
        answer: &'static str,
        choices: [&'static str; 3],
    ) {
        let combination = Combination {
            skeleton: self.skeleton,
            name: self.cast.names[name],
            place: self.cast.places[place],
            thing: self.cast.things[thing],
        };
        self.list.push(Fact { kind, question, opening, answer, choices, combination });
    }

    pub(super) fn where_went(&mut self, i: usize, place: usize) {
        let (name, places) = (self.cast.names[i], self.cast.places);
        let (question, opening) = (format!("Where did {name} go?"), format!("{name} {}", self.cast.word(VISIT, i)));
        self.push([i, place, i], QuestionKind::WhereIsSomeone, question, opening, places[place], places);
    }

    pub(super) fn which_city(&mut self, i: usize) {
        let (name, places) = (self.cast.names[i], self.cast.places);
        let (question, opening) =
            (format!("Which city does {name} like?"), format!("{name} {}", self.cast.word(LIKE, i)));
        self.push([i, i, i], QuestionKind::WhereIsSomeone, question, opening, places[i], places);
    }

    pub(super) fn what_did_animal(&mut self, i: usize) {
        let (animal, things) = (self.cast.animals[i], self.cast.things);
        let (question, opening) =
            (format!("What did the {animal} take?"), format!("{animal} {}", self.cast.word(TAKE, i)));
        self.push([i, i, i], QuestionKind::WhatDid, question, opening, things[i], things);
    }

    pub(super) fn where_is(&mut self, i: usize, place: usize) {
        let (thing, places) = (self.cast.things[i], self.cast.places);
        let (question, opening) = (format!("Where are the {thing}?"), format!("{thing} {}", self.cast.word(FILL, i)));
        self.push([i, place, i], QuestionKind::WhereIsThing, question, opening, places[place], places);
    }

    pub(super) fn who_has(&mut self, i: usize, holder: usize) {
        let (thing, names) = (self.cast.things[i], self.cast.names);
        let (question, opening) = (format!("Who has the {thing}?"), format!("{thing} {}", self.cast.word(PLEASE, i)));
        self.push([holder, i, i], QuestionKind::WhoHas, question, opening, names[holder], names);
    }

    pub(super) fn what_has(&mut self, i: usize, held: usize) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What does {name} have?"), format!("{name} {}", self.cast.word(HAVE, i)));
        self.push([i, i, held], QuestionKind::WhatHas, question, opening, things[held], things);
    }

    pub(super) fn what_did(&mut self, i: usize, verb: &str, told: Relation) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What did {name} {verb}?"), format!("{name} {}", self.cast.word(told, i)));
        self.push([i, i, i], QuestionKind::WhatDid, question, opening, things[i], things);
    }

    pub(super) fn what_colour(&mut self, i: usize) {
        let (name, colours) = (self.cast.names[i], self.cast.colours);
        let (question, opening) =
            (format!("What colour does {name} wear?"), format!("{name} {}", self.cast.word(WEAR, i)));
        self.push([i, i, i], QuestionKind::WhatColour, question, opening, colours[i], colours);
    }
}
