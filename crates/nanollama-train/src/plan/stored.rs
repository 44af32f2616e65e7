//! A plan in its run's folder: its form has a number, and one of an earlier form becomes one of today's here.
//!
//! 1. No number. `stage` is `pretrain` or `sft`; `data` is one corpus.
//! 2. `format`. `stage` is an object of three axes; `data` is a list of corpora.
//!
//! A field that is added to form 2 takes a serde default, the value that runs stored without it had; the number rises when
//! a field changes its meaning or its name.

use std::path::Path;

use nanollama_bundle::IMPORT_STAGE;
use nanollama_store::run::{LockedRun, Run};
use serde_json::{Map, Value};

use super::Plan;
use super::stage::Stage;
use crate::error::{Error, Result};

/// The newest form.
pub(crate) const FORMAT: u32 = 2;
/// The file's name in the run's folder.
pub(crate) const FILE: &str = "plan.json";

/// The stored plan of a run; `None` for an imported model, which has none.
///
/// # Errors
/// When the plan cannot be read, or a later program wrote it.
pub fn stored_plan(run: &Run) -> Result<Option<Plan>> {
    parse(&run.path().join(FILE), &run.plan()?)
}

/// The stored plan of a run that was trained.
///
/// # Errors
/// As [`stored_plan`], and when the run was imported.
pub(crate) fn trained_plan(run: &Run) -> Result<Plan> {
    stored_plan(run)?.ok_or_else(|| Error::Imported { run: run.name().to_owned() })
}

/// Stores the plan of a run under way.
pub(crate) fn store(run: &LockedRun, plan: &Plan) -> Result<()> {
    Ok(run.write_plan(FILE, &text(plan))?)
}

/// The plan as its file has it.
pub(crate) fn text(plan: &Plan) -> String {
    serde_json::to_string_pretty(plan).expect("strings and finite numbers always serialise") + "\n"
}

/// A plan from the text of another process of this program.
pub(crate) fn read(text: &[u8]) -> Result<Plan> {
    let wrong = |what: String| Error::Checkpoint { path: FILE.into(), what };
    let text = std::str::from_utf8(text).map_err(|error| wrong(error.to_string()))?;
    parse(Path::new(FILE), text)?.ok_or_else(|| wrong("it is that of an import".to_owned()))
}

/// A plan from its file's text; `None` for an imported model.
fn parse(path: &Path, text: &str) -> Result<Option<Plan>> {
    let wrong = |error: serde_json::Error| Error::Checkpoint { path: path.to_owned(), what: error.to_string() };
    let stored: Value = serde_json::from_str(text).map_err(wrong)?;
    if stored["stage"] == IMPORT_STAGE {
        return Ok(None);
    }
    serde_json::from_value(renewed(path, stored)?).map(Some).map_err(wrong)
}

/// A stored plan of any form in the newest.
///
/// # Errors
/// [`Error::Format`] when it is newer than that.
pub(crate) fn renewed(path: &Path, mut stored: Value) -> Result<Value> {
    if let Some(fields) = stored.as_object_mut()
        && version(path, fields, FORMAT)? == 1
    {
        from_first(fields);
    }
    Ok(stored)
}

/// The form of a stored object; 1 where no number stands.
///
/// # Errors
/// [`Error::Format`] when it is above `newest`, or 0.
pub(crate) fn version(path: &Path, fields: &Map<String, Value>, newest: u32) -> Result<u64> {
    match fields.get("format").map_or(Some(1), Value::as_u64) {
        Some(found) if (1..=u64::from(newest)).contains(&found) => Ok(found),
        Some(found) => Err(Error::Format { path: path.to_owned(), found, known: newest }),
        None => Err(Error::Checkpoint { path: path.to_owned(), what: "its format is no number".into() }),
    }
}

