//! What a request says about how tokens are chosen, and what of each is to be told. Names are OpenAI's, then llama.cpp's and
//! vLLM's.

use std::sync::Arc;

use nanollama_engine::{Adapter, Calculator, Generate, Report, Request, Sampling};
use nanollama_grammar::Grammar;
use serde_json::Value;

use crate::calls::{Calls, Reader};
use crate::failure::Failure;
use crate::fields::{Fields, kind, mistyped};
use crate::settings::{Defaults, Limits};
use crate::state::Loaded;
use crate::tools::Tools;
use crate::{form, request_id};

/// Stop texts of a request.
const MOST_STOPS: usize = 16;
/// Biases of a request.
const MOST_BIASES: usize = 1024;
/// Likeliest tokens that are told beside each.
pub(crate) const MOST_OTHERS: i64 = 20;

/// Fields that change no answer: who asks, where it is billed, how it is cached.
const PASSED: &[&str] =
    &["user", "metadata", "safety_identifier", "prompt_cache_key", "prompt_cache_retention", "cache_prompt"];

/// How a request wants its answers made.
pub(crate) struct Asked {
    pub(crate) sampling: Sampling,
    pub(crate) ignore_eos: bool,
    /// What an answer has to look like.
    pub(crate) grammar: Option<Grammar>,
    /// How it calls tools, where it may.
    pub(crate) calls: Option<(Arc<Calls>, Grammar)>,
    /// Answers to each prompt.
    pub(crate) count: usize,
    pub(crate) stream: bool,
    pub(crate) usage: bool,
    /// Whether ids are told with the text.
    pub(crate) ids: bool,
    /// What the model is computed with.
    pub(crate) adapters: Vec<Adapter>,
}

impl Asked {
    /// Takes the fields that all endpoints share.
    ///
    /// # Errors
    /// The first that is wrong.
    pub(crate) fn take(fields: &mut Fields, defaults: &Defaults, limits: &Limits) -> Result<Asked, Failure> {
        let sampling = take_sampling(fields, &defaults.sampling)?;
        let stream = fields.flag("stream")?.unwrap_or(false);
        let usage = match fields.object("stream_options")? {
            None => false,
            Some(_) if !stream => {
                return Err(Failure::field("stream_options", "stream_options: the answer is no stream"));
            }
            Some(mut options) => {
                let usage = options.flag("include_usage")?.unwrap_or(false);
                options.pass(&["include_obfuscation"]);
                options.end()?;
                usage
            }
        };
        let count = fields.whole("n", 1, limits.choices as i64)?.unwrap_or(1) as usize;
        let ignore_eos = fields.flag("ignore_eos")?.unwrap_or(false);
        let ids = fields.flag("return_token_ids")?.unwrap_or(false);
        fields.pass(PASSED);
        fields.only("service_tier", |tier| *tier == "auto" || *tier == "default")?;
        fields.only("store", |store| *store == false)?;
        let adapters = defaults.personalities.take(fields)?;
        let grammar = form::take(fields)?;
        if ignore_eos && grammar.is_some() {
            return Err(Failure::field("ignore_eos", "ignore_eos beside a form: an answer ends where its form does"));
        }
        Ok(Asked { sampling, ignore_eos, grammar, calls: None, count, stream, usage, ids, adapters })
    }

    /// Lets the answers call tools; gives what reads them.
    ///
    /// # Errors
    /// When the model writes no calls, a tool's schema asks for what is not done here, or the answers have another form.
    pub(crate) fn let_call(&mut self, model: &Loaded, tools: &Tools) -> Result<Reader, Failure> {
        let calls = model.calls()?;
        if self.grammar.is_some() {
            return Err(Failure::field("tools", "tools beside a form: an answer has one form"));
        }
        if self.ignore_eos {
            return Err(Failure::field("ignore_eos", "ignore_eos beside tools: an answer ends with its calls"));
        }
        if !calls.syntax.shows_tools {
            let message = "tools: this model's template does not show tools to the model; describe them in a message";
            return Err(Failure::unsupported("tools", message));
        }
        self.calls = Some((Arc::clone(calls), tools.grammar(&calls.syntax)?));
        let (prompts, stops) = (model.prompts.clone(), self.sampling.stop.clone());
        Ok(Reader { calls: Arc::clone(calls), prompts, tools: tools.list.clone(), stops })
    }

