//! A conversation at the terminal: what it says to the model, and what the words after `/` do.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, bail};
use nanollama_engine::{Chat, Defaults, Engine, Reason, Sampling};
use nanollama_token::chat::Message;
use serde_json::{Value, json};

use super::super::form::Form;
use super::super::run::{self, Out};
use super::super::talker;
use super::voices::Voices;
use super::word::{HELP, Word};
use crate::interrupt;
use crate::print::Printer;

/// The conversation and its settings.
pub(super) struct Talk<'e> {
    engine: &'e mut Engine,
    chat: Chat,
    sampling: Sampling,
    /// What every answer has to look like.
    form: Form,
    /// What is added to the model.
    voices: Voices,
    /// The repetition penalty was not asked for: it follows the temperature.
    free_penalty: bool,
    /// What was said last, where the model does not remember it.
    last: Option<String>,
    /// Answers so far: each is drawn with another seed.
    answers: u64,
}

impl<'e> Talk<'e> {
    pub(super) fn new(engine: &'e mut Engine, chat: Chat, sampling: Sampling, form: Form, free_penalty: bool) -> Self {
        Talk { engine, chat, sampling, form, voices: Voices::default(), free_penalty, last: None, answers: 0 }
    }

    /// The same with personalities, which the engine has.
    pub(super) fn with(self, voices: Voices) -> Self {
        Talk { voices, ..self }
    }

    /// Says something and writes the answer as it comes.
    pub(super) fn say(&mut self, text: &str, printer: &Printer) -> anyhow::Result<()> {
        interrupt::clear();
        let sampling = Sampling { seed: self.sampling.seed.wrapping_add(self.answers), ..self.sampling.clone() };
        let mut out = Out::default();
        let reply =
            self.chat.say_as(self.engine, text, self.form.generate(sampling), |piece| match out.write(piece) {
                ControlFlow::Continue(()) if !interrupt::requested() => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            })?;
        self.answers += 1;
        self.last = Some(text.to_owned());
        out.finish()?;
        run::report(&reply.finished, self.engine, printer);
        if reply.finished.reason == Reason::Length {
            let most = self.sampling.max_tokens;
            printer.line(format_args!("[cut off after {most} tokens; -n N allows more]"));
        }
        if reply.forgotten > 0 {
            printer.line(format_args!("[the first {} messages no longer fit and are forgotten]", reply.forgotten));
        }
        Ok(())
    }

    /// Does what a word says.
    pub(super) fn obey(&mut self, word: Word<'_>, printer: &Printer) -> anyhow::Result<()> {
        match word {
            Word::System(text) => self.set_system(text, printer),
            Word::Reset => {
                self.chat.clear();
                printer.line("[what was said is forgotten]");
                Ok(())
            }
            Word::Save(file) => self.save(file, printer),
            Word::Load(file) => self.load(file, printer),
            Word::Regen => self.say_again(printer),
            Word::Temp(text) => self.set_temperature(text, printer),
            Word::Personality(text) => self.set_personality(text, printer),
            Word::Alpha(text) => {
                self.voices.rescale(text)?;
                self.apply(printer);
                Ok(())
            }
            Word::Info => {
                printer.table(self.facts()?);
                Ok(())
            }
            Word::Help => {
                printer.table(HELP);
                Ok(())
            }
            Word::Quit => Ok(()),
        }
    }

    fn set_system(&mut self, text: &str, printer: &Printer) -> anyhow::Result<()> {
        if !self.engine.chats() {
            bail!("/system: a base model completes plain text and takes no instructions");
        }
        self.chat.set_system(Some(text).filter(|text| !text.is_empty()));
        printer.line(if text.is_empty() { "[there are no instructions]" } else { "[instructions are set]" });
        Ok(())
    }

    /// The last question once more, with another seed. When that fails, all is as it was.
    fn say_again(&mut self, printer: &Printer) -> anyhow::Result<()> {
        let before = self.chat.clone();
        let question = if self.engine.chats() { self.chat.take_back() } else { self.last.clone() };
        let Some(question) = question else { bail!("/regen: nothing was asked yet") };
        let said = self.say(&question, printer);
        if said.is_err() {
            self.chat = before;
        }
        said
    }

    /// Takes effect with the next answer: what was said is read anew by whoever speaks then.
    fn set_personality(&mut self, text: &str, printer: &Printer) -> anyhow::Result<()> {
        if text.is_empty() && !self.voices.rows().is_empty() {
            printer.table(self.voices.rows());
            return Ok(());
        }
        self.voices.choose(text)?;
        self.apply(printer);
        Ok(())
    }

