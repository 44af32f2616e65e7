//! The words of the built-in world. Small on purpose: every word soon becomes one token, so that a tiny model can spend
//! its few weights on finding answers instead of on spelling. Nouns are plurals and places are cities, so that no article
//! stands between a verb and its object: who, what and the verb between them are three words side by side.

/// People.
pub(super) const NAMES: [&str; 20] = [
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Iris", "Jack", "Kate", "Leo", "Mia", "Noah",
    "Olga", "Paul", "Rosa", "Sam", "Tina", "Victor",
];

/// Cities.
pub(super) const PLACES: [&str; 16] = [
    "Rome", "Paris", "Oslo", "Cairo", "Lima", "Delhi", "Tokyo", "Quito", "Berlin", "Madrid", "Athens", "Dublin",
    "Vienna", "Prague", "Lisbon", "Havana",
];

/// Things that are found, carried and given.
pub(super) const THINGS: [&str; 20] = [
    "balls", "kites", "drums", "books", "lamps", "cups", "hats", "keys", "bells", "coins", "ropes", "bags", "boats",
    "dolls", "maps", "rings", "spoons", "shells", "stones", "clocks",
];

/// Animals.
pub(super) const ANIMALS: [&str; 12] =
    ["dogs", "cats", "hens", "goats", "foxes", "horses", "rabbits", "mice", "ducks", "cows", "bears", "bees"];

/// Colours.
pub(super) const COLOURS: [&str; 8] = ["red", "blue", "green", "yellow", "white", "black", "brown", "pink"];

/// Sentences that may open a story.
pub(super) const OPENERS: [&str; 8] = [
    "It was a sunny day.",
    "It was a cold morning.",
    "It was late in the day.",
    "One day it rained.",
    "The wind was strong.",
    "The sky was clear.",
    "It was a quiet day.",
    "Snow fell all night.",
];

/// What may stand between the one told of and what is told: three words for each relation, of which a story gives each
/// of its three people, things or animals another. So the word before an answer is never the same as before its rivals.
pub(super) type Relation = [&'static str; 3];

pub(super) const FIND: Relation = ["found", "spotted", "noticed"];
pub(super) const WEAR: Relation = ["wears", "sports", "prefers"];
pub(super) const HIDE: Relation = ["hid", "buried", "tucked"];
pub(super) const LIKE: Relation = ["likes", "loves", "misses"];
pub(super) const HAVE: Relation = ["has", "holds", "keeps"];
pub(super) const VISIT: Relation = ["visited", "toured", "reached"];
pub(super) const FEED: Relation = ["fed", "petted", "called"];
pub(super) const TAKE: Relation = ["took", "stole", "grabbed"];
pub(super) const LOSE: Relation = ["lost", "dropped", "forgot"];
pub(super) const MAKE: Relation = ["made", "built", "painted"];
pub(super) const FILL: Relation = ["fill", "crowd", "cover"];
pub(super) const PLEASE: Relation = ["please", "amuse", "cheer"];

/// All of them.
pub(super) const RELATIONS: [Relation; 12] =
    [FIND, WEAR, HIDE, LIKE, HAVE, VISIT, FEED, TAKE, LOSE, MAKE, FILL, PLEASE];

/// Sentences that may close a story.
pub(super) const CLOSERS: [&str; 6] = [
    "Everyone was happy.",
    "Then it was time to rest.",
    "They all laughed.",
    "It was a good day.",
    "Then they sang a song.",
    "Soon it was night.",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_word_is_twice_in_the_lexicon() {
        let words: Vec<&str> = [&NAMES[..], &PLACES, &THINGS, &ANIMALS, &COLOURS, RELATIONS.as_flattened()].concat();
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
    }
}
