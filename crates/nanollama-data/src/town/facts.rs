//! What is true in the town of a seed: who lives where, whose pet is whose, who is friends with whom, what stands beside
//! what, when the feasts are. It is drawn once and never told two ways. How it is told is `almanac.rs`.

mod deal;
mod households;

use super::people::{Age, Person, Sex};
use super::relation::{Relation, Values, Who, number_of};
use super::words::article;
use super::{people, relations};
use crate::rng::Rng;

use households::Household;

/// Somebody by number, or something by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Being {
    Person(usize),
    Named(String),
}

/// One thing that is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// Its relation, by number.
    pub(super) relation: usize,
    pub(super) subject: Being,
    pub(super) value: Being,
    /// Words that its phrases use beside these two: `kin` is `mother` or `father`.
    pub(super) words: Vec<(&'static str, String)>,
}

/// All that is true.
pub(super) struct Facts {
    pub(super) seed: u64,
    pub(super) people: Vec<Person>,
    pub(super) relations: Vec<Relation>,
    pub(super) facts: Vec<Fact>,
    pub(super) households: Vec<Household>,
}

/// The months, in their order.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A house of the town, and the trade of the one who works there.
pub(super) const WORKPLACES: [(&str, &str); 8] = [
    ("the bakery", "baker"),
    ("the school", "teacher"),
    ("the library", "librarian"),
    ("the post office", "postman"),
    ("the clock shop", "clockmaker"),
    ("the shoe shop", "shoemaker"),
    ("the tailor's shop", "tailor"),
    ("the flower shop", "gardener"),
];

impl Facts {
    /// The facts of the town of a seed.
    pub(super) fn new(seed: u64) -> Facts {
        let people = people::people(seed);
        let stream = |name: &str| Rng::of(&[seed, 0x0066_6163_7473, number_of(name)]);
        let households = households::draw(&people, &mut stream("households"));
        let mut facts = Facts { seed, people, relations: relations::all(), facts: Vec::new(), households };
        for number in 0..facts.relations.len() {
            let mut rng = stream(&facts.relations[number].name);
            let drawn = facts.draw(number, &mut rng);
            facts.facts.extend(drawn);
        }
        facts
    }

    fn draw(&self, number: usize, rng: &mut Rng) -> Vec<Fact> {
        let relation = &self.relations[number];
        let subjects: Vec<Being> = match &relation.who {
            Who::People(ages) => {
                let fits = |&person: &usize| ages.contains(&self.people[person].age);
                (0..self.people.len()).filter(fits).map(Being::Person).collect()
            }
            Who::Things(things) => things.iter().cloned().map(Being::Named).collect(),
        };
        let pairs: Vec<(Being, Being)> = match &relation.values {
            Values::Dealt(values) => {
                let dealt = deal::evenly(values, subjects.len(), rng).into_iter().map(Being::Named);
                subjects.into_iter().zip(dealt).collect()
            }
            Values::Each(each) => {
                let name = |subject: &Being| match subject {
                    Being::Person(person) => self.people[*person].trade.unwrap_or_default().to_owned(),
                    Being::Named(name) => name.clone(),
                };
                let own = |subject: &Being| {
                    let found = each.iter().find(|(one, _)| *one == name(subject));
                    found.expect("a test draws all relations that are built in").1.clone()
                };
                let own: Vec<Vec<String>> = subjects.iter().map(own).collect();
                subjects.into_iter().zip(deal::differently(&own, rng).into_iter().map(Being::Named)).collect()
            }
            Values::OfTheTown => self.of_the_town(&relation.name, subjects, rng),
        };
        let fact = |(subject, value)| {
            let words = self.words(&relation.name, &subject, &value);
            Fact { relation: number, subject, value, words }
        };
        pairs.into_iter().map(fact).collect()
    }

