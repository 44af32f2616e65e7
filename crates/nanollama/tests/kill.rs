//! A training that is killed twenty times, some of them inside a save, and resumed each time, ends as the one that was not: weights,
//! optimiser, the place in the data, and every line of the metrics but what the clock said.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

mod program;

use program::{Place, temporary};
use serde_json::Value;

const KILLS: usize = 20;
/// Of these, the ones that wait for a save to begin.
const IN_SAVES: usize = 8;
const LEAST_IN_SAVES: usize = 5;
const STEPS: &str = "120";

fn started(place: &Place, run: &str) -> Vec<String> {
    let line = if place.path(format!("runs/{run}/plan.json")).is_file() {
        format!("pretrain --run {run} --resume")
    } else {
        format!(
            "pretrain --data data --run {run} --steps {STEPS} --layers 2 --dim 64 --heads 2 --kv-heads 1 --context 32 --batch-tokens 256 \
             --eval-every 4 --sample-every 6 --save-every 5 --seed 5 --softcap 15 --use-qk-norm --use-post-emb-norm \
             --use-resformer --window-pattern SL --window 9 --tied --rope-theta 5000"
        )
    };
    line.split(' ').map(str::to_owned).collect()
}

fn spawn(place: &Place, run: &str) -> Child {
    place.command().args(started(place, run)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Whether a checkpoint lies half-written.
fn saving(checkpoints: &Path) -> bool {
    fs::read_dir(checkpoints)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(".tmp-")))
}

/// Everything of a run that a kill must not change, as text and bytes.
fn remains(place: &Place, run: &str) -> Vec<(String, Vec<u8>)> {
    let folder = place.path(format!("runs/{run}"));
    let mut all = Vec::new();
    let mut steps: Vec<_> =
        fs::read_dir(folder.join("checkpoints")).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    for step in steps {
        let name = step.file_name().unwrap().to_string_lossy().into_owned();
        for file in ["model.safetensors", "optimizer.safetensors", "tokenizer.json", "config.json"] {
            all.push((format!("{name}/{file}"), fs::read(step.join(file)).unwrap()));
        }
        let mut state: Value = serde_json::from_slice(&fs::read(step.join("state.json")).unwrap()).unwrap();
        without_clock(&mut state);
        all.push((format!("{name}/state.json"), state.to_string().into_bytes()));
    }
    for line in fs::read_to_string(folder.join("metrics.jsonl")).unwrap().lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        without_clock(&mut record);
        all.push(("metrics.jsonl".to_owned(), record.to_string().into_bytes()));
    }
    all.push(("best.json".to_owned(), fs::read(folder.join("best.json")).unwrap()));
    all
}

/// Removes what the clock said, and the hours that the plan expected on the machine as it was then.
fn without_clock(value: &mut Value) {
    if let Value::Object(fields) = value {
        for name in ["timing", "time", "elapsed", "hours"] {
            fields.remove(name);
        }
        fields.values_mut().for_each(without_clock);
    }
}

#[test]
fn a_killed_run_ends_as_one_that_was_not() {
    let place = Place::new().with_data();
    let began = Instant::now();
    assert!(spawn(&place, "whole").wait().unwrap().success());
    let whole = began.elapsed();

    let checkpoints = place.path("runs/killed/checkpoints");
    // A fixed sequence, spread over a seventh of a whole run's time: twenty kills then fall on its whole length, start-ups included.
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut draw = move |most: Duration| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((random >> 40) as f64 / (1 << 24) as f64)
    };
    let (mut in_saves, mut in_flight, mut kills) = (0, 0, 0);
    for kill in 0..KILLS {
        let mut child = spawn(&place, "killed");
        if kill * IN_SAVES / KILLS != (kill + 1) * IN_SAVES / KILLS {
            // What the last kill left is removed when the run is opened; then wait for a save of this process.
            let patience = Instant::now();
            let mut seen_clean = !saving(&checkpoints);
            while child.try_wait().unwrap().is_none() && patience.elapsed() < 4 * whole {
                let now = saving(&checkpoints);
                seen_clean |= !now;
                if seen_clean && now {
                    break;
                }
                sleep(Duration::from_micros(100));
            }
            sleep(draw(Duration::from_millis(6)));
        } else {
            sleep(draw(whole / 9 + Duration::from_millis(60)));
        }
        if child.try_wait().unwrap().is_some() {
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        in_saves += usize::from(saving(&checkpoints));
        in_flight += usize::from(place.path("runs/killed/metrics.jsonl").is_file());
    }
    println!("{kills} kills, {in_saves} inside a save, {in_flight} after the first step, a whole run takes {whole:?}");
    assert_eq!(kills, KILLS, "the run was over too early to be killed so often");
    assert!(in_saves >= LEAST_IN_SAVES, "{in_saves} of {KILLS} kills fell inside a save");

    assert!(spawn(&place, "killed").wait().unwrap().success());
    assert!(temporary(&place).is_empty(), "{:?}", temporary(&place));
    let (expected, found) = (remains(&place, "whole"), remains(&place, "killed"));
    assert!(expected.iter().filter(|(name, _)| name == "metrics.jsonl").count() > 120);
    for ((name, left), (other, right)) in expected.iter().zip(&found) {
        assert_eq!(name, other);
        assert!(left == right, "{name} differs: {} | {}", show(left), show(right));
    }
    assert_eq!(expected.len(), found.len());
}

/// The beginning of a text that differs.
fn show(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned()
}
