//! Tasks whose mean is one grade: CORE, and nanochat's tasks in chat (ChatCORE). How a task is asked is its own matter (`bench/`);
//! here is which of them there are, what guessing reaches in each, and the mean over all, each centred so that guessing is 0.

use std::path::Path;

use nanollama_engine::Worker;
use serde::Serialize;

use crate::bench::core::Core;
use crate::bench::{self, Bench, CHAT_CORE, Extras};
use crate::error::{Error, Result};
use crate::scoring::{self, Choices};
use crate::writing::{self, Writing};

/// Tasks with one mean.
pub struct Battery {
    tasks: Tasks,
    /// Those that cannot be asked, and why.
    pub missing: Vec<String>,
    /// How many there are in all, those that are missing among them.
    pub of: usize,
}

/// Which they are.
pub enum Tasks {
    /// Of a bundle's list.
    Core(Core),
    /// In chat.
    Chat(Vec<Bench>),
}

/// One of them.
pub struct Member<'a> {
    /// Its name in reports.
    pub name: String,
    /// What guessing reaches, from 0 to 1.
    pub baseline: f64,
    /// How it is asked.
    pub asks: Asks<'a>,
}

/// How a task is asked.
#[derive(Clone, Copy)]
pub enum Asks<'a> {
    /// Options are weighed.
    Choices(&'a dyn Choices),
    /// Answers are written.
    Writing(&'a dyn Writing),
}

/// What a model reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grade {
    /// The mean of the centred accuracies.
    pub metric: f64,
    /// The same over the tasks of options alone, where others are among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cat: Option<f64>,
    /// Over how many tasks.
    pub over: usize,
    /// Of how many.
    pub of: usize,
    /// Task by task.
    pub tasks: Vec<TaskGrade>,
}

/// What it reached in one task.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskGrade {
    /// The task.
    pub task: String,
    /// The share that was right.
    pub accuracy: f64,
    /// The same where guessing is 0.
    pub centred: f64,
    /// How many were right.
    pub right: usize,
    /// How many were asked.
    pub asked: usize,
}

impl Battery {
    /// CORE of a bundle, or one of its tasks, `most` rows of each.
    ///
    /// # Errors
    /// [`Core::open`]'s; [`Error::NoneOf`] where the bundle has the data of none.
    pub fn core(folder: &Path, only: Option<&str>, most: Option<usize>) -> Result<Battery> {
        let core = Core::open(folder, only, most)?;
        let missing: Vec<String> =
            core.missing.iter().map(|(name, file)| format!("{name}: {} is not there", file.display())).collect();
        if core.tasks.is_empty() {
            return Err(Error::NoneOf { missing: missing.join(", ") });
        }
        let of = core.tasks.len() + missing.len();
        Ok(Battery { tasks: Tasks::Core(core), missing, of })
    }

    /// The tasks in chat that a bundle has: of those of options `most` rows each, of those whose answers are written
    /// `most_written`. What must be run is left out where there is no sandbox for it.
    ///
    /// # Errors
    /// [`bench::open`]'s, also where the bundle has the file of none.
    pub fn chat(folder: &Path, most: Option<usize>, most_written: Option<usize>, extras: &Extras) -> Result<Battery> {
        let (mut found, mut missing, mut first) = (Vec::new(), Vec::new(), None);
        for name in CHAT_CORE {
            let most = if bench::is_written(name) { most_written } else { most };
            match bench::open(name, folder, most, 0, extras) {
                Ok(task) => found.push(task),
                Err(error @ Error::Missing { .. }) => {
                    missing.push(error.to_string());
                    first.get_or_insert(error);
                }
                // Nobody has asked for it by its name: it is left out, and the mean says so.
                Err(error @ Error::Sandbox(_)) => missing.push(format!("{name}: {error}")),
                Err(error) => return Err(error),
            }
        }
        if let (true, Some(error)) = (found.is_empty(), first) {
            return Err(error);
        }
        Ok(Battery { tasks: Tasks::Chat(found), missing, of: CHAT_CORE.len() })
    }

