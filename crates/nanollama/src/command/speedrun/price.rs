//! What it costs before anything begins, and how deep a model a budget pays for.

use nanollama_train::{DataFacts, Datasets, Layers, Machine, Plan, Recipe, Rental, Stage};

use crate::args::speedrun::SpeedrunArgs;
use crate::command::train::variable;
use crate::print::{self, Printer};

/// Share of a budget that pretraining may take: conversations, benchmarks and the tokenizer took a tenth of nanochat's time.
const BASE: f64 = 0.9;
/// Depths that a budget chooses from.
const DEPTHS: std::ops::RangeInclusive<u16> = 2..=64;

/// The settings of pretraining.
fn settings(args: &SpeedrunArgs, depth: u16) -> Recipe {
    Recipe {
        depth: Some(depth.into()),
        context: Some(args.context),
        steps: args.steps,
        ratio: args.steps.is_none().then_some(args.target_param_data_ratio),
        batch_tokens: args.batch_tokens.map(|tokens| usize::try_from(tokens).unwrap_or(usize::MAX)),
        ..Recipe::default()
    }
}

/// The plan of pretraining a depth on text without end.
fn plan(args: &SpeedrunArgs, depth: u16, machine: &Machine) -> anyhow::Result<Plan> {
    let data = Datasets::from(DataFacts::without_end(usize::try_from(args.vocab_size)?));
    let layers = Layers { environment: Some(&variable), flags: settings(args, depth), ..Layers::default() };
    // What does not fit this machine is priced for one that is large enough.
    let machine = Machine { memory: u64::MAX, ..*machine };
    Ok(Plan::resolve(&layers.settle()?, Stage::PRETRAIN, None, &data, &machine)?)
}

/// Hours of pretraining on what it is priced on; None where it does not fit.
fn hours(args: &SpeedrunArgs, plan: &Plan) -> anyhow::Result<Option<f64>> {
    match args.gpus {
        Some(gpus) => Ok(Rental::of(plan, gpus)?.hours),
        None => Ok(Some(plan.cost.hours)),
    }
}

/// The depth that was asked for or that the budget pays for, with its price told.
pub(super) fn settle(args: &SpeedrunArgs, machine: &Machine, printer: &Printer) -> anyhow::Result<u16> {
    let count = args.gpus.map_or(1, |gpus| gpus.count) as f64;
    let an_hour = args.price * count;
    let budget = args.hours.or(args.dollars.map(|dollars| dollars / an_hour)).map(|hours| BASE * hours);
    let (depth, plan) = match budget {
        None => {
            let depth = args.depth.unwrap_or(20);
            (depth, plan(args, depth, machine)?)
        }
        Some(budget) => {
            let mut found = None;
            for depth in DEPTHS.step_by(2) {
                let plan = plan(args, depth, machine)?;
                if hours(args, &plan)?.is_none_or(|hours| hours > budget) {
                    break;
                }
                found = Some((depth, plan));
            }
            found.ok_or_else(|| {
                anyhow::anyhow!("the budget pays for no model: 2 layers take longer than {budget:.2} hours")
            })?
        }
    };
    let time = |hours: f64| print::duration(hours * 3600.0);
    let cost = &plan.cost;
    let mut rows = vec![
        ("model", format!("depth {depth}: {} parameters", print::grouped(cost.parameters))),
        (
            "base",
            format!(
                "{} steps, {} tokens, {:.1e} operations",
                print::grouped(plan.steps),
                print::grouped(cost.tokens),
                cost.flops
            ),
        ),
        ("here", format!("about {} of pretraining, {} of memory", time(cost.hours), print::bytes(cost.memory.total()))),
    ];
    if let Some(gpus) = args.gpus {
        let rental = Rental::of(&plan, gpus)?;
        let said = rental.hours.map_or("too small".to_owned(), |hours| {
            let (whole, dollars) = (hours / BASE, hours / BASE * an_hour);
            format!(
                "about {} of pretraining, {} and ${dollars:.0} in all at ${:.2} an hour of a GPU, {:.0}% of its rate assumed",
                time(hours),
                time(whole),
                args.price,
                100.0 * rental.share
            )
        });
        rows.push(("rented", format!("{}: {said}", rental.gpus)));
    }
    rows.push((
        "beside",
        format!("conversations, benchmarks and the report take about a {:.0}th of it", 1.0 / (1.0 - BASE)),
    ));
    printer.table(rows);
    Ok(depth)
}
