//! What a run remembers beside weights and moments, and its stored form, which has a number.
//!
//! 1. `position` is that of one corpus.
//! 2. `position` is a list of streams under one seed.
//!
//! As with plans, a field that is added to form 2 takes a serde default.

use std::fs;
use std::path::Path;

use nanollama_data::Position;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::evaluate::Score;
use crate::guard::Guard;
use crate::optimizer::Optimizer;
use crate::plan::Plan;
use crate::plan::stored::{renewed, version};

const FORMAT: u32 = 2;

/// What a run remembers beside weights and moments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Version of this form.
    pub format: u32,
    /// Steps done.
    pub step: u64,
    /// Where the data stands; its seed and place are all the randomness that training has.
    pub position: Position,
    /// Steps of the optimiser since it was fresh.
    pub optimizer_steps: u32,
    /// The validation of this step, if one was due.
    #[serde(default)]
    pub score: Option<Score>,
    /// The lowest bits per byte so far.
    #[serde(default)]
    pub lowest: Option<f64>,
    /// Validations since then that were no better, in a run that ends early.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub stale: u64,
    /// What the guard remembers, in a run that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Guard>,
    /// What the averaged weights count, in a checkpoint that has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<f64>,
    /// Seconds of training so far, over all resumptions.
    #[serde(default)]
    pub elapsed: f64,
    /// The plan as it was then.
    pub plan: Plan,
}

fn is_nothing(count: &u64) -> bool {
    *count == 0
}

impl State {
    /// A state of this version.
    pub(crate) fn new(plan: &Plan, step: u64, position: Position, optimizer: &Optimizer) -> State {
        let (plan, optimizer_steps) = (plan.clone(), optimizer.steps());
        State {
            format: FORMAT,
            step,
            position,
            optimizer_steps,
            score: None,
            lowest: None,
            stale: 0,
            guard: None,
            average: None,
            elapsed: 0.0,
            plan,
        }
    }

    /// The state as its file has it.
    pub(crate) fn text(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("strings and finite numbers always serialise")
    }

    /// A state from its file, in any form up to this program's.
    ///
    /// # Errors
    /// [`Error::Format`] when a later program wrote it, [`Error::Checkpoint`] when it is none.
    pub(crate) fn read(path: &Path) -> Result<State> {
        let text = fs::read(path).map_err(|source| Error::io(path, "read", source))?;
        let wrong = |error: serde_json::Error| Error::Checkpoint { path: path.to_owned(), what: error.to_string() };
        let mut stored: Value = serde_json::from_slice(&text).map_err(wrong)?;
        if let Some(fields) = stored.as_object_mut()
            && version(path, fields, FORMAT)? == 1
        {
            from_first(fields);
        }
        if let Some(plan) = stored.get_mut("plan") {
            *plan = renewed(path, plan.take())?;
        }
        serde_json::from_value(stored).map_err(wrong)
    }
}

/// From form 1 to form 2.
fn from_first(fields: &mut Map<String, Value>) {
    fields.insert("format".into(), 2.into());
    if let Some(Value::Object(mut position)) = fields.remove("position") {
        let seed = position.remove("seed");
        let streams = Value::Array(vec![Value::Object(position)]);
        let position = seed.map(|seed| ("seed".to_owned(), seed)).into_iter().chain([("streams".to_owned(), streams)]);
        fields.insert("position".into(), Value::Object(position.collect()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanollama_data::StreamPosition;

    /// A state of the first form, as the program of that time wrote it; the plan is in its first form, too.
    fn first() -> Map<String, Value> {
        let plan: Value = serde_json::from_str(include_str!("../plan/stored/form-1.json")).unwrap();
        let state = serde_json::json!({
            "format": 1, "step": 4,
            "position": {"fingerprint": u64::MAX, "seed": 3, "epoch": 1, "item": 2, "offset": 0},
            "optimizer_steps": 4,
            "score": {"loss": 5.25, "bits_per_byte": 3.0625, "tokens": 40, "bytes": 90},
            "lowest": 3.0625, "elapsed": 1.5, "plan": plan,
        });
        let Value::Object(fields) = state else { unreachable!("it is an object") };
        fields
    }

    fn read(fields: &Map<String, Value>) -> Result<State> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        fs::write(&path, serde_json::to_vec(fields).unwrap()).unwrap();
        State::read(&path)
    }

    #[test]
    fn a_state_of_the_first_form_is_one_of_the_second() {
        let state = read(&first()).unwrap();
        let stream = StreamPosition { fingerprint: u64::MAX, epoch: 1, item: 2, offset: 0, length: None };
        assert_eq!(state.position, Position { seed: 3, streams: vec![stream] });
        assert_eq!((state.format, state.plan.format, state.score.unwrap().tokens), (2, 2, 40));
        let Value::Object(again) = serde_json::from_slice(&state.text()).unwrap() else { panic!("no object") };
        assert_eq!(read(&again).unwrap(), state);
    }

    #[test]
    fn what_is_newer_unknown_or_not_there_is_refused_by_name() {
        let refused = |change: &dyn Fn(&mut Map<String, Value>)| {
            let mut fields = first();
            change(&mut fields);
            read(&fields).unwrap_err().to_string()
        };
        let newer = refused(&|state| drop(state.insert("format".into(), 3.into())));
        assert!(newer.contains("format is 3") && newer.contains("state.json"), "{newer}");
        assert!(refused(&|state| state["format"] = 0.into()).contains("format is 0"));
        assert!(refused(&|state| state["plan"]["format"] = 9.into()).contains("format is 9"));
        assert!(refused(&|state| state["position"]["row"] = 9.into()).contains("row"));
        assert!(refused(&|state| state["score"]["mood"] = 9.into()).contains("mood"));
        assert!(refused(&|state| drop(state.remove("position"))).contains("position"));
        assert!(refused(&|state| state["position"] = 7.into()).contains("position"));
        assert!(refused(&|state| drop(state.remove("plan"))).contains("plan"));
    }
}
