//! How long a step of a model takes here: a few are taken and timed. What others take of the processor meanwhile is counted
//! out: the steps' share of the multiply-add limit is measured against the limit of the same moment, and the plan goes by what
//! the processor does when it is free.

use nanollama_kernel::cpu::Cpu;
use nanollama_model::Config;
use nanollama_train::bench::bench_train;
use nanollama_train::{Machine, Recipe};

/// Steps that are timed, after one that is not.
const STEPS: usize = 3;

/// Seconds of one optimiser step of the recipe's model with `vocabulary` ids.
pub(super) fn step_seconds(cpu: &Cpu, machine: &Machine, recipe: &Recipe, vocabulary: usize) -> anyhow::Result<f64> {
    let missing = || anyhow::anyhow!("the recipe names no shape");
    let (layers, dim) = recipe.layers.zip(recipe.dim).ok_or_else(missing)?;
    let (heads, context) = recipe.heads.zip(recipe.context).ok_or_else(missing)?;
    let tokens = recipe.batch_tokens.ok_or_else(missing)?;
    let mut config = Config::new(layers, dim, heads, heads, vocabulary, context);
    config.ffn = recipe.ffn.unwrap_or(config.ffn);
    let rows = (tokens / context).max(1);
    let bench = bench_train(cpu, &config, rows, context, STEPS)?;
    let flops = config.training_flops(std::iter::repeat_n(context, rows), rows * context);
    Ok(flops / (bench.flops_share * machine.flops) + bench.optimizer_seconds)
}
