//! The exam at the end: held-out questions put to the exported file, beside the baselines, and the bars it must clear.

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Context;
use nanollama_data::world::{Question, World};
use nanollama_data::{Corpus, Split};
use nanollama_engine::{Engine, Request, Sampling};
use nanollama_eval::ngram::Trigram;
use nanollama_eval::questions::{self, Score};
use nanollama_token::chat::Message;
use serde::Serialize;

use crate::print::Printer;

/// Questions asked.
const QUESTIONS: u64 = 400;
/// Questions answered side by side.
pub(super) const AT_ONCE: usize = 32;
/// The accuracy must lead the best baseline by this.
const LEAD: f64 = 0.30;

/// Sums of the world, all of them learned: no part of the bars, but people ask for sums.
#[derive(Clone, Copy, Debug, Serialize)]
struct Sums {
    asked: usize,
    right: usize,
}

/// What the exam showed.
#[derive(Debug, Serialize)]
pub(super) struct ExamResult {
    /// Accuracies.
    score: Score,
    sums: Sums,
    /// The base model's on validation documents; `None` when a finished run was found without it.
    bits_per_byte: Option<f64>,
    /// A Kneser-Ney trigram's on the same documents.
    trigram_bits_per_byte: f64,
}

impl ExamResult {
    /// True when both bars are cleared.
    pub(super) fn passed(&self) -> bool {
        let better_text = self.bits_per_byte.is_none_or(|bits| bits < self.trigram_bits_per_byte);
        better_text && self.score.accuracy >= self.score.best_baseline() + LEAD
    }

    pub(super) fn save(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_vec_pretty(self)?;
        Ok(nanollama_store::atomic::write_bytes(path, &text)?)
    }
}

/// Puts the questions, prints the table, gives the result.
pub(super) fn hold(
    engine: &mut Engine,
    seed: u64,
    data: &Path,
    score: Option<nanollama_train::Score>,
    printer: &Printer,
) -> anyhow::Result<ExamResult> {
    let questions = World::new(seed).held_out_questions(QUESTIONS);
    let replies = ask(engine, questions.iter().map(Question::prompt), printer)?;
    let (asked, expected): (Vec<String>, Vec<String>) = World::sums().unzip();
    let answered = ask(engine, asked.into_iter(), printer)?;
    let right = answered.iter().zip(&expected).filter(|(reply, right)| reply.trim() == right.as_str()).count();
    let (trigram, bits) = trigram(data, engine)?;
    let accuracy = questions::score(&questions, &replies, &trigram, engine.tokenizer())
        .context("the built-in world gave no questions")?;
    let result = ExamResult {
        score: accuracy,
        sums: Sums { asked: expected.len(), right },
        bits_per_byte: score.map(|s| s.bits_per_byte),
        trigram_bits_per_byte: bits,
    };
    show(&result, &questions[0], &replies[0], printer);
    Ok(result)
}

/// A story with a question, in one line.
pub(super) fn example(seed: u64) -> String {
    let question = World::new(seed).held_out_questions(2).remove(1);
    format!("{} {}", question.story, question.question)
}

fn ask(engine: &mut Engine, questions: impl Iterator<Item = String>, printer: &Printer) -> anyhow::Result<Vec<String>> {
    let mut requests = Vec::new();
    for question in questions {
        let prompt = engine.chat_prompt(&[Message::new("user", question)])?;
        requests.push(Request::generate(prompt, Sampling::greedy(24)));
    }
    let bar = printer.bar(requests.len() as u64, "questions");
    let (mut replies, mut failed) = (vec![String::new(); requests.len()], None);
    engine.generate_batch(requests, |index, finished| {
        bar.inc(1);
        match finished {
            Ok(finished) => replies[index] = finished.text,
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    bar.finish_and_clear();
    failed.map_or(Ok(replies), |error| Err(error.into()))
}

/// A trigram of the training documents, and its bits per byte on the validation documents.
fn trigram(data: &Path, engine: &Engine) -> anyhow::Result<(Trigram, f64)> {
    let tokenizer = engine.tokenizer();
    let documents = |split| -> anyhow::Result<Vec<Vec<u32>>> {
        let corpus = Corpus::open(data, split)?;
        (0..corpus.documents()).map(|index| Ok(corpus.document(index)?)).collect()
    };
    let trigram = Trigram::train(documents(Split::Train)?, tokenizer.vocab_size());
    let length = |id| if tokenizer.is_special(id) { 0 } else { tokenizer.token_bytes(id).map_or(0, <[u8]>::len) };
    let bits = trigram.bits_per_byte(documents(Split::Val)?, length).context("there is no validation text")?;
    Ok((trigram, bits))
}

fn show(result: &ExamResult, question: &Question, reply: &str, printer: &Printer) {
    let percent = |share: f64| format!("{:5.1}%", 100.0 * share);
    printer.line(format_args!("  {} {}", question.story, question.question));
    printer.line(format_args!("  → {}   (right: {})\n", reply.trim(), question.answer));
    let score = &result.score;
    printer.table([
        (format!("right answers, of {}", score.asked), percent(score.accuracy)),
        ("  chance".into(), percent(score.chance)),
        ("  always the most frequent place".into(), percent(score.majority)),
        ("  a trigram's choice".into(), percent(score.trigram)),
    ]);
    for kind in &score.kinds {
        let share = kind.right as f64 / kind.asked.max(1) as f64;
        printer.line(format_args!("    {:<38} {} of {}", kind.kind.label(), percent(share), kind.asked));
    }
    let bits = result.bits_per_byte.map_or("-".into(), |bits| format!("{bits:.4}"));
    let Sums { asked, right } = result.sums;
    let sums = percent(right as f64 / asked.max(1) as f64);
    printer.table([
        ("bits per byte of unseen documents".into(), bits),
        ("  a Kneser-Ney trigram's".into(), format!("{:.4}", result.trigram_bits_per_byte)),
        (format!("sums, all of them learned, of {asked}"), sums),
    ]);
}
