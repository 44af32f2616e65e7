//! `--nproc`: several processes train one run. Who dies or hangs is named, what was saved is whole, and a run that was killed
//! again and again ends as the one that was not.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

mod program;

use program::{Place, conversations};
use serde_json::Value;

const SHAPE: &str =
    "--layers 2 --dim 32 --heads 2 --kv-heads 1 --context 32 --batch-tokens 256 --sample-every 0 --seed 5";
/// A death is named within so long.
const AT_ONCE: Duration = Duration::from_secs(5);

fn words(line: &str) -> Vec<&str> {
    line.split(' ').filter(|word| !word.is_empty()).collect()
}

fn pretrain(run: &str, more: &str) -> String {
    format!("pretrain --data data --run {run} {SHAPE} {more}")
}

/// The program, under way.
struct UnderWay(Child);

impl UnderWay {
    fn start(place: &Place, line: &str) -> UnderWay {
        let mut command = place.command();
        command.args(words(line)).stdout(Stdio::null()).stderr(Stdio::piped());
        UnderWay(command.spawn().unwrap())
    }

    /// Waits until its run has taken so many steps.
    fn after(self, place: &Place, run: &str, steps: usize) -> UnderWay {
        let metrics = place.path(format!("runs/{run}/metrics.jsonl"));
        let begun = Instant::now();
        while fs::read_to_string(&metrics).unwrap_or_default().matches("\"train\"").count() < steps {
            assert!(begun.elapsed() < Duration::from_secs(240), "{run} takes no steps");
            sleep(Duration::from_millis(5));
        }
        self
    }

    /// Processes of its ranks, in no order.
    fn ranks(&self) -> Vec<u32> {
        let children = format!("/proc/{0}/task/{0}/children", self.0.id());
        let text = fs::read_to_string(children).unwrap();
        text.split_whitespace().map(|id| id.parse().unwrap()).collect()
    }

    fn signal(&self, name: &str, process: u32) {
        assert!(Command::new("kill").args([name, &process.to_string()]).status().unwrap().success());
    }

    /// Its exit code and what it said.
    fn end(mut self) -> (Option<i32>, String) {
        let mut said = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.0.wait().unwrap().code(), said)
    }
}

/// Everything of a run that must be the same, without the clock and without the lines that say how many processes there were.
fn remains(place: &Place, run: &str) -> Vec<(String, Vec<u8>)> {
    let folder = place.path(format!("runs/{run}"));
    let mut all = Vec::new();
    let mut steps: Vec<_> =
        fs::read_dir(folder.join("checkpoints")).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    for step in steps {
        let name = step.file_name().unwrap().to_string_lossy().into_owned();
        for file in ["model.safetensors", "optimizer.safetensors"] {
            all.push((format!("{name}/{file}"), fs::read(step.join(file)).unwrap()));
        }
    }
    for line in fs::read_to_string(folder.join("metrics.jsonl")).unwrap().lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        if record["kind"] != "ranks" {
            record.as_object_mut().unwrap().remove("timing");
            all.push(("metrics.jsonl".to_owned(), record.to_string().into_bytes()));
        }
    }
    all
}

fn losses(place: &Place, run: &str) -> Vec<f64> {
    let text = fs::read_to_string(place.path(format!("runs/{run}/metrics.jsonl"))).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["kind"] == "train").map(|line| line["loss"].as_f64().unwrap()).collect()
}

