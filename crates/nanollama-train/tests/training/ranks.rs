//! Several processes train one run (here they are threads, with sockets between them as processes have): the losses of one,
//! checkpoints that do not show how many there were, and every row of the data once.
#![cfg(unix)]

use std::path::Path;
use std::thread;

use nanollama_store::run::{LockedRun, Run, Which};
use nanollama_train::checkpoint::{self, Snapshot};
use nanollama_train::ranks::{Ranks, Sockets};
use nanollama_train::run::{Finished, Inputs, RunContext, RunLocation, resume, start};
use nanollama_train::{Error, Event, Plan, Recipe, Result};

use crate::fixture::{MACHINE, SMALL, Trace, corpus, cpu, go_on, plan, run};

/// What each of `world` processes makes of a run; the first is asked to stop behind step `stop`.
fn each<T: Send>(world: usize, stop: Option<u64>, work: impl Fn(RunContext<'_>) -> T + Sync) -> Vec<T> {
    let (all, work) = (Sockets::pairs(world).unwrap(), &work);
    let one = |sockets: Sockets| {
        let (device, reached) = (cpu(1), std::cell::Cell::new(0));
        let mut observer = |event: &Event<'_>| {
            if let Event::Step(report) = event {
                reached.set(report.step);
            }
        };
        let ranks = Ranks::over(Box::new(sockets), None);
        let first = ranks.is_first();
        let interrupt = || first && stop.is_some_and(|stop| reached.get() >= stop);
        work(RunContext::new(&device, &mut observer, &interrupt).among(ranks))
    };
    thread::scope(|scope| {
        let threads: Vec<_> = all.into_iter().map(|sockets| scope.spawn(move || one(sockets))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn run_together(plan: &Plan, runs: &Path, name: &str, world: usize, stop: Option<u64>) -> Finished {
    let location = RunLocation { runs, name };
    all_the_same(each(world, stop, |context| start(plan, Inputs::default(), location, context)))
}

fn go_on_together(runs: &Path, name: &str, world: usize, stop: Option<u64>) -> Finished {
    let flags = Recipe::parse("flags", "").unwrap();
    let location = RunLocation { runs, name };
    all_the_same(each(world, stop, |context| resume(location, &flags, &MACHINE, context)))
}

/// How it ended for all of them.
fn all_the_same(outcomes: Vec<Result<Finished>>) -> Finished {
    let mut outcomes: Vec<Finished> = outcomes.into_iter().map(Result::unwrap).collect();
    for other in &outcomes[1..] {
        let same = |one: &Finished| (one.step, one.interrupted, one.early, one.loss, one.score);
        assert_eq!(same(other), same(&outcomes[0]));
    }
    outcomes.swap_remove(0)
}

/// A trace without the lines that say how many processes there were.
fn trace(runs: &Path, name: &str) -> Trace {
    let mut trace = Trace::of(runs, name);
    trace.metrics.retain(|line| line["kind"] != "ranks");
    trace
}

#[test]
fn losses_of_200_steps_are_those_of_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let small = SMALL.replace("dim = 64", "dim = 32").replace("ffn = 128", "ffn = 64");
    let plan = plan(&facts, &small, "steps = 200\neval_every = 100\nsample_every = 0\nsave_every = 0");
    run(&plan, folder.path(), "one", 1, None).unwrap();
    let one = trace(folder.path(), "one");
    for (name, world) in [("two", 2), ("three", 3)] {
        run_together(&plan, folder.path(), name, world, None);
        let several = trace(folder.path(), name);
        assert_eq!(several.losses().len(), 200);
        for (step, (loss, other)) in one.losses().iter().zip(several.losses()).enumerate() {
            assert!((loss - other).abs() < 2e-3, "step {}: {loss} and {other} with {world}", step + 1);
        }
        assert_eq!(one.state["position"], several.state["position"]);
        let counted = |trace: &Trace| -> Vec<_> {
            let train = trace.metrics.iter().filter(|line| line["kind"] == "train");
            train.map(|line| [line["tokens"].clone(), line["targets"].clone(), line["epoch"].clone()]).collect()
        };
        assert_eq!(counted(&one), counted(&several), "metrics are of the whole batch");
    }
}

#[test]
fn a_fixed_number_repeats_its_bits_stopped_or_not_with_all_that_a_run_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    let plan = plan(&facts, SMALL, "steps = 16\naverage = 0.4\nspike_guard = true\nsave_every = 5");
    run_together(&plan, runs, "whole", 3, None);
    let stopped = run_together(&plan, runs, "stopped", 3, Some(7));
    assert_eq!((stopped.step, stopped.interrupted), (7, true));
    assert_eq!(go_on_together(runs, "stopped", 3, None).step, 16);
    trace(runs, "stopped").assert_same(&trace(runs, "whole"));
}

#[test]
fn another_number_of_processes_goes_on_with_every_row_once() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    let plan = plan(&facts, SMALL, "steps = 24\nsave_every = 0");
    run(&plan, runs, "one", 1, None).unwrap();
    run_together(&plan, runs, "mixed", 3, Some(5));
    assert_eq!(go_on(runs, "mixed", "", Some(9)).unwrap().step, 9);
    go_on_together(runs, "mixed", 8, Some(15));
    go_on_together(runs, "mixed", 2, None);
    let (one, mixed) = (Trace::of(runs, "one"), Trace::of(runs, "mixed"));
    assert_eq!(one.state["position"], mixed.state["position"]);
    for (loss, other) in one.losses().iter().zip(mixed.losses()) {
        assert!((loss - other).abs() < 2e-3, "{loss} and {other}");
    }
    // What each rank took of each step, as it was noted: together every row of every step, once.
    let mut taken = vec![Vec::new(); 24];
    let mut now = vec![[0, 8]];
    for line in &mixed.metrics {
        let step = line["step"].as_u64().unwrap() as usize;
        match line["kind"].as_str() {
            Some("ranks") => now = serde_json::from_value(line["rows"].clone()).unwrap(),
            Some("train") if step > 5 && step <= 9 => taken[step - 1] = (0..8).collect(),
            Some("train") => taken[step - 1] = now.iter().flat_map(|[first, end]| *first..*end).collect(),
            _ => {}
        }
    }
    assert!(taken.iter().all(|rows| *rows == (0..8).collect::<Vec<usize>>()), "{taken:?}");
    let worlds: Vec<_> = mixed.metrics.iter().filter_map(|line| line["ranks"].as_u64()).collect();
    assert_eq!(worlds, [3, 8, 2]);
}

#[test]
fn a_checkpoint_is_the_same_bytes_whoever_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    run(&plan(&facts, SMALL, "steps = 6\naverage = 0.9"), runs, "one", 1, None).unwrap();
    let stored = Run::open(runs, "one").unwrap().checkpoint(Which::Newest).unwrap();
    let files = |path: &Path| {
        let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let read = |path: &std::path::PathBuf| (path.file_name().unwrap().to_owned(), std::fs::read(path).unwrap());
        files.iter().map(read).collect::<Vec<_>>()
    };
    let expected = files(stored.path());
    assert!(expected.len() >= 6);
    for world in [1, 2, 3, 8] {
        let place = runs.join(format!("by{world}"));
        let written = LockedRun::create(&place, "one", "plan.json", "{}").unwrap();
        each(world, None, |context| {
            let frozen: &mut dyn FnMut() -> Result<checkpoint::Frozen> = &mut || panic!("it is no adapter");
            let restored = checkpoint::load(context.device, &stored, ("one", &context.ranks), frozen).unwrap();
            let (device, optimizer) = (context.device, &restored.optimizer);
            let snapshot = Snapshot {
                device,
                model: &restored.model,
                optimizer,
                average: restored.average.as_ref(),
                about: None,
                tokenizer: &restored.tokenizer,
                state: &restored.state,
            };
            match context.ranks.is_first() {
                true => checkpoint::save(&written, &snapshot).unwrap(),
                false => optimizer.hand_over_moments(device).unwrap(),
            }
        });
        let found = files(written.checkpoint(Which::Newest).unwrap().path());
        assert_eq!(found.len(), expected.len());
        for ((name, bytes), (other, expected)) in found.iter().zip(&expected) {
            assert_eq!(name, other);
            assert!(bytes == expected, "{name:?} of {world} ranks differs");
        }
    }
}

#[test]
fn what_ranks_cannot_share_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    let plan = plan(&facts, SMALL, "steps = 4\nbatch_tokens = 96\ndevice_batch_size = 1");
    let location = RunLocation { runs, name: "few" };
    let outcomes = each(4, None, |context| start(&plan, Inputs::default(), location, context).map(drop));
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::Alone { ranks: 4, .. }) && error.to_string().contains("3 rows"), "{error}");
    }
    assert!(!runs.join("few").exists());
    let others = Plan { seed: 77, ..plan.clone() };
    let location = RunLocation { runs, name: "unlike" };
    let outcomes = each(3, None, |context| {
        let plan = if context.ranks.rank().index == 2 { &others } else { &plan };
        start(plan, Inputs::default(), location, context).map(drop)
    });
    assert!(outcomes[2].as_ref().unwrap_err().to_string().contains("rank 2 of 3 has other data or other settings"));
    // Who goes because another one has gone may be named in its place.
    for outcome in &outcomes[..2] {
        assert!(outcome.as_ref().unwrap_err().to_string().contains("of 3 has ended"), "{outcome:?}");
    }
}
