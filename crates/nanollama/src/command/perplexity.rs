//! `nanollama perplexity`: how well a model predicts a text, in numbers that can be held against llama.cpp's.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use nanollama_bundle::Locations;
use nanollama_engine::{Engine, Options, Windows};
use serde_json::json;

use super::opened;
use crate::args::{Global, PerplexityArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &PerplexityArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let text = read(&args.file)?;
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    let context = args.context + args.stride.map_or(0, |stride| stride / 2);
    let cache = args.cache.types();
    let options = Options { threads: global.threads.into(), context: Some(context), cache, ..Options::default() };
    let mut engine = Engine::open(&source, &options)?;
    let ids = engine.prompt(&text)?;
    let most = args.chunks.map_or(usize::MAX, |chunks| chunks as usize);
    let bar = printer.bar(0, "windows");
    let found = engine.perplexity(&ids, Windows { context, stride: args.stride }, |so_far, count| {
        bar.set_length(count.min(most) as u64);
        bar.inc(1);
        bar.set_message(format!("PPL {:.4}", so_far.perplexity));
        if so_far.windows < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    bar.finish_and_clear();
    if args.json {
        print::data(json!({
            "model": args.model,
            "perplexity": found.perplexity,
            "error": found.error,
            "tokens": found.tokens,
            "windows": found.windows,
            "context": context,
            "stride": args.stride,
            "cache_type_k": cache.key.name(),
            "cache_type_v": cache.value.name(),
        }))?;
    } else {
        print::data(format_args!("Final estimate: PPL = {:.4} +/- {:.5}", found.perplexity, found.error))?;
    }
    let (tokens, windows) = (print::grouped(found.tokens as u64), print::grouped(found.windows as u64));
    printer.line(format_args!("[{tokens} tokens counted, in {windows} windows of {context}]"));
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("reading the text from stdin (it must be UTF-8)")?;
        return Ok(text);
    }
    std::fs::read_to_string(file).with_context(|| format!("reading {} (it must be UTF-8)", file.display()))
}
