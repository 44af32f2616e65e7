//! Which tasks are asked: names as they are typed, opened before the model is loaded.

use nanollama_eval::bench::{self, Bench, GSM8K, KNOWN};
use nanollama_eval::{Asks, Battery};

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
    /// The list of a bundle or one of its tasks, or all in chat that can be asked.
    Battery(Battery),
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
                Some(("core", only)) => asked.battery(Battery::core(&args.bundle, Some(only), most)?),
                _ if name.eq_ignore_ascii_case("core") => asked.battery(Battery::core(&args.bundle, None, most)?),
                _ if name.eq_ignore_ascii_case(CHAT_CORE_NAME) => {
                    asked.battery(Battery::chat(&args.bundle, most, most, &args.extras())?)
                }
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

    /// Notes what a bundle lacks.
    fn battery(&mut self, battery: Battery) -> Part {
        self.missing.extend(battery.missing.iter().cloned());
        Part::Battery(battery)
    }

    /// The first task that only a model that chats can be asked.
    pub(super) fn chatting(&self) -> Option<&str> {
        self.parts.iter().find_map(|part| match part {
            Part::Battery(battery) => Some(battery.name()).filter(|_| battery.chats()),
            Part::One(task) => {
                let name = Asks::of(task).name();
                let chats = |known: &bench::Known| known.name == name && known.chats;
                KNOWN.iter().chain([&GSM8K]).any(chats).then_some(name)
            }
            Part::Text => None,
        })
    }

    /// Asks all of them, in their order.
    pub(super) fn all(&self, ask: &mut dyn FnMut(Task<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
        for part in &self.parts {
            match part {
                Part::Battery(battery) => {
                    battery.members().iter().try_for_each(|it| ask(Task::Asks(&it.name, it.asks)))?;
                }
                Part::One(task) => {
                    let asks = Asks::of(task);
                    ask(Task::Asks(asks.name(), asks))?;
                }
                Part::Text => ask(Task::Text)?,
            }
        }
        Ok(())
    }

    /// What was typed, for the means over it.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }
}
