//! `nanollama run`: continue a text. stdout is the continuation and nothing else.

use std::io::{self, IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::Context;
use nanollama_engine::{Engine, Finished, Reason, Sampling};
use serde_json::json;

use super::form::{self, Form};
use super::{bench, talker};
use crate::args::{Global, RunArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &RunArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let sampling = talker::sampling(&args.generation)?;
    let grammar = form::read(&args.form)?;
    let text = prompt(args.prompt.as_deref())?;
    let (mut engine, _) =
        talker::open(args.model.as_deref(), &args.generation, args.samples.into(), global, printer, |_| true)?;
    let prompt = engine.prompt(&text)?;
    if args.logprobs {
        let logprobs = engine.logprobs(&prompt)?;
        print::data(json!({"ids": prompt, "logprobs": logprobs}))?;
        return Ok(ExitCode::SUCCESS);
    }
    let form = Form::of(grammar, &engine);
    if args.samples == 1 && !args.json {
        let mut out = Out::default();
        let finished = engine.generate_as(&prompt, form.generate(sampling), |piece| out.write(piece))?;
        out.finish()?;
        report(&finished, &engine, printer);
        return Ok(ExitCode::SUCCESS);
    }
    let generate = |seed| form.generate(Sampling { seed, ..sampling.clone() });
    let texts = engine.samples_as(&prompt, args.samples.into(), generate, sampling.seed)?;
    for (number, finished) in texts.iter().enumerate() {
        if args.json {
            print::data(as_json(finished, sampling.seed.wrapping_add(number as u64)))?;
        } else {
            printer.line(format_args!("[{} of {}]", number + 1, texts.len()));
            print::data(&finished.text)?;
            report(finished, &engine, printer);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The prompt that was typed, else what stdin holds.
fn prompt(typed: Option<&str>) -> anyhow::Result<String> {
    match typed {
        Some(text) if text != "-" => Ok(text.to_owned()),
        None if io::stdin().is_terminal() => {
            anyhow::bail!("there is no text to continue: give it with -p, or on stdin")
        }
        _ => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("reading the prompt from stdin (it must be UTF-8)")?;
            Ok(text)
        }
    }
}

fn as_json(finished: &Finished, seed: u64) -> serde_json::Value {
    json!({
        "text": finished.text,
        "tokens": finished.tokens,
        "ended": finished.reason.name(),
        "seed": seed,
        "prompt_tokens": finished.prompt_tokens,
        "cached_tokens": finished.cached_tokens,
        "steps": finished.steps,
        "drafted": finished.drafted,
        "accepted": finished.accepted,
        "prefill_seconds": finished.prefill_seconds,
        "decode_seconds": finished.decode_seconds,
        "tokens_per_second": finished.tokens_per_second(),
    })
}

/// Size and speed of what was generated, for people; why it ended, where that was neither the model's wish nor the caller's.
pub(crate) fn report(finished: &Finished, engine: &Engine, printer: &Printer) {
    let (count, speed) = (finished.tokens.len(), finished.tokens_per_second());
    let drafts = match finished.drafted {
        0 => String::new(),
        drafted => format!(", {}", bench::drafts(finished.accepted, drafted, finished.tokens_per_step())),
    };
    printer.line(format_args!("[{count} tokens, {speed:.1} tok/s{drafts}]"));
    if finished.reason == Reason::Context {
        let context = engine.context();
        let more = match engine.config().context {
            most if most > context => format!("; -c N gives more, up to {most}"),
            _ => String::new(),
        };
        printer.line(format_args!("[the context of {context} tokens is full, and the text ends there{more}]"));
    }
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
