//! `core.yaml`: which tasks there are. Of YAML it takes what such a list has: a list of maps of words, numbers in brackets and
//! quoted texts; anything else is an error with its line.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Kinds of task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One context and several ends.
    MultipleChoice,
    /// Several contexts and one end.
    Schema,
    /// One end, to be said exactly.
    LanguageModelling,
}

/// A task as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub(super) label: String,
    /// Its data, below `eval_data`.
    pub(super) uri: PathBuf,
    /// Examples before each row.
    pub(super) shots: usize,
    pub(super) kind: Kind,
    /// What stands between a question and its answer.
    pub(super) delimiter: String,
}

impl Listed {
    /// A task of which nothing is known; the kind is none of its own.
    fn empty() -> Listed {
        let (label, uri, delimiter) = (String::new(), PathBuf::new(), " ".into());
        Listed { label, uri, shots: usize::MAX, kind: Kind::Schema, delimiter }
    }
}

/// Reads the list.
///
/// # Errors
/// [`Error::Line`].
pub(super) fn read(path: &Path) -> Result<Vec<Listed>> {
    let text = std::fs::read_to_string(path).map_err(|source| nanollama_store::Error::Io {
        path: path.into(),
        action: "read",
        source,
    })?;
    parse(&text).map_err(|(line, what)| Error::Line { path: path.into(), line, what })
}

/// Reads the text of a list; a failure has its line.
fn parse(text: &str) -> Result<Vec<Listed>, (usize, String)> {
    let mut tasks: Vec<(usize, Listed, Option<Kind>)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end();
        if line.is_empty() || line.trim_start().starts_with('#') || line == "icl_tasks:" {
            continue;
        }
        let begins = line.strip_prefix('-');
        if begins.is_some() {
            tasks.push((number, Listed::empty(), None));
        }
        let field = begins.unwrap_or(line).trim();
        if field.is_empty() {
            continue;
        }
        let bad = |what: &str| (number, format!("{field}: {what}"));
        let (name, value) = field.split_once(':').ok_or_else(|| bad("here a field of a task was expected"))?;
        let value = value.trim();
        let (_, task, kind) = tasks.last_mut().ok_or_else(|| bad("it belongs to no task"))?;
        match name {
            "label" => task.label = value.to_owned(),
            "dataset_uri" => {
                // A list from a stranger must not lead out of its folder.
                let plain = Path::new(value).components().all(|part| matches!(part, std::path::Component::Normal(_)));
                task.uri = Some(value).filter(|_| plain).ok_or_else(|| bad("it is no path inside the bundle"))?.into();
            }
            "num_fewshot" => {
                let number = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
                task.shots = number.trim().parse().map_err(|_| bad("one whole number was expected"))?;
            }
            "icl_task_type" => {
                *kind = Some(match value {
                    "multiple_choice" => Kind::MultipleChoice,
                    "schema" => Kind::Schema,
                    "language_modeling" => Kind::LanguageModelling,
                    _ => return Err(bad("it is multiple_choice, schema or language_modeling")),
                });
            }
            "continuation_delimiter" => {
                let text = serde_json::from_str(value);
                task.delimiter = text.map_err(|_| bad("a text in double quotes was expected"))?;
            }
            // How a table may be cut up; nanochat does not.
            "has_categories" => {}
            _ => return Err(bad("there is no such field")),
        }
    }
    tasks
        .into_iter()
        .map(|(line, task, kind)| {
            let missing = match kind {
                _ if task.label.is_empty() => "label",
                _ if task.uri.as_os_str().is_empty() => "dataset_uri",
                _ if task.shots == usize::MAX => "num_fewshot",
                None => "icl_task_type",
                Some(kind) => return Ok(Listed { kind, ..task }),
            };
            Err((line, format!("this task has no {missing}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "icl_tasks:\n-\n  label: jeopardy\n  dataset_uri: a/b.jsonl\n  num_fewshot: [10]\n  icl_task_type: \
                        language_modeling\n  continuation_delimiter: \"\\nAnswer: \"\n  has_categories: true\n- label: copa\n  \
                        dataset_uri: c.jsonl\n  num_fewshot: [0]\n  icl_task_type: multiple_choice\n";

    #[test]
    fn a_list_is_read_and_what_is_strange_has_its_line() {
        let tasks = parse(LIST).unwrap();
        let of = |task: &Listed| (task.label.clone(), task.shots, task.kind, task.delimiter.clone());
        assert_eq!(of(&tasks[0]), ("jeopardy".into(), 10, Kind::LanguageModelling, "\nAnswer: ".into()));
        assert_eq!(of(&tasks[1]), ("copa".into(), 0, Kind::MultipleChoice, " ".into()));
        for (from, to, line) in [
            ("[10]", "[10, 3]", 5),
            ("language_modeling", "generation", 6),
            ("a/b.jsonl", "../b.jsonl", 4),
            ("a/b.jsonl", "/etc/passwd", 4),
            ("has_categories: true", "seed: 1", 8),
            ("  num_fewshot: [0]\n", "", 9),
            ("-\n  label: jeopardy\n", "label: jeopardy\n", 2),
        ] {
            let error = parse(&LIST.replace(from, to)).unwrap_err();
            assert_eq!(error.0, line, "{to}: {}", error.1);
        }
    }
}
