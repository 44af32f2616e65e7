//! How long attention takes, forward and backward, ours and each kind that PyTorch has; and what the GPU reaches at all.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::folder::Folder;
use crate::job::{Ended, Job};

const LIMIT: Duration = Duration::from_secs(60);

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let mut tests = Command::new(folder.device_tests());
    tests.args(["--ignored", "--exact", "speed::attention", "--nocapture"]).env("NANOLLAMA_TEST_GPU", "1");
    let ours = last_of(&Job::run(&mut tests, LIMIT, log)?)?;
    let ceilings = Job::run(Command::new("python3").arg(folder.script("gpu_ceilings.py")), LIMIT, log);
    Ok(json!({"forward and backward, forward: ms": ours, "pytorch": ceilings.and_then(|ended| last_of(&ended))?}))
}

/// The last line that is JSON.
fn last_of(ended: &Ended) -> Result<Value, String> {
    let lines = ended.stdout.lines().rev();
    let found = lines.filter(|line| line.starts_with('{')).find_map(|line| serde_json::from_str(line).ok());
    found.ok_or_else(|| format!("no JSON in {:?}", ended.stdout))
}
