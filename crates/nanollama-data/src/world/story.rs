//! Stories: a cast of three people, places, things, colours and animals, told along one of ten skeletons, together with
//! the facts that the story settles. Three of everything, so that each answer has two rivals of its own kind in the
//! same story and neither its position nor the word before it gives it away.
//!
//! A *combination* is a skeleton with a name, a place and a thing. One in sixteen is held out: no training story of that
//! skeleton mentions that name, that place and that thing together (all 27 triples of a cast are tested, whether or not
//! they belong to each other in the story).

use super::lexicon::{ANIMALS, CLOSERS, COLOURS, NAMES, OPENERS, PLACES, THINGS};
use super::question::{Fact, QuestionKind};
use crate::rng::{Rng, hash};

/// One combination in this many is kept out of training.
const HELD_OUT_SHARE: u64 = 16;
/// Sets the partition apart from every other use of the hash. It does not depend on the world's seed, so that the
/// held-out questions of any world are new to a model trained on any other.
const PARTITION: u64 = 0x7061_7274;

/// The plot of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skeleton {
    Finding,
    Holding,
    Hiding,
    Sending,
    Carrying,
    Walking,
    Taking,
    Trading,
    Losing,
    Making,
}

pub(super) const SKELETONS: [Skeleton; 10] = [
    Skeleton::Finding,
    Skeleton::Holding,
    Skeleton::Hiding,
    Skeleton::Sending,
    Skeleton::Carrying,
    Skeleton::Walking,
    Skeleton::Taking,
    Skeleton::Trading,
    Skeleton::Losing,
    Skeleton::Making,
];

/// A skeleton with a name, a place and a thing: what is either trained on or held out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Combination {
    /// The skeleton's number.
    pub skeleton: usize,
    /// The person.
    pub name: &'static str,
    /// The place.
    pub place: &'static str,
    /// The thing.
    pub thing: &'static str,
}

impl Combination {
    /// Whether this combination is kept out of every training text.
    pub fn is_held_out(&self) -> bool {
        let words =
            [self.name, self.place, self.thing].map(|word| word.bytes().fold(0, |h, b| hash(&[h, u64::from(b)])));
        hash(&[PARTITION, self.skeleton as u64, words[0], words[1], words[2]]).is_multiple_of(HELD_OUT_SHARE)
    }
}

