//! Averaged weights: the same bits however often a run was stopped, a model of their own, and what `best` is judged by.

use std::path::Path;

use nanollama_bundle::{Locations, StoredAs, StoredModel};
use nanollama_store::run::Run;
use nanollama_train::stage;

use crate::fixture::{SMALL, Trace, corpus, go_on, plan, run, run_far};

const AVERAGED: &str = "average = 0.6";

fn opened(runs: &Path, name: &str) -> StoredModel {
    nanollama_bundle::open(name, &Locations::new(runs)).unwrap()
}

/// The numbers of the first matrix.
fn numbers(model: &StoredModel) -> Vec<u8> {
    model.tensor("model.layers.0.self_attn.q_proj.weight").unwrap().bytes.into_owned()
}

#[test]
fn averaged_weights_are_a_model_and_stops_change_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let plan = plan(&corpus(runs, false), SMALL, AVERAGED);
    let averaging = plan.average.unwrap();
    assert_eq!((averaging.half_life, averaging.every), (18.0, 2));
    assert_eq!(plan.cost.memory.average, 4 * plan.model.parameter_count());
    run(&plan, runs, "whole", 2, None).unwrap();
    let whole = Trace::of(runs, "whole");
    assert!(whole.average.is_some());
    for stop in [1, 7, 20] {
        let name = format!("stopped-{stop}");
        run(&plan, runs, &name, 1, Some(stop)).unwrap();
        go_on(runs, &name, "", None).unwrap();
        Trace::of(runs, &name).assert_same(&whole);
    }
    run_far(&plan, runs, "far", 13).unwrap();
    Trace::of(runs, "far").assert_same(&whole);

    let (own, average) = (opened(runs, "whole"), opened(runs, "whole@average"));
    assert_ne!(numbers(&own), numbers(&average));
    let stored_as = StoredAs::Checkpoint { run: "whole".into(), step: 30, average: true };
    assert_eq!(average.stored_as(), &stored_as);
    assert_eq!(numbers(&opened(runs, "whole@30@average")), numbers(&average));
    // What a later run says that it began with is named by its step.
    assert_eq!(stage::base("whole@average", &average, runs).unwrap().name, "whole@30@average");

    // The losses are those of a run without an average: nothing of it flows back.
    run(&crate::fixture::plan(&corpus(runs, false), SMALL, ""), runs, "plain", 2, None).unwrap();
    assert_eq!(Trace::of(runs, "plain").losses(), whole.losses());
    assert!(Trace::of(runs, "plain").weights == whole.weights);
    let refused = nanollama_bundle::open("plain@average", &Locations::new(runs)).err().unwrap().to_string();
    assert!(refused.contains("has no averaged weights"), "{refused}");
}

#[test]
fn the_best_is_judged_by_the_averaged_weights_and_opens_them() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    run(&plan(&corpus(runs, false), SMALL, AVERAGED), runs, "averaged", 2, None).unwrap();
    let run = Run::open(runs, "averaged").unwrap();
    let best = run.best().unwrap().unwrap();
    let of_average: Vec<(u64, f64)> = Trace::of(runs, "averaged")
        .metrics
        .iter()
        .filter(|line| line["kind"] == "average")
        .map(|line| (line["step"].as_u64().unwrap(), line["bits_per_byte"].as_f64().unwrap()))
        .collect();
    assert_eq!(of_average.iter().map(|(step, _)| *step).collect::<Vec<_>>(), [10, 20, 30]);
    let lowest = of_average.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    assert!(best.average);
    assert_eq!((best.step, best.value), lowest);
    let named = opened(runs, &format!("averaged@{}@average", best.step));
    assert_eq!(numbers(&opened(runs, "averaged@best")), numbers(&named));
}
