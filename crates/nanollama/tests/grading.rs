//! Grades by benchmarks while a model is trained: they leave its bits alone, are those that `eval` gives, and a run that was killed
//! has them too. And evaluations that were killed go on.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

mod program;

use program::{Place, SHAPE, conversations};
use serde_json::{Value, json};

const THINGS: [&str; 5] = ["apple", "book", "lamp", "key", "rope"];

/// A bundle of `count` questions: one task of CORE, one that is missing, and ARC-Easy.
fn bundle(place: &Place, count: usize) {
    let rows = |row: &dyn Fn(usize) -> Value| (0..count).map(|at| format!("{}\n", row(at))).collect::<String>();
    let mut list = "icl_tasks:\n".to_owned();
    for (label, kind) in [("took", "multiple_choice"), ("said", "language_modeling"), ("gone", "schema")] {
        list += &format!(
            "-\n  label: {label}\n  dataset_uri: town/{label}.jsonl\n  num_fewshot: [1]\n  icl_task_type: {kind}\n"
        );
    }
    place.write("b/core.yaml", list);
    place.write("b/eval_meta_data.csv", "Eval Task,Random baseline\ntook,20\nsaid,0\ngone,50\n");
    let took = |at: usize| json!({"query": format!("Ann {at} took the"), "choices": THINGS, "gold": at * 7 % 5});
    place.write("b/eval_data/town/took.jsonl", rows(&took));
    let said = |at: usize| json!({"context": format!("Bob {at} took"), "continuation": "the"});
    place.write("b/eval_data/town/said.jsonl", rows(&said));
    let arc = |at: usize| {
        json!({"question": format!("Who has {at}?"), "choices": {"text": &THINGS[..4], "label": ["A", "B", "C", "D"]},
            "answerKey": (["A", "B", "C", "D"][at * 7 % 4])})
    };
    place.write("b/ai2_arc/ARC-Easy/test.jsonl", rows(&arc));
}

fn train<'a>(run: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let line =
        ["pretrain", "--data", "data", "--run", run, "--steps", "6", "--batch-tokens", "256", "--save-every", "2"];
    [&line[..], &["--eval-every", "2", "--sample-every", "2", "--keep-last", "9"], &SHAPE, more].concat()
}

/// The lines of the metrics without what the clock said.
fn metrics(place: &Place, run: &str) -> Vec<Value> {
    let text = fs::read_to_string(place.path(format!("runs/{run}/metrics.jsonl"))).unwrap();
    let line = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().remove("timing");
        line
    };
    text.lines().map(line).collect()
}

fn weights(place: &Place, run: &str, step: usize) -> Vec<u8> {
    fs::read(place.path(format!("runs/{run}/checkpoints/step_{step:06}/model.safetensors"))).unwrap()
}

