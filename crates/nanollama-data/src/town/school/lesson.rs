//! A lesson told as it went: sums asked and worked aloud, words asked and spelled.

use super::super::people::Person;
use super::super::phrases::{Gaps, Phrases};
use super::super::question::Use;
use super::super::words::capitals;
use super::problems::{children, day};
use super::spelling;
use super::sums::{Op, Sum};
use super::working::{Voice, asked, worked};
use crate::rng::Rng;

/// Sums in a lesson, one or two.
pub(super) fn of_sums(lesson: &Phrases, sums: &Phrases, people: &[Person], rng: &mut Rng) -> String {
    let mut gaps = class(people, rng);
    let mut told = vec![lesson.say("begin", &gaps, rng)];
    for turn in 0..1 + rng.index(2) {
        if turn > 0 {
            told.push(lesson.say("again", &gaps, rng));
            take_turns(&mut gaps);
        }
        let op = Op::ALL[rng.index(3)];
        let sum = Sum::draw(op, Use::Practice, rng);
        // What is said aloud has no signs.
        let voice = if rng.chance(60) { Voice::Said } else { Voice::Words };
        let question = loop {
            let question = asked(sums, sum, false, voice, rng);
            if question.ends_with('?') {
                break question;
            }
        };
        gaps.insert("q".into(), question);
        gaps.insert("w".into(), worked(sums, sum, voice, rng));
        told.push(lesson.say("ask", &gaps, rng));
        if rng.chance(60) {
            told.push(lesson.say("think", &gaps, rng));
        }
        told.push(lesson.say("answer", &gaps, rng));
        let by_steps = op == Op::Times || !sum.steps().is_empty();
        told.push(lesson.say(if by_steps && rng.chance(40) { "praise steps" } else { "praise" }, &gaps, rng));
    }
    if rng.chance(70) {
        told.push(lesson.say("end", &gaps, rng));
    }
    whole(&told)
}

/// Words in a lesson.
pub(super) fn of_spelling(lesson: &Phrases, words: &[&'static str], people: &[Person], rng: &mut Rng) -> String {
    let mut gaps = class(people, rng);
    // The teacher asks both, the two ask each other, or one of them asks.
    let who = rng.pick(&["class", "class", "two", "help"]);
    let mut told = vec![lesson.say(&format!("spelling {who}"), &gaps, rng)];
    let (n, m, t) = (gaps["n"].clone(), gaps["m"].clone(), gaps["t"].clone());
    for turn in 0..2 + rng.index(3) {
        let word = spelling::draw(words, Use::Practice, rng);
        gaps.extend(spelling::letters(word));
        let (asks, answers) = match (who, turn % 2) {
            ("class", 0) => (&t, &n),
            ("class", _) => (&t, &m),
            ("two", 1) => (&m, &n),
            _ => (&n, &m),
        };
        gaps.insert("b".into(), asks.clone());
        gaps.insert("c".into(), answers.clone());
        told.push(lesson.say("spelling ask", &gaps, rng));
        told.push(lesson.say("spelling answer", &gaps, rng));
    }
    if rng.chance(60) {
        told.push(lesson.say("spelling end", &gaps, rng));
    }
    whole(&told)
}

/// Each part begins with a capital.
fn whole(told: &[String]) -> String {
    told.iter().map(|part| capitals(part)).collect::<Vec<_>>().join(" ")
}

/// Two children, who teaches them, and a day.
fn class(people: &[Person], rng: &mut Rng) -> Gaps {
    let mut gaps = children(people, rng);
    let teacher = people.iter().find(|person| person.trade == Some("teacher"));
    let name = match teacher {
        Some(teacher) if rng.chance(50) => teacher.name,
        _ => "the teacher",
    };
    gaps.insert("t".into(), name.into());
    gaps.insert("day".into(), day(rng).into());
    gaps
}

/// The second child is the one who answers.
fn take_turns(gaps: &mut Gaps) {
    let (first, second) = (gaps["n"].clone(), gaps["m"].clone());
    gaps.insert("n".into(), second);
    gaps.insert("m".into(), first);
}