    /// Who or what has a relation that comes from how the town is, and what it is.
    fn of_the_town(&self, relation: &str, subjects: Vec<Being>, rng: &mut Rng) -> Vec<(Being, Being)> {
        let named = |text: &str| Being::Named(text.to_owned());
        let trade = |person: &Being| match person {
            Being::Person(person) => self.people[*person].trade.unwrap_or_default(),
            Being::Named(_) => "",
        };
        match relation {
            "home" => {
                let street = |subject: &Being| match subject {
                    Being::Person(person) => self.household(*person).map_or("", |household| household.street),
                    Being::Named(_) => "",
                };
                subjects.into_iter().map(|subject| (subject.clone(), named(street(&subject)))).collect()
            }
            "parent" => {
                let of = |household: &Household| {
                    let parent = household.parent;
                    let pair = |&child: &usize| parent.map(|parent| (Being::Person(child), Being::Person(parent)));
                    household.children.iter().filter_map(pair).collect::<Vec<_>>()
                };
                self.households.iter().flat_map(of).collect()
            }
            "sibling" => {
                let of = |household: &Household| match household.children[..] {
                    [one, other] => both(Being::Person(one), Being::Person(other)),
                    _ => Vec::new(),
                };
                self.households.iter().flat_map(of).collect()
            }
            "friend" => {
                let siblings = |one: usize, other: usize| match (&subjects[one], &subjects[other]) {
                    (Being::Person(one), Being::Person(other)) => self.household(*one) == self.household(*other),
                    _ => false,
                };
                let pairs = deal::pairs(subjects.len(), siblings, rng);
                pairs
                    .into_iter()
                    .flat_map(|(one, other)| both(subjects[one].clone(), subjects[other].clone()))
                    .collect()
            }
            "helps" => {
                let grown: Vec<usize> =
                    (0..self.people.len()).filter(|&person| self.people[person].age == Age::Grown).collect();
                // Dealt until nobody helps the own parent.
                loop {
                    let dealt = deal::evenly(&grown, subjects.len(), rng);
                    let own = |(child, helped): (&Being, &usize)| match child {
                        Being::Person(child) => self.household(*child).and_then(|home| home.parent) == Some(*helped),
                        Being::Named(_) => false,
                    };
                    if !subjects.iter().zip(&dealt).any(own) {
                        return subjects.into_iter().zip(dealt.into_iter().map(Being::Person)).collect();
                    }
                }
            }
            "pet" => {
                let pair = |subject: Being| match subject {
                    Being::Person(owner) => self.pet(owner).map(|pet| (subject, Being::Person(pet))),
                    Being::Named(_) => None,
                };
                subjects.into_iter().filter_map(pair).collect()
            }
            "kind" | "trade" => subjects.into_iter().map(|one| (one.clone(), named(trade(&one)))).collect(),
            "coat" => {
                let colour = |subject: &Being| match subject {
                    Being::Person(pet) => self.colour(*pet).unwrap_or_default(),
                    Being::Named(_) => "",
                };
                subjects.into_iter().map(|subject| (subject.clone(), named(colour(&subject)))).collect()
            }
            "holder" => subjects.into_iter().map(|one| (one.clone(), one)).collect(),
            "beside" => {
                let pairs = neighbours(self.seed, subjects.len());
                pairs
                    .into_iter()
                    .flat_map(|(one, other)| both(subjects[one].clone(), subjects[other].clone()))
                    .collect()
            }
            "stands" => {
                let pairs = neighbours(self.seed, subjects.len());
                let streets = deal::evenly(&households::STREETS, pairs.len(), rng);
                let in_street = |((one, other), street): ((usize, usize), &str)| {
                    [one, other].map(|place| (subjects[place].clone(), named(street)))
                };
                pairs.into_iter().zip(streets).flat_map(in_street).collect()
            }
            other => unreachable!("a test draws all relations that are built in, and `{other}` is none"),
        }
    }

