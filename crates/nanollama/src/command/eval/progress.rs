//! Answers of an evaluation under way, a line of JSON each as they come: the same command goes on with them when it was killed. An
//! answer counts again where the same weights were asked the same tokens; all else is asked anew.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use nanollama_bundle::{StoredAs, StoredModel};
use nanollama_data::rng;
use nanollama_eval::scoring::{Answered, Tokens};
use nanollama_eval::{Case, writing::Written};
use nanollama_store::hash::sha256_file;
use nanollama_store::run::Run;
use serde::{Deserialize, Serialize};

use crate::args::{EvalArgs, Global};
use crate::command::home;
use crate::print::Printer;

/// The file in a run's folder, and the end of its name elsewhere.
const FILE: &str = "evaluation.part.jsonl";
/// The mark of a checkpoint that is complete; it has the hashes of its files.
const MARK: &str = "DONE";

/// Whose answers a file has: its first line.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Whose {
    /// SHA-256 of what the model was read from.
    weights: String,
    /// What else its numbers depend on.
    settings: String,
}

/// An answer.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    task: String,
    /// A hash of all tokens that were put to the model.
    text: u64,
    /// Tokens asked for and computed.
    tokens: [u64; 2],
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chosen: Option<Answered>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written: Option<Written>,
}

/// The answers that are kept, and where further ones go.
pub(super) struct Progress {
    path: PathBuf,
    file: Option<File>,
    whose: Whose,
    known: Vec<Line>,
    /// Behind the last one that was found: they are asked for in the order in which they came, or nearly.
    next: usize,
    /// How many were found of the task at hand, and their tokens.
    found: (usize, Tokens),
    /// Answers that this process has added.
    added: usize,
}

impl Progress {
    /// The file of a model, with what it has; of other weights or settings it begins anew.
    pub(super) fn open(
        source: &StoredModel,
        args: &EvalArgs,
        global: &Global,
        device: &str,
        printer: &Printer,
    ) -> anyhow::Result<Progress> {
        let device = device.split(' ').next().unwrap_or_default();
        // What runs programs judges them, too.
        let judge = match &args.python {
            Some(python) => format!(", run by {}", python.display()),
            None => String::new(),
        };
        let settings = format!("{device}, cache {:?}{judge}", args.cache.types());
        let whose = Whose { weights: weights(source)?, settings };
        // A file of a personality has no hash here, so what was answered with one cannot be told from what another says.
        let alone = args.personality.is_empty();
        let path = place(source, &args.model, global).filter(|_| alone);
        let mut progress = Progress {
            path: path.clone().unwrap_or_default(),
            file: None,
            whose,
            known: Vec::new(),
            next: 0,
            found: Default::default(),
            added: 0,
        };
        let lost = "an evaluation that is stopped begins anew";
        let Some(path) = path else {
            let why = if alone { "HOME and NANOLLAMA_HOME are not set" } else { "a personality is added" };
            printer.line(format_args!("{why}: {lost}"));
            return Ok(progress);
        };
        match progress.begin(printer) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => printer.line(format_args!(
                "another evaluation of {} is under way, and {} is its file: {lost}",
                args.model,
                path.display()
            )),
            Err(error) => printer.line(format_args!("{}: {error}: {lost}", path.display())),
        }
        Ok(progress)
    }

    /// Opens the file, takes what it has if it is of this model, and begins it if not.
    fn begin(&mut self, printer: &Printer) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = File::options().read(true).append(true).create(true).open(&self.path)?;
        file.try_lock()?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        // A kill cuts the last line at most.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut lines = text[..whole].lines();
        match lines.next().map(serde_json::from_str::<Whose>) {
            Some(Ok(whose)) if whose == self.whose => {
                self.known = lines.filter_map(|line| serde_json::from_str(line).ok()).collect();
                file.set_len(whole as u64)?;
                file.seek(std::io::SeekFrom::End(0))?;
                printer.line(format_args!(
                    "{} answers of an evaluation that was stopped are there: {}",
                    self.known.len(),
                    self.path.display()
                ));
            }
            other => {
                if let Some(Ok(whose)) = other {
                    let differs = match whose.weights == self.whose.weights {
                        true => format!("{}, now it is {}", whose.settings, self.whose.settings),
                        false => format!("other weights ({:.12}, now {:.12})", whose.weights, self.whose.weights),
                    };
                    let path = self.path.display();
                    printer
                        .line(format_args!("{path}: the evaluation that was stopped was of {differs}: it begins anew"));
                }
                file.set_len(0)?;
                file.write_all(line(&self.whose).as_bytes())?;
            }
        }
        self.file = Some(file);
        Ok(())
    }

    /// Begins a task.
    pub(super) fn task(&mut self) {
        (self.next, self.found) = (0, Default::default());
    }

    /// How many answers of the task at hand were there, and what they had cost.
    pub(super) fn found(&self) -> (usize, Tokens) {
        self.found
    }

    /// What a model chose of these options before.
    pub(super) fn chosen(&mut self, task: &str, case: &Case) -> Option<Answered> {
        self.take(task, of_case(case)).and_then(|at| self.known[at].chosen.clone())
    }

    /// What it wrote before where this was asked.
    pub(super) fn written(&mut self, task: &str, asked: &[u32]) -> Option<Written> {
        self.take(task, hash(asked.iter().copied())).and_then(|at| self.known[at].written.clone())
    }

    fn take(&mut self, task: &str, text: u64) -> Option<usize> {
        let count = self.known.len();
        let mut places = (self.next..count).chain(0..self.next.min(count));
        let at = places.find(|&at| self.known[at].text == text && self.known[at].task == task)?;
        self.next = at + 1;
        let [asked, computed] = self.known[at].tokens;
        self.found.0 += 1;
        self.found.1.asked += asked;
        self.found.1.computed += computed;
        Some(at)
    }

    /// Keeps what a model chose.
    pub(super) fn chose(&mut self, task: &str, case: &Case, answer: &Answered, tokens: Tokens) {
        self.add(task, of_case(case), tokens, (Some(answer.clone()), None));
    }

    /// Keeps what it wrote.
    pub(super) fn wrote(&mut self, task: &str, asked: &[u32], answer: &Written, tokens: Tokens) {
        self.add(task, hash(asked.iter().copied()), tokens, (None, Some(answer.clone())));
    }

    fn add(&mut self, task: &str, text: u64, tokens: Tokens, answer: (Option<Answered>, Option<Written>)) {
        let Some(file) = &mut self.file else { return };
        let ((chosen, written), tokens) = (answer, [tokens.asked, tokens.computed]);
        // One write a line, so that a line is whole or the last. What a full disk loses is asked again.
        let text = line(&Line { task: task.to_owned(), text, tokens, chosen, written });
        self.added += usize::from(file.write_all(text.as_bytes()).is_ok());
    }

    /// Where the answers are, if they are kept, and how many.
    pub(super) fn kept(&self) -> Option<(&Path, usize)> {
        self.file.as_ref().map(|_| (self.path.as_path(), self.known.len() + self.added))
    }

    /// The evaluation is done: only answers of other tasks than `tasks` are kept.
    pub(super) fn finish(self, tasks: &[String]) -> std::io::Result<()> {
        let Some(mut file) = self.file else { return Ok(()) };
        let others = || self.known.iter().filter(|line| !tasks.contains(&line.task));
        if others().next().is_none() {
            return std::fs::remove_file(&self.path);
        }
        file.set_len(0)?;
        let text: String = std::iter::once(line(&self.whose)).chain(others().map(line)).collect();
        file.write_all(text.as_bytes())
    }
}

fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).map(|text| text + "\n").unwrap_or_default()
}

/// Where answers of a model are kept: in a run's folder, else in the program's own.
fn place(source: &StoredModel, typed: &str, global: &Global) -> Option<PathBuf> {
    if let (StoredAs::Checkpoint { .. }, Ok(run)) =
        (source.stored_as(), Run::open(&global.runs, typed.split('@').next().unwrap_or(typed)))
        && source.path().starts_with(run.path())
    {
        return Some(run.path().join(FILE));
    }
    let path = std::path::absolute(source.path()).ok()?;
    let name = path.file_stem()?.to_string_lossy().into_owned();
    let place = hash(path.to_string_lossy().bytes().map(u32::from));
    Some(home::folder()?.join("evaluations").join(format!("{name}-{place:016x}.{FILE}")))
}

/// SHA-256 of what a model was read from; of several files all of theirs.
fn weights(source: &StoredModel) -> anyhow::Result<String> {
    let path = source.path();
    if let StoredAs::Checkpoint { average, .. } = source.stored_as() {
        return Ok(sha256_file(&path.join(MARK))? + if *average { "@average" } else { "" });
    }
    let mut files: Vec<PathBuf> = source.gguf_files().into_iter().map(Path::to_owned).collect();
    if files.is_empty() && path.is_dir() {
        let holds = |path: &PathBuf| path.extension().is_some_and(|end| end == "safetensors" || end == "json");
        files = std::fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).filter(holds).collect();
        files.sort_unstable();
    } else if files.is_empty() {
        files.push(path.to_owned());
    }
    let all = files.iter().map(|file| sha256_file(file)).collect::<Result<Vec<_>, _>>()?;
    Ok(all.join("+"))
}

fn of_case(case: &Case) -> u64 {
    let head = [case.number as u32, case.gold as u32];
    let passages = case.passages.iter().flat_map(|it| {
        [it.ids.len() as u32, it.from as u32, it.characters as u32].into_iter().chain(it.ids.iter().copied())
    });
    hash(head.into_iter().chain(passages))
}

/// One number for all of these, in their order.
fn hash(words: impl Iterator<Item = u32>) -> u64 {
    words.fold(0, |state, word| rng::hash(&[state, u64::from(word)]))
}
