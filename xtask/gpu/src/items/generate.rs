//! A model continues a text on the GPU in f32 as it does on the CPU; and how fast in bf16.

use std::fs::File;
use std::time::Duration;

use serde_json::{Value, json};

use super::training::Runs;
use crate::folder::Folder;
use crate::job::Job;

const LIMIT: Duration = Duration::from_secs(60);
const RUN: &str = "--layers 4 --dim 256 --heads 4 --kv-heads 2 --context 512 --batch-tokens 4096 --steps 40 --eval-every 0 \
                   --sample-every 0 --save-every 0 --seed 3 --device cuda";
/// More than a page of the cache, greedily.
const TEXT: &str = "--temp 0 -n 200 --json";

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let runs = Runs::new("generate")?;
    Job::run(&mut runs.pretrain(folder, "one", RUN), LIMIT, log)?;
    let mut said = |device: &str| -> Result<Value, String> {
        let ended = Job::run(&mut runs.continued(folder, "one", "It was", &format!("{TEXT} {device}")), LIMIT, log)?;
        let line = ended.stdout.lines().last().unwrap_or_default();
        serde_json::from_str(line).map_err(|error| format!("run --json: {error}"))
    };
    let (cpu, single, half) = (said("--device cpu")?, said("--device cuda --precision f32")?, said("--device cuda")?);
    let text = |of: &Value| of["text"].as_str().unwrap_or_default().to_owned();
    let alike = text(&cpu).chars().zip(text(&single).chars()).take_while(|(a, b)| a == b).count();
    let found = json!({
        "characters": text(&cpu).chars().count(),
        "alike in f32": alike,
        "alike in bf16": text(&cpu).chars().zip(text(&half).chars()).take_while(|(a, b)| a == b).count(),
        "f32": single["tokens_per_second"],
        "bf16": half["tokens_per_second"],
        "cpu": cpu["tokens_per_second"],
    });
    // Two tokens that are nearly alike may part the texts late.
    if alike < 40 || text(&half).is_empty() { Err(format!("texts part: {found}")) } else { Ok(found) }
}
