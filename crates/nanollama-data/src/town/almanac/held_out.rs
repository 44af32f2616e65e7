//! What no text says: for each fact a fifth of the ways to say it and a fifth of the ways to ask for it. It is decided by a
//! hash of the town's seed, the fact and the phrase as it is written.

use crate::rng;
use crate::town::facts::Facts;
use crate::town::relation::{Phrase, number_of};

/// One in so many phrases of a fact is held out.
const ONE_IN: u64 = 5;

/// Whether no text says this fact with this phrase. The plainest answer is never held out: something has to answer.
pub(super) fn is(facts: &Facts, fact: usize, phrase: &Phrase) -> bool {
    let relation = facts.relation(fact);
    if relation.answers[0].text == phrase.text {
        return false;
    }
    let subject = facts.text(&facts.facts[fact].subject);
    let parts = [facts.seed, number_of(&relation.name), number_of(&subject), phrase.number];
    rng::hash(&parts).is_multiple_of(ONE_IN)
}
