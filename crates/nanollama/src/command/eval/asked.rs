//! Which tasks are asked: names as they are typed, opened before the model is loaded.

use nanollama_eval::Error;
use nanollama_eval::bench::core::Core;
use nanollama_eval::bench::{self, Bench, CHAT_CORE, GSM8K, KNOWN};

use super::task::Task;
use crate::args::EvalArgs;

/// What nanochat and this program call all tasks in chat, in small letters.
const CHAT_CORE_NAME: &str = "chatcore";

/// Tasks that are asked.
pub(super) struct Asked {
    parts: Vec<Part>,
    /// Those of a mean that cannot be asked, and why.
    pub(super) missing: Vec<String>,
}

/// What was typed.
pub(super) enum Part {
    /// The list of a bundle, or one of its tasks.
    Core(Core),
    /// All in chat that can be asked.
    Chat(Vec<Bench>),
    One(Bench),
    Text,
}

impl Asked {
    /// Opens what was typed, or what is usual for a model that `chats` or does not.
    pub(super) fn read(args: &EvalArgs, chats: bool) -> anyhow::Result<Asked> {
        let mut asked = Asked { parts: Vec::new(), missing: Vec::new() };
        let usual = [if chats { CHAT_CORE_NAME } else { "core" }];
        let typed = args.tasks.iter().flat_map(|names| names.split('|')).map(str::trim).filter(|name| !name.is_empty());
        let mut names: Vec<&str> = typed.collect();
        if names.is_empty() {
            names.extend(usual);
        }
        let most = args.max_per_task.map(|most| most as usize);
        for name in names {
            let part = match name.split_once('/') {
                Some(("core", only)) => Part::Core(asked.core(Core::open(&args.bundle, Some(only), most)?)?),
                _ if name.eq_ignore_ascii_case("core") => {
                    Part::Core(asked.core(Core::open(&args.bundle, None, most)?)?)
                }
                _ if name.eq_ignore_ascii_case(CHAT_CORE_NAME) => asked.chat(args, most)?,
                _ if name == "bpb" && args.file.is_none() => {
                    anyhow::bail!("bpb measures a text: give it with -f FILE")
                }
                _ if name == "bpb" => Part::Text,
                _ => Part::One(bench::open(name, &args.bundle, most, args.shots.into(), &args.extras())?),
            };
            asked.parts.push(part);
        }
        if args.file.is_some() && !asked.parts.iter().any(|part| matches!(part, Part::Text)) {
            anyhow::bail!("-f names the text that bpb measures: give -a bpb, too, or leave it out");
        }
        Ok(asked)
    }

    /// Notes what a bundle lacks; a bundle that lacks all is an error.
    fn core(&mut self, core: Core) -> anyhow::Result<Core> {
        let missing: Vec<String> =
            core.missing.iter().map(|(name, file)| format!("{name}: {} is not there", file.display())).collect();
        if core.tasks.is_empty() {
            anyhow::bail!("none of its tasks can be asked: {}", missing.join(", "));
        }
        self.missing.extend(missing);
        Ok(core)
    }

    fn chat(&mut self, args: &EvalArgs, most: Option<usize>) -> anyhow::Result<Part> {
        let (mut found, mut first) = (Vec::new(), None);
        for name in CHAT_CORE {
            match bench::open(name, &args.bundle, most, 0, &args.extras()) {
                Ok(task) => found.push(task),
                Err(error @ Error::Missing { .. }) => {
                    self.missing.push(error.to_string());
                    first.get_or_insert(error);
                }
                // Nobody has asked for it by its name: it is left out, and the mean says so.
                Err(error @ Error::Sandbox(_)) => self.missing.push(format!("{name}: {error}")),
                Err(error) => return Err(error.into()),
            }
        }
        if let (true, Some(error)) = (found.is_empty(), first) {
            return Err(error.into());
        }
        Ok(Part::Chat(found))
    }

    /// The first task that only a model that chats can be asked.
    pub(super) fn chatting(&self) -> Option<&str> {
        self.parts.iter().find_map(|part| match part {
            Part::Chat(_) => Some("ChatCORE"),
            Part::One(task) => {
                let name = name(task);
                let chats = |known: &bench::Known| known.name == name && known.chats;
                KNOWN.iter().chain([&GSM8K]).any(chats).then_some(name)
            }
            Part::Core(_) | Part::Text => None,
        })
    }

    /// Asks all of them, in their order.
    pub(super) fn all(&self, ask: &mut dyn FnMut(Task<'_>) -> anyhow::Result<(usize, usize)>) -> anyhow::Result<()> {
        for part in &self.parts {
            match part {
                Part::Core(core) => {
                    for task in &core.tasks {
                        ask(Task::Core(task))?;
                    }
                }
                Part::Chat(tasks) => {
                    for task in tasks {
                        ask(task.into())?;
                    }
                }
                Part::One(task) => drop(ask(task.into())?),
                Part::Text => drop(ask(Task::Text)?),
            }
        }
        Ok(())
    }

    /// What was typed, for the means over it.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }
}

/// A task's name.
pub(super) fn name(task: &Bench) -> &str {
    match task {
        Bench::Choices(task) => task.name(),
        Bench::Writing(task) => task.name(),
    }
}
