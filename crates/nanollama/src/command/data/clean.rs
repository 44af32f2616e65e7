//! What cleaning was asked for, and what it left out.

use std::path::Path;

use anyhow::bail;
use nanollama_data::{Cleaning, DECONTAMINATION_WORDS, Dedup, Evaluation, LookedFor, Preparation, Prepared};
use nanollama_eval::bench;
use nanollama_store::manifest::RemovedEntry;

use super::made::told;
use crate::args::{CleanArgs, DedupName};
use crate::command::reading::tell_left_out;
use crate::print::{self, Printer};

/// The rules that were asked for.
pub(super) fn cleaning(args: &CleanArgs) -> anyhow::Result<Cleaning> {
    let mut evaluations = Vec::new();
    for path in &args.decontaminate {
        evaluations.extend(evaluations_of(path)?);
    }
    Ok(Cleaning {
        dedup: args.dedup.map(|name| match name {
            DedupName::Exact => Dedup::Exact,
            DedupName::Near => Dedup::Near,
        }),
        dedup_threshold: args.dedup_threshold,
        dedup_memory: args.dedup_memory,
        c4: args.c4,
        gopher_quality: args.gopher_quality,
        gopher_repetition: args.gopher_repetition,
        fineweb_quality: args.fineweb_quality,
        min_words: args.min_words,
        max_words: args.max_words,
        evaluations,
        drop: args.drop.clone(),
    })
}

/// The tasks of a bundle, or a file as one task by its name.
fn evaluations_of(path: &Path) -> anyhow::Result<Vec<Evaluation>> {
    if !path.is_dir() {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let task = name.split('.').next().unwrap_or_default().to_owned();
        return Ok(vec![Evaluation { task, path: path.into() }]);
    }
    let found = bench::files(path)?;
    if found.is_empty() {
        bail!(
            "--decontaminate {}: no task's file is in this folder, as `nanollama eval` would find it; name the folder that it \
             reads, or the files",
            path.display()
        );
    }
    Ok(found.into_iter().map(|(task, path)| Evaluation { task, path }).collect())
}

/// Says what was left out, by rule, and what is left.
pub(super) fn tell(prepared: &Prepared, printer: &Printer) {
    if !prepared.looked_for.is_empty() {
        let sum = |of: fn(&LookedFor) -> u64| print::grouped(prepared.looked_for.iter().map(of).sum());
        printer.line(format_args!(
            "looked for {} of {} items of {} tasks: those with a text of {DECONTAMINATION_WORDS} words",
            sum(|task| task.looked_for),
            sum(|task| task.items),
            prepared.looked_for.len()
        ));
    }
    let removed = &prepared.manifest.removed;
    if removed.is_empty() {
        return;
    }
    printer.line("left out on purpose:");
    printer.table(removed.iter().map(|RemovedEntry { what, documents, lines, text_bytes }| {
        let (count, of) = if *lines > 0 { (lines, "lines") } else { (documents, "documents") };
        (what.as_str(), format!("{} {of}, {}", print::grouped(*count), print::bytes(*text_bytes)))
    }));
    if prepared.read_documents > 0 {
        let gone: u64 = removed.iter().map(|entry| entry.documents).sum();
        let (read, left) = (prepared.read_documents, prepared.read_documents.saturating_sub(gone));
        printer.line(format_args!(
            "{} of {} documents are left ({:.1}%)",
            print::grouped(left),
            print::grouped(read),
            100.0 * left as f64 / read as f64
        ));
    }
}

/// What was looked for of each evaluation, as a program reads it.
pub(super) fn looked_for(prepared: &Prepared) -> serde_json::Value {
    let one = |LookedFor { task, items, looked_for }: &LookedFor| serde_json::json!({ "task": task, "items": items, "looked_for": looked_for });
    prepared.looked_for.iter().map(one).collect()
}

/// Writes signatures, and says how many and what to do with them.
pub(super) fn sign(preparation: &Preparation, file: &Path, json: bool, printer: &Printer) -> anyhow::Result<()> {
    let bar = printer.bar(0, "bytes");
    let signed = preparation.sign(file, &mut |progress| told(&bar, progress));
    bar.finish_and_clear();
    let signed = signed?;
    tell_left_out(&signed.left_out, printer);
    printer.line(format_args!(
        "{} signatures of {} documents in {}",
        print::grouped(signed.documents),
        print::grouped(signed.read_documents),
        file.display()
    ));
    if json {
        print::data(serde_json::json!({
            "file": file,
            "signatures": signed.documents,
            "documents": signed.read_documents,
        }))?;
    }
    printer.line(
        "next: join them (docs/data.md has the query), then the same command with --drop FILE, --tokenizer and --out",
    );
    Ok(())
}
