//! `nanollama data prepare`, and which files do `nanollama data personality`, `data merge` and `data show`.

mod clean;
mod made;
mod merge;
pub(crate) mod personality;
mod show;

use std::process::ExitCode;
use std::time::Instant;

use nanollama_data::{Preparation, Prepared};
use nanollama_token::Tokenizer;

use super::reading::{self, tell_left_out};
use super::tokenizer;
use crate::args::{DataArgs, DataCommand, Global, PrepareArgs};
use crate::print::{self, Printer};
use made::{json, tell_totals, told};

pub(crate) fn run(args: &DataArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        DataCommand::Prepare(args) => prepare_command(args, global, printer)?,
        DataCommand::Merge(args) => merge::run(args, printer)?,
        DataCommand::Personality(args) => personality::run(args, global, printer)?,
        DataCommand::Show(args) => show::run(args, global, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn prepare_command(args: &PrepareArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    // A share that was typed is kept, however large the corpus; the default one has a limit, which parts of a corpus share.
    let (validation_fraction, most_validation) = match args.validation_fraction {
        Some(fraction) => (fraction, u64::MAX),
        None => {
            let parts = args.clean.shard.map_or(1, |part| part.of);
            (Preparation::VALIDATION_FRACTION, Preparation::MOST_VALIDATION.div_ceil(parts))
        }
    };
    let preparation = Preparation {
        validation: args.validation.clone(),
        part: args.clean.shard,
        cleaning: clean::cleaning(&args.clean)?,
        reading: reading::reading(args.separator.as_deref(), args.text_column.as_ref(), &args.leaving_out)?,
        seed: args.seed,
        validation_fraction,
        most_validation,
        shard_tokens: args.shard_tokens,
        ..Preparation::new(args.paths.clone(), args.out.clone().unwrap_or_default())
    };
    if let Some(file) = &args.clean.signatures {
        return clean::sign(&preparation, file, args.json, printer);
    }
    let tokenizer = tokenizer::open(args.tokenizer.as_deref().unwrap_or_default(), global, printer)?;
    let prepared = prepare(&preparation, &tokenizer, printer)?;
    if args.json {
        let mut made = json(&prepared.manifest);
        made["looked_for"] = clean::looked_for(&prepared);
        print::data(made)?;
    }
    printer.line(format_args!(
        "next: nanollama pretrain --model tiny --data {} --run mine --dry-run",
        preparation.out.display()
    ));
    Ok(())
}

/// Prepares with a bar, and says what came out.
pub(crate) fn prepare(preparation: &Preparation, tokenizer: &Tokenizer, printer: &Printer) -> anyhow::Result<Prepared> {
    let started = Instant::now();
    let bar = printer.bar(0, "bytes");
    let prepared = preparation.run(tokenizer, &mut |progress| told(&bar, progress));
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
    tell_totals(&prepared.manifest, printer);
    if prepared.empty > 0 {
        printer.line(format_args!("  {} empty pieces between separators", print::grouped(prepared.empty)));
    }
    tell_left_out(&prepared.left_out, printer);
    clean::tell(&prepared, printer);
    printer.line(format_args!("  {out} in {}", print::duration(started.elapsed().as_secs_f64())));
    Ok(prepared)
}
