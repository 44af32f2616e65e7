//! Problems in words: people and things of the town with numbers, read from `problems.txt`, which says how one is written.

use super::super::markup::Node;
use super::super::people::{Age, Person, Sex};
use super::super::phrases::{Gaps, Phrases, fill, gaps, wording};
use super::super::question::Use;
use super::super::words::capitals;
use super::sums::{Op, Sum};
use super::working::{Voice, number, worked};
use crate::rng::Rng;

/// A problem as it is written down.
struct Problem {
    op: Op,
    words: Vec<(String, Vec<String>)>,
    told: Vec<Vec<Node>>,
    asked: Vec<Vec<Node>>,
    answered: Vec<Vec<Node>>,
}

/// All problems.
pub(super) struct Problems(Vec<Problem>);

/// A problem with its numbers.
pub(super) struct Posed {
    pub(super) sum: Sum,
    /// What is told and asked.
    pub(super) question: String,
    /// The working, and what it says of the things.
    pub(super) answer: String,
}

impl Problems {
    /// Reads a file.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Problems, String> {
        let mut problems: Vec<Problem> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            take(&mut problems, line.trim()).map_err(|what| format!("line {number}: {what}"))?;
        }
        match problems.iter().position(|one| one.told.is_empty() || one.asked.is_empty() || one.answered.is_empty()) {
            Some(at) => Err(format!("problem {at} tells, asks or answers nothing")),
            None => Ok(Problems(problems)),
        }
    }

    /// A problem with numbers that training has, or with some that it never has.
    pub(super) fn pose(&self, phrases: &Phrases, people: &[Person], usage: Use, rng: &mut Rng) -> Posed {
        let problem = &self.0[rng.index(self.0.len())];
        let several = |sum: Sum| sum.left >= 2 && sum.right >= 2 && sum.result() >= 2;
        let sum = Sum::draw_where(problem.op, usage, rng, several);
        let mut gaps = children(people, rng);
        let voice = if rng.chance(85) { Voice::Signs } else { Voice::Words };
        for (name, value) in [("l", sum.left), ("r", sum.right)] {
            gaps.insert(name.into(), number(value, voice));
        }
        gaps.insert("v".into(), number(sum.result(), voice));
        gaps.insert("day".into(), day(rng).into());
        for (name, words) in &problem.words {
            gaps.insert(name.clone(), words[rng.index(words.len())].clone());
        }
        let mut say = |ways: &[Vec<Node>]| {
            let way = rng.index(ways.len());
            fill(&ways[way], &gaps, rng)
        };
        let (told, asked, answered) = (say(&problem.told), say(&problem.asked), say(&problem.answered));
        let spoken = if voice == Voice::Words { Voice::Words } else { [Voice::Signs, Voice::Said][rng.index(2)] };
        let working = worked(phrases, sum, spoken, rng);
        Posed {
            sum,
            question: capitals(&format!("{told} {asked}")),
            answer: format!(
                "{working}{} {answered}.",
                if working.to_lowercase().contains("so ") { ", and" } else { ", so" }
            ),
        }
    }
}

fn take(problems: &mut Vec<Problem>, line: &str) -> Result<(), String> {
    if line.is_empty() || line.starts_with("//") {
        return Ok(());
    }
    let (mark, rest) = line.split_once(' ').ok_or("a line has one word")?;
    if mark == "=" {
        let op = Op::ALL.into_iter().find(|op| op.name() == rest);
        let op = op.ok_or_else(|| format!("no sums are called `{rest}`"))?;
        problems.push(Problem { op, words: vec![], told: vec![], asked: vec![], answered: vec![] });
        return Ok(());
    }
    let problem = problems.last_mut().ok_or("a line stands before the first problem")?;
    match mark {
        "words" => {
            let (name, words) = rest.split_once(':').ok_or("`words` needs a name and `:`")?;
            let words = words.split(',').map(|word| word.trim().to_owned()).collect();
            problem.words.push((name.trim().into(), words));
        }
        ":" => problem.told.push(wording(rest)?),
        "?" => problem.asked.push(wording(rest)?),
        "!" => problem.answered.push(wording(rest)?),
        other => return Err(format!("no line begins with `{other}`")),
    }
    Ok(())
}

/// Two children: `n` and `m`, and the first one's pronouns.
pub(super) fn children(people: &[Person], rng: &mut Rng) -> Gaps {
    let children: Vec<&Person> = people.iter().filter(|person| person.age == Age::Child).collect();
    let two = rng.distinct(2, children.len());
    let (first, second) = (children[two[0]], children[two[1]]);
    let (she, her) = if first.sex == Sex::She { ("she", "her") } else { ("he", "his") };
    gaps([("n", first.name), ("m", second.name), ("she", she), ("her", her)])
}

/// A day on which there is school.
pub(super) fn day(rng: &mut Rng) -> &'static str {
    rng.pick(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
}
