//! Calls in a text that grows: names and arguments as soon as they stand there. What an answer is once it is whole says
//! `read.rs`; that both find the same is tested.

use std::ops::Range;

use super::read::skip;
use super::syntax::{Arguments, CallSyntax, Tool};

/// A call that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The tool's name.
    pub name: String,
    /// Bytes of the text in which its arguments stand, as far as they are written: JSON, as the model wrote it.
    pub arguments: Range<usize>,
    /// Whether they are all there.
    pub whole: bool,
}

/// How far the calls of a text were read.
#[derive(Clone, Debug)]
pub struct Growth {
    /// Byte that is read next. Between arguments: where what stands before the next name begins.
    at: usize,
    /// Within arguments.
    within: Option<Nesting>,
    calls: Vec<Begun>,
}

/// Where in a JSON value a reader is.
#[derive(Clone, Copy, Debug, Default)]
struct Nesting {
    depth: usize,
    text: bool,
    escaped: bool,
}

impl CallSyntax {
    /// Whether calls can be read before they are whole. Where arguments are written one by one they become JSON only when all are
    /// there.
    pub fn grows(&self) -> bool {
        self.arguments == Arguments::Json
    }
}

impl Growth {
    /// Of a text in which calls begin at this byte ([`CallSyntax::begin`]).
    pub fn new(begin: usize) -> Growth {
        Growth { at: begin, within: None, calls: Vec::new() }
    }

    /// The calls that were begun, in their order.
    pub fn calls(&self) -> &[Begun] {
        &self.calls
    }

    /// Reads on. The text begins as the one read before did; each byte of arguments is read once.
    pub fn read(&mut self, syntax: &CallSyntax, text: &str, tools: &[Tool]) {
        while self.at < text.len() {
            let read = match self.within {
                Some(_) => self.arguments(text),
                None => self.name(syntax, text, tools),
            };
            if !read {
                return;
            }
        }
    }

    /// Reads what stands before arguments, once all of it is there.
    fn name(&mut self, syntax: &CallSyntax, text: &str, tools: &[Tool]) -> bool {
        let before = match (self.calls.is_empty(), &syntax.between) {
            (true, _) => &syntax.open,
            (false, Some(between)) => between,
            (false, None) => return false,
        };
        let found = skip(&text[self.at..], before).and_then(|behind| {
            syntax.named(behind, tools).find_map(|(tool, rest)| {
                let rest = rest.trim_start();
                rest.starts_with('{').then(|| (tool.name.clone(), text.len() - rest.len()))
            })
        });
        let Some((name, from)) = found else { return false };
        self.calls.push(Begun { name, arguments: from..from, whole: false });
        (self.at, self.within) = (from, Some(Nesting::default()));
        true
    }

    fn arguments(&mut self, text: &str) -> bool {
        let (Some(within), Some(call)) = (&mut self.within, self.calls.last_mut()) else { return false };
        let rest = &text.as_bytes()[self.at..];
        let end = rest.iter().position(|&byte| within.passes(byte));
        self.at += end.map_or(rest.len(), |place| place + 1);
        call.arguments.end = self.at;
        if end.is_some() {
            call.whole = true;
            self.within = None;
        }
        end.is_some()
    }
}

impl Nesting {
    /// Takes a byte; whether it ends the value.
    fn passes(&mut self, byte: u8) -> bool {
        if self.text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => return false,
        }
        self.depth == 0 && !self.text
    }
}
