//! A task as a folder: `task.toml` says what of a row is asked, what is right and how a reply is judged; its rows are JSONL.
//!
//! ```toml
//! prompt = "{question}"          # {NAME} is a field of the row, {choices} a list of options with their letters
//! answer = "It is {value}."      # what is learned as an answer; {value} alone where it is left out
//! right = "{value}"              # what a right reply comes to
//! grader = "last-number"         # number (behind ####), last-number, exact, letter, regex, command
//! pattern = "(?i)it is (\\w+)"   # with regex: its first group is compared with what is right
//! command = ["python3", "check.py"]   # with command: the program that judges
//! choices = "options"            # with letter: the field that has the list of options
//! train = "train.jsonl"
//! test = "test.jsonl"
//! ```

use std::path::Path;

use nanollama_store::json_rows::JsonRows;
use nanollama_store::text::Text;
use nanollama_token::chat::Message;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::grader::{Grader, marked_number};
use super::judge::Judge;
use super::set::{Exercise, Exercises, FILES};
use crate::error::{Error, Result};

/// The file that makes a folder a task.
pub const TASK_FILE: &str = "task.toml";
/// Letters of options.
const LETTERS: std::ops::RangeInclusive<char> = 'A'..='Z';

/// `task.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    name: Option<String>,
    prompt: String,
    answer: Option<String>,
    right: String,
    grader: String,
    pattern: Option<String>,
    choices: Option<String>,
    command: Option<Vec<String>>,
    train: Option<String>,
    test: Option<String>,
}

/// Reads a folder with a `task.toml`.
pub(super) fn open(folder: &Path, name: String) -> Result<Exercises> {
    let path = folder.join(TASK_FILE);
    let wrong = |what: String| Error::Exercises { name: path.display().to_string(), what };
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    let task: Task = toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
    let grader = grader(&task, folder).map_err(wrong)?;
    let [train, test] = [(&task.train, FILES[0]), (&task.test, FILES[1])].map(|(given, usual)| {
        let file = folder.join(given.as_deref().unwrap_or(usual));
        // A task of which nothing is practised, or nothing measured, may leave that file out.
        if given.is_none() && !file.exists() { Ok(Vec::new()) } else { read(&file, &task, &grader) }
    });
    let (train, test) = (train?, test?);
    if let Some(first) = train.iter().chain(&test).next() {
        tried(&grader, first)?.map_err(wrong)?;
    }
    Ok(Exercises { name: task.name.unwrap_or(name), grader, train, test })
}

/// A program that judges is tried on the answer of the first row, which it has to find right: one that fails would find all wrong.
fn tried(grader: &Grader, first: &Exercise) -> Result<Result<(), String>> {
    let Grader::Command(judge) = grader else { return Ok(Ok(())) };
    let ended = judge.judge(&first.answer, &first.right)?;
    let what = || format!("command: it finds the answer of the first row wrong: {}", ended.why());
    Ok(if ended.is_well() { Ok(()) } else { Err(what()) })
}

fn grader(task: &Task, folder: &Path) -> Result<Grader, String> {
    let Task { grader, pattern, choices, command, .. } = task;
    if command.is_some() != (grader == "command") {
        return Err(format!("grader = {grader:?}: `command` belongs to \"command\", which needs it"));
    }
    if pattern.is_some() != (grader == "regex") {
        return Err(format!("grader = {grader:?}: `pattern` belongs to \"regex\", which needs it"));
    }
    if choices.is_some() && grader != "letter" {
        return Err(format!("grader = {grader:?}: `choices` belongs to \"letter\""));
    }
    Ok(match grader.as_str() {
        "number" => Grader::Number,
        "last-number" => Grader::LastNumber,
        "exact" => Grader::Exact,
        "letter" => Grader::Letter,
        "regex" => {
            let pattern = pattern.as_deref().unwrap_or_default();
            let compiled = regex_lite::Regex::new(pattern);
            Grader::Pattern(compiled.map_err(|error| format!("pattern = {pattern:?}: {error}"))?)
        }
        "command" => Grader::Command(Judge::open(folder, command.as_deref().unwrap_or_default())?),
        _ => {
            return Err(format!(
                "grader = {grader:?}: known are number, last-number, exact, letter, regex and command"
            ));
        }
    })
}

