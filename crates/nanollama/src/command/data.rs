//! `nanollama data prepare`, and which files do `nanollama data personality` and `data show`.

mod identity;
pub(crate) mod personality;
mod show;

use std::process::ExitCode;
use std::time::Instant;

use nanollama_data::{Preparation, Prepared};
use nanollama_store::manifest::Split;
use nanollama_token::Tokenizer;

use super::reading::{self, tell_left_out};
use super::tokenizer;
use crate::args::{DataArgs, DataCommand, Global, PrepareArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &DataArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        DataCommand::Prepare(args) => prepare_command(args, global, printer)?,
        DataCommand::Personality(args) => personality::run(args, global, printer)?,
        DataCommand::Show(args) => show::run(args, global, printer)?,
        DataCommand::Identity(args) => identity::run(args, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn prepare_command(args: &PrepareArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = tokenizer::open(&args.tokenizer, global, printer)?;
    // A share that was typed is kept, however large the corpus; the default one has a limit.
    let (validation_fraction, most_validation) = match args.validation_fraction {
        Some(fraction) => (fraction, u64::MAX),
        None => (Preparation::VALIDATION_FRACTION, Preparation::MOST_VALIDATION),
    };
    let preparation = Preparation {
        validation: args.validation.clone(),
        reading: reading::reading(args.separator.as_deref(), args.text_column.as_ref(), &args.leaving_out)?,
        seed: args.seed,
        validation_fraction,
        most_validation,
        shard_tokens: args.shard_tokens,
        ..Preparation::new(args.paths.clone(), args.out.clone())
    };
    prepare(&preparation, &tokenizer, printer)?;
    printer
        .line(format_args!("next: nanollama pretrain --model tiny --data {} --run mine --dry-run", args.out.display()));
    Ok(())
}

/// Prepares with a bar, and says what came out.
pub(crate) fn prepare(preparation: &Preparation, tokenizer: &Tokenizer, printer: &Printer) -> anyhow::Result<Prepared> {
    let started = Instant::now();
    let bar = printer.bar(0, "bytes");
    let prepared = preparation.run(tokenizer, &mut |progress| {
        if let Some(total) = progress.total_bytes
            && bar.length() != Some(total)
        {
            bar.set_length(total);
        }
        bar.set_position(progress.read_bytes);
        bar.set_message(format!(
            "{} documents, {} tokens",
            print::grouped(progress.documents),
            print::grouped(progress.tokens)
        ));
    });
    bar.finish_and_clear();
    let prepared = prepared?;
    let out = preparation.out.display();
    if prepared.anew {
        printer.line(format_args!("{out} held a corpus of these files as they were before: it is made anew"));
    }
    if prepared.divided {
        printer.line("this is one document: a stretch of its paragraphs is held out for validation");
    }
    if prepared.already_done {
        printer.line(format_args!("{out} was prepared before, from the same arguments: nothing to do"));
    } else if prepared.resumed_tokens > 0 {
        printer
            .line(format_args!("went on behind {} tokens of an earlier run", print::grouped(prepared.resumed_tokens)));
    }
    let manifest = &prepared.manifest;
    printer.table([Split::Train, Split::Val].map(|split| {
        let totals = manifest.total(split);
        let fact = format!(
            "{} documents, {} of text, {} tokens ({:.2} bytes a token)",
            print::grouped(totals.documents),
            print::bytes(totals.text_bytes),
            print::grouped(totals.tokens),
            totals.text_bytes as f64 / totals.tokens.max(1) as f64
        );
        (split.name(), fact)
    }));
    if prepared.empty > 0 {
        printer.line(format_args!("  {} empty pieces between separators", print::grouped(prepared.empty)));
    }
    tell_left_out(&prepared.left_out, printer);
    printer.line(format_args!("  {out} in {}", print::duration(started.elapsed().as_secs_f64())));
    Ok(prepared)
}
