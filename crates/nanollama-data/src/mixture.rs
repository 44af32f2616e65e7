//! A mixture of conversations as data: a TOML list of sources, each with how much of it is taken and how often.
//!
//! ```toml
//! [[source]]
//! path = "chats.jsonl"     # conversations in any form that is read, or a task; from the place of this file
//! limit = 10000            # the first so many
//!
//! [[source]]
//! path = "gsm8k"           # a task: a folder, or a file of questions and answers
//! split = "train"          # or test
//! repeats = 4
//! calls = true             # <<3*4=12>> in an answer is a call of the calculator, whose result is given, not learned
//!
//! [[source]]
//! task = "SpellingBee"     # or SimpleSpelling: questions that are made, of a list of words
//! words = "words.txt"      # a word a line; the town's where it is left out
//! limit = 80000            # how many
//! ```
//!
//! What is held out is chosen before anything is repeated, so nothing that is learned is measured on.

use std::path::{Path, PathBuf};

use nanollama_store::place::{At, Place};
use nanollama_token::chat::Message;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::conversation::{Conversation, ConversationReading, Conversations, read_rows};
use crate::error::{Error, Result};
use crate::exercise::Exercises;
use crate::spelling::{TOWN, Words};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mixture {
    source: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    path: Option<PathBuf>,
    task: Option<String>,
    words: Option<PathBuf>,
    split: Option<Part>,
    limit: Option<usize>,
    repeats: Option<u32>,
    #[serde(default)]
    calls: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    Train,
    Test,
}

/// Reads all conversations of a file: rows of JSON or of parquet, or the sources of a mixture, as its name says.
///
/// # Errors
/// When it cannot be read, a row is no conversation and no more of these may be skipped (named), or there is none at all.
pub fn read_conversations(path: &Path, reading: &ConversationReading) -> Result<Conversations> {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        return read_rows(path, reading);
    }
    let name = || path.display().to_string();
    let wrong = |what: String| Error::Mixture { name: name(), what };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let mixture: Mixture = toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
    let mut mixed = Conversations::new(path, reading);
    for (number, source) in mixture.source.iter().enumerate() {
        let wrong = |what: &str| wrong(format!("source {}: {what}", number + 1));
        if source.limit == Some(0) || source.repeats == Some(0) {
            return Err(wrong("limit and repeats are at least 1"));
        }
        let from = path.parent().unwrap_or(Path::new(""));
        let file = match (&source.path, &source.task) {
            (Some(file), None) if source.words.is_none() => from.join(file),
            (None, Some(task)) if source.split.is_none() && !source.calls => {
                let words = source.words.as_ref().map_or(TOWN.into(), |words| from.join(words));
                let count = source.limit.ok_or_else(|| wrong("limit says how many are made, and has to be given"))?;
                let read = made(task, &words, count, reading)?.ok_or_else(|| wrong(KNOWN))?;
                mixed.append(read, source.repeats.unwrap_or(1));
                continue;
            }
            _ => return Err(wrong(FORMS)),
        };
        let mut read = match source.split {
            None if file.is_file() => read_rows(&file, reading)?,
            split => {
                if file.is_file() {
                    return Err(wrong("split is of a task's folder, and this is a file"));
                }
                of_task(&file, split.unwrap_or(Part::Train), reading)?
            }
        };
        read.keep(source.limit.unwrap_or(usize::MAX));
        if source.calls {
            for conversation in &mut read.conversations {
                conversation.messages.iter_mut().for_each(called);
            }
        }
        mixed.append(read, source.repeats.unwrap_or(1));
    }
    mixed.any()
}

/// Which fields a source may have.
const FORMS: &str = "it has a path, with split, limit, repeats and calls; or a task, with words, limit and repeats";
/// Tasks that are made.
const KNOWN: &str = "task: known are SpellingBee and SimpleSpelling; a folder is named by path";

/// Questions that are made, by their numbers; `None` where there is no such task.
fn made(task: &str, words: &Path, count: usize, reading: &ConversationReading) -> Result<Option<Conversations>> {
    let list = Words::open(words)?;
    let mut read = Conversations::new(Path::new(task), reading);
    for number in 0..count as u64 {
        let Some(spelled) = list.question(task, number, false) else { return Ok(None) };
        let messages = vec![Message::new("user", spelled.question), spelled.answer];
        read.push(Conversation { messages }, Place { path: task.into(), at: At::Row(number + 1) });
    }
    Ok(Some(read))
}

