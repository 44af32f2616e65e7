//! Several facts about one, told in a row: names and pronouns, clauses joined to sentences. Which facts is the matter of the
//! forms.

use super::scribe::{Clause, Scribe};
use super::wording::Called;
use crate::town::facts::{Being, Fact};
use crate::town::words::{capital, ended};

/// Percent of the clauses that go with the next one.
const JOINED: u64 = 50;
/// Percent of the sentences that name whom they are about although a pronoun would do.
const NAMED: u64 = 20;
/// Letters of a sentence that takes no further clause.
const LONG: usize = 75;

/// Tells facts about one and the same, who is called so in the first sentence.
pub(super) fn tell(scribe: &mut Scribe, facts: &[usize], first: Called) -> String {
    let mut sentences = Vec::new();
    let mut called = first;
    let again = if first == Called::Trade { Called::Trade } else { Called::Name };
    let mut left = facts.iter().copied().peekable();
    while let Some(fact) = left.next() {
        let one = scribe.clause(fact, called);
        let goes_on =
            left.peek().copied().filter(|_| one.text.len() < LONG && is_plain(&one) && scribe.rng.chance(JOINED));
        // A thing that the clause does not begin with is not surely the one that `it` means.
        let mut hidden = one.rest.is_none();
        let last = match goes_on
            .filter(|_| !confuses(scribe, fact) || one.rest.is_some() && !names_owner(&scribe.facts.facts[fact]))
            .filter(|_| one.rest.is_some() || !is_thing(scribe, fact))
        {
            Some(next) => {
                left.next();
                // Where a pronoun might mean somebody else, the name is at hand.
                let then = match after(called) {
                    Called::Pronoun if confuses(scribe, fact) => again,
                    then => then,
                };
                let other = scribe.clause(next, then);
                hidden = other.rest.is_none();
                sentences.extend(join(scribe, fact, called, &one, &other));
                next
            }
            None => {
                sentences.push(one.text);
                fact
            }
        };
        called = match after(called) {
            Called::Pronoun
                if confuses(scribe, last) || hidden && is_thing(scribe, last) || scribe.rng.chance(NAMED) =>
            {
                again
            }
            other => other,
        };
    }
    let sentence = |text: String| ended(capital(&text), '.');
    sentences.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// How one is called who has just been called so.
fn after(called: Called) -> Called {
    match called {
        Called::I | Called::You => called,
        _ => Called::Pronoun,
    }
}

/// Whether a pronoun behind a fact might mean its value.
pub(super) fn confuses(scribe: &Scribe, fact: usize) -> bool {
    let (facts, fact) = (scribe.facts, &scribe.facts.facts[fact]);
    if names_owner(fact) {
        return true;
    }
    match (&fact.subject, &fact.value) {
        (Being::Person(one), Being::Person(other)) => facts.people[*one].sex == facts.people[*other].sex,
        (Being::Named(_), Being::Named(value)) => value.starts_with("the "),
        _ => false,
    }
}

fn is_thing(scribe: &Scribe, fact: usize) -> bool {
    matches!(scribe.facts.facts[fact].subject, Being::Named(_))
}

/// Whether the phrases of a fact name an owner beside the one it is about.
fn names_owner(fact: &Fact) -> bool {
    fact.words.iter().any(|(role, _)| *role == "owner")
}

/// Whether a clause may stand beside another in a sentence: it has no marks, and nothing in it that a further `and` would
/// seem to belong to.
fn is_plain(clause: &Clause) -> bool {
    const TAKES_MORE: [&str; 4] = [" when ", " than ", " or ", " and "];
    !clause.text.contains([',', ':', '"', '?', '.']) && !TAKES_MORE.iter().any(|word| clause.text.contains(word))
}

/// One sentence of two clauses about the same, or two sentences where they do not go together.
fn join(scribe: &mut Scribe, fact: usize, called: Called, one: &Clause, other: &Clause) -> Vec<String> {
    let value_is_somebody = matches!(scribe.facts.facts[fact].value, Being::Person(_)) || confuses(scribe, fact);
    let (text, both) = (&one.text, one.rest.as_ref().zip(other.rest.as_ref()));
    match both {
        // Nora, who lives in Mill Lane, has a cat.
        Some((does, also))
            if is_plain(other)
                && matches!(called, Called::Name | Called::NameAndTrade | Called::Trade)
                && scribe.rng.chance(if value_is_somebody { 60 } else { 35 }) =>
        {
            let name = text.strip_suffix(does.as_str()).unwrap_or_default().trim();
            let who = match scribe.facts.facts[fact].subject {
                Being::Person(_) => "who",
                Being::Named(_) => "which",
            };
            vec![format!("{name}, {who} {does}, {also}")]
        }
        // Nora lives in Mill Lane and has a cat.
        Some((_, also)) if is_plain(other) && !value_is_somebody && scribe.rng.chance(70) => {
            vec![format!("{text} and {also}")]
        }
        _ if !confuses(scribe, fact) => vec![format!("{text}, and {}", other.text)],
        _ => vec![text.clone(), other.text.clone()],
    }
}
