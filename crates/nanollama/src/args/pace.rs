//! How long a stage trains, in what steps, and how often it looks: what all of them share.

use clap::Args;
use nanollama_train::{Decay, Recipe};

use super::count::parse_count;
use super::decay::parse_decay;

/// How long and in what steps to learn, and how often to look.
#[derive(Debug, Args)]
pub(crate) struct PaceArgs {
    /// Optimiser steps.
    #[arg(long, visible_alias = "num-iterations", value_name = "N")]
    pub(crate) steps: Option<u64>,
    /// Tokens in one optimiser step (K, M suffixes).
    #[arg(long, visible_alias = "total-batch-size", value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
    /// Sequences computed at once; found from memory when left out.
    #[arg(long, value_name = "N")]
    pub(crate) device_batch_size: Option<usize>,
    /// Weight decay of the matrices.
    #[arg(long, value_name = "X")]
    pub(crate) weight_decay: Option<f64>,
    /// Largest gradient norm (0: no clipping).
    #[arg(long, value_name = "X")]
    pub(crate) gradient_clip: Option<f64>,
    /// Steps of warm-up.
    #[arg(long, visible_alias = "warmup-iters", value_name = "N")]
    pub(crate) warmup_steps: Option<u64>,
    /// Share of the steps at the end over which the rate falls.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) warmdown_ratio: Option<f64>,
    /// How the rate falls there; --warmdown-ratio 1 with a cosine is the usual cosine schedule [default: linear; cosine for lora].
    #[arg(long, value_name = "SHAPE", value_parser = parse_decay)]
    pub(crate) schedule: Option<Decay>,
    /// Share of the rate left at the end.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) final_lr_fraction: Option<f64>,
    /// Validate every so many steps (0: only at the end).
    #[arg(long, value_name = "STEPS")]
    pub(crate) eval_every: Option<u64>,
    /// Tokens to validate on (K, M suffixes).
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) eval_tokens: Option<u64>,
    /// Show a sample every so many steps (0: never).
    #[arg(long, value_name = "STEPS")]
    pub(crate) sample_every: Option<u64>,
    /// Save every so many steps (0: only at the end).
    #[arg(long, value_name = "STEPS")]
    pub(crate) save_every: Option<u64>,
    /// Compute activations twice instead of keeping them: less memory, a third more work.
    #[arg(long)]
    pub(crate) recompute: bool,
    /// Random weights and order of the data.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

impl PaceArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        let count = |n: Option<u64>| n.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        // Every field by name: a flag that is forgotten here does not compile.
        let PaceArgs {
            steps,
            batch_tokens,
            device_batch_size,
            weight_decay,
            gradient_clip,
            warmup_steps,
            warmdown_ratio,
            schedule,
            final_lr_fraction,
            eval_every,
            eval_tokens,
            sample_every,
            save_every,
            recompute,
            seed,
        } = *self;
        Recipe {
            steps,
            batch_tokens: count(batch_tokens),
            device_batch_size,
            weight_decay,
            gradient_clip,
            warmup_steps,
            warmdown_ratio,
            decay: schedule,
            final_lr_fraction,
            eval_every,
            eval_tokens: count(eval_tokens),
            sample_every,
            save_every,
            recompute: recompute.then_some(true),
            seed,
            ..Recipe::default()
        }
    }
}
