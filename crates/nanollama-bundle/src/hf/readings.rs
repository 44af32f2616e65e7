//! Held against transformers 4 and 5: what they read from random configurations is what is read here, or it is refused.
//! The fixture is made by `oracle/config_readings.py`.

use std::path::Path;

use serde_json::{Map, Value};

use super::{config, keys};

const FIXTURE: &str = include_str!("../../tests/fixtures/configs.json");

/// A reading of transformers', by the fixture's names.
struct Reading<'a> {
    fields: &'a [Value],
    values: &'a [Value],
}

impl Reading<'_> {
    fn get(&self, name: &str) -> &Value {
        &self.values[self.fields.iter().position(|field| field == name).unwrap()]
    }

    /// Whether it is what is computed here: silu, no biases, whole heads, and angles that nothing scales.
    fn is_plain(&self) -> bool {
        let act = self.get("act");
        let scaling = match self.get("rope_type").as_str() {
            Some("default" | "dynamic") => false,
            Some("linear") => self.get("factor") != 1.0,
            _ => true,
        };
        let partial = self.get("partial");
        (act == "silu" || act == "swish")
            && self.get("biases") == false
            && !scaling
            && (partial.is_null() || partial == 1.0)
    }

    /// The fields that differ from ours.
    fn differences(&self, ours: &config::Described) -> Vec<String> {
        let config = &ours.config;
        let numbers = [
            ("layers", config.layers as f64),
            ("dim", config.dim as f64),
            ("heads", config.heads as f64),
            ("kv_heads", config.kv_heads as f64),
            ("head_dim", config.head_dim as f64),
            ("ffn", config.ffn as f64),
            ("vocabulary", config.vocabulary as f64),
            ("context", config.context as f64),
            ("norm_eps", config.norm_eps),
            ("theta", config.rope_theta),
        ];
        let mut wrong: Vec<String> = numbers
            .iter()
            .filter(|(name, number)| self.get(name).as_f64() != Some(*number))
            .map(|(name, number)| format!("{name}: ours {number}, theirs {}", self.get(name)))
            .collect();
        if self.get("tied") != config.features.tied {
            wrong.push(format!("tied: ours {}", config.features.tied));
        }
        let theirs: Vec<u64> = self.get("eos").as_array().unwrap().iter().filter_map(Value::as_u64).collect();
        if theirs != ours.eos.iter().map(|&id| u64::from(id)).collect::<Vec<_>>() {
            wrong.push(format!("eos: ours {:?}, theirs {theirs:?}", ours.eos));
        }
        wrong
    }
}

/// Whether transformers 4 passes over something that transformers 5 reads.
fn is_of_version_5(object: &Map<String, Value>) -> bool {
    let scaling = object.get("rope_scaling").is_some_and(|value| value.get("rope_theta").is_some());
    scaling || object.get("rope_parameters").is_some_and(Value::is_object)
}

#[test]
fn configurations_are_read_as_transformers_reads_them() {
    let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
    let fields = fixture["fields"].as_array().unwrap();
    let (mut read, mut refused, mut wrong) = (0, 0, Vec::new());
    for case in fixture["cases"].as_array().unwrap() {
        let object = case[0].as_object().unwrap();
        let reading = |at: usize| case[at].as_array().map(|values| Reading { fields, values });
        let v5 = reading(2);
        let v4 = reading(1).filter(|_| !is_of_version_5(object));
        let fault = match config::read(Path::new("config.json"), object) {
            Ok(ours) => {
                read += 1;
                let theirs: Vec<_> = [v4, v5].into_iter().flatten().collect();
                theirs.iter().flat_map(|theirs| theirs.differences(&ours)).next().or_else(|| {
                    let plain = !theirs.is_empty() && theirs.iter().all(Reading::is_plain);
                    (!plain).then(|| "read, though it is none that loads as a plain Llama".to_owned())
                })
            }
            Err(error) => {
                refused += 1;
                let message = error.to_string();
                // Where both read the same plain Llama, so must this; but sizes are not guessed, and must fit one another.
                let both = v4.zip(v5).is_some_and(|(v4, v5)| v4.values == v5.values && v4.is_plain());
                let named = message.starts_with("config.json: ");
                let of_sizes = message.ends_with("it is missing") || message.contains("kv_heads = 3");
                (!named || both && !of_sizes).then_some(message)
            }
        };
        wrong.extend(fault.map(|fault| format!("{fault}: {}", case[0])));
    }
    assert!(wrong.is_empty(), "{} differ: {}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
    assert!(read > 300 && refused > 300, "{read} read, {refused} refused");
}

#[test]
fn every_key_of_transformers_has_a_row() {
    let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
    let unknown: Vec<_> =
        fixture["keys"].as_array().unwrap().iter().filter(|key| !keys::is_known(key.as_str().unwrap())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
