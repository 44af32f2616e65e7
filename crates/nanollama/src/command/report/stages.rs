//! The stages of a model: the runs that it came from, what all of them took, and what each reached, side by side.

use std::path::Path;

use super::told::Told;
use crate::print;

/// The run and those that it goes on from, as far as they are here, the first first.
pub(super) fn lineage(runs: &Path, name: &str, price: Option<f64>) -> anyhow::Result<Vec<Told>> {
    let mut told = vec![Told::read(runs, name, price)?];
    while let Some(base) = told[0].base.clone().filter(|base| runs.join(base).is_dir()) {
        // One that was imported has no steps to tell of; a name that comes again leads nowhere new.
        let known = told.iter().any(|told| told.name == base);
        let Some(before) = Told::read(runs, &base, price).ok().filter(|_| !known) else { break };
        told.insert(0, before);
    }
    Ok(told)
}

/// What stands above all: the model, its tokenizer, the machines, the time and what it cost.
pub(super) fn head(told: &[Told], price: Option<f64>) -> Vec<(&'static str, String)> {
    let Some(last) = told.last() else { return Vec::new() };
    let seconds: f64 = told.iter().map(|told| told.seconds).sum();
    let mut machines: Vec<&str> = Vec::new();
    for machine in told.iter().flat_map(|told| &told.machines) {
        if !machines.contains(&machine.as_str()) {
            machines.push(machine);
        }
    }
    let mut rows = vec![("parameters", last.parameters.clone()), ("tokenizer", told[0].tokenizer.clone())];
    if !machines.is_empty() {
        rows.push(("machine", machines.join("; then ")));
    }
    rows.push(("wall time", print::duration(seconds)));
    rows.extend(price.map(|price| ("cost", format!("{:.2} at {price} an hour", price * seconds / 3600.0))));
    rows
}

/// The heads of [`summary`]: BASE, MID, SFT, RL.
pub(super) fn columns(told: &[Told]) -> Vec<&str> {
    told.iter().map(|told| told.stage.as_str()).collect()
}

/// A row for each benchmark, CORE first and ChatCORE last, with a column for each stage; none where nothing was asked.
pub(super) fn summary(told: &[Told]) -> Vec<Vec<String>> {
    let mut tasks: Vec<&str> = Vec::new();
    for (task, _) in told.iter().flat_map(|told| &told.marks) {
        if !tasks.contains(&task.as_str()) {
            tasks.push(task);
        }
    }
    let place = |task: &&str| match *task {
        "CORE" => 0,
        "ChatCORE" => 2,
        _ => 1,
    };
    let ordered = (0..3).flat_map(|at| tasks.iter().filter(move |task| place(task) == at));
    let mark = |told: &Told, task: &str| {
        let found = told.marks.iter().find(|(name, _)| name == task);
        found.map_or("-".to_owned(), |(_, mark)| format!("{mark:.4}"))
    };
    let row = |task: &&str| std::iter::once((*task).to_owned()).chain(told.iter().map(|it| mark(it, task))).collect();
    ordered.map(row).collect()
}
