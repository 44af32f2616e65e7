//! The verbs that train, each a stage, and `nanollama plan`. Stages differ in their axes alone, so all verbs go the same
//! way: plan, show the plan, start the run or go on with it, say what to type next.

mod asked;
mod plan;
mod planned;

use std::path::Path;
use std::process::ExitCode;

use nanollama_store::run::vacant;
use nanollama_train::run::{Finished, Resumption, RunContext, RunLocation};
use nanollama_train::{MOST_EPOCHS, Machine, Plan};

use super::dashboard::Dashboard;
use super::watch::Watcher;
use super::{advice, device};
use crate::args::Global;
use crate::args::train::TrainCommand;
use crate::interrupt;
use crate::print::{self, Printer};
use asked::Asked;
use planned::Planned;

pub(crate) use plan::run as plan;
pub(crate) use planned::{Planning, variable};

pub(crate) fn run(command: &TrainCommand, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let asked = Asked::of(command)?;
    let location = RunLocation { runs: &global.runs, name: asked.run };
    if !asked.resume && !asked.dry_run {
        vacant(location.runs, location.name)?;
    }
    let opened = device::open(global, printer)?;
    let machine = opened.machine()?;
    let way = Way::of(&asked, location, &machine, printer)?;
    show(way.plan(), asked.json, printer)?;
    tell_cut(&asked, way.plan(), printer);
    opened.check_samples(&way.plan().watch)?;
    if asked.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    let _shown = asked.dashboard.map(|port| Dashboard::start(port, location.runs)).transpose()?;
    interrupt::listen("finishing this step, then saving")?;
    let next = next(way.plan(), location);
    let mut watcher = Watcher::new(printer, machine.flops);
    let context = RunContext::new(opened.device(), &mut watcher, &interrupt::requested);
    let finished = match way {
        Way::Start(planned) => planned.start(location, context)?,
        Way::GoOn(resumption) => resumption.go_on(context)?,
    };
    tell(&finished, location, &next, printer);
    Ok(ExitCode::SUCCESS)
}

/// A run that can begin, or one that can go on.
enum Way<'a> {
    Start(Box<Planned>),
    GoOn(Box<Resumption<'a>>),
}

impl<'a> Way<'a> {
    fn of(
        asked: &'a Asked<'_>,
        location: RunLocation<'a>,
        machine: &'a Machine,
        printer: &Printer,
    ) -> anyhow::Result<Way<'a>> {
        if !asked.resume {
            return Ok(Way::Start(Box::new(asked.planning(location.runs).plan(machine, printer)?)));
        }
        if let Some(recipe) = asked.recipe {
            anyhow::bail!(
                "--recipe {}: a resumed run goes on with the plan it was started with; leave --recipe out",
                recipe.display()
            );
        }
        let resumption = Resumption::open(location, &asked.flags, asked.data, machine)?;
        same_base(resumption.plan(), asked.base, asked.run_flag)?;
        Ok(Way::GoOn(Box::new(resumption)))
    }

    fn plan(&self) -> &Plan {
        match self {
            Way::Start(planned) => &planned.plan,
            Way::GoOn(resumption) => resumption.plan(),
        }
    }
}

/// A resumed run goes on from its own base; naming it again is no contradiction, naming another is.
fn same_base(plan: &Plan, typed: Option<&str>, run_flag: &str) -> anyhow::Result<()> {
    let (Some(typed), Some(base)) = (typed, &plan.base) else { return Ok(()) };
    let run = base.name.split('@').next().unwrap_or(&base.name);
    if typed != base.name && typed != run && std::path::absolute(typed)? != Path::new(&base.name) {
        anyhow::bail!(
            "--run {typed}: the run was started from {}; leave --run out to go on with it, or start another one with {run_flag} NAME",
            base.name
        );
    }
    Ok(())
}

fn show(plan: &Plan, json: bool, printer: &Printer) -> anyhow::Result<()> {
    if json {
        print::data(serde_json::to_string(plan)?)?;
    } else {
        printer.table(plan.describe());
    }
    Ok(())
}

/// Says so where the text is too short for the tokens that were asked for by the parameter.
fn tell_cut(asked: &Asked<'_>, plan: &Plan, printer: &Printer) {
    let Some(ratio) = asked.flags.ratio else { return };
    let wanted = ratio * plan.length_parameters() as f64;
    if asked.json || (plan.cost.tokens as f64) > wanted - plan.step.tokens as f64 {
        return;
    }
    printer.line(format_args!(
        "the text ends the run: {MOST_EPOCHS} passes, where {} tokens were asked for; --tokens or --epochs goes on",
        print::grouped(wanted as u64)
    ));
}

/// What to type when the run is done.
fn next(plan: &Plan, location: RunLocation<'_>) -> String {
    let (program, name) = (advice::program(location.runs), location.name);
    match plan.chat_template() {
        Some(_) => format!("{program} chat -m {name}"),
        None => format!("{program} run -m {name} -p 'Once upon a time'"),
    }
}

/// How a run ended, and what to type next: `next` when it is done.
fn tell(finished: &Finished, location: RunLocation<'_>, next: &str, printer: &Printer) {
    let folder = location.runs.join(location.name);
    if finished.interrupted {
        printer.line(format_args!("stopped and saved at step {} of {}", finished.step, finished.steps));
        printer.line(format_args!("next: the same command with --resume, or {next}"));
        return;
    }
    let score = finished.score.map(|score| format!(", {:.4} bits per byte", score.bits_per_byte)).unwrap_or_default();
    printer.line(format_args!("done: {} steps in {}{score}", finished.step, print::duration(finished.elapsed)));
    printer.line(format_args!("  {}", folder.display()));
    printer.line(format_args!("next: {next}"));
}
