//! `nanollama chat`: one question with `-p`, else a conversation line by line. What is read is `chat/lines.rs`, what a word
//! after `/` means `chat/word.rs`, what it does `chat/talk.rs`, and who
//! speaks `chat/voices.rs`.

mod lines;
mod talk;
mod voices;
mod word;

use std::process::ExitCode;

use nanollama_engine::{Chat, Engine, Sampling};

use super::form::{self, Form};
use super::hint;
use super::run::{self, Out};
use super::talker;
use crate::args::{ChatArgs, Global};
use crate::print::{self, Printer};
use lines::Lines;
use talk::Talk;
use voices::Voices;
use word::{Said, Word};

pub(crate) fn run(args: &ChatArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let chats = |model: &nanollama_bundle::StoredModel| model.chat().is_some();
    let sampling = talker::sampling(&args.generation)?;
    let grammar = form::read(&args.form)?;
    let (mut engine, added) = talker::open(args.model.as_deref(), &args.generation, 1, global, printer, chats)?;
    if !engine.chats() {
        printer.line("this is a base model, not trained on chat: it completes your text");
    }
    let form = Form::of(grammar, &engine);
    let mut chat = Chat::new(args.system.as_deref());
    if let Some(question) = &args.prompt {
        let mut out = Out::default();
        let reply = chat.say_as(&mut engine, question, form.generate(sampling), |piece| out.write(piece))?;
        out.finish()?;
        run::report(&reply.finished, &engine, printer);
        return Ok(ExitCode::SUCCESS);
    }
    let free_penalty = args.generation.repetition_penalty.is_none();
    let talk = Talk::new(&mut engine, chat, sampling, form, free_penalty).with(Voices::new(added));
    converse(talk, printer)?;
    Ok(ExitCode::SUCCESS)
}

/// Talks with a model that is open, in the settings given.
pub(crate) fn talk(engine: &mut Engine, sampling: Sampling, printer: &Printer) -> anyhow::Result<()> {
    converse(Talk::new(engine, Chat::new(None), sampling, Form::default(), false), printer)
}

/// Reads lines and answers until the end of input. Ctrl-C stops an answer, Ctrl-D or /quit the conversation. What goes wrong
/// with one line is said, and the next is read.
fn converse(mut talk: Talk<'_>, printer: &Printer) -> anyhow::Result<()> {
    printer.line("Type /quit to exit, /help for more. Ctrl-C stops an answer.");
    let mut lines = Lines::new()?;
    while let Some(line) = lines.next()? {
        let did = match word::parse(&line) {
            Said::Nothing => Ok(()),
            Said::Word(Word::Quit) => break,
            Said::Word(word) => talk.obey(word, printer),
            Said::Unknown(unknown) => {
                printer.line(format_args!("there is no {unknown}: it was not sent; /help shows what there is"));
                Ok(())
            }
            Said::Text(text) => talk.say(text, printer),
        };
        if let Err(error) = did {
            if print::is_broken_pipe(&error) {
                return Err(error);
            }
            printer.error(&error, hint::of(&error, "chat"));
        }
    }
    Ok(())
}
