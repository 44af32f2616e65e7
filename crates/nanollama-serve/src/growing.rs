//! An answer that may call tools, as it grows: what is said, and calls, each as soon as its name stands there. An answer that is
//! wanted whole is one that has grown, so what is streamed adds up to it.

use nanollama_token::chat::calls::{CallSyntax, Growth};
use serde_json::{Value, json};

use crate::calls::Reader;
use crate::request_id;

/// A call of an answer.
pub(crate) struct Called {
    /// What the tool's output is to name.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Arguments as far as they were told: JSON, once they are all there.
    pub(crate) arguments: String,
    /// Whether they are.
    pub(crate) whole: bool,
}

/// What tokens added to an answer.
#[derive(Default)]
pub(crate) struct Piece {
    /// To what is said.
    pub(crate) said: String,
    /// To calls, in their order.
    pub(crate) calls: Vec<More>,
}

/// What was added to a call.
pub(crate) struct More {
    /// Which call of the answer.
    pub(crate) place: usize,
    /// Whether this is the first of it.
    pub(crate) begins: bool,
    /// To its arguments.
    pub(crate) arguments: String,
    /// Whether this is the last of it.
    pub(crate) ends: bool,
}

/// An answer so far.
#[derive(Default)]
pub(crate) struct Growing {
    text: String,
    /// Bytes behind the text that are a part of a character.
    pending: Vec<u8>,
    /// Bytes of the text that were told or passed over.
    told: usize,
    /// Where calls begin, and how far they were read.
    growth: Option<(usize, Growth)>,
    /// Of the last call's arguments, bytes of the text that were told.
    arguments: usize,
    calls: Vec<Called>,
}

impl Growing {
    /// An answer that has come whole: what is said, and its calls.
    pub(crate) fn whole(reader: &Reader, ids: &[u32]) -> (String, Vec<Called>) {
        let mut growing = Growing::default();
        let mut said = growing.push(reader, ids.iter().copied()).said;
        said.push_str(&growing.end(reader).said);
        (said, growing.calls)
    }

    /// The calls so far.
    pub(crate) fn calls(&self) -> &[Called] {
        &self.calls
    }

    /// Takes tokens; gives what is clear with them. What could be the beginning of a call or of a stop is not.
    pub(crate) fn push(&mut self, reader: &Reader, ids: impl Iterator<Item = u32>) -> Piece {
        reader.append(ids, &mut self.pending);
        self.take_characters();
        self.advance(reader, false)
    }

    /// What is left at the end.
    pub(crate) fn end(&mut self, reader: &Reader) -> Piece {
        if !std::mem::take(&mut self.pending).is_empty() {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        self.advance(reader, true)
    }

    /// Characters that are whole become text; what is none becomes a sign that says so.
    fn take_characters(&mut self) {
        let mut taken = 0;
        for chunk in self.pending.utf8_chunks() {
            self.text.push_str(chunk.valid());
            taken += chunk.valid().len();
            let invalid = chunk.invalid();
            let unfinished = std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none());
            let waits = unfinished && taken + invalid.len() == self.pending.len();
            if !invalid.is_empty() && !waits {
                self.text.push(char::REPLACEMENT_CHARACTER);
                taken += invalid.len();
            }
        }
        self.pending.drain(..taken);
    }

    fn advance(&mut self, reader: &Reader, last: bool) -> Piece {
        let mut piece = Piece::default();
        let new = &self.text[self.told..];
        let stop = reader.stops.iter().filter_map(|stop| new.find(stop.as_str())).min();
        let clear = match stop {
            Some(at) => at,
            None if last => new.len(),
            None => new.len() - begun(new, reader.stops.iter().map(String::as_str)),
        };
        let limit = self.told + clear;
        if self.growth.is_none() {
            piece.said = self.say(reader, limit, last);
        }
        if let Some((begin, growth)) = &mut self.growth {
            let text = &self.text[..limit];
            if reader.calls.syntax.grows() {
                growth.read(&reader.calls.syntax, text, &reader.tools);
                self.told = limit;
                self.call(reader, &mut piece);
            } else if last {
                for (name, arguments) in reader.calls(&text[*begin..]) {
                    let place = self.calls.len();
                    piece.calls.push(More { place, begins: true, arguments: arguments.clone(), ends: true });
                    self.calls.push(Called { id: request_id::name("call"), name, arguments, whole: true });
                }
            }
        }
        piece
    }

