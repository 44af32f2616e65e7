//! Two people who talk: about a third, or one asks the other. A line for each time that one of them speaks.

use super::passage::confuses;
use super::portrait::without;
use super::scribe::Scribe;
use super::wording::Called;
use crate::town::facts::{Being, Facts};
use crate::town::people::Age;

fn is_person(facts: &Facts, being: &Being) -> bool {
    matches!(being, Being::Person(person) if facts.people[*person].age != Age::Pet)
}

/// Two talk about a third.
pub(super) fn about(scribe: &mut Scribe) -> String {
    let third = scribe.subject(is_person);
    let one = scribe.subject(|facts, being| is_person(facts, being) && *being != third);
    let other = scribe.subject(|facts, being| is_person(facts, being) && *being != third && *being != one);
    let facts = scribe.facts;
    let (asks, knows, name) = (facts.text(&one), facts.text(&other), facts.text(&third));
    let mut known = without(scribe, &third, &["holder"]);
    known.retain(|&fact| facts.facts[fact].value != one && facts.facts[fact].value != other);
    let count = 2 + scribe.rng.index(3);
    let known = scribe.some(known, count);
    let mut lines = Vec::new();
    let mut called = Called::Name;
    if scribe.rng.chance(60) {
        lines.push(format!("{asks}: {}", scribe.frame("talk", &[("name", &name)])));
        lines.push(format!("{knows}: {}", scribe.frame("talk-yes", &[])));
        called = Called::Pronoun;
    }
    for (number, &fact) in known.iter().enumerate() {
        let asked = scribe.question(fact, called);
        let heard = if number > 0 && scribe.rng.chance(35) { scribe.frame("talk-heard", &[]) } else { String::new() };
        lines.push(format!("{asks}: {}", format!("{heard} {asked}").trim()));
        let how = if scribe.rng.chance(70) { Called::Pronoun } else { Called::Name };
        lines.push(format!("{knows}: {}", scribe.answer(fact, how)));
        called = if confuses(scribe, fact) { Called::Name } else { Called::Pronoun };
    }
    if scribe.rng.chance(60) {
        lines.push(format!("{asks}: {}", scribe.frame("talk-thanks", &[("name", &knows)])));
    }
    lines.join("\n")
}

/// One asks the other about the other.
pub(super) fn interview(scribe: &mut Scribe) -> String {
    let other = scribe.subject(is_person);
    let one = scribe.subject(|facts, being| is_person(facts, being) && *being != other);
    let facts = scribe.facts;
    let (asks, tells) = (facts.text(&one), facts.text(&other));
    let mut known = without(scribe, &other, &["holder"]);
    known.retain(|&fact| facts.facts[fact].value != one);
    let count = 2 + scribe.rng.index(4);
    let known = scribe.some(known, count);
    let mut lines = vec![
        format!("{asks}: {}", scribe.frame("interview", &[("name", &tells)])),
        format!("{tells}: {}", scribe.frame("interview-yes", &[("name", &asks)])),
    ];
    for fact in known {
        lines.push(format!("{asks}: {}", scribe.question(fact, Called::You)));
        lines.push(format!("{tells}: {}", scribe.answer(fact, Called::I)));
    }
    if scribe.rng.chance(70) {
        lines.push(format!("{asks}: {}", scribe.frame("talk-thanks", &[("name", &tells)])));
    }
    lines.join("\n")
}
