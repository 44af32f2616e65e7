//! `nanollama quickstart`: the whole way on built-in data, each station in its own folder under `--out`.
//!
//! Every station looks whether its work is already there, so the same command goes on where it was stopped. How big and how
//! long is in `recipes/quickstart.toml`.

mod exam;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use nanollama_bundle::{Format, Locations};
use nanollama_data::world::World;
use nanollama_data::{ConversationReading, Preparation, Reading};
use nanollama_engine::{Chat, Engine, Options, Sampling};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::Run;
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;
use nanollama_train::run::{self, Finished, RunContext, RunLocation};
use nanollama_train::{Layers, Machine, Recipe, Stage};

use super::export;
use super::train::{Planning, variable};
use super::watch::Watcher;
use super::{chat, data, machine};
use crate::args::Global;
use crate::args::train::QuickstartArgs;
use crate::interrupt;
use crate::print::{self, Printer};

const DOCUMENTS: u64 = 80_000;
const CONVERSATIONS: u64 = 16_000;
/// Tokens in one shard: a quickstart that is stopped while it prepares loses little.
const SHARD_TOKENS: u64 = 20_000_000;
const BASE: &str = "base";
const CHAT: &str = "chat";

/// Folders of one quickstart.
struct Places {
    out: PathBuf,
}

impl Places {
    fn documents(&self) -> PathBuf {
        self.out.join("world/documents.jsonl")
    }
    fn conversations(&self) -> PathBuf {
        self.out.join("world/conversations.jsonl")
    }
    fn tokenizer(&self) -> PathBuf {
        self.out.join("tokenizer")
    }
    fn data(&self) -> PathBuf {
        self.out.join("data")
    }
    fn runs(&self) -> PathBuf {
        self.out.join("runs")
    }
    fn model(&self) -> PathBuf {
        self.out.join("model.gguf")
    }
}

pub(crate) fn run(args: &QuickstartArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let places = Places { out: args.out.clone() };
    nanollama_store::atomic::create_folder(&places.out.join("world"))?;
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let machine = machine::for_plan(cpu.pool());
    printer.line("A language model from nothing, on built-in stories. Ctrl-C saves; the same command goes on.");

    printer.heading("1/6 a small world: stories, questions, conversations");
    world(&places, args.seed, printer)?;
    printer.heading("2/6 tokenizer and data");
    let tokenizer = tokenizer(&places, args.seed, printer)?;
    let preparation = Preparation {
        reading: Reading::default(),
        seed: args.seed,
        shard_tokens: SHARD_TOKENS,
        ..Preparation::new(vec![places.documents().display().to_string()], places.data())
    };
    data::prepare(&preparation, &tokenizer, printer)?;

    interrupt::listen("finishing this step, then saving")?;
    printer.heading("3/6 pretraining a Llama from random weights");
    let base = pretrain(&places, args.seed, &cpu, &machine, printer)?;
    if base.interrupted {
        return stopped(&places, printer);
    }
    printer.heading("4/6 fine-tuning on conversations (only answers are learned)");
    let chat = tune(&places, args.seed, &cpu, &machine, printer)?;
    if chat.interrupted {
        return stopped(&places, printer);
    }

    printer.heading("5/6 export");
    let source = nanollama_bundle::open(CHAT, &Locations::new(places.runs()))?;
    if !places.model().exists() {
        let kind = (Format::Gguf, DType::F16);
        printer.line(export::certified(&source, kind, &places.model(), CHAT, global)?);
    }
    let model = places.model();
    let size = std::fs::metadata(&model).map_or(0, |m| m.len());
    printer.line(format_args!("  {}: {}, as llama.cpp reads it", model.display(), print::bytes(size)));

    printer.heading("6/6 an exam on that file: stories and questions it has never seen");
    let mut engine = open(&model, global)?;
    let result = exam::hold(&mut engine, args.seed, &places.data(), base.score.or(chat.score), printer)?;
    result.save(&places.out.join("report.json"))?;
    printer.line(format_args!("\nall done in {}", print::duration(started.elapsed().as_secs_f64())));
    next_commands(&places, printer);
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !args.no_chat {
        printer.line("\nTell it a story of two or three sentences and ask about it in the same line, as in:");
        printer.line(format_args!("  {}\n", exam::example(args.seed)));
        chat::converse(&mut engine, &mut Chat::new(None), &Sampling::greedy(64), printer)?;
    }
    if result.passed() {
        return Ok(ExitCode::SUCCESS);
    }
    printer.line(
        "the model did not clear its bars: a trigram's bits per byte, and 30 points over the best baseline's answers",
    );
    Ok(ExitCode::from(1))
}

fn stopped(places: &Places, printer: &Printer) -> anyhow::Result<ExitCode> {
    printer.line(format_args!("stopped and saved; next: nanollama quickstart --out {}", places.out.display()));
    Ok(ExitCode::SUCCESS)
}

