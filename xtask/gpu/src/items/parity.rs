//! Twenty steps in f32 on the GPU have the losses of the CPU's; in bf16 they learn as much.

use std::fs::File;
use std::time::Duration;

use serde_json::{Value, json};

use super::training::Runs;
use crate::folder::Folder;
use crate::job::Job;

const LIMIT: Duration = Duration::from_secs(60);
const RUN: &str = "--layers 4 --dim 256 --heads 4 --kv-heads 2 --context 256 --batch-tokens 2048 --steps 20 --eval-every 0 \
                   --sample-every 0 --save-every 0 --seed 3 --softcap 15";
/// Most that a loss may differ by, as a share of it.
const F32: f64 = 1e-4;
const BF16: f64 = 0.02;

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let runs = Runs::new("parity")?;
    let mut losses = |run: &str, device: &str| -> Result<Vec<f64>, String> {
        Job::run(&mut runs.pretrain(folder, run, &format!("{RUN} {device}")), LIMIT, log)?;
        let losses = runs.losses(run)?;
        if losses.len() == 20 { Ok(losses) } else { Err(format!("{run} has {} steps", losses.len())) }
    };
    let cpu = losses("cpu", "--device cpu")?;
    let single = losses("f32", "--device cuda --precision f32")?;
    let half = losses("bf16", "--device cuda")?;
    let apart = |other: &[f64]| cpu.iter().zip(other).map(|(a, b)| (a - b).abs() / a).fold(0.0, f64::max);
    let found =
        json!({"f32": apart(&single), "bf16": apart(&half), "first": cpu[0], "last": [cpu[19], single[19], half[19]]});
    if apart(&single) > F32 || apart(&half) > BF16 || single[19] >= single[0] {
        return Err(format!("losses lie apart from the CPU's: {found}"));
    }
    Ok(found)
}
