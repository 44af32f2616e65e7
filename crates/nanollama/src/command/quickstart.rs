//! `nanollama quickstart`: the whole way on built-in data, each station in its own folder under `--out`.
//!
//! Every station looks whether its work is already there, so the same command goes on where it was stopped. How large and how
//! long is in `recipes/quickstart.toml`, and for other minutes in `quickstart/size.rs`.

mod corpus;
mod exam;
mod learn;
mod pace;
mod page;
mod places;
mod size;
mod stories;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Instant;

use nanollama_bundle::{Format, Locations};
use nanollama_data::town::{Area, Town, Use};
use nanollama_engine::{Engine, Options, Sampling};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_train::Recipe;
use nanollama_train::run::Finished;

use super::{chat, export, machine};
use crate::args::Global;
use crate::args::train::QuickstartArgs;
use crate::interrupt;
use crate::print::{self, Printer};
use learn::Learning;
use places::{BASE, CHAT, Places, Wish};
use size::Size;

/// What samples on the way go on from.
const PROMPT: &str = "One day";
/// Questions answered side by side in the exam.
const AT_ONCE: usize = 32;
/// Steps of fine-tuning where no minutes are given.
const TUNING_STEPS: u64 = 1_100;

pub(crate) fn run(args: &QuickstartArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let places = Places::open(&args.out, Wish { seed: args.seed, minutes: args.minutes })?;
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let machine = machine::for_plan(cpu.pool());
    let size = Size::of(args.minutes.unwrap_or(size::MINUTES))?;
    let step_seconds = pace::step_seconds(&cpu, &machine, &size.recipe, corpus::VOCABULARY)?;
    let [pretraining, tuning] = match args.minutes {
        Some(_) => size.steps(step_seconds),
        None => [size.recipe.steps.unwrap_or_default(), TUNING_STEPS],
    };
    let seconds = (pretraining + tuning) as f64 * step_seconds + size.beside();
    introduce(&places, seconds, &cpu, printer);
    let town = Town::new(args.seed);

    printer.heading("1/6 texts: a little town, its people and what happens to them");
    printer.line("  A model learns from text alone. This text is made here, so nothing is downloaded.");
    corpus::write(&places, &town, &size, printer)?;

    printer.heading("2/6 tokens: the pieces that text is cut into");
    printer.line("  The model reads and writes numbers: frequent words are one, rare ones several.");
    corpus::cut(&places, &town, args.seed, printer)?;

    interrupt::listen("finishing this step, then saving")?;
    let learning = Learning { places: &places, cpu: &cpu, machine: &machine, printer, step_seconds };
    let base = pretrain(&learning, &size, pretraining)?;
    if base.interrupted {
        return stopped(&places, printer);
    }
    let tuned = tune(&learning, &size, tuning)?;
    if tuned.interrupted {
        return stopped(&places, printer);
    }
    export(&places, global, printer)?;
    let run = Run { places: &places, town: &town, size: &size, base, tuned };
    let mut engine = open(&places.model().display().to_string(), &places, global)?;
    let missed = run.examine(&mut engine, global, printer)?;

    let seconds = print::duration(started.elapsed().as_secs_f64());
    printer.line(format_args!("\nall done in {seconds}; all of it on one page: {}", places.page().display()));
    next_commands(&places, printer);
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !args.no_chat {
        suggest(&town, printer);
        chat::talk(&mut engine, Sampling::greedy(96), printer)?;
    }
    for bar in &missed {
        printer.line(format_args!("a bar was not cleared: {bar}"));
    }
    Ok(if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn pretrain(learning: &Learning<'_>, size: &Size, steps: u64) -> anyhow::Result<Finished> {
    let printer = learning.printer;
    printer.heading("3/6 pretraining: from random numbers, learn to predict the next token");
    printer.line("  loss is how surprised it is by the next token, in nats: 7.6 is guessing among 2,048 tokens.");
    printer.line(
        "  bits per byte is the same for each letter of unseen text, whatever the tokens: 8 is not compressed at all.",
    );
    learning.pretrain(Recipe {
        seed: Some(learning.places.wish.seed),
        steps: Some(steps),
        sample_at: Some(vec![0.0, 0.05, 0.25, 1.0]),
        sample_prompt: Some(PROMPT.into()),
        ..size.recipe.clone()
    })
}

fn tune(learning: &Learning<'_>, size: &Size, steps: u64) -> anyhow::Result<Finished> {
    let printer = learning.printer;
    printer.heading("4/6 fine-tuning: learn to answer, from conversations");
    printer.line(
        "  Until here it only goes on with text. Now it learns what an answer looks like; only answers are learned.",
    );
    learning.tune(Recipe {
        seed: Some(learning.places.wish.seed),
        steps: Some(steps),
        batch_tokens: size.recipe.batch_tokens,
        ..Recipe::default()
    })
}

fn export(places: &Places, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    printer.heading("5/6 export: one file that llama.cpp reads, too");
    let source = nanollama_bundle::open(CHAT, &Locations::new(places.runs()))?;
    if !places.model().exists() {
        let kind = (Format::Gguf, DType::F16);
        printer.line(export::certified(&source, kind, &places.model(), CHAT, global)?);
    }
    let size = std::fs::metadata(places.model()).map_or(0, |file| file.len());
    printer.line(format_args!("  {}: {}", places.model().display(), print::bytes(size)));
    Ok(())
}

/// What was learned, when it comes to be judged.
struct Run<'a> {
    places: &'a Places,
    town: &'a Town,
    size: &'a Size,
    base: Finished,
    tuned: Finished,
}

impl Run<'_> {
    /// Holds the exam, lets it write, and puts all of it on a page. Gives the bars that were missed.
    fn examine(&self, engine: &mut Engine, global: &Global, printer: &Printer) -> anyhow::Result<Vec<String>> {
        let Run { places, town, size, base, tuned } = self;
        printer.heading("6/6 exam: questions that it has never seen, put to that file");
        let bits = base.score.map(|score| score.bits_per_byte);
        let (result, graded) = exam::hold(engine, town, &places.data(), bits, printer)?;
        let stories = stories::write(&mut open(BASE, places, global)?, PROMPT, places.wish.seed, printer)?;
        let known = stories::known(&stories, town, size.documents(), printer);
        show_writing(&page::samples(places)?, &stories, known, printer);
        let model = vec![
            ("parameters", print::grouped(engine.config().parameter_count())),
            ("pretraining", format!("{} steps, {}", print::grouped(base.steps), print::duration(base.elapsed))),
            ("fine-tuning", format!("{} steps, {}", print::grouped(tuned.steps), print::duration(tuned.elapsed))),
            ("device", engine.device()),
        ];
        let seconds = base.elapsed + tuned.elapsed;
        page::write(&page::Told {
            places,
            model,
            result: &result,
            graded: &graded,
            stories: &stories,
            known,
            seconds,
        })?;
        let report = serde_json::json!({
            "exam": &result,
            "stories": &stories,
            "sentences_with_known_patterns": known,
            "training_seconds": seconds,
        });
        nanollama_store::atomic::write_bytes(&places.report(), &serde_json::to_vec_pretty(&report)?)?;
        Ok(result.missed())
    }
}

