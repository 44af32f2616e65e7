//! `nanollama pretrain` and `nanollama plan`

use std::path::Path;
use std::process::ExitCode;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::vacant;
use nanollama_train::run::{self, Finished, Means, Place};
use nanollama_train::{Machine, Plan, Recipe, Start, stage};

use super::machine;
use super::watch::Watcher;
use crate::args::{Global, PretrainArgs, ShapeArgs, TuneArgs};
use crate::interrupt;
use crate::print::{self, Printer};

/// The size when none is named: the smallest that writes sentences.
const DEFAULT_SIZE: &str = "tiny";

pub(crate) fn run(args: &PretrainArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let place = Place { runs: &global.runs, name: &args.run };
    if !args.resume && !args.dry_run {
        vacant(place.runs, place.name)?;
    }
    let flags = flags(&args.shape, &args.tune);
    let (plan, machine) = settle(args, &flags, place, cpu.pool())?;
    show(&plan, args.json, printer)?;
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    interrupt::listen("finishing this step, then saving")?;
    let mut watcher = Watcher::new(printer, machine.flops);
    let means = Means { kernels: &cpu, observer: &mut watcher, interrupt: &interrupt::requested };
    let finished =
        if args.resume { run::resume(place, &flags, &machine, means)? } else { run::pretrain(&plan, place, means)? };
    let next = format!("nanollama run -m {} -p 'Once upon a time'", place.name);
    tell(&finished, place, &next, printer);
    Ok(ExitCode::SUCCESS)
}

/// `nanollama plan`: the same as `pretrain --dry-run`.
pub(crate) fn plan(args: &PretrainArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let place = Place { runs: &global.runs, name: &args.run };
    let (plan, _) = settle(args, &flags(&args.shape, &args.tune), place, &Pool::new(global.threads.into()))?;
    show(&plan, args.json, printer)?;
    Ok(ExitCode::SUCCESS)
}

/// The plan that was asked for, and the machine it is priced on.
fn settle(args: &PretrainArgs, flags: &Recipe, place: Place<'_>, pool: &Pool) -> anyhow::Result<(Plan, Machine)> {
    let machine = machine::for_plan(pool);
    let plan = if args.resume {
        if let Some(recipe) = &args.recipe {
            anyhow::bail!(
                "--recipe {}: a resumed run goes on with the plan it was started with; leave --recipe out",
                recipe.display()
            );
        }
        let (plan, _) = run::resumed_plan(place, flags, &machine)?;
        same_data(&plan, args.data.as_deref())?;
        plan
    } else {
        resolve(args, flags.clone(), &machine)?
    };
    Ok((plan, machine))
}

/// A resumed run goes on with its own data; naming it again is no contradiction, naming another is.
pub(crate) fn same_data(plan: &Plan, data: Option<&Path>) -> anyhow::Result<()> {
    let Some(data) = data else { return Ok(()) };
    if std::path::absolute(data)? != plan.data.path {
        anyhow::bail!(
            "--data {}: the run was started with {}; leave --data out to go on with that, or start another run with --run NAME",
            data.display(),
            plan.data.path.display()
        );
    }
    Ok(())
}

pub(crate) fn show(plan: &Plan, json: bool, printer: &Printer) -> anyhow::Result<()> {
    if json {
        print::data(serde_json::to_string(plan)?)?;
    } else {
        printer.table(plan.describe());
    }
    Ok(())
}

/// Defaults of the size < recipe file < environment < flags.
fn resolve(args: &PretrainArgs, flags: Recipe, machine: &Machine) -> anyhow::Result<Plan> {
    let data =
        args.data.as_deref().ok_or_else(|| anyhow::anyhow!("--data DIR is needed: nanollama data prepare makes it"))?;
    let facts = stage::pretrain::facts(data)?;
    let file = args.recipe.as_deref().map(Recipe::load).transpose()?.unwrap_or_default();
    let environment = Recipe::from_environment(|name| std::env::var(name).ok())?;
    let asked = file.overlay(environment).overlay(flags);
    let shaped = asked.depth.is_some() || asked.layers.is_some() || asked.dim.is_some();
    let size = asked.model.clone().unwrap_or_else(|| DEFAULT_SIZE.to_owned());
    let recipe = match Recipe::builtin(&size)? {
        Some(builtin) if !shaped => builtin.overlay(asked),
        _ => asked,
    };
    Ok(Plan::resolve(&recipe, &facts, &Start::Scratch, machine)?)
}

fn flags(shape: &ShapeArgs, tune: &TuneArgs) -> Recipe {
    Recipe {
        model: shape.model.clone(),
        depth: shape.depth,
        layers: shape.layers,
        dim: shape.dim,
        heads: shape.heads,
        kv_heads: shape.kv_heads,
        ffn: shape.ffn,
        context: shape.context,
        tied: shape.tied.then_some(true),
        ..tuned(tune)
    }
}

/// The settings that every stage shares.
pub(crate) fn tuned(tune: &TuneArgs) -> Recipe {
    let count = |n: Option<u64>| n.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    Recipe {
        steps: tune.steps,
        batch_tokens: count(tune.batch_tokens),
        device_batch_size: tune.device_batch_size,
        matrix_lr: tune.matrix_lr,
        embedding_lr: tune.embedding_lr,
        head_lr: tune.head_lr,
        weight_decay: tune.weight_decay,
        gradient_clip: tune.gradient_clip,
        warmup_steps: tune.warmup_steps,
        warmdown_ratio: tune.warmdown_ratio,
        final_lr_fraction: tune.final_lr_fraction,
        eval_every: tune.eval_every,
        eval_tokens: count(tune.eval_tokens),
        sample_every: tune.sample_every,
        save_every: tune.save_every,
        seed: tune.seed,
        recompute: tune.recompute.then_some(true),
        ..Recipe::default()
    }
}

/// How a run ended, and what to type next: `next` when it is done.
pub(crate) fn tell(finished: &Finished, place: Place<'_>, next: &str, printer: &Printer) {
    let name = place.name;
    let folder = place.runs.join(name);
    if finished.interrupted {
        printer.line(format_args!("stopped and saved at step {} of {}", finished.step, finished.steps));
        printer.line(format_args!("next: the same command with --resume, or nanollama run -m {name} -p 'Once'"));
        return;
    }
    let score = finished.score.map(|score| format!(", {:.4} bits per byte", score.bits_per_byte)).unwrap_or_default();
    printer.line(format_args!("done: {} steps in {}{score}", finished.step, print::duration(finished.elapsed)));
    printer.line(format_args!("  {}", folder.display()));
    printer.line(format_args!("next: {next}"));
}
