//! Old spellings: how nanollama (Python and Go) and nanochat spelled flags, scripts and environment variables. Before clap
//! sees the command line, each becomes ours or is refused with what to type instead, by the tables below; a row wins over
//! clap's guesses. What is no row passes through untouched.
//!
//! Underscores are read as dashes (`--batch_tokens`), and `key=value` as `--key=value` where a verb takes no bare words.

mod facts;
mod flags;
mod outcome;
mod scripts;
mod variables;

use std::ffi::OsString;
use std::fmt;

use clap::Command;

use super::known::{complete, find, option};
use flags::Row;
use outcome::Outcome;
use scripts::{LAUNCHERS, SCRIPTS};
use variables::{Effect, VARIABLES};

/// What was typed or set is spelled differently here, or is not here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A command line in our spelling.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The program's name and everything after it.
    pub(super) words: Vec<OsString>,
    /// Lines for people: variables that are set and not read.
    pub(super) notes: Vec<String>,
}

/// Reads a command line (the program's name first) in any of the spellings; `variable` gives the environment.
///
/// # Errors
/// For what is spelled differently here, naming the new spelling, and for what is not here.
pub(super) fn read(
    command: &Command,
    typed: &[OsString],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Line, Refusal> {
    let command = complete(command.clone());
    let Some((program, words)) = typed.split_first() else { return Ok(Line::default()) };
    let words = runtime(&command, words)?;
    let Some((at, verb)) = verb(&command, &words) else {
        return Ok(Line { words: [&[program.clone()][..], &words].concat(), notes: Vec::new() });
    };
    script(&command, &verb, &words[at..])?;
    let (before, after) = words.split_at(at + verb.split(' ').count());
    let mut spelled = [&[program.clone()][..], before].concat();
    let mut notes = Vec::new();
    if let Some(found) = find(&command, &verb) {
        // A verb that was not typed is not spoken of.
        let called = if words.len() < typed.len() { &verb } else { "nanollama" };
        spelled.extend(spell(found, &verb, called, after)?);
        notes = environment(&verb, variable)?;
    }
    Ok(Line { words: spelled, notes })
}

/// A line without a verb, as nanollama's own runtime takes it: `--model m.gguf --prompt …` becomes `run`, with
/// `--interactive` or nothing `chat`, with `--serve` `serve`, with `--list-tensors` `show`.
fn runtime(command: &Command, words: &[OsString]) -> Result<Vec<OsString>, Refusal> {
    let begins =
        first(command, words).is_some_and(|at| long(&words[at]).is_some_and(|(name, _)| flags::begins_talk(&name)));
    if !begins {
        return Ok(words.to_vec());
    }
    let has = |flag: &str| words.iter().any(|word| long(word).is_some_and(|(name, _)| name == flag));
    if has("list-tensors") {
        return Ok(show_tensors(words));
    }
    if has("serve") {
        let ours = |word: &&OsString| !matches!(long(word), Some((name, None)) if name == "serve");
        return Ok([&["serve".into()][..], &words.iter().filter(ours).cloned().collect::<Vec<_>>()].concat());
    }
    let verb = match (has("prompt"), has("interactive")) {
        (true, true) => {
            let text =
                "--prompt continues one text (`nanollama run`), --interactive talks (`nanollama chat`): give one";
            return Err(Refusal(text.into()));
        }
        (true, false) => "run",
        (false, _) => "chat",
    };
    Ok([&[verb.into()][..], words].concat())
}

/// `--model m.gguf --list-tensors` as `show m.gguf --tensors`.
fn show_tensors(words: &[OsString]) -> Vec<OsString> {
    let ours = |word: &OsString| match long(word) {
        Some((name, Some(model))) if name == "model" => Some(model.into()),
        Some((name, None)) if name == "model" => None,
        Some((name, None)) if name == "list-tensors" => Some("--tensors".into()),
        _ => Some(word.clone()),
    };
    [&["show".into()][..], &words.iter().filter_map(ours).collect::<Vec<_>>()].concat()
}

/// The place of the first word that is no option of every command.
fn first(command: &Command, words: &[OsString]) -> Option<usize> {
    let mut at = 0;
    while at < words.len() {
        let Some((name, value)) = long(&words[at]) else {
            match words[at].to_str() {
                Some("-q") => at += 1,
                _ => return Some(at),
            }
            continue;
        };
        let known = command.get_arguments().find(|arg| arg.is_global_set() && arg.get_long() == Some(&name));
        match known {
            Some(arg) => at += if value.is_none() && arg.get_action().takes_values() { 2 } else { 1 },
            None => return Some(at),
        }
    }
    None
}

/// The verb, with its second word where it has one, and its place.
fn verb(command: &Command, words: &[OsString]) -> Option<(usize, String)> {
    let at = first(command, words)?;
    let word = words[at].to_str()?;
    if word.starts_with('-') {
        return None;
    }
    let second = words.get(at + 1).and_then(|next| next.to_str());
    let below = command.find_subcommand(word).and_then(|found| found.find_subcommand(second?));
    Some((at, below.map_or_else(|| word.to_owned(), |below| format!("{word} {}", below.get_name()))))
}

/// Refuses a script's name where a verb is expected, launched or not.
fn script(command: &Command, verb: &str, words: &[OsString]) -> Result<(), Refusal> {
    if find(command, verb).is_some() {
        return Ok(());
    }
    let launched = LAUNCHERS.contains(&verb);
    let candidates = words.iter().take(if launched { words.len() } else { 1 }).filter_map(|word| word.to_str());
    let mut found = candidates.filter_map(|word| {
        let name = plain(word);
        SCRIPTS.iter().find(|script| script.old.contains(&name)).map(|script| (name, script))
    });
    match found.next() {
        Some((name, script)) if script.is_here => Err(Refusal(format!("{name} is {} here", script.text))),
        Some((name, script)) => Err(Refusal(format!("{name} is not here: {}", script.text))),
        None if launched => {
            Err(Refusal(format!("{verb} is not needed: one program does everything; `nanollama --help` shows it")))
        }
        None => Ok(()),
    }
}

/// `runs/speedrun.sh`, `scripts.base_train`, `nanochat/dataset.py` by their last part.
fn plain(word: &str) -> &str {
    let word = word.rsplit(['/', '\\']).next().unwrap_or(word);
    let word = word.strip_suffix(".py").or_else(|| word.strip_suffix(".sh")).unwrap_or(word);
    word.rsplit('.').next().unwrap_or(word)
}

/// A verb's words in our spelling; a refusal calls it `called`.
fn spell(verb_command: &Command, verb: &str, called: &str, words: &[OsString]) -> Result<Vec<OsString>, Refusal> {
    let takes_bare_words = verb_command.get_positionals().next().is_some();
    let mut spelled: Vec<OsString> = Vec::new();
    let mut at = 0;
    // How many of the words at hand may be values of the flag before them.
    let mut values = 0_usize;
    while at < words.len() {
        let word = &words[at];
        at += 1;
        let text = word.to_str().unwrap_or_default();
        if text == "--" {
            // torchrun's `--` stands before the script's flags; ours before bare words.
            if takes_bare_words {
                spelled.push(word.clone());
                spelled.extend_from_slice(&words[at..]);
                break;
            }
            continue;
        }
        let is_value = values > 0;
        let pair = (!takes_bare_words && !is_value).then(|| long(&format!("--{text}").into())).flatten();
        let Some((name, value)) = flag_of(word).or_else(|| pair.filter(|(_, value)| value.is_some())) else {
            values = if text.starts_with('-') && text != "-" { 0 } else { values.saturating_sub(1) };
            spelled.push(word.clone());
            continue;
        };
        values = 0;
        let is_typed = text.starts_with('-');
        let row = flags::find(verb, &name);
        if row.is_none() && !(knows(verb_command, &name) && (is_typed || text.contains('='))) {
            spelled.push(word.clone());
            continue;
        }
        // A value of its own word: what does not begin a flag, or is a number below zero.
        let next = words.get(at).and_then(|next| next.to_str());
        let apart = next.filter(|next| !next.starts_with('-') || *next == "-" || next.parse::<f64>().is_ok());
        let given = value.as_deref().or(apart);
        let new = match outcome(row, called, &name, given, knows(verb_command, &name))? {
            Spelling::Ours(new) => new,
            Spelling::PassedOver => {
                at += usize::from(value.is_none() && apart.is_some());
                continue;
            }
        };
        values = if value.is_none() { most_values(verb_command, &new) } else { 0 };
        spelled.push(match value {
            _ if new.starts_with('-') => word.clone(),
            Some(value) => format!("--{new}={value}").into(),
            None => format!("--{new}").into(),
        });
    }
    Ok(spelled)
}

enum Spelling {
    Ours(String),
    PassedOver,
}

/// What a row makes of a flag and its value; `called` is what a refusal says has no such flag, `is_ours` whether the verb
/// has one of that name.
fn outcome(
    row: Option<&Row>,
    called: &str,
    name: &str,
    value: Option<&str>,
    is_ours: bool,
) -> Result<Spelling, Refusal> {
    let shown = if name.starts_with('-') { name.to_owned() } else { format!("--{name}") };
    let refuse = |text: &str| Err(Refusal(format!("`{called}` has no {shown}: {text}")));
    let ours = |new: &str| Ok(Spelling::Ours(new.to_owned()));
    match row.map(|row| row.outcome) {
        None | Some(Outcome::Same) => ours(name),
        Some(Outcome::Alias(new)) => ours(new),
        Some(Outcome::Instead(text) | Outcome::Missing(text)) => refuse(text),
        Some(Outcome::Only(values, text)) => match values.contains(&value.unwrap_or_default()) {
            true => Ok(Spelling::PassedOver),
            false if is_ours => ours(name),
            false => refuse(text),
        },
        Some(Outcome::Except(other, text)) if value == Some(other) => {
            Err(Refusal(format!("{shown} {other} is not understood: {text}")))
        }
        Some(Outcome::Except(..)) => ours(name),
        Some(Outcome::Unless(out, _)) if value == Some(out) => Ok(Spelling::PassedOver),
        Some(Outcome::Unless(_, new)) => ours(new),
    }
}

/// Notes on the variables that are set and not read.
///
/// # Errors
/// For one that names a thing of ours by an old name.
fn environment(verb: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, Refusal> {
    let mut notes = Vec::new();
    for (old, effect) in VARIABLES {
        if variable(old).is_none_or(|value| value.is_empty()) {
            continue;
        }
        match effect {
            Effect::Renamed(text) => return Err(Refusal(format!("{old} is not read: {text}"))),
            Effect::Note(verbs, text) if verbs.is_empty() || verbs.contains(&verb) => {
                notes.push(format!("note: {old} is not read: {text}"));
            }
            Effect::Note(..) | Effect::Unused => {}
        }
    }
    Ok(notes)
}

/// A word that is a flag: its name with dashes for underscores (a short one keeps its dash), and the value behind `=`.
fn flag_of(word: &OsString) -> Option<(String, Option<String>)> {
    let text = word.to_str()?;
    let short = text.len() == 2 && text.starts_with('-') && text.as_bytes()[1].is_ascii_alphabetic();
    if short || flags::is_short(text) { Some((text.to_owned(), None)) } else { long(word) }
}

fn long(word: &OsString) -> Option<(String, Option<String>)> {
    let rest = word.to_str()?.strip_prefix("--")?;
    let (name, value) = match rest.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (rest, None),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name))
        .then(|| (name.replace('_', "-"), value))
}

/// Whether clap reads this flag: a long name, or a short one with its dash.
fn knows(command: &Command, name: &str) -> bool {
    option(command, name).is_some()
}

/// How many words behind a flag may be its values.
fn most_values(command: &Command, name: &str) -> usize {
    let arg = option(command, name).filter(|arg| arg.get_action().takes_values());
    arg.map_or(0, |arg| arg.get_num_args().map_or(1, |range| range.max_values()))
}

#[cfg(test)]
mod tests;
