//! Schoolwork: sums worked step by step, problems in words, counting, spelling; as pages, as lessons, as conversations. Which
//! numbers and words are kept for the exam stands in `school/sums.rs` and `school/spelling.rs`.

mod lesson;
mod problems;
mod spelling;
mod sums;
mod working;

use super::document::Document;
use super::people::Person;
use super::phrases::{Gaps, Phrases};
use super::question::{Area, Question, Use};
use super::texts::text;
use super::words::{capital, capitals, number, plural};
use crate::rng::Rng;
use problems::{Posed, Problems, children, day};
use sums::{Op, Sum};
use working::{Voice, asked, carried, numbers, voice, worked};

/// The words that school spells, in the order of the alphabet.
pub fn words_to_spell() -> Vec<&'static str> {
    spelling::words()
}

/// What schoolwork is made of.
pub(super) struct School {
    sums: Phrases,
    lessons: Phrases,
    spelling: Phrases,
    problems: Problems,
    words: Vec<&'static str>,
}

impl School {
    /// The school of every town.
    pub(super) fn new() -> School {
        const READ: &str = "a test reads every file that is built in";
        School {
            sums: Phrases::parse(text("school/sums.txt")).expect(READ),
            lessons: Phrases::parse(text("school/lesson.txt")).expect(READ),
            spelling: Phrases::parse(text("school/spelling.txt")).expect(READ),
            problems: Problems::parse(text("school/problems.txt")).expect(READ),
            words: spelling::words(),
        }
    }

    /// A page or a lesson.
    pub(super) fn document(&self, people: &[Person], rng: &mut Rng) -> Document {
        let (kind, text) = match rng.below(100) {
            0..22 => ("sums", self.page_of_sums(people, rng)),
            22..44 => ("problems", self.page_of_problems(people, rng)),
            44..60 => ("lesson", lesson::of_sums(&self.lessons, &self.sums, people, rng)),
            60..68 => ("counting", self.counting(people, rng)),
            68..84 => {
                let mut about = children(people, rng);
                about.insert("day".into(), day(rng).into());
                ("spelling", spelling::page(&self.spelling, &self.words, about, rng))
            }
            _ => ("lesson", lesson::of_spelling(&self.lessons, &self.words, people, rng)),
        };
        Document { kind: kind.into(), text }
    }

    /// Somebody asks, one to four times: pairs of what is asked and answered.
    pub(super) fn conversation(&self, people: &[Person], rng: &mut Rng) -> Vec<(String, String)> {
        let turns = [1, 1, 1, 2, 2, 3, 4][rng.index(7)];
        let kind = rng.below(100);
        let mut op = Op::ALL[rng.index(3)];
        (0..turns)
            .map(|turn| match kind {
                0..45 => {
                    if rng.chance(30) {
                        op = Op::ALL[rng.index(3)];
                    }
                    self.asked_sum(Sum::draw(op, Use::Practice, rng), turn > 0 && rng.chance(60), rng)
                }
                45..65 => {
                    let posed = self.problems.pose(&self.sums, people, Use::Practice, rng);
                    (posed.question, posed.answer)
                }
                65..72 => self.asked_to_count(rng),
                _ => {
                    let word = spelling::draw(&self.words, Use::Practice, rng);
                    if rng.chance(15) {
                        spelling::asked_letters(&self.spelling, word, rng)
                    } else {
                        spelling::asked(&self.spelling, word, turn > 0 && rng.chance(60), rng)
                    }
                }
            })
            .collect()
    }

    /// A question of schoolwork; `None` for other areas.
    pub(super) fn question(&self, area: Area, usage: Use, people: &[Person], rng: &mut Rng) -> Option<Question> {
        let (form, question, answer, value) = match area {
            Area::Sum if rng.chance(30) => {
                let Posed { sum, question, answer } = self.problems.pose(&self.sums, people, usage, rng);
                (format!("problem {}", sum.op.name()), question, answer, sum.result().to_string())
            }
            Area::Sum => {
                let sum = Sum::draw(Op::ALL[rng.index(3)], usage, rng);
                let (question, answer) = self.asked_sum(sum, false, rng);
                (sum.op.name().into(), question, answer, sum.result().to_string())
            }
            Area::Spelling => {
                let word = spelling::draw(&self.words, usage, rng);
                let (question, answer) = spelling::asked(&self.spelling, word, false, rng);
                ("spell".into(), question, answer, spelling::spelled(word))
            }
            _ => return None,
        };
        Some(Question { area, form, text: None, question, answer, value, candidates: Vec::new() })
    }

