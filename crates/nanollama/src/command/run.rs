//! `nanollama run`: continue a text. stdout is the continuation and nothing else.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use nanollama_bundle::Locations;
use nanollama_engine::{Engine, Finished, Options, Sampling};
use serde_json::json;

use super::opened;
use crate::args::{GenerationArgs, Global, RunArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &RunArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let mut engine = open(&args.model, &args.generation, global, printer)?;
    let text = match args.prompt.as_str() {
        "-" => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("reading the prompt from stdin (it must be UTF-8)")?;
            text
        }
        text => text.to_owned(),
    };
    let prompt = engine.prompt(&text)?;
    if args.logprobs {
        let logprobs = engine.logprobs(&prompt)?;
        print::data(json!({"ids": prompt, "logprobs": logprobs}))?;
        return Ok(ExitCode::SUCCESS);
    }
    let sampling = sampling(&args.generation);
    let mut out = Out::default();
    let finished = engine.generate(&prompt, &sampling, |piece| out.write(piece))?;
    out.finish()?;
    report(&finished, printer);
    Ok(ExitCode::SUCCESS)
}

/// Opens a model by any name.
pub(crate) fn open(
    model: &str,
    generation: &GenerationArgs,
    global: &Global,
    printer: &Printer,
) -> anyhow::Result<Engine> {
    let locations = Locations { runs: global.runs.clone(), tokenizer: generation.tokenizer.clone() };
    let source = opened::open(model, &locations, printer)?;
    let options = Options { threads: global.threads.into(), context: generation.context, ..Options::default() };
    Ok(Engine::open(&source, &options)?)
}

pub(crate) fn sampling(args: &GenerationArgs) -> Sampling {
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    Sampling {
        temperature: args.temp,
        top_k: args.top_k,
        top_p: args.top_p,
        min_p: args.min_p,
        repetition_penalty: args.repetition_penalty,
        seed: args.seed.unwrap_or_else(clock),
        max_tokens: args.max_tokens,
        stop: args.stop.clone(),
        ..Sampling::default()
    }
}

/// Speed and size of what was generated, for people.
pub(crate) fn report(finished: &Finished, printer: &Printer) {
    printer.line(format_args!(
        "[{} prompt tokens in {:.2} s, {} tokens at {:.1} a second, ended: {}]",
        finished.prompt_tokens,
        finished.prefill_seconds,
        finished.tokens.len(),
        finished.tokens_per_second(),
        finished.reason.name()
    ));
}

/// stdout, piece by piece; remembers the first failure and stops the generation with it.
#[derive(Default)]
pub(crate) struct Out {
    failed: Option<io::Error>,
}

impl Out {
    pub(crate) fn write(&mut self, piece: &str) -> ControlFlow<()> {
        let mut out = io::stdout().lock();
        match out.write_all(piece.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Ends the line.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        if let Some(error) = self.failed {
            return Err(error).context("writing to stdout");
        }
        let mut out = io::stdout().lock();
        writeln!(out)?;
        out.flush()?;
        Ok(())
    }
}
