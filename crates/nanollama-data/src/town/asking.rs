//! The questions of a telling: with which answers, what a right answer says, and what it could have been instead.

use super::cast::{Actor, Cast};
use super::markup::{Form, Node, Reference};
use super::people::PLACES;
use super::plot::{Ask, Kind, Number, Plot};
use super::question::{Area, Question};
use super::teller::{Teller, Voice};
use super::words::{capital, ended, number, plural};
use crate::rng::Rng;

/// Rivals of one kind, the answer among them, from which on a question is a look-up.
const LOOK_UP: usize = 4;
/// Values that a list needs so that it can be asked which of them it was.
const LIST: usize = 3;

/// All that can be asked about a telling, each question with one of its answers. What the text does not name is not asked
/// about. A question whose answer cannot be checked has no value and no candidates.
pub(super) fn questions(plot: &Plot, cast: &Cast, text: &str, rng: &mut Rng) -> Vec<Question> {
    plot.asks.iter().filter_map(|ask| question(plot, ask, cast, text, rng)).collect()
}

fn question(plot: &Plot, ask: &Ask, cast: &Cast, text: &str, rng: &mut Rng) -> Option<Question> {
    let voice = Voice { names_only: true, ..Voice::default() };
    let mut teller = Teller::new(cast, voice);
    let answer = &ask.answers[rng.index(ask.answers.len())];
    let asked = &ask.questions[rng.index(ask.questions.len())];
    let asked = ended(capital(&teller.say(asked, rng)), '?');
    let said = ended(capital(&teller.say(answer, rng)), '.');
    let is_named = |name: &str| position(text, name).is_some();
    let unknown = cast.actors.iter().any(|(_, actor)| match actor {
        Actor::Person(person) => {
            let spoken_of = [&asked, &said].iter().any(|line| position(line, person.name).is_some());
            spoken_of && !is_named(person.name)
        }
        _ => false,
    });
    if unknown {
        return None;
    }
    let (area, value, candidates) =
        value(plot, ask, answer, cast, text, (&asked, &said)).unwrap_or((Area::Plot, String::new(), Vec::new()));
    Some(Question { area, form: ask.kind.clone(), text: None, question: asked, answer: said, value, candidates })
}

/// What a right answer says, and all that it could have been.
fn value(
    plot: &Plot,
    ask: &Ask,
    answer: &[Node],
    cast: &Cast,
    text: &str,
    (asked, said): (&str, &str),
) -> Option<(Area, String, Vec<String>)> {
    let role = ask.about.clone().or_else(|| only_in_answers(ask).filter(|role| suits(plot, ask, role)))?;
    let form = form_in(answer, &role)?;
    let own = plot.roles.iter().find(|other| other.name == role)?;
    let value = said_as(cast.of(&role), form)?;
    let names = |candidate: &String, line: &str| position(line, candidate).is_some();
    if !names(&value, said) || names(&value, asked) {
        return None;
    }
    let mut rivals: Vec<(usize, String)> = plot
        .roles
        .iter()
        .filter(|other| form != &Form::Colour && overlap(&own.kind, &other.kind))
        .filter_map(|other| said_as(cast.of(&other.name), form))
        .filter(|rival| !names(rival, asked))
        .filter_map(|rival| position(text, &rival).map(|at| (at, rival)))
        .collect();
    rivals.sort();
    rivals.dedup();
    let rivals: Vec<String> = rivals.into_iter().map(|(_, rival)| rival).collect();
    let list = list(&own.kind, form).filter(|list| list.len() >= LIST);
    let (area, candidates) = match (rivals.len(), list) {
        (LOOK_UP.., _) => (Area::LookUp, rivals),
        (2.., _) => (Area::Plot, rivals),
        (_, Some(mut list)) => {
            list.sort();
            (Area::Plot, list)
        }
        _ => return None,
    };
    let only_one = candidates.iter().filter(|candidate| names(candidate, said)).count() == 1;
    (candidates.contains(&value) && only_one).then_some((area, value, candidates))
}

/// Whether a question of this kind asks for such a role: a reason is no name, though it may speak of one.
fn suits(plot: &Plot, ask: &Ask, role: &str) -> bool {
    let kind = plot.roles.iter().find(|own| own.name == role).map(|own| &own.kind);
    matches!(
        (ask.kind.as_str(), kind),
        ("who", Some(Kind::Person(_)))
            | ("how-many", Some(Kind::Number(_) | Kind::Word(_)))
            | ("what", Some(Kind::Thing { .. } | Kind::Word(_)))
            | ("where", Some(Kind::Place(_) | Kind::Word(_)))
            | ("colour", Some(Kind::Word(_)))
    )
}

