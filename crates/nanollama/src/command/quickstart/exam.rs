//! The exam at the end, held on the exported file, and the bars it must clear.

use std::path::Path;

use anyhow::Context;
use nanollama_data::town::{Question, Town};
use nanollama_data::{Corpus, Split};
use nanollama_engine::Engine;
use nanollama_eval::exam::{self, AreaScore, Exam, Habits};
use nanollama_eval::ngram::Trigram;
use nanollama_eval::{Graded, run};
use serde::Serialize;

use crate::print::Printer;

/// What the exam showed.
#[derive(Debug, Serialize)]
pub(super) struct ExamResult {
    /// By area.
    pub(super) areas: Vec<AreaScore>,
    /// Of the questions that can be answered, the share to which the model said that it does not know.
    pub(super) false_refusals: f64,
    /// The base model's on validation documents; `None` when a finished run was found without it.
    pub(super) bits_per_byte: Option<f64>,
    /// A Kneser-Ney trigram's on the same documents.
    pub(super) trigram_bits_per_byte: f64,
}

/// The areas that the bars are set for: what pretraining taught of the town.
const BARRED: usize = 2;

impl ExamResult {
    /// The bars that are not cleared, in words.
    pub(super) fn missed(&self) -> Vec<String> {
        let mut missed = Vec::new();
        if self.bits_per_byte.is_some_and(|bits| bits >= self.trigram_bits_per_byte) {
            missed.push("its text is no better predicted than by a trigram".to_owned());
        }
        for score in self.areas.iter().take(BARRED).filter(|score| !score.beats_habits()) {
            missed.push(format!("{}: not clearly above the best habit", score.area));
        }
        missed
    }
}

/// Holds the exam.
pub(super) fn hold(
    engine: &mut Engine,
    town: &Town,
    data: &Path,
    bits_per_byte: Option<f64>,
    printer: &Printer,
) -> anyhow::Result<(ExamResult, Vec<Graded<Question>>)> {
    let bar = printer.bar(1, "questions");
    let graded = run(&Exam::new(town), engine, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    let (trigram, trigram_bits_per_byte) = trigram(data, engine)?;
    let areas = exam::score(&graded, &Habits::learn(town), &trigram, engine.tokenizer());
    let false_refusals = exam::false_refusals(&graded);
    let result = ExamResult { areas, false_refusals, bits_per_byte, trigram_bits_per_byte };
    show(&result, &graded, printer);
    Ok((result, graded))
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

/// One question of each area with its reply.
pub(super) fn examples(graded: &[Graded<Question>]) -> impl Iterator<Item = &Graded<Question>> {
    exam::ASKED.into_iter().filter_map(|(area, _)| graded.iter().find(|graded| graded.item.area == area))
}

/// The head of the table, and its rows.
pub(super) fn table(result: &ExamResult) -> ([&'static str; 5], Vec<Vec<String>>) {
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let row = |score: &AreaScore| {
        let [low, high] = score.interval.map(percent);
        let habit = score.best_habit().map_or("-".into(), |(name, share)| format!("{} ({name})", percent(share)));
        vec![score.area.to_owned(), score.asked.to_string(), percent(score.share), format!("{low} to {high}"), habit]
    };
    (["questions", "asked", "right", "95% sure", "best habit"], result.areas.iter().map(row).collect())
}

fn show(result: &ExamResult, graded: &[Graded<Question>], printer: &Printer) {
    for example in examples(graded) {
        if let Some(text) = &example.item.text {
            printer.line(format_args!("  {}", text.replace('\n', " ⏎ ")));
        }
        let mark = if example.right { "right" } else { "wrong" };
        let reply = example.reply().trim().replace('\n', " ⏎ ");
        printer.line(format_args!(
            "  {}\n    → {reply}   ({mark}; the answer is: {})",
            example.item.question, example.item.answer
        ));
    }
    let (head, rows) = table(result);
    let [area, asked, right, interval, habit] = head;
    printer.line(format_args!("\n  {area:<42} {asked:>5} {right:>6}  {interval:<13} {habit}"));
    for row in &rows {
        let [area, asked, right, interval, habit] = row.as_slice() else { continue };
        printer.line(format_args!("  {area:<42} {asked:>5} {right:>6}  {interval:<13} {habit}"));
    }
    printer.line(
        "  A habit answers without understanding: the most frequent answer, a fixed place in the story, the word",
    );
    printer.line("  nearest to the question's, a trigram's choice. Only what lies above it shows anything.");
    let bits = result.bits_per_byte.map_or("-".into(), |bits| format!("{bits:.3}"));
    printer.table([
        ("bits per byte of unseen texts".to_owned(), bits),
        ("  a Kneser-Ney trigram's".to_owned(), format!("{:.3}", result.trigram_bits_per_byte)),
        ("said \"I do not know\" where it could know".to_owned(), format!("{:.0}%", 100.0 * result.false_refusals)),
    ]);
}
