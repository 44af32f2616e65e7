//! `nanollama data prepare`, and which files do `nanollama data personality`, `data merge` and `data show`.

mod clean;
mod identity;
mod made;
mod merge;
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
use made::{json, told};

pub(crate) fn run(args: &DataArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        DataCommand::Prepare(args) => prepare_command(args, global, printer)?,
        DataCommand::Merge(args) => merge::run(args, printer)?,
        DataCommand::Personality(args) => personality::run(args, global, printer)?,
        DataCommand::Show(args) => show::run(args, global, printer)?,
        DataCommand::List(args) => preset::list::run(args, printer)?,
        DataCommand::Import(args) => shards::import(args, global, printer)?,
        DataCommand::Export(args) => shards::export(args, printer)?,
        DataCommand::Identity(args) => identity::run(args, printer)?,
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
    let out = preparation.out.clone();
    match &args.source.preset {
        None => {
            let prepared = prepare(&preparation, &tokenizer, printer)?;
            if args.json {
                let mut made = json(&prepared.manifest);
                made["looked_for"] = clean::looked_for(&prepared);
                print::data(made)?;
            }
        }
        Some(name) => {
            let catalogue = preset::catalogue(&args.source.list)?;
            let parts = preset::parts(&catalogue, name, preset::limit(&args.source))?;
            let fetching = preset::Fetching { preparation, keep: args.source.keep_files, step: "" };
            preset::prepare(&parts, &fetching, &tokenizer, printer)?;
        }
    }
    printer.line(format_args!("next: nanollama pretrain --model tiny --data {} --run mine --dry-run", out.display()));
    Ok(())
}

/// Prepares with a bar, and says what came out.
pub(crate) fn prepare(preparation: &Preparation, tokenizer: &Tokenizer, printer: &Printer) -> anyhow::Result<Prepared> {
    let started = Instant::now();
    let bar = printer.bar(0, "bytes");
    let prepared = preparation.run(tokenizer, &mut |progress| told(&bar, progress));
    bar.finish_and_clear();
    let prepared = prepared?;
    prepared::tell(&prepared, (&preparation.out, started), printer);
    clean::tell(&prepared, printer);
    Ok(prepared)
}
