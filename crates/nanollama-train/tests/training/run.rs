//! Whole runs: they learn, they repeat, and a stopped one ends where the one that was not stopped ends.

use crate::fixture::{SMALL, Trace, checkpoints, corpus, cpu, go_on, plan, run, run_far, second_corpus};
use nanollama_store::run::{LockedRun, Run, Which};
use nanollama_train::run::{Inputs, RunContext, RunLocation};
use nanollama_train::{Error, Event, MOST_EPOCHS, Plan, Recipe, Stage, run as training};

#[test]
fn thirty_steps_on_one_sentence_learn_it() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), true);
    let plan = plan(&facts, SMALL, "");
    let finished = run(&plan, folder.path(), "r", 2, None).unwrap();
    assert_eq!((finished.step, finished.interrupted), (30, false));
    let trace = Trace::of(folder.path(), "r");
    let losses = trace.losses();
    let uniform = (facts.vocabulary() as f64).ln();
    assert!((losses[0] - uniform).abs() < 0.1, "a fresh model knows nothing: {} is not {uniform}", losses[0]);
    assert!(losses[29] < 0.35 * losses[0], "{losses:?}");
    let score = finished.score.unwrap();
    assert!(score.bits_per_byte < 1.0 && score.loss < 2.5, "{score:?}");
    let text = trace.metrics.iter().rfind(|line| line["kind"] == "sample").unwrap()["text"].as_str().unwrap();
    assert!(!text.is_empty());
}

#[test]
fn a_run_takes_about_what_was_planned() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(&corpus(folder.path(), true), SMALL, "steps = 1");
    let mut taken = 0;
    let mut observer = |event: &Event<'_>| {
        if let Event::Started { memory, .. } = event {
            taken = *memory;
        }
    };
    let (cpu, location) = (cpu(2), RunLocation { runs: folder.path(), name: "r" });
    training::start(&plan, Inputs::default(), location, RunContext::new(&cpu, &mut observer, &|| false)).unwrap();
    let planned = plan.cost.memory;
    assert!(taken > planned.weights + planned.packed + planned.gradients + planned.optimizer, "{taken} of {planned:?}");
    // Training, validation and update share what they work in; the plan adds them up.
    let most = planned.total() - planned.validation;
    assert!(taken as f64 <= 1.01 * most as f64, "{taken} of {}", planned.total());
}

#[test]
fn threads_change_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let plan = plan(&facts, SMALL, "steps = 12\nsave_every = 6");
    let traces: Vec<Trace> = [1, 2, 3, 7]
        .iter()
        .map(|&threads| {
            let name = format!("t{threads}");
            run(&plan, folder.path(), &name, threads, None).unwrap();
            Trace::of(folder.path(), &name)
        })
        .collect();
    for other in &traces[1..] {
        traces[0].assert_same(other);
    }
    let other = crate::fixture::plan(&facts, SMALL, "steps = 12\nsave_every = 6\nseed = 10");
    run(&other, folder.path(), "seed", 2, None).unwrap();
    assert!(Trace::of(folder.path(), "seed").weights != traces[0].weights, "another seed is another run");
}

#[test]
fn a_device_of_its_own_memory_changes_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let plan = plan(&facts, SMALL, "steps = 12\nsave_every = 6\nsample_every = 4");
    run(&plan, folder.path(), "near", 2, None).unwrap();
    run_far(&plan, folder.path(), "far", 5).unwrap();
    Trace::of(folder.path(), "near").assert_same(&Trace::of(folder.path(), "far"));
}

#[test]
fn samples_move_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    for (name, every) in [("silent", 0), ("chatty", 1)] {
        let plan = plan(&facts, SMALL, &format!("steps = 8\nsample_every = {every}"));
        run(&plan, folder.path(), name, 2, None).unwrap();
    }
    let (silent, chatty) = (Trace::of(folder.path(), "silent"), Trace::of(folder.path(), "chatty"));
    assert!(silent.weights == chatty.weights && silent.optimizer == chatty.optimizer);
    assert!(chatty.metrics.len() > silent.metrics.len());
}

#[test]
fn stopped_and_resumed_is_never_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let plan = plan(&facts, SMALL, "");
    run(&plan, folder.path(), "whole", 3, None).unwrap();
    let whole = Trace::of(folder.path(), "whole");
    // At a checkpoint that was due, between two, and twice.
    for (name, stops) in [("due", vec![20]), ("between", vec![13]), ("twice", vec![4, 27])] {
        let stopped = run(&plan, folder.path(), name, 2, Some(stops[0])).unwrap();
        assert_eq!((stopped.step, stopped.interrupted), (stops[0], true));
        for &stop in &stops[1..] {
            assert_eq!(go_on(folder.path(), name, "", Some(stop)).unwrap().step, stop);
        }
        assert_eq!(go_on(folder.path(), name, "", None).unwrap().step, 30);
        Trace::of(folder.path(), name).assert_same(&whole);
    }
    assert!(matches!(go_on(folder.path(), "due", "", None), Err(Error::Finished { done: 30, steps: 30 })));
}

