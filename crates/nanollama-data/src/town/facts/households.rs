//! Who lives with whom, and in which street: families, and old people on their own.

use crate::rng::Rng;
use crate::town::people::{Age, Person};

/// Children of a grown person who has any.
pub(super) const CHILDREN: usize = 2;

pub(super) const STREETS: [&str; 12] = [
    "Mill Lane",
    "Church Street",
    "Orchard Road",
    "River Lane",
    "Station Road",
    "Rose Lane",
    "Market Street",
    "School Lane",
    "Harbour Road",
    "Hill Street",
    "Garden Lane",
    "Bridge Street",
];

/// People who share a home, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::town) struct Household {
    pub(in crate::town) street: &'static str,
    /// A grown person with a trade, where there is one.
    pub(in crate::town) parent: Option<usize>,
    pub(in crate::town) children: Vec<usize>,
    /// Somebody old, who lives alone or whose children are grown.
    pub(in crate::town) old: Option<usize>,
}

impl Household {
    /// Everybody in it.
    pub(in crate::town) fn people(&self) -> impl Iterator<Item = usize> + '_ {
        self.parent.into_iter().chain(self.children.iter().copied()).chain(self.old)
    }
}

/// All households: each grown person has two children, as far as children go round; the rest are on their own, and so is
/// everybody old.
pub(super) fn draw(people: &[Person], rng: &mut Rng) -> Vec<Household> {
    let numbers = |age: Age| (0..people.len()).filter(|&number| people[number].age == age).collect::<Vec<_>>();
    let (mut children, mut grown, mut old) = (numbers(Age::Child), numbers(Age::Grown), numbers(Age::Old));
    for list in [&mut children, &mut grown, &mut old] {
        rng.shuffle(list);
    }
    let mut households = Vec::new();
    let mut add = |parent, children, old| households.push(Household { street: "", parent, children, old });
    for parent in grown {
        let own = children.split_off(children.len().saturating_sub(CHILDREN));
        add(Some(parent), own, None);
    }
    children.into_iter().for_each(|child| add(None, vec![child], None));
    old.into_iter().for_each(|one| add(None, Vec::new(), Some(one)));
    // In turn, so that families are in every street and so are the others.
    let mut streets = STREETS;
    rng.shuffle(&mut streets);
    for (number, household) in households.iter_mut().enumerate() {
        household.street = streets[number % streets.len()];
    }
    households
}
