//! `tokenizer eval`: how many tokens texts take, beside other tokenizers.

use nanollama_data::{Documents, Sources};
use nanollama_token::{Fertility, Tokenizer};
use serde_json::{Value, json};

use super::named::open;
use super::rival;
use super::samples::SAMPLES;
use crate::args::Global;
use crate::args::tokenizer::EvalTokenizerArgs;
use crate::command::reading;
use crate::print::{self, Printer};

/// Sizes of one text under one tokenizer.
struct Counted {
    fertility: Fertility,
    /// Whether decoding gave the text back.
    lossless: bool,
}

pub(super) fn eval(args: &EvalTokenizerArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let ours = open(&args.tokenizer, global, printer)?;
    let rivals = rival::all(&args.against, global, printer)?;
    let names: Vec<String> = match args.text.as_slice() {
        [] => SAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect(),
        files => files.iter().map(|file| file.display().to_string()).collect(),
    };
    let all: Vec<&Tokenizer> = std::iter::once(&ours).chain(rivals.iter().map(|(_, tokenizer)| tokenizer)).collect();
    let texts = names.iter().enumerate().map(|(place, name)| match args.text.is_empty() {
        true => Ok(all.iter().map(|tokenizer| count(tokenizer, SAMPLES[place].1)).collect()),
        false => count_file(name, &all, printer),
    });
    // A row a text, in it a column a tokenizer, ours first.
    let texts: Vec<Vec<Counted>> = texts.collect::<anyhow::Result<_>>()?;
    if args.json {
        return Ok(print::data(report(args, &ours, &rivals, &names, &texts))?);
    }
    for (name, counted) in names.iter().zip(&texts).filter(|(_, counted)| !counted[0].lossless) {
        let tokens = counted[0].fertility.tokens;
        printer.line(format_args!("{name}: decoding its {tokens} tokens does not give the text back"));
    }
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(4);
    print::data(format_args!(
        "{:<width$} {:>12} {:>12} {:>7} {:>7}   ({}, {} tokens)",
        "text",
        "bytes",
        "tokens",
        "ratio",
        "a word",
        args.tokenizer,
        print::grouped(ours.vocab_size() as u64)
    ))?;
    for (name, counted) in names.iter().zip(&texts) {
        let own = &counted[0].fertility;
        print::data(format_args!(
            "{name:<width$} {:>12} {:>12} {:>7.2} {:>7.2}",
            print::grouped(own.bytes),
            print::grouped(own.tokens),
            own.bytes_a_token(),
            own.tokens_a_word()
        ))?;
    }
    for (place, (rival, tokenizer)) in rivals.iter().enumerate() {
        print::data(format_args!(
            "\n{:<width$} {:>12} {:>12} {:>7} {:>9}   against {rival}, {} tokens",
            "text",
            "tokens",
            "its tokens",
            "ratio",
            "fewer",
            print::grouped(tokenizer.vocab_size() as u64)
        ))?;
        for (name, counted) in names.iter().zip(&texts) {
            let (own, its) = (&counted[0].fertility, &counted[place + 1].fertility);
            print::data(format_args!(
                "{name:<width$} {:>12} {:>12} {:>7.2} {:>+8.1}%",
                print::grouped(own.tokens),
                print::grouped(its.tokens),
                its.bytes_a_token(),
                difference(own, its)
            ))?;
        }
    }
    Ok(())
}

/// By how many percent of its tokens ours are fewer.
fn difference(own: &Fertility, its: &Fertility) -> f64 {
    100.0 * (its.tokens as f64 - own.tokens as f64) / its.tokens.max(1) as f64
}

fn count(tokenizer: &Tokenizer, text: &str) -> Counted {
    let ids = tokenizer.encode_parallel(text);
    Counted { fertility: Fertility::of(text, ids.len()), lossless: tokenizer.decode(&ids) == text.as_bytes() }
}

/// Counts a file's documents under each tokenizer.
fn count_file(name: &str, all: &[&Tokenizer], printer: &Printer) -> anyhow::Result<Vec<Counted>> {
    let reading = nanollama_data::Reading::default();
    let sources = Sources::find(&[name.to_owned()], &reading)?;
    let mut left_out = sources.left_out.clone();
    let mut documents = Documents::new(sources, reading);
    let nothing = || Counted { fertility: Fertility { bytes: 0, words: 0, tokens: 0 }, lossless: true };
    let mut sums: Vec<Counted> = all.iter().map(|_| nothing()).collect();
    let mut text = String::new();
    while documents.next_into(&mut text)?.is_some() {
        for (sum, tokenizer) in sums.iter_mut().zip(all) {
            let Counted { fertility, lossless } = count(tokenizer, &text);
            sum.fertility.bytes += fertility.bytes;
            sum.fertility.words += fertility.words;
            sum.fertility.tokens += fertility.tokens;
            sum.lossless &= lossless;
        }
    }
    left_out.merge(documents.left_out());
    reading::tell_left_out(&left_out, printer);
    Ok(sums)
}

fn report(
    args: &EvalTokenizerArgs,
    ours: &Tokenizer,
    rivals: &[(String, Tokenizer)],
    names: &[String],
    texts: &[Vec<Counted>],
) -> Value {
    let text = |(name, counted): (&String, &Vec<Counted>)| {
        let Counted { fertility, lossless } = &counted[0];
        let against = rivals.iter().zip(&counted[1..]).map(|((rival, _), its)| {
            json!({
                "tokenizer": rival,
                "tokens": its.fertility.tokens,
                "bytes_per_token": its.fertility.bytes_a_token(),
                "relative_difference_percent": difference(fertility, &its.fertility),
                "lossless": its.lossless,
            })
        });
        json!({
            "text": name,
            "bytes": fertility.bytes,
            "words": fertility.words,
            "tokens": fertility.tokens,
            "bytes_per_token": fertility.bytes_a_token(),
            "tokens_per_word": fertility.tokens_a_word(),
            "lossless": lossless,
            "against": against.collect::<Vec<Value>>(),
        })
    };
    let sizes = rivals.iter().map(|(name, tokenizer)| json!({"tokenizer": name, "vocab_size": tokenizer.vocab_size()}));
    json!({
        "tokenizer": args.tokenizer,
        "vocab_size": ours.vocab_size(),
        "against": sizes.collect::<Vec<Value>>(),
        "texts": names.iter().zip(texts).map(text).collect::<Vec<Value>>(),
    })
}
