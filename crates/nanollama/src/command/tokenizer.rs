//! `nanollama tokenizer train | encode | decode`

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use nanollama_data::{Documents, Reading, Sources};
use nanollama_token::train::{BpeTrainer, Progress, Ties, Trained};
use nanollama_token::{Pattern, Tokenizer};

use super::{hub, reading};
use crate::args::{
    DecodeArgs, EncodeArgs, Global, PatternName, TiesName, TokenizerArgs, TokenizerCommand, TrainTokenizerArgs,
};
use crate::print::{self, Printer};

pub(crate) fn run(args: &TokenizerArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        TokenizerCommand::Train(args) => train(args, printer)?,
        TokenizerCommand::Encode(args) => encode(args, global, printer)?,
        TokenizerCommand::Decode(args) => decode(args, global, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn train(args: &TrainTokenizerArgs, printer: &Printer) -> anyhow::Result<()> {
    let mut trainer = BpeTrainer::new(args.vocab_size as usize);
    trainer.pattern = match args.pattern {
        PatternName::Llama3 => Pattern::Llama3,
        PatternName::Gpt4 => Pattern::Gpt4,
        PatternName::Nanochat => Pattern::Nanochat,
        PatternName::Gpt2 => Pattern::Gpt2,
        PatternName::Qwen2 => Pattern::Qwen2,
    };
    trainer.ties = match args.ties {
        TiesName::Ascending => Ties::AscendingPair,
        TiesName::Greatest => Ties::GreatestPair,
    };
    trainer.byte_limit = args.max_bytes;
    let reading = reading::reading(args.separator.as_deref(), args.text_column.as_ref(), &args.leaving_out)?;
    // A vocabulary is learnt from texts of any length.
    let reading = Reading { largest_document: usize::MAX, ..reading };
    if !trainer.pattern.has_gguf_name() {
        printer.line(format_args!(
            "GGUF has no name for the pattern {}: models of this tokenizer cannot be exported there (with {} they can)",
            trainer.pattern.name(),
            exportable(),
        ));
    }
    let started = Instant::now();
    let trained = learn(&trainer, &args.input, reading, printer)?;
    trained.tokenizer.save(&args.out, None)?;
    let seconds = started.elapsed().as_secs_f64();
    if trainer.pattern.has_gguf_name()
        && let Err(error) = trained.tokenizer.to_gguf()
    {
        printer.line(format_args!("models of this tokenizer cannot be exported as GGUF: {error}"));
    }
    if trained.missing > 0 {
        printer.line(format_args!(
            "the text yields {} merges fewer than asked for: give more text or a smaller --vocab-size",
            trained.missing
        ));
    }
    printer.line(format_args!(
        "{} tokens learnt from {} ({} texts, {} different words) in {}",
        print::grouped(trained.tokenizer.vocab_size() as u64),
        print::bytes(trained.bytes),
        print::grouped(trained.texts),
        print::grouped(trained.words as u64),
        print::duration(seconds),
    ));
    let out = args.out.display();
    printer.line(format_args!("written to {out}\nnext: nanollama data prepare TEXT… --tokenizer {out} --out data"));
    Ok(())
}

/// The patterns that can be asked for and have a name in GGUF.
fn exportable() -> String {
    let asked = [Pattern::Llama3, Pattern::Gpt4, Pattern::Nanochat, Pattern::Gpt2, Pattern::Qwen2];
    let named: Vec<&str> =
        asked.iter().filter(|pattern| pattern.has_gguf_name()).map(|pattern| pattern.name()).collect();
    named.join(", ")
}

/// Learns a vocabulary from sources, with a bar for each half of the work.
pub(crate) fn learn(
    trainer: &BpeTrainer,
    input: &[String],
    reading: Reading,
    printer: &Printer,
) -> anyhow::Result<Trained> {
    let sources = Sources::find(input, &reading)?;
    let mut left_out = sources.left_out.clone();
    let reading_bar = printer.bar(sources.bytes().unwrap_or(0), "bytes");
    let merging_bar = printer.bar(trainer.vocab_size as u64, "merges");
    let mut documents = Documents::new(sources, reading);
    let mut failed = None;
    let texts = std::iter::from_fn(|| {
        let mut text = String::new();
        match documents.next_into(&mut text) {
            Ok(found) => found.map(|_| text),
            Err(error) => {
                failed = Some(error);
                None
            }
        }
    });
    let trained = trainer.train(texts, &mut |progress| match progress {
        Progress::Counting { bytes, .. } => reading_bar.set_position(bytes),
        Progress::Merging { done, .. } => {
            reading_bar.finish_and_clear();
            merging_bar.set_position(done as u64);
        }
    });
    reading_bar.finish_and_clear();
    merging_bar.finish_and_clear();
    if let Some(error) = failed {
        return Err(error.into());
    }
    left_out.merge(documents.left_out());
    reading::tell_left_out(&left_out, printer);
    Ok(trained?)
}

/// A tokenizer by the name of a folder, a file, or any model.
pub(crate) fn open(name: &str, global: &Global, printer: &Printer) -> anyhow::Result<Tokenizer> {
    let path = Path::new(name);
    let run = global.runs.join(name.split('@').next().unwrap_or(name));
    if !path.exists() && run.is_dir() {
        let locations = nanollama_bundle::Locations::new(&global.runs);
        return Ok(nanollama_bundle::open(name, &locations)?.tokenizer().clone());
    }
    match hub::local(name, printer)? {
        Some(place) => Ok(nanollama_bundle::load_tokenizer(&place)?),
        None => Ok(nanollama_bundle::load_tokenizer(path)?),
    }
}

fn encode(args: &EncodeArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = open(&args.tokenizer, global, printer)?;
    if !tokenizer.ignored().is_empty() {
        printer.line(format_args!("ignored: {}", tokenizer.ignored().join("; ")));
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).context("reading text from stdin (it must be UTF-8)")?;
    let ids = if args.special { tokenizer.encode_trusted(&text) } else { tokenizer.encode_parallel(&text) };
    let mut out = BufWriter::new(io::stdout().lock());
    for (place, id) in ids.iter().enumerate() {
        write!(out, "{}{id}", if place == 0 { "" } else { " " })?;
    }
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

fn decode(args: &DecodeArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = open(&args.tokenizer, global, printer)?;
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).context("reading ids from stdin")?;
    let mut ids = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
        let id: u32 = word.parse().with_context(|| format!("{word:?} is not a token id"))?;
        if id as usize >= tokenizer.vocab_size() {
            bail!("token id {id} is outside the vocabulary of {} ({})", tokenizer.vocab_size(), args.tokenizer);
        }
        ids.push(id);
    }
    let mut out = io::stdout().lock();
    out.write_all(&tokenizer.decode(&ids))?;
    out.flush()?;
    Ok(())
}
