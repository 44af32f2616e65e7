//! A personality beside a text: its share of the rows, resumption to the bit, and the run that it is compared with.

use std::path::Path;

use crate::fixture::{MACHINE, SMALL, Trace, corpus, cpu, go_on, run, second_corpus, watched};
use nanollama_bundle::{Locations, open};
use nanollama_store::run::Run;
use nanollama_train::run::{Inputs, Resumption, RunLocation, start, stored_plan};
use nanollama_train::{DataFacts, Datasets, Error, Plan, Recipe, Result, Stage, stage};

/// Rows of a step of [`SMALL`].
const ROWS: u64 = 8;

fn data(folder: &Path) -> (Datasets, DataFacts) {
    let one = corpus(folder, false);
    let voice = second_corpus(folder, &one).iter().last().unwrap().clone();
    (one, voice)
}

fn planned(data: &Datasets, voice: Option<&DataFacts>, over: &str) -> Result<Plan> {
    let recipe = Recipe::parse("small", SMALL).unwrap().overlay(Recipe::parse("over", over).unwrap());
    Plan::resolve_mixed(&recipe, Stage::PRETRAIN, None, (data, voice), &MACHINE)
}

/// A plan that goes on with `base`.
fn from_base(runs: &Path, data: &Datasets, voice: Option<&DataFacts>, over: &str) -> Result<Plan> {
    let source = open("base", &Locations::new(runs)).unwrap();
    let base = stage::base("base", &source, runs).unwrap();
    let recipe = Recipe::parse("over", over).unwrap();
    Plan::resolve_mixed(&recipe, Stage::MIDTRAIN, Some(&base), (data, voice), &MACHINE)
}

fn go(plan: &Plan, runs: &Path, name: &str, stop: Option<u64>) {
    let base = plan.base.as_ref().map(|base| open(&base.name, &Locations::new(runs)).unwrap());
    let inputs = Inputs { base, ..Inputs::default() };
    watched(stop, &cpu(2), |context| start(plan, inputs, RunLocation { runs, name }, context)).unwrap();
}

/// How many steps two runs have in common, by their losses.
fn common(one: &Trace, other: &Trace) -> usize {
    one.losses().iter().zip(other.losses()).take_while(|(one, other)| **one == *other).count()
}

#[test]
fn a_run_with_a_personality_is_resumed_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let (text, voice) = data(runs);
    let plan =
        planned(&text, Some(&voice), "steps = 12\nsave_every = 4\neval_every = 4\npersonality_ratio = 0.3").unwrap();
    let told = plan.personality.as_ref().unwrap();
    let passes = (12.0 * ROWS as f64 * 0.3).floor() * 32.0 / voice.train_tokens as f64;
    assert_eq!((told.ratio, told.passes), (0.3, passes));
    run(&plan, runs, "whole", 3, None).unwrap();
    let whole = Trace::of(runs, "whole");
    let streams = whole.state["position"]["streams"].as_array().unwrap();
    let rows = |stream: &serde_json::Value, tokens: u64| {
        stream["epoch"].as_u64().unwrap() * tokens.div_ceil(32) + stream["item"].as_u64().unwrap()
    };
    assert_eq!(streams.len(), 2);
    // Of 96 rows 28 are the personality's; the text is as far as without it.
    assert_eq!((rows(&streams[0], text.train_tokens()), rows(&streams[1], voice.train_tokens)), (96, 28));
    for (name, stops) in [("one", vec![5]), ("two", vec![2, 9])] {
        run(&plan, runs, name, 1, Some(stops[0])).unwrap();
        for &stop in &stops[1..] {
            go_on(runs, name, "", Some(stop)).unwrap();
        }
        assert_eq!(go_on(runs, name, "personality_ratio = 0.3", None).unwrap().step, 12);
        Trace::of(runs, name).assert_same(&whole);
    }
    let measured = whole.metrics.iter().filter(|line| line["kind"] == "personality").count();
    assert_eq!(measured, 3, "its held-out texts are measured whenever the text's are");
    // Made longer, it is read more often.
    go_on(runs, "whole", "steps = 24", None).unwrap();
    let longer = stored_plan(&Run::open(runs, "whole").unwrap()).unwrap().unwrap();
    assert!(longer.personality.as_ref().unwrap().passes > 1.9 * passes);
    assert!(matches!(longer.control("whole"), Err(Error::Recipe { .. })), "no other run repeats that");
}

