//! `nanollama find-lr`: a range test. A table and a curve for the terminal, and a page.

use std::process::ExitCode;

use nanollama_store::atomic;
use nanollama_train::range_test::{RatePoint, range_test, suggested};
use nanollama_train::{Layers, Plan, Stage, stage};
use serde_json::json;

use super::device;
use super::report::card::curve;
use super::train::variable;
use crate::args::{FindLrArgs, Global};
use crate::interrupt;
use crate::print::{self, Printer};
use crate::report::{Chart, Curve, Page};

/// Rows of the table.
const ROWS: usize = 16;
const HEAD: [&str; 3] = ["rate", "loss", "smoothed"];

pub(crate) fn run(args: &FindLrArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let FindLrArgs { from, to, .. } = *args;
    if !(from > 0.0 && to > from && to <= 10.0) {
        anyhow::bail!("--from {from} --to {to}: give rates above 0, the second above the first and 10 at most");
    }
    let opened = device::open(global, printer)?;
    let layers = Layers {
        size: Some(super::train::DEFAULT_SIZE),
        file: args.recipe.as_deref(),
        environment: Some(&variable),
        flags: args.settings(),
        ..Layers::default()
    };
    let data = stage::text_datasets(std::slice::from_ref(&args.data))?;
    let plan = Plan::resolve(&layers.settle()?, Stage::PRETRAIN, None, &data, &opened.machine()?)?;
    let tested = ["model", "data", "step", "memory"];
    printer.table(plan.describe().into_iter().filter(|(label, _)| tested.contains(label)));
    printer.line(format_args!("  {} steps, rates from {from} to {to}", print::grouped(plan.steps)));
    interrupt::listen("finishing this step, then telling what there is")?;
    let points = range_test(opened.device(), &plan, (from, to), &interrupt::requested)?;
    if points.len() < 2 {
        anyhow::bail!("no step came to a finite loss: give a lower --from");
    }
    atomic::write_bytes(&args.out, page(&points).as_bytes())?;
    tell(&points, args.json)?;
    printer.line(format_args!("{}: the same as a page", args.out.display()));
    printer.line(advice(&points));
    Ok(ExitCode::SUCCESS)
}

/// The points, for people or programs.
fn tell(points: &[RatePoint], json: bool) -> std::io::Result<()> {
    if json {
        for RatePoint { rate, loss, smoothed } in points {
            print::data(json!({ "rate": rate, "loss": loss, "smoothed": smoothed }))?;
        }
        let (lowest, suggested) = suggested(points).unzip();
        return print::data(json!({ "lowest": lowest, "suggested": suggested }));
    }
    print::data(format_args!("{:>10} {:>9} {:>9}", HEAD[0], HEAD[1], HEAD[2]))?;
    for [rate, loss, smoothed] in rows(points) {
        print::data(format_args!("{rate:>10} {loss:>9} {smoothed:>9}"))?;
    }
    print::data(curve(&points.iter().enumerate().map(|(at, point)| (at as f64, point.smoothed)).collect::<Vec<_>>()))
}

/// Some of the points, the first and the last among them.
fn rows(points: &[RatePoint]) -> impl Iterator<Item = [String; 3]> {
    let every = points.len().div_ceil(ROWS);
    let last = points.len() - 1;
    let some = points.iter().enumerate().filter(move |(at, _)| at % every == 0 || *at == last);
    some.map(|(_, point)| [short(point.rate), format!("{:.4}", point.loss), format!("{:.4}", point.smoothed)])
}

/// Two digits that count: `0.00026`.
fn short(rate: f64) -> String {
    let digits = (1.0 - rate.log10().floor()).clamp(0.0, 12.0) as usize;
    format!("{rate:.digits$}")
}

fn advice(points: &[RatePoint]) -> String {
    match suggested(points) {
        Some((lowest, rate)) => {
            format!("the loss is lowest at {}; a tenth of that is where to begin: --lr {}", short(lowest), short(rate))
        }
        None => format!("the loss was falling still at {}: give a higher --to", short(points[points.len() - 1].rate)),
    }
}

fn page(points: &[RatePoint]) -> String {
    let mut page = Page::new("Rate and loss");
    page.paragraph(advice(points));
    let curve = |name, of: fn(&RatePoint) -> f64| Curve {
        name,
        points: points.iter().map(|point| (point.rate.log10(), of(point))).collect(),
    };
    let curves = vec![curve("loss", |point| point.loss), curve("smoothed", |point| point.smoothed)];
    page.chart(&Chart { x: "rate of the matrices, as a power of ten", curves });
    page.table(&HEAD, &rows(points).map(Vec::from).collect::<Vec<_>>(), true);
    page.html()
}
