//! A small prepared corpus, plans for it, and what two runs are compared by.

use std::path::{Path, PathBuf};

use nanollama_data::Preparation;
use nanollama_data::town::Town;
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::device::far::Far;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::{Run, Which};
use nanollama_token::train::BpeTrainer;
use nanollama_train::run::{Finished, Inputs, RunContext, RunLocation, resume, start};
use nanollama_train::{Datasets, Event, Machine, Plan, Recipe, Result, Stage, stage};

pub(crate) const MACHINE: Machine = Machine { flops: 1e11, memory: 8 << 30, threads: 2 };

/// How texts of a town begin: their first two sentences.
fn texts(seed: u64, count: u64) -> Vec<String> {
    let town = Town::new(seed);
    let beginning = |number| town.telling(number).text.split_inclusive(['.', '!', '?']).take(2).collect();
    (0..count).map(beginning).collect()
}

/// A folder of shards of such texts (or of one sentence again and again), with its tokenizer.
pub(crate) fn corpus(folder: &Path, repetitive: bool) -> Datasets {
    let sentence = || "Mia put the red ball on the table. Tom took it home.".to_owned();
    let documents: Vec<String> = if repetitive { (0..120).map(|_| sentence()).collect() } else { texts(3, 150) };
    prepared(folder, &documents)
}

/// A folder of shards of these documents, with a tokenizer of them.
pub(crate) fn prepared(folder: &Path, documents: &[String]) -> Datasets {
    let tokenizer = BpeTrainer::new(384).train(documents, &mut |_| {}).unwrap().tokenizer;
    let lines: Vec<String> = documents.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    let source = folder.join("text.jsonl");
    std::fs::write(&source, lines.join("\n")).unwrap();
    let out = folder.join("data");
    let mut preparation = Preparation::new(vec![source.display().to_string()], out.clone());
    preparation.seed = 1;
    preparation.validation_fraction = 0.1;
    preparation.run(&tokenizer, &mut |_| {}).unwrap();
    stage::text_facts(&out).unwrap().into()
}

/// A second folder of shards beside [`corpus`], of the same tokenizer: sixty other documents.
pub(crate) fn second_corpus(folder: &Path, first: &Datasets) -> Datasets {
    let first = first.only().unwrap();
    let tokenizer = nanollama_token::Tokenizer::load(&first.path).unwrap();
    let lines: Vec<String> = texts(8, 60).iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    let source = folder.join("more.jsonl");
    std::fs::write(&source, lines.join("\n")).unwrap();
    let out = folder.join("more");
    let mut preparation = Preparation::new(vec![source.display().to_string()], out.clone());
    preparation.validation_fraction = 0.1;
    preparation.run(&tokenizer, &mut |_| {}).unwrap();
    Datasets::new(vec![first.clone(), stage::text_facts(&out).unwrap()]).unwrap()
}

/// A two-layer model with grouped queries that keeps every kind of line in its metrics.
pub(crate) const SMALL: &str = "layers = 2\ndim = 64\nheads = 4\nkv_heads = 2\nffn = 128\ncontext = 32\nbatch_tokens = 256\n\
    device_batch_size = 4\nsteps = 30\neval_every = 10\neval_tokens = 512\nsample_every = 15\nsample_tokens = 8\nsave_every = 10\n\
    save_minutes = 0.0\nkeep = 3\nseed = 9";

pub(crate) fn plan(data: &Datasets, recipe: &str, over: &str) -> Plan {
    let recipe = Recipe::parse("small", recipe).unwrap().overlay(Recipe::parse("over", over).unwrap());
    Plan::resolve(&recipe, Stage::PRETRAIN, None, data, &MACHINE).unwrap()
}

pub(crate) fn cpu(threads: usize) -> Cpu {
    Cpu::new(Pool::new(threads))
}

/// Runs with `threads` threads, asked to stop after step `stop`.
pub(crate) fn run(plan: &Plan, runs: &Path, name: &str, threads: usize, stop: Option<u64>) -> Result<Finished> {
    watched(stop, &cpu(threads), |context| start(plan, Inputs::default(), RunLocation { runs, name }, context))
}

/// Runs on the device whose memory the host cannot reach, stopped after step `stop` and resumed there.
pub(crate) fn run_far(plan: &Plan, runs: &Path, name: &str, stop: u64) -> Result<Finished> {
    let (far, location) = (Far::new(cpu(2)), RunLocation { runs, name });
    watched(Some(stop), &far, |context| start(plan, Inputs::default(), location, context))?;
    let flags = Recipe::parse("flags", "").unwrap();
    watched(None, &far, |context| resume(location, &flags, &MACHINE, context))
}

pub(crate) fn go_on(runs: &Path, name: &str, flags: &str, stop: Option<u64>) -> Result<Finished> {
    let flags = Recipe::parse("flags", flags).unwrap();
    watched(stop, &cpu(2), |context| resume(RunLocation { runs, name }, &flags, &MACHINE, context))
}

pub(crate) fn watched<T>(stop: Option<u64>, device: &dyn Device, run: impl FnOnce(RunContext<'_>) -> T) -> T {
    let reached = std::cell::Cell::new(0);
    let mut observer = |event: &Event<'_>| {
        if let Event::Step(report) = event {
            reached.set(report.step);
        }
    };
    let interrupt = || stop.is_some_and(|stop| reached.get() >= stop);
    run(RunContext::new(device, &mut observer, &interrupt))
}

/// Everything that must be the same: files of the newest checkpoint but the clock's, and all metrics but timings.
#[derive(PartialEq)]
pub(crate) struct Trace {
    pub(crate) weights: Vec<u8>,
    pub(crate) optimizer: Vec<u8>,
    pub(crate) average: Option<Vec<u8>>,
    pub(crate) state: serde_json::Value,
    pub(crate) metrics: Vec<serde_json::Value>,
}

impl Trace {
    pub(crate) fn of(runs: &Path, name: &str) -> Trace {
        let run = Run::open(runs, name).unwrap();
        let folder = run.checkpoint(Which::Newest).unwrap().path().to_owned();
        let read = |file: &str| std::fs::read(folder.join(file)).unwrap();
        let mut state: serde_json::Value = serde_json::from_slice(&read("state.json")).unwrap();
        state["elapsed"] = 0.into();
        let metrics = std::fs::read_to_string(run.metrics_path()).unwrap();
        let line = |line: &str| {
            let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
            value.as_object_mut().unwrap().remove("timing");
            value
        };
        Trace {
            weights: read("model.safetensors"),
            optimizer: read("optimizer.safetensors"),
            average: std::fs::read(folder.join("average.safetensors")).ok(),
            state,
            metrics: metrics.lines().map(line).collect(),
        }
    }

    /// Says what differs first.
    #[track_caller]
    pub(crate) fn assert_same(&self, other: &Trace) {
        assert_eq!(self.state, other.state, "state");
        for (one, two) in self.metrics.iter().zip(&other.metrics) {
            assert_eq!(one, two, "metrics");
        }
        assert_eq!(self.metrics.len(), other.metrics.len(), "lines of metrics");
        assert!(self.weights == other.weights, "weights differ");
        assert!(self.optimizer == other.optimizer, "the optimiser differs");
        assert!(self.average == other.average, "the averaged weights differ");
    }

    pub(crate) fn losses(&self) -> Vec<f64> {
        self.metrics.iter().filter(|line| line["kind"] == "train").map(|line| line["loss"].as_f64().unwrap()).collect()
    }
}

pub(crate) fn checkpoints(runs: &Path, name: &str) -> PathBuf {
    runs.join(name).join("checkpoints")
}
