//! How fast a size trains, in bf16, and the same of the rival: the same Llama in PyTorch, compiled, with the same optimiser.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::training::Runs;
use crate::folder::Folder;
use crate::job::Job;
use crate::memory::Watch;

/// A size, and how it is trained.
pub(super) struct Size {
    name: &'static str,
    /// Rows of a micro-batch, tokens of a row, tokens of an update.
    rows: usize,
    context: usize,
    update: usize,
    /// Updates: some to warm up, then those that count.
    warm: usize,
    counted: usize,
}

const LIMIT: Duration = Duration::from_secs(150);

pub(super) const NANO: Size = Size { name: "nano", rows: 32, context: 2048, update: 131_072, warm: 10, counted: 30 };
pub(super) const SMALL: Size = Size { name: "small", rows: 16, context: 2048, update: 524_288, warm: 2, counted: 6 };
pub(super) const GOLDIE: Size = Size { name: "goldie", rows: 16, context: 2048, update: 524_288, warm: 2, counted: 3 };

pub(super) fn ours(folder: &Folder, size: &Size, log: &mut File) -> Result<Value, String> {
    let Size { name, rows, context, update, warm, counted } = size;
    let runs = Runs::new(name)?;
    let words = format!(
        "--model {name} --context {context} --batch-tokens {update} --device-batch-size {rows} --steps {} --eval-every 0 \
         --sample-every 0 --save-every 0 --seed 1 --device cuda",
        warm + counted
    );
    let watch = Watch::start();
    let ended = Job::run(&mut runs.pretrain(folder, name, &words), LIMIT, log);
    let memory = watch.and_then(Watch::stop);
    let seconds = ended?.seconds;
    let steps = runs.steps(name)?;
    let times = steps.iter().skip(*warm).filter_map(|row| row["timing"]["seconds"].as_f64());
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    let (Some(middle), true) = (times.get(times.len() / 2), times.len() == *counted) else {
        return Err(format!("{} of {counted} steps were timed", times.len()));
    };
    Ok(json!({
        "tokens_per_second": *update as f64 / middle,
        "step_seconds": middle,
        "fastest": times[0],
        "slowest": times[times.len() - 1],
        "memory_mib": memory,
        "losses": [steps[0]["loss"], steps[steps.len() - 1]["loss"]],
        "whole_seconds": seconds,
    }))
}

pub(super) fn rival(folder: &Folder, size: &Size, log: &mut File) -> Result<Value, String> {
    let Size { name, rows, context, update, warm, counted } = size;
    let mut command = Command::new("python3");
    command.arg(folder.script("gpu_rival.py")).args(["--model", name]);
    for (flag, number) in
        [("--batch", rows), ("--context", context), ("--update", update), ("--warm", warm), ("--steps", counted)]
    {
        command.arg(flag).arg(number.to_string());
    }
    let watch = Watch::start();
    let ended = Job::run(&mut command, LIMIT, log);
    let memory = watch.and_then(Watch::stop);
    let ended = ended?;
    let mut found: Value = serde_json::from_str(ended.stdout.lines().last().unwrap_or_default())
        .map_err(|error| format!("the rival's last line: {error}"))?;
    found["memory_mib"] = json!(memory);
    found["whole_seconds"] = json!(ended.seconds);
    Ok(found)
}
