//! `nanollama plan`: what a run would cost, on this machine and on GPUs that are not here; before there is any text, too.

use std::process::ExitCode;

use nanollama_model::PRESETS;
use nanollama_train::quantity::{bytes, duration, grouped};
use nanollama_train::{DataFacts, Datasets, Error, GPUS, Gpus, Layers, Machine, Plan, Recipe, Rental, Stage, stage};
use serde_json::json;

use super::asked::DEFAULT_SIZE;
use super::planned::variable;
use super::together;
use crate::args::Global;
use crate::args::train::PlanArgs;
use crate::command::device;
use crate::print::{self, Printer};

/// Entries of a vocabulary where no data says so, and of a small model's, whose head would else be most of it.
const VOCABULARY: usize = 32_000;
const SMALL_VOCABULARY: usize = 8192;
/// Parameters below which a model is small so.
const SMALL: u64 = 20_000_000;
/// Bytes of memory that some machine may have.
const LARGEST: u64 = 8 << 40;
/// nanochat's depths in the table of all sizes, and their context.
const DEPTHS: [usize; 6] = [12, 16, 20, 24, 28, 32];
const DEPTHS_CONTEXT: usize = 2048;

pub(crate) fn run(args: &PlanArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    if args.price.is_some() && args.gpus.is_none() {
        anyhow::bail!("--price is what an hour of one GPU of --gpus costs: give --gpus, too, such as --gpus H100");
    }
    let world = args.nproc.map_or(1, usize::from);
    let machine = together::share(device::open(&together::each(global, world), printer)?.machine()?, world);
    if args.all {
        return all(args, &machine);
    }
    let priced = Priced::of(&asked(args)?, args, &machine)?;
    if args.json {
        print::data(priced.json()?.to_string())?;
    } else {
        printer.table(priced.rows());
        together::tell(&priced.plan, world, printer)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings as they were typed, from a recipe's file and the environment.
fn asked(args: &PlanArgs) -> anyhow::Result<Recipe> {
    let layers = Layers {
        size: Some(DEFAULT_SIZE),
        file: args.recipe.as_deref(),
        environment: Some(&variable),
        flags: flags(args),
        ..Layers::default()
    };
    Ok(layers.settle()?)
}

fn flags(args: &PlanArgs) -> Recipe {
    args.shape.settings().overlay(args.length.settings()).overlay(args.tune.settings())
}

/// A plan and what it takes here and elsewhere.
struct Priced {
    plan: Plan,
    /// Whether there is text for it.
    has_data: bool,
    /// Free bytes of this machine where they are too few.
    too_small: Option<u64>,
    rentals: Vec<(Rental, Option<f64>)>,
}

impl Priced {
    fn of(recipe: &Recipe, args: &PlanArgs, machine: &Machine) -> anyhow::Result<Priced> {
        let (plan, too_small) = match &args.data {
            Some(folder) => resolve(recipe, &stage::text_datasets(std::slice::from_ref(folder))?, machine)?,
            None => without_data(recipe, args, machine)?,
        };
        let others = GPUS.into_iter().map(|gpu| Gpus { count: 1, gpu }).filter(|gpus| Some(*gpus) != args.gpus);
        let of = |gpus: Gpus, price: Option<f64>| {
            let rental = Rental::of(&plan, gpus)?;
            let dollars = price.zip(rental.hours).map(|(price, hours)| price * hours * rental.count as f64);
            Ok::<_, Error>((rental, dollars))
        };
        let wanted = args.gpus.into_iter().map(|gpus| of(gpus, args.price));
        let rentals = wanted.chain(others.map(|gpus| of(gpus, None))).collect::<Result<_, _>>()?;
        Ok(Priced { has_data: args.data.is_some(), plan, too_small, rentals })
    }

    /// Label and text of each line.
    fn rows(&self) -> Vec<(String, String)> {
        let Priced { plan, has_data, too_small, rentals } = self;
        let mut rows: Vec<(String, String)> = Vec::new();
        for (label, text) in plan.describe() {
            let text = match label {
                "data" if !has_data => {
                    format!("none yet: text without end, vocabulary {}", grouped(plan.data.vocabulary() as u64))
                }
                "length" if !has_data => format!(
                    "{} steps, {} tokens: {:.1} tokens a parameter",
                    grouped(plan.steps),
                    grouped(plan.cost.tokens),
                    plan.cost.tokens as f64 / plan.cost.parameters as f64
                ),
                "order" | "stage" if !has_data => continue,
                "time" => match too_small {
                    None => text,
                    Some(free) => format!("{text}, whose {} of free memory are too few", bytes(*free)),
                },
                _ => text,
            };
            rows.push((label.to_owned(), text));
        }
        rows.extend(rentals.iter().map(|(rental, dollars)| (rental.gpus.clone(), line(rental, *dollars))));
        rows.push((
            "on GPUs".to_owned(),
            "hours at a share of the maker's rate that is assumed, not measured; a personality takes the same again"
                .to_owned(),
        ));
        if rentals.iter().any(|(rental, _)| rental.count > 1) {
            rows.push((
                String::new(),
                "several are priced as so many times one: this program trains on one so far".to_owned(),
            ));
        }
        rows
    }

    fn json(&self) -> anyhow::Result<serde_json::Value> {
        let Priced { plan, too_small, rentals, .. } = self;
        let mut whole = serde_json::to_value(plan)?;
        let mut machines = vec![json!({"machine": "this", "hours": plan.cost.hours, "fits": too_small.is_none()})];
        for (rental, dollars) in rentals {
            let mut row = serde_json::to_value(rental)?;
            (row["dollars"], row["measured"]) = (json!(dollars), json!(false));
            machines.push(row);
        }
        whole["machines"] = machines.into();
        Ok(whole)
    }
}

fn line(rental: &Rental, dollars: Option<f64>) -> String {
    let Rental { share, hours, rows, recompute, memory, of, flops, .. } = rental;
    let Some(hours) = hours else {
        let (needed, there) = (bytes(*memory), bytes(*of));
        return format!("too small: one row, its activations computed twice, takes {needed} of {there}");
    };
    let money = dollars.map(|dollars| format!(", ${dollars:.2}")).unwrap_or_default();
    let again = if *recompute { ", activations computed twice" } else { "" };
    let at_once = if *rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    format!(
        "{}{money} ({:.0}% of {:.0} TFLOP/s); {} of {} a GPU, {at_once} at once{again}",
        duration(hours * 3600.0),
        100.0 * share,
        flops / share / 1e12,
        bytes(*memory),
        bytes(*of),
    )
}

/// The plan of a recipe, and the machine's free bytes where they are too few: then it is made for a larger one, unless no
/// machine is so large.
fn resolve(recipe: &Recipe, data: &Datasets, machine: &Machine) -> Result<(Plan, Option<u64>), Error> {
    match Plan::resolve(recipe, Stage::PRETRAIN, None, data, machine) {
        Err(Error::Memory { needed, .. }) if needed <= LARGEST => {
            let larger = Machine { memory: u64::MAX, ..*machine };
            Ok((Plan::resolve(recipe, Stage::PRETRAIN, None, data, &larger)?, Some(machine.memory)))
        }
        plan => Ok((plan?, None)),
    }
}

/// Entries of the vocabulary of a model that has `parameters` with so many.
pub(crate) fn usual_vocabulary(parameters: impl Fn(usize) -> anyhow::Result<u64>) -> anyhow::Result<usize> {
    Ok(if parameters(SMALL_VOCABULARY)? < SMALL { SMALL_VOCABULARY } else { VOCABULARY })
}

/// The same before there is text, with a vocabulary as such a model has.
fn without_data(recipe: &Recipe, args: &PlanArgs, machine: &Machine) -> anyhow::Result<(Plan, Option<u64>)> {
    if recipe.epochs.is_some() {
        anyhow::bail!("epochs are passes over data: name it with --data, or leave them out");
    }
    let endless = |vocabulary| Datasets::from(DataFacts::without_end(vocabulary));
    let vocabulary = match args.vocab_size {
        Some(entries) => usize::try_from(entries).unwrap_or(usize::MAX),
        None => {
            let one_step = Recipe { steps: Some(1), ..Recipe::default() };
            let recipe = recipe.clone().overlay(one_step);
            usual_vocabulary(|entries| Ok(resolve(&recipe, &endless(entries), machine)?.0.cost.parameters))?
        }
    };
    Ok(resolve(recipe, &endless(vocabulary), machine)?)
}

/// All named sizes and depths, a line each.
fn all(args: &PlanArgs, machine: &Machine) -> anyhow::Result<ExitCode> {
    let context = Recipe { context: args.shape.context, ..Recipe::default() };
    if flags(args) != context || args.recipe.is_some() {
        anyhow::bail!("--all tells of every size as it is; of a plan only --context can be given beside it");
    }
    let layers = |name: &str| {
        let flags = Recipe { model: Some(name.to_owned()), context: args.shape.context, ..Recipe::default() };
        Layers { size: Some(DEFAULT_SIZE), flags, ..Layers::default() }.settle()
    };
    let named = PRESETS.iter().map(|preset| layers(preset.name)).collect::<Result<Vec<_>, _>>()?;
    let context = Some(args.shape.context.unwrap_or(DEPTHS_CONTEXT));
    let dialled = DEPTHS.iter().map(|&depth| Recipe { depth: Some(depth), context, ..Recipe::default() });
    let mut rows = vec![heading()];
    let mut data = Vec::new();
    for recipe in named.into_iter().chain(dialled) {
        let priced = Priced::of(&recipe, args, machine)?;
        if args.json {
            data.push(priced.json()?);
        }
        rows.push(cells(&priced));
    }
    match args.json {
        true => print::data(serde_json::Value::from(data).to_string())?,
        false => print::data(aligned(&rows))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn heading() -> Vec<String> {
    let fixed = ["size", "parameters", "tokens", "FLOPs", "here"].map(str::to_owned);
    fixed.into_iter().chain(GPUS.iter().map(|gpu| gpu.name.to_owned())).collect()
}

fn cells(priced: &Priced) -> Vec<String> {
    let Plan { size, cost, .. } = &priced.plan;
    let billions = |count: u64| format!("{:.2}B", count as f64 / 1e9);
    let here = if priced.too_small.is_none() { duration(cost.hours * 3600.0) } else { "too small".to_owned() };
    let mut row = vec![
        size.clone().unwrap_or_default(),
        grouped(cost.parameters),
        billions(cost.tokens),
        format!("{:.1e}", cost.flops),
        here,
    ];
    let hours = |rental: &Rental| rental.hours.map_or("too small".to_owned(), |hours| duration(hours * 3600.0));
    row.extend(priced.rentals.iter().map(|(rental, _)| hours(rental)));
    row
}

/// Columns as wide as their widest cell, the first to the left.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let cell = |(column, text): (usize, &String)| match column {
        0 => format!("{text:<0$}", widths[0]),
        _ => format!("{text:>0$}", widths[column]),
    };
    let line = |row: &Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
