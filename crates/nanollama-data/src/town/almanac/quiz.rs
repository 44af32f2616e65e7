//! Questions with their answers, and riddles: who is it?

use super::scribe::{Purpose, Scribe};
use super::wording::Called;
use crate::town::facts::{Being, Facts};
use crate::town::people::Age;

/// Some questions, each with its answer.
pub(super) fn questions(scribe: &mut Scribe) -> String {
    let facts = scribe.facts;
    let count = 3 + scribe.rng.index(4);
    let of_one = facts.about(&scribe.rich_subject());
    let asked = match of_one.len() > 2 && scribe.rng.chance(50) {
        true => scribe.some(of_one, count),
        false => scribe.rng.distinct(count, facts.facts.len()),
    };
    let (before, between) = [("", " "), ("", "\n"), ("Question: ", "\nAnswer: "), ("- ", " ")][scribe.rng.index(4)];
    let mut lines = Vec::new();
    for fact in asked {
        let called = scribe.naming(fact);
        let question = scribe.question(fact, called);
        let how = if scribe.rng.chance(30) && called != Called::Trade { Called::Pronoun } else { called };
        lines.push(format!("{before}{question}{between}{}", scribe.answer(fact, how)));
    }
    lines.join("\n")
}

/// Tries at finding facts that only one has.
const TRIES: usize = 20;

/// Who is it?
pub(super) fn riddle(scribe: &mut Scribe) -> String {
    let is_child =
        |facts: &Facts, being: &Being| matches!(being, Being::Person(person) if facts.people[*person].age != Age::Pet);
    for _ in 0..TRIES {
        let subject = scribe.subject(is_child);
        let facts = scribe.facts;
        let known = super::portrait::without(scribe, &subject, &["holder"]);
        let count = 3 + scribe.rng.index(2);
        let known = scribe.some(known, count);
        if others_with(facts, &subject, &known) > 0 {
            continue;
        }
        let name = facts.text(&subject);
        let said: Vec<String> = known.iter().filter_map(|&fact| without_name(scribe, fact, &name)).collect();
        if said.len() < known.len() {
            continue;
        }
        let sex = if let Being::Person(person) = subject { facts.people[person].sex } else { continue };
        let pronoun = if sex == crate::town::people::Sex::She { "she" } else { "he" };
        let opening = scribe.frame("riddle", &[]);
        let end = scribe.frame("riddle-end", &[("name", &name), ("pronoun", pronoun)]);
        return format!("{opening} {}\n{end}", said.join(" "));
    }
    questions(scribe)
}

fn others_with(facts: &Facts, subject: &Being, known: &[usize]) -> usize {
    let has = |other: &Being| {
        known.iter().all(|&fact| {
            let fact = &facts.facts[fact];
            facts
                .facts
                .iter()
                .any(|one| one.relation == fact.relation && one.subject == *other && one.value == fact.value)
        })
    };
    (0..facts.people.len()).map(Being::Person).filter(|other| other != subject && has(other)).count()
}

/// A statement that does not tell who it is.
fn without_name(scribe: &mut Scribe, fact: usize, name: &str) -> Option<String> {
    for _ in 0..TRIES {
        let said = scribe.statement(fact, Called::Pronoun);
        if !said.split(|c: char| !c.is_alphabetic()).any(|word| word == name) {
            return Some(said);
        }
        // It is not told after all.
        scribe.told.pop().filter(|told| told.purpose == Purpose::Statement)?;
    }
    None
}
