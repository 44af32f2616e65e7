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
    /// Whose pet an animal is, by name.
    pub(super) owner: Option<&'static str>,
    /// The colour of an animal.
    pub(super) coat: Option<&'static str>,
}

// None of them is a month or a verb, not even with a capital letter.
const GIRLS: [&str; 20] = [
    "Nora", "Lily", "Mia", "Ada", "Rosa", "Ella", "Ivy", "Jane", "Tess", "Wren", "Clara", "Daisy", "Fern", "Greta",
    "Hazel", "Kate", "Lucy", "Olive", "Pearl", "Sadie",
];
const BOYS: [&str; 20] = [
    "Tom", "Ben", "Max", "Leo", "Finn", "Jack", "Oscar", "Hugo", "Sam", "Theo", "Harry", "Eli", "Noah", "Owen",
    "Peter", "Rory", "Toby", "Jonas", "Albert", "Felix",
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
const PETS: [&str; 20] = [
    "Pip", "Biscuit", "Shadow", "Button", "Clover", "Rusty", "Pepper", "Snowy", "Bramble", "Ginger", "Socks", "Muffin",
    "Patch", "Nibbles", "Tansy", "Barley", "Bonnie", "Cocoa", "Tilly", "Misty",
];
pub(super) const COATS: [&str; 8] =
    ["black", "white", "brown", "grey", "golden", "spotted", "silver", "cream-coloured"];
/// Pets that are called after their colour.
const TELLING_NAMES: [(&str, &str); 7] = [
    ("Snowy", "white"),
    ("Shadow", "black"),
    ("Ginger", "golden"),
    ("Rusty", "brown"),
    ("Patch", "spotted"),
    ("Misty", "grey"),
    ("Cocoa", "brown"),
];
const OLD: usize = 8;

/// All people of the town of a seed.
pub(super) fn people(seed: u64) -> Vec<Person> {
    let mut rng = Rng::of(&[seed, 0x70_656f_706c]);
    let mut people = Vec::new();
    for (names, sex) in [(GIRLS, Sex::She), (BOYS, Sex::He)] {
        people.extend(names.map(|name| Person::new(name, sex, Age::Child, None)));
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
        people.push(Person::new(name, sex, Age::Grown, Some(trade)));
    }
    people.extend(grown.into_iter().take(OLD).map(|(name, sex)| Person::new(name, sex, Age::Old, None)));
    let mut owners: Vec<&str> = GIRLS.into_iter().chain(BOYS).collect();
    rng.shuffle(&mut owners);
    let owned = |(pet, owner)| Person { owner: Some(owner), ..pet };
    people.extend(pets(&mut rng).into_iter().zip(owners).map(owned));
    people
}

/// The animals with a name: more dogs and cats than others, the colours spread evenly.
fn pets(rng: &mut Rng) -> Vec<Person> {
    let mut coats: Vec<&str> = COATS.into_iter().cycle().take(PETS.len()).collect();
    rng.shuffle(&mut coats);
    for (name, coat) in TELLING_NAMES {
        let own = PETS.iter().position(|pet| *pet == name).expect("it is a pet's name");
        let fitting = |at: &usize| coats[*at] == coat && !TELLING_NAMES.iter().any(|told| *told == (PETS[*at], coat));
        let other = (0..PETS.len()).find(fitting).expect("each colour is there more often than it is a name's");
        coats.swap(own, other);
    }
    let pet = |(index, (name, coat)): (usize, (&'static str, &'static str))| {
        let kind = if index < 16 { ANIMALS[index % ANIMALS.len()] } else { ANIMALS[index % 2] };
        let sex = if (8..16).contains(&index) && !matches!(kind, "duck" | "hen") { Sex::He } else { Sex::She };
        Person { coat: Some(coat), ..Person::new(name, sex, Age::Pet, Some(kind)) }
    };
    PETS.into_iter().zip(coats).enumerate().map(pet).collect()
}

impl Person {
    fn new(name: &'static str, sex: Sex, age: Age, trade: Option<&'static str>) -> Person {
        Person { name, sex, age, trade, owner: None, coat: None }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pets_have_one_owner_and_a_coat_that_fits_their_name() {
        for seed in 0..50 {
            let people = people(seed);
            let pets: Vec<&Person> = people.iter().filter(|person| person.age == Age::Pet).collect();
            let mut owners: Vec<&str> = pets.iter().map(|pet| pet.owner.unwrap()).collect();
            owners.sort_unstable();
            owners.dedup();
            assert_eq!(owners.len(), PETS.len());
            for (name, coat) in TELLING_NAMES {
                assert_eq!(pets.iter().find(|pet| pet.name == name).unwrap().coat, Some(coat), "{name}, seed {seed}");
            }
            for coat in COATS {
                let count = pets.iter().filter(|pet| pet.coat == Some(coat)).count();
                assert!((2..=3).contains(&count), "{count} are {coat}");
            }
        }
    }
}
