//! What is told of a run with a personality: that it has a control, and what makes it.

use nanollama_store::run::{Run, list};
use nanollama_train::Plan;
use nanollama_train::run::{RunLocation, stored_plan};

use crate::command::advice;
use crate::print::Printer;

/// Says what the run is compared with, and gives what to type when it is done: for the control, or where that is there for γ;
/// nothing of a run without a personality.
pub(super) fn tell(
    plan: &Plan,
    location: RunLocation<'_>,
    json: bool,
    printer: &Printer,
) -> anyhow::Result<Option<String>> {
    if plan.personality.is_none() {
        return Ok(None);
    }
    let there = control_of(plan, location)?;
    let typed = format!("{} pretrain --control {}", advice::program(location.runs), location.name);
    if !json {
        match &there {
            Some(run) => printer.line(format_args!("  control: the run {run}, the same without the personality")),
            None => printer.line(format_args!(
                "  control: the same without the personality, which takes as long again; once this run has begun: \
                 {typed}"
            )),
        }
    }
    Ok(Some(there.map_or(typed, |control| extraction(location, &control, location.name))))
}

/// What takes γ of a run and its control.
pub(super) fn extraction(location: RunLocation<'_>, control: &str, run: &str) -> String {
    format!("{} gamma extract {control} {run} --out gamma_{run}.safetensors", advice::program(location.runs))
}

/// The run that is this one without its personality, if there is one.
fn control_of(plan: &Plan, location: RunLocation<'_>) -> anyhow::Result<Option<String>> {
    for name in list(location.runs)? {
        // A run of a later program is none of ours.
        let stored = Run::open(location.runs, &name).ok().and_then(|run| stored_plan(&run).ok()).flatten();
        if stored.is_some_and(|stored| stored.is_control_of(plan)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
