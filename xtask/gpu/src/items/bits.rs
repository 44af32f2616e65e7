//! The same run twice has the same bits, and so has one that was killed and resumed.

use std::fs::File;
use std::time::Duration;

use serde_json::{Value, json};

use super::training::Runs;
use crate::folder::Folder;
use crate::job::Job;

const LIMIT: Duration = Duration::from_secs(60);
const RUN: &str = "--layers 6 --dim 384 --heads 6 --context 1024 --batch-tokens 16384 --eval-every 0 --sample-every 0 --seed 5 \
                   --device cuda";
/// What a checkpoint's bits are.
const FILES: [&str; 2] = ["model.safetensors", "optimizer.safetensors"];

fn same(runs: &Runs, names: [&str; 2]) -> Result<(), String> {
    for file in FILES {
        let [one, other] = names.map(|name| runs.newest(name, file));
        let (one, other) = (one?, other?);
        if let Some(at) = one.iter().zip(&other).position(|(a, b)| a != b) {
            return Err(format!("{file}: byte {at} of {} is the first that differs", one.len()));
        }
        if one.len() != other.len() {
            return Err(format!("{file}: {} bytes and {}", one.len(), other.len()));
        }
    }
    Ok(())
}

pub(super) fn repeat(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let runs = Runs::new("repeat")?;
    let mut seconds = Vec::new();
    for name in ["one", "other"] {
        let words = format!("{RUN} --steps 12 --save-every 0");
        seconds.push(Job::run(&mut runs.pretrain(folder, name, &words), LIMIT, log)?.seconds);
    }
    same(&runs, ["one", "other"])?;
    Ok(json!({"steps": 12, "seconds": seconds}))
}

pub(super) fn kill(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let runs = Runs::new("kill")?;
    let words = format!("{RUN} --steps 30 --save-every 5");
    Job::run(&mut runs.pretrain(folder, "whole", &words), LIMIT, log)?;
    let cut = Job::start(&mut runs.pretrain(folder, "cut", &words), LIMIT)?;
    if !cut.kill_when(|| runs.checkpoints("cut").len() > 1)? {
        return Err("the run ended before it could be killed".into());
    }
    let saved = runs.checkpoints("cut").len();
    Job::run(&mut runs.resume(folder, "cut", "--device cuda"), LIMIT, log)?;
    same(&runs, ["whole", "cut"])?;
    Ok(json!({"steps": 30, "saved before it was killed": saved, "runs": runs.path()}))
}
