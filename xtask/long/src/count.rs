//! What was compared, what was not, and how often each value of the schemas occurred in cases that were.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use crate::kind::Verdict;

pub(crate) struct Count {
    values: BTreeMap<String, u64>,
    unknown: Vec<String>,
    same: u64,
    pub(crate) differences: usize,
    refused: BTreeMap<&'static str, u64>,
    unanswered: BTreeMap<String, u64>,
}

impl Count {
    /// From what the oracle says of itself.
    pub(crate) fn new(hello: &Value) -> Count {
        let texts = |key: &str| -> Vec<String> {
            let list = hello[key].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Count {
            values: texts("values").into_iter().map(|value| (value, 0)).collect(),
            unknown: texts("unknown"),
            same: 0,
            differences: 0,
            refused: BTreeMap::new(),
            unanswered: BTreeMap::new(),
        }
    }

    pub(crate) fn add(&mut self, verdict: &Verdict, used: &Value) {
        match verdict {
            Verdict::Same => self.same += 1,
            Verdict::Differs(_) => self.differences += 1,
            Verdict::Refused(reason) => return *self.refused.entry(reason).or_default() += 1,
            Verdict::Unanswered(why) => {
                let why = why.chars().take(100).collect();
                return *self.unanswered.entry(why).or_default() += 1;
            }
        }
        for value in used.as_array().into_iter().flatten().filter_map(Value::as_str) {
            *self.values.entry(value.to_owned()).or_default() += 1;
        }
    }

    /// Prints all of it; whether it is as it should be.
    pub(crate) fn report(&self, time: Duration, least: u64) -> bool {
        for (value, count) in &self.values {
            println!("{count:>9}  {value}");
        }
        let compared = self.same + self.differences as u64;
        let refused: u64 = self.refused.values().sum();
        let unanswered: u64 = self.unanswered.values().sum();
        for (reason, count) in &self.refused {
            println!("refused {count:>9}  {reason}");
        }
        for (why, count) in &self.unanswered {
            println!("unanswered {count:>6}  {why}");
        }
        let minutes = time.as_secs_f64() / 60.0;
        let per_minute = (compared + refused + unanswered) as f64 / minutes;
        println!(
            "{compared} cases compared, {} differ; {refused} refused, {unanswered} unanswered; {per_minute:.0} a minute",
            self.differences
        );
        let rare: Vec<&str> =
            self.values.iter().filter(|(_, count)| **count < least).map(|(value, _)| &**value).collect();
        let fewest = self.values.values().min().copied().unwrap_or(0);
        println!("{} values, each at least {fewest} times (wanted: {least})", self.values.len());
        for value in &rare {
            println!("RARE: {value}");
        }
        for thing in &self.unknown {
            println!("UNKNOWN to the schema: {thing}");
        }
        self.differences == 0 && rare.is_empty() && self.unknown.is_empty()
    }
}
