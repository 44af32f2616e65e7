//! What a run shows and sends while it goes on, and what it keeps: `train.log`, checkpoints, averaged weights, and a client of
//! Weights & Biases, whose place a few lines of Python take here.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use serde_json::Value;

mod program;

use program::{Place, SHAPE, Said};

/// A client that writes down what it is told.
const STUB: &str = r#"
import json, os
def _say(**what):
    with open(os.environ["STUB_LOG"], "a") as file:
        file.write(json.dumps(what) + "\n")
class _Run:
    def define_metric(self, name, step_metric=None): _say(metric=name, by=step_metric)
    def log(self, record):
        if os.environ.get("STUB_DIES") and record["step"] >= 3: os._exit(9)
        _say(log=record)
    def finish(self, exit_code=None): _say(finish=exit_code)
def init(**args):
    args["layers"] = args.pop("config")["model"]["layers"]
    _say(init=args, key=os.environ.get("WANDB_API_KEY"))
    return _Run()
"#;

fn train(place: &Place, run: &str, more: &[&str]) -> Vec<String> {
    let first = !place.exists(&format!("runs/{run}/plan.json"));
    let begin: &[&str] =
        if first { &["--data", "data", "--batch-tokens", "256", "--sample-every", "0"] } else { &["--resume"] };
    let shape: &[&str] = if first { &SHAPE } else { &[] };
    let words = [&["pretrain", "--run", run][..], begin, shape, more].concat();
    words.into_iter().map(str::to_owned).collect()
}