    fn words(&self, relation: &str, subject: &Being, value: &Being) -> Vec<(&'static str, String)> {
        let person = |being: &Being| match being {
            Being::Person(person) => Some((*person, &self.people[*person])),
            Being::Named(_) => None,
        };
        let by_sex = |sex: Sex, she: &str, he: &str| if sex == Sex::She { she } else { he }.to_owned();
        match (relation, person(subject), person(value)) {
            ("parent", Some((_, child)), Some((_, parent))) => {
                vec![("kin", by_sex(parent.sex, "mother", "father")), ("child", by_sex(child.sex, "daughter", "son"))]
            }
            ("sibling", Some((_, one)), Some((_, other))) => {
                let pair = match (one.sex, other.sex) {
                    (Sex::She, Sex::She) => "sisters",
                    (Sex::He, Sex::He) => "brothers",
                    _ => "brother and sister",
                };
                let word = |sex| by_sex(sex, "sister", "brother");
                vec![("kin", word(other.sex)), ("own", word(one.sex)), ("pair", pair.into())]
            }
            ("kind", Some((pet, _)), _) => vec![("owner", self.owner_name(pet).into())],
            ("coat", Some((pet, animal)), _) => {
                let coat = match animal.trade {
                    Some("hen" | "duck") => "feathers",
                    Some("cat" | "dog" | "rabbit") => "fur",
                    _ => "coat",
                };
                let [are, action, shine] =
                    if coat == "feathers" { ["are", "do", "shine"] } else { ["is", "does", "shines"] };
                let colour = self.text(value);
                let acoat = if coat == "coat" { format!("{} ", article(&colour)) } else { String::new() };
                let words = [("coat", coat), ("are", are), ("do", action), ("shine", shine), ("acoat", &acoat)];
                let owner = ("owner", self.owner_name(pet).to_owned());
                words.into_iter().map(|(role, word)| (role, word.to_owned())).chain([owner]).collect()
            }
            _ => Vec::new(),
        }
    }

    fn household(&self, person: usize) -> Option<&Household> {
        self.households.iter().find(|household| household.people().any(|one| one == person))
    }

    fn owner_name(&self, pet: usize) -> &'static str {
        self.owner(pet).map_or("", |owner| self.people[owner].name)
    }

    /// The person whose pet this is, by their numbers among the people.
    pub(super) fn owner(&self, pet: usize) -> Option<usize> {
        let name = self.people[pet].owner?;
        self.people.iter().position(|person| person.name == name)
    }

    /// The pet of a person, by their numbers among the people.
    pub(super) fn pet(&self, owner: usize) -> Option<usize> {
        let name = self.people[owner].name;
        self.people.iter().position(|pet| pet.owner == Some(name))
    }

    /// The colour of a pet, by its number among the people.
    pub(super) fn colour(&self, pet: usize) -> Option<&'static str> {
        self.people[pet].coat
    }

    /// Somebody's or something's name.
    pub(super) fn text(&self, being: &Being) -> String {
        match being {
            Being::Person(person) => self.people[*person].name.to_owned(),
            Being::Named(text) => text.clone(),
        }
    }

    /// What an answer must say.
    pub(super) fn value(&self, fact: &Fact) -> String {
        match &fact.value {
            Being::Person(person) if self.relations[fact.relation].by_trade => {
                self.people[*person].trade.unwrap_or_default().to_owned()
            }
            value => self.text(value),
        }
    }

    /// All values of a relation in this town, sorted.
    pub(super) fn candidates(&self, relation: usize) -> Vec<String> {
        let mut values: Vec<String> =
            self.facts.iter().filter(|fact| fact.relation == relation).map(|fact| self.value(fact)).collect();
        values.sort();
        values.dedup();
        values
    }

    /// The numbers of all facts about somebody or something.
    pub(super) fn about(&self, subject: &Being) -> Vec<usize> {
        (0..self.facts.len()).filter(|&fact| self.facts[fact].subject == *subject).collect()
    }

    /// The numbers of all facts of a relation, by its name.
    pub(super) fn of(&self, relation: &str) -> Vec<usize> {
        (0..self.facts.len()).filter(|&fact| self.relation(fact).name == relation).collect()
    }

    /// The number of the fact that somebody or something has of a relation, by its name.
    pub(super) fn fact(&self, subject: &Being, relation: &str) -> Option<usize> {
        (0..self.facts.len()).find(|&fact| self.facts[fact].subject == *subject && self.relation(fact).name == relation)
    }

    /// The relation of a fact.
    pub(super) fn relation(&self, fact: usize) -> &Relation {
        &self.relations[self.facts[fact].relation]
    }
}

fn both(one: Being, other: Being) -> Vec<(Being, Being)> {
    vec![(one.clone(), other.clone()), (other, one)]
}

/// Which places stand side by side.
fn neighbours(seed: u64, places: usize) -> Vec<(usize, usize)> {
    deal::pairs(places, |_, _| false, &mut Rng::of(&[seed, 0x006e_6569_6768]))
}

#[cfg(test)]
mod tests;
