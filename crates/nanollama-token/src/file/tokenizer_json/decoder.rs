//! The `decoder` of the file, as what each token adds to a text, and what goes from the text's beginning.
//! Steps that look over the borders of tokens in any other way are refused.

use serde_json::Value;

use super::cuts::prefix;
use super::reader::{Reader, StepJson};
use crate::byte_level;
use crate::error::Result;
use crate::opening::{Start, without_spaces};
use crate::pipeline::Prefix;
use crate::sentencepiece::byte_token;

const KNOWN: &str = "one of ByteLevel, Metaspace, Replace, ByteFallback, Fuse, Strip, Sequence";

/// A step that is taken token by token.
#[derive(Clone, Debug, PartialEq)]
enum Each {
    ByteLevel,
    Metaspace(char),
    Replace(String, String),
    ByteFallback,
    Strip { content: char, start: usize, stop: usize },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decoder {
    each: Vec<Each>,
    pub(super) start: Start,
}

impl Reader<'_> {
    pub(super) fn decoder(&self, value: &Value) -> Result<Decoder> {
        let steps = self.steps("decoder", value, "decoders")?;
        if steps.is_empty() {
            return Err(self.error("decoder", value.to_string(), KNOWN));
        }
        let mut decoder = Decoder { each: Vec::new(), start: Start::Keep };
        // From here on the text is one.
        let mut fused = false;
        for step in &steps {
            decoder.add(step, &mut fused)?;
        }
        Ok(decoder)
    }
}

impl Decoder {
    fn add(&mut self, step: &StepJson, fused: &mut bool) -> Result<()> {
        let apart = |kind: &str| match *fused {
            true => Err(step.refused("type", &format!("{kind} before Fuse"))),
            false => Ok(()),
        };
        match step.kind() {
            "ByteLevel" => {
                step.only(&["add_prefix_space", "trim_offsets", "use_regex"])?;
                apart("ByteLevel")?;
                self.each.push(Each::ByteLevel);
                // It gives out one text.
                *fused = true;
            }
            "Metaspace" => {
                step.only(&["replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep"])?;
                apart("Metaspace")?;
                let sign = step.character("replacement")?;
                if prefix(step)? != Prefix::Never {
                    self.start = Start::FirstToken;
                }
                self.each.push(Each::Metaspace(sign));
            }
            "Replace" => {
                step.only(&["pattern", "content"])?;
                let from = step.plain_pattern().ok_or_else(|| step.refused("pattern", "{\"String\": a text}"))?;
                if *fused && from.chars().count() > 1 {
                    return Err(step.refused("pattern", "one character, or Replace before Fuse"));
                }
                self.each.push(Each::Replace(from.to_owned(), step.text("content")?.to_owned()));
            }
            "ByteFallback" => {
                step.only(&[])?;
                apart("ByteFallback")?;
                self.each.push(Each::ByteFallback);
            }
            "Fuse" => {
                step.only(&[])?;
                *fused = true;
            }
            "Strip" => {
                step.only(&["content", "start", "stop"])?;
                let (content, start, stop) = (step.character("content")?, step.count("start")?, step.count("stop")?);
                match (*fused, content, stop) {
                    (false, _, _) => self.each.push(Each::Strip { content, start, stop }),
                    (true, ' ', 0) if self.start == Start::Keep => self.start = Start::Spaces(start),
                    _ => {
                        return Err(
                            step.refused("content", "spaces at the beginning alone, once, or Strip before Fuse")
                        );
                    }
                }
            }
            _ => return Err(step.unknown(KNOWN)),
        }
        Ok(())
    }

    /// Whether it is ByteLevel and nothing else.
    pub(super) fn is_byte_level(&self) -> bool {
        self.each == [Each::ByteLevel] && self.start == Start::Keep
    }

    /// What a token adds to a text.
    pub(super) fn bytes(&self, token: &str) -> Vec<u8> {
        self.decoded(token, " ")
    }

    /// What a token adds as the first of a text, where that is not [`Decoder::bytes`] without spaces.
    pub(super) fn first(&self, token: &str) -> Option<Vec<u8>> {
        let first = (self.start == Start::FirstToken).then(|| self.decoded(token, ""))?;
        (first != without_spaces(&self.bytes(token))).then_some(first)
    }

    /// `space`: what a sign of Metaspace becomes.
    fn decoded(&self, token: &str, space: &str) -> Vec<u8> {
        let mut text = token.to_owned();
        for each in &self.each {
            match each {
                Each::ByteLevel => {
                    return byte_level::to_bytes(&text).unwrap_or_else(|| text.into_bytes());
                }
                Each::ByteFallback => {
                    if let Some(byte) = byte_token(&text) {
                        return vec![byte];
                    }
                }
                Each::Metaspace(sign) => text = text.replace(*sign, space),
                Each::Replace(from, to) => text = text.replace(from.as_str(), to),
                &Each::Strip { content, start, stop } => {
                    for _ in 0..start {
                        text = text.strip_prefix(content).unwrap_or(&text).to_owned();
                    }
                    for _ in 0..stop {
                        text = text.strip_suffix(content).unwrap_or(&text).to_owned();
                    }
                }
            }
        }
        text.into_bytes()
    }
}
