//! Lists: what people like best, when the shops open, who helps whom; a line for each.

use super::scribe::Scribe;
use crate::town::facts::{Being, Facts, MONTHS};
use crate::town::words::capital;

/// The relations that are put into lists; each has headings among the frames.
const LISTED: [&str; 12] =
    ["food", "helps", "pet", "opens", "month", "rest", "home", "age", "hobby", "friend", "known", "beside"];

/// A list of any of them.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let relation = LISTED[scribe.rng.index(LISTED.len())];
    let all = scribe.facts.of(relation);
    let count = 4 + scribe.rng.index(6);
    let mut facts = scribe.some(all, count);
    let known = scribe.facts;
    if relation == "month" {
        let month = |fact: &usize| MONTHS.iter().position(|month| *month == known.value(&known.facts[*fact]));
        facts.sort_by_key(month);
    }
    if matches!(relation, "friend" | "beside") {
        // Each pair once.
        let fresh =
            |at: usize| !facts[..at].iter().any(|&other| known.facts[other].value == known.facts[facts[at]].subject);
        facts = (0..facts.len()).filter(|&at| fresh(at)).map(|at| facts[at]).collect();
    }
    let (begin, mark) = [("", ":"), ("- ", ":"), ("* ", ":"), ("", ",")][scribe.rng.index(4)];
    let line = |&fact: &usize| {
        let fact = &known.facts[fact];
        format!("{begin}{}{mark} {}", capital(&known.text(&fact.subject)), shown(known, relation, &fact.value))
    };
    let mut lines = vec![scribe.frame(&format!("list-{relation}"), &[])];
    lines.extend(facts.iter().map(line));
    lines.join("\n")
}

fn shown(facts: &Facts, relation: &str, value: &Being) -> String {
    match (relation, value) {
        ("helps", Being::Person(person)) => format!("the {}", facts.people[*person].trade.unwrap_or_default()),
        ("pet", Being::Person(pet)) => {
            format!("{} the {}", facts.text(value), facts.people[*pet].trade.unwrap_or_default())
        }
        _ => facts.text(value),
    }
}
