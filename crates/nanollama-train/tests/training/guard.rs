//! A run that is guarded against spikes: it goes back where one sentence again and again is broken by noise, leaves that
//! data out, and ends with the same bits however often it was stopped or killed on the way.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use nanollama_store::run::Run;
use nanollama_train::run::{Inputs, RunContext, RunLocation, resume, start};
use nanollama_train::{Datasets, Error, Event, Plan, Recipe, Rollback, rollbacks};

use crate::fixture::{MACHINE, SMALL, Trace, cpu, go_on, plan, prepared, run, run_far};

const GUARDED: &str = "steps = 80\nspike_guard = true\nkeep = 1";

/// One sentence three thousand times, and a few documents of letters by chance among them.
fn noisy(folder: &Path) -> Datasets {
    let mut state = 7_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + ((state >> 33) % 26) as u8)
    };
    let document = |number: usize| match number % 500 {
        499 => (0..160).map(|_| letter()).collect(),
        _ => "Mia put the red ball on the table. Tom took it home.".to_owned(),
    };
    prepared(folder, &(0..3000).map(document).collect::<Vec<_>>())
}

fn taken_back(runs: &Path, name: &str) -> Vec<Rollback> {
    rollbacks(&Run::open(runs, name).unwrap()).unwrap()
}

/// A run whose process dies in the middle of the event that `fatal` says, and the same gone on with.
fn killed(plan: &Plan, runs: &Path, name: &str, fatal: &dyn Fn(&Event<'_>) -> bool) {
    let device = cpu(2);
    let mut observer = |event: &Event<'_>| assert!(!fatal(event), "killed");
    let context = RunContext::new(&device, &mut observer, &|| false);
    let location = RunLocation { runs, name };
    let died = catch_unwind(AssertUnwindSafe(|| start(plan, Inputs::default(), location, context).map(drop)));
    assert!(died.is_err(), "it was not killed");
    go_on(runs, name, "", None).unwrap();
}

#[test]
fn a_guarded_run_leaves_spikes_out_and_stops_change_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let plan = plan(&noisy(runs), SMALL, GUARDED);
    run(&plan, runs, "whole", 2, None).unwrap();
    let (whole, record) = (Trace::of(runs, "whole"), taken_back(runs, "whole"));
    let first = record.first().expect("the noise is a spike");
    assert!(first.what == "spike" && first.loss > first.limit && first.at > first.to, "{first:?}");
    assert!(first.to.is_multiple_of(10), "{first:?}");
    let trained = whole.metrics.iter().filter(|line| line["kind"] == "train");
    let trained: Vec<u64> = trained.map(|line| line["step"].as_u64().unwrap()).collect();
    assert_eq!(trained, (1..=80).collect::<Vec<_>>(), "each step stands once in the metrics");

    for stop in [first.at - 1, first.at + 5] {
        let name = format!("stopped-{stop}");
        run(&plan, runs, &name, 1, Some(stop)).unwrap();
        go_on(runs, &name, "", None).unwrap();
        Trace::of(runs, &name).assert_same(&whole);
        assert_eq!(taken_back(runs, &name), record, "{name}");
    }
    killed(&plan, runs, "killed-when-it-went-back", &|event| matches!(event, Event::RolledBack { .. }));
    let at = first.at;
    killed(&plan, runs, "killed-before", &move |event| matches!(event, Event::Step(step) if step.step + 1 == at));
    for name in ["killed-when-it-went-back", "killed-before"] {
        Trace::of(runs, name).assert_same(&whole);
        assert_eq!(taken_back(runs, name), record, "{name}");
    }
    run_far(&plan, runs, "far", first.at + 1).unwrap();
    Trace::of(runs, "far").assert_same(&whole);
}

#[test]
fn without_a_guard_the_noise_is_learned_from() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let plain = plan(&noisy(runs), SMALL, "steps = 80\nkeep = 1");
    run(&plain, runs, "plain", 2, None).unwrap();
    assert_eq!(taken_back(runs, "plain"), []);
    let stored = std::fs::read_to_string(runs.join("plain/plan.json")).unwrap();
    assert!(!stored.contains("guard"), "what is not asked for is not stored: older programs read the plan");
    let location = RunLocation { runs, name: "plain" };
    let flags = Recipe::parse("flags", "spike_guard = true\nsteps = 90").unwrap();
    let (device, mut silent) = (cpu(1), |_: &Event<'_>| {});
    let refused = resume(location, &flags, &MACHINE, RunContext::new(&device, &mut silent, &|| false));
    assert!(matches!(refused, Err(Error::Differs { field, .. }) if field == "spike_guard"));
}

#[test]
fn a_run_that_cannot_go_on_goes_back_three_times_and_then_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let mut plan = plan(&crate::fixture::corpus(runs, true), SMALL, GUARDED);
    // The first step moves the weights so far that the second computes infinity.
    plan.rates = plan.rates.scaled(1e37);
    let error = run(&plan, runs, "wild", 2, None);
    let record = taken_back(runs, "wild");
    assert!(matches!(error, Err(Error::NotFinite { .. })), "{error:?}");
    assert_eq!(record.iter().map(|one| (one.at, one.to, one.loss)).collect::<Vec<_>>(), [(2, 0, None); 3]);
    let Err(Error::Finished { .. } | Error::NotFinite { .. }) = go_on(runs, "wild", "", None) else {
        panic!("it went on")
    };
    assert_eq!(taken_back(runs, "wild").len(), 3);
}
