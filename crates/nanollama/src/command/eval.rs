//! `nanollama eval`: benchmarks of the field, asked of any model. What a task is, the evaluation crate knows; here is which are asked,
//! and what is told, written out and kept.

mod asked;
pub(super) mod kept;
mod progress;
mod task;
mod told;

use std::cell::RefCell;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use nanollama_bundle::Locations;
use nanollama_engine::{Engine, Options};
use nanollama_eval::scoring::{self, Answered, Tokens};
use nanollama_eval::writing::{self, Written};
use nanollama_eval::{Asks, Case};
use nanollama_model::Config;
use nanollama_store::atomic;

use super::{device, opened, personality, text};
use crate::args::{EvalArgs, Global};
use crate::interrupt;
use crate::print::{self, Printer};
use asked::Asked;
use progress::Progress;
use task::Task;
use told::Told;

/// Bytes of the cache, where the longest text does not need more.
const CACHE: usize = 1 << 30;
/// Texts of full context that are held at most.
const SEQUENCES: usize = 16;

pub(crate) fn run(args: &EvalArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    let asked = Asked::read(args, source.chat().is_some())?;
    for missing in &asked.missing {
        printer.line(format_args!("left out: {missing}"));
    }
    let context = args.context;
    let mut options =
        Options { threads: global.threads.into(), context, cache: args.cache.types(), ..Options::default() };
    options.sequences = sequences(source.config(), context);
    let mut engine = device::engine(&source, &options, global, printer)?;
    personality::add_to_all(&mut engine, &source, &args.personality, &global.runs, printer)?;
    if let Some(name) = asked.chatting().filter(|_| !engine.chats()) {
        anyhow::bail!(
            "{name} asks in chat, and {} is a base model, which completes plain text: give -a core or -a arc_easy",
            args.model
        );
    }
    interrupt::listen("stopping after the questions at hand")?;
    let mut progress = Progress::open(&source, args, global, &engine.device(), printer)?;
    let mut told = Told::new(args);
    let went = asked.all(&mut |task| evaluate(&mut engine, task, (args, printer), (&mut told, &mut progress)));
    match &went {
        Ok(()) => told.means(&asked)?,
        // What was finished before counts.
        Err(_) if interrupt::requested() && !told.is_empty() => {}
        Err(_) => return went.map(|()| ExitCode::SUCCESS),
    }
    if let Some(path) = &args.items {
        atomic::write_bytes(path, told.items.as_bytes())?;
        printer.line(format_args!("{}: what was asked and answered", path.display()));
    }
    // A run with a personality beside it is not the run.
    if args.personality.is_empty() {
        kept::keep(&args.model, &source, global, &told.json(), printer)?;
    }
    if args.json {
        print::data(told.json())?;
    }
    if went.is_ok() {
        progress.finish(&told.finished())?;
    }
    went.map(|()| ExitCode::SUCCESS)
}

/// How many texts of full context the cache holds.
fn sequences(config: &Config, context: Option<usize>) -> usize {
    let context = context.unwrap_or(config.context.min(4096)).max(1);
    let token = config.layers * config.kv_heads * config.head_dim * 2 * size_of::<f32>();
    (CACHE / (token * context).max(1)).clamp(1, SEQUENCES)
}

/// Asks one task and tells how it went.
fn evaluate(
    engine: &mut Engine,
    task: Task<'_>,
    (args, printer): (&EvalArgs, &Printer),
    (told, progress): (&mut Told, &mut Progress),
) -> anyhow::Result<()> {
    let started = Instant::now();
    let seconds = || started.elapsed().as_secs_f64();
    let (name, count) = match task {
        Task::Asks(name, asks) => (name, asks.len()),
        Task::Text => ("bpb", 0),
    };
    let bar = printer.bar(count as u64, if count > 0 { "questions" } else { "tokens" });
    bar.set_message(name.to_owned());
    progress.task();
    let mut ended = 0;
    let go_on = |ended: usize| {
        bar.set_position(ended as u64);
        !interrupt::requested()
    };
    let mut tokens = Tokens::default();
    let shared = RefCell::new(progress);
    let mut add = |more: Tokens| {
        tokens.asked += more.asked;
        tokens.computed += more.computed;
        ended += 1;
        go_on(ended + shared.borrow().found().0)
    };
    let stopped = |ended: usize| match shared.borrow().kept() {
        Some((path, _)) => anyhow::anyhow!(
            "{name}: stopped at {ended} of {count} questions; {} has them, and the same command goes on from there",
            path.display()
        ),
        None => anyhow::anyhow!("{name}: stopped before its last question, so nothing of it is told"),
    };
    match task {
        Task::Asks(_, Asks::Choices(task)) => {
            let (prompts, context) = (engine.prompts().clone(), engine.context());
            let mut known = |_: usize, case: &Case| shared.borrow_mut().chosen(name, case);
            let mut done = |case: &Case, answer: &Answered, more: Tokens| {
                shared.borrow_mut().chose(name, case, answer, more);
                add(more)
            };
            let found = scoring::score(task, &mut known, &mut engine.worker(), &mut done)?;
            let (before, kept) = shared.borrow().found();
            let answered = found.ok_or_else(|| stopped(ended + before))?;
            if args.items.is_some() {
                told.choices_items(name, task, &answered, &prompts, context)?;
            }
            told.choices(name, task, &answered, tokens.and(kept), seconds())?;
        }
        Task::Asks(_, Asks::Writing(task)) => {
            let mut known = |_: usize, asked: &[u32]| shared.borrow_mut().written(name, asked);
            let mut done = |asked: &[u32], answer: &Written, more: Tokens| {
                shared.borrow_mut().wrote(name, asked, answer, more);
                add(more)
            };
            let found = writing::write(task, &mut known, &mut engine.worker(), &mut done)?;
            let (before, kept) = shared.borrow().found();
            let written = found.ok_or_else(|| stopped(ended + before))?;
            if args.items.is_some() {
                told.written_items(name, &written);
            }
            told.written(name, &written, tokens.and(kept), seconds())?;
        }
        Task::Text => {
            let file = args.file.as_deref().context("bpb: give the text with -f FILE")?;
            let text = text::read(file)?;
            let mut done = |ended: usize, all: usize| {
                bar.set_length(all as u64);
                go_on(ended)
            };
            let bits = nanollama_eval::bits(engine, &text, &mut done)?;
            told.bits(bits.with_context(|| "bpb: stopped before the end of its text, so nothing of it is told")?)?;
        }
    }
    bar.finish_and_clear();
    Ok(())
}
