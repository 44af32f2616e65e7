//! `nanollama data personality`: what was made of someone's texts, and every row that could not be read.

use std::path::Path;

use nanollama_data::{Lengths, Overlap, Personality, PersonalityFolder, PersonalityReading, PersonalityReport, Roles};

use crate::args::{Global, LeavingOutArgs, PersonalityFolderArgs};
use crate::command::advice;
use crate::command::reading::{self, tell_left_out};
use crate::command::tokenizer;
use crate::print::{self, Printer};

pub(super) fn run(args: &PersonalityFolderArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let named = args.tokenizer.clone();
    let named = named.or_else(|| args.against.as_ref().map(|folder| folder.display().to_string()));
    let tokenizer = tokenizer::open(&named.unwrap_or_default(), global, printer)?;
    let LeavingOutArgs { skip_bad, .. } = args.leaving_out;
    let read = Personality::read(&args.paths, &reading(args)?)?;
    tell_read(&read, printer);
    let allowed = if args.leaving_out.strict { 0 } else { skip_bad };
    let folder =
        PersonalityFolder { out: args.out.clone(), validation_fraction: args.validation_fraction, seed: args.seed };
    let report = read.prepare(&tokenizer, &folder, (args.against.as_deref(), allowed), &mut |_| {})?;
    tell(&report, &args.out, printer);
    if args.json {
        print::data(report.to_json())?;
    }
    let data = args.against.as_ref().map_or("DATA".into(), |folder| advice::quoted(&folder.display().to_string()));
    let out = advice::quoted(&args.out.display().to_string());
    printer.line(format_args!(
        "next: {} pretrain --model tiny --data {data} --personality {out} --run voice --dry-run",
        advice::program(&global.runs)
    ));
    Ok(())
}

fn reading(args: &PersonalityFolderArgs) -> anyhow::Result<PersonalityReading> {
    let mut roles = Roles::default();
    for typed in &args.role {
        roles.add(typed).map_err(|what| anyhow::anyhow!("--role {typed}: {what}"))?;
    }
    let plain = reading::reading(args.separator.as_deref(), args.text_column.as_ref(), &args.leaving_out)?;
    let (text_column, separator) = (plain.text_column, plain.separator);
    Ok(PersonalityReading { text_column, separator, roles, encoding: plain.encoding, strict: plain.strict })
}

/// Says what of the files is not taken, each row by its place: before anything is refused, because a file is mended once.
pub(crate) fn tell_read(read: &Personality, printer: &Printer) {
    read.bad().iter().for_each(|row| printer.line(format_args!("cannot be read: {row}")));
    if !read.empty().is_empty() {
        printer.line(format_args!("without text: {}", read.empty().join(", ")));
    }
    tell_left_out(read.left_out(), printer);
    if !read.ignored().is_empty() {
        let names: Vec<&str> = read.ignored().iter().map(String::as_str).collect();
        printer.line(format_args!("fields that are not read: {}", names.join(", ")));
    }
}

/// Says what was made of them.
pub(crate) fn tell(report: &PersonalityReport, out: &Path, printer: &Printer) {
    if report.anew {
        printer.line(format_args!("{} held other texts before: it is made anew", out.display()));
    }
    if report.divided {
        printer.line("this is one text: a stretch of its paragraphs is held out");
    }
    let mut rows = vec![
        ("texts", texts(report)),
        ("train", lengths(&report.train)),
        ("held out", lengths(&report.validation)),
        (
            "tokens",
            format!(
                "{} different ones of a vocabulary of {}",
                print::grouped(report.different_tokens),
                print::grouped(report.vocabulary)
            ),
        ),
    ];
    rows.extend(report.overlap.iter().map(|overlap| ("overlap", overlapping(overlap))));
    printer.table(rows);
    if let Some(overlap) = &report.overlap {
        tell_overlap(overlap, printer);
    }
    printer.line(format_args!("  {}", out.display()));
}

fn texts(report: &PersonalityReport) -> String {
    let count = |number: usize, what: &str| match number {
        0 => String::new(),
        _ => format!(", {} {what}", print::grouped(number as u64)),
    };
    format!(
        "{} different ones, {} of them from conversations{}{}{}",
        print::grouped(report.documents),
        print::grouped(report.conversations),
        count(report.repeated.len(), "repeated"),
        count(report.bad.len(), "unreadable"),
        count(report.empty.len(), "empty"),
    )
}

fn lengths(of: &Lengths) -> String {
    format!(
        "{} documents, {} of text, {} tokens; from {} to {} tokens each, {} in the middle",
        print::grouped(of.documents),
        print::bytes(of.text_bytes),
        print::grouped(of.tokens),
        print::grouped(of.shortest),
        print::grouped(of.longest),
        print::grouped(of.median),
    )
}

fn overlapping(overlap: &Overlap) -> String {
    let share = |runs: u64| 100.0 * runs as f64 / overlap.runs.max(1) as f64;
    format!(
        "{:.1}% of all {} runs of {} tokens stand in the training text of {}, {:.1}% in its validation text",
        share(overlap.in_training),
        print::grouped(overlap.runs),
        overlap.run_tokens,
        overlap.corpus,
        share(overlap.in_validation),
    )
}

/// Names the texts that a base has read, or is measured on: the first of them.
fn tell_overlap(overlap: &Overlap, printer: &Printer) {
    const FIRST: usize = 5;
    let some = |places: &[String]| {
        let more = if places.len() > FIRST { ", …" } else { "" };
        format!("{} ({}{more})", print::grouped(places.len() as u64), places[..places.len().min(FIRST)].join(", "))
    };
    if !overlap.documents.is_empty() {
        printer.line(format_args!(
            "texts that stand in the corpus for the most part: {}; what it learns there is no voice of its own",
            some(&overlap.documents)
        ));
    }
    if !overlap.held_out.is_empty() {
        printer.line(format_args!(
            "held out among them: {}; what is measured on these is memory",
            some(&overlap.held_out)
        ));
    }
}
