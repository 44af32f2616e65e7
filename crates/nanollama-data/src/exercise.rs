//! Exercises: questions whose answers can be judged. A file of questions and answers, or a folder with a `task.toml` that says
//! what of its rows is asked and what is right (`exercise/folder.rs`). How a reply is judged is `exercise/grader.rs`; who asks a
//! model, and what follows from the judgement, is not known here.

use std::path::Path;

use nanollama_token::chat::Message;

use crate::conversation::{ConversationReading, read_rows};
use crate::error::{Error, Result};
use crate::split::ValidationRule;

mod folder;
mod grader;
mod judge;
mod set;

pub use folder::TASK_FILE;
pub use grader::Grader;
pub use judge::Judge;
use set::FILES;
pub use set::{Exercise, Exercises};

impl Exercises {
    /// Reads a file of questions with answers, of which `fraction` is kept to measure on, or a folder: one with a `task.toml`,
    /// or with a `train.jsonl` and a `test.jsonl`.
    ///
    /// # Errors
    /// When a file cannot be read, a row is no question with its answer (named), or nothing is left to practise.
    pub fn open(path: &Path, (fraction, seed): (f64, u64)) -> Result<Exercises> {
        let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let exercises = if path.join(TASK_FILE).is_file() {
            folder::open(path, name)?
        } else {
            let (train, test) = if path.is_dir() {
                let [train, test] = FILES.map(|file| rows(&path.join(file)));
                (train?, test?)
            } else {
                divide(rows(path)?, fraction, seed)?
            };
            plain(path, name, train, test)?
        };
        if exercises.train.is_empty() {
            let name = path.display().to_string();
            return Err(Error::Exercises { name, what: "there is nothing to practise".into() });
        }
        Ok(exercises)
    }
}

/// A question and its answer, a row each.
type Row = (Vec<Message>, String);

fn rows(path: &Path) -> Result<Vec<Row>> {
    let read = read_rows(path, &ConversationReading::default())?;
    let one = |(index, conversation): (usize, &crate::conversation::Conversation)| {
        let wrong = |what: &str| Error::Conversation { place: read.place(index), what: what.into() };
        match conversation.messages.split_last() {
            Some((answer, question)) if answer.role() == "assistant" && !question.is_empty() => {
                Ok((question.to_vec(), answer.text()))
            }
            _ => Err(wrong("it does not end with the assistant's answer to a question")),
        }
    };
    read.conversations.iter().enumerate().map(one).collect()
}

/// Which are measured on depends on the seed and the number of a row alone.
fn divide(rows: Vec<Row>, fraction: f64, seed: u64) -> Result<(Vec<Row>, Vec<Row>)> {
    let rule = ValidationRule::new(seed, fraction, u64::MAX, rows.len() as u64)?;
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (number, row) in rows.into_iter().enumerate() {
        if rule.takes(number as u64) { test.push(row) } else { train.push(row) }
    }
    Ok((train, test))
}

/// Rows that say nothing of a grader: a number behind `####`, where every answer has one, as GSM8K's have; else the answer
/// itself.
fn plain(path: &Path, name: String, train: Vec<Row>, test: Vec<Row>) -> Result<Exercises> {
    let numbered = train.iter().chain(&test).filter(|(_, answer)| grader::marked_number(answer).is_some()).count();
    let all = train.len() + test.len();
    if numbered != 0 && numbered != all {
        let what = format!("{numbered} of {all} answers have a number behind ####: all of them must, or none");
        return Err(Error::Exercises { name: path.display().to_string(), what });
    }
    let grader = if numbered > 0 { Grader::Number } else { Grader::Exact };
    let of = |(question, answer): Row| {
        let right = grader::marked_number(&answer).unwrap_or_else(|| answer.trim().to_owned());
        Exercise { question, answer, right }
    };
    let (train, test) = (train.into_iter().map(of).collect(), test.into_iter().map(of).collect());
    Ok(Exercises { name, grader, train, test })
}

#[cfg(test)]
mod tests;