#[test]
fn rows_of_the_text_stand_where_they_stand_without_the_personality() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let (text, voice) = data(runs);
    let alone = planned(&text, None, "steps = 15").unwrap();
    run(&alone, runs, "base", 2, None).unwrap();
    // Row 99 is the first of the personality's: it is in the thirteenth step.
    let mixed = planned(&text, Some(&voice), "steps = 15\npersonality_ratio = 0.01").unwrap();
    run(&mixed, runs, "mixed", 2, None).unwrap();
    assert_eq!(common(&Trace::of(runs, "base"), &Trace::of(runs, "mixed")), 12);
    assert!(alone.is_control_of(&mixed) && !mixed.is_control_of(&alone) && !alone.is_control_of(&alone));
    assert_eq!(mixed.control("mixed").unwrap(), alone);

    let over = "steps = 15\nbatch_tokens = 256\ndevice_batch_size = 4\nseed = 5\npersonality_ratio = 0.01";
    let plan = from_base(runs, &text, Some(&voice), over).unwrap();
    let control = plan.control("voice").unwrap();
    go(&plan, runs, "voice", None);
    go(&plan, runs, "parts", Some(7));
    go_on(runs, "parts", "", None).unwrap();
    go(&control, runs, "control", None);
    Trace::of(runs, "parts").assert_same(&Trace::of(runs, "voice"));
    assert_eq!(common(&Trace::of(runs, "voice"), &Trace::of(runs, "control")), 12);
    assert_eq!(plan.base.as_ref().unwrap().name, "base@15");
    // Where nothing says how long, the personality does: four times, or the text once.
    let short = from_base(runs, &text, Some(&voice), "batch_tokens = 256\npersonality_ratio = 0.5").unwrap();
    let most = text.train_tokens().min(8 * voice.train_tokens);
    assert_eq!(short.steps, (most as f64 / 256.0).round() as u64);
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let (text, voice) = data(runs);
    assert!(matches!(planned(&text, None, "personality_ratio = 0.2"), Err(Error::NoPersonality { ratio: 0.2 })));
    for ratio in ["0.0", "1.0", "-0.2"] {
        let error = planned(&text, Some(&voice), &format!("personality_ratio = {ratio}")).unwrap_err();
        assert!(matches!(error, Error::Range { field: "personality_ratio", .. }), "{error}");
    }
    let other = DataFacts { tokenizer_hash: "0123456789abcdef".into(), ..voice.clone() };
    assert!(planned(&text, Some(&other), "").unwrap_err().to_string().contains("different tokenizers"));
    let short = DataFacts { train_tokens: 32, ..voice.clone() };
    assert!(matches!(planned(&text, Some(&short), ""), Err(Error::TooShort { tokens: 32, needed: 33, .. })));
    let plan = planned(&text, Some(&voice), "steps = 4").unwrap();
    assert_eq!(plan.personality.as_ref().unwrap().ratio, 0.2);
    run(&plan, runs, "mixed", 2, Some(2)).unwrap();
    let message = go_on(runs, "mixed", "personality_ratio = 0.3", None).unwrap_err().to_string();
    assert!(message.contains("personality_ratio = 0.2, now it is 0.3"), "{message}");
    // Another text in its place is no personality of this run's.
    let location = RunLocation { runs, name: "mixed" };
    let flags = Recipe::default();
    let elsewhere = |place: &Path| Resumption::open(location, &flags, (&[], Some(place)), &MACHINE).map(|_| ());
    let message = elsewhere(&text.only().unwrap().path).unwrap_err().to_string();
    assert!(message.contains("the personality's training tokens"), "{message}");
    std::fs::rename(&voice.path, runs.join("moved")).unwrap();
    assert!(elsewhere(&voice.path).is_err());
    elsewhere(&runs.join("moved")).unwrap();
    let plain = planned(&text, None, "steps = 4").unwrap();
    run(&plain, runs, "plain", 2, Some(2)).unwrap();
    let location = RunLocation { runs, name: "plain" };
    let error = Resumption::open(location, &flags, (&[], Some(&runs.join("moved"))), &MACHINE).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("personality = none"), "{error}");
    assert!(matches!(plain.control("plain"), Err(Error::Recipe { .. })));
}
