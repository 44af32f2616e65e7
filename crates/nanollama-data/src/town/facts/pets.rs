//! Whose pet is whose, and of which colour.

use super::deal;
use crate::rng::Rng;
use crate::town::people::{Age, Person};

const COLOURS: [&str; 8] = ["black", "white", "brown", "grey", "golden", "spotted", "silver", "cream"];

/// A pet, its owner, both by their numbers, and its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pet {
    pub(super) pet: usize,
    pub(super) owner: usize,
    pub(super) colour: &'static str,
}

/// All pets: each has one owner, a child who has no other, and one colour.
pub(super) fn draw(people: &[Person], rng: &mut Rng) -> Vec<Pet> {
    let numbers = |age: Age| (0..people.len()).filter(|&number| people[number].age == age).collect::<Vec<_>>();
    let (pets, mut children) = (numbers(Age::Pet), numbers(Age::Child));
    rng.shuffle(&mut children);
    let colours = deal::evenly(&COLOURS, pets.len(), rng);
    let pet = |((pet, owner), colour)| Pet { pet, owner, colour };
    pets.into_iter().zip(children).zip(colours).map(pet).collect()
}
