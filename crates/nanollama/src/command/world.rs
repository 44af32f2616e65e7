//! `nanollama world`: texts and conversations of a town, as anybody may use them.

use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use nanollama_data::town::{Area, Document, Question, Town, Use};
use nanollama_data::{Conversation, TASK_FILE};
use nanollama_store::atomic;
use serde_json::json;

use crate::args::TownArgs;
use crate::print::{self, Printer};

pub(crate) fn run(args: &TownArgs, printer: &Printer) -> anyhow::Result<ExitCode> {
    let town = Town::new(args.seed);
    atomic::create_folder(&args.out)?;
    documents(&town, args.documents, &args.out.join("documents.jsonl"), printer)?;
    conversations(&town, args.conversations, &args.out.join("conversations.jsonl"), printer)?;
    if let Some(count) = args.sums {
        sums(&town, count, &args.out.join("sums"), printer)?;
    }
    let out = args.out.display();
    printer.line(format_args!(
        "next: nanollama tokenizer train --input {out}/documents.jsonl --vocab-size 2000 --out tok"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Writes so many documents, a line each.
pub(super) fn documents(town: &Town, count: u64, path: &Path, printer: &Printer) -> anyhow::Result<()> {
    let line = |Document { kind, text }| json!({ "text": text, "kind": kind }).to_string();
    write(path, count, &|numbers| town.documents(numbers).into_iter().map(line).collect(), printer)
}

/// Writes so many conversations, a line each.
pub(super) fn conversations(town: &Town, count: u64, path: &Path, printer: &Printer) -> anyhow::Result<()> {
    let line = |conversation: Conversation| conversation.to_json();
    write(path, count, &|numbers| town.conversations(numbers).into_iter().map(line).collect(), printer)
}

/// Questions of numbers that training never puts together, to measure on.
const UNSEEN_SUMS: u64 = 500;
/// What `rl` and others need to know of them.
const SUMS: &str = "\
# Sums of the town: the last number that an answer names counts.
prompt = \"{question}\"
answer = \"{answer}\"
right = \"{value}\"
grader = \"last-number\"
";

/// Writes a task of sums: a folder that says what is asked and what is right.
fn sums(town: &Town, count: u64, folder: &Path, printer: &Printer) -> anyhow::Result<()> {
    atomic::create_folder(folder)?;
    for (file, usage, count) in [("train.jsonl", Use::Practice, count), ("test.jsonl", Use::Exam, UNSEEN_SUMS)] {
        let line = |number| {
            let Question { question, answer, value, .. } = town.question(Area::Sum, usage, number)?;
            Some(json!({ "question": question, "answer": answer, "value": value }).to_string())
        };
        write(&folder.join(file), count, &|numbers| numbers.filter_map(line).collect(), printer)?;
    }
    atomic::write_bytes(&folder.join(TASK_FILE), SUMS.as_bytes())?;
    Ok(())
}

/// Writes so many lines, some at a time; the file appears whole.
fn write(path: &Path, count: u64, lines: &dyn Fn(Range<u64>) -> Vec<String>, printer: &Printer) -> anyhow::Result<()> {
    /// Lines that are made at a time.
    const AT_ONCE: u64 = 1_000;
    let bar = printer.bar(count, "lines");
    atomic::write_file(path, |file| {
        for first in (0..count).step_by(AT_ONCE as usize) {
            let end = count.min(first + AT_ONCE);
            for line in lines(first..end) {
                writeln!(file, "{line}")?;
            }
            bar.set_position(end);
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    printer.line(format_args!("{} lines written to {}", print::grouped(count), path.display()));
    Ok(())
}
