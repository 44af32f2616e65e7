//! `nanollama pretrain` and `nanollama plan`

use std::path::Path;
use std::process::ExitCode;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::vacant;
use nanollama_train::run::{self, Finished, Inputs, Resumption, RunContext, RunLocation};
use nanollama_train::{Layers, Machine, Plan, Recipe, Stage, stage};

use super::machine;
use super::watch::Watcher;
use crate::args::{Global, PretrainArgs, ShapeArgs, TuneArgs};
use crate::interrupt;
use crate::print::{self, Printer};

/// The size when none is named: the smallest that writes sentences.
const DEFAULT_SIZE: &str = "tiny";

pub(crate) fn run(args: &PretrainArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let location = RunLocation { runs: &global.runs, name: &args.run };
    if !args.resume && !args.dry_run {
        vacant(location.runs, location.name)?;
    }
    let flags = flags(&args.shape, &args.tune);
    let machine = machine::for_plan(cpu.pool());
    let asked = asked(args, &flags, location, &machine)?;
    show(asked.plan(), args.json, printer)?;
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    interrupt::listen("finishing this step, then saving")?;
    let mut watcher = Watcher::new(printer, machine.flops);
    let context = RunContext::new(&cpu, &mut watcher, &interrupt::requested);
    let finished = match asked {
        Asked::Start(plan) => run::start(&plan, Inputs::default(), location, context)?,
        Asked::GoOn(resumption) => resumption.go_on(context)?,
    };
    let next = format!("nanollama run -m {} -p 'Once upon a time'", location.name);
    tell(&finished, location, &next, printer);
    Ok(ExitCode::SUCCESS)
}

/// `nanollama plan`: the same as `pretrain --dry-run`.
pub(crate) fn plan(args: &PretrainArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let location = RunLocation { runs: &global.runs, name: &args.run };
    let machine = machine::for_plan(&Pool::new(global.threads.into()));
    let flags = flags(&args.shape, &args.tune);
    show(asked(args, &flags, location, &machine)?.plan(), args.json, printer)?;
    Ok(ExitCode::SUCCESS)
}

/// What was asked for.
enum Asked<'a> {
    Start(Box<Plan>),
    GoOn(Box<Resumption<'a>>),
}

impl Asked<'_> {
    fn plan(&self) -> &Plan {
        match self {
            Asked::Start(plan) => plan,
            Asked::GoOn(resumption) => resumption.plan(),
        }
    }
}

fn asked<'a>(
    args: &PretrainArgs,
    flags: &'a Recipe,
    location: RunLocation<'a>,
    machine: &'a Machine,
) -> anyhow::Result<Asked<'a>> {
    if !args.resume {
        return Ok(Asked::Start(Box::new(resolve(args, flags.clone(), machine)?)));
    }
    if let Some(recipe) = &args.recipe {
        anyhow::bail!(
            "--recipe {}: a resumed run goes on with the plan it was started with; leave --recipe out",
            recipe.display()
        );
    }
    let resumption = Resumption::open(location, flags, machine)?;
    same_data(resumption.plan(), args.data.as_deref())?;
    Ok(Asked::GoOn(Box::new(resumption)))
}

/// A resumed run goes on with its own data; naming it again is no contradiction, naming another is.
pub(crate) fn same_data(plan: &Plan, data: Option<&Path>) -> anyhow::Result<()> {
    let Some(data) = data else { return Ok(()) };
    let absolute = std::path::absolute(data)?;
    if plan.data.iter().all(|facts| facts.path != absolute) {
        anyhow::bail!(
            "--data {}: the run was started with {}; leave --data out to go on with that, or start another run with --run NAME",
            data.display(),
            plan.data.names()
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

fn resolve(args: &PretrainArgs, flags: Recipe, machine: &Machine) -> anyhow::Result<Plan> {
    let data =
        args.data.as_deref().ok_or_else(|| anyhow::anyhow!("--data DIR is needed: nanollama data prepare makes it"))?;
    let facts = stage::text_facts(data)?;
    let layers = Layers {
        size: Some(DEFAULT_SIZE),
        file: args.recipe.as_deref(),
        environment: Some(&variable),
        flags,
        ..Layers::default()
    };
    Ok(Plan::resolve(&layers.settle()?, Stage::PRETRAIN, None, &facts.into(), machine)?)
}

/// The value of an environment variable.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
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
pub(crate) fn tell(finished: &Finished, location: RunLocation<'_>, next: &str, printer: &Printer) {
    let name = location.name;
    let folder = location.runs.join(name);
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
