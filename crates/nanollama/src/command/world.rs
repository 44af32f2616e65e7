//! `nanollama world`: texts and conversations of a town, as anybody may use them.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use nanollama_data::town::{Document, Town};
use nanollama_store::atomic;
use serde_json::json;

use crate::args::TownArgs;
use crate::print::{self, Printer};

pub(crate) fn run(args: &TownArgs, printer: &Printer) -> anyhow::Result<ExitCode> {
    let town = Town::new(args.seed);
    atomic::create_folder(&args.out)?;
    let document = |number| document(&town, number);
    let conversation = |number| town.conversation(number).to_json();
    write(&args.out.join("documents.jsonl"), args.documents, &document, printer)?;
    write(&args.out.join("conversations.jsonl"), args.conversations, &conversation, printer)?;
    let out = args.out.display();
    printer.line(format_args!(
        "next: nanollama tokenizer train --input {out}/documents.jsonl --vocab-size 2000 --out tok"
    ));
    Ok(ExitCode::SUCCESS)
}

/// A document as a line of JSON.
pub(super) fn document(town: &Town, number: u64) -> String {
    let Document { kind, text } = town.document(number);
    json!({ "text": text, "kind": kind }).to_string()
}

/// Writes so many lines; the file appears whole.
pub(super) fn write(path: &Path, count: u64, line: &dyn Fn(u64) -> String, printer: &Printer) -> anyhow::Result<()> {
    let bar = printer.bar(count, "lines");
    atomic::write_file(path, |file| {
        for number in 0..count {
            writeln!(file, "{}", line(number))?;
            bar.set_position(number + 1);
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    printer.line(format_args!("{} lines written to {}", print::grouped(count), path.display()));
    Ok(())
}
