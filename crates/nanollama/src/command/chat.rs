//! `nanollama chat`: one question with `-p`, else a conversation line by line.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::process::ExitCode;

use nanollama_engine::{Chat, Engine, Sampling};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::hint;
use super::run::{self, Out};
use crate::args::{ChatArgs, Global};
use crate::interrupt;
use crate::print::{self, Printer};

pub(crate) fn run(args: &ChatArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let mut engine = run::open(&args.model, &args.generation, global, printer)?;
    let sampling = run::sampling(&args.generation);
    if !engine.chats() {
        printer.line("this is a base model, not trained on chat: it completes your text");
    }
    let mut chat = Chat::new(args.system.as_deref());
    if let Some(question) = &args.prompt {
        let mut out = Out::default();
        let reply = chat.say(&mut engine, question, &sampling, |piece| out.write(piece))?;
        out.finish()?;
        run::report(&reply.finished, printer);
        return Ok(ExitCode::SUCCESS);
    }
    converse(&mut engine, &mut chat, &sampling, printer)?;
    Ok(ExitCode::SUCCESS)
}

/// Reads lines and answers until the end of input. Ctrl-C stops an answer, Ctrl-D or /quit the conversation.
pub(crate) fn converse(
    engine: &mut Engine,
    chat: &mut Chat,
    sampling: &Sampling,
    printer: &Printer,
) -> anyhow::Result<()> {
    printer.line(format_args!(
        "{} parameters, context {}. /clear forgets, /quit ends; Ctrl-C stops an answer.",
        print::grouped(engine.config().parameter_count()),
        engine.context()
    ));
    let mut lines = Lines::new()?;
    let mut turn = 0;
    while let Some(line) = lines.next()? {
        match line.trim() {
            "" => continue,
            "/quit" | "/exit" => break,
            "/clear" => {
                chat.clear();
                continue;
            }
            text => {
                interrupt::clear();
                let sampling = Sampling { seed: sampling.seed.wrapping_add(turn), ..sampling.clone() };
                let mut out = Out::default();
                let said = chat.say(engine, text, &sampling, |piece| match out.write(piece) {
                    ControlFlow::Continue(()) if !interrupt::requested() => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                });
                match said {
                    Ok(reply) => {
                        out.finish()?;
                        if reply.forgotten > 0 {
                            printer.line(format_args!(
                                "[the first {} messages no longer fit and are forgotten]",
                                reply.forgotten
                            ));
                        }
                    }
                    Err(error) => {
                        let error = error.into();
                        printer.error(&error, hint::of(&error, "chat"));
                    }
                }
                turn += 1;
            }
        }
    }
    Ok(())
}

/// Lines from a person (with editing and history) or from a pipe.
enum Lines {
    Editor(Box<DefaultEditor>),
    Pipe(std::io::Lines<std::io::StdinLock<'static>>),
}

impl Lines {
    fn new() -> anyhow::Result<Self> {
        if std::io::stdin().is_terminal() {
            // The editor reads the keyboard itself; while an answer is written, Ctrl-C stops that answer.
            interrupt::listen_quietly()?;
            return Ok(Lines::Editor(Box::new(DefaultEditor::new()?)));
        }
        Ok(Lines::Pipe(std::io::stdin().lines()))
    }

    fn next(&mut self) -> anyhow::Result<Option<String>> {
        match self {
            Lines::Pipe(lines) => Ok(lines.next().transpose()?),
            Lines::Editor(editor) => match editor.readline("> ") {
                Ok(line) => {
                    editor.add_history_entry(&line)?;
                    Ok(Some(line))
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(error) => Err(error.into()),
            },
        }
    }
}
