//! What schoolwork says is read back from its texts, as somebody who knows no generator would.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::people;
use super::*;

const TEXTS: u64 = 10_000;

/// Each document, and each conversation as one text.
static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let (school, people) = (School::new(), people::people(0));
    let document = |number| school.document(&people, &mut Rng::of(&[1, number])).text;
    let said = |number| {
        let turns = school.conversation(&people, &mut Rng::of(&[2, number]));
        turns.into_iter().map(|(asked, answered)| format!("{asked}\n{answered}")).collect::<Vec<_>>().join("\n")
    };
    (0..TEXTS).map(document).chain((0..TEXTS).map(said)).collect()
});

/// Numbers by their words.
static NUMBERS: LazyLock<BTreeMap<String, u32>> =
    LazyLock::new(|| (1..=100).map(|value| (number(value), value)).collect());

/// Words, signs and marks; numbers in words as digits.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let text = text.to_lowercase().replace("one hundred", "100");
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| ".,!?\":;".contains(letter));
        let value = NUMBERS.get(bare);
        tokens.push(match (value, bare) {
            (Some(value), _) => value.to_string(),
            (None, "zero" | "nothing") => "0".into(),
            _ => bare.to_owned(),
        });
        if word.trim_end_matches('"').ends_with(['.', '!', '?', ':', ',']) {
            tokens.push("|".into());
        }
    }
    tokens
}

/// What two numbers are put together in a text, and what is said to come out of them.
fn equations(text: &str) -> Vec<(Sum, Option<u32>)> {
    let tokens = tokens(text);
    let read = |at: usize| tokens.get(at).and_then(|token| token.parse::<u32>().ok());
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.as_str()));
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(left) = read(at) else { continue };
        let (op, next) = if is(at + 1, &["+", "plus"]) || is(at + 1, &["and"]) && is(at + 3, &["make", "makes"]) {
            (Op::Plus, at + 2)
        } else if is(at + 1, &["-", "minus"]) {
            (Op::Minus, at + 2)
        } else if is(at + 1, &["take"]) && is(at + 2, &["away"]) {
            (Op::Minus, at + 3)
        } else if is(at + 1, &["x", "times"]) {
            (Op::Times, at + 2)
        } else {
            continue;
        };
        let Some(right) = read(next) else { continue };
        // Of a longer sum, `2 + 3 + 1 = 6`, each pair is looked at and nothing comes out.
        let longer = at > 1 && is(at - 1, &["+", "and", "plus"]) && read(at - 2).is_some();
        let said = is(next + 1, &["=", "is", "make", "makes", "leaves"]) && !longer;
        found.push((Sum { op, left, right }, said.then(|| read(next + 2)).flatten()));
    }
    found
}

#[test]
fn sums_are_right_and_held_out_pairs_are_nowhere() {
    let (mut checked, mut pairs) = (0, BTreeSet::new());
    for text in ALL.iter() {
        for (sum, said) in equations(text) {
            assert!(!sum.is_held_out(), "{sum:?} is in a text:\n{text}");
            if let Some(said) = said {
                assert_eq!(said, sum.result(), "{sum:?} in:\n{text}");
                checked += 1;
                pairs.insert(sum);
            }
        }
    }
    assert!(checked > 20_000 && pairs.len() > 3_000, "{checked} sums, {} pairs", pairs.len());
}

#[test]
fn stories_have_no_held_out_pair() {
    let town = super::super::Town::new(0);
    for number in 0..3_000 {
        let text = town.document(number).text;
        for (sum, said) in equations(&text) {
            assert!(!sum.is_held_out(), "{sum:?} is in a story:\n{text}");
            assert!(said.is_none_or(|said| said == sum.result()), "{sum:?} in:\n{text}");
        }
    }
}

#[test]
fn the_last_number_of_a_reply_is_found() {
    let replies =
        ["7 + 5 = 12.", "Together that is sixty-two!", "She has 90 + 10 = 100 apples.", "It is one hundred.", "No."];
    assert_eq!(replies.map(last_number), [Some(12), Some(62), Some(100), Some(100), None]);
}