#[test]
fn several_processes_learn_what_one_learns_and_any_number_goes_on() {
    let place = Place::new().with_data();
    // Rows that a conversation fits.
    let long = |run: &str, more: &str| {
        pretrain(run, more).replace("--context 32 --batch-tokens 256", "--context 128 --batch-tokens 1024")
    };
    place.done(&words(&long("one", "--steps 12 --save-every 6")));
    let said = place.done(&words(&long("two", "--steps 12 --save-every 6 --nproc 2")));
    assert!(said.stderr.contains("ranks") && said.stderr.contains("2 processes"), "{}", said.stderr);
    assert_eq!(said.stderr.matches("step 12: saved").count(), 1, "one of them speaks: {}", said.stderr);
    let (one, two) = (losses(&place, "one"), losses(&place, "two"));
    assert_eq!((one.len(), two.len()), (12, 12));
    assert!(one.iter().zip(&two).all(|(one, two)| (one - two).abs() < 2e-3), "{one:?} {two:?}");
    place.done(&words("pretrain --run two --resume --steps 15 --nproc 3"));
    place.done(&words("pretrain --run two --resume --steps 16"));
    assert_eq!(losses(&place, "two").len(), 16);
    place.done(&words("show two@16"));
    place.write("chats.jsonl", conversations(60));
    let tuned = "sft --run one --data chats.jsonl --out-run chat --steps 3 --batch-tokens 512 --nproc_per_node=2";
    place.done(&words(tuned));
    let adapted = "lora --run one --data chats.jsonl --out-run ann --steps 3 --batch-tokens 512 --nproc 2";
    place.done(&words(adapted));
    assert!(place.exists("runs/chat/checkpoints/step_000003") && place.exists("runs/ann/checkpoints/step_000003"));
}

#[test]
fn what_several_processes_cannot_do_is_refused_by_name() {
    let place = Place::new().with_base();
    for (line, said) in [
        ("pretrain --data data --run x --nproc 2 --device cuda", &["--nproc 2", "--device cpu"][..]),
        ("rl --run base --tasks t --out-run x --nproc 2", &["--nproc 2", "`nanollama rl` is one process"]),
        ("dpo --run base --data p --out-run x --nproc 3", &["--nproc 3", "`nanollama dpo`"]),
        ("pretrain --data data --run base --nproc 2", &["base", "exists"]),
        ("pretrain --data none --run x --nproc 2", &["none"]),
        ("pretrain --data data --run x --standalone", &["--standalone", "--nproc N"]),
    ] {
        place.refused_with(&words(line), said);
    }
    let few = pretrain("few", "--steps 2 --batch-tokens 64 --nproc 4").replace("--batch-tokens 256 ", "");
    place.refused_with(&words(&few), &["--nproc 4", "2 rows", "--batch-tokens"]);
    assert!(!place.exists("runs/few") && !place.exists("runs/x"));
    let mut launched = place.command();
    launched.args(words(&pretrain("x", "--steps 2"))).env("RANK", "1").env("WORLD_SIZE", "8");
    let output = launched.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && said.contains("WORLD_SIZE is 8") && said.contains("--nproc 8"),
        "{said}"
    );
    let planned = place.done(&words("plan --model tiny --data data --nproc 2"));
    assert!(planned.stderr.contains("2 processes"), "{}", planned.stderr);
}

#[test]
fn a_rank_that_dies_or_hangs_is_named_and_the_last_checkpoint_is_whole() {
    let place = Place::new().with_data();
    let training =
        UnderWay::start(&place, &pretrain("dies", "--steps 100000 --save-every 5 --eval-every 50 --nproc 3"));
    let training = training.after(&place, "dies", 12);
    let (ranks, begun) = (training.ranks(), Instant::now());
    assert_eq!(ranks.len(), 3);
    training.signal("-KILL", ranks[1]);
    let (code, said) = training.end();
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    assert_eq!(code, Some(2), "{said}");
    let named = format!("(process {}) was ended by signal 9", ranks[1]);
    assert!(said.contains(&named) && said.contains("--resume --nproc 3"), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("error:")).count(), 1, "{said}");
    let steps = losses(&place, "dies").len();
    place.done(&words(&format!("pretrain --run dies --resume --nproc 2 --steps {}", steps + 10)));

    let line = pretrain("hangs", "--steps 100000 --save-every 0 --eval-every 0 --nproc 2 --rank-timeout 3");
    let training = UnderWay::start(&place, &line).after(&place, "hangs", 5);
    let ranks = training.ranks();
    training.signal("-STOP", ranks[1]);
    let (code, said) = training.end();
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("of 2 says nothing for 3.0 seconds"), "{said}");
    assert!(!fs::exists(format!("/proc/{}", ranks[1])).unwrap(), "nobody is left behind");
}

