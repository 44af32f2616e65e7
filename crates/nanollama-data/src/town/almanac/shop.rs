//! The page of a house where somebody works: where it is, who works there, who helps.

use super::passage;
use super::portrait::without;
use super::scribe::Scribe;
use super::walk::list;
use super::wording::Called;
use crate::town::facts::{Being, WORKPLACES};
use crate::town::words::capital;

/// The page of any workplace.
pub(super) fn tell(scribe: &mut Scribe) -> String {
    let facts = scribe.facts;
    let (place, trade) = WORKPLACES[scribe.rng.index(WORKPLACES.len())];
    let mut text = Vec::new();
    let known = facts.about(&Being::Named(place.to_owned()));
    let known = scribe.some(known, 3);
    text.push(passage::tell(scribe, &known, Called::Name));
    let holder = (0..facts.people.len()).find(|&person| facts.people[person].trade == Some(trade));
    let holder = Being::Person(holder.expect("each trade has one"));
    let name = facts.text(&holder);
    match facts.fact(&holder, "holder") {
        Some(fact) if scribe.rng.chance(50) => text.push(scribe.statement(fact, Called::Trade)),
        _ => text.push(scribe.frame("shop-holder", &[("name", &name), ("trade", trade)])),
    }
    let known = without(scribe, &holder, &["holder", "trade"]);
    let count = 1 + scribe.rng.index(3);
    let known = scribe.some(known, count);
    text.push(passage::tell(scribe, &known, Called::Pronoun));
    let helps = |fact: &usize| facts.facts[*fact].value == holder;
    let helpers: Vec<String> =
        facts.of("helps").into_iter().filter(helps).map(|fact| facts.text(&facts.facts[fact].subject)).collect();
    if !helpers.is_empty() {
        let frame = if helpers.len() > 1 { "shop-helpers" } else { "shop-helper" };
        text.push(scribe.frame(frame, &[("names", &list(&helpers)), ("trade", trade)]));
    }
    let text = text.join(" ");
    if scribe.rng.chance(50) { format!("{}\n{text}", capital(place)) } else { text }
}
