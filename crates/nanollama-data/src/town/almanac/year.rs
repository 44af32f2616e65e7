//! The town's year, month by month.

use super::scribe::Scribe;
use super::wording::Called;
use crate::town::facts::MONTHS;

/// Some months of the year, with what is in them.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let facts = scribe.facts;
    let feasts = facts.of("month");
    let (first, count) = (scribe.rng.index(MONTHS.len()), 4 + scribe.rng.index(5));
    let mut text = Vec::new();
    if scribe.rng.chance(60) {
        text.push(scribe.frame("year", &[]));
    }
    for month in MONTHS.iter().cycle().skip(first).take(count) {
        if scribe.rng.chance(45) {
            text.push(scribe.frame(&format!("weather-{month}"), &[]));
        }
        let here: Vec<usize> =
            feasts.iter().copied().filter(|&fact| facts.value(&facts.facts[fact]) == **month).collect();
        for fact in here {
            text.push(scribe.statement(fact, Called::Name));
        }
    }
    text.join(" ")
}
