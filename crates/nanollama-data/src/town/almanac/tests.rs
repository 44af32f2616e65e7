//! What every text of the almanac holds, and what none does.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::town::facts::Being;
use crate::town::markup::Node;
use crate::town::relation::Phrase;
use crate::town::words::article;
use scribe::Purpose;
use wording::Called;

/// Texts and conversations that are looked at.
const TEXTS: u64 = 5000;

/// All documents and conversations of a town that are looked at, with what they tell.
fn each(seed: u64, mut look: impl FnMut(&str, &[Told])) {
    let almanac = Almanac::new(seed);
    for number in 0..TEXTS {
        let (document, told) = almanac.write(&mut Rng::of(&[seed, 1, number]));
        look(&document.text, &told);
        let (turns, told) = almanac.converse(&mut Rng::of(&[seed, 2, number]));
        let turns: Vec<String> = turns.into_iter().map(|(asked, said)| format!("{asked}\n{said}")).collect();
        look(&turns.join("\n"), &told);
    }
}

/// Everything that a phrase says of a fact, when it is said by name.
fn by_name(facts: &Facts, fact: usize, phrase: &Phrase) -> Vec<String> {
    let ways = ways(&phrase.nodes);
    let mut said = Vec::new();
    for called in [Called::Name, Called::Trade, Called::NameAndTrade] {
        for way in 0..ways {
            let mut left = way;
            let mut choose = |count: usize| {
                let chosen = left % count;
                left /= count;
                chosen
            };
            said.push(wording::say(facts, &facts.facts[fact], called, &phrase.nodes, &mut choose));
        }
    }
    said
}

fn ways(nodes: &[Node]) -> usize {
    let of = |node: &Node| match node {
        Node::Choice(inner) => inner.len() * inner.iter().map(|way| ways(way)).product::<usize>(),
        Node::Text(_) | Node::Ref(_) | Node::Agree(_) => 1,
    };
    nodes.iter().map(of).product()
}

#[test]
fn every_fact_can_be_told_asked_and_answered() {
    for seed in 0..4 {
        let almanac = Almanac::new(seed);
        let facts = &almanac.facts;
        for fact in 0..facts.facts.len() {
            let relation = facts.relation(fact);
            for (phrases, least) in [(&relation.statements, 5), (&relation.questions, 4), (&relation.answers, 1)] {
                let told = phrases.iter().filter(|phrase| !held_out::is(facts, fact, phrase)).count();
                let personal = |phrase: &&Phrase| !phrase.third && !held_out::is(facts, fact, phrase);
                assert!(told >= least, "{} of {}", told, relation.name);
                let only_third = matches!(relation.name.as_str(), "kind" | "coat" | "holder");
                let things = matches!(facts.facts[fact].subject, Being::Named(_));
                assert!(only_third || things || phrases.iter().any(|phrase| personal(&phrase)), "{}", relation.name);
            }
        }
    }
}

#[test]
fn a_fifth_of_the_phrases_is_held_out() {
    let almanac = Almanac::new(1);
    let facts = &almanac.facts;
    let (mut out, mut all) = ([0; 2], [0; 2]);
    for fact in 0..facts.facts.len() {
        let relation = facts.relation(fact);
        for (kind, phrases) in [&relation.statements, &relation.questions].into_iter().enumerate() {
            all[kind] += phrases.len();
            out[kind] += phrases.iter().filter(|phrase| held_out::is(facts, fact, phrase)).count();
        }
    }
    for kind in 0..2 {
        assert!((17 * all[kind]..23 * all[kind]).contains(&(100 * out[kind])), "{out:?} of {all:?}");
    }
}

