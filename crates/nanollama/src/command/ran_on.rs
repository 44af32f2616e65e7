//! On which machines a run has been trained: a line of JSON in its folder each time it begins or goes on. The plan does not have it,
//! because no bit depends on it.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_kernel::machine::Machine;
use serde_json::{Value, json};

use crate::print;

/// The file in a run's folder.
const FILE: &str = "machine.jsonl";

/// Notes this machine: the run goes on behind `done` steps on `device`.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn note(run: &Path, done: u64, device: &str) -> std::io::Result<()> {
    let Machine { cpu, cores, memory, .. } = Machine::read();
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let line = json!({"step": done, "at": at, "program": concat!("nanollama ", env!("CARGO_PKG_VERSION")),
        "system": format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH), "processor": cpu, "cores": cores,
        "memory": memory, "device": device});
    let mut file = File::options().append(true).create(true).open(run.join(FILE))?;
    // One write a line, so that a line is whole or absent.
    file.write_all(format!("{line}\n").as_bytes())
}

/// The machines of a run in words, each once, the first first; none where a run was trained before there were such lines.
pub(super) fn machines(run: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(run.join(FILE)).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let text = |field: &str| line[field].as_str().unwrap_or("unknown");
        let memory = line["memory"].as_u64().map_or("unknown".into(), print::bytes);
        let said = format!(
            "{}, {} cores, {memory} of memory, {}; {}; {}",
            text("processor"),
            line["cores"],
            text("system"),
            text("device"),
            text("program")
        );
        if !found.contains(&said) {
            found.push(said);
        }
    }
    found
}
