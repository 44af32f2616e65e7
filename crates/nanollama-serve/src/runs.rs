//! `/runs`: what training writes, to be looked at while it goes on. Read only.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{Response, Uri};
use nanollama_store::run::{self, Run};
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::reply;
use crate::settings::Runs;
use crate::state::State;

/// Bytes of lines in one answer.
const MOST: u64 = 256 << 10;

/// `GET /runs`.
pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    let runs = of(&state)?;
    let names = run::list(&runs.folder).map_err(unreadable)?;
    // One that cannot be read is no reason not to see the others.
    let described = names.iter().filter_map(|name| describe(runs, &Run::open(&runs.folder, name).ok()?).ok());
    let described: Vec<Value> = described.map(Value::Object).collect();
    Ok(reply::json(&json!({"runs": described})))
}

/// Where somebody who reads a run's lines has come.
#[derive(Debug, Default, PartialEq)]
struct Asked {
    offset: u64,
    file: String,
}

impl Asked {
    /// From `offset=N&file=F`; what is no such thing begins at the start.
    fn of(query: &str) -> Asked {
        let mut asked = Asked::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "offset" => asked.offset = value.parse().unwrap_or(0),
                "file" => asked.file = value.to_owned(),
                _ => {}
            }
        }
        asked
    }
}

/// `GET /runs/NAME?offset=N&file=F`: its plan, and whole lines of its metrics from a byte on. An offset in another file than
/// the one that is there now counts as 0.
pub(crate) async fn one(
    Shared(state): Shared<Arc<State>>,
    Path(name): Path<String>,
    uri: Uri,
) -> Result<Response<Body>, Failure> {
    let runs = of(&state)?;
    let known = run::list(&runs.folder).map_err(unreadable)?;
    if !known.contains(&name) {
        return Err(Failure::not_found(format!("there is no run {name:?}")));
    }
    let run = Run::open(&runs.folder, &name).map_err(unreadable)?;
    let mut answer = describe(runs, &run)?;
    let plan = run.plan().map_err(unreadable)?;
    answer.insert("plan".into(), serde_json::from_str(&plan).unwrap_or(Value::Null));
    answer.insert("checkpoints".into(), json!(run.steps().map_err(unreadable)?));
    let lines = match Lines::read(&run, &Asked::of(uri.query().unwrap_or_default())) {
        Ok(lines) => lines,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Lines::default(),
        Err(error) => return Err(unreadable(error)),
    };
    answer.insert("file".into(), json!(lines.file));
    answer.insert("offset".into(), json!(lines.offset));
    answer.insert("next".into(), json!(lines.offset + lines.text.len() as u64));
    answer.insert("more".into(), json!(lines.more));
    answer.insert("lines".into(), json!(lines.text));
    Ok(reply::json(&Value::Object(answer)))
}

fn of(state: &State) -> Result<&Runs, Failure> {
    state.settings.runs.as_ref().ok_or_else(|| Failure::not_found("this server shows no runs"))
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure::internal(error.to_string())
}

fn describe(runs: &Runs, run: &Run) -> Result<Map<String, Value>, Failure> {
    let plan: Value = run.plan().ok().and_then(|plan| serde_json::from_str(&plan).ok()).unwrap_or(Value::Null);
    let best = run.best().map_err(unreadable)?;
    let best = best.map(|best| json!({"step": best.step, "metric": best.metric, "value": best.value}));
    let metrics = run.metrics_path();
    let changed = metrics.metadata().and_then(|metadata| metadata.modified()).ok();
    let changed =
        changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_millis() as u64);
    let described = json!({
        "name": run.name(),
        "stage": (runs.stage)(run),
        "running": run.is_being_written().map_err(unreadable)?,
        "parameters": plan["cost"]["parameters"],
        "step": last_step(&metrics),
        "steps": plan["steps"],
        "best": best,
        "changed": changed,
    });
    match described {
        Value::Object(map) => Ok(map),
        _ => unreachable!("it is written as an object"),
    }
}

/// The step of the last whole line.
fn last_step(metrics: &std::path::Path) -> Option<u64> {
    const TAIL: u64 = 64 << 10;
    let mut file = File::open(metrics).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes).ok()?;
    let whole = &bytes[..bytes.iter().rposition(|&byte| byte == b'\n')?];
    let start = whole.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let line: Value = serde_json::from_slice(&whole[start..]).ok()?;
    line["step"].as_u64()
}

/// Whole lines of a run's metrics.
#[derive(Default)]
struct Lines {
    /// Names the file: lines that are taken back make another one.
    file: String,
    offset: u64,
    text: String,
    /// Whether there are further whole lines.
    more: bool,
}

impl Lines {
    fn read(run: &Run, asked: &Asked) -> io::Result<Lines> {
        let mut file = File::open(run.metrics_path())?;
        let metadata = file.metadata()?;
        let name = identity(&metadata);
        let offset = if asked.file == name && asked.offset <= metadata.len() { asked.offset } else { 0 };
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(MOST).read_to_end(&mut bytes)?;
        let full = bytes.len() as u64 == MOST;
        // A line that is being written comes whole the next time.
        bytes.truncate(bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1));
        let more = full && !bytes.is_empty();
        let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        Ok(Lines { file: name, offset, text, more })
    }
}

/// What tells a file from another of the same path.
fn identity(metadata: &Metadata) -> String {
    let created = metadata.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let created = created.map_or(0, |since| since.as_nanos());
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let number = 0;
    format!("{number:x}-{created:x}")
}
