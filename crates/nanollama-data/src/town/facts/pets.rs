//! Whose pet is whose, and of which colour, by the numbers of the people.

use crate::town::people::Person;

/// A pet, its owner, both by their numbers, and its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pet {
    pub(super) pet: usize,
    pub(super) owner: usize,
    pub(super) colour: &'static str,
}

/// All pets that somebody owns.
pub(super) fn of(people: &[Person]) -> Vec<Pet> {
    let pet = |(number, person): (usize, &Person)| {
        let owner = people.iter().position(|other| Some(other.name) == person.owner)?;
        Some(Pet { pet: number, owner, colour: person.coat? })
    };
    people.iter().enumerate().filter_map(pet).collect()
}
