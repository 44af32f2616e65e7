//! Two hundred steps in bf16 learn what two hundred in f32 do.

use std::fs::File;
use std::time::Duration;

use serde_json::{Value, json};

use super::training::Runs;
use crate::folder::Folder;
use crate::job::Job;

const LIMIT: Duration = Duration::from_secs(90);
const RUN: &str = "--model nano --context 512 --batch-tokens 16384 --steps 200 --eval-every 0 --sample-every 0 --save-every 0 \
                   --seed 7 --device cuda";
/// Most that the means of the last 50 losses may lie apart.
const APART: f64 = 0.01;

pub(super) fn run(folder: &Folder, log: &mut File) -> Result<Value, String> {
    let runs = Runs::new("precision")?;
    let mut mean = |run: &str, precision: &str| -> Result<f64, String> {
        Job::run(&mut runs.pretrain(folder, run, &format!("{RUN} {precision}")), LIMIT, log)?;
        let losses = runs.losses(run)?;
        if losses.len() != 200 {
            return Err(format!("{run} has {} steps", losses.len()));
        }
        Ok(losses[150..].iter().sum::<f64>() / 50.0)
    };
    let (single, half) = (mean("f32", "--precision f32")?, mean("bf16", "")?);
    let found = json!({"f32": single, "bf16": half});
    if (single - half).abs() > APART { Err(format!("means lie apart: {found}")) } else { Ok(found) }
}
