//! Conversations: somebody asks about the town, and is answered; one question leads to the next.

use super::passage::{self, confuses};
use super::portrait::without;
use super::scribe::Scribe;
use super::walk::list;
use super::wording::Called;
use crate::town::facts::{Being, Facts};
use crate::town::people::Age;

/// What is said, and what is answered.
pub(super) type Turn = (String, String);

/// Percent of the conversations that begin with a greeting, and of those that end with thanks.
const GREETED: u64 = 20;
const THANKED: u64 = 15;

/// A conversation of one to four questions.
pub(super) fn tell(scribe: &mut Scribe) -> Vec<Turn> {
    let mut turns = match scribe.rng.index(20) {
        0..13 => chain(scribe),
        13..16 => vec![wish(scribe)],
        16..19 => vec![inverse(scribe)],
        _ => vec![has_pet(scribe)],
    };
    let more = scribe.rng.chance(40);
    if turns.len() == 1 && more {
        turns.extend(chain(scribe).into_iter().take(2));
    }
    if scribe.rng.chance(GREETED) {
        let (hello, back) = (scribe.frame("hello", &[]), scribe.frame("hello-back", &[]));
        let (asked, said) = &turns[0];
        turns[0] = (format!("{hello} {asked}"), format!("{back} {said}"));
    }
    if scribe.rng.chance(THANKED) {
        turns.push((scribe.frame("thanks", &[]), scribe.frame("thanks-back", &[])));
    }
    turns
}

/// Questions about one, or about one and then about another who came up.
fn chain(scribe: &mut Scribe) -> Vec<Turn> {
    let facts = scribe.facts;
    let first = scribe.rng.index(facts.facts.len());
    let count = [1, 1, 2, 2, 3, 4][scribe.rng.index(6)];
    let mut asked = vec![first];
    // Who is asked for as the baker stays the baker.
    let mut name = scribe.naming(first);
    let mut turns = vec![ask(scribe, first, name, name)];
    while turns.len() < count {
        let last = asked[asked.len() - 1];
        let leads = match &facts.facts[last].value {
            other @ Being::Person(_) if scribe.rng.chance(50) => Some(other.clone()),
            _ => None,
        };
        let about = leads.clone().unwrap_or_else(|| facts.facts[last].subject.clone());
        let mut known = without(scribe, &about, &["holder", "trade"]);
        known.retain(|fact| !asked.contains(fact) && !turns_back(facts, &asked, *fact));
        if known.is_empty() {
            break;
        }
        let next = known[scribe.rng.index(known.len())];
        name = if leads.is_none() && name == Called::Trade { name } else { Called::Name };
        let pronoun = leads.is_none() && !confuses(scribe, last) && scribe.rng.chance(75);
        let (question, answer) = ask(scribe, next, if pronoun { Called::Pronoun } else { name }, name);
        turns.push((if scribe.rng.chance(45) { going_on(question) } else { question }, answer));
        asked.push(next);
    }
    turns
}

/// Whether a fact only says again, the other way round, what was asked.
fn turns_back(facts: &Facts, asked: &[usize], fact: usize) -> bool {
    let fact = &facts.facts[fact];
    asked.iter().map(|&one| &facts.facts[one]).any(|one| one.subject == fact.value && one.value == fact.subject)
}

/// A question, in which the one asked for is called so, and its answer, by name or pronoun.
fn ask(scribe: &mut Scribe, fact: usize, called: Called, name: Called) -> Turn {
    let question = scribe.question(fact, called);
    let how = if scribe.rng.chance(if called == Called::Pronoun { 70 } else { 35 }) { Called::Pronoun } else { name };
    (question, scribe.answer(fact, how))
}

/// `And where does she live?`
fn going_on(question: String) -> String {
    const BEGINNINGS: [&str; 19] = [
        "Where", "What", "Who", "Whom", "Whose", "Which", "When", "How", "In", "At", "On", "For", "With", "To", "Can",
        "Do", "Of", "By", "Until",
    ];
    let first = question.split(' ').next().unwrap_or_default();
    match BEGINNINGS.contains(&first) {
        true => format!("And {}{}", question[..1].to_lowercase(), &question[1..]),
        false => question,
    }
}

/// Somebody wants to hear about somebody.
fn wish(scribe: &mut Scribe) -> Turn {
    let subject = scribe.rich_subject();
    let name = scribe.facts.text(&subject);
    let known = without(scribe, &subject, &["holder"]);
    let count = 2 + scribe.rng.index(4);
    let known = scribe.some(known, count);
    let frame = if matches!(subject, Being::Person(_)) { "wish" } else { "wish-place" };
    (scribe.frame(frame, &[("name", &name)]), passage::tell(scribe, &known, Called::Name))
}

/// Who lives there, whose pet it is, what is in a month, who helps.
fn inverse(scribe: &mut Scribe) -> Turn {
    let facts = scribe.facts;
    let relation = ["home", "helps", "month", "pet", "stands"][scribe.rng.index(5)];
    let all = facts.of(relation);
    let value = facts.facts[all[scribe.rng.index(all.len())]].value.clone();
    let of: Vec<&Being> = all
        .iter()
        .map(|&fact| &facts.facts[fact])
        .filter(|fact| fact.value == value)
        .map(|fact| &fact.subject)
        .collect();
    let names: Vec<String> = of.iter().map(|one| facts.text(one)).collect();
    let text = match &value {
        Being::Person(person) if relation == "helps" => facts.people[*person].trade.unwrap_or_default().to_owned(),
        other => facts.text(other),
    };
    let roles = [("value", text.as_str()), ("names", &list(&names))];
    let number = if names.len() > 1 { "many" } else { "one" };
    (scribe.frame(&format!("who-{relation}"), &roles), scribe.frame(&format!("who-{relation}-{number}"), &roles))
}

/// Whether a child has a pet.
fn has_pet(scribe: &mut Scribe) -> Turn {
    let child =
        scribe.subject(|facts, being| matches!(being, Being::Person(one) if facts.people[*one].age == Age::Child));
    let facts = scribe.facts;
    let name = facts.text(&child);
    let asked = scribe.frame("has-pet", &[("name", &name)]);
    let pet = match child {
        Being::Person(child) => facts.pet(child),
        Being::Named(_) => None,
    };
    let said = match pet {
        Some(pet) => {
            let kind = facts.people[pet].trade.unwrap_or_default();
            scribe.frame("has-pet-yes", &[("name", &name), ("kind", kind), ("pet", facts.people[pet].name)])
        }
        None => scribe.frame("has-pet-no", &[("name", &name)]),
    };
    (asked, said)
}
