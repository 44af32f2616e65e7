//! Stories: a cast of three people, places, things, colours and animals, told along one of ten skeletons, together with
//! the facts that the story settles. Three of everything, so that each answer has two rivals of its own kind in the
//! same story, and neither its position nor the words that training texts had before it give it away.
//!
//! A *combination* is a skeleton with a name, a place and a thing. One in sixteen is held out: no training story of that
//! skeleton mentions that name, that place and that thing together (all 27 triples of a cast are tested, whether or not
//! they belong to each other in the story).

use super::lexicon::{
    ANIMALS, CLOSERS, COLOURS, FEED, FILL, FIND, HAVE, HIDE, LIKE, LOSE, MAKE, NAMES, OPENERS, PLACES, PLEASE,
    Relation, TAKE, THINGS, VISIT, WEAR,
};
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
    /// Which of a relation's three words goes with the cast's first, second and third.
    words: [usize; 3],
}

impl Cast {
    fn draw(rng: &mut Rng) -> Self {
        Self {
            names: three(rng, &NAMES),
            places: three(rng, &PLACES),
            things: three(rng, &THINGS),
            colours: three(rng, &COLOURS),
            animals: three(rng, &ANIMALS),
            words: rng.distinct(3, 3).try_into().expect("three of three"),
        }
    }
}

impl Cast {
    /// The word that tells this relation of the cast's `i`-th.
    fn word(&self, relation: Relation, i: usize) -> &'static str {
        relation[self.words[i]]
    }
}

fn three(rng: &mut Rng, words: &[&'static str]) -> [&'static str; 3] {
    let chosen = rng.distinct(3, words.len());
    [words[chosen[0]], words[chosen[1]], words[chosen[2]]]
}

/// A told story and what it settles.
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

    fn tell(rng: &mut Rng) -> Self {
        let skeleton = rng.index(SKELETONS.len());
        let cast = Cast::draw(rng);
        let beginnings = std::array::from_fn(|i| beginning(SKELETONS[skeleton], &cast, i));
        let mut teller = Teller { skeleton, cast: &cast, sentences: Vec::new(), facts: Vec::new() };
        // Which of the three changes, and to which of the other two: even, so that no position is the likelier answer.
        let mover = rng.index(3);
        let other = (mover + 1 + rng.index(2)) % 3;
        teller.tell(SKELETONS[skeleton], mover, other);
        if rng.chance(40) {
            teller.say(rng.pick(&CLOSERS).to_owned());
        }
        let Teller { sentences: plot, facts, .. } = teller;
        // Always an opener: so that a space stands before the first name too, and the word is the same token wherever it
        // comes.
        Self { opener: rng.pick(&OPENERS), beginnings, plot, facts, skeleton, cast }
    }
}

