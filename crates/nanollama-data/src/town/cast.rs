//! Who and what plays the roles of one telling.

use super::people::{Person, place_named};
use super::plot::{Kind, Number, Plot, Term, Wanted};
use super::school::are_kept_apart;
use crate::rng::{Rng, hash};

/// What plays a role.
#[derive(Clone, Debug)]
pub(super) enum Actor {
    Person(Person),
    Thing { noun: String, many: bool, adjective: Option<String> },
    Place { name: &'static str, at: &'static str },
    Word(String),
    Number(u32),
}

/// The roles of a telling with who or what plays them, in the plot's order.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) actors: Vec<(String, Actor)>,
}

impl Cast {
    /// Draws a cast: nobody and nothing plays two roles. `None` when a drawn number falls below zero, two numbers are kept
    /// for the exam, or the town has nobody for a role.
    pub(super) fn draw(plot: &Plot, people: &[Person], rng: &mut Rng) -> Option<Cast> {
        let mut cast = Cast { actors: Vec::new() };
        for role in &plot.roles {
            let actor = match &role.kind {
                Kind::Person(wanted) => Actor::Person(cast.person(wanted, people, rng)?),
                Kind::Thing { nouns, adjectives } => {
                    let free: Vec<_> = nouns.iter().filter(|noun| !cast.is_taken(&noun.text)).collect();
                    let noun = free.get(rng.index(free.len().max(1)))?;
                    let adjective = (!adjectives.is_empty()).then(|| adjectives[rng.index(adjectives.len())].clone());
                    Actor::Thing { noun: noun.text.clone(), many: noun.many, adjective }
                }
                Kind::Place(names) => {
                    let free: Vec<_> = names.iter().filter(|name| !cast.is_taken(name)).collect();
                    let place = place_named(free.get(rng.index(free.len().max(1)))?)?;
                    Actor::Place { name: place.name, at: place.at }
                }
                Kind::Word(words) => {
                    let free: Vec<_> = words.iter().filter(|word| !cast.is_taken(word)).collect();
                    Actor::Word(free.get(rng.index(free.len().max(1)))?.to_string())
                }
                Kind::Number(number) => Actor::Number(cast.number(number, rng)?),
            };
            cast.actors.push((role.name.clone(), actor));
        }
        (!cast.has_numbers_of_the_exam()).then_some(cast)
    }

    /// Whether two of its numbers are a sum that no text may have.
    fn has_numbers_of_the_exam(&self) -> bool {
        let number = |(_, actor): &(String, Actor)| match actor {
            Actor::Number(number) => Some(*number),
            _ => None,
        };
        let numbers: Vec<u32> = self.actors.iter().filter_map(number).collect();
        let mut pairs =
            numbers.iter().enumerate().flat_map(|(at, left)| numbers[..at].iter().map(move |right| (left, right)));
        pairs.any(|(left, right)| are_kept_apart(*left, *right))
    }

    /// A number of its own for a plot with who and what plays in it.
    pub(super) fn hash(&self, title: &str) -> u64 {
        let mut parts: Vec<u64> = title.bytes().map(u64::from).collect();
        for (_, actor) in &self.actors {
            let text = match actor {
                Actor::Person(person) => person.name.to_owned(),
                Actor::Thing { noun, adjective, .. } => format!("{} {noun}", adjective.as_deref().unwrap_or_default()),
                Actor::Place { name, .. } => (*name).to_owned(),
                Actor::Word(word) => word.clone(),
                Actor::Number(number) => number.to_string(),
            };
            parts.extend(text.bytes().map(u64::from).chain([0]));
        }
        hash(&parts)
    }

    /// Who or what plays a role.
    pub(super) fn of(&self, role: &str) -> &Actor {
        let found = self.actors.iter().find(|(name, _)| name == role);
        &found.expect("a plot's roles were checked when it was read").1
    }

    /// The number of a role among the roles.
    pub(super) fn index(&self, role: &str) -> usize {
        self.actors.iter().position(|(name, _)| name == role).expect("as above")
    }

    fn name_of(&self, role: &str) -> Option<&'static str> {
        self.actors.iter().find_map(|(name, actor)| match actor {
            Actor::Person(person) if name == role => Some(person.name),
            _ => None,
        })
    }

    fn is_taken(&self, text: &str) -> bool {
        self.actors.iter().any(|(_, actor)| match actor {
            Actor::Thing { noun, .. } => noun == text,
            Actor::Place { name, .. } => *name == text,
            Actor::Word(word) => word == text,
            Actor::Person(_) | Actor::Number(_) => false,
        })
    }

    fn person(&self, wanted: &Wanted, people: &[Person], rng: &mut Rng) -> Option<Person> {
        let owner = wanted.owner.as_ref().and_then(|role| self.name_of(role));
        let fits = |person: &&Person| {
            wanted.age.is_none_or(|age| person.age == age)
                && wanted.sex.is_none_or(|sex| person.sex == sex)
                && wanted.trade.is_none_or(|trade| person.trade == Some(trade))
                && (wanted.owner.is_none() || person.owner == owner)
                && !self.actors.iter().any(|(_, actor)| matches!(actor, Actor::Person(other) if other == *person))
                && (wanted.owner.is_some() || !self.has_owner_or_pet_of(person))
        };
        let fitting: Vec<&Person> = people.iter().filter(fits).collect();
        fitting.get(rng.index(fitting.len().max(1))).map(|person| (*person).clone())
    }

    /// Whether somebody in the cast keeps this animal, or is an animal that this person keeps: they would know each other.
    fn has_owner_or_pet_of(&self, person: &Person) -> bool {
        self.actors.iter().any(|(_, actor)| {
            matches!(actor, Actor::Person(other)
                if person.owner == Some(other.name) || other.owner == Some(person.name))
        })
    }

    fn number(&self, number: &Number, rng: &mut Rng) -> Option<u32> {
        match number {
            Number::Between(low, high) => Some(low + rng.below(u64::from(high - low) + 1) as u32),
            Number::Sum(terms) => {
                let value = |term: &Term| match term {
                    Term::Fixed(number) => Some(i64::from(*number)),
                    Term::Role(role) => match self.actors.iter().find(|(name, _)| name == role)?.1 {
                        Actor::Number(number) => Some(i64::from(number)),
                        _ => None,
                    },
                };
                let sum: Option<i64> = terms.iter().map(|(sign, term)| value(term).map(|value| sign * value)).sum();
                u32::try_from(sum?).ok()
            }
        }
    }
}
