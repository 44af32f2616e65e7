//! Calls of the calculator while a text is written, as nanochat has them: what stands between `<|python_start|>` and
//! `<|python_end|>` is reckoned, and the result follows as `<|output_start|>`, its tokens and `<|output_end|>`, forced. Call and
//! result are no part of the text that is shown. What is reckoned, and how, is `calculator.rs`.

use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;
use serde_json::json;

use crate::calculator::calculate;
use crate::guide::{Guide, TokenSet};

/// Tokens of a call or a result, at most; behind them it is text.
const LONGEST: usize = 256;

/// Answers a model's calls. Each text has one of its own.
#[derive(Clone)]
pub struct Calculator {
    tokenizer: Tokenizer,
    marks: Marks,
    seen: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Marks {
    call: u32,
    call_end: u32,
    result: u32,
    result_end: u32,
}

impl Marks {
    fn of(tokenizer: &Tokenizer) -> Option<Marks> {
        Some(Marks {
            call: tokenizer.special("<|python_start|>")?,
            call_end: tokenizer.special("<|python_end|>")?,
            result: tokenizer.special("<|output_start|>")?,
            result_end: tokenizer.special("<|output_end|>")?,
        })
    }

    fn any(self, id: u32) -> bool {
        [self.call, self.call_end, self.result, self.result_end].contains(&id)
    }
}

impl Calculator {
    /// For models with such a tokenizer; `None` where it has not these tokens, so that no call can be written.
    pub fn of(tokenizer: &Tokenizer) -> Option<Calculator> {
        Some(Calculator { marks: Marks::of(tokenizer)?, tokenizer: tokenizer.clone(), seen: Vec::new() })
    }

    /// The same as a guide of one text, where there is one.
    pub fn guide(tokenizer: &Tokenizer) -> Option<Box<dyn Guide>> {
        Calculator::of(tokenizer).map(|calls| Box::new(calls) as Box<dyn Guide>)
    }

    /// What stands before the end behind the last mark of all, and that mark.
    fn open(&self) -> Option<(u32, &[u32])> {
        let near = &self.seen[self.seen.len().saturating_sub(LONGEST)..];
        let at = near.iter().rposition(|id| self.marks.any(*id))?;
        Some((near[at], &near[at + 1..]))
    }

    fn text(&self, ids: &[u32]) -> String {
        String::from_utf8_lossy(&self.tokenizer.decode(ids)).into_owned()
    }
}

impl Guide for Calculator {
    fn restrict(&mut self, _: &mut TokenSet) {}

    fn restricts(&self) -> bool {
        false
    }

    fn accept(&mut self, token: u32) {
        self.seen.push(token);
    }

    fn roll_back(&mut self, count: usize) {
        self.seen.truncate(self.seen.len().saturating_sub(count));
    }

    fn forced(&mut self) -> Vec<u32> {
        let Marks { call, call_end, result, result_end } = self.marks;
        let Some((&last, before)) = self.seen.split_last() else { return Vec::new() };
        if last != call_end {
            return Vec::new();
        }
        let near = &before[before.len().saturating_sub(LONGEST)..];
        let begun = near.iter().rposition(|id| self.marks.any(*id)).filter(|at| near[*at] == call);
        let Some(value) = begun.and_then(|at| calculate(&self.text(&near[at + 1..]))) else { return Vec::new() };
        let mut forced = vec![result];
        forced.extend(self.tokenizer.encode(&value));
        forced.push(result_end);
        forced
    }