/// The sentences that put the cast's `i`-th of everything on the stage. A reply to a question repeats the last three
/// words of one of them (or of a later change): finding the answer is finding the sentence again.
fn beginning(skeleton: Skeleton, cast: &Cast, i: usize) -> String {
    let (name, place, thing) = (cast.names[i], cast.places[i], cast.things[i]);
    let (colour, animal) = (cast.colours[i], cast.animals[i]);
    let word = |relation| cast.word(relation, i);
    let fill = format!("So {thing} {} {place}.", word(FILL));
    let please = format!("So {thing} {} {name}.", word(PLEASE));
    match skeleton {
        Skeleton::Finding => format!("{name} {} {thing}. {fill}", word(FIND)),
        Skeleton::Holding => format!("{name} {} {colour}. {fill}", word(WEAR)),
        Skeleton::Hiding => format!("{name} {} {thing}. {fill}", word(HIDE)),
        Skeleton::Sending => format!("{name} {} {place}. {please}", word(LIKE)),
        Skeleton::Carrying => format!("{name} {} {thing}. {fill}", word(HAVE)),
        Skeleton::Walking => format!("{name} {} {place}. {please}", word(VISIT)),
        Skeleton::Taking => format!("{name} {} {animal}. So {animal} {} {thing}. {fill}", word(FEED), word(TAKE)),
        Skeleton::Trading => format!("{name} {} {thing}. Often {thing} {} {place}.", word(HAVE), word(FILL)),
        Skeleton::Losing => format!("{name} {} {thing}. {fill}", word(LOSE)),
        Skeleton::Making => format!("{name} {} {thing}. {fill}", word(MAKE)),
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
        let Cast { names, places, things, .. } = *self.cast;
        // Where each thing and person is, and who holds what, in the end: indices into the cast.
        let mut holder = [0, 1, 2];
        let mut place = [0, 1, 2];
        match skeleton {
            Skeleton::Sending => {
                self.say(format!("{} sent {} to {}.", names[mover], things[mover], names[other]));
                self.say(format!("So {} {} {}.", things[mover], self.cast.word(PLEASE, mover), names[other]));
                holder[mover] = other;
            }
            Skeleton::Carrying => {
                self.say(format!("{} moved {}.", names[mover], things[mover]));
                self.say(format!("So {} {} {}.", things[mover], self.cast.word(FILL, mover), places[other]));
                place[mover] = other;
            }
            Skeleton::Walking => {
                self.say(format!("{} left {}.", names[mover], places[mover]));
                self.say(format!("{} {} {}.", names[mover], self.cast.word(VISIT, mover), places[other]));
                place[mover] = other;
            }
            Skeleton::Trading => {
                self.say(format!("{} and {} traded.", names[mover], names[other]));
                self.say(format!("{} {} {}.", names[mover], self.cast.word(HAVE, mover), things[other]));
                self.say(format!("{} {} {}.", names[other], self.cast.word(HAVE, other), things[mover]));
                holder.swap(mover, other);
            }
            _ => {}
        }
        for i in 0..3 {
            match skeleton {
                Skeleton::Finding => {
                    self.deed(i, "find", FIND);
                    self.thing_place(i, i);
                }
                Skeleton::Holding => {
                    self.colour(i);
                    self.thing_place(i, i);
                }
                Skeleton::Hiding => {
                    self.deed(i, "hide", HIDE);
                    self.thing_place(i, i);
                }
                Skeleton::Sending => {
                    self.home(i);
                    self.who_has(i, holder[i]);
                }
                Skeleton::Carrying => {
                    self.what_has(i, i);
                    self.thing_place(i, place[i]);
                }
                Skeleton::Walking => {
                    self.visit(i, place[i]);
                    self.who_has(i, i);
                }
                Skeleton::Taking => {
                    self.animal_deed(i);
                    self.thing_place(i, i);
                }
                Skeleton::Trading => {
                    self.what_has(i, holder[i]);
                    self.thing_place(i, i);
                }
                Skeleton::Losing => {
                    self.deed(i, "lose", LOSE);
                    self.thing_place(i, i);
                }
                Skeleton::Making => {
                    self.deed(i, "make", MAKE);
                    self.thing_place(i, i);
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

    fn visit(&mut self, i: usize, place: usize) {
        let (name, places) = (self.cast.names[i], self.cast.places);
        let (question, opening) = (format!("Where did {name} go?"), format!("{name} {}", self.cast.word(VISIT, i)));
        self.settle([i, place, i], QuestionKind::WhereIsSomeone, question, opening, places[place], places);
    }

    fn home(&mut self, i: usize) {
        let (name, places) = (self.cast.names[i], self.cast.places);
        let (question, opening) =
            (format!("Which city does {name} like?"), format!("{name} {}", self.cast.word(LIKE, i)));
        self.settle([i, i, i], QuestionKind::WhereIsSomeone, question, opening, places[i], places);
    }

    fn animal_deed(&mut self, i: usize) {
        let (animal, things) = (self.cast.animals[i], self.cast.things);
        let (question, opening) =
            (format!("What did the {animal} take?"), format!("{animal} {}", self.cast.word(TAKE, i)));
        self.settle([i, i, i], QuestionKind::WhatDid, question, opening, things[i], things);
    }

    fn thing_place(&mut self, i: usize, place: usize) {
        let (thing, places) = (self.cast.things[i], self.cast.places);
        let (question, opening) = (format!("Where are the {thing}?"), format!("{thing} {}", self.cast.word(FILL, i)));
        self.settle([i, place, i], QuestionKind::WhereIsThing, question, opening, places[place], places);
    }

    fn who_has(&mut self, i: usize, holder: usize) {
        let (thing, names) = (self.cast.things[i], self.cast.names);
        let (question, opening) = (format!("Who has the {thing}?"), format!("{thing} {}", self.cast.word(PLEASE, i)));
        self.settle([holder, i, i], QuestionKind::WhoHas, question, opening, names[holder], names);
    }

    fn what_has(&mut self, i: usize, held: usize) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What does {name} have?"), format!("{name} {}", self.cast.word(HAVE, i)));
        self.settle([i, i, held], QuestionKind::WhatHas, question, opening, things[held], things);
    }

    fn deed(&mut self, i: usize, verb: &str, told: Relation) {
        let (name, things) = (self.cast.names[i], self.cast.things);
        let (question, opening) = (format!("What did {name} {verb}?"), format!("{name} {}", self.cast.word(told, i)));
        self.settle([i, i, i], QuestionKind::WhatDid, question, opening, things[i], things);
    }

    fn colour(&mut self, i: usize) {
        let (name, colours) = (self.cast.names[i], self.cast.colours);
        let (question, opening) =
            (format!("What colour does {name} wear?"), format!("{name} {}", self.cast.word(WEAR, i)));
        self.settle([i, i, i], QuestionKind::WhatColour, question, opening, colours[i], colours);
    }
}
