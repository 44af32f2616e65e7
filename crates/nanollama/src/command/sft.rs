//! `nanollama sft`

use std::process::ExitCode;

use nanollama_bundle::Locations;
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::vacant;
use nanollama_train::run::{self, Finished, Means, Place};
use nanollama_train::{Machine, Plan, Recipe, Start, stage};

use super::machine;
use super::pretrain::{same_data, show, tell, tuned};
use super::watch::Watcher;
use crate::args::{Global, SftArgs};
use crate::interrupt;
use crate::print::Printer;

pub(crate) fn run(args: &SftArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let machine = machine::for_plan(cpu.pool());
    let flags = Recipe {
        epochs: args.epochs,
        context: args.context,
        lr_fraction: args.lr_fraction,
        validation_fraction: args.validation_fraction,
        ..tuned(&args.tune)
    };
    let place = Place { runs: &global.runs, name: &args.out_run };
    let next = format!("nanollama chat -m {}", place.name);
    if args.resume {
        let (plan, _) = run::resumed_plan(place, &flags, &machine)?;
        same_data(&plan, args.data.as_deref())?;
        same_base(&plan, args.run.as_deref())?;
        show(&plan, args.json, printer)?;
        if !args.dry_run {
            interrupt::listen("finishing this step, then saving")?;
            let mut watcher = Watcher::new(printer, machine.flops);
            let means = Means { kernels: &cpu, observer: &mut watcher, interrupt: &interrupt::requested };
            tell(&run::resume(place, &flags, &machine, means)?, place, &next, printer);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (Some(base), Some(data)) = (&args.run, &args.data) else {
        anyhow::bail!("--run MODEL and --data FILE.jsonl are needed (or --resume)");
    };
    let tuning = Tuning { base, data, flags, runs: &global.runs };
    if !args.dry_run {
        vacant(place.runs, place.name)?;
    }
    let (plan, source) = tuning.plan(&machine, printer)?;
    show(&plan, args.json, printer)?;
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    interrupt::listen("finishing this step, then saving")?;
    let finished = start(&plan, &source, place, &cpu, &machine, printer)?;
    tell(&finished, place, &next, printer);
    Ok(ExitCode::SUCCESS)
}

/// A resumed run goes on from its own base; naming it again is no contradiction, naming another is.
fn same_base(plan: &Plan, typed: Option<&str>) -> anyhow::Result<()> {
    let (Some(typed), Some(base)) = (typed, &plan.base) else { return Ok(()) };
    let run = base.name.split('@').next().unwrap_or(&base.name);
    let path = std::path::absolute(typed)?;
    if typed != base.name && typed != run && path != std::path::Path::new(&base.name) {
        anyhow::bail!(
            "--run {typed}: the run was started from {}; leave --run out to go on with it, or start another one with --out-run NAME",
            base.name
        );
    }
    Ok(())
}

/// What a fine-tuning starts from.
pub(crate) struct Tuning<'a> {
    pub(crate) base: &'a str,
    pub(crate) data: &'a std::path::Path,
    pub(crate) flags: Recipe,
    pub(crate) runs: &'a std::path::Path,
}

impl Tuning<'_> {
    /// Opens the base model and resolves the plan.
    pub(crate) fn plan(
        &self,
        machine: &Machine,
        printer: &Printer,
    ) -> anyhow::Result<(Plan, nanollama_bundle::StoredModel)> {
        let source = nanollama_bundle::open(self.base, &Locations::new(self.runs))?;
        let base = stage::sft::base(self.base, &source, self.runs)?;
        let environment = Recipe::from_environment(|name| std::env::var(name).ok())?;
        let recipe = Recipe::builtin("sft")?.unwrap_or_default().overlay(environment).overlay(self.flags.clone());
        let (facts, packing) = stage::sft::facts(self.data, source.tokenizer(), &recipe, &base)?;
        if packing.cut > 0 {
            printer.line(format_args!("{} conversations are longer than the context and are cut there", packing.cut));
        }
        Ok((Plan::resolve(&recipe, &facts, &Start::Base(base), machine)?, source))
    }
}

/// Runs a resolved fine-tuning.
pub(crate) fn start(
    plan: &Plan,
    source: &nanollama_bundle::StoredModel,
    place: Place<'_>,
    cpu: &Cpu,
    machine: &Machine,
    printer: &Printer,
) -> anyhow::Result<Finished> {
    let mut watcher = Watcher::new(printer, machine.flops);
    let means = Means { kernels: cpu, observer: &mut watcher, interrupt: &interrupt::requested };
    Ok(run::sft(plan, source.load_dense()?, source.tokenizer(), place, means)?)
}