    /// What its mean is called.
    pub fn name(&self) -> &'static str {
        match self.tasks {
            Tasks::Core(_) => "CORE",
            Tasks::Chat(_) => "ChatCORE",
        }
    }

    /// Which they are.
    pub fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    /// Whether only a model that chats can be asked.
    pub fn chats(&self) -> bool {
        matches!(self.tasks, Tasks::Chat(_))
    }

    /// The tasks that can be asked, in order.
    pub fn members(&self) -> Vec<Member<'_>> {
        match &self.tasks {
            Tasks::Core(core) => {
                let member = |task| {
                    let task: &bench::core::CoreTask = task;
                    let name = format!("core/{}", task.name());
                    Member { name, baseline: task.baseline, asks: Asks::Choices(task) }
                };
                core.tasks.iter().map(member).collect()
            }
            Tasks::Chat(tasks) => tasks.iter().map(Member::of).collect(),
        }
    }

    /// Puts all of it to a model. `go_on` is asked after each answer; None where it says no.
    ///
    /// # Errors
    /// [`scoring::score`]'s and [`writing::write`]'s.
    pub fn sit(&self, worker: &mut Worker<'_>, go_on: &mut dyn FnMut() -> bool) -> Result<Option<Grade>> {
        let (mut tasks, mut chosen) = (Vec::new(), Vec::new());
        for Member { name, baseline, asks } in self.members() {
            let counts = match asks {
                Asks::Choices(task) => {
                    let answered = scoring::score(task, &mut |_, _| None, worker, &mut |_, _, _| go_on())?;
                    answered.map(|all| (all.iter().filter(|it| it.is_right()).count(), all.len()))
                }
                Asks::Writing(task) => {
                    let written = writing::write(task, &mut |_, _| None, worker, &mut |_, _, _| go_on())?;
                    written.map(|all| (all.iter().filter(|it| it.right).count(), all.len()))
                }
            };
            let Some((right, asked)) = counts else { return Ok(None) };
            chosen.push(matches!(asks, Asks::Choices(_)));
            let accuracy = right as f64 / asked.max(1) as f64;
            tasks.push(TaskGrade { task: name, accuracy, centred: centred(accuracy, baseline), right, asked });
        }
        let mean = |of: &dyn Fn(usize) -> bool| {
            let these: Vec<f64> = (0..tasks.len()).filter(|&at| of(at)).map(|at| tasks[at].centred).collect();
            (!these.is_empty()).then(|| these.iter().sum::<f64>() / these.len() as f64)
        };
        let cat = mean(&|at| chosen[at]).filter(|_| self.chats());
        let (metric, over, of) = (mean(&|_| true).unwrap_or(0.0), tasks.len(), self.of);
        Ok(Some(Grade { metric, cat, over, of, tasks }))
    }
}

impl<'a> Member<'a> {
    fn of(bench: &'a Bench) -> Member<'a> {
        let asks = Asks::of(bench);
        let (name, baseline) = match asks {
            Asks::Choices(task) => (task.name(), task.chance().unwrap_or(0.0)),
            // An answer that is written is not found by guessing.
            Asks::Writing(task) => (task.name(), 0.0),
        };
        Member { name: name.to_owned(), baseline, asks }
    }
}

impl<'a> Asks<'a> {
    /// Of an opened task.
    pub fn of(bench: &'a Bench) -> Asks<'a> {
        match bench {
            Bench::Choices(task) => Asks::Choices(&**task),
            Bench::Writing(task) => Asks::Writing(&**task),
        }
    }

    /// The task's name.
    pub fn name(self) -> &'a str {
        match self {
            Asks::Choices(task) => task.name(),
            Asks::Writing(task) => task.name(),
        }
    }

    /// How many questions it has.
    pub fn len(self) -> usize {
        match self {
            Asks::Choices(task) => task.len(),
            Asks::Writing(task) => task.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// An accuracy as it counts where guessing reaches `baseline`: guessing is 0, no mistake is 1.
pub fn centred(accuracy: f64, baseline: f64) -> f64 {
    (accuracy - baseline) / (1.0 - baseline)
}