fn world(places: &Places, seed: u64, printer: &Printer) -> anyhow::Result<()> {
    for (path, count, conversations) in
        [(places.documents(), DOCUMENTS, false), (places.conversations(), CONVERSATIONS, true)]
    {
        if !path.exists() {
            data::write_world(seed, count, conversations, &path)?;
        }
        let what = if conversations { "conversations" } else { "documents" };
        printer.line(format_args!("  {} {what}: {}", print::grouped(count), path.display()));
    }
    let first = World::new(seed).document(0);
    printer.line(format_args!("  the first: {}", first.replace('\n', " ⏎ ")));
    Ok(())
}

fn tokenizer(places: &Places, seed: u64, printer: &Printer) -> anyhow::Result<Tokenizer> {
    let folder = places.tokenizer();
    if folder.join("tokenizer.json").exists() {
        return Ok(nanollama_bundle::load_tokenizer(&folder)?);
    }
    let world = World::new(seed);
    let said = world.conversations(CONVERSATIONS).into_iter().flat_map(|c| c.messages).map(|m| m.text());
    let texts = world.documents(DOCUMENTS).chain(said);
    let trained = BpeTrainer::new(World::vocabulary_hint()).train(texts, &mut |_| {})?;
    trained.tokenizer.save(&folder, None)?;
    let size = trained.tokenizer.vocab_size() as u64;
    printer.line(format_args!("  {} tokens: {}", print::grouped(size), folder.display()));
    Ok(trained.tokenizer)
}

fn pretrain(places: &Places, seed: u64, cpu: &Cpu, machine: &Machine, printer: &Printer) -> anyhow::Result<Finished> {
    let runs = places.runs();
    let location = RunLocation { runs: &runs, name: BASE };
    let flags = Recipe { seed: Some(seed), ..Recipe::default() };
    let layers = Layers { builtin: Some("quickstart"), flags, ..Layers::default() };
    let reading = &ConversationReading::default();
    let planning =
        Planning { stage: Stage::PRETRAIN, base: None, data: &[places.data()], reading, layers, runs: &runs };
    drive(location, cpu, machine, printer, planning)
}

fn tune(places: &Places, seed: u64, cpu: &Cpu, machine: &Machine, printer: &Printer) -> anyhow::Result<Finished> {
    let (runs, conversations) = (places.runs(), places.conversations());
    let location = RunLocation { runs: &runs, name: CHAT };
    let flags = Recipe { epochs: Some(1.0), seed: Some(seed), ..Recipe::default() };
    let layers = Layers { environment: Some(&variable), flags, ..Layers::default() };
    let reading = &ConversationReading::default();
    let planning =
        Planning { stage: Stage::SFT, base: Some(BASE), data: &[conversations], reading, layers, runs: &runs };
    drive(location, cpu, machine, printer, planning)
}

/// Starts a run, goes on with one that was stopped, or tells how a finished one ended.
fn drive(
    location: RunLocation<'_>,
    cpu: &Cpu,
    machine: &Machine,
    printer: &Printer,
    planning: Planning<'_>,
) -> anyhow::Result<Finished> {
    let mut watcher = Watcher::new(printer, machine.flops);
    if !location.runs.join(location.name).exists() {
        let planned = planning.plan(machine, printer)?;
        printer.table(planned.plan.describe());
        return planned.start(location, context(cpu, &mut watcher));
    }
    if let Some(finished) = run::finished(&Run::open(location.runs, location.name)?)? {
        printer.line(format_args!("  done before: {} steps", finished.step));
        return Ok(finished);
    }
    Ok(run::resume(location, &Recipe::default(), machine, context(cpu, &mut watcher))?)
}

fn context<'a>(cpu: &'a Cpu, watcher: &'a mut Watcher<'_>) -> RunContext<'a> {
    RunContext::new(cpu, watcher, &interrupt::requested)
}

fn open(model: &Path, global: &Global) -> anyhow::Result<Engine> {
    let source = nanollama_bundle::open(&model.display().to_string(), &Locations::new(&global.runs))?;
    let options = Options { threads: global.threads.into(), sequences: exam::AT_ONCE, ..Options::default() };
    Ok(Engine::open(&source, &options)?)
}

fn next_commands(places: &Places, printer: &Printer) {
    let (out, model) = (places.out.display(), places.model());
    printer.line("next:");
    printer.line(format_args!("  nanollama chat -m {}", model.display()));
    printer.line(format_args!("  nanollama run --runs {out}/runs -m base -p 'It was a'"));
    printer.line(format_args!("  nanollama export --runs {out}/runs chat --out {out}/model-q8.gguf --dtype q8_0"));
    printer.line(
        "  nanollama tokenizer train --input YOUR.txt --vocab-size 8000 --out tok     (your own text: README.md)",
    );
}
