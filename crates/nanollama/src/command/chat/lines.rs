//! What a person types: from a terminal with editing and history, or from a pipe. A line that ends in `\`, and lines between two
//! `"""`, are one text.

use std::io::IsTerminal;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::interrupt;

/// Begins and ends a text of several lines.
const FENCE: &str = "\"\"\"";

/// Texts from a person or from a pipe.
pub(super) enum Lines {
    Editor(Box<DefaultEditor>),
    Pipe(std::io::Lines<std::io::StdinLock<'static>>),
}

impl Lines {
    pub(super) fn new() -> anyhow::Result<Self> {
        if std::io::stdin().is_terminal() {
            // The editor reads the keyboard itself; while an answer is written, Ctrl-C stops that answer.
            interrupt::listen_quietly()?;
            return Ok(Lines::Editor(Box::new(DefaultEditor::new()?)));
        }
        Ok(Lines::Pipe(std::io::stdin().lines()))
    }

    /// The next text; `None` at the end of input.
    pub(super) fn next(&mut self) -> anyhow::Result<Option<String>> {
        let text = join(|first| self.read(if first { "> " } else { ". " }))?;
        if let (Lines::Editor(editor), Some(text)) = (&mut *self, &text) {
            editor.add_history_entry(text)?;
        }
        Ok(text)
    }

    fn read(&mut self, prompt: &str) -> anyhow::Result<Option<String>> {
        match self {
            Lines::Pipe(lines) => Ok(lines.next().transpose()?),
            Lines::Editor(editor) => match editor.readline(prompt) {
                Ok(line) => Ok(Some(line)),
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(error) => Err(error.into()),
            },
        }
    }
}

/// One text from as many lines as it takes; `read` is told whether it is the first. What was begun when the input ends counts.
fn join(mut read: impl FnMut(bool) -> anyhow::Result<Option<String>>) -> anyhow::Result<Option<String>> {
    let Some(first) = read(true)? else { return Ok(None) };
    let (mut text, fenced) = match first.trim_start().strip_prefix(FENCE) {
        Some(rest) => (rest.to_owned(), true),
        None => (first, false),
    };
    loop {
        let whole = match fenced {
            true => text.trim_end().strip_suffix(FENCE),
            false => (!text.ends_with('\\')).then_some(&*text),
        };
        if let Some(whole) = whole {
            return Ok(Some(whole.to_owned()));
        }
        if !fenced {
            text.pop();
        }
        match read(false)? {
            Some(line) => {
                // Nothing stands before the first line of a fence that stands alone.
                if !(fenced && text.is_empty()) {
                    text.push('\n');
                }
                text.push_str(&line);
            }
            None => return Ok(Some(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &str) -> Vec<String> {
        let mut lines = lines.lines();
        std::iter::from_fn(|| join(|_| Ok(lines.next().map(str::to_owned))).unwrap()).collect()
    }

    #[test]
    fn lines_that_go_on_are_one_text() {
        assert_eq!(texts("a\nb"), ["a", "b"]);
        assert_eq!(texts("a\\\nb\\\nc\nd"), ["a\nb\nc", "d"]);
        assert_eq!(texts("\"\"\"\na\n\n/quit\n\"\"\"\nb"), ["a\n\n/quit\n", "b"]);
        assert_eq!(texts("\"\"\"a\nb\"\"\"\nc"), ["a\nb", "c"]);
        assert_eq!(texts("\"\"\"a\"\"\""), ["a"]);
        assert_eq!(texts("a\\"), ["a"]);
        assert_eq!(texts("\"\"\"\nnever ended"), ["never ended"]);
    }
}