#[test]
fn a_run_over_two_corpora_is_resumed_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let one = corpus(folder.path(), false);
    let both = second_corpus(folder.path(), &one);
    let plan = plan(&both, SMALL, "steps = 12\nsave_every = 6\neval_every = 6");
    assert_eq!(plan.data.train_tokens(), both.iter().map(|facts| facts.train_tokens).sum::<u64>());
    run(&plan, folder.path(), "whole", 2, None).unwrap();
    let whole = Trace::of(folder.path(), "whole");
    assert_eq!(whole.state["position"]["streams"].as_array().unwrap().len(), 2);
    run(&plan, folder.path(), "stopped", 3, Some(5)).unwrap();
    go_on(folder.path(), "stopped", "", None).unwrap();
    Trace::of(folder.path(), "stopped").assert_same(&whole);
    let alone = crate::fixture::plan(&one, SMALL, "steps = 12\nsave_every = 6\neval_every = 6");
    run(&alone, folder.path(), "alone", 2, None).unwrap();
    assert!(Trace::of(folder.path(), "alone").losses() != whole.losses());
}

#[test]
fn what_a_kill_leaves_behind_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    let plan = plan(&facts, SMALL, "steps = 20\nsave_every = 5");
    run(&plan, runs, "whole", 2, None).unwrap();
    let whole = Trace::of(runs, "whole");
    let metrics = |name: &str| Run::open(runs, name).unwrap().metrics_path();

    // Killed before the first checkpoint: plan and some metrics, nothing else.
    drop(LockedRun::create(runs, "early", "plan.json", &serde_json::to_string(&plan).unwrap()).unwrap());
    std::fs::write(metrics("early"), "{\"step\":1,\"kind\":\"train\"}\n{\"ste").unwrap();
    go_on(runs, "early", "", None).unwrap();
    Trace::of(runs, "early").assert_same(&whole);

    // Killed inside a save: a folder without its mark under a temporary name, and metrics beyond the last checkpoint.
    run(&plan, runs, "inside", 2, Some(12)).unwrap();
    let half = checkpoints(runs, "inside").join(".tmp-1-0-step_000015");
    std::fs::create_dir(&half).unwrap();
    std::fs::write(half.join("model.safetensors"), b"half").unwrap();
    let unmarked = checkpoints(runs, "inside").join("step_000014");
    std::fs::create_dir(&unmarked).unwrap();
    let mut text = std::fs::read_to_string(metrics("inside")).unwrap();
    text.push_str("{\"step\":13,\"kind\":\"train\",\"loss\":0.0}\n{\"step\":14,\"kind\":\"tr");
    std::fs::write(metrics("inside"), text).unwrap();
    go_on(runs, "inside", "", None).unwrap();
    Trace::of(runs, "inside").assert_same(&whole);

    // Killed between a checkpoint and the pointer to the best: the pointer is old.
    run(&plan, runs, "pointer", 2, Some(10)).unwrap();
    let best = runs.join("pointer").join("best.json");
    std::fs::remove_file(&best).unwrap();
    assert!(go_on(runs, "pointer", "", Some(11)).unwrap().interrupted);
    let pointed = Run::open(runs, "pointer").unwrap().best().unwrap().expect("restored");
    assert_eq!(pointed.step, 10);
    go_on(runs, "pointer", "", None).unwrap();
    Trace::of(runs, "pointer").assert_same(&whole);
}

#[test]
fn a_damaged_checkpoint_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    run(&plan(&facts, SMALL, "steps = 5"), folder.path(), "r", 2, None).unwrap();
    let path =
        Run::open(folder.path(), "r").unwrap().checkpoint(Which::Newest).unwrap().path().join("optimizer.safetensors");
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let message = go_on(folder.path(), "r", "steps = 9", None).unwrap_err().to_string();
    assert!(message.contains("optimizer.safetensors") && message.contains("damaged"), "{message}");
}

#[test]
fn a_longer_run_is_another_schedule_unless_it_was_planned_so() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    run(&plan(&facts, SMALL, "steps = 30"), folder.path(), "whole", 2, None).unwrap();
    run(&plan(&facts, SMALL, "steps = 20"), folder.path(), "longer", 2, None).unwrap();
    assert_eq!(go_on(folder.path(), "longer", "steps = 30", None).unwrap().step, 30);
    let (whole, longer) = (Trace::of(folder.path(), "whole"), Trace::of(folder.path(), "longer"));
    assert_eq!(longer.state["plan"]["extensions"][0]["from_steps"], 20);
    assert!(whole.weights != longer.weights, "the first 20 steps had already warmed down");
    assert_eq!(whole.losses()[..10], longer.losses()[..10], "until the warm-down both are one");
    let message = go_on(folder.path(), "longer", "steps = 40\nbatch_tokens = 512", None).unwrap_err().to_string();
    assert!(message.contains("batch_tokens = 256"), "{message}");
}