fn done(place: &Place, run: &str, more: &[&str]) -> Said {
    let words = train(place, run, more);
    place.done(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// With the stub in Python's path.
fn sent(place: &Place, run: &str, more: &[&str], environment: &[(&str, &str)]) -> Said {
    let mut command = place.command();
    command
        .args(train(place, run, more))
        .env("PYTHONPATH", place.path("stub"))
        .env("STUB_LOG", place.path("told.jsonl"));
    for name in ["WANDB_RUN", "WANDB_PROJECT", "WANDB_DIR", "WANDB_MODE"] {
        command.env_remove(name);
    }
    let output: Output = command.env("WANDB_API_KEY", "k").envs(environment.iter().copied()).output().unwrap();
    Said::of(output)
}

fn told(place: &Place) -> Vec<Value> {
    let text = fs::read_to_string(place.path("told.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn with_stub() -> Place {
    let place = Place::new().with_data();
    place.write("stub/wandb/__init__.py", STUB);
    place
}

#[test]
fn a_run_writes_plain_lines_to_its_log_and_keeps_the_newest_and_the_best() {
    let place = Place::new().with_data();
    let watched =
        ["--steps", "8", "--eval-every", "2", "--save-every", "2", "--keep-last", "1", "--average", "--spike-guard"];
    done(&place, "mine", &watched);
    let log = fs::read_to_string(place.path("runs/mine/train.log")).unwrap();
    assert!(log.lines().all(|line| !line.contains(['\r', '\x1b'])), "{log}");
    let last = log.lines().rev().find(|line| line.starts_with("step 8/8 (100.0%) | loss ")).expect("the last step");
    for field in [" | val ", " | lrm ", " | dt ", " tok/s | ", "% of limit | epoch ", " | time ", " | ETA "] {
        assert!(last.contains(field), "{field}: {last}");
    }
    assert!(log.contains("averaged weights") && log.contains("step 8: saved"), "{log}");
    let best: Value = serde_json::from_slice(&fs::read(place.path("runs/mine/best.json")).unwrap()).unwrap();
    let kept: Vec<u64> = fs::read_dir(place.path("runs/mine/checkpoints"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy()[5..].parse().unwrap())
        .collect();
    assert!(kept.len() <= 2 && kept.contains(&8) && kept.contains(&best["step"].as_u64().unwrap()), "{kept:?} {best}");
    assert_eq!(best["average"], true);
    for name in ["mine@average", "mine@best", "mine@8@average"] {
        place.done(&["run", "-m", name, "-p", "Ann", "-n", "4"]);
    }
    place.done(&["export", "mine@average", "--out", "average.gguf", "--dtype", "f32"]);
    place.done(&["export", "mine", "--out", "own.gguf", "--dtype", "f32"]);
    assert_ne!(fs::read(place.path("average.gguf")).unwrap(), fs::read(place.path("own.gguf")).unwrap());
    done(&place, "plain", &["--steps", "2"]);
    place.refused_with(&["run", "-m", "plain@average", "-p", "Ann"], &["no averaged weights", "--average"]);
    place
        .refused_with(&["pretrain", "--data", "data", "--run", "x", "--average", "2"], &["average = 2", "from 0 to 1"]);
    place.refused_with(&["pretrain", "--data", "data", "--run", "x", "--keep-last", "0"], &["keep = 0", "--keep-last"]);
    let plan = place.done(&["plan", "--model", "pico", "--average", "0.1", "--spike-guard"]).stderr;
    assert!(plan.contains("averaged weights") && plan.contains("at most 3 times"), "{plan}");
}

#[test]
fn a_client_is_told_of_every_step_once_and_of_the_same_run_when_it_is_resumed() {
    let place = with_stub();
    let said = sent(&place, "mine", &["--steps", "4", "--eval-every", "2", "--wandb"], &[]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    assert!(said.stderr.contains("wandb.log"), "{}", said.stderr);
    let first = told(&place);
    let init = &first[0]["init"];
    assert_eq!((&init["project"], &init["name"], &init["layers"]), (&"nanollama".into(), &"mine".into(), &2.into()));
    assert_eq!((&first[0]["key"], &first[2]["by"]), (&"k".into(), &"step".into()));
    let steps = |told: &[Value], field: &str| -> Vec<u64> {
        told.iter()
            .filter(|line| !line["log"][field].is_null())
            .map(|line| line["log"]["step"].as_u64().unwrap())
            .collect()
    };
    assert_eq!((steps(&first, "train/loss"), steps(&first, "val/bpb")), (vec![1, 2, 3, 4], vec![2, 4]));
    assert_eq!(first.last().unwrap()["finish"], 0);

    let said = sent(&place, "mine", &["--steps", "6", "--wandb", "tries"], &[("WANDB_RUN", "named")]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let second = told(&place).split_off(first.len());
    assert_eq!(second[0]["init"]["id"], init["id"], "the same run there");
    assert_eq!((&second[0]["init"]["project"], &second[0]["init"]["name"]), (&"tries".into(), &"named".into()));
    assert_eq!(steps(&second, "train/loss"), [5, 6]);
}

#[test]
fn a_run_goes_on_when_its_client_dies_and_says_so_where_there_is_none() {
    let place = with_stub();
    let said = sent(&place, "mine", &["--steps", "40", "--wandb"], &[("STUB_DIES", "1")]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    assert!(said.stderr.contains("done: 40 steps"), "{}", said.stderr);
    assert!(
        ["did not end as it should", "the run goes on without it"].iter().any(|word| said.stderr.contains(word)),
        "{}",
        said.stderr
    );
    assert_eq!(
        fs::read_to_string(place.path("runs/mine/metrics.jsonl"))
            .unwrap()
            .lines()
            .filter(|line| line.contains("\"train\""))
            .count(),
        40
    );

    fs::remove_dir_all(place.path("stub")).unwrap();
    // A folder of that name, as the client itself makes one, is no client.
    fs::create_dir(place.path("wandb")).unwrap();
    // Python as it is without anything installed.
    place.write("bare-python", "#!/bin/sh\nexec python3 -S \"$@\"\n");
    let bare = place.path("bare-python");
    fs::set_permissions(&bare, fs::Permissions::from_mode(0o755)).unwrap();
    let none = [("NANOLLAMA_PYTHON", bare.to_str().unwrap()), ("PYTHONPATH", "")];
    let line = sent(&place, "other", &["--wandb", "--steps", "2"], &none).refused("no client");
    assert!(line.contains("pip install wandb") && line.contains("NANOLLAMA_PYTHON"), "{line}");
    assert!(!place.exists("runs/other"), "nothing has begun");
    let line =
        sent(&place, "other", &["--wandb", "--steps", "2"], &[("NANOLLAMA_PYTHON", "no-such-python")]).refused("none");
    assert!(line.contains("no-such-python"), "{line}");
    let said = sent(&place, "quiet", &["--wandb", "--steps", "2"], &[("WANDB_RUN", "dummy")]);
    assert!(said.code == Some(0) && said.stderr.contains("nothing is sent"), "{}", said.stderr);
}

#[test]
fn a_rate_is_found_without_a_run() {
    let place = Place::new().with_data();
    let words =
        ["find-lr", "--data", "data", "--steps", "30", "--from", "0.001", "--to", "10", "--batch-tokens", "256"];
    let said = place.done(&[&words[..], &SHAPE, &["--json"]].concat());
    let last = said.json();
    let (lowest, suggested) = (last["lowest"].as_f64().unwrap(), last["suggested"].as_f64().unwrap());
    assert!((suggested - 0.1 * lowest).abs() < 1e-12 && lowest < 10.0, "{last}");
    assert!(said.stderr.contains("--lr "), "{}", said.stderr);
    let page = fs::read_to_string(place.path("find-lr.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("smoothed"), "{page}");
    assert!(!place.exists("runs"), "no run is made");
    place.refused_with(&["find-lr", "--data", "data", "--from", "1", "--to", "0.1"], &["--from 1", "--to 0.1"]);
    place.refused_with(&["find-lr", "--data", "data", "--steps", "3"], &["--steps", "10"]);
}

/// A sweep of three depths.
fn sweep<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let words = ["scaling", "--data", "data", "--depths", "1,2,3", "--context", "64", "--batch-tokens", "512"];
    [&words[..], more].concat()
}

#[test]
fn a_sweep_is_a_table_a_law_and_runs_that_are_not_done_again() {
    let place = Place::new().with_data();
    let first = place.done(&sweep(&["--tokens", "4K", "--name", "law"]));
    let rows: Vec<&str> = first.stdout.lines().collect();
    assert_eq!(rows.len(), 4, "{}", first.stdout);
    assert!(rows[0].starts_with("depth,parameters,") && rows[3].starts_with("3,"), "{}", first.stdout);
    assert!(first.stderr.contains("loss = ") && first.stderr.contains("of 3 runs"), "{}", first.stderr);
    assert_eq!(fs::read_to_string(place.path("law.csv")).unwrap(), first.stdout);
    assert!(fs::read_to_string(place.path("law.html")).unwrap().contains("<svg"));
    let written = |name: &str| fs::metadata(place.path(name)).unwrap().modified().unwrap();
    let before = written("runs/law-d2/metrics.jsonl");
    fs::remove_dir_all(place.path("runs/law-d3")).unwrap();
    let again = place.done(&sweep(&["--tokens", "4K", "--name", "law"]));
    let but_time =
        |text: &str| -> Vec<String> { text.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect() };
    assert_eq!(but_time(&again.stdout), but_time(&first.stdout), "the same runs, the same bits");
    assert_eq!(written("runs/law-d2/metrics.jsonl"), before, "it was not done again");
    place.refused_with(&sweep(&["--tokens", "8K", "--name", "law"]), &["law-d1", "--name"]);
    place.refused_with(&sweep(&["--tokens", "8K", "--budgets", "1e9"]), &["--tokens", "--budgets"]);
}

#[test]
fn grades_are_sent_under_nanochats_names() {
    let place = with_stub();
    let task =
        "icl_tasks:\n- label: copa\n  dataset_uri: copa.jsonl\n  num_fewshot: [0]\n  icl_task_type: multiple_choice\n";
    place.write("b/core.yaml", task);
    place.write("b/eval_meta_data.csv", "Eval Task,Random baseline\ncopa,50\n");
    let row = |at: usize| {
        format!("{{\"query\": \"Ann {at} took\", \"choices\": [\"it\", \"them\"], \"gold\": {}}}\n", at % 2)
    };
    place.write("b/eval_data/copa.jsonl", (0..6).map(row).collect::<String>());
    let graded = ["--steps", "2", "--wandb", "--core-metric-every", "1", "--bundle", "b"];
    sent(&place, "mine", &graded, &[]);
    let logs: Vec<Value> = told(&place).iter().map(|line| line["log"].clone()).collect();
    let grades: Vec<&Value> = logs.iter().filter(|log| log["core_metric"].is_number()).collect();
    assert_eq!(grades.iter().map(|log| log["step"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    let [accuracy, centred] = ["core/copa", "centered_results/copa"].map(|name| grades[1][name].as_f64().unwrap());
    assert!((centred - (2.0 * accuracy - 1.0)).abs() < 1e-12 && grades[1]["core_metric"] == centred, "{}", grades[1]);
}
