//! The stages that prepare: the tokenizer, the text, and the personality's texts.

use nanollama_data::{PERSONALITY_FILE, Personality, PersonalityFolder, PersonalityReading, Preparation, Reading};
use nanollama_store::manifest::MANIFEST_FILE;
use nanollama_token::train::BpeTrainer;
use nanollama_train::run::Finished;

use super::places::{Model, Places};
use super::{fetched, price};
use crate::args::pipeline::PipelineArgs;
use crate::command::data::{self, personality};
use crate::command::preset::{self, Fetching};
use crate::command::tokenizer;
use crate::print::{self, Printer};

fn reading(args: &PipelineArgs) -> anyhow::Result<Reading> {
    let separator = args.separator.as_deref().map(Reading::parse_separator).transpose()?;
    Ok(Reading { separator, ..Reading::default() })
}

/// Learns the tokenizer of the corpus.
pub(super) fn tokenizer(args: &PipelineArgs, places: &Places, printer: &Printer) -> anyhow::Result<Option<Finished>> {
    let folder = places.tokenizer();
    match &args.data {
        Some(data) => printer.line(format_args!("  given: that of {}", data.display())),
        None if folder.join("tokenizer.json").exists() => {
            printer.line(format_args!("  done before: {}", folder.display()));
        }
        None if fetched::is_meant(args) => {
            let catalogue = preset::catalogue(&args.source.list)?;
            let entries = price::vocabulary(args)?;
            let parts = preset::parts(&catalogue, fetched::name(args)?, fetched::limit(args, entries)?)?;
            let tokenizer =
                preset::learn::vocabulary(&parts, entries, (&places.data(), args.source.keep_files), printer)?;
            tokenizer.save(&folder, None)?;
            let tokens = print::grouped(tokenizer.vocab_size() as u64);
            printer.line(format_args!("  {tokens} tokens: {}", folder.display()));
        }
        None => {
            let trainer = BpeTrainer::new(price::vocabulary(args)?);
            let trained = tokenizer::learn(&trainer, &args.corpus, &reading(args)?, printer)?;
            trained.tokenizer.save(&folder, None)?;
            let tokens = print::grouped(trained.tokenizer.vocab_size() as u64);
            printer.line(format_args!("  {tokens} tokens: {}", folder.display()));
        }
    }
    Ok(None)
}

/// Makes shards of the corpus.
pub(super) fn data(
    args: &PipelineArgs,
    places: &Places,
    (step, printer): (usize, &Printer),
) -> anyhow::Result<Option<Finished>> {
    match &args.data {
        Some(data) => printer.line(format_args!("  given: {}", data.display())),
        None if fetched::is_meant(args) => {
            let catalogue = preset::catalogue(&args.source.list)?;
            let limit = fetched::limit(args, price::vocabulary(args)?)?;
            let parts = preset::parts(&catalogue, fetched::name(args)?, limit)?;
            let tokenizer = nanollama_bundle::load_tokenizer(&places.tokenizer())?;
            let preparation = Preparation::new(Vec::new(), places.data());
            let fetching = Fetching { preparation, keep: args.source.keep_files, step: &format!("Step {step}: ") };
            preset::prepare(&parts, &fetching, &tokenizer, printer)?;
        }
        None => {
            let tokenizer = nanollama_bundle::load_tokenizer(&places.tokenizer())?;
            let preparation =
                Preparation { reading: reading(args)?, ..Preparation::new(args.corpus.clone(), places.data()) };
            if data::prepare(&preparation, &tokenizer, printer)?.anew && places.has_run(Model::Base) {
                let run = places.run(Model::Base);
                anyhow::bail!("the text of --corpus is not what it was when {run} began: give another --tag");
            }
        }
    }
    Ok(None)
}

/// Makes shards of the personality.
pub(super) fn voice(args: &PipelineArgs, places: &Places, printer: &Printer) -> anyhow::Result<Option<Finished>> {
    let Some(file) = &args.personality else { return Ok(None) };
    let out = places.personality();
    if out.join(MANIFEST_FILE).exists() && out.join(PERSONALITY_FILE).exists() && places.has_run(Model::Personality) {
        // A run keeps the texts that it began with: they are among the pipeline's wishes.
        printer.line(format_args!("  done before: {}", out.display()));
        return Ok(None);
    }
    let tokenizer = nanollama_bundle::load_tokenizer(&places.data())?;
    let read = Personality::read(&[file.display().to_string()], &PersonalityReading::default())?;
    personality::tell_read(&read, printer);
    let folder =
        PersonalityFolder { out, validation_fraction: PersonalityFolder::VALIDATION_FRACTION, seed: Preparation::SEED };
    let report = read.prepare(&tokenizer, &folder, (Some(&places.data()), 0), &mut |_| {})?;
    personality::tell(&report, &folder.out, printer);
    Ok(None)
}