#[test]
fn keeping_and_the_best() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), true);
    run(&plan(&facts, SMALL, "steps = 12\nsave_every = 2\nkeep = 2"), folder.path(), "r", 2, None).unwrap();
    let run = Run::open(folder.path(), "r").unwrap();
    let best = run.best().unwrap().unwrap();
    let mut expected = vec![10, 12];
    expected.insert(0, best.step);
    expected.dedup();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(run.steps().unwrap(), expected);
    let values: Vec<f64> = Trace::of(folder.path(), "r")
        .metrics
        .iter()
        .filter(|line| line["kind"] == "validation" && line["step"].as_u64().unwrap() % 2 == 0)
        .map(|line| line["bits_per_byte"].as_f64().unwrap())
        .collect();
    assert_eq!(best.value, values.iter().copied().fold(f64::INFINITY, f64::min));
}

#[test]
fn a_run_gone_wrong_stops_and_keeps_its_last_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let wild = plan(
        &facts,
        SMALL,
        "steps = 30\nsave_every = 1\nhead_lr = 10.0\nembedding_lr = 10.0\nmatrix_lr = 10.0\nnorm_lr = 10.0\nwarmup_steps = 0\nwarmdown_ratio = 0.0",
    );
    let mut plan = wild.clone();
    // Beyond what may be typed, so that it surely overflows.
    plan.rates = plan.rates.scaled(1e37);
    let message = run(&plan, folder.path(), "wild", 2, None).unwrap_err().to_string();
    assert!(message.contains("is not finite") || message.contains("which is no number"), "{message}");
    let run = Run::open(folder.path(), "wild").unwrap();
    for step in run.steps().unwrap() {
        run.checkpoint(Which::Step(step)).unwrap();
    }
    assert!(run.steps().unwrap().len() <= 4);
}

#[test]
fn steps_that_follow_from_a_ratio_stop_at_four_passes() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), true);
    let small = SMALL.replace("steps = 30\n", "");
    assert!(plan(&facts, &small, "").cost.epochs <= MOST_EPOCHS + 0.1);
    let error = run(&plan(&facts, SMALL, "steps = 3"), folder.path(), "r", 2, None).and(run(
        &plan(&facts, SMALL, "steps = 3"),
        folder.path(),
        "r",
        2,
        None,
    ));
    assert!(error.unwrap_err().to_string().contains("exists already"), "a run is not overwritten");
}

#[test]
fn a_run_with_every_feature_stopped_and_resumed_is_never_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    let features = "softcap = 2.5\nuse_qk_norm = true\nuse_post_emb_norm = true\nuse_resformer = true\n\
                    window_pattern = \"SL\"\nwindow = 7\ntied = true\nrope_theta = 5000.0";
    let plan = plan(&facts, SMALL, &format!("steps = 4\nsave_every = 0\n{features}"));
    for name in [
        "logits capped at 2.5",
        "queries and keys normed",
        "embeddings normed",
        "embeddings mixed into every block",
        "windows of 7 tokens in the pattern SL",
        "tied head",
    ] {
        assert!(plan.describe().iter().any(|(_, line)| line.contains(name)), "{name}");
    }
    run(&plan, folder.path(), "whole", 2, None).unwrap();
    run(&plan, folder.path(), "stopped", 2, Some(2)).unwrap();
    for other in [
        "softcap = 0.0",
        "use_qk_norm = false",
        "use_post_emb_norm = false",
        "use_resformer = false",
        "window_pattern = \"L\"",
        "window = 8",
    ] {
        let error = go_on(folder.path(), "stopped", other, None).unwrap_err();
        let field = other.split(' ').next().unwrap();
        assert!(matches!(&error, Error::Differs { field: found, .. } if found == field), "{other}: {error}");
    }
    go_on(folder.path(), "stopped", features, None).unwrap();
    let whole = Trace::of(folder.path(), "whole");
    whole.assert_same(&Trace::of(folder.path(), "stopped"));
    for (pattern, layers) in [("LLS", 3), ("S", 1)] {
        let text = format!("window_pattern = \"{pattern}\"\nwindow = 7\nlayers = {layers}");
        let recipe = Recipe::parse("small", SMALL).unwrap().overlay(Recipe::parse("over", &text).unwrap());
        let error = Plan::resolve(&recipe, Stage::PRETRAIN, None, &facts, &crate::fixture::MACHINE).unwrap_err();
        assert!(matches!(error, Error::NoWindow { .. }) && error.to_string().contains(pattern), "{error}");
    }
    let plain = crate::fixture::plan(&facts, SMALL, "steps = 4\nsoftcap = 0.0\nsave_every = 0");
    assert_eq!(plain.model.features, nanollama_model::Features::default());
    run(&plain, folder.path(), "plain", 2, None).unwrap();
    assert!(Trace::of(folder.path(), "plain").weights != whole.weights);
}
