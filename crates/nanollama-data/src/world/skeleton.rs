//! The ten plots: how each begins, what changes in it, and which facts hold at its end.

use super::cast::Cast;
use super::fact::{Fact, Facts};
use super::lexicon::{FEED, FILL, FIND, HAVE, HIDE, LIKE, LOSE, MAKE, PLEASE, TAKE, VISIT, WEAR};

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

/// All of them; a skeleton's number is its place here.
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

/// How a plot ends: for each thing of the cast who has it, and for each thing or person where it is, as indices into the
/// cast.
struct Ending {
    holder: [usize; 3],
    place: [usize; 3],
}

impl Skeleton {
    /// The sentences that put the cast's `i`-th of everything on the stage. A reply to a question repeats the last three
    /// words of one of them (or of a later change): finding the answer is finding the sentence again.
    pub(super) fn beginning(self, cast: &Cast, i: usize) -> String {
        let (name, place, thing) = (cast.names[i], cast.places[i], cast.things[i]);
        let (colour, animal) = (cast.colours[i], cast.animals[i]);
        let word = |relation| cast.word(relation, i);
        let fill = format!("So {thing} {} {place}.", word(FILL));
        let please = format!("So {thing} {} {name}.", word(PLEASE));
        match self {
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

    /// What changes between `mover` and `other`, two of the cast's three: the sentences, appended, and the facts that
    /// hold afterwards.
    pub(super) fn plot(self, cast: &Cast, mover: usize, other: usize, sentences: &mut Vec<String>) -> Vec<Fact> {
        let ending = self.change(cast, mover, other, sentences);
        self.facts(cast, &ending)
    }

    fn change(self, cast: &Cast, mover: usize, other: usize, sentences: &mut Vec<String>) -> Ending {
        let Cast { names, places, things, .. } = *cast;
        let word = |relation, i| cast.word(relation, i);
        let mut ending = Ending { holder: [0, 1, 2], place: [0, 1, 2] };
        match self {
            Skeleton::Sending => {
                sentences.push(format!("{} sent {} to {}.", names[mover], things[mover], names[other]));
                sentences.push(format!("So {} {} {}.", things[mover], word(PLEASE, mover), names[other]));
                ending.holder[mover] = other;
            }
            Skeleton::Carrying => {
                sentences.push(format!("{} moved {}.", names[mover], things[mover]));
                sentences.push(format!("So {} {} {}.", things[mover], word(FILL, mover), places[other]));
                ending.place[mover] = other;
            }
            Skeleton::Walking => {
                sentences.push(format!("{} left {}.", names[mover], places[mover]));
                sentences.push(format!("{} {} {}.", names[mover], word(VISIT, mover), places[other]));
                ending.place[mover] = other;
            }
            Skeleton::Trading => {
                sentences.push(format!("{} and {} traded.", names[mover], names[other]));
                sentences.push(format!("{} {} {}.", names[mover], word(HAVE, mover), things[other]));
                sentences.push(format!("{} {} {}.", names[other], word(HAVE, other), things[mover]));
                ending.holder.swap(mover, other);
            }
            _ => {}
        }
        ending
    }

    fn facts(self, cast: &Cast, ending: &Ending) -> Vec<Fact> {
        let mut facts = Facts::new(self as usize, cast);
        for i in 0..3 {
            match self {
                Skeleton::Finding => facts.what_did(i, "find", FIND),
                Skeleton::Holding => facts.what_colour(i),
                Skeleton::Hiding => facts.what_did(i, "hide", HIDE),
                Skeleton::Sending => facts.which_city(i),
                Skeleton::Carrying => facts.what_has(i, i),
                Skeleton::Walking => facts.where_went(i, ending.place[i]),
                Skeleton::Taking => facts.what_did_animal(i),
                Skeleton::Trading => facts.what_has(i, ending.holder[i]),
                Skeleton::Losing => facts.what_did(i, "lose", LOSE),
                Skeleton::Making => facts.what_did(i, "make", MAKE),
            }
            match self {
                Skeleton::Sending => facts.who_has(i, ending.holder[i]),
                Skeleton::Walking => facts.who_has(i, i),
                Skeleton::Carrying => facts.where_is(i, ending.place[i]),
                _ => facts.where_is(i, i),
            }
        }
        facts.into_list()
    }
}