fn read(path: &Path, task: &Task, grader: &Grader) -> Result<Vec<Exercise>> {
    let mut rows = JsonRows::new(path, Text::open(path, None)?, |_| false)?;
    let mut exercises = Vec::new();
    while let Some(row) = rows.next_row()?.map(|row| row.value()) {
        let place = rows.place();
        let exercise = match row {
            Ok(Value::Object(fields)) => exercise(&fields, task, grader),
            Ok(_) => Err("it is no object".into()),
            Err(error) => Err(error.to_string()),
        };
        exercises.push(exercise.map_err(|what| Error::Conversation { place, what })?);
    }
    Ok(exercises)
}

fn exercise(fields: &Map<String, Value>, task: &Task, grader: &Grader) -> Result<Exercise, String> {
    let options = task.choices.as_deref().map(|name| options(fields, name)).transpose()?;
    let question = fill(&task.prompt, fields, options.as_deref())?;
    let mut right = fill(&task.right, fields, None)?;
    if matches!(grader, Grader::Letter) {
        right = of_letter(&task.right, &right, fields)?;
    }
    // An answer of GSM8K's form has its number within.
    let right = match grader {
        Grader::Number => marked_number(&right).unwrap_or(right),
        _ => right,
    };
    let answer = match &task.answer {
        Some(answer) => fill(answer, fields, None)?,
        None => right.clone(),
    };
    Ok(Exercise { question: vec![Message::new("user", question)], answer, right })
}

/// Fills a template's `{NAME}` with the fields of a row.
fn fill(template: &str, fields: &Map<String, Value>, options: Option<&str>) -> Result<String, String> {
    let (mut filled, mut rest) = (String::new(), template);
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = behind.split_once('}').ok_or_else(|| format!("{template:?} has a {{ without its }}"))?;
        match (name, options, fields.get(name)) {
            ("choices", Some(options), _) => filled.push_str(options),
            (_, _, Some(Value::String(text))) => filled.push_str(text),
            (_, _, Some(value @ (Value::Number(_) | Value::Bool(_)))) => filled.push_str(&value.to_string()),
            (_, _, Some(_)) => return Err(format!("`{name}` is neither a text nor a number")),
            (_, _, None) => return Err(format!("it has no `{name}`")),
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The options of a row, one a line with its letter, as nanochat writes them: the letter stands behind `=` without a space,
/// because it is another token with one.
fn options(fields: &Map<String, Value>, name: &str) -> Result<String, String> {
    let list = match fields.get(name) {
        Some(Value::Array(list)) => list,
        // ARC's: the texts of the options, and their labels beside them.
        Some(Value::Object(object)) => match object.get("text") {
            Some(Value::Array(list)) => list,
            _ => return Err(format!("`{name}` has no list `text`")),
        },
        _ => return Err(format!("`{name}` is no list")),
    };
    let mut lines = Vec::new();
    for (letter, option) in LETTERS.zip(list) {
        let option = option.as_str().ok_or_else(|| format!("`{name}` has an option that is no text"))?;
        lines.push(format!("- {option}={letter}"));
    }
    match lines.len() == list.len() {
        true => Ok(lines.join("\n")),
        false => Err(format!("`{name}` has {} options, more than there are letters", list.len())),
    }
}

/// The letter of what is right: a letter is itself; a number counts from 0, a digit in a text (as some of ARC's are) from 1.
fn of_letter(template: &str, right: &str, fields: &Map<String, Value>) -> Result<String, String> {
    let name = template.trim_matches(['{', '}']);
    let from = if fields.get(name).is_some_and(Value::is_number) { 0 } else { 1 };
    let letter = match right.parse::<usize>() {
        Ok(number) => number.checked_sub(from).and_then(|index| LETTERS.clone().nth(index)).map(String::from),
        Err(_) => (right.len() == 1 && right.starts_with(|c| LETTERS.contains(&c))).then(|| right.to_owned()),
    };
    letter.ok_or_else(|| format!("{right:?} is no letter of an option"))
}
