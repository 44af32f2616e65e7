//! A portrait: who or what somebody or something is, told by somebody who knows the town.

use super::passage;
use super::scribe::Scribe;
use super::wording::Called;
use crate::town::facts::Being;

/// A portrait of anybody or anything, and perhaps of one who belongs to it.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let subject = scribe.rich_subject();
    let mut text = one(scribe, &subject, 7);
    let facts = scribe.facts;
    let owner = match &subject {
        Being::Person(pet) => facts.owner(*pet).map(Being::Person),
        Being::Named(_) => None,
    };
    if owner.is_some() || scribe.rng.chance(45) {
        let linked = |fact: usize| match &facts.facts[fact].value {
            other @ Being::Person(_) if *other != subject => Some(other.clone()),
            _ => None,
        };
        let others: Vec<Being> = facts.about(&subject).into_iter().filter_map(linked).chain(owner).collect();
        if !others.is_empty() {
            let other = others[scribe.rng.index(others.len())].clone();
            text = format!("{text}\n{}", one(scribe, &other, 4));
        }
    }
    text
}

/// Up to so many facts about one.
pub(super) fn one(scribe: &mut Scribe, subject: &Being, most: usize) -> String {
    let facts = without(scribe, subject, &["holder"]);
    let count = (3 + scribe.rng.index(most - 2)).min(facts.len());
    let facts = scribe.some(facts, count);
    // "The baker is the baker" says nothing.
    let by_trade =
        |called| called == Called::Trade && facts.iter().any(|&fact| scribe.facts.relation(fact).name == "trade");
    let called = match scribe.naming(facts[0]) {
        called if by_trade(called) => Called::Name,
        called => called,
    };
    let name = scribe.facts.text(subject);
    let opening = if called == Called::Name && scribe.rng.chance(35) {
        let frame = if matches!(subject, Being::Person(_)) { "portrait" } else { "portrait-place" };
        Some(scribe.frame(frame, &[("name", &name)]))
    } else {
        None
    };
    match opening {
        Some(opening) => format!("{opening} {}", passage::tell(scribe, &facts, Called::Pronoun)),
        None => passage::tell(scribe, &facts, called),
    }
}

/// The facts about one, but for those of some relations.
pub(super) fn without(scribe: &Scribe, subject: &Being, relations: &[&str]) -> Vec<usize> {
    let facts = scribe.facts;
    facts.about(subject).into_iter().filter(|&fact| !relations.contains(&facts.relation(fact).name.as_str())).collect()
}
