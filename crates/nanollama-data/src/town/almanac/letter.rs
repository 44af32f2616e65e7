//! A letter or a diary day of a child, which tells of the child and of somebody else in passing.

use super::passage;
use super::portrait::without;
use super::scribe::Scribe;
use super::wording::Called;
use crate::town::facts::{Being, Facts};
use crate::town::people::Age;

fn is_child(facts: &Facts, being: &Being) -> bool {
    matches!(being, Being::Person(person) if facts.people[*person].age == Age::Child)
}

/// A letter to somebody who does not live in the town.
pub(super) fn letter(scribe: &mut Scribe) -> String {
    let writer = scribe.subject(is_child);
    let mut lines = vec![scribe.frame("letter-dear", &[])];
    let mut text = vec![scribe.frame("letter", &[])];
    text.push(of_myself(scribe, &writer, 3));
    lines.push(text.join(" "));
    lines.push(of_another(scribe, &writer, "letter-turn"));
    if scribe.rng.chance(60) {
        lines.push(scribe.frame("letter-end", &[]));
    }
    lines.push(scribe.frame("letter-greeting", &[]));
    lines.push(scribe.facts.text(&writer));
    lines.join("\n")
}

/// A day of a diary.
pub(super) fn diary(scribe: &mut Scribe) -> String {
    let writer = scribe.subject(is_child);
    let mut lines = vec![scribe.frame("diary-day", &[])];
    let mut text = vec![scribe.frame("diary", &[])];
    text.push(of_another(scribe, &writer, "diary-met"));
    if scribe.rng.chance(50) {
        text.push(scribe.frame("diary-turn", &[]));
        text.push(of_myself(scribe, &writer, 2));
    }
    if scribe.rng.chance(60) {
        text.push(scribe.frame("diary-end", &[]));
    }
    lines.push(text.join(" "));
    lines.join("\n")
}

fn of_myself(scribe: &mut Scribe, writer: &Being, most: usize) -> String {
    let known = scribe.facts.about(writer);
    let count = 1 + scribe.rng.index(most);
    let known = scribe.some(known, count);
    passage::tell(scribe, &known, Called::I)
}

/// Of somebody whom the writer knows: a friend, a brother, a neighbour.
fn of_another(scribe: &mut Scribe, writer: &Being, frame: &str) -> String {
    // Nobody meets a mother or a brother and tells where they live.
    let is_family = |facts: &Facts, being: &Being| {
        let of = |one: &Being, other: &Being| {
            facts.about(one).into_iter().any(|fact| {
                facts.facts[fact].value == *other && matches!(&*facts.relation(fact).name, "parent" | "sibling")
            })
        };
        of(writer, being) || of(being, writer)
    };
    let is_other =
        |facts: &Facts, being: &Being| matches!(being, Being::Person(_)) && being != writer && !is_family(facts, being);
    let other = scribe.subject(|facts, being| {
        is_other(facts, being) && !matches!(being, Being::Person(one) if facts.people[*one].age == Age::Pet)
    });
    let name = scribe.facts.text(&other);
    let facts = scribe.facts;
    let mut known = without(scribe, &other, &["holder"]);
    // The writer would say `me`.
    known.retain(|&fact| facts.facts[fact].value != *writer);
    let count = 2 + scribe.rng.index(3);
    let known = scribe.some(known, count);
    let turn = scribe.frame(frame, &[("name", &name)]);
    format!("{turn} {}", passage::tell(scribe, &known, Called::Pronoun))
}
