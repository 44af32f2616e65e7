//! The tasks, one file each, by their names. A name says whose way of asking it is: lm-evaluation-harness's are small (`arc_easy`),
//! nanochat's in chat are as nanochat has them (`ARC-Easy`), and those of CORE stand behind `core/`.

mod arc;
mod chat;
pub mod core;
mod extras;
mod files;
mod gsm8k;
mod hellaswag;
mod humaneval;
mod mmlu;
mod own;
mod sampled;
mod spelling;

use std::path::Path;

use crate::error::{Error, Result};
use crate::question::{Question, Questions, Render, spread};
use crate::rule::Rule;
use crate::scoring::Choices;
use crate::writing::Writing;
pub use extras::Extras;
pub use files::files;
use gsm8k::Gsm8k;
use humaneval::HumanEval;
use mmlu::Words;
use own::Own;
use sampled::Sampled;
use spelling::Spelling;

/// A task, opened.
pub enum Bench {
    /// Options to choose from.
    Choices(Box<dyn Choices>),
    /// Answers to be written.
    Writing(Box<dyn Writing>),
}

/// A task by its name.
pub struct Known {
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Whether only a model that chats can be asked so.
    pub chats: bool,
}

const fn known(name: &'static str, chats: bool, what: &'static str) -> Known {
    Known { name, what, chats }
}

/// All of them but CORE's.
pub const KNOWN: [Known; 13] = [
    known("arc_easy", false, "ARC-Easy by log-likelihood, as lm-evaluation-harness asks"),
    known("arc_challenge", false, "ARC-Challenge, likewise"),
    known("hellaswag", false, "HellaSwag, likewise"),
    known("mmlu", false, "MMLU by letters, likewise"),
    known("mmlu_continuation", false, "MMLU by the options' words (cloze), likewise"),
    known("gsm8k", false, "GSM8K without examples, likewise"),
    known("ARC-Easy", true, "ARC-Easy by letters in chat, as nanochat asks"),
    known("ARC-Challenge", true, "ARC-Challenge, likewise"),
    known("MMLU", true, "MMLU, likewise"),
    known("humaneval", false, "HumanEval by continuing, as lm-evaluation-harness asks"),
    known("HumanEval", true, "HumanEval in chat, as nanochat asks"),
    known("SpellingBee", true, "letters counted in words, in chat"),
    known("SimpleSpelling", true, "words spelled, in chat"),
];
/// nanochat's, which is written.
pub const GSM8K: Known = known("GSM8K", true, "GSM8K in chat, as nanochat asks");

/// The tasks of ChatCORE, in its order.
pub const CHAT_CORE: [&str; 6] = ["ARC-Easy", "ARC-Challenge", "MMLU", "GSM8K", "HumanEval", "SpellingBee"];
/// Those of them that are written, where guessing reaches nothing.
const CHAT_CORE_WRITTEN: [&str; 3] = ["GSM8K", "HumanEval", "SpellingBee"];

/// Whether a task of ChatCORE has answers that are written, by its name.
pub(crate) fn is_written(name: &str) -> bool {
    CHAT_CORE_WRITTEN.contains(&name)
}

/// Opens a task of a bundle, or one of the user's own by its folder: `most` rows of it, with `shots` examples before each.
///
/// # Errors
/// [`Error::UnknownTask`], [`Error::Missing`] where the bundle lacks its file, [`Error::Setting`] for examples that the task does
/// not have; [`Error::Sandbox`] where what is written cannot be run.
pub fn open(name: &str, folder: &Path, most: Option<usize>, shots: usize, extras: &Extras) -> Result<Bench> {
    let own = Path::new(name);
    if own.join(nanollama_data::TASK_FILE).is_file() {
        return Ok(Bench::Writing(Sampled::of(Box::new(Own::open(own, most)?), extras)?));
    }
    let found = KNOWN.iter().chain([&GSM8K]).find(|known| known.name == name);
    let known = found.ok_or_else(|| {
        let names: Vec<&str> = KNOWN.iter().chain([&GSM8K]).map(|known| known.name).collect();
        let known = format!("{}, ChatCORE, core, core/NAME, bpb, and folders with a task.toml", names.join(", "));
        Error::UnknownTask { name: name.into(), known }
    })?;
    let name = known.name;
    if shots > 0 && name != "mmlu" && name != "mmlu_continuation" {
        let (task, value) = (name.into(), shots.to_string());
        let wanted = "only mmlu and mmlu_continuation have examples that are always the same".into();
        return Err(Error::Setting { task, setting: "shots", value, wanted });
    }
    let both: &'static [Rule] = &[Rule::Sum, Rule::PerCharacter];
    let one: &'static [Rule] = &[Rule::Sum];
    let (questions, render, rules): (Vec<Question>, Render, _) = match name {
        "arc_easy" => (arc::questions(name, folder, false)?, arc::harness, both),
        "arc_challenge" => (arc::questions(name, folder, true)?, arc::harness, both),
        "hellaswag" => (hellaswag::questions(name, folder)?, hellaswag::harness, both),
        "mmlu" => (mmlu::questions(name, folder, Some(Words::Letters), shots)?, mmlu::letters, one),
        "mmlu_continuation" => (mmlu::questions(name, folder, Some(Words::Options), shots)?, mmlu::continuation, both),
        "ARC-Easy" => (arc::questions(name, folder, false)?, chat::letters, one),
        "ARC-Challenge" => (arc::questions(name, folder, true)?, chat::letters, one),
        "MMLU" => (mmlu::questions(name, folder, None, 0)?, chat::letters, one),
        _ => {
            let task: Box<dyn Writing> = match name {
                "humaneval" | "HumanEval" => Box::new(HumanEval::open(name, folder, known.chats, most, extras)?),
                "SpellingBee" | "SimpleSpelling" => Box::new(Spelling::open(name, folder, most, extras)?),
                _ => Box::new(Gsm8k::open(name, folder, known.chats, most)?),
            };
            return Ok(Bench::Writing(Sampled::of(task, extras)?));
        }
    };
    let order = if known.chats { chat::order(questions.len(), most) } else { spread(questions.len(), most) };
    let mut questions: Vec<Option<Question>> = questions.into_iter().map(Some).collect();
    let questions = order.into_iter().filter_map(|row| questions[row].take()).collect();
    Ok(Bench::Choices(Box::new(Questions { name, questions, render, rules, chance: 0.25 })))
}
