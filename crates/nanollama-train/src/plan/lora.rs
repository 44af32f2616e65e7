//! The adapter that a recipe asks for, and the memory that training it takes.

use nanollama_graph::{Goal, Trainable, peak_of_values};
use nanollama_kernel::call::Counts;
use nanollama_kernel::op::head;
use nanollama_model::{Config, Lora, PROJECTIONS, weight_shapes};

use super::base::Base;
use super::memory::Memory;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

const F32: u64 = size_of::<f32>() as u64;
/// What stands for all matrices of the blocks, as PEFT has it.
const ALL: &str = "all-linear";

/// The adapter that a recipe asks for.
///
/// # Errors
/// [`Error::Recipe`] naming a target that is none.
pub(super) fn asked(recipe: &Recipe) -> Result<Lora> {
    let rank = recipe.lora_rank.unwrap_or(16);
    let alpha = recipe.lora_alpha.unwrap_or(2.0 * rank as f64);
    let targets = targets(recipe.lora_targets.as_deref().unwrap_or(ALL))?;
    Ok(Lora { rank, alpha, rooted: recipe.use_rslora.unwrap_or(false), targets })
}

/// Names, divided by commas, in the order of a block.
fn targets(text: &str) -> Result<Vec<String>> {
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names == [ALL] {
        return Ok(PROJECTIONS.map(str::to_owned).to_vec());
    }
    let known = || format!("{}, or {ALL}", PROJECTIONS.join(", "));
    match names.iter().find(|name| !PROJECTIONS.contains(name)) {
        Some(name) => Err(Error::recipe(
            "lora_targets",
            format!("{name:?} cannot have matrices of low rank beside it; {}", known()),
        )),
        None if names.is_empty() => Err(Error::recipe("lora_targets", format!("none is named; {}", known()))),
        None => Ok(PROJECTIONS.iter().filter(|name| names.contains(name)).map(|name| (*name).to_owned()).collect()),
    }
}

/// The targets as they are typed.
pub(super) fn typed(lora: &Lora) -> String {
    joined(&lora.targets)
}

/// Targets in any order, or all of them by name, as [`typed`] has them.
///
/// # Errors
/// [`Error::Recipe`] naming a target that is none.
pub(super) fn retyped(text: &str) -> Result<String> {
    Ok(joined(&targets(text)?))
}

fn joined(targets: &[String]) -> String {
    if targets.len() == PROJECTIONS.len() { ALL.to_owned() } else { targets.join(",") }
}

/// Peak memory of training an adapter beside a frozen model.
///
/// # Errors
/// When the graph cannot be planned.
pub(super) fn memory(
    (config, base, lora): (&Config, Option<&Base>, &Lora),
    [rows, context]: [usize; 2],
    recompute: bool,
) -> Result<Memory> {
    let counts = Counts { tokens: rows * context, selected: 0 };
    let shapes = weight_shapes(config);
    let (first, count) = (shapes.len(), shapes.len() + lora.shapes(config).len());
    let forward = lora.graph(config, shapes)?;
    let trainable = &Trainable::of(count, |id| id.index() >= first);
    let peak = |goal| Ok::<_, Error>(peak_of_values(forward.toward(goal)?, counts)? as u64);
    let stored = base.and_then(|base| base.stored_bytes).unwrap_or(F32 * config.parameter_count());
    let own = F32 * lora.parameter_count(config);
    Ok(Memory {
        // Beside the values of A and B lie their panels.
        weights: stored + own,
        packed: own,
        gradients: own,
        optimizer: 2 * own,
        training: peak(Goal::Gradients { trainable, recompute })?,
        validation: peak(Goal::Losses)?,
        workspace: head::workspace_bytes(rows * context, config.vocabulary, config.dim) as u64,
        average: 0,
    })
}

/// The share of a whole training's operations that is left where weights have no gradients of their own.
pub(super) const FROZEN: f64 = 2.0 / 3.0;