/// A copy of a run as a kill behind its second step leaves it, with those `lines` of its metrics.
fn killed(place: &Place, to: &str, lines: &dyn Fn(&Value) -> bool) {
    copy(&place.path("runs/graded"), &place.path(format!("runs/{to}")));
    for step in [4, 6] {
        fs::remove_dir_all(place.path(format!("runs/{to}/checkpoints/step_{step:06}"))).unwrap();
    }
    let path = place.path(format!("runs/{to}/metrics.jsonl"));
    let text = fs::read_to_string(&path).unwrap();
    let kept = text.lines().filter(|line| lines(&serde_json::from_str(line).unwrap()));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    fs::write(path, kept).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_graded_run_has_the_bits_of_one_that_is_not_and_a_killed_one_has_its_grades() {
    let place = Place::new().with_data();
    bundle(&place, 12);
    place.done(&train("plain", &[]));
    let graded = ["--core-metric-every", "2", "--core-metric-max-per-task", "8", "--bundle", "b"];
    let said = place.done(&train("graded", &graded));
    for word in ["grades", "CORE every 2 steps", "left out: gone: ", "step 2: CORE ", "over 2 of 3 (core/took 0."] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    for step in [2, 4, 6] {
        assert!(weights(&place, "plain", step) == weights(&place, "graded", step), "step {step}");
    }
    let all = metrics(&place, "graded");
    let is_grade = |line: &&Value| line["kind"] == "core";
    let others: Vec<&Value> = all.iter().filter(|line| !is_grade(line)).collect();
    assert_eq!(others, metrics(&place, "plain").iter().collect::<Vec<_>>());
    let grades: Vec<&Value> = all.iter().filter(is_grade).collect();
    assert_eq!(grades.iter().map(|line| line["step"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 4, 6]);

    // The same as of a finished model.
    let asked = ["eval", "-a", "core", "--max-per-task", "8", "--bundle", "b", "--json", "-m"];
    for (model, grade) in [("graded@2", grades[0]), ("graded", grades[2])] {
        let after = place.done(&[&asked[..], &[model]].concat()).json();
        assert_eq!(after["CORE"]["mean"], grade["metric"], "{model}: {after} {grade}");
        for task in grade["tasks"].as_array().unwrap() {
            let same = &after["tasks"][task["task"].as_str().unwrap()];
            assert_eq!(
                (&same["right"], &same["asked"], &same["centred"]),
                (&task["right"], &task["asked"], &task["centred"])
            );
        }
    }
    place.done(&["report", "graded"]);
    let card = fs::read_to_string(place.path("runs/graded/report.md")).unwrap();
    assert!(card.contains("## Grades") && card.contains("graded, CORE"), "{card}");
    place.done(&["report", "plain"]);
    assert!(!fs::read_to_string(place.path("runs/plain/report.md")).unwrap().contains("## Grades"));
    assert!(fs::read_to_string(place.path("runs/graded/train.log")).unwrap().contains("step 6: CORE "));

    // Killed behind a save, and stopped before the grade of that step was there.
    killed(&place, "killed", &|line| line["step"].as_u64() <= Some(3));
    killed(&place, "stopped", &|line| line["step"].as_u64() <= Some(3) && line["kind"] != "core");
    for run in ["killed", "stopped"] {
        place.done(&["pretrain", "--run", run, "--resume"]);
        assert_eq!(metrics(&place, run), all, "{run}");
        assert!(weights(&place, run, 6) == weights(&place, "graded", 6), "{run}");
    }
    // The folder may have moved, and grades may be given up.
    fs::rename(place.path("b"), place.path("c")).unwrap();
    killed(&place, "moved", &|line| line["step"].as_u64() <= Some(2));
    place.refused_with(&["pretrain", "--run", "moved", "--resume"], &["core.yaml", "--bundle DIR"]);
    killed(&place, "given-up", &|line| line["step"].as_u64() <= Some(2));
    place.done(&["pretrain", "--run", "moved", "--resume", "--bundle", "c"]);
    assert_eq!(metrics(&place, "moved"), all);
    place.done(&["pretrain", "--run", "given-up", "--resume", "--core-metric-every", "-1"]);
    assert_eq!(metrics(&place, "given-up").iter().filter(is_grade).count(), 1);
}

#[test]
fn a_model_that_chats_is_graded_in_chat_and_what_cannot_be_is_refused_before_the_run() {
    let place = Place::new().with_base();
    bundle(&place, 12);
    place.write("chats.jsonl", conversations(40));
    let tune = ["sft", "--run", "base", "--data", "chats.jsonl", "--steps", "2", "--batch-tokens", "256", "--out-run"];
    let graded = ["talks", "--chatcore-every", "1", "--chatcore-max-cat", "6", "--bundle", "b"];
    let said = place.done(&[&tune[..], &graded].concat());
    assert!(said.stderr.contains("step 1: ChatCORE ") && said.stderr.contains("ChatCORE_cat "), "{}", said.stderr);
    let last = metrics(&place, "talks").into_iter().rfind(|line| line["kind"] == "chatcore").unwrap();
    let line = ["eval", "-m", "talks", "-a", "ChatCORE", "--max-per-task", "6", "--bundle", "b", "--json"];
    assert_eq!(place.done(&line).json()["ChatCORE"]["mean"], last["metric"]);

    let nowhere = ["none", "--chatcore-every", "1", "--bundle", "nowhere"];
    place.refused_with(&[&tune[..], &nowhere].concat(), &["ARC-Easy: ", "nowhere has no", "--bundle DIR"]);
    place.refused_with(&[&tune[..], &nowhere, &["--dry-run"]].concat(), &["nowhere has no"]);
    let few = ["--core-metric-every", "2", "--core-metric-max-per-task", "1", "--bundle", "b"];
    place.refused_with(&train("none", &few), &["1 examples", "1 rows", "--core-metric-max-per-task"]);
    place.refused_with(&train("none", &["--core-metric-every", "-2"]), &["core_metric_every = -2", "-1 to"]);
    place.write("chat.toml", "chatcore_every = 2\nbundle = \"b\"\n");
    place.refused_with(&train("none", &["--recipe", "chat.toml"]), &["chatcore_every", "base model"]);
    place.refused_with(
        &train("none", &["--recipe", "chat.toml", "--core-metric-every", "2"]),
        &["core_metric_every and chatcore_every"],
    );
    assert!(!place.exists("runs/none"));
}

#[test]
fn an_evaluation_that_was_killed_goes_on_with_what_was_answered() {
    let place = Place::new().with_base();
    bundle(&place, 900);
    let line = ["eval", "-m", "base", "-a", "arc_easy,core/took", "--bundle", "b", "--json", "--items"];
    let whole = place.done(&[&line[..], &["whole.jsonl"]].concat()).json();
    let part = place.path("runs/base/evaluation.part.jsonl");
    assert!(!part.exists(), "it is done");
    let mut child = place.command().args(line).arg("x").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let lines = || fs::read_to_string(&part).map_or(0, |text| text.lines().count());
    while lines() < 100 && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let count = lines();
    assert!(count >= 100, "it was over before it could be killed");
    let kept = fs::read_to_string(&part).unwrap();

    let again = place.done(&[&line[..], &["again.jsonl"]].concat());
    assert!(again.stderr.contains("answers of an evaluation that was stopped are there"), "{}", again.stderr);
    let read = |name: &str| fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(read("whole.jsonl"), read("again.jsonl"));
    let (found, whole) = (again.json(), &whole);
    for task in ["arc_easy", "core/took"] {
        for field in ["right", "asked", "interval", "tokens_asked"] {
            assert_eq!(found["tasks"][task][field], whole["tasks"][task][field], "{task} {field}");
        }
    }
    assert!(!part.exists());

    // It is what was kept that is told, and only for the same weights and the same questions.
    let changed = kept.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap_or_default();
        if let Some(gold) = line["chosen"]["gold"].as_u64() {
            line["chosen"]["chosen"][0] = json!(gold);
        }
        format!("{line}\n")
    });
    let changed: String = changed.filter(|line| line != "null\n").collect();
    fs::write(&part, &changed).unwrap();
    let told = place.done(&line[..8]).json();
    let right = |told: &Value| told["tasks"]["arc_easy"]["right"].as_u64().unwrap();
    assert!(right(&told) > right(whole) + 20, "{} and {}", right(&told), right(whole));
    fs::write(&part, changed.replacen("\"weights\":\"", "\"weights\":\"f", 1)).unwrap();
    let anew = place.done(&line[..8]);
    assert!(anew.stderr.contains("other weights") && anew.stderr.contains("begins anew"), "{}", anew.stderr);
    assert_eq!(right(&anew.json()), right(whole));
    fs::write(&part, &changed).unwrap();
    bundle(&place, 899);
    let fewer = place.done(&line[..8]).json();
    assert_eq!(fewer["tasks"]["arc_easy"]["asked"], 899);
}