#[test]
fn the_numbers_of_problems_are_those_of_their_working() {
    let (school, people) = (School::new(), people::people(0));
    for number in 0..TEXTS {
        for usage in [Use::Practice, Use::Exam] {
            let mut rng = Rng::of(&[3, number]);
            let posed = school.problems.pose(&school.sums, &people, usage, &mut rng);
            assert_eq!(posed.sum.is_held_out(), usage == Use::Exam);
            let asked: Vec<u32> = tokens(&posed.question).iter().filter_map(|token| token.parse().ok()).collect();
            let Sum { left, right, .. } = posed.sum;
            let others = asked.iter().filter(|value| ![left, right].contains(value) && **value != 1);
            assert!(asked.contains(&left) && asked.contains(&right) && others.count() == 0, "{}", posed.question);
            assert_eq!(last_number(&posed.answer), Some(posed.sum.result()), "{} {}", posed.question, posed.answer);
        }
    }
}

#[test]
fn questions_are_of_what_no_text_has_or_of_what_texts_have() {
    let (school, people) = (School::new(), people::people(0));
    for number in 0..TEXTS {
        for usage in [Use::Practice, Use::Exam] {
            let mut rng = Rng::of(&[4, number]);
            let sum = school.question(Area::Sum, usage, &people, &mut rng).unwrap();
            assert_eq!(last_number(&sum.answer).map(|value| value.to_string()), Some(sum.value.clone()), "{sum:?}");
            let held = equations(&sum.answer).iter().any(|(sum, _)| sum.is_held_out());
            assert_eq!(held, usage == Use::Exam, "{sum:?}");
            let word = school.question(Area::Spelling, usage, &people, &mut rng).unwrap();
            assert!(word.answer.contains(&word.value), "{word:?}");
            let plain = word.value.replace('-', "").to_lowercase();
            assert_eq!(spelling::is_never_spelled(&plain), usage == Use::Exam, "{word:?}");
        }
    }
}

#[test]
fn words_are_spelled_rightly_and_held_out_ones_never() {
    let known: BTreeSet<&str> = spelling::words().into_iter().collect();
    let held = known.iter().filter(|word| spelling::is_never_spelled(word)).count();
    assert!(known.len() >= 700 && (known.len() / 6..known.len() / 4).contains(&held), "{held} of {}", known.len());
    let mut spelled = BTreeSet::new();
    for text in ALL.iter() {
        let lower: BTreeSet<String> =
            text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).filter(|word| word.len() > 1).collect();
        for token in text.split_whitespace() {
            let token = token.trim_matches(|c: char| ".,!?\":".contains(c));
            let is_spelled = token.len() >= 5
                && token.chars().enumerate().all(|(at, c)| if at % 2 == 0 { c.is_ascii_uppercase() } else { c == '-' });
            if is_spelled {
                let word = token.replace('-', "").to_lowercase();
                assert!(known.contains(&*word) && lower.contains(&word), "{token} in:\n{text}");
                assert!(!spelling::is_never_spelled(&word), "{word} is spelled in:\n{text}");
                spelled.insert(word);
            }
        }
    }
    assert_eq!(spelled.len(), known.len() - held, "each word is spelled somewhere");
}

#[test]
fn words_that_are_spelled_are_in_the_plots() {
    let told = super::super::texts::of_kind("plots", "plot").map(|(_, text)| text.to_lowercase()).collect::<String>();
    let told: BTreeSet<&str> = told.split(|c: char| !c.is_alphabetic()).collect();
    let missing: Vec<&str> = spelling::words().into_iter().filter(|word| !told.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn pages_are_written_in_whole_lines() {
    for text in ALL.iter() {
        for line in text.lines() {
            let wrong = |what: &str| panic!("{what}: {line}\n{text}");
            if line.contains("  ") || line.contains(['{', '}', '<', '>', '|', '(', ')']) {
                wrong("marks or blanks are left over");
            }
            if line.matches('"').count() % 2 == 1 {
                wrong("speech is not closed");
            }
            if [" ,", " .", "..", ",,", ",.", "?.", "!.", ". ,", "?,"].iter().any(|odd| line.contains(odd)) {
                wrong("marks stand where none can");
            }
            if line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
                let entry = line.contains(": ");
                if !entry {
                    wrong("it begins with a small letter");
                }
            }
        }
    }
}

/// Prints texts for eyes: `cargo test -p nanollama-data schoolwork_to_read -- --ignored --nocapture`.
#[test]
#[ignore = "prints, and asserts nothing"]
fn schoolwork_to_read() {
    let (school, people) = (School::new(), people::people(0));
    for number in 0..80 {
        println!("== document\n{}", school.document(&people, &mut Rng::of(&[7, number])).text);
    }
    for number in 0..60 {
        println!("== conversation");
        for (asked, answered) in school.conversation(&people, &mut Rng::of(&[8, number])) {
            println!("> {asked}\n< {answered}");
        }
    }
}
