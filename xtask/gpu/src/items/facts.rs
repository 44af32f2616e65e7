//! What machine this is, and whether the program finds what it needs there.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::folder::Folder;
use crate::job::Job;

const LIMIT: Duration = Duration::from_secs(30);

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let mut query = Command::new("nvidia-smi");
    query.args(["--query-gpu=name,driver_version,memory.total,clocks.max.sm,power.limit", "--format=csv,noheader"]);
    // Where it is missing the doctor's words are enough.
    let card = Job::run(&mut query, LIMIT, log).map(|ended| ended.stdout.trim().to_owned());
    let doctor = Job::run(Command::new(folder.program()).args(["doctor", "--json"]), LIMIT, log)?;
    let last = doctor.stdout.lines().last().unwrap_or_default();
    let doctor: Value = serde_json::from_str(last).map_err(|error| format!("doctor --json: {error}"))?;
    if doctor["gpu_ready"] != true {
        return Err(format!("{}", doctor["gpu_verdict"]));
    }
    Ok(json!({
        "card": card.unwrap_or_else(|error| error),
        "verdict": doctor["gpu_verdict"],
        "driver": doctor["driver"],
        "nvrtc": doctor["nvrtc"],
        "cublaslt": doctor["cublaslt"],
        "processor": doctor["processor"],
        "cores": doctor["cores"],
    }))
}