#[test]
fn what_is_held_out_is_in_no_text() {
    for seed in [0, 9] {
        let almanac = Almanac::new(seed);
        let facts = &almanac.facts;
        // Sentences, so that "Nora is seven" is not found in "Nora is seven years old".
        let mut kept: BTreeMap<String, String> = BTreeMap::new();
        let mut told_so: BTreeSet<String> = BTreeSet::new();
        for fact in 0..facts.facts.len() {
            let relation = facts.relation(fact);
            for phrase in &relation.exam {
                kept.extend(
                    by_name(facts, fact, phrase).into_iter().map(|said| (said, format!("exam: {}", phrase.text))),
                );
            }
            for phrase in relation.questions.iter().chain(&relation.statements).chain(&relation.answers) {
                let said = by_name(facts, fact, phrase);
                match held_out::is(facts, fact, phrase) {
                    true => kept.extend(said.into_iter().map(|said| (said, phrase.text.clone()))),
                    false => told_so.extend(said),
                }
            }
        }
        let both: Vec<_> = kept.iter().filter(|(said, _)| told_so.contains(*said)).take(40).collect();
        assert!(both.is_empty(), "two phrases say the same, one of them held out: {both:?}");
        let told_so: BTreeSet<String> = told_so.iter().map(|said| bare(said)).collect();
        let kept: BTreeMap<String, String> = kept.into_iter().map(|(said, phrase)| (bare(&said), phrase)).collect();
        let mut seen = 0;
        each(seed, |text, told| {
            for Told { fact, purpose, phrase } in told {
                let relation = facts.relation(*fact);
                let phrases = match purpose {
                    Purpose::Statement => &relation.statements,
                    Purpose::Question => &relation.questions,
                    Purpose::Answer => &relation.answers,
                };
                let phrase = phrases.iter().find(|one| one.text == *phrase).expect("an exam's phrase is none of these");
                assert!(!held_out::is(facts, *fact, phrase), "{text}");
            }
            for line in text.lines() {
                let line = line.split_once(": ").map_or(line, |(_, said)| said);
                let sentences: Vec<&str> = line.split_inclusive(['.', '?', '!']).collect();
                // Some questions are of two sentences.
                let pairs = sentences.windows(2).map(|pair| pair.concat());
                for sentence in pairs.chain(sentences.iter().map(|sentence| (*sentence).to_owned())) {
                    let sentence = bare(&sentence);
                    let sentence = sentence.strip_prefix("and ").unwrap_or(&sentence);
                    seen += usize::from(told_so.contains(sentence));
                    assert!(!kept.contains_key(sentence), "{:?}: {text}", kept[sentence]);
                }
            }
        });
        assert!(seen > 1000, "the check must see the sentences that it looks for: {seen}");
    }
}

/// A sentence without its marks and capital.
fn bare(sentence: &str) -> String {
    let sentence = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    let mut letters = sentence.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    format!("{first}{}", letters.as_str())
}

#[test]
fn every_frame_can_be_said() {
    let frames = Frames::new();
    let roles = ["name", "street", "parent", "trade", "children", "place", "names", "value", "kind", "pet", "pronoun"];
    let roles = roles.map(|role| (role, "cat"));
    for name in frames.names() {
        for draw in 0..6 * frames.count(name) {
            let said = frames.say(name, draw % frames.count(name), &roles, &mut Rng::of(&[draw as u64]));
            assert!(!said.contains("  ") && !said.is_empty(), "{name}: {said}");
            let open = name.starts_with("list-") || name.starts_with("letter-") || name == "diary-day";
            assert!(open || said.ends_with(['.', '?', '!']), "{name}: {said}");
        }
    }
}

#[test]
fn texts_are_whole_sentences() {
    let mut texts = BTreeSet::new();
    each(5, |text, _| {
        let wrong = |what: &str| panic!("{what}: {text}");
        for line in text.lines() {
            if line.contains("  ") || line.contains(['{', '}', '<', '>', '|', '(', ')']) || line.trim() != line {
                wrong("marks or blanks are left over");
            }
            if line.matches('"').count() % 2 == 1 {
                wrong("a quotation is not closed");
            }
            if [" ,", " .", " ?", " !", "..", ",,", ",.", "?.", "!.", ".,", "?,"].iter().any(|odd| line.contains(odd)) {
                wrong("marks stand where none can");
            }
            if line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
                wrong("it begins with a small letter");
            }
            let ends: Vec<&str> = line.split(['.', '?', '!']).skip(1).collect();
            if ends.iter().any(|rest| rest.trim_start_matches(['"', ' ']).starts_with(char::is_lowercase)) {
                wrong("a sentence begins with a small letter");
            }
        }
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-').collect();
        for pair in words.windows(2) {
            if matches!(pair[0], "a" | "an") && pair[1].len() > 1 {
                assert_eq!(pair[0], article(pair[1]), "{text}");
            }
        }
        let lower = format!(" {} ", text.to_lowercase().replace(['.', ',', '?', '!', '\n'], " "));
        for odd in [
            " i is ",
            " i has ",
            " i lives ",
            " i likes ",
            " you is ",
            " you has ",
            " you was ",
            " does i ",
            " does you ",
            " do she ",
            " do he ",
            " a an ",
            " the the ",
            " i does ",
            " you does ",
            " you lives ",
            " are she ",
            " is you ",
            " is i ",
            " me's ",
            " i's ",
        ] {
            if lower.contains(odd) {
                wrong(odd);
            }
        }
        texts.insert(text.to_owned());
    });
    assert!(texts.len() as u64 > TEXTS * 2 * 9 / 10, "{} texts differ", texts.len());
}

/// What stands in a text right before and right behind some words.
fn around<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(words).map(move |(at, _)| (&text[..at], &text[at + words.len()..]))
}

