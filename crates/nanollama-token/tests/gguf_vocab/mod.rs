//! A reader of GGUF metadata for tests: just enough to fill a `GgufVocab` from a trusted file.

use std::path::Path;

use nanollama_token::GgufVocab;

#[derive(Debug)]
enum Value {
    Number(i64),
    Float(f32),
    Text(String),
    List(Vec<Value>),
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (head, rest) = self.0.split_at(N);
        self.0 = rest;
        head.try_into().unwrap()
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    fn length(&mut self) -> usize {
        u64::from_le_bytes(self.take()) as usize
    }

    fn text(&mut self) -> String {
        let length = self.length();
        let (head, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8(head.to_vec()).unwrap()
    }

    fn value(&mut self, kind: u32) -> Value {
        match kind {
            0 | 1 | 7 => Value::Number(i64::from(self.take::<1>()[0])),
            2 | 3 => Value::Number(i64::from(u16::from_le_bytes(self.take()))),
            4 => Value::Number(i64::from(self.u32())),
            5 => Value::Number(i64::from(i32::from_le_bytes(self.take()))),
            6 => Value::Float(f32::from_le_bytes(self.take())),
            8 => Value::Text(self.text()),
            9 => {
                let kind = self.u32();
                let count = self.length();
                Value::List((0..count).map(|_| self.value(kind)).collect())
            }
            10 | 11 => Value::Number(i64::from_le_bytes(self.take())),
            12 => Value::Float(f64::from_le_bytes(self.take()) as f32),
            other => panic!("GGUF value type {other}"),
        }
    }
}

fn texts(value: Value) -> Vec<String> {
    let Value::List(values) = value else { panic!("{value:?}") };
    values.into_iter().map(|value| if let Value::Text(text) = value { text } else { panic!("{value:?}") }).collect()
}

fn text(value: Value) -> String {
    if let Value::Text(text) = value { text } else { panic!("{value:?}") }
}

fn number(value: &Value) -> i64 {
    if let Value::Number(number) = value { *number } else { panic!("{value:?}") }
}

/// The tokenizer of the GGUF file at `path`.
pub(crate) fn read(path: &Path) -> GgufVocab {
    let file = std::fs::read(path).unwrap();
    let mut bytes = Bytes(&file);
    assert_eq!(&bytes.take::<4>(), b"GGUF");
    let _version = bytes.u32();
    let _tensors = bytes.length();
    let count = bytes.length();
    let mut vocab = GgufVocab::default();
    for _ in 0..count {
        let key = bytes.text();
        let kind = bytes.u32();
        let value = bytes.value(kind);
        match key.strip_prefix("tokenizer.ggml.").unwrap_or_default() {
            "model" => vocab.model = text(value),
            "pre" => vocab.pre = Some(text(value)),
            "tokens" => vocab.tokens = texts(value),
            "merges" => vocab.merges = texts(value),
            "token_type" => {
                let Value::List(values) = value else { panic!() };
                vocab.token_types = values.iter().map(|value| number(value) as i32).collect();
            }
            "scores" => {
                let Value::List(values) = value else { panic!() };
                let float = |value: &Value| if let Value::Float(float) = value { *float } else { panic!("{value:?}") };
                vocab.scores = values.iter().map(float).collect();
            }
            "bos_token_id" => vocab.bos = Some(number(&value) as u32),
            "eos_token_id" => vocab.eos = Some(number(&value) as u32),
            "eot_token_id" => vocab.eot = Some(number(&value) as u32),
            "padding_token_id" => vocab.pad = Some(number(&value) as u32),
            "unknown_token_id" => vocab.unk = Some(number(&value) as u32),
            "add_bos_token" => vocab.add_bos = Some(number(&value) != 0),
            "add_space_prefix" => vocab.add_space_prefix = Some(number(&value) != 0),
            _ => {}
        }
    }
    vocab
}
