//! `nanollama data prepare`, and which files do `nanollama data personality` and `data show`.

pub(crate) mod personality;
mod shards;
mod show;

use std::process::ExitCode;
use std::time::Instant;

use nanollama_data::{Preparation, Prepared};
use nanollama_token::Tokenizer;

use super::{prepared, preset, reading, tokenizer};
use crate::args::{DataArgs, DataCommand, Global, PrepareArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &DataArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        DataCommand::Prepare(args) => prepare_command(args, global, printer)?,
        DataCommand::Personality(args) => personality::run(args, global, printer)?,
        DataCommand::Show(args) => show::run(args, global, printer)?,
        DataCommand::List(args) => preset::list::run(args, printer)?,
        DataCommand::Import(args) => shards::import(args, global, printer)?,
        DataCommand::Export(args) => shards::export(args, printer)?,
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
    match &args.source.preset {
        None => drop(prepare(&preparation, &tokenizer, printer)?),
        Some(name) => {
            let catalogue = preset::catalogue(&args.source.list)?;
            let parts = preset::parts(&catalogue, name, preset::limit(&args.source))?;
            let fetching = preset::Fetching { preparation, keep: args.source.keep_files, step: "" };
            preset::prepare(&parts, &fetching, &tokenizer, printer)?;
        }
    }
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
    prepared::tell(&prepared, (&preparation.out, started), printer);
    Ok(prepared)
}