/// The role that every answer names and no question does.
fn only_in_answers(ask: &Ask) -> Option<String> {
    let mut roles: Vec<&str> = Vec::new();
    mentioned(ask.answers.first()?, &mut roles);
    let in_line = |line: &Vec<Node>, role: &str| {
        let mut own = Vec::new();
        mentioned(line, &mut own);
        own.contains(&role)
    };
    roles.sort_unstable();
    roles.dedup();
    roles.retain(|role| {
        ask.answers.iter().all(|line| in_line(line, role)) && !ask.questions.iter().any(|line| in_line(line, role))
    });
    match roles[..] {
        [role] => Some(role.to_owned()),
        _ => None,
    }
}

fn mentioned<'n>(nodes: &'n [Node], roles: &mut Vec<&'n str>) {
    for node in nodes {
        match node {
            Node::Ref(reference) => {
                roles.push(&reference.role);
                if let Form::OwnedBy(owner) = &reference.form {
                    roles.push(owner);
                }
            }
            Node::Choice(ways) => ways.iter().for_each(|way| mentioned(way, roles)),
            Node::Text(_) | Node::Agree(_) => {}
        }
    }
}

fn form_in<'n>(nodes: &'n [Node], role: &str) -> Option<&'n Form> {
    nodes.iter().find_map(|node| match node {
        Node::Ref(Reference { role: own, form }) if own == role => Some(form),
        Node::Choice(ways) => ways.iter().find_map(|way| form_in(way, role)),
        _ => None,
    })
}

/// What an answer calls somebody or something: without article and adjective.
fn said_as(actor: &Actor, form: &Form) -> Option<String> {
    let counted = |noun: &str| if *form == Form::Many { plural(noun) } else { noun.to_owned() };
    Some(match actor {
        Actor::Person(person) => person.name.to_owned(),
        Actor::Thing { adjective, .. } if *form == Form::Colour => adjective.clone()?,
        Actor::Thing { noun, many: true, .. } => noun.clone(),
        Actor::Thing { noun, .. } | Actor::Word(noun) => counted(noun),
        Actor::Place { name, .. } => (*name).to_owned(),
        Actor::Number(value) => number(*value),
    })
}

/// Whether what plays one could play the other.
fn overlap(one: &Kind, other: &Kind) -> bool {
    let share = |one: &[String], other: &[String]| one.iter().any(|item| other.contains(item));
    match (one, other) {
        (Kind::Person(_), Kind::Person(_)) | (Kind::Number(_), Kind::Number(_)) => true,
        (Kind::Place(one), Kind::Place(other)) => one.iter().any(|name| other.contains(name)),
        (Kind::Thing { nouns: one, .. }, Kind::Thing { nouns: other, .. }) => {
            one.iter().any(|noun| other.iter().any(|same| same.text == noun.text))
        }
        (Kind::Word(one), Kind::Word(other)) => share(one, other),
        _ => false,
    }
}

/// What other tellings draw instead.
fn list(kind: &Kind, form: &Form) -> Option<Vec<String>> {
    let counted = |noun: &String| if *form == Form::Many { plural(noun) } else { noun.clone() };
    match kind {
        Kind::Thing { adjectives, .. } if *form == Form::Colour => Some(adjectives.clone()),
        Kind::Thing { nouns, .. } => {
            Some(nouns.iter().map(|noun| if noun.many { noun.text.clone() } else { counted(&noun.text) }).collect())
        }
        Kind::Word(words) => Some(words.iter().map(counted).collect()),
        Kind::Place(names) => {
            Some(PLACES.iter().map(|place| place.name).filter(|name| names.contains(name)).map(str::to_owned).collect())
        }
        Kind::Number(Number::Between(low, high)) => Some((*low..=*high).map(number).collect()),
        Kind::Number(Number::Sum(_)) | Kind::Person(_) => None,
    }
}

/// Where a text first names something: whole words only, with a capital letter where a sentence begins with it.
pub(super) fn position(text: &str, name: &str) -> Option<usize> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    let alone = |name: &str| {
        let is_alone =
            |at: &usize| !text[..*at].ends_with(is_letter) && !text[at + name.len()..].starts_with(is_letter);
        text.match_indices(name).map(|(at, _)| at).find(is_alone)
    };
    let raised = capital(name);
    let first = alone(name);
    if raised == name { first } else { first.into_iter().chain(alone(&raised)).min() }
}
