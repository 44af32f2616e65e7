//! Fine-tuning: from a run to a run, on answers only, recorded as chat.

use std::path::Path;

use crate::fixture::{MACHINE, SMALL, Trace, corpus, cpu, go_on, plan, run};
use nanollama_bundle::{Locations, open};
use nanollama_data::ConversationReading;
use nanollama_data::town::Town;
use nanollama_train::run::{Inputs, RunContext, RunLocation};
use nanollama_train::stage::{self, Conversations};
use nanollama_train::{Event, Plan, Recipe, Stage, run as training};

const TUNE: &str = "epochs = 2.0\nlr_fraction = 0.5\nbatch_tokens = 384\nwarmup_steps = 0\nfinal_lr_fraction = 0.0\nsave_every = 4\nkeep = 9";

/// Questions about stories of a town, each with its answer.
fn asked(count: usize) -> Vec<(String, String)> {
    let town = Town::new(4);
    let asked = (0..).flat_map(|number| town.telling(number).asked).take(count);
    asked.map(|asked| (asked.question, asked.answer)).collect()
}

/// Fine-tunes the run `base` and gives the plan.
fn tune(runs: &Path, conversations: &Path, name: &str, stop: Option<u64>) -> Plan {
    let source = open("base", &Locations::new(runs)).unwrap();
    let base = stage::base("base", &source, runs).unwrap();
    let recipe = Recipe::parse("tune", TUNE).unwrap();
    let conversations = Conversations::read(
        (conversations, &ConversationReading::default()),
        source.tokenizer(),
        &recipe,
        Stage::SFT,
        &base,
    )
    .unwrap();
    assert!(conversations.report().conversations > 50 && conversations.facts().valid_tokens > 0);
    let data = conversations.facts().clone().into();
    let plan = Plan::resolve(&recipe, Stage::SFT, Some(&base), &data, &MACHINE).unwrap();
    let reached = std::cell::Cell::new(0);
    let mut observer = |event: &Event<'_>| {
        if let Event::Step(report) = event {
            reached.set(report.step);
        }
    };
    let interrupt = || stop.is_some_and(|stop| reached.get() >= stop);
    let (cpu, location) = (cpu(2), RunLocation { runs, name });
    let context = RunContext::new(&cpu, &mut observer, &interrupt);
    let inputs = Inputs { base: Some(source), conversations: Some(conversations), ..Inputs::default() };
    training::start(&plan, inputs, location, context).unwrap();
    plan
}

#[test]
fn a_base_run_becomes_a_chat_run() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let facts = corpus(runs, false);
    let longer =
        SMALL.replace("context = 32", "context = 192").replace("= 256", "= 384").replace("device_batch_size = 4\n", "");
    run(&plan(&facts, &longer, "steps = 10\nmatrix_lr = 0.01"), runs, "base", 2, None).unwrap();
    let conversations = runs.join("chats.jsonl");
    let line = |(question, answer): (String, String)| {
        let turns = [("user", question), ("assistant", answer)];
        let messages = turns.map(|(role, content)| serde_json::json!({ "role": role, "content": content }));
        serde_json::json!({ "messages": messages }).to_string()
    };
    let lines: Vec<String> = asked(100).into_iter().map(line).collect();
    std::fs::write(&conversations, lines.join("\n")).unwrap();

    let plan = tune(runs, &conversations, "chat", None);
    assert_eq!(plan.base.as_ref().unwrap().name, "base@10");
    assert_eq!(plan.rates.matrix, 0.005);
    let trace = Trace::of(runs, "chat");
    let losses = trace.losses();
    assert!(losses.last().unwrap() < &(0.8 * losses[0]), "{losses:?}");
    let train = trace.metrics.iter().find(|line| line["kind"] == "train").unwrap();
    assert!(train["targets"].as_u64().unwrap() < 384, "only answers count: {train}");
    let first: Vec<String> = asked(100).into_iter().map(|(question, _)| question).collect();
    let samples: Vec<&str> = trace
        .metrics
        .iter()
        .filter(|line| line["kind"] == "sample")
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert!(!samples.is_empty());
    for sample in samples {
        let (asked, _) = sample.split_once(" → ").unwrap();
        assert!(first.iter().any(|question| question.trim() == asked), "a held-out question is asked: {sample}");
    }

    let (base, chat) = (open("base", &Locations::new(runs)).unwrap(), open("chat", &Locations::new(runs)).unwrap());
    assert!(base.chat().is_none() && chat.chat().is_some());

    tune(runs, &conversations, "stopped", Some(5));
    go_on(runs, "stopped", "", None).unwrap();
    Trace::of(runs, "stopped").assert_same(&trace);

    std::fs::write(&conversations, lines[..99].join("\n")).unwrap();
    let message = go_on(runs, "stopped", "steps = 99", None).unwrap_err().to_string();
    assert!(message.contains("the data's training"), "{message}");
}
