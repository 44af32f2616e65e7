//! `nanollama sft`

use std::process::ExitCode;

use nanollama_bundle::Locations;
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_store::run::vacant;
use nanollama_train::run::{self, Finished, Inputs, Resumption, RunContext, RunLocation};
use nanollama_train::stage::{self, Conversations};
use nanollama_train::{Layers, Machine, Plan, Recipe, Stage};

use super::machine;
use super::pretrain::{same_data, show, tell, tuned, variable};
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
    let location = RunLocation { runs: &global.runs, name: &args.out_run };
    let next = format!("nanollama chat -m {}", location.name);
    if args.resume {
        let resumption = Resumption::open(location, &flags, &machine)?;
        same_data(resumption.plan(), args.data.as_deref())?;
        same_base(resumption.plan(), args.run.as_deref())?;
        show(resumption.plan(), args.json, printer)?;
        if !args.dry_run {
            interrupt::listen("finishing this step, then saving")?;
            let mut watcher = Watcher::new(printer, machine.flops);
            let context = RunContext::new(&cpu, &mut watcher, &interrupt::requested);
            tell(&resumption.go_on(context)?, location, &next, printer);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (Some(base), Some(data)) = (&args.run, &args.data) else {
        anyhow::bail!("--run MODEL and --data FILE.jsonl are needed (or --resume)");
    };
    let tuning = Tuning { base, data, flags, runs: &global.runs };
    if !args.dry_run {
        vacant(location.runs, location.name)?;
    }
    let planned = tuning.plan(&machine, printer)?;
    show(&planned.plan, args.json, printer)?;
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    interrupt::listen("finishing this step, then saving")?;
    let finished = planned.start(location, &cpu, &machine, printer)?;
    tell(&finished, location, &next, printer);
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

/// A resolved fine-tuning, with what was read to resolve it.
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    source: nanollama_bundle::StoredModel,
    conversations: Conversations,
}

impl Tuning<'_> {
    /// Opens the base model and resolves the plan.
    pub(crate) fn plan(self, machine: &Machine, printer: &Printer) -> anyhow::Result<Planned> {
        let source = nanollama_bundle::open(self.base, &Locations::new(self.runs))?;
        let base = stage::base(self.base, &source, self.runs)?;
        let layers = Layers { environment: Some(&variable), flags: self.flags, ..Layers::default() };
        let recipe = layers.settle()?;
        let conversations = Conversations::read(self.data, source.tokenizer(), &recipe, &base)?;
        let cut = conversations.report().cut;
        if cut > 0 {
            printer.line(format_args!("{cut} conversations are longer than the context and are cut there"));
        }
        let data = conversations.facts().clone().into();
        let plan = Plan::resolve(&recipe, Stage::SFT, Some(&base), &data, machine)?;
        Ok(Planned { plan, source, conversations })
    }
}

impl Planned {
    /// Runs it.
    pub(crate) fn start(
        self,
        location: RunLocation<'_>,
        cpu: &Cpu,
        machine: &Machine,
        printer: &Printer,
    ) -> anyhow::Result<Finished> {
        let mut watcher = Watcher::new(printer, machine.flops);
        let context = RunContext::new(cpu, &mut watcher, &interrupt::requested);
        let base = Some((self.source.load_dense()?, self.source.tokenizer().clone()));
        let inputs = Inputs { base, conversations: Some(self.conversations) };
        Ok(run::start(&self.plan, inputs, location, context)?)
    }
}