    /// The requests that answer a prompt, each with a seed and a guide of its own.
    pub(crate) fn requests(&self, model: &Loaded, prompt: &[u32], report: Report) -> impl Iterator<Item = Request> {
        (0..self.count as u64).map(move |number| {
            let seed = self.sampling.seed.wrapping_add(number);
            let sampling = Sampling { seed, ..self.sampling.clone() };
            let ignore_eos = self.ignore_eos;
            let guide = match &self.calls {
                Some((calls, grammar)) => Some(calls.guide(grammar)),
                None => match &self.grammar {
                    Some(grammar) => Some(model.guide(grammar)),
                    // The calculator answers a model that chats, which may have learned to call it.
                    None => {
                        Some(model.prompts.tokenizer()).filter(|_| model.prompts.chats()).and_then(Calculator::guide)
                    }
                },
            };
            let generate = Generate { report, ignore_eos, guide, ..Generate::new(sampling) };
            Request { adapters: self.adapters.clone(), ..generate.request(prompt.to_vec()) }
        })
    }
}

fn take_sampling(fields: &mut Fields, defaults: &Sampling) -> Result<Sampling, Failure> {
    let mut sampling = defaults.clone();
    let mut number = |place: &mut f32, names: &[&str]| -> Result<(), Failure> {
        for name in names {
            if let Some(value) = fields.number(name)? {
                *place = value;
            }
        }
        Ok(())
    };
    number(&mut sampling.temperature, &["temperature"])?;
    number(&mut sampling.top_p, &["top_p"])?;
    number(&mut sampling.min_p, &["min_p"])?;
    number(&mut sampling.repetition_penalty, &["repetition_penalty", "repeat_penalty"])?;
    number(&mut sampling.presence_penalty, &["presence_penalty"])?;
    number(&mut sampling.frequency_penalty, &["frequency_penalty"])?;
    // -1 is vLLM's word for all.
    if let Some(count) = fields.whole("top_k", -1, u32::MAX.into())? {
        sampling.top_k = count.max(0) as usize;
    }
    if let Some(window) = fields.whole("repeat_last_n", 0, u32::MAX.into())? {
        sampling.repetition_window = window as usize;
    }
    sampling.seed = fields.whole("seed", i64::MIN, i64::MAX)?.map_or_else(request_id::random, |seed| seed as u64);
    for name in ["max_tokens", "max_completion_tokens"] {
        if let Some(most) = fields.whole(name, 0, u32::MAX.into())? {
            sampling.max_tokens = most as usize;
        }
    }
    if let Some(stops) = fields.take("stop") {
        sampling.stop = take_stops(stops)?;
    }
    if let Some(biases) = fields.take("logit_bias") {
        sampling.logit_bias = take_biases(biases)?;
    }
    // By the names that were sent.
    sampling.validate()?;
    Ok(sampling)
}

fn take_stops(stops: Value) -> Result<Vec<String>, Failure> {
    let stops = match stops {
        Value::String(stop) => vec![stop],
        Value::Array(stops) => {
            let text = |stop| match stop {
                Value::String(stop) => Ok(stop),
                other => Err(Failure::field("stop", format!("stop has {} in it, not only strings", kind(&other)))),
            };
            stops.into_iter().map(text).collect::<Result<_, _>>()?
        }
        other => return Err(mistyped("stop", &other, "a string or a list of them")),
    };
    match stops.len() <= MOST_STOPS {
        true => Ok(stops),
        false => Err(Failure::field("stop", format!("stop has {} texts; at most {MOST_STOPS}", stops.len()))),
    }
}

