//! Results of a run's evaluations: lines of JSON in its folder, which its report tells.

use std::io::Write;
use std::path::Path;

use nanollama_bundle::StoredModel;
use nanollama_store::run::Run;
use serde_json::{Value, json};

use crate::args::Global;
use crate::print::Printer;

/// The file in a run's folder.
const FILE: &str = "evaluations.jsonl";
/// What has a mean over several tasks.
const MEANS: [&str; 2] = ["CORE", "ChatCORE"];

/// Appends results where the model is a run's.
pub(super) fn keep(
    typed: &str,
    source: &StoredModel,
    global: &Global,
    results: &Value,
    printer: &Printer,
) -> anyhow::Result<()> {
    let name = typed.split('@').next().unwrap_or(typed);
    let Ok(run) = Run::open(&global.runs, name) else { return Ok(()) };
    if !source.path().starts_with(run.path()) {
        return Ok(());
    }
    let mut results = results.clone();
    results["checkpoint"] = json!(source.path().file_name().and_then(|name| name.to_str()));
    let path = run.path().join(FILE);
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path)?;
    // One write a line, so that a line is whole or absent.
    file.write_all(format!("{results}\n").as_bytes())?;
    printer.line(format_args!("{}: kept for `nanollama report {name}`", path.display()));
    Ok(())
}

/// What was kept, in words: the checkpoint, the task and its result, the latest of each.
pub(in crate::command) fn read(run: &Path) -> Vec<[String; 3]> {
    let Ok(text) = std::fs::read_to_string(run.join(FILE)) else { return Vec::new() };
    let mut found: Vec<[String; 3]> = Vec::new();
    for line in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let checkpoint = line["checkpoint"].as_str().unwrap_or_default();
        let tasks = line["tasks"].as_object().into_iter().flatten();
        let means = MEANS.into_iter().filter_map(|name| Some((name, line.get(name)?)));
        let all = tasks.map(|(name, result)| (name.as_str(), result)).chain(means);
        for (task, result) in all {
            found.retain(|[of, name, _]| (of.as_str(), name.as_str()) != (checkpoint, task));
            found.push([checkpoint.to_owned(), task.to_owned(), spoken(result)]);
        }
    }
    found
}

/// The latest number of each task and mean, whichever checkpoint was asked.
pub(in crate::command) fn latest(run: &Path) -> Vec<(String, f64)> {
    let text = std::fs::read_to_string(run.join(FILE)).unwrap_or_default();
    let mut found: Vec<(String, f64)> = Vec::new();
    for line in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let tasks = line["tasks"].as_object().into_iter().flatten().map(|(name, result)| (name.as_str(), result));
        let means = MEANS.into_iter().filter_map(|name| Some((name, line.get(name)?)));
        for (name, result) in tasks.chain(means) {
            let number = ["accuracy", "mean", "bits_per_byte"].iter().find_map(|field| result[field].as_f64());
            let Some(number) = number else { continue };
            found.retain(|(known, _)| known != name);
            found.push((name.to_owned(), number));
        }
    }
    found
}

/// A result in words: of a task, of a mean, of a text.
fn spoken(result: &Value) -> String {
    let number = |field: &str| result[field].as_f64();
    let ends = [0, 1].map(|end| result["interval"][end].as_f64().unwrap_or(f64::NAN));
    if let Some(bits) = number("bits_per_byte") {
        return format!("{bits:.4} bits a byte");
    }
    let (share, of) = match (number("accuracy"), number("mean")) {
        (Some(share), _) => (share, format!("{} of {}", result["right"], result["asked"])),
        (None, mean) => (mean.unwrap_or(f64::NAN), format!("over {} of {}", result["over"], result["of"])),
    };
    format!("{share:.4} ({of}), 95% {:.4} to {:.4}", ends[0], ends[1])
}
