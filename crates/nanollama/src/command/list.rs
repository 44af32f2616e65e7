//! `nanollama list`

use std::process::ExitCode;

use nanollama_store::run::{self, Run};
use nanollama_train::run::stored_plan;
use serde_json::{Value, json};

use crate::args::{Global, ListArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &ListArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let mut rows = Vec::new();
    for name in run::list(&global.runs)? {
        rows.push(describe(&Run::open(&global.runs, &name)?)?);
    }
    if rows.is_empty() {
        printer.line(format_args!("no runs in {}: nanollama quickstart makes one", global.runs.display()));
    }
    for row in &rows {
        if args.json {
            print::data(row)?;
        } else {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            let number = |key: &str| row[key].as_u64().map_or("-".into(), print::grouped);
            let best = row["best"].as_f64().map_or("-".into(), |best| format!("{best:.3}"));
            let (name, stage) = (text("name"), text("stage"));
            print::data(format_args!(
                "{name:<20} {stage:<9} {:>14} parameters  step {:>8} of {:<8} best {best} bits per byte",
                number("parameters"),
                number("step"),
                number("steps")
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn describe(run: &Run) -> anyhow::Result<Value> {
    let plan = stored_plan(run)?;
    let step = run.steps()?.last().copied();
    Ok(json!({
        "name": run.name(),
        "stage": plan.as_ref().map_or(nanollama_bundle::IMPORT_STAGE.into(), |plan| plan.stage.to_string()),
        "parameters": plan.as_ref().map(|plan| plan.model.parameter_count()),
        "step": step,
        "steps": plan.as_ref().map(|plan| plan.steps),
        "best": run.best()?.map(|best| best.value),
    }))
}