/// From form 1 to form 2. What is not as it was written then is left to the reader of form 2 to refuse.
fn from_first(fields: &mut Map<String, Value>) {
    fields.insert("format".into(), 2.into());
    if let Some(stage) = fields.get("stage").and_then(Value::as_str).and_then(Stage::named) {
        let axes = serde_json::to_value(stage).expect("three words always serialise");
        fields.insert("stage".into(), axes);
    }
    if let Some(corpus) = fields.get("data").filter(|data| data.is_object()).cloned() {
        fields.insert("data".into(), vec![corpus].into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::datasets::DataFacts;
    use crate::plan::order::Order;

    /// As the program before form 2 wrote it.
    const FIRST: &str = include_str!("stored/form-1.json");
    /// As this program writes it: a field that is added later must be readable without being here.
    const SECOND: &str = include_str!("stored/form-2.json");

    fn read(text: &str) -> Result<Option<Plan>> {
        parse(Path::new("plan.json"), text)
    }

    fn with(text: &str, change: impl FnOnce(&mut Map<String, Value>)) -> String {
        let mut value: Value = serde_json::from_str(text).unwrap();
        change(value.as_object_mut().unwrap());
        value.to_string()
    }

    #[test]
    fn a_plan_of_the_first_form_is_one_of_the_second() {
        let first = read(FIRST).unwrap().unwrap();
        assert_eq!((first.format, first.stage), (FORMAT, Stage::SFT));
        let facts: Vec<&DataFacts> = first.data.iter().collect();
        assert_eq!((facts.len(), facts[0].train_tokens, facts[0].vocabulary), (1, 864, 384));
        assert_eq!(first, read(SECOND).unwrap().unwrap());
        assert_eq!(read(&text(&first)).unwrap().unwrap(), first);
        let pretraining = with(FIRST, |plan| drop(plan.insert("stage".into(), "pretrain".into())));
        assert_eq!(read(&pretraining).unwrap().unwrap().stage, Stage::PRETRAIN);
    }

    #[test]
    fn what_is_missing_has_its_default() {
        let old = with(SECOND, |plan| {
            for field in ["size", "base", "cost", "extensions"] {
                plan.remove(field);
            }
        });
        let plan = read(&old).unwrap().unwrap();
        assert_eq!((plan.size, plan.base, plan.cost.parameters, plan.extensions), (None, None, 0, Vec::new()));
        assert_eq!(plan.personality, None);
        assert_eq!(plan.order, Order::Documents, "a run of before goes on with the order that it began with");
        let strange = with(SECOND, |plan| drop(plan.insert("order".into(), "alphabet".into())));
        assert!(read(&strange).unwrap_err().to_string().contains("alphabet"));
        let no_seed = with(SECOND, |plan| drop(plan.remove("seed")));
        assert!(read(&no_seed).unwrap_err().to_string().contains("seed"), "what bits depend on has no default");
    }

    #[test]
    fn what_is_newer_or_unknown_is_refused_by_name() {
        let newer = with(SECOND, |plan| drop(plan.insert("format".into(), 3.into())));
        assert!(matches!(read(&newer), Err(Error::Format { found: 3, known: 2, .. })));
        let none = with(SECOND, |plan| drop(plan.insert("format".into(), 0.into())));
        let message = read(&none).unwrap_err().to_string();
        assert!(message.contains("plan.json") && message.contains("format is 0"), "{message}");
        let strange = with(SECOND, |plan| drop(plan.insert("speed".into(), 3.into())));
        assert!(read(&strange).unwrap_err().to_string().contains("speed"));
        let inside = with(SECOND, |plan| plan["data"][0]["mood"] = 3.into());
        assert!(read(&inside).unwrap_err().to_string().contains("mood"));
        let empty = with(SECOND, |plan| plan["data"] = Value::Array(Vec::new()));
        assert!(read(&empty).unwrap_err().to_string().contains("no data"));
        let stage = with(FIRST, |plan| drop(plan.insert("stage".into(), "dream".into())));
        assert!(read(&stage).unwrap_err().to_string().contains("dream"));
        assert!(read("{").unwrap_err().to_string().contains("plan.json"));
        assert!(read("[]").is_err());
        assert_eq!(read(r#"{"stage": "import"}"#).unwrap(), None);
    }
}