/// Who and what a story is about. The three of a kind differ.
pub(super) struct Cast {
    pub(super) names: [&'static str; 3],
    pub(super) places: [&'static str; 3],
    pub(super) things: [&'static str; 3],
    pub(super) colours: [&'static str; 3],
    pub(super) animals: [&'static str; 3],
}

impl Cast {
    fn draw(rng: &mut Rng) -> Self {
        Self {
            names: three(rng, &NAMES),
            places: three(rng, &PLACES),
            things: three(rng, &THINGS),
            colours: three(rng, &COLOURS),
            animals: three(rng, &ANIMALS),
        }
    }
}

fn three(rng: &mut Rng, words: &[&'static str]) -> [&'static str; 3] {
    let chosen = rng.distinct(3, words.len());
    [words[chosen[0]], words[chosen[1]], words[chosen[2]]]
}

/// A told story and what it settles.
pub(super) struct Story {
    pub(super) text: String,
    pub(super) facts: Vec<Fact>,
    skeleton: usize,
    cast: Cast,
}

impl Story {
    /// A story for training: none of its combinations is held out.
    pub(super) fn for_training(rng: &mut Rng) -> Self {
        loop {
            let story = Self::tell(rng);
            if !story.combinations().any(|c| c.is_held_out()) {
                return story;
            }
        }
    }

    /// A story with at least one fact about a held-out combination; only such facts are kept.
    pub(super) fn held_out(rng: &mut Rng) -> Self {
        loop {
            let mut story = Self::tell(rng);
            story.facts.retain(|fact| fact.combination.is_held_out());
            if !story.facts.is_empty() {
                return story;
            }
        }
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

    fn tell(rng: &mut Rng) -> Self {
        let skeleton = rng.index(SKELETONS.len());
        let cast = Cast::draw(rng);
        let mut teller = Teller { skeleton, cast: &cast, sentences: Vec::new(), facts: Vec::new() };
        if rng.chance(40) {
            teller.say(rng.pick(&OPENERS).to_owned());
        }
        // Which of the three changes, and to which of the other two: even, so that no position is the likelier answer.
        let mover = rng.index(3);
        let other = (mover + 1 + rng.index(2)) % 3;
        teller.tell(SKELETONS[skeleton], mover, other);
        if rng.chance(40) {
            teller.say(rng.pick(&CLOSERS).to_owned());
        }
        let Teller { sentences, facts, .. } = teller;
        Self { text: sentences.join(" "), facts, skeleton, cast }
    }
}

struct Teller<'a> {
    skeleton: usize,
    cast: &'a Cast,
    sentences: Vec<String>,
    facts: Vec<Fact>,
}

impl Teller<'_> {
    fn say(&mut self, sentence: String) {
        self.sentences.push(sentence);
    }

    /// Tells the plot. `mover` and `other` are the two of the three between whom something changes.
    fn tell(&mut self, skeleton: Skeleton, mover: usize, other: usize) {
        let Cast { names, places, things, colours, animals } = self.cast;
        for i in 0..3 {
            let (name, place, thing, colour, animal) = (names[i], places[i], things[i], colours[i], animals[i]);
            self.say(match skeleton {
                Skeleton::Finding => format!("{name} went to the {place} and found a {colour} {thing}."),
                Skeleton::Holding => format!("{name} is in the {place} with a {colour} {thing}."),
                Skeleton::Hiding => format!("{name} put a {colour} {thing} in the {place}."),
                Skeleton::Sending => format!("{name} has a {thing} in the {place}."),
                Skeleton::Carrying => format!("{name} put a {thing} in the {place}."),
                Skeleton::Walking => format!("{name} is in the {place} with a {thing}."),
                Skeleton::Taking => format!("The {animal} took a {thing} from {name} and ran to the {place}."),
                Skeleton::Trading => format!("{name} came from the {place} with a {colour} {thing}."),
                Skeleton::Losing => format!("{name} lost a {colour} {thing} in the {place}."),
                Skeleton::Making => format!("{name} is in the {place} and made a {colour} {thing}."),
            });
        }
        // Where each thing and person is, and who holds what, in the end: indices into the cast.
        let mut holder = [0, 1, 2];
        let mut place = [0, 1, 2];
        match skeleton {
            Skeleton::Sending => {
                self.say(format!("{} sent the {} to {}.", names[mover], things[mover], names[other]));
                self.say(format!("Now {} has the {}.", names[other], things[mover]));
                holder[mover] = other;
            }
            Skeleton::Carrying => {
                self.say(format!("Then {} took the {} to the {}.", names[mover], things[mover], places[other]));
                self.say(format!("Now the {} is in the {}.", things[mover], places[other]));
                place[mover] = other;
            }
            Skeleton::Walking => {
                self.say(format!("Then {} went to the {}.", names[mover], places[other]));
                self.say(format!("Now {} is in the {}.", names[mover], places[other]));
                place[mover] = other;
            }
            Skeleton::Trading => {
                self.say(format!("{} and {} traded.", names[mover], names[other]));
                self.say(format!("Now {} has the {}.", names[mover], things[other]));
                self.say(format!("Now {} has the {}.", names[other], things[mover]));
                holder.swap(mover, other);
            }
            _ => {}
        }
        for i in 0..3 {
            match skeleton {
                Skeleton::Finding => {
                    self.whereabouts(i, i);
                    self.deed(i, "find", "found");
                    self.colour(i);
                }
                Skeleton::Holding => {
                    self.whereabouts(i, i);
                    self.thing_place(i, i);
                    self.who_has(i, i);
                    self.what_has(i);
                    self.colour(i);
                }
                Skeleton::Hiding => {
                    self.thing_place(i, i);
                    self.colour(i);
                }
                Skeleton::Sending => self.who_has(i, holder[i]),
                Skeleton::Carrying => self.thing_place(i, place[i]),
                Skeleton::Walking => {
                    self.whereabouts(i, place[i]);
                    self.who_has(i, i);
                    self.what_has(i);
                }
                Skeleton::Taking => {
                    self.animal_place(i);
                    self.animal_has(i);
                    self.thing_place(i, i);
                }
                Skeleton::Trading => {
                    self.who_has(i, holder[i]);
                    self.colour(i);
                }
                Skeleton::Losing => {
                    self.thing_place(i, i);
                    self.deed(i, "lose", "lost");
                    self.colour(i);
                }
                Skeleton::Making => {
                    self.whereabouts(i, i);
                    self.deed(i, "make", "made");
                    self.colour(i);
                }
            }
        }
    }

    /// Adds a fact about the name, place and thing at these indices of the cast.
    fn settle(
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
        self.facts.push(Fact { kind, question, opening, answer, choices, combination });
    }

    fn whereabouts(&mut self, i: usize, place: usize) {
        let (name, places) = (self.cast.names[i], self.cast.places);
        let (question, opening) = (format!("Where is {name}?"), format!("{name} is in the"));
        self.settle([i, place, i], QuestionKind::WhereIsSomeone, question, opening, places[place], places);
    }

    fn animal_place(&mut self, i: usize) {
        let (animal, places) = (self.cast.animals[i], self.cast.places);
        let (question, opening) = (format!("Where is the {animal}?"), format!("The {animal} is in the"));
        self.settle([i, i, i], QuestionKind::WhereIsSomeone, question, opening, places[i], places);
    }

    fn thing_place(&mut self, i: usize, place: usize) {
        let (thing, places) = (self.cast.things[i], self.cast.places);
        let (question, opening) = (format!("Where is the {thing}?"), format!("The {thing} is in the"));
        self.settle([i, place, i], QuestionKind::WhereIsThing, question, opening, places[place], places);
    }

    fn who_has(&mut self, i: usize, holder: usize) {
        let (thing, names) = (self.cast.things[i], self.cast.names);
        let (question, opening) = (format!("Who has the {thing}?"), format!("The {thing} is with"));
        self.settle([holder, i, i], QuestionKind::WhoHas, question, opening, names[holder], names);
    }

    fn animal_has(&mut self, i: usize) {
        let (thing, animals) = (self.cast.things[i], self.cast.animals);
        let (question, opening) = (format!("Who has the {thing}?"), format!("The {thing} is with the"));
        self.settle([i, i, i], QuestionKind::WhoHas, question, opening, animals[i], animals);
    }

    fn what_has(&mut self, i: usize) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What does {name} have?"), format!("{name} has the"));
        self.settle([i, i, i], QuestionKind::WhatHas, question, opening, things[i], things);
    }

    fn deed(&mut self, i: usize, verb: &str, past: &str) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What did {name} {verb}?"), format!("{name} {past} the"));
        self.settle([i, i, i], QuestionKind::WhatDid, question, opening, things[i], things);
    }

    fn colour(&mut self, i: usize) {
        let (thing, colours) = (self.cast.things[i], self.cast.colours);
        let (question, opening) = (format!("What colour is the {thing}?"), format!("The {thing} is"));
        self.settle([i, i, i], QuestionKind::WhatColour, question, opening, colours[i], colours);
    }
}
