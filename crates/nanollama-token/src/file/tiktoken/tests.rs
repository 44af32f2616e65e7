//! Ranks against tiktoken: the ids that `oracle/tiktoken_ranks.py` stored, for ranks of its own making.

use serde_json::Value;

use super::*;

fn fixture() -> Value {
    let path = format!("{}/tests/fixtures/ranks.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn assert_ids(texts: &Value, expected: &Value, name: &str, encode: impl Fn(&str) -> Vec<u32>) {
    let (texts, expected) = (texts.as_array().unwrap(), expected.as_array().unwrap());
    assert!(texts.len() > 100 && texts.len() == expected.len());
    for (text, ids) in texts.iter().zip(expected) {
        let text = text.as_str().unwrap();
        assert_eq!(serde_json::json!(encode(text)), *ids, "{name}: {text:?}");
    }
}

#[test]
fn ids_as_tiktoken_under_each_pattern() {
    let fixture = fixture();
    let file = fixture["file"].as_str().unwrap().as_bytes();
    assert!(is_ranks(file));
    for (name, pattern) in [("llama3", Pattern::Llama3), ("cl100k", Pattern::Gpt4), ("o200k", Pattern::Gpt4o)] {
        let tokenizer = tokenizer("ranks", file, pattern).unwrap();
        assert_ids(&fixture["texts"], &fixture[name]["plain"], name, |text| tokenizer.encode(text));
    }
    let tokenizer = llama3("tokenizer.model", file).unwrap();
    assert_ids(&fixture["texts"], &fixture["llama3"]["trusted"], "specials", |text| tokenizer.encode_trusted(text));
    // The texts tell the patterns apart, and have special tokens.
    assert_ne!(fixture["llama3"]["plain"], fixture["cl100k"]["plain"]);
    assert_ne!(fixture["llama3"]["plain"], fixture["o200k"]["plain"]);
    assert_ne!(fixture["llama3"]["plain"], fixture["llama3"]["trusted"]);
}

#[test]
fn ids_stay_when_it_is_saved() {
    let fixture = fixture();
    let tokenizer = llama3("tokenizer.model", fixture["file"].as_str().unwrap().as_bytes()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    tokenizer.save(folder.path(), None).unwrap();
    let again = Tokenizer::load(folder.path()).unwrap();
    assert_ids(&fixture["texts"], &fixture["llama3"]["trusted"], "saved", |text| again.encode_trusted(text));
}

/// A text has one id in tokenizer.json: an ordinary token that is written as a special one has no place there.
#[test]
fn two_tokens_of_one_text_are_not_saved() {
    let bytes = (0..=255u8).map(|byte| vec![byte]);
    let special = b"<|eot_id|>";
    let tokens = bytes.chain((2..=special.len()).map(|end| special[..end].to_vec()));
    let file: String = tokens.enumerate().map(|(rank, token)| format!("{} {rank}\n", base64(&token))).collect();
    let tokenizer = llama3("ranks", file.as_bytes()).unwrap();
    assert_eq!(tokenizer.encode_trusted("<|eot_id|>"), [tokenizer.eot().unwrap()]);
    let message = tokenizer.save(tempfile::tempdir().unwrap().path(), None).unwrap_err().to_string();
    assert!(message.contains("token 264 and the added token") && message.contains("<|eot_id|>"), "{message}");
}

/// As the files have it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let value = group.iter().chain(&[0, 0]).take(3).fold(0, |value, byte| value << 8 | usize::from(*byte));
        let digit = |place: usize| match place <= group.len() {
            true => char::from(DIGITS[value >> (18 - 6 * place) & 63]),
            false => '=',
        };
        (0..4).map(digit).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}