/// The same beginning on the way, and a story.
fn show_writing(samples: &[(f64, String)], stories: &[String], known: f64, printer: &Printer) {
    printer.line("\n  The same beginning, on the way:");
    for (percent, text) in samples {
        printer.line(format_args!("  {percent:>4.0}%  {}", text.replace('\n', " ⏎ ")));
    }
    printer.line("\n  A story of its own:");
    for line in stories.first().map_or("", String::as_str).lines() {
        printer.line(format_args!("  {line}"));
    }
    printer.line(format_args!(
        "\n  Of the sentences of {} such stories {:.0}% have the pattern of a sentence in the texts; the others it put together \
         itself.",
        stories.len(),
        100.0 * known
    ));
}

/// What will happen, in four lines.
fn introduce(places: &Places, seconds: f64, cpu: &Cpu, printer: &Printer) {
    printer.line(format_args!(
        "A language model from nothing, in about {} here ({} threads); nothing is downloaded.",
        print::duration(seconds),
        cpu.pool().threads()
    ));
    printer.line(
        "It invents a town and writes down what happens there; learns to read it, token by token, from random numbers;",
    );
    printer.line("learns to answer questions; and sits an exam on what it was never asked. Then you can talk with it.");
    printer
        .line(format_args!("Everything lies in {}. Ctrl-C saves, and the same command goes on.", places.out.display()));
}

fn stopped(places: &Places, printer: &Printer) -> anyhow::Result<ExitCode> {
    let (out, wish) = (places.out.display(), places.wish);
    printer.line(format_args!("stopped and saved; next: nanollama quickstart --out {out} {wish}"));
    Ok(ExitCode::SUCCESS)
}

fn open(model: &str, places: &Places, global: &Global) -> anyhow::Result<Engine> {
    let source = nanollama_bundle::open(model, &Locations::new(places.runs()))?;
    let options = Options { threads: global.threads.into(), sequences: AT_ONCE, ..Options::default() };
    Ok(Engine::open(&source, &options)?)
}

/// Three questions to begin with.
fn suggest(town: &Town, printer: &Printer) {
    printer.line("\nYou might ask:");
    for area in [Area::KnownPhrasing, Area::Sum] {
        if let Some(asked) = town.question(area, Use::Practice, 1) {
            printer.line(format_args!("  {}", asked.question));
        }
    }
    printer.line("  Tell me a story about a fox.\n");
}

fn next_commands(places: &Places, printer: &Printer) {
    let (out, model) = (places.out.display(), places.model());
    printer.line("next:");
    printer.line(format_args!("  nanollama chat -m {}", model.display()));
    printer.line(format_args!("  nanollama run --runs {out}/runs -m {BASE} -p '{PROMPT}'"));
    printer.line(format_args!("  nanollama export --runs {out}/runs {CHAT} --out {out}/model-q8.gguf --dtype q8_0"));
    printer.line("  nanollama quickstart --minutes 20 --out longer        (knows the town better)");
    printer.line("  nanollama tokenizer train --input YOUR.txt --vocab-size 8000 --out tok     (your own text: docs/first-model.md)");
}
