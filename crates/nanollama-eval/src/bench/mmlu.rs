//! MMLU (Hendrycks et al. 2021): four options in 57 subjects, as lm-evaluation-harness asks: by letters (`mmlu`, version 1.0) and by
//! the options' words (`mmlu_continuation`). nanochat's way is `chat.rs`.

use std::path::Path;
use std::sync::Arc;

use nanollama_engine::Prompts;

use crate::case::{Case, Passage};
use crate::error::{Error, Result};
use crate::question::Question;
use crate::table::Table;

pub(super) const TEST: [&str; 3] =
    ["mmlu/test.jsonl", "mmlu/all/test-00000-of-00001.parquet", "parquet/mmlu/all/test-00000-of-00001.parquet"];
const DEV: [&str; 3] =
    ["mmlu/dev.jsonl", "mmlu/all/dev-00000-of-00001.parquet", "parquet/mmlu/all/dev-00000-of-00001.parquet"];

/// All questions of the test split, each with what stands before it: with `words` nothing, else the subject's description and its
/// first `shots` questions of the dev split, answered.
pub(crate) fn questions(task: &str, folder: &Path, described: Option<Words>, shots: usize) -> Result<Vec<Question>> {
    let test = read(task, &Table::find(task, folder, &TEST)?)?;
    let dev = if shots > 0 { read(task, &Table::find(task, folder, &DEV)?)? } else { Vec::new() };
    let mut known: Vec<(String, Arc<str>)> = Vec::new();
    let mut questions = Vec::with_capacity(test.len());
    for (subject, mut question) in test {
        if let Some(words) = described {
            let found = known.iter().find(|(name, _)| *name == subject).map(|(_, before)| before.clone());
            question.before = match found {
                Some(before) => before,
                None => {
                    let of = dev.iter().filter(|(other, _)| *other == subject).map(|(_, question)| question);
                    let before: Arc<str> = before(task, &subject, words, &of.collect::<Vec<_>>(), shots)?.into();
                    known.push((subject, before.clone()));
                    before
                }
            };
        }
        questions.push(question);
    }
    Ok(questions)
}

/// What the harness calls the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// A, B, C, D, which are listed before.
    Letters,
    /// The options themselves, which are not.
    Options,
}

impl Words {
    fn asked(self, question: &Question) -> String {
        let text = question.text.trim();
        match self {
            Words::Letters => {
                let options = question.letters.iter().zip(&question.options);
                let lines: String = options.map(|(letter, option)| format!("{letter}. {option}\n")).collect();
                format!("{text}\n{lines}Answer:")
            }
            Words::Options => format!("Question: {text}\nAnswer:"),
        }
    }

    fn answers(self, question: &Question) -> &[String] {
        match self {
            Words::Letters => &question.letters,
            Words::Options => &question.options,
        }
    }
}

fn before(task: &str, subject: &str, words: Words, dev: &[&Question], shots: usize) -> Result<String> {
    let kind = if words == Words::Letters { "multiple choice questions" } else { "questions" };
    let mut before = format!("The following are {kind} (with answers) about {}.\n\n", subject.replace('_', " "));
    if dev.len() < shots {
        return Err(Error::Few { task: format!("{task}, {subject}"), shots, rows: dev.len() });
    }
    for question in &dev[..shots] {
        before += &format!("{} {}\n\n", words.asked(question), words.answers(question)[question.gold]);
    }
    Ok(before)
}

fn read(task: &str, table: &Table) -> Result<Vec<(String, Question)>> {
    (0..table.len())
        .map(|row| {
            let options: Vec<String> = table.texts(row, "choices")?.into_iter().map(str::to_owned).collect();
            if options.len() > 26 {
                return Err(table.bad(row, format!("{task} has at most 26 options, and here are {}", options.len())));
            }
            let gold = table.gold(row, "answer", options.len())?;
            let letters = Question::letters(options.len());
            let text = table.text(row, "question")?.to_owned();
            let question = Question { number: row, before: "".into(), text, letters, options, gold };
            Ok((table.text(row, "subject")?.to_owned(), question))
        })
        .collect()
}

/// As the harness asks by letters.
pub(crate) fn letters(_: &str, question: &Question, prompts: &Prompts, context: usize) -> Result<Case> {
    Ok(harness(Words::Letters, question, prompts, context))
}

/// As the harness asks by the options' words.
pub(crate) fn continuation(_: &str, question: &Question, prompts: &Prompts, context: usize) -> Result<Case> {
    Ok(harness(Words::Options, question, prompts, context))
}

fn harness(words: Words, question: &Question, prompts: &Prompts, context: usize) -> Case {
    let before = format!("{}{}", question.before, words.asked(question));
    let pair = |answer: &String| Passage::pair(prompts, &before, &format!(" {answer}"));
    Case::new(question.number, words.answers(question).iter().map(pair).collect(), question.gold, context)
}