    fn apply(&mut self, printer: &Printer) {
        self.engine.set_usual(self.voices.applying());
        printer.line(format_args!("[from now on: {}]", self.voices.said()));
    }

    fn set_temperature(&mut self, text: &str, printer: &Printer) -> anyhow::Result<()> {
        let Ok(temperature) = text.parse::<f32>() else {
            bail!("/temp {text:?}: it is no number; /temp 0.8 is the default")
        };
        let penalty = match self.free_penalty {
            true => Defaults::TERMINAL.repetition_penalty_at(temperature),
            false => self.sampling.repetition_penalty,
        };
        let sampling = Sampling { temperature, repetition_penalty: penalty, ..self.sampling.clone() };
        sampling.validate().map_err(|error| anyhow::anyhow!("/temp {text}: {error}"))?;
        self.sampling = sampling;
        printer.line(format_args!("[temperature {temperature}, repetition penalty {penalty}]"));
        Ok(())
    }

    fn save(&self, file: &str, printer: &Printer) -> anyhow::Result<()> {
        if file.is_empty() {
            bail!("/save: name a file, as in /save talk.jsonl");
        }
        let messages: Vec<Value> = self.chat.all().iter().map(Message::to_json).collect();
        if self.chat.messages().is_empty() {
            bail!("/save: nothing was said yet");
        }
        // A file that is there may be worth more than this conversation.
        let mut created = fs::File::create_new(file).with_context(|| format!("/save {file}"))?;
        std::io::Write::write_all(&mut created, format!("{}\n", json!({ "messages": messages })).as_bytes())
            .with_context(|| format!("/save {file}"))?;
        printer.line(format_args!("[{} messages are in {file}]", messages.len()));
        Ok(())
    }

    fn load(&mut self, file: &str, printer: &Printer) -> anyhow::Result<()> {
        if file.is_empty() {
            bail!("/load: name a file, as in /load talk.jsonl");
        }
        if !self.engine.chats() {
            bail!("/load: a base model completes plain text and remembers no conversation");
        }
        let messages = read(Path::new(file)).with_context(|| format!("/load {file}"))?;
        self.chat = Chat::of(messages);
        printer.line(format_args!("[{} messages of before]", self.chat.messages().len()));
        Ok(())
    }

    fn facts(&self) -> anyhow::Result<Vec<(&'static str, String)>> {
        let Talk { engine, chat, sampling, .. } = self;
        let used = match engine.chats() && !chat.messages().is_empty() {
            true => engine.chat_prompt(&chat.all())?.len(),
            false => 0,
        };
        let filters = format!("top-k {}, top-p {}, min-p {}", sampling.top_k, sampling.top_p, sampling.min_p);
        let penalties = format!(
            "repetition {}, presence {}, frequency {}, over {} tokens",
            sampling.repetition_penalty,
            sampling.presence_penalty,
            sampling.frequency_penalty,
            sampling.repetition_window
        );
        let mut rows = vec![
            ("model", format!("{} ({})", engine.name(), talker::shape(engine.config()))),
            ("computes on", engine.device()),
            ("context", format!("{used} of {} tokens", engine.context())),
            ("messages", chat.messages().len().to_string()),
            ("temperature", format!("{}, seed {}", sampling.temperature, sampling.seed)),
            ("filters", filters),
            ("penalties", penalties),
            ("answers", format!("at most {} tokens", sampling.max_tokens)),
        ];
        if !self.voices.rows().is_empty() {
            rows.push(("personality", self.voices.said()));
        }
        if let Some(system) = chat.system() {
            rows.push(("system", system));
        }
        Ok(rows)
    }
}

/// The conversation in a file's first line.
fn read(file: &Path) -> anyhow::Result<Vec<Message>> {
    let text = fs::read_to_string(file)?;
    let Some(line) = text.lines().next() else { bail!("it is empty") };
    let value: Value = serde_json::from_str(line).context("line 1 is no JSON")?;
    let Some(Value::Array(messages)) = value.get("messages") else {
        bail!("line 1 has no list `messages`");
    };
    let parsed = messages.iter().enumerate().map(|(index, message)| {
        Message::from_json(message.clone()).map_err(|what| anyhow::anyhow!("message {}: {what}", index + 1))
    });
    let parsed = parsed.collect::<anyhow::Result<Vec<Message>>>()?;
    match parsed.last().map(Message::role) {
        Some("assistant") => Ok(parsed),
        Some(role) => bail!("its last message is of role {role:?} and has no answer"),
        None => bail!("its list `messages` is empty"),
    }
}