/// OpenAI's object from ids to biases, or llama.cpp's list of pairs, in which false forbids a token.
fn take_biases(biases: Value) -> Result<Vec<(u32, f32)>, Failure> {
    let wrong = |what: String| Failure::field("logit_bias", format!("logit_bias: {what}"));
    let bias = |value: &Value| match value {
        Value::Bool(false) => Ok(f32::NEG_INFINITY),
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            match (-100.0..=100.0).contains(&number) {
                true => Ok(number as f32),
                false => Err(wrong(format!("{number} does not lie from -100 to 100"))),
            }
        }
        other => Err(wrong(format!("a bias is {}, not a number", kind(other)))),
    };
    let pairs: Vec<(u32, f32)> = match &biases {
        Value::Object(map) => {
            let id = |id: &String| id.parse::<u32>().map_err(|_| wrong(format!("{id:?} is no token id")));
            map.iter().map(|(key, value)| Ok((id(key)?, bias(value)?))).collect::<Result<_, Failure>>()?
        }
        Value::Array(list) => {
            let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
                Some([id, value]) => {
                    let id = id.as_u64().and_then(|id| u32::try_from(id).ok());
                    Ok((id.ok_or_else(|| wrong("a pair begins with no token id".into()))?, bias(value)?))
                }
                _ => Err(wrong("it is a list, but not of pairs [id, bias]".into())),
            };
            list.iter().map(pair).collect::<Result<_, Failure>>()?
        }
        other => return Err(mistyped("logit_bias", other, "an object from ids to numbers")),
    };
    match pairs.len() <= MOST_BIASES {
        true => Ok(pairs),
        false => Err(wrong(format!("it has {} entries; at most {MOST_BIASES}", pairs.len()))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn take(body: Value) -> Result<Asked, Failure> {
        let mut fields = Fields::of(body)?;
        let asked = Asked::take(&mut fields, &Defaults::default(), &Limits::default())?;
        fields.end()?;
        Ok(asked)
    }

    #[test]
    fn what_is_not_said_has_the_servers_defaults() {
        let Asked { sampling, count, stream, usage, ids, .. } = take(json!({"temperature": null})).unwrap();
        assert_eq!((sampling.temperature, sampling.top_k, sampling.top_p, sampling.min_p), (0.8, 50, 1.0, 0.0));
        assert_eq!((sampling.repetition_penalty, sampling.max_tokens, sampling.stop.len()), (1.0, 512, 0));
        assert_eq!((count, stream, usage, ids), (1, false, false, false));
        assert_ne!(sampling.seed, take(json!({})).unwrap().sampling.seed, "seeds differ where none is given");
    }

    #[test]
    fn every_setting_arrives() {
        let body = json!({
            "temperature": 0.5, "top_k": -1, "top_p": 0.9, "min_p": 0.1, "repeat_penalty": 1.5, "repeat_last_n": 9,
            "presence_penalty": 1, "frequency_penalty": -1, "seed": -7, "max_completion_tokens": 3, "stop": ["a", "b"],
            "logit_bias": {"5": -100, "6": 1.5}, "n": 2, "stream": true, "stream_options": {"include_usage": true},
            "user": "me", "ignore_eos": true, "return_token_ids": true,
        });
        let asked = take(body).unwrap();
        let sampling = &asked.sampling;
        assert_eq!((sampling.temperature, sampling.top_k, sampling.top_p, sampling.min_p), (0.5, 0, 0.9, 0.1));
        assert_eq!((sampling.repetition_penalty, sampling.repetition_window), (1.5, 9));
        assert_eq!((sampling.presence_penalty, sampling.frequency_penalty), (1.0, -1.0));
        assert_eq!((sampling.seed, sampling.max_tokens), (-7i64 as u64, 3));
        assert_eq!(sampling.stop, ["a", "b"]);
        assert_eq!(sampling.logit_bias, [(5, -100.0), (6, 1.5)]);
        assert!(asked.stream && asked.usage && asked.ids && asked.ignore_eos && asked.count == 2);
        let list = take(json!({"logit_bias": [[3, false], [4, 2]]})).unwrap();
        assert_eq!(list.sampling.logit_bias, [(3, f32::NEG_INFINITY), (4, 2.0)]);
    }

    #[test]
    fn what_is_wrong_or_not_done_is_named() {
        let cases = [
            (json!({"temperature": -1}), "temperature"),
            (json!({"temperature": "hot"}), "temperature"),
            (json!({"top_p": 0}), "top_p"),
            (json!({"n": 0}), "n = 0"),
            (json!({"n": 17}), "n = 17"),
            (json!({"stop": [""]}), "stop"),
            (json!({"stop": [1]}), "stop"),
            (json!({"stop": vec!["x"; 17]}), "stop has 17"),
            (json!({"logit_bias": {"x": 1}}), "\"x\" is no token id"),
            (json!({"logit_bias": {"1": 101}}), "101"),
            (json!({"stream_options": {}}), "stream_options"),
            (json!({"response_format": {"type": "json_object"}, "ignore_eos": true}), "ignore_eos"),
            (json!({"store": true}), "store"),
            (json!({"reasoning_effort": "high"}), "reasoning_effort"),
            (json!({"seed": 1.5}), "seed"),
        ];
        for (body, part) in cases {
            let failure = take(body.clone()).err().unwrap_or_else(|| panic!("{body} was taken"));
            assert!(failure.message.contains(part) && failure.status.as_u16() == 400, "{body}: {}", failure.message);
        }
    }
}
