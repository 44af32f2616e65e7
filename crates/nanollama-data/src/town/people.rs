//! Who lives in the town, and where things happen.

use crate::rng::Rng;

/// How old somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    Child,
    Grown,
    Old,
    /// An animal with a name.
    Pet,
}

/// Which pronouns somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    She,
    He,
}

/// Somebody of the town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) sex: Sex,
    pub(super) age: Age,
    /// What a grown person does for a living, or the kind of an animal.
    pub(super) trade: Option<&'static str>,
}

const GIRLS: [&str; 20] = [
    "Nora", "Lily", "Mia", "Ada", "Rosa", "Ella", "Ivy", "June", "Tess", "Wren", "Clara", "Daisy", "Fern", "Greta",
    "Hazel", "Kate", "Lucy", "Olive", "Pearl", "Sadie",
];
const BOYS: [&str; 20] = [
    "Tom", "Ben", "Max", "Leo", "Finn", "Jack", "Oscar", "Hugo", "Sam", "Theo", "Will", "Eli", "Noah", "Owen", "Peter",
    "Rory", "Toby", "Jonas", "Albert", "Felix",
];
const WOMEN: [&str; 12] =
    ["Martha", "Agnes", "Helen", "Ruth", "Edith", "Joan", "Nina", "Paula", "Sylvia", "Vera", "Alma", "Bridget"];
const MEN: [&str; 12] =
    ["Walter", "Henry", "Arthur", "Frank", "George", "Karl", "Louis", "Martin", "Otto", "Ralph", "Simon", "Victor"];
/// What the grown people do; each trade has one of them.
pub(super) const TRADES: [&str; 16] = [
    "baker",
    "farmer",
    "teacher",
    "doctor",
    "postman",
    "fisherman",
    "gardener",
    "shoemaker",
    "librarian",
    "miller",
    "tailor",
    "painter",
    "beekeeper",
    "cook",
    "clockmaker",
    "ferryman",
];
pub(super) const ANIMALS: [&str; 8] = ["dog", "cat", "rabbit", "pony", "goat", "duck", "hen", "donkey"];
const PETS: [&str; 14] = [
    "Pip", "Biscuit", "Shadow", "Button", "Clover", "Rusty", "Pepper", "Snowy", "Bramble", "Ginger", "Socks", "Muffin",
    "Patch", "Nibbles",
];
const OLD: usize = 8;

/// All people of the town of a seed.
pub(super) fn people(seed: u64) -> Vec<Person> {
    let mut rng = Rng::of(&[seed, 0x70_656f_706c]);
    let mut people = Vec::new();
    for (names, sex) in [(GIRLS, Sex::She), (BOYS, Sex::He)] {
        people.extend(names.map(|name| Person { name, sex, age: Age::Child, trade: None }));
    }
    let mut trades = TRADES.to_vec();
    rng.shuffle(&mut trades);
    let mut grown: Vec<(&str, Sex)> = WOMEN.map(|name| (name, Sex::She)).into_iter().collect();
    grown.extend(MEN.map(|name| (name, Sex::He)));
    rng.shuffle(&mut grown);
    // Trades that are called after a man go to one.
    for trade in trades {
        let fits = |(_, sex): &(&str, Sex)| !trade.ends_with("man") || *sex == Sex::He;
        let at = grown.iter().position(fits).expect("there are men enough");
        let (name, sex) = grown.remove(at);
        people.push(Person { name, sex, age: Age::Grown, trade: Some(trade) });
    }
    people.extend(grown.into_iter().take(OLD).map(|(name, sex)| Person { name, sex, age: Age::Old, trade: None }));
    for (index, name) in PETS.into_iter().enumerate() {
        let kind = ANIMALS[index % ANIMALS.len()];
        // Of each kind the first is a she; hens and ducks all are.
        let sex = if index < ANIMALS.len() || kind == "duck" { Sex::She } else { Sex::He };
        people.push(Person { name, sex, age: Age::Pet, trade: Some(kind) });
    }
    people
}

/// Where something can happen: its name, the word for being there, and whether it is under the sky.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) at: &'static str,
    pub(super) outdoors: bool,
}

const fn place(at: &'static str, name: &'static str, outdoors: bool) -> Place {
    Place { name, at, outdoors }
}

pub(super) const PLACES: [Place; 26] = [
    place("in", "park", true),
    place("at", "market", true),
    place("by", "river", true),
    place("on", "hill", true),
    place("in", "garden", true),
    place("by", "pond", true),
    place("in", "woods", true),
    place("on", "beach", true),
    place("on", "bridge", true),
    place("in", "meadow", true),
    place("by", "well", true),
    place("at", "harbour", true),
    place("in", "orchard", true),
    place("on", "farm", true),
    place("in", "village square", true),
    place("at", "school", false),
    place("in", "library", false),
    place("in", "bakery", false),
    place("in", "barn", false),
    place("in", "kitchen", false),
    place("at", "mill", false),
    place("in", "attic", false),
    place("at", "post office", false),
    place("in", "toy shop", false),
    place("at", "station", false),
    place("in", "museum", false),
];

/// A place by its name.
pub(super) fn place_named(name: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.name == name)
}
