//! `tokenizer train`: a vocabulary learnt from texts, and what it makes of each language.

use std::time::Instant;

use anyhow::bail;
use nanollama_data::Reading;
use nanollama_token::Pattern;
use nanollama_token::train::{BpeTrainer, Kind, LeftOut, Limits, Progress, Ties, Trained};

use super::texts::{Stream, Texts};
use crate::args::tokenizer::{KindName, Language, TIERS};
use crate::args::{PatternName, TiesName, TrainTokenizerArgs};
use crate::command::reading;
use crate::print::{self, Printer};

/// Texts are counted when so many bytes are read.
const BATCH: usize = 16 << 20;

pub(super) fn train(args: &TrainTokenizerArgs, printer: &Printer) -> anyhow::Result<()> {
    let trainer = trainer(args)?;
    let reading = reading::reading(args.separator.as_deref(), args.text_column.as_ref(), &args.leaving_out)?;
    let byte_level = trainer.kind == Kind::ByteLevel;
    if byte_level && !trainer.pattern.has_gguf_name() {
        printer.line(format_args!(
            "GGUF has no name for the pattern {}: models of this tokenizer cannot be exported there (with {} they can)",
            trainer.pattern.name(),
            exportable(),
        ));
    }
    let started = Instant::now();
    let languages = match args.language.as_slice() {
        [] => vec![Language { name: String::new(), files: args.input.clone() }],
        languages => languages.to_vec(),
    };
    let mut texts = Texts::find(&languages, &reading, args.doc_cap)?;
    let trained = learn_texts(&trainer, &mut texts, printer)?;
    trained.tokenizer.save(&args.out, None)?;
    let seconds = started.elapsed().as_secs_f64();
    if (trainer.pattern.has_gguf_name() || !byte_level)
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
    let LeftOut { words, most } = trained.left_out;
    if words > 0 {
        printer.line(format_args!(
            "{} rare words were left out to keep to --word-memory: counts are low by {} at most",
            print::grouped(words),
            print::grouped(most),
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
    if !args.language.is_empty() {
        tell_languages(&texts, &trained, printer);
    }
    let out = args.out.display();
    printer.line(format_args!("written to {out}\nnext: nanollama data prepare TEXT… --tokenizer {out} --out data"));
    Ok(())
}

fn trainer(args: &TrainTokenizerArgs) -> anyhow::Result<BpeTrainer> {
    let vocab_size = args.tier.map_or(args.vocab_size, |tier| TIERS[usize::from(tier)]);
    let mut trainer = BpeTrainer::new(vocab_size as usize);
    match args.kind {
        KindName::ByteLevel if args.character_coverage.is_some() => {
            bail!("--character-coverage is of --kind sentencepiece: byte-level tokens cover every character")
        }
        KindName::SentencePiece if args.pattern.is_some() || args.ties.is_some() => {
            let flag = if args.pattern.is_some() { "--pattern" } else { "--ties" };
            bail!("{flag} is of --kind byte-level: sentencepiece cuts and orders by rules of its own")
        }
        KindName::ByteLevel => {}
        KindName::SentencePiece => trainer.kind = Kind::SENTENCE_PIECE,
    }
    if let (Kind::SentencePiece { coverage }, Some(given)) = (&mut trainer.kind, args.character_coverage) {
        *coverage = given;
    }
    trainer.pattern = match args.pattern.unwrap_or(PatternName::Llama3) {
        PatternName::Llama3 => Pattern::Llama3,
        PatternName::Gpt4 => Pattern::Gpt4,
        PatternName::Nanochat => Pattern::Nanochat,
        PatternName::Gpt2 => Pattern::Gpt2,
        PatternName::Qwen2 => Pattern::Qwen2,
    };
    trainer.ties = match args.ties.unwrap_or(TiesName::Ascending) {
        TiesName::Ascending => Ties::AscendingPair,
        TiesName::Greatest => Ties::GreatestPair,
        TiesName::HuggingFace => Ties::HuggingFace,
    };
    // Texts come in parts, so their caps are counted where they are read.
    trainer.limits =
        Limits { bytes: args.max_bytes, characters: args.max_chars, document: None, memory: args.word_memory };
    Ok(trainer)
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
    reading: &Reading,
    printer: &Printer,
) -> anyhow::Result<Trained> {
    let all = Language { name: String::new(), files: input.to_vec() };
    learn_texts(trainer, &mut Texts::find(&[all], reading, None)?, printer)
}

fn learn_texts(trainer: &BpeTrainer, texts: &mut Texts, printer: &Printer) -> anyhow::Result<Trained> {
    let reading_bar = printer.bar(texts.size.unwrap_or(0), "bytes");
    let merging_bar = printer.bar(trainer.vocab_size as u64, "merges");
    let mut counts = trainer.counts();
    let (mut batch, mut held, mut more) = (Vec::new(), 0, true);
    while more && !counts.is_full() {
        let mut text = String::new();
        more = texts.next_into(&mut text)?;
        held += text.len();
        batch.extend(more.then_some(text));
        if held >= BATCH || !more {
            counts.add(&batch);
            batch.clear();
            held = 0;
            reading_bar.set_position(texts.bytes_read());
        }
    }
    reading_bar.finish_and_clear();
    reading::tell_left_out(&texts.left_out(), printer);
    let mut trained = trainer.finish(counts, &mut |progress| {
        if let Progress::Merging { done, .. } = progress {
            merging_bar.set_position(done as u64);
        }
    })?;
    merging_bar.finish_and_clear();
    trained.texts = texts.documents();
    Ok(trained)
}

/// What each language gave, and how many tokens its words and bytes take, by a sample of what was learnt from.
fn tell_languages(texts: &Texts, trained: &Trained, printer: &Printer) {
    if let Some(ended) = texts.ended {
        let Stream { name, bytes, .. } = &texts.streams[ended];
        let most = print::bytes(*bytes);
        printer.line(format_args!("{name} has no more than {most}, so each language gave as much, to a document"));
    }
    let row = |stream: &Stream| {
        let tokens = trained.tokenizer.encode(&stream.sample).len();
        let count = nanollama_token::Fertility::of(&stream.sample, tokens);
        let fact = format!(
            "{} read; of the first {}: {:.2} tokens a word, {:.2} bytes a token",
            print::bytes(stream.bytes),
            print::bytes(stream.sample.len() as u64),
            count.tokens_a_word(),
            count.bytes_a_token(),
        );
        (stream.name.clone(), fact)
    };
    printer.table(texts.streams.iter().map(row));
}
