//! `nanollama perplexity`: how well a model predicts a text, in numbers that can be held against llama.cpp's, and how far it lies
//! from another.

use std::ops::ControlFlow;
use std::process::ExitCode;

use indicatif::ProgressBar;
use nanollama_bundle::Locations;
use nanollama_engine::{Divergence, Engine, Options, Perplexity, Windows};
use serde_json::json;

use super::{device, opened, personality, text};
use crate::args::{Global, PerplexityArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &PerplexityArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let text = text::read(&args.file)?;
    let context = args.context + args.stride.map_or(0, |stride| stride / 2);
    let options = Options {
        threads: global.threads.into(),
        context: Some(context),
        cache: args.cache.types(),
        ..Options::default()
    };
    let open = |model: &str| -> anyhow::Result<Engine> {
        let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
        let source = opened::open(model, &locations, printer)?;
        let mut engine = device::engine(&source, &options, global, printer)?;
        drop(personality::add_to_all(&mut engine, &source, &args.personality, &global.runs, printer)?);
        Ok(engine)
    };
    let mut engine = open(&args.model)?;
    let ids = engine.prompt(&text)?;
    let windows = Windows { context, stride: args.stride };
    let (tokens, count) = match &args.base {
        None => {
            let found = measure(&mut engine, &ids, windows, args, printer)?;
            (found.tokens, found.windows)
        }
        Some(base) => {
            let other = open(base)?;
            if other.prompt(&text)? != ids {
                anyhow::bail!("--base {base}: its tokenizer cuts the text otherwise than {}'s", args.model);
            }
            let found = compare(&engine, (base, &other), &ids, windows, args, printer)?;
            (found.tokens, found.windows)
        }
    };
    let (tokens, count) = (print::grouped(tokens as u64), print::grouped(count as u64));
    printer.line(format_args!("[{tokens} tokens counted, in {count} windows of {context}]"));
    Ok(ExitCode::SUCCESS)
}

/// How well the model predicts the text.
fn measure(
    engine: &mut Engine,
    ids: &[u32],
    windows: Windows,
    args: &PerplexityArgs,
    printer: &Printer,
) -> anyhow::Result<Perplexity> {
    let bar = printer.bar(0, "windows");
    let found = engine.perplexity(ids, windows, |so_far, count| {
        let message = format!("PPL {:.4}", so_far.perplexity);
        go_on(&bar, (so_far.windows, count), args, message)
    })?;
    bar.finish_and_clear();
    let cache = args.cache.types();
    if args.json {
        print::data(json!({
            "model": args.model,
            "perplexity": found.perplexity,
            "error": found.error,
            "tokens": found.tokens,
            "windows": found.windows,
            "context": windows.context,
            "stride": args.stride,
            "cache_type_k": cache.key.name(),
            "cache_type_v": cache.value.name(),
        }))?;
    } else {
        print::data(format_args!("Final estimate: PPL = {:.4} +/- {:.5}", found.perplexity, found.error))?;
    }
    Ok(found)
}

/// How far the model lies from its base.
fn compare(
    engine: &Engine,
    (name, base): (&str, &Engine),
    ids: &[u32],
    windows: Windows,
    args: &PerplexityArgs,
    printer: &Printer,
) -> anyhow::Result<Divergence> {
    let bar = printer.bar(0, "windows");
    let found = engine.divergence(base, ids, windows, |so_far, count| {
        let message = format!("KL {:.5}", so_far.mean);
        go_on(&bar, (so_far.windows, count), args, message)
    })?;
    bar.finish_and_clear();
    let [ours, theirs] = found.perplexities;
    if args.json {
        print::data(json!({
            "model": args.model,
            "base": name,
            "perplexity": ours,
            "base_perplexity": theirs,
            "kl_divergence": found.mean,
            "kl_error": found.error,
            "kl_most": found.most,
            "same_top": found.same_top,
            "tokens": found.tokens,
            "windows": found.windows,
            "context": windows.context,
            "stride": args.stride,
        }))?;
    } else {
        print::data(format_args!(
            "KL divergence from the base: {:.6} +/- {:.6} nats a token",
            found.mean, found.error
        ))?;
        print::data(format_args!(
            "the largest: {:.4}; same likeliest token: {:.2}%",
            found.most,
            100.0 * found.same_top
        ))?;
        print::data(format_args!("PPL = {ours:.4}, the base's {theirs:.4}: {:+.3}%", 100.0 * (ours / theirs - 1.0)))?;
    }
    Ok(found)
}

/// Shows where it stands, and stops where enough windows are done.
fn go_on(bar: &ProgressBar, (done, count): (usize, usize), args: &PerplexityArgs, message: String) -> ControlFlow<()> {
    let most = args.chunks.map_or(usize::MAX, |chunks| chunks as usize);
    bar.set_length(count.min(most) as u64);
    bar.inc(1);
    bar.set_message(message);
    if done < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}
