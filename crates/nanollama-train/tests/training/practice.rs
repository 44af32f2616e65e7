//! Practice and preference: a model learns from what its own answers are worth, and from pairs; killed anywhere, with the same
//! bits.

use std::path::{Path, PathBuf};

use crate::fixture::{MACHINE, SMALL, Trace, corpus, cpu, go_on, plan, run, watched};
use nanollama_bundle::{Locations, open};
use nanollama_data::ConversationReading;
use nanollama_train::run::{Inputs, RunLocation};
use nanollama_train::stage::{self, Conversations, PreferencePairs, Questions};
use nanollama_train::{Plan, Recipe, Stage, run as training};

const TUNE: &str =
    "steps = 40\nbatch_tokens = 384\nlr_fraction = 0.5\nwarmup_steps = 0\nsave_every = 0\nsample_every = 0";

/// A run that was fine-tuned to answer with one of two words, now and then the right one.
fn chat_run(runs: &Path) {
    let facts = corpus(runs, true);
    let longer =
        SMALL.replace("context = 32", "context = 96").replace("= 256", "= 384").replace("device_batch_size = 4\n", "");
    run(&plan(&facts, &longer, "steps = 6\nmatrix_lr = 0.01"), runs, "base", 2, None).unwrap();
    let file = runs.join("chats.jsonl");
    let line = |n: usize| {
        let said = if n.is_multiple_of(3) { "ball" } else { "table" };
        serde_json::json!({ "question": "Tom put the red?", "answer": said }).to_string()
    };
    std::fs::write(&file, (0..60).map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let source = open("base", &Locations::new(runs)).unwrap();
    let base = stage::base("base", &source, runs).unwrap();
    let recipe = Recipe::parse("tune", TUNE).unwrap();
    let reading = ConversationReading::default();
    let conversations = Conversations::read((&file, &reading), source.tokenizer(), &recipe, Stage::SFT, &base).unwrap();
    let data = conversations.facts().clone().into();
    let plan = Plan::resolve(&recipe, Stage::SFT, Some(&base), &data, &MACHINE).unwrap();
    let inputs = Inputs { base: Some(source), conversations: Some(conversations), ..Inputs::default() };
    watched(None, &cpu(2), |context| {
        training::start(&plan, inputs, RunLocation { runs, name: "chat" }, context).unwrap();
    });
}

/// Questions of which "ball" is the right answer, and a few held out.
fn tasks(runs: &Path) -> PathBuf {
    let folder = runs.join("task");
    std::fs::create_dir_all(&folder).unwrap();
    let row = "{\"question\": \"Tom put the red?\", \"value\": \"ball\"}\n";
    std::fs::write(folder.join("train.jsonl"), row.repeat(6)).unwrap();
    std::fs::write(folder.join("test.jsonl"), row.repeat(2)).unwrap();
    let task = "prompt = \"{question}\"\nright = \"{value}\"\ngrader = \"exact\"\n";
    std::fs::write(folder.join("task.toml"), task).unwrap();
    folder
}

const PRACTICE: &str = "steps = 6\nexamples_per_step = 2\nnum_samples = 6\nmax_new_tokens = 4\nlr_fraction = 1.0\n\
    device_batch_size = 2\neval_every = 3\nsave_every = 2\nsave_minutes = 0.0\nkeep = 9";

fn practise(runs: &Path, name: &str, more: &str, threads: usize, stop: Option<u64>) -> Plan {
    let source = open("chat", &Locations::new(runs)).unwrap();
    let base = stage::base("chat", &source, runs).unwrap();
    let recipe = Recipe::parse("practice", PRACTICE).unwrap().overlay(Recipe::parse("more", more).unwrap());
    let questions = Questions::read(&[tasks(runs)], source.tokenizer(), &recipe, &base).unwrap();
    let (data, count, mean) = questions.facts();
    let plan = Plan::resolve_drawn(&recipe, Stage::RL, Some(&base), (data, count, mean), &MACHINE).unwrap();
    let inputs = Inputs { base: Some(source), questions: Some(questions), ..Inputs::default() };
    watched(stop, &cpu(threads), |context| {
        training::start(&plan, inputs, RunLocation { runs, name }, context).unwrap();
    });
    plan
}

fn of_kind<'a>(trace: &'a Trace, kind: &str) -> Vec<&'a serde_json::Value> {
    trace.metrics.iter().filter(|line| line["kind"] == kind).collect()
}

