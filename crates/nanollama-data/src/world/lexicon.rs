//! The words of the built-in world. Small on purpose: every word soon becomes one token, so that a tiny model can spend
//! its few weights on finding answers instead of on spelling. Every noun takes "a", and "in the" fits every place.

/// People.
pub(super) const NAMES: [&str; 40] = [
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Iris", "Jack", "Kate", "Leo", "Mia", "Noah",
    "Olga", "Paul", "Rosa", "Sam", "Tina", "Victor", "Wendy", "Alice", "Oscar", "Lucy", "Max", "Nora", "Peter", "Ruth",
    "Simon", "Tom", "Vera", "Walter", "Zoe", "Adam", "Bella", "Carl", "Dora", "Eric", "Fiona", "George",
];

/// Places.
pub(super) const PLACES: [&str; 30] = [
    "kitchen", "garden", "barn", "forest", "school", "market", "library", "park", "attic", "cellar", "tower", "castle",
    "bakery", "museum", "station", "meadow", "cave", "village", "stable", "tent", "cabin", "palace", "theatre",
    "office", "hall", "garage", "valley", "field", "shed", "temple",
];

/// Things that are found, carried and given.
pub(super) const THINGS: [&str; 40] = [
    "ball", "kite", "drum", "book", "lamp", "cup", "hat", "key", "bell", "box", "coin", "rope", "bag", "boat", "doll",
    "map", "ring", "spoon", "shell", "stone", "brush", "clock", "candle", "basket", "blanket", "button", "feather",
    "flute", "ladder", "mirror", "needle", "pencil", "pillow", "plate", "ribbon", "scarf", "shovel", "ticket", "wheel",
    "whistle",
];

/// Animals.
pub(super) const ANIMALS: [&str; 12] =
    ["dog", "cat", "hen", "goat", "fox", "horse", "rabbit", "mouse", "duck", "cow", "sheep", "bear"];

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
        let words: Vec<&str> = [&NAMES[..], &PLACES, &THINGS, &ANIMALS, &COLOURS].concat();
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
    }
}
