//! A walk down a street: who lives there, and what stands there.

use super::passage;
use super::portrait::without;
use super::scribe::Scribe;
use super::wording::Called;
use crate::town::facts::Being;

/// A walk down any street.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let facts = scribe.facts;
    let street = facts.households[scribe.rng.index(facts.households.len())].street;
    let mut text = vec![scribe.frame("walk", &[("street", street)])];
    let mut homes: Vec<usize> =
        (0..facts.households.len()).filter(|&home| facts.households[home].street == street).collect();
    scribe.rng.shuffle(&mut homes);
    for home in homes {
        let household = &facts.households[home];
        let name = |person: usize| facts.text(&Being::Person(person));
        let children = list(&household.children.iter().map(|&child| name(child)).collect::<Vec<_>>());
        let people: Vec<usize> = household.people().collect();
        let somebody = Being::Person(people[scribe.rng.index(people.len())]);
        text.push(match household.parent {
            Some(parent) => {
                let trade = facts.people[parent].trade.unwrap_or_default();
                let roles = [("parent", name(parent)), ("trade", trade.to_owned()), ("children", children)];
                scribe.frame("walk-family", &roles.each_ref().map(|(role, name)| (*role, name.as_str())))
            }
            None => scribe.frame("walk-house", &[("name", &facts.text(&somebody))]),
        });
        let count = scribe.rng.index(3);
        let known = without(scribe, &somebody, &["home", "holder", "parent", "sibling", "trade"]);
        let known = scribe.some(known, count);
        let called = if household.parent.is_some() { Called::Name } else { Called::Pronoun };
        if !known.is_empty() {
            text.push(passage::tell(scribe, &known, called));
        }
    }
    let places = facts.of("stands").into_iter().map(|fact| &facts.facts[fact]);
    let mut here: Vec<&Being> =
        places.filter(|fact| facts.text(&fact.value) == street).map(|fact| &fact.subject).collect();
    scribe.rng.shuffle(&mut here);
    for place in here.into_iter().take(1) {
        text.push(scribe.frame("walk-place", &[("place", &facts.text(place))]));
        let known = without(scribe, place, &["stands"]);
        let known = scribe.some(known, 2);
        text.push(passage::tell(scribe, &known, Called::Pronoun));
    }
    if scribe.rng.chance(60) {
        text.push(scribe.frame("walk-end", &[("street", street)]));
    }
    text.join(" ")
}

/// `Nora, Tom and Ben`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
