//! Several of a kind side by side: Nora is seven, but Tom is nine.

use super::scribe::Scribe;
use crate::town::words::{capital, ended};

/// Some facts of one relation.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let facts = scribe.facts;
    let relation = facts.relation(scribe.rng.index(facts.facts.len())).name.clone();
    let count = 3 + scribe.rng.index(4);
    let all = facts.of(&relation);
    let mut chosen: Vec<usize> = Vec::new();
    for fact in scribe.some(all, count) {
        // Where two are the same there is nothing to set against each other.
        let same = |&other: &usize| {
            let (one, other) = (&facts.facts[fact], &facts.facts[other]);
            one.value == other.value || one.subject == other.value
        };
        if !chosen.iter().any(same) {
            chosen.push(fact);
        }
    }
    let mut text: Vec<String> = Vec::new();
    let mut left = chosen.into_iter();
    while let Some(fact) = left.next() {
        let called = scribe.naming(fact);
        let one = scribe.clause(fact, called).text;
        let plain = !one.contains([',', ':', '"', '?', '.']);
        // A text is more than one sentence.
        let spare = !text.is_empty() || left.len() > 1;
        let other = if plain && spare && scribe.rng.chance(60) { left.next() } else { None };
        let sentence = match other {
            Some(other) => {
                let called = scribe.naming(other);
                let other = scribe.clause(other, called);
                // Unlike words do not stand against each other.
                let alike = matches!(scribe.told[..], [.., ref one, ref other] if one.phrase == other.phrase);
                // "While coming out of the museum" would say something else.
                let links = match (alike, other.rest.is_some()) {
                    (true, true) => &["but", "and", "while"][..],
                    (true, false) => &["but", "and"],
                    (false, _) => &["and"],
                };
                format!("{one}, {} {}", links[scribe.rng.index(links.len())], other.text)
            }
            None => one,
        };
        text.push(ended(capital(&sentence), '.'));
    }
    text.join(" ")
}