    fn asked_sum(&self, sum: Sum, again: bool, rng: &mut Rng) -> (String, String) {
        let asks = if rng.chance(85) { Voice::Signs } else { Voice::Words };
        let question = asked(&self.sums, sum, again, asks, rng);
        (question, worked(&self.sums, sum, Voice::Signs, rng) + ".")
    }

    fn page_of_sums(&self, people: &[Person], rng: &mut Rng) -> String {
        let mut about = children(people, rng);
        about.insert("day".into(), day(rng).into());
        let mut lines = Vec::new();
        if rng.chance(60) {
            lines.push(capital(&self.sums.say("page", &about, rng)));
        }
        let only = rng.chance(60).then(|| Op::ALL[rng.index(3)]);
        let written = rng.chance(30);
        for _ in 0..3 + rng.index(4) {
            let op = only.unwrap_or(Op::ALL[rng.index(3)]);
            let sum = Sum::draw(op, Use::Practice, rng);
            let voice = voice(rng);
            let under_each_other = if written { carried(&self.sums, sum, rng) } else { None };
            let working = under_each_other.unwrap_or_else(|| worked(&self.sums, sum, voice, rng));
            let mut gaps = numbers(sum, Voice::Signs);
            gaps.insert("ask".into(), asked(&self.sums, sum, false, voice, rng));
            gaps.insert("worked".into(), format!("{working}."));
            lines.push(capitals(&self.sums.say("line", &gaps, rng)));
        }
        lines.join("\n")
    }

    fn page_of_problems(&self, people: &[Person], rng: &mut Rng) -> String {
        let lines: Vec<String> = (0..1 + rng.index(4))
            .map(|_| {
                let Posed { question, answer, .. } = self.problems.pose(&self.sums, people, Use::Practice, rng);
                format!("{question} {answer}")
            })
            .collect();
        lines.join("\n")
    }

    fn counting(&self, people: &[Person], rng: &mut Rng) -> String {
        let lines: Vec<String> = (0..2 + rng.index(4))
            .map(|_| {
                let list = rng.pick(&["counting", "counting", "counting back", "next", "before", "more", "even"]);
                let (odd, mut gaps) = counted(list, rng);
                gaps.extend(children(people, rng));
                self.sums.sentence(if list == "even" && odd { "odd" } else { list }, &gaps, rng)
            })
            .collect();
        lines.join("\n")
    }

    fn asked_to_count(&self, rng: &mut Rng) -> (String, String) {
        let list = rng.pick(&["next", "before", "more", "counting"]);
        let (_, gaps) = counted(list, rng);
        let mut say = |mark: &str| self.sums.sentence(&format!("{mark} {list}"), &gaps, rng);
        (say("asked"), say("answered"))
    }
}

/// Numbers in their order, as the lists of counting have them, and whether the first of them is odd.
fn counted(list: &str, rng: &mut Rng) -> (bool, Gaps) {
    let voice = if rng.chance(70) { Voice::Signs } else { Voice::Words };
    let said = |value: u32| working::number(value, voice);
    let left = 10 + rng.below(90) as u32;
    // Another number.
    let right = 10 + (left - 10 + 1 + rng.below(89) as u32) % 90;
    let step = 2 + rng.below(9) as u32;
    let way: Vec<u32> = match list {
        "counting" => (1..=5 + rng.below(6) as u32).map(|times| times * step).collect(),
        _ => (0..4 + rng.below(5) as u32).map(|less| left - less).collect(),
    };
    let neighbour = if list == "before" { left - 1 } else { left + 1 };
    let pairs = [
        ("way", way.into_iter().map(said).collect::<Vec<_>>().join(", ")),
        ("steps", plural(&number(step))),
        ("l", said(left)),
        ("r", said(right)),
        ("v", said(neighbour)),
        ("big", said(left.max(right))),
        ("small", said(left.min(right))),
    ];
    (!left.is_multiple_of(2), pairs.into_iter().map(|(name, said)| (name.to_owned(), said)).collect())
}

/// Whether a text may not have these two numbers, because it might put them together as a sum of the exam does.
pub(super) fn are_kept_apart(left: u32, right: u32) -> bool {
    Op::ALL.into_iter().any(|op| Sum { op, left, right }.is_held_out())
}

/// The last number that a reply names, in digits or words: what it says that comes out of a sum. `one` in letters is no number
/// here, it is too often something else: `one day`, `another one`.
pub fn last_number(reply: &str) -> Option<u32> {
    let lower = reply.to_lowercase().replace("one hundred", "100").replace("a hundred", "100");
    let words = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| !word.is_empty());
    words.rev().find_map(|word| word.parse().ok().or_else(|| (2..=100).find(|value| number(*value) == word)))
}

#[cfg(test)]
mod tests;
