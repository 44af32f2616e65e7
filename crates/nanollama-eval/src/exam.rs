//! The exam of the town: questions that training never asked, of seven areas, each beside what habits without understanding
//! reach.
//!
//! What is asked is the town's matter (`nanollama_data::town`); how a reply is judged stands in `exam/grade.rs`, what habits
//! answer in `exam/habits.rs`.

mod grade;
mod habits;
mod paper;

use std::collections::BTreeMap;

use nanollama_data::town::{Area, Question, Town, Use, says_unknown};
use nanollama_engine::{Engine, Outcome, Request, Result, Sampling};
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;
use serde::Serialize;

use crate::interval::wilson;
use crate::ngram::Trigram;
use crate::task::{Graded, Task};

pub use grade::is_right;
pub use habits::Habits;
pub use paper::{ASKED, prompt};

/// Most tokens of an answer; a sum worked in steps is the longest.
const ANSWER: usize = 64;

/// Bytes of the longest text that is asked about: with its question and answer it fits a context of 512 tokens of 2,048 kinds.
const LONGEST_TEXT: usize = 1_350;
/// Questions that are looked at for each that is asked.
const TRIED: u64 = 20;

/// The exam of a town.
pub struct Exam<'a> {
    town: &'a Town,
}

impl<'a> Exam<'a> {
    /// The exam of this town.
    pub fn new(town: &'a Town) -> Exam<'a> {
        Exam { town }
    }
}

impl Task for Exam<'_> {
    type Item = Question;

    fn name(&self) -> &str {
        "exam of the town"
    }

    fn load(&self) -> Vec<Question> {
        let short = |question: &Question| question.text.as_ref().is_none_or(|text| text.len() <= LONGEST_TEXT);
        let of = |(area, count): (Area, u64)| {
            let all = (0..TRIED * count).filter_map(move |number| self.town.question(area, Use::Exam, number));
            all.filter(short).take(count as usize)
        };
        ASKED.into_iter().flat_map(of).collect()
    }

    fn render(&self, question: &Question, engine: &Engine) -> Result<Vec<Request>> {
        let prompt = engine.chat_prompt(&[Message::new("user", prompt(question))])?;
        Ok(vec![Request::generate(prompt, Sampling::greedy(ANSWER))])
    }

    fn grade(&self, question: &Question, outcomes: &[Outcome]) -> bool {
        matches!(outcomes, [Outcome::Text(finished)] if is_right(question, &finished.text))
    }
}

/// How the questions of one area were answered. Shares are from 0 to 1; a habit that cannot answer such questions has none.
#[derive(Clone, Debug, Serialize)]
pub struct AreaScore {
    /// The area's name.
    pub area: &'static str,
    /// Questions asked.
    pub asked: usize,
    /// Of these, answered rightly.
    pub right: usize,
    /// The share, and the ends of its 95% interval.
    pub share: f64,
    /// Lower and upper end.
    pub interval: [f64; 2],
    /// What each habit reaches, by its name.
    pub habits: BTreeMap<&'static str, f64>,
    /// By form of question: asked and right.
    pub forms: BTreeMap<String, [usize; 2]>,
}

impl AreaScore {
    /// The best of the habits, by name; `None` when no habit can answer.
    pub fn best_habit(&self) -> Option<(&'static str, f64)> {
        self.habits.iter().map(|(name, share)| (*name, *share)).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Whether even the lower end of the interval lies above every habit.
    pub fn beats_habits(&self) -> bool {
        self.interval[0] > self.best_habit().map_or(0.0, |(_, share)| share)
    }
}

/// The name of an area in tables and reports.
pub fn label(area: Area) -> &'static str {
    match area {
        Area::KnownPhrasing => "facts of the town, asked in a known way",
        Area::NewPhrasing => "facts of the town, asked in a new way",
        Area::LookUp => "looked up in a story, one of many",
        Area::Plot => "what happened in a story",
        Area::Sum => "sums that training never had",
        Area::Spelling => "words that training never spelled",
        Area::Unknown => "what nothing tells: it must say so",
    }
}

/// Scores by area, in the exam's order.
pub fn score(graded: &[Graded<Question>], habits: &Habits, trigram: &Trigram, tokenizer: &Tokenizer) -> Vec<AreaScore> {
    let of = |(area, _): (Area, u64)| {
        let items: Vec<&Graded<Question>> = graded.iter().filter(|graded| graded.item.area == area).collect();
        let (asked, right) = (items.len(), items.iter().filter(|graded| graded.right).count());
        let mut forms: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for graded in &items {
            let [asked, right] = forms.entry(graded.item.form.clone()).or_default();
            (*asked, *right) = (*asked + 1, *right + usize::from(graded.right));
        }
        let questions: Vec<&Question> = items.iter().map(|graded| &graded.item).collect();
        AreaScore {
            area: label(area),
            asked,
            right,
            share: right as f64 / asked.max(1) as f64,
            interval: wilson(right, asked),
            habits: habits.shares(&questions, trigram, tokenizer),
            forms,
        }
    };
    ASKED.into_iter().map(of).filter(|score| score.asked > 0).collect()
}

/// Of the questions that can be answered, the share that was answered with not knowing.
pub fn false_refusals(graded: &[Graded<Question>]) -> f64 {
    let can = |graded: &&Graded<Question>| graded.item.area != Area::Unknown;
    let (mut asked, mut refused) = (0, 0);
    for graded in graded.iter().filter(can) {
        asked += 1;
        refused += usize::from(says_unknown(graded.reply()));
    }
    refused as f64 / f64::from(asked.max(1))
}
