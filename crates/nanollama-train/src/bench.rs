//! How fast a training step is here: tokens a second of forward and backward, seconds of the optimiser, peak memory, and the
//! share of the multiply-add limit that is reached. The limit is probed between the steps, because shared machines change
//! their speed by the minute.

use std::time::Instant;

use nanollama_data::rng::Rng;
use nanollama_data::{Batch, SegmentSpan};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::probe::{Spread, fma_rate};
use nanollama_model::{Config, Model, initialise};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::optimizer::{Optimizer, Rates, StepSettings};
use crate::plan::Memory;
use crate::step::Step;

/// What was measured; medians over the steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrainBench {
    /// Tokens a second of forward and backward.
    pub tokens_per_second: f64,
    /// Seconds of one optimiser step, the gradients' norm and packing included.
    pub optimizer_seconds: f64,
    /// Most memory that this process has had so far, in bytes, where the system says so (Linux); else what was planned.
    pub peak_bytes: u64,
    /// The same before there was an optimiser: weights, gradients and activations alone, as a program has that only goes
    /// forward and backward.
    pub forward_backward_peak_bytes: u64,
    /// Peak memory as planned, in bytes.
    pub planned_bytes: u64,
    /// Floating-point operations of forward and backward over what the limit would have done meanwhile.
    pub flops_share: f64,
    /// The limit: floating-point operations a second of register-only multiply-adds, median.
    pub fma_flops: f64,
    /// Tokens a second of the slowest and the fastest step.
    pub tokens_per_second_spread: [f64; 2],
    /// Parameters of the model.
    pub parameters: u64,
    /// Device and threads.
    pub device: String,
}

/// Times `steps` steps of `config` on `batch` × `context` random tokens, after one that does not count.
///
/// # Errors
/// When the numbers make no model or its memory cannot be had.
pub fn bench_train(cpu: &Cpu, config: &Config, batch: usize, context: usize, steps: usize) -> Result<TrainBench> {
    if batch == 0 || context == 0 || steps == 0 {
        let value = format!("{batch} rows of {context} tokens in {steps} steps");
        return Err(Error::recipe("the bench", format!("{value}: rows, tokens and steps must each be at least 1")));
    }
    let tokens = batch * context;
    let mut model = initialise(cpu, config, 1)?;
    let mut step = Step::new(cpu, config, batch, context, false)?;
    let data = [random(config, batch, context)?];
    model.pack(cpu)?;
    let (mut learning, mut limits, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=steps {
        let limit = fma_rate(cpu.pool());
        let begun = Instant::now();
        step.accumulate(cpu, &model, &data)?;
        let seconds = begun.elapsed().as_secs_f64();
        if round > 0 {
            let flops = config.training_flops(std::iter::repeat_n(context, batch), tokens);
            let limit = (limit + fma_rate(cpu.pool())) / 2.0;
            learning.push(tokens as f64 / seconds);
            limits.push(limit);
            shares.push(flops / seconds / limit);
        }
    }
    let forward_backward_peak = peak_resident();
    let optimizing = time_optimizer(cpu, config, &mut model, &mut step, steps)?;
    let planned_bytes = Memory::of(config, batch, context, false)?.total();
    let spread = middle(learning);
    Ok(TrainBench {
        tokens_per_second: spread.median,
        optimizer_seconds: middle(optimizing).median,
        peak_bytes: peak_resident().unwrap_or(planned_bytes),
        forward_backward_peak_bytes: forward_backward_peak.unwrap_or(planned_bytes),
        planned_bytes,
        flops_share: middle(shares).median,
        fma_flops: middle(limits).median,
        tokens_per_second_spread: [spread.least, spread.greatest],
        parameters: config.parameter_count(),
        device: cpu.name(),
    })
}

/// Seconds of `steps` optimiser steps on the gradients of the last pass, after one that does not count.
fn time_optimizer(cpu: &Cpu, config: &Config, model: &mut Model, step: &mut Step, steps: usize) -> Result<Vec<f64>> {
    let mut optimizer = Optimizer::new(cpu, config, Rates::DEFAULT, 0.0)?;
    let settings = StepSettings { rate: 1.0, momentum: 0.95, clip: 0.0 };
    let mut seconds = Vec::with_capacity(steps);
    for round in 0..=steps {
        let begun = Instant::now();
        if !step.update(cpu, model, &mut optimizer, (1.0, &settings))? {
            let what = "the gradients are no finite numbers, so that the optimiser has nothing to do";
            return Err(Error::recipe("the bench", what.to_owned()));
        }
        if round > 0 {
            seconds.push(begun.elapsed().as_secs_f64());
        }
    }
    Ok(seconds)
}

fn middle(samples: Vec<f64>) -> Spread {
    let mut next = samples.iter();
    Spread::of(samples.len(), || next.next().copied().unwrap_or(f64::NAN))
}

/// Rows of random tokens, each row one document.
fn random(config: &Config, rows: usize, length: usize) -> Result<Batch> {
    let mut rng = Rng::new(1);
    let mut ids = || (0..rows * length).map(|_| rng.below(config.vocabulary as u64) as u32).collect();
    let span = |row: usize| SegmentSpan { row_offset: (row * length) as u32, len: length as u32 };
    let (tokens, targets) = (ids(), ids());
    let segments = (0..rows).map(span).collect();
    Ok(Batch::new((rows, length), tokens, targets, vec![true; rows * length], segments)?)
}

/// High-water mark of this process's resident memory, in bytes.
fn peak_resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}