    /// What is said up to a byte of the text, and whether calls begin behind it.
    fn say(&mut self, reader: &Reader, limit: usize, last: bool) -> String {
        let syntax = &reader.calls.syntax;
        // What was told is behind: no call begins in it.
        let clear = &self.text[self.told..limit];
        let begin = if syntax.says || self.told == 0 { syntax.begin(clear) } else { None };
        let end = match begin {
            Some(at) => clear[..at].strip_suffix(&syntax.lead).unwrap_or(&clear[..at]).trim_end().len(),
            None if last => clear.trim_end().len(),
            None => settled(clear, syntax),
        };
        let said = if self.told == 0 { clear[..end].trim_start() } else { &clear[..end] };
        let (said, empty) = (reader.without_signs(said), said.is_empty());
        match begin {
            Some(at) => {
                self.told += at;
                self.growth = Some((self.told, Growth::new(self.told)));
            }
            // White space that nothing follows yet waits.
            None if empty => {}
            None => self.told += end,
        }
        said
    }

    /// What was read of calls since the last time.
    fn call(&mut self, reader: &Reader, piece: &mut Piece) {
        let Some((_, growth)) = &self.growth else { return };
        let known = self.calls.len();
        for (place, found) in growth.calls().iter().enumerate().skip(known.saturating_sub(1)) {
            let begins = place >= known;
            if begins {
                let (id, name) = (request_id::name("call"), found.name.clone());
                self.calls.push(Called { id, name, arguments: String::new(), whole: false });
                self.arguments = found.arguments.start;
            }
            let call = &mut self.calls[place];
            if call.whole {
                continue;
            }
            let arguments = reader.with_names(&self.text[self.arguments..found.arguments.end]);
            self.arguments = found.arguments.end;
            call.arguments.push_str(&arguments);
            call.whole = found.whole;
            if begins || found.whole || !arguments.is_empty() {
                piece.calls.push(More { place, begins, arguments, ends: found.whole });
            }
        }
    }
}

/// How many bytes at the end of a text may be the beginning of one of these marks.
fn begun<'a>(text: &str, marks: impl Iterator<Item = &'a str>) -> usize {
    let of = |mark: &str| {
        let parts = (1..=mark.len().min(text.len())).rev();
        parts.filter(|&part| mark.is_char_boundary(part)).find(|&part| text.ends_with(&mark[..part]))
    };
    marks.filter_map(of).max().unwrap_or(0)
}

/// How much of a text neither begins a call nor is white space at its end.
fn settled(text: &str, syntax: &CallSyntax) -> usize {
    let held = begun(text, [syntax.trigger_text(), &syntax.lead].into_iter());
    text[..text.len() - held].trim_end().len()
}

/// Calls as OpenAI's answers list them.
pub(crate) fn listed(calls: &[Called]) -> Vec<Value> {
    let of = |call: &Called| {
        let function = json!({"name": call.name, "arguments": call.arguments});
        json!({"id": call.id, "type": "function", "function": function})
    };
    calls.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_as_they_do_all_at_once() {
        let bytes = b"a\xf0\x9f\x98\x80b\xff\xe2\x82c\xe2\x82";
        for cut in 0..=bytes.len() {
            let mut growing = Growing::default();
            for part in [&bytes[..cut], &bytes[cut..]] {
                growing.pending.extend_from_slice(part);
                growing.take_characters();
            }
            assert!(growing.text.len() >= 4 && growing.pending == b"\xe2\x82", "{cut}: {:?}", growing.text);
            let whole = growing.text.clone() + "\u{fffd}";
            assert_eq!(whole, String::from_utf8_lossy(bytes), "{cut}");
        }
    }

    #[test]
    fn what_may_begin_a_mark_is_held_back() {
        let marks = ["<call>", "ö!"];
        for (text, held) in [("", 0), ("a", 0), ("a<", 1), ("a<call", 5), ("a<call>", 6), ("a<b", 0), ("xö", 2)] {
            assert_eq!(begun(text, marks.into_iter()), held, "{text}");
        }
    }
}
