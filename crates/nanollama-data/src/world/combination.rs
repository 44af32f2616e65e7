//! What is either trained on or held out: a skeleton with a name, a place and a thing. One in sixteen is held out.

use crate::rng::hash;

/// One combination in this many is kept out of training.
const HELD_OUT_SHARE: u64 = 16;
/// Sets the partition apart from every other use of the hash. It does not depend on the world's seed, so that the
/// held-out questions of any world are new to a model trained on any other.
const PARTITION: u64 = 0x7061_7274;

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
