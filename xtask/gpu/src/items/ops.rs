//! Every op and the update of a step on the GPU, against the CPU: the tests of the device on NVIDIA's libraries in place of fakes.

use std::fs::File;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::folder::Folder;
use crate::job::Job;

/// The first use compiles every kernel.
const LIMIT: Duration = Duration::from_secs(60);

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let mut tests = Command::new(folder.device_tests());
    tests.args(["--test-threads", "1"]).env("NANOLLAMA_TEST_GPU", "1");
    let ended = Job::run(&mut tests, LIMIT, log)?;
    let verdict = ended.stdout.lines().find(|line| line.starts_with("test result:")).unwrap_or_default().to_owned();
    Ok(json!({"tests": verdict, "seconds": ended.seconds}))
}
