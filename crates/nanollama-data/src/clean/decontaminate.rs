//! Texts that hold items of evaluations: a model that has read its exam is not measured by it.
//!
//! As GPT-3's authors did (Brown et al. 2020, arXiv:2005.14165, appendix C): a document that shares a run of 13 words with an item
//! goes. Every text of an item is looked for by itself (question, options, answer, passage); one of fewer words would be found by
//! chance, and is not looked for.

use std::path::PathBuf;

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::Rows;
use nanollama_store::text::Text;
use serde_json::Value;

use super::words::{runs, words};
use crate::error::{Error, Result};

/// Words of a run.
pub const DECONTAMINATION_WORDS: usize = 13;

/// The items of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// What it is called.
    pub task: String,
    /// Rows of JSON or parquet, packed or not.
    pub path: PathBuf,
}

/// How much of a task is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedFor {
    /// The task.
    pub task: String,
    /// Its items.
    pub items: u64,
    /// Those that have a text of enough words.
    pub looked_for: u64,
}

/// The runs of all items, each once, in ascending order.
pub(super) struct Passages {
    hashes: Vec<u64>,
    /// The first task that has the run.
    tasks: Vec<u16>,
    /// A bit for each run: few runs of a corpus are among them, and most are told apart here.
    filter: Vec<u64>,
    pub(super) of: Vec<LookedFor>,
}

impl Passages {
    /// Reads the items.
    ///
    /// # Errors
    /// When a file cannot be read, or none has a text that is long enough.
    pub(super) fn read(evaluations: &[Evaluation]) -> Result<Self> {
        let (mut found, mut of): (Vec<u128>, Vec<LookedFor>) = (Vec::new(), Vec::new());
        for Evaluation { task, path } in evaluations {
            let number = of.iter().position(|known| known.task == *task).unwrap_or(of.len());
            if number == of.len() {
                of.push(LookedFor { task: task.clone(), items: 0, looked_for: 0 });
            }
            let mut take = |row: &Value| {
                let length = found.len();
                each_text(row, &mut |text| {
                    let words = words(text);
                    if words.len() >= DECONTAMINATION_WORDS {
                        let runs = runs(&words, DECONTAMINATION_WORDS);
                        found.extend(runs.into_iter().map(|run| u128::from(run) << 64 | number as u128));
                    }
                });
                of[number].items += 1;
                of[number].looked_for += u64::from(found.len() > length);
            };
            if path.extension().is_some_and(|end| end == "parquet") {
                let mut rows = Rows::open(path, |_| true)?;
                while let Some(row) = rows.next_row()? {
                    take(&row);
                }
            } else {
                let mut rows = JsonRows::new(path, Text::open(path, None)?, |_| false)?;
                while let Some(row) = rows.next_row()? {
                    take(&row.value()?);
                }
            }
        }
        if found.is_empty() {
            let names: Vec<String> = evaluations.iter().map(|one| one.path.display().to_string()).collect();
            let what = format!("no item has a text of {DECONTAMINATION_WORDS} words, so nothing can be looked for");
            return Err(Error::Cleaning { name: names.join(", "), what });
        }
        found.sort_unstable();
        found.dedup_by_key(|run| *run >> 64);
        let hashes: Vec<u64> = found.iter().map(|run| (run >> 64) as u64).collect();
        let tasks = found.iter().map(|run| *run as u16).collect();
        let mut filter = vec![0u64; (hashes.len() / 4).next_power_of_two()];
        for hash in &hashes {
            let (word, bit) = place(*hash, filter.len());
            filter[word] |= bit;
        }
        Ok(Self { hashes, tasks, filter, of })
    }

    /// The task of the first passage that the text has.
    pub(super) fn task_in(&self, text: &str) -> Option<u16> {
        let words = words(text);
        if words.len() < DECONTAMINATION_WORDS {
            return None;
        }
        runs(&words, DECONTAMINATION_WORDS).iter().find_map(|run| {
            let (word, bit) = place(*run, self.filter.len());
            if self.filter[word] & bit == 0 {
                return None;
            }
            self.hashes.binary_search(run).ok().map(|found| self.tasks[found])
        })
    }
}

/// The word and the bit of a run in a filter of so many words, a power of two.
fn place(hash: u64, words: usize) -> (usize, u64) {
    ((hash >> 6) as usize & (words - 1), 1 << (hash % 64))
}

/// Every text of a row.
fn each_text(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, each)),
        Value::Object(fields) => fields.values().for_each(|value| each_text(value, each)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_words_of_an_item_are_found_and_twelve_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            Evaluation { task: name.into(), path }
        };
        let question =
            "Anna had twelve apples and gave five of them to her brother on Monday morning, how many are left?";
        let a = write(
            "sums",
            &format!("{{\"question\": {question:?}, \"answer\": \"7\"}}\n{{\"question\": \"2 + 2?\"}}\n"),
        );
        let b = write("lists", &serde_json::json!({"choices": {"text": [question, "no"]}, "n": 3}).to_string());
        let passages = Passages::read(&[a.clone(), b]).unwrap();
        assert_eq!(passages.of[0], LookedFor { task: "sums".into(), items: 2, looked_for: 1 });
        let words: Vec<&str> = question.split(' ').collect();
        assert_eq!(passages.task_in(&format!("So: {}!", words[2..15].join("  ").to_uppercase())), Some(0));
        assert_eq!(passages.task_in(&words[2..14].join(" ")), None);
        assert_eq!(passages.task_in(&format!("{} {}", words[..12].join(" "), words[14..].join(" "))), None);
        let short = write("short", "{\"question\": \"2 + 2?\"}\n");
        let both = Passages::read(&[a, short.clone()]).unwrap();
        assert_eq!((both.of[1].items, both.of[1].looked_for), (1, 0));
        let message = Passages::read(&[short]).err().unwrap().to_string();
        assert!(message.contains("short") && message.contains("13 words"), "{message}");
    }
}
