//! The verbs that train, each a stage, and `nanollama plan`. Stages differ in their axes alone, so all verbs go the same
//! way: plan, show the plan, start the run or go on with it, say what to type next.

mod asked;
mod drawn;
mod personality;
mod plan;
mod planned;
mod together;

use std::path::Path;
use std::process::ExitCode;

use nanollama_store::run::vacant;
use nanollama_train::ranks::Ranks;
use nanollama_train::run::{Finished, Resumption, RunContext, RunLocation};
use nanollama_train::{Event, MOST_EPOCHS, Machine, Plan};

use super::dashboard::Dashboard;
use super::ranks::{self, Seat, Training};
use super::wandb::Wandb;
use super::watch::Watcher;
use super::{advice, device};
use crate::args::stage::TrainCommand;
use crate::args::{DeviceName, Global};
use crate::interrupt;
use crate::print::{self, Printer};
use asked::Asked;
use planned::Planned;

pub(crate) use asked::DEFAULT_SIZE;
pub(crate) use plan::{run as plan, usual_vocabulary};
pub(crate) use planned::{Planning, variable};

pub(crate) fn run(command: &TrainCommand, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    if let TrainCommand::Lora(args) = command
        && let Some(file) = &args.file
    {
        super::lora::run(file, global, printer)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut asked = Asked::of(command)?;
    let (run, verb) = (asked.run.clone(), command.verb());
    let location = RunLocation { runs: &global.runs, name: &run };
    let seat = Seat::own();
    if seat.as_ref().is_some_and(|seat| seat.again) && vacant(location.runs, location.name).is_err() {
        asked.go_on();
    }
    if !asked.resume && !asked.dry_run && seat.as_ref().is_none_or(|seat| seat.rank.index == 0) {
        vacant(location.runs, location.name)?;
    }
    // Some stages are trained on this machine's cores, also where a GPU would be taken.
    let on_cores = Global { device: DeviceName::Cpu, ..global.clone() };
    let global = if asked.stage.is_for_cores() { &on_cores } else { global };
    if asked.ranks.count() > 1 {
        together::check((asked.ranks, verb), asked.stage.feed, global)?;
    }
    if seat.is_none() {
        ranks::refuse_launchers(&variable)?;
        if asked.ranks.count() > 1 && !asked.dry_run {
            let training = Training { ranks: asked.ranks, location, verb, run_flag: asked.run_flag };
            return ranks::run(&training, printer);
        }
    }
    let world = asked.ranks.count();
    let opened = device::open(&together::each(global, world), printer)?;
    let machine = together::share(opened.machine()?, world);
    let way = Way::of(&asked, location, &machine, printer)?;
    if let Some(seat) = seat.as_ref().filter(|seat| seat.rank.index > 0) {
        // One that is not the first trains with the others, and says nothing.
        let ranks = together::meet(seat, asked.ranks)?;
        let mut unwatched = |_: &Event<'_>| {};
        way.train(location, RunContext::new(opened.device(), &mut unwatched, &|| false).among(ranks))?;
        return Ok(ExitCode::SUCCESS);
    }
    show(way.plan(), asked.json, printer)?;
    together::tell(way.plan(), world, printer)?;
    tell_cut(&asked, way.plan(), printer);
    let voiced = personality::tell(way.plan(), location, asked.json, printer)?;
    if asked.dry_run {
        // What it is to be graded by is looked for, as a run looks.
        way.plan().battery()?;
        return Ok(ExitCode::SUCCESS);
    }
    let wandb = wandb(&asked, printer)?;
    let _shown = asked.dashboard.map(|port| Dashboard::start(port, location.runs)).transpose()?;
    let ranks = match &seat {
        Some(seat) => together::meet(seat, asked.ranks)?,
        None => {
            interrupt::listen("finishing this step, then saving")?;
            Ranks::ONE
        }
    };
    let next = match asked.control {
        Some(run) => personality::extraction(location, location.name, run),
        None => voiced.unwrap_or_else(|| next(way.plan(), location)),
    };
    let whose = if way.plan().average.is_some() { " of the averaged weights" } else { "" };
    let mut watcher = Watcher::new(printer, machine.flops).sending_to(wandb);
    let context = RunContext::new(opened.device(), &mut watcher, &interrupt::requested).among(ranks);
    let finished = way.train(location, context)?;
    watcher.finish(!finished.interrupted);
    tell(&finished, location, (&next, whose), printer);
    Ok(ExitCode::SUCCESS)
}

/// The client of Weights & Biases, where the run is to be sent there.
fn wandb(asked: &Asked<'_>, printer: &Printer) -> anyhow::Result<Option<Wandb>> {
    let name = variable("WANDB_RUN").filter(|name| !name.is_empty());
    match (asked.wandb, name.as_deref()) {
        (None, Some(_)) => printer.line("note: WANDB_RUN is not read without --wandb"),
        // A name that switches nanochat's client off.
        (Some(_), Some("dummy")) => printer.line("note: WANDB_RUN=dummy: nothing is sent to Weights & Biases"),
        (Some(project), _) => return Wandb::find(project).map(Some),
        (None, None) => {}
    }
    Ok(None)
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
        if let Some(run) = asked.control.filter(|_| !asked.resume) {
            return Ok(Way::Start(Box::new(Planned::control(run, location.runs, printer)?)));
        }
        if !asked.resume {
            return Ok(Way::Start(Box::new(asked.planning(location.runs).plan(machine, printer)?)));
        }
        if let Some(recipe) = asked.recipe {
            anyhow::bail!(
                "--recipe {}: a resumed run goes on with the plan it was started with; leave --recipe out",
                recipe.display()
            );
        }
        let resumption = Resumption::open(location, &asked.flags, (asked.data, asked.personality), machine)?;
        same_base(resumption.plan(), asked)?;
        Ok(Way::GoOn(Box::new(resumption)))
    }

    fn train(self, location: RunLocation<'_>, context: RunContext<'_>) -> anyhow::Result<Finished> {
        match self {
            Way::Start(planned) => planned.start(location, context),
            Way::GoOn(resumption) => Ok(resumption.go_on(context)?),
        }
    }

    fn plan(&self) -> &Plan {
        match self {
            Way::Start(planned) => &planned.plan,
            Way::GoOn(resumption) => resumption.plan(),
        }
    }
}

