//! `nanollama eval`: benchmarks of the field, asked of any model. What a task is, the evaluation crate knows; here is which are asked,
//! and what is told, written out and kept.

mod asked;
pub(super) mod kept;
mod task;
mod told;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use nanollama_bundle::Locations;
use nanollama_engine::{Engine, Options};
use nanollama_eval::scoring::{self, Choices};
use nanollama_eval::writing;
use nanollama_model::Config;
use nanollama_store::atomic;

use super::{device, opened, personality, text};
use crate::args::{EvalArgs, Global};
use crate::interrupt;
use crate::print::{self, Printer};
use asked::Asked;
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
    let mut told = Told::new(args);
    let went = asked.all(&mut |task| evaluate(&mut engine, task, args, printer, &mut told));
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
    if args.personality.gamma.is_empty() {
        kept::keep(&args.model, &source, global, &told.json(), printer)?;
    }
    if args.json {
        print::data(told.json())?;
    }
    went.map(|()| ExitCode::SUCCESS)
}

/// How many texts of full context the cache holds.
fn sequences(config: &Config, context: Option<usize>) -> usize {
    let context = context.unwrap_or(config.context.min(4096)).max(1);
    let token = config.layers * config.kv_heads * config.head_dim * 2 * size_of::<f32>();
    (CACHE / (token * context).max(1)).clamp(1, SEQUENCES)
}

/// Asks one task and tells how it went. Gives how many were right of how many; of a text nothing.
fn evaluate(
    engine: &mut Engine,
    task: Task<'_>,
    args: &EvalArgs,
    printer: &Printer,
    told: &mut Told,
) -> anyhow::Result<(usize, usize)> {
    let started = Instant::now();
    let (name, count) = match &task {
        Task::Core(task) => (format!("core/{}", task.name()), task.len()),
        Task::Choices(task) => (task.name().to_owned(), task.len()),
        Task::Writing(task) => (task.name().to_owned(), task.len()),
        Task::Text => ("bpb".to_owned(), 0),
    };
    let bar = printer.bar(count as u64, if count > 0 { "questions" } else { "tokens" });
    bar.set_message(name.clone());
    let mut done = |ended: usize| {
        bar.set_position(ended as u64);
        !interrupt::requested()
    };
    let stopped = || anyhow::anyhow!("{name}: stopped before its last question, so nothing of it is told");
    let task = match task {
        Task::Core(task) => Task::Choices(task),
        other => other,
    };
    let right = match task {
        Task::Core(_) => unreachable!("it became one of choices"),
        Task::Choices(task) => {
            let (prompts, context) = (engine.prompts().clone(), engine.context());
            let found = scoring::score(task, &prompts, context, engine, &mut done)?;
            let (answered, tokens) = found.ok_or_else(stopped)?;
            if args.items.is_some() {
                told.choices_items(&name, task, &answered, &prompts, context)?;
            }
            told.choices(&name, task, &answered, tokens, started.elapsed().as_secs_f64())?
        }
        Task::Writing(task) => {
            let (written, tokens) = writing::write(task, engine, &mut done)?.ok_or_else(stopped)?;
            if args.items.is_some() {
                told.written_items(&name, &written);
            }
            told.written(&name, &written, tokens, started.elapsed().as_secs_f64())?
        }
        Task::Text => {
            let file = args.file.as_deref().context("bpb: give the text with -f FILE")?;
            let text = text::read(file)?;
            let mut done = |ended: usize, all: usize| {
                bar.set_length(all as u64);
                done(ended)
            };
            let bits = nanollama_eval::bits(engine, &text, &mut done)?.ok_or_else(stopped)?;
            told.bits(bits)?;
            (0, 0)
        }
    };
    bar.finish_and_clear();
    Ok(right)
}