/// The questions of a task with their answers.
fn of_task(folder: &Path, part: Part, reading: &ConversationReading) -> Result<Conversations> {
    let exercises = Exercises::open(folder, (0.5, 0))?;
    let mut read = Conversations::new(folder, reading);
    let taken = match part {
        Part::Train => exercises.train,
        Part::Test => exercises.test,
    };
    for (index, exercise) in taken.into_iter().enumerate() {
        let answer = Message::new("assistant", exercise.answer);
        let messages = exercise.question.into_iter().chain([answer]).collect();
        let place = Place { path: folder.to_owned(), at: At::Row(index as u64 + 1) };
        read.push(Conversation { messages }, place);
    }
    Ok(read)
}

/// An answer whose `<<expression=result>>` are calls, in parts: text, code, output.
fn called(message: &mut Message) {
    let text = message.text();
    if message.role() != "assistant" || !text.contains("<<") {
        return;
    }
    let mut parts: Vec<Value> = Vec::new();
    let mut say = |kind: &str, text: &str| {
        if !text.is_empty() {
            parts.push(json!({ "type": kind, "text": text }));
        }
    };
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once("<<") {
        let Some((call, after)) = behind.split_once(">>") else { break };
        say("text", before);
        // Split at the last sign, as nanochat does: an expression may have one of its own.
        let (expression, result) = call.rsplit_once('=').unwrap_or((call, ""));
        say("python", expression);
        say("python_output", result);
        rest = after;
    }
    say("text", rest);
    if let Ok(parted) = Message::from_json(json!({ "role": "assistant", "content": parts })) {
        *message = parted;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn sources_are_taken_as_the_list_says() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let row =
            |n: usize| format!("{{\"question\": \"q{n}\", \"answer\": \"{n} <<1+{n}={0}>>{0}\\n#### {0}\"}}\n", n + 1);
        fs::create_dir(folder.path().join("sums")).unwrap();
        write("sums/train.jsonl", &(0..3).map(row).collect::<String>());
        write("sums/test.jsonl", &row(9));
        write(
            "chats.jsonl",
            "{\"prompt\": \"a\", \"completion\": \"b\"}\n{\"prompt\": \"c\", \"completion\": \"d\"}\n",
        );
        write(
            "mix.toml",
            "[[source]]\npath = \"chats.jsonl\"\nlimit = 1\nrepeats = 3\n[[source]]\npath = \"sums\"\ncalls = true\n",
        );
        let path = folder.path().join("mix.toml");
        let reading = ConversationReading::default();
        let read = read_conversations(&path, &reading).unwrap();
        assert_eq!(read.conversations.len(), 4);
        assert_eq!((0..4).map(|index| read.repeats(index)).collect::<Vec<_>>(), [3, 1, 1, 1]);
        assert!(read.place(0).to_string().ends_with("chats.jsonl:1"), "{}", read.place(0));
        assert!(read.place(3).to_string().ends_with("sums (row 3)"), "{}", read.place(3));
        let answer = read.conversations[2].messages[1].to_json();
        let parts = json!([
            {"type": "text", "text": "1 "}, {"type": "python", "text": "1+1"},
            {"type": "python_output", "text": "2"}, {"type": "text", "text": "2\n#### 2"},
        ]);
        assert_eq!(answer["content"], parts);
        write("words.txt", "kite\negg\n");
        write(
            "mix.toml",
            "[[source]]\ntask = \"SpellingBee\"\nwords = \"words.txt\"\nlimit = 5\nrepeats = 2\n\
             [[source]]\ntask = \"SimpleSpelling\"\nlimit = 3\n",
        );
        let made = read_conversations(&path, &reading).unwrap();
        assert_eq!((made.conversations.len(), made.repeats(0), made.repeats(5)), (8, 2, 1));
        assert!(made.place(1).to_string().contains("SpellingBee (row 2)"), "{}", made.place(1));
        let first = made.conversations[0].messages[1].to_json();
        assert_eq!(first["content"][1]["type"], "python", "{first}");
        for (text, what) in [
            ("[[source]]\npath = \"chats.jsonl\"\nmood = 1", "mood"),
            ("[[source]]\npath = \"chats.jsonl\"\nrepeats = 0", "source 1: limit and repeats"),
            ("[[source]]\npath = \"chats.jsonl\"\nsplit = \"test\"", "source 1: split"),
            ("", "source"),
            ("[[source]]\nlimit = 1", "source 1: it has a path"),
            ("[[source]]\ntask = \"SpellingBee\"", "source 1: limit says how many"),
            ("[[source]]\ntask = \"Sums\"\nlimit = 1", "source 1: task: known are"),
            ("[[source]]\ntask = \"SpellingBee\"\nlimit = 1\ncalls = true", "source 1: it has a path"),
            ("[[source]]\npath = \"chats.jsonl\"\nwords = \"words.txt\"", "source 1: it has a path"),
        ] {
            write("mix.toml", text);
            let error = read_conversations(&path, &reading).unwrap_err().to_string();
            assert!(error.contains("mix.toml") && error.contains(what), "{error}");
        }
    }
}