#[test]
fn what_is_rewarded_becomes_likelier_and_no_bit_depends_on_kills_or_threads() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    chat_run(runs);
    for (name, more) in [("reinforce", ""), ("grpo", "advantage = \"grpo\"\nkl = 0.05")] {
        let plan = practise(runs, name, more, 2, None);
        assert!(plan.describe().iter().any(|(label, _)| *label == "reward"));
        let trace = Trace::of(runs, name);
        let answers = of_kind(&trace, "answers");
        assert_eq!(answers.len(), 6);
        let looked: Vec<f64> = answers.iter().filter_map(|line| line["kl_engine"].as_f64()).collect();
        assert_eq!(looked, [0.0, 0.0], "the engine and the trainer say the same, bit for bit");
        assert!(answers[0]["prompt_tokens"][0].as_u64() > Some(0), "answers share their prompt: {}", answers[0]);
        assert_eq!(answers[0]["kl_start"].is_null(), !more.contains("kl"));
        let measured = of_kind(&trace, "measured");
        let pass = |line: &serde_json::Value| line["pass_at"][0].as_f64().unwrap();
        assert_eq!((measured[0]["step"].as_u64(), measured[0]["questions"].as_u64()), (Some(0), Some(2)));
        assert!(pass(measured.last().unwrap()) > pass(measured[0]), "{:?}", measured);

        let again = format!("{name}-again");
        practise(runs, &again, more, 1, Some(3));
        go_on(runs, &again, "", None).unwrap();
        Trace::of(runs, &again).assert_same(&trace);
    }
    let other = runs.join("task").join("train.jsonl");
    std::fs::write(&other, "{\"question\": \"Tom put the red?\", \"value\": \"table\"}\n".repeat(6)).unwrap();
    let message = go_on(runs, "reinforce", "steps = 9", None).unwrap_err().to_string();
    assert!(message.contains("fingerprint"), "{message}");
}

const PREFER: &str = "steps = 6\nexamples_per_step = 3\nbeta = 0.5\nlr_fraction = 0.5\ndevice_batch_size = 2\neval_every = 3\n\
    save_every = 2\nsave_minutes = 0.0\nkeep = 9\nvalidation_fraction = 0.2";

fn prefer(runs: &Path, name: &str, stop: Option<u64>) {
    let file = runs.join("pairs.jsonl");
    let row = "{\"prompt\": \"Tom put the red?\", \"chosen\": \"ball\", \"rejected\": \"table\"}\n";
    std::fs::write(&file, row.repeat(10)).unwrap();
    let source = open("chat", &Locations::new(runs)).unwrap();
    let base = stage::base("chat", &source, runs).unwrap();
    let recipe = Recipe::parse("prefer", PREFER).unwrap();
    let pairs = PreferencePairs::read(&file, source.tokenizer(), &recipe, &base).unwrap();
    let (data, count, mean) = pairs.facts();
    let data = data.clone().into();
    let plan = Plan::resolve_drawn(&recipe, Stage::DPO, Some(&base), (&data, count, mean), &MACHINE).unwrap();
    let inputs = Inputs { base: Some(source), pairs: Some(pairs), ..Inputs::default() };
    watched(stop, &cpu(2), |context| {
        training::start(&plan, inputs, RunLocation { runs, name }, context).unwrap();
    });
}

#[test]
fn what_is_preferred_becomes_likelier_and_no_bit_depends_on_kills() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    chat_run(runs);
    prefer(runs, "dpo", None);
    let trace = Trace::of(runs, "dpo");
    let losses = trace.losses();
    assert!((losses[0] - std::f64::consts::LN_2).abs() < 1e-12, "nothing has moved before the first step: {losses:?}");
    assert!(losses[5] < 0.9 * losses[0], "{losses:?}");
    let measured = of_kind(&trace, "measured");
    assert_eq!((measured[0]["margin"].as_f64(), measured[0]["pairs"].as_u64()), (Some(0.0), Some(2)));
    assert!(measured.last().unwrap()["accuracy"].as_f64() == Some(1.0), "{measured:?}");
    prefer(runs, "again", Some(3));
    go_on(runs, "again", "", None).unwrap();
    Trace::of(runs, "again").assert_same(&trace);
    std::fs::remove_file(runs.join("again").join("reference.json")).unwrap();
    let message = go_on(runs, "again", "steps = 9", None).unwrap_err().to_string();
    assert!(message.contains("reference.json"), "{message}");
}

#[test]
fn settings_of_other_stages_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), true);
    let refuse = |over: &str| {
        let recipe = Recipe::parse("small", SMALL).unwrap().overlay(Recipe::parse("over", over).unwrap());
        Plan::resolve(&recipe, Stage::PRETRAIN, None, &facts, &MACHINE).unwrap_err().to_string()
    };
    for over in ["num_samples = 4", "top_k = 3", "kl = 0.1", "beta = 0.1", "advantage = \"grpo\"", "temperature = 0.5"]
    {
        let name = over.split(' ').next().unwrap();
        assert!(refuse(over).contains(&format!("{name} is no setting of pretrain")), "{over}");
    }
}