    fn hides(&self) -> bool {
        self.open()
            .is_some_and(|(mark, behind)| behind.is_empty() || mark == self.marks.call || mark == self.marks.result)
    }
}

/// What an assistant said in these tokens, its calls and their results apart; `None` where it has called nothing, or not to the
/// end.
pub(crate) fn message(tokenizer: &Tokenizer, tokens: &[u32]) -> Option<Message> {
    let marks = Marks::of(tokenizer)?;
    let (mut parts, mut rest) = (Vec::new(), tokens);
    let mut say = |kind: &str, ids: &[u32]| {
        if !ids.is_empty() {
            parts.push(json!({ "type": kind, "text": String::from_utf8_lossy(&tokenizer.decode(ids)) }));
        }
    };
    while let Some(at) = rest.iter().position(|id| marks.any(*id)) {
        let (kind, end) = match rest[at] {
            id if id == marks.call => ("python", marks.call_end),
            id if id == marks.result => ("python_output", marks.result_end),
            _ => return None,
        };
        say("text", &rest[..at]);
        let behind = &rest[at + 1..];
        let length = behind.iter().position(|id| marks.any(*id)).filter(|at| behind[*at] == end)?;
        say(kind, &behind[..length]);
        rest = &behind[length + 1..];
    }
    if rest.len() == tokens.len() {
        return None;
    }
    say("text", rest);
    Message::from_json(json!({ "role": "assistant", "content": parts })).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tokenizer;

    fn special(name: &str) -> u32 {
        tokenizer().special(name).unwrap()
    }

    /// A guide that has seen these: names of special tokens, and text.
    fn seen(pieces: &[&str]) -> (Calculator, Vec<u32>) {
        let mut calls = Calculator::of(&tokenizer()).unwrap();
        let mut all = Vec::new();
        for piece in pieces {
            let ids = if piece.starts_with("<|") { vec![special(piece)] } else { tokenizer().encode(piece) };
            ids.iter().for_each(|id| calls.accept(*id));
            all.extend(ids);
        }
        (calls, all)
    }

    #[test]
    fn a_call_is_followed_by_its_result() {
        let (mut calls, _) = seen(&["It is ", "<|python_start|>", "3*4", "<|python_end|>"]);
        let wanted =
            [vec![special("<|output_start|>")], tokenizer().encode("12"), vec![special("<|output_end|>")]].concat();
        assert_eq!(calls.forced(), wanted);
        wanted.iter().for_each(|id| calls.accept(*id));
        assert!(calls.forced().is_empty() && calls.hides());
        calls.accept(tokenizer().encode("x")[0]);
        assert!(!calls.hides());
        calls.roll_back(wanted.len() + 1);
        assert_eq!(calls.forced(), wanted, "as before, once it is taken back");
        for pieces in [
            &["It is 3*4", "<|python_end|>"][..],
            &["<|python_start|>", "3 x 4", "<|python_end|>"],
            &["<|python_start|>", "3*4", "<|output_end|>", "<|python_end|>"],
            &["<|python_start|>", "3*4"],
            &["<|output_start|>", "3*4", "<|python_end|>"],
        ] {
            assert!(seen(pieces).0.forced().is_empty(), "{pieces:?}");
        }
    }

    #[test]
    fn calls_are_no_part_of_the_text_until_they_are_too_long() {
        assert!(!seen(&["It is"]).0.hides());
        assert!(seen(&["It is", "<|python_start|>"]).0.hides() && seen(&["<|python_start|>", "3"]).0.hides());
        assert!(seen(&["<|output_start|>", "3"]).0.hides() && !seen(&["<|output_end|>", "3"]).0.hides());
        let long = "mat ".repeat(300);
        assert!(!seen(&["<|python_start|>", &long]).0.hides());
    }

    #[test]
    fn what_was_said_is_remembered_in_parts() {
        let pieces =
            ["It is ", "<|python_start|>", "3*4", "<|python_end|>", "<|output_start|>", "12", "<|output_end|>", "12."];
        let (_, tokens) = seen(&pieces);
        let said = message(&tokenizer(), &tokens).unwrap().to_json();
        let parts = json!([{"type": "text", "text": "It is "}, {"type": "python", "text": "3*4"},
            {"type": "python_output", "text": "12"}, {"type": "text", "text": "12."}]);
        assert_eq!(said["content"], parts);
        for pieces in [&["It is 12."][..], &["It is ", "<|python_start|>", "3*4"], &["12", "<|output_end|>"]] {
            assert_eq!(message(&tokenizer(), &seen(pieces).1), None, "{pieces:?}");
        }
    }
}
