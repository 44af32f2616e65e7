//! `nanollama scaling`: a sweep of depths and budgets, as ordinary runs one after the other, and the laws that fit them.

mod law;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanollama_data::ConversationReading;
use nanollama_store::atomic;
use nanollama_store::run::{self, Run};
use nanollama_train::run::{Finished, RunContext, RunLocation, finished, resume, stored_plan};
use nanollama_train::{Layers, Machine, Plan, Recipe, Stage};

use super::device::{self, Opened};
use super::train::{Planning, variable};
use super::watch::Watcher;
use crate::args::{Global, ScalingArgs};
use crate::interrupt;
use crate::print::{self, Printer};
use crate::report::{Chart, Curve, Page};
use law::{Power, Trained};

/// Columns of the table.
const HEAD: [&str; 9] =
    ["depth", "parameters", "product_parameters", "tokens", "flops", "steps", "loss", "bits_per_byte", "seconds"];

pub(crate) fn run(args: &ScalingArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let opened = device::open(global, printer)?;
    let machine = opened.machine()?;
    interrupt::listen("finishing this step, then saving")?;
    let sweep = Sweep { args, runs: &global.runs, opened: &opened, machine: &machine, printer };
    let budgets: Vec<Option<f64>> =
        if args.budgets.is_empty() { vec![None] } else { args.budgets.iter().copied().map(Some).collect() };
    let mut trained = Vec::new();
    for budget in budgets {
        for depth in &args.depths {
            let Some(one) = sweep.train(*depth, budget)? else {
                printer.line("stopped and saved; the same command goes on");
                return Ok(ExitCode::SUCCESS);
            };
            trained.push(one);
            // What is done stands in the table, whatever comes next.
            atomic::write_bytes(&sweep.file("csv"), csv(&trained).as_bytes())?;
        }
    }
    let found = law::found(&trained);
    atomic::write_bytes(&sweep.file("html"), page(&args.name, &trained, &found).as_bytes())?;
    print::data(csv(&trained).trim_end())?;
    found.iter().for_each(|line| printer.line(line));
    printer.line(format_args!("{}, {}", sweep.file("csv").display(), sweep.file("html").display()));
    Ok(ExitCode::SUCCESS)
}

/// What every run of a sweep needs.
struct Sweep<'a> {
    args: &'a ScalingArgs,
    runs: &'a Path,
    opened: &'a Opened,
    machine: &'a Machine,
    printer: &'a Printer,
}

impl Sweep<'_> {
    /// A file of the sweep, in the folder at hand.
    fn file(&self, extension: &str) -> PathBuf {
        PathBuf::from(format!("{}.{extension}", self.args.name))
    }

    /// Trains a model, goes on with one, or takes what an earlier sweep left; `None` when it was stopped.
    fn train(&self, depth: usize, budget: Option<f64>) -> anyhow::Result<Option<Trained>> {
        let budgeted = budget.map(|flops| format!("-{flops:e}")).unwrap_or_default();
        let name = format!("{}-d{depth}{budgeted}", self.args.name);
        self.printer.heading(&name);
        let location = RunLocation { runs: self.runs, name: &name };
        let flags = Recipe { depth: Some(depth), flops: budget, ..Recipe::default() };
        let layers =
            Layers { environment: Some(&variable), flags: self.args.settings().overlay(flags), ..Layers::default() };
        let (data, reading) = (std::slice::from_ref(&self.args.data), &ConversationReading::default());
        let planning =
            Planning { stage: Stage::PRETRAIN, base: None, data, personality: None, reading, layers, runs: self.runs };
        let planned = planning.plan(self.machine, self.printer)?;
        let mut watcher = Watcher::new(self.printer, self.machine.flops);
        let context = RunContext::new(self.opened.device(), &mut watcher, &interrupt::requested);
        let plan = planned.plan.clone();
        let ended = if run::list(self.runs)?.contains(&name) {
            let run = Run::open(self.runs, &name)?;
            same(&plan, stored_plan(&run)?.as_ref(), &name)?;
            match finished(&run)? {
                Some(ended) => ended,
                None => resume(location, &Recipe::default(), self.machine, context)?,
            }
        } else {
            planned.start(location, context)?
        };
        if ended.interrupted {
            return Ok(None);
        }
        Trained::of(depth, budget, &plan, &ended)
            .map(Some)
            .ok_or_else(|| anyhow::anyhow!("{name}: its validation gave no number; give data with a validation split"))
    }
}

/// Refuses a run of that name that is another one. How many rows are computed at once is the machine's matter.
fn same(plan: &Plan, stored: Option<&Plan>, name: &str) -> anyhow::Result<()> {
    let settings = |plan: &Plan| Recipe { device_batch_size: None, ..plan.settings() };
    if stored.is_none_or(|stored| settings(stored) != settings(plan) || stored.data != plan.data) {
        anyhow::bail!("{name}: there is a run of that name with other settings; give another --name");
    }
    Ok(())
}

impl Trained {
    fn of(depth: usize, budget: Option<f64>, plan: &Plan, ended: &Finished) -> Option<Trained> {
        let score = ended.score?;
        Some(Trained {
            depth,
            budget,
            parameters: plan.cost.parameters,
            product_parameters: plan.model.product_parameters(),
            tokens: plan.cost.tokens,
            flops: plan.cost.flops_per_token * plan.cost.tokens as f64,
            steps: plan.steps,
            loss: score.loss,
            bits_per_byte: score.bits_per_byte,
            seconds: ended.elapsed,
        })
    }

    fn cells(&self) -> [String; 9] {
        let Trained {
            depth, parameters, product_parameters, tokens, flops, steps, loss, bits_per_byte, seconds, ..
        } = self;
        [
            depth.to_string(),
            parameters.to_string(),
            product_parameters.to_string(),
            tokens.to_string(),
            format!("{flops:.4e}"),
            steps.to_string(),
            format!("{loss:.5}"),
            format!("{bits_per_byte:.5}"),
            format!("{seconds:.1}"),
        ]
    }
}

fn csv(trained: &[Trained]) -> String {
    let rows = trained.iter().map(|one| one.cells().join(","));
    std::iter::once(HEAD.join(",")).chain(rows).map(|line| line + "\n").collect()
}

fn page(name: &str, trained: &[Trained], found: &[String]) -> String {
    let mut page = Page::new(name);
    found.iter().for_each(|line| page.paragraph(line));
    page.heading("Loss over operations");
    page.note("Both as powers of ten; the line is the law.");
    let log = |point: (f64, f64)| (point.0.log10(), point.1.log10());
    let mut points: Vec<(f64, f64)> = trained.iter().map(|one| log((one.flops, one.loss))).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let fitted = Power::of(&trained.iter().map(|one| (one.flops, one.loss)).collect::<Vec<_>>());
    let line = |power: Power| points.iter().map(|point| (point.0, power.at(10f64.powf(point.0)).log10())).collect();
    let mut curves = vec![Curve { name: "measured", points: points.clone() }];
    curves.extend(fitted.map(|power| Curve { name: "law", points: line(power) }));
    page.chart(&Chart { x: "floating-point operations", curves });
    let rows: Vec<Vec<String>> = trained.iter().map(|one| one.cells().to_vec()).collect();
    page.table(&HEAD, &rows, true);
    page.html()
}