/// A resumed run goes on from its own base; naming it again is no contradiction, naming another is.
fn same_base(plan: &Plan, asked: &Asked<'_>) -> anyhow::Result<()> {
    let Asked { base_flag, run_flag, .. } = asked;
    let (Some(typed), Some(base)) = (asked.base, &plan.base) else { return Ok(()) };
    let run = base.name.split('@').next().unwrap_or(&base.name);
    if typed != base.name && typed != run && std::path::absolute(typed)? != Path::new(&base.name) {
        anyhow::bail!(
            "{base_flag} {typed}: the run was started from {}; leave {base_flag} out to go on with it, or start another one with {run_flag} NAME",
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
    if let (true, Some(base)) = (plan.stage.is_adapter(), &plan.base) {
        let verb = if plan.chat_template().is_some() { "chat" } else { "run" };
        let prompt = if verb == "run" { " -p 'Once upon a time'" } else { "" };
        return format!("{program} {verb} -m {} --lora {name}{prompt}", base.name);
    }
    match plan.chat_template() {
        Some(_) => format!("{program} chat -m {name}"),
        None => format!("{program} run -m {name} -p 'Once upon a time'"),
    }
}

/// How a run ended, `whose` weights were measured, and what to type next: `next` when it is done.
fn tell(finished: &Finished, location: RunLocation<'_>, (next, whose): (&str, &str), printer: &Printer) {
    let folder = location.runs.join(location.name);
    if finished.interrupted {
        printer.line(format_args!("stopped and saved at step {} of {}", finished.step, finished.steps));
        printer.line(format_args!("next: the same command with --resume, or {next}"));
        return;
    }
    let score =
        finished.score.map(|score| format!(", {:.4} bits per byte{whose}", score.bits_per_byte)).unwrap_or_default();
    let early = match finished.early {
        true => format!(" of {}: it got no better", finished.steps),
        false => String::new(),
    };
    let elapsed = print::duration(finished.elapsed);
    printer.line(format_args!("done: {} steps{early} in {elapsed}{score}", finished.step));
    if finished.early {
        printer.line(format_args!("  the best is {}@best", location.name));
    }
    printer.line(format_args!("  {}", folder.display()));
    printer.line(format_args!("next: {next}"));
}
