//! What a plot that was read may not be: without a title, with roles that nobody declared, with beats and questions that say
//! nothing.

use crate::town::markup::{self, Node};
use crate::town::plot::{Kind, Order, Plot, Relation, Wanted};
use crate::town::trail;

/// Refuses roles that nobody declared, and beats and questions without a wording.
pub(super) fn check(plot: &Plot) -> Result<(), String> {
    let known = |name: &str| plot.roles.iter().any(|role| role.name == name);
    if plot.title.is_empty() {
        return Err("it has no title".into());
    }
    for (index, beat) in (1usize..).zip(&plot.beats) {
        let before = index.checked_sub(2).map(|before| plot.beats[before].order);
        if beat.order == Order::With && !matches!(before, Some(Order::Mix | Order::With)) {
            return Err(format!("beat {index}: no mixed beat stands before `with`"));
        }
        if beat.wordings.is_empty() {
            return Err(format!("beat {index} has no wording"));
        }
        if let Relation::Say { speaker, to } = &beat.relation
            && let Some(name) = [Some(speaker), to.as_ref()].into_iter().flatten().find(|name| !known(name))
        {
            return Err(format!("beat {index}: nobody plays `{name}`"));
        }
    }
    let is_role =
        |name: &str, fits: &dyn Fn(&Kind) -> bool| plot.roles.iter().any(|role| role.name == name && fits(&role.kind));
    for fact in plot.beats.iter().flat_map(|beat| &beat.facts) {
        let (people, thing, place) = trail::roles(fact);
        let fits = people.iter().all(|name| is_role(name, &|kind| matches!(kind, Kind::Person(_))))
            && thing.is_none_or(|name| is_role(name, &|kind| matches!(kind, Kind::Thing { .. } | Kind::Word(_))))
            && place.is_none_or(|name| is_role(name, &|kind| matches!(kind, Kind::Place(_) | Kind::Word(_))));
        if !fits {
            return Err(format!("{fact:?}: a role is not there or of another kind"));
        }
    }
    for (index, role) in plot.roles.iter().enumerate() {
        if let Kind::Person(Wanted { owner: Some(owner), .. }) = &role.kind
            && !plot.roles[..index].iter().any(|before| before.name == *owner)
        {
            return Err(format!("`{}`: nobody before it plays `{owner}`", role.name));
        }
    }
    for ask in &plot.asks {
        if let Some(about) = ask.about.as_ref().filter(|about| !known(about)) {
            return Err(format!("`ask {} {about}`: nobody and nothing plays it", ask.kind));
        }
        if ask.questions.is_empty() || ask.answers.is_empty() {
            return Err(format!("`ask {}` needs a question and an answer", ask.kind));
        }
    }
    let lines = plot.beats.iter().flat_map(|beat| &beat.wordings).flat_map(|wording| &wording.lines);
    let wordings = lines.map(|line| &line.nodes);
    let asked = plot.asks.iter().flat_map(|ask| ask.questions.iter().chain(&ask.answers));
    wordings.chain(asked).try_for_each(|nodes| roles_are_known(nodes, &known))
}

fn roles_are_known(nodes: &[Node], known: &impl Fn(&str) -> bool) -> Result<(), String> {
    for node in nodes {
        match node {
            Node::Ref(reference) => {
                let owner = match &reference.form {
                    markup::Form::OwnedBy(owner) => Some(owner.as_str()),
                    _ => None,
                };
                if let Some(name) =
                    [Some(reference.role.as_str()), owner].into_iter().flatten().find(|name| !known(name))
                {
                    return Err(format!("nobody and nothing plays `{name}`"));
                }
            }
            Node::Choice(ways) => ways.iter().try_for_each(|way| roles_are_known(way, known))?,
            Node::Text(_) | Node::Agree(_) => {}
        }
    }
    Ok(())
}