/// The word at the end of a text, and the words at the beginning of one.
fn last(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// Relations read back from the words alone, not from what the texts say they tell.
#[test]
fn texts_read_back_tell_the_facts() {
    for seed in [2, 7] {
        let almanac = Almanac::new(seed);
        let facts = &almanac.facts;
        let person = |name: &str| facts.people.iter().position(|person| person.name == name).map(Being::Person);
        let value = |name: &str, relation: &str| {
            let fact = facts.fact(&person(name)?, relation)?;
            Some(facts.value(&facts.facts[fact]))
        };
        let mut read: BTreeMap<&str, usize> = BTreeMap::new();
        each(seed, |text, _| {
            let mut check = |relation: &'static str, name: &str, rest: &str| {
                if let Some(value) = value(name, relation) {
                    assert!(rest.starts_with(&value), "{relation} of {name} is {value}: {text}");
                    *read.entry(relation).or_default() += 1;
                }
            };
            for (words, relation) in [
                (" lives in ", "home"),
                ("'s best friend is ", "friend"),
                (" is best friends with ", "friend"),
                ("'s favourite food is ", "food"),
                ("'s hobby is ", "hobby"),
                (" is known for ", "known"),
                ("'s free day is ", "rest"),
                (" turned ", "age"),
            ] {
                for (before, behind) in around(text, words) {
                    let behind = ["a house in ", "one of the houses in ", "called ", "her ", "his "]
                        .iter()
                        .find_map(|start| behind.strip_prefix(start))
                        .unwrap_or(behind);
                    check(relation, last(before), behind);
                }
            }
            for colour in facts.candidates(facts.facts[facts.of("coat")[0]].relation) {
                for (before, _) in around(text, &format!(" is {colour}")) {
                    check("coat", last(before), &colour);
                }
            }
            for (before, behind) in around(text, " called ") {
                let kind = last(before);
                let name = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                let animal = crate::town::people::ANIMALS.contains(&kind);
                if animal && let Some(own) = value(name, "kind") {
                    assert_eq!(own, kind, "{text}");
                    *read.entry("kind").or_default() += 1;
                }
            }
        });
        println!("{read:?}");
        for (relation, least) in
            [("home", 200), ("friend", 300), ("food", 100), ("coat", 50), ("kind", 100), ("rest", 30)]
        {
            assert!(read.get(relation).is_some_and(|count| *count >= least), "{relation}: {read:?}");
        }
    }
}

#[test]
fn nobody_is_told_to_act_on_themselves() {
    let almanac = Almanac::new(4);
    let facts = &almanac.facts;
    each(4, |text, told| {
        for Told { fact, .. } in told {
            let fact = &facts.facts[*fact];
            let holder = facts.relations[fact.relation].name == "holder";
            assert!(holder || fact.subject != fact.value, "{text}");
        }
    });
}

#[test]
fn the_exam_asks_what_no_text_asks_and_practice_what_texts_ask() {
    let almanac = Almanac::new(6);
    let facts = &almanac.facts;
    let mut rng = Rng::new(1);
    let asked_of = |question: &Question, exam: bool| {
        (0..facts.facts.len()).any(|fact| {
            let relation = facts.relation(fact);
            let phrases = if exam { &relation.exam } else { &relation.questions };
            relation.name == question.form
                && phrases.iter().any(|phrase| {
                    let out = held_out::is(facts, fact, phrase);
                    (exam || out)
                        && by_name(facts, fact, phrase).iter().any(|said| bare(said) == bare(&question.question))
                })
        })
    };
    for _ in 0..150 {
        let known = almanac.question(Area::KnownPhrasing, Use::Exam, &mut rng).unwrap();
        assert!(asked_of(&known, false), "{known:?}");
        let new = almanac.question(Area::NewPhrasing, Use::Exam, &mut rng).unwrap();
        assert!(asked_of(&new, true), "{new:?}");
        for area in [Area::KnownPhrasing, Area::NewPhrasing] {
            let practice = almanac.question(area, Use::Practice, &mut rng).unwrap();
            assert!(!asked_of(&practice, false) && !asked_of(&practice, true), "{practice:?}");
        }
        for question in [known, new] {
            let says = |value: &String| {
                let words = |text: &str| format!(" {} ", text.trim_end_matches('.').replace(['.', ','], " "));
                words(&question.answer).contains(&format!(" {value} "))
            };
            let said: Vec<&String> = question.candidates.iter().filter(|value| says(value)).collect();
            assert!(says(&question.value), "{question:?}");
            assert!(question.candidates.is_sorted() && question.candidates.contains(&question.value));
            // A friend's name is the only one that is no part of the question.
            let own = |value: &&&String| !bare(&question.question).contains(value.as_str());
            assert_eq!(said.iter().filter(own).count(), 1, "{question:?}");
        }
    }
    assert_eq!(almanac.question(Area::Sum, Use::Exam, &mut rng), None);
}
