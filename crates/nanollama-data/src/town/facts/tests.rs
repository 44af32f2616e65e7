//! What holds of every town.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn each(mut look: impl FnMut(&Facts)) {
    (0..6).for_each(|seed| look(&Facts::new(seed)));
}

#[test]
fn every_relation_is_drawn_and_says_one_thing_of_each() {
    each(|facts| {
        for number in 0..facts.relations.len() {
            let own: Vec<&Fact> = facts.facts.iter().filter(|fact| fact.relation == number).collect();
            let name = &facts.relations[number].name;
            assert!(own.len() >= 8, "{name}: {}", own.len());
            let subjects: BTreeSet<String> = own.iter().map(|fact| facts.text(&fact.subject)).collect();
            assert_eq!(subjects.len(), own.len(), "{name}");
            assert!(own.iter().all(|fact| !facts.value(fact).is_empty()), "{name}");
        }
        assert!((350..=520).contains(&facts.facts.len()), "{}", facts.facts.len());
    });
}

#[test]
fn no_value_is_much_more_frequent_than_others() {
    each(|facts| {
        for (number, relation) in facts.relations.iter().enumerate() {
            let mut counts = BTreeMap::new();
            for fact in facts.facts.iter().filter(|fact| fact.relation == number) {
                *counts.entry(facts.value(fact)).or_insert(0) += 1;
            }
            let (total, most) = (counts.values().sum::<usize>(), *counts.values().max().unwrap());
            assert!(most * 4 <= total, "{}: {most} of {total}", relation.name);
            assert!(counts.len() >= 5, "{}: {} values", relation.name, counts.len());
        }
    });
}

#[test]
fn no_value_says_another() {
    each(|facts| {
        for number in 0..facts.relations.len() {
            let values = facts.candidates(number);
            for value in &values {
                let words = format!(" {value} ");
                let within = values.iter().filter(|other| format!(" {other} ").contains(&words)).count();
                assert_eq!(within, 1, "{value}");
            }
        }
    });
}

#[test]
fn families_live_together_and_friends_are_friends_of_each_other() {
    each(|facts| {
        let value =
            |subject: &Being, relation| facts.fact(subject, relation).map(|fact| facts.facts[fact].value.clone());
        for relation in ["sibling", "friend", "beside"] {
            for fact in facts.of(relation).into_iter().map(|fact| &facts.facts[fact]) {
                assert_ne!(fact.subject, fact.value);
                assert_eq!(value(&fact.value, relation).as_ref(), Some(&fact.subject), "{relation}");
            }
        }
        for relation in ["sibling", "parent"] {
            for fact in facts.of(relation).into_iter().map(|fact| &facts.facts[fact]) {
                assert_eq!(value(&fact.subject, "home"), value(&fact.value, "home"));
                assert_ne!(value(&fact.subject, "friend"), Some(fact.value.clone()));
                assert_ne!(value(&fact.subject, "helps"), Some(fact.value.clone()));
            }
        }
        for fact in facts.of("beside").into_iter().map(|fact| &facts.facts[fact]) {
            assert_eq!(value(&fact.subject, "stands"), value(&fact.value, "stands"));
        }
    });
}

#[test]
fn pets_have_one_owner_and_owners_one_pet() {
    each(|facts| {
        let pets: Vec<usize> = (0..facts.people.len()).filter(|&one| facts.people[one].age == Age::Pet).collect();
        let owners: BTreeSet<usize> = pets.iter().map(|&pet| facts.owner(pet).unwrap()).collect();
        assert_eq!(owners.len(), pets.len());
        for pet in pets {
            assert_eq!(facts.pet(facts.owner(pet).unwrap()), Some(pet));
            assert!(facts.colour(pet).is_some());
        }
    });
}

#[test]
fn a_seed_is_a_town() {
    assert_eq!(Facts::new(3).facts, Facts::new(3).facts);
    assert_ne!(Facts::new(3).facts, Facts::new(4).facts);
}