#[test]
fn a_press_of_ctrl_c_saves_once_and_elastic_begins_again() {
    let place = Place::new().with_data();
    let training = UnderWay::start(&place, &pretrain("stopped", "--steps 100000 --save-every 0 --nproc 2"));
    let training = training.after(&place, "stopped", 4);
    training.signal("-INT", training.0.id());
    let (code, said) = training.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("stopped and saved at step") && said.matches(": saved").count() == 1, "{said}");
    assert_eq!(fs::read_dir(place.path("runs/stopped/checkpoints")).unwrap().count(), 1);

    let line = pretrain("elastic", "--steps 80 --save-every 4 --nproc 2 --elastic");
    let training = UnderWay::start(&place, &line).after(&place, "elastic", 6);
    training.signal("-KILL", training.ranks()[0]);
    let (code, said) = training.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("begun again from the checkpoint of step") && said.contains("time 1 of 3"), "{said}");
    place.done(&words(&pretrain("whole", "--steps 80 --save-every 4 --nproc 2")));
    assert!(remains(&place, "elastic") == remains(&place, "whole"));
}

/// How many ranks are killed: few here, `NANOLLAMA_RANK_KILLS` at length.
fn kills() -> usize {
    std::env::var("NANOLLAMA_RANK_KILLS").map_or(5, |text| text.parse().unwrap())
}

/// Steps between two kills.
const BETWEEN: usize = 20;

/// Trains a run whose ranks are killed one after the other, each time with `ranks(kill)` of them, until it is done.
fn kill_ranks(place: &Place, run: &str, ranks: impl Fn(usize) -> usize) -> String {
    // Slowly, so that what rounding differs by does not grow.
    let more = format!("--steps {} --save-every 6 --eval-every 40 --lr 0.002", kills() * BETWEEN + 60);
    for kill in 0..kills() {
        let line = match place.exists(&format!("runs/{run}/plan.json")) {
            true => format!("pretrain --run {run} --resume --nproc {}", ranks(kill)),
            false => pretrain(run, &format!("{more} --nproc {}", ranks(kill))),
        };
        let training = UnderWay::start(place, &line).after(place, run, 3 + kill * BETWEEN);
        let processes = training.ranks();
        assert_eq!(processes.len(), ranks(kill));
        training.signal("-KILL", processes[kill % processes.len()]);
        let (code, said) = training.end();
        assert_eq!(code, Some(2), "{said}");
    }
    place.done(&words(&format!("pretrain --run {run} --resume --nproc {}", ranks(kills()))));
    more
}

#[test]
fn kills_of_ranks_change_no_bit() {
    let place = Place::new().with_data();
    let more = kill_ranks(&place, "killed", |_| 3);
    place.done(&words(&pretrain("whole", &format!("{more} --nproc 3"))));
    let (expected, found) = (remains(&place, "whole"), remains(&place, "killed"));
    for ((name, left), (other, right)) in expected.iter().zip(&found) {
        assert_eq!(name, other);
        assert!(left == right, "{name} differs");
    }
    assert_eq!(expected.len(), found.len());
}

#[test]
fn kills_and_other_numbers_of_ranks_leave_every_row_once() {
    let place = Place::new().with_data();
    let more = kill_ranks(&place, "killed", |kill| 2 + kill % 3);
    place.done(&words(&pretrain("whole", &more)));
    let (whole, killed) = (losses(&place, "whole"), losses(&place, "killed"));
    assert_eq!(whole.len(), killed.len());
    for (step, (one, other)) in whole.iter().zip(&killed).enumerate() {
        // Other rows would differ by a tenth.
        assert!((one - other).abs() < 2e-2, "step {}: {one} and {other}", step + 1);
    }
    let state = |run: &str| -> Value {
        let newest = fs::read_dir(place.path(format!("runs/{run}/checkpoints"))).unwrap();
        let newest = newest.map(|entry| entry.unwrap().path()).max().unwrap();
        serde_json::from_slice(&fs::read(newest.join("state.json")).unwrap()).unwrap()
    };
    assert_eq!(state("whole")["position"], state("killed")["position"]);
    // What each rank took of a step, as it was noted: together all rows of it, once.
    let text = fs::read_to_string(place.path("runs/killed/metrics.jsonl")).unwrap();
    for line in
        text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).filter(|line| line["kind"] == "ranks")
    {
        let shares: Vec<[usize; 2]> = serde_json::from_value(line["rows"].clone()).unwrap();
        assert_eq!(shares.iter().flat_map(|[first, end]| *first..*end).collect::<Vec<_>>(), (0..8).collect::<Vec<_>>());
    }
}
