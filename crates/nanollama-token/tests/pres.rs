//! llama.cpp's names of split patterns: under each that is read, ids are those that llama.cpp gives (`oracle/gguf_pres.py`
//! stored them); each other is refused by its name.

use nanollama_token::{GgufVocab, Pattern, Tokenizer};
use serde_json::Value;

fn fixture() -> Value {
    let path = format!("{}/tests/fixtures/pres.json", env!("CARGO_MANIFEST_DIR"));
    // Another, with more texts, of the same oracle.
    let path = std::env::var("PRES").unwrap_or(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn vocab(fixture: &Value, pre: Option<&str>) -> GgufVocab {
    let tokens = strings(&fixture["tokens"]);
    let end = tokens.len() as u32 - 1;
    let mut token_types = vec![1; tokens.len()];
    token_types[end as usize] = 3;
    GgufVocab {
        model: "gpt2".into(),
        pre: pre.map(str::to_owned),
        token_types,
        tokens,
        merges: strings(&fixture["merges"]),
        bos: Some(end),
        eos: Some(end),
        ..GgufVocab::default()
    }
}

#[test]
fn each_name_gives_the_ids_of_llama_cpp() {
    let fixture = fixture();
    let texts = strings(&fixture["texts"]);
    let names = fixture["names"].as_object().unwrap();
    assert!(names.len() > 50 && texts.len() > 100);
    for (name, meaning) in names {
        let tokenizer = Tokenizer::from_gguf(vocab(&fixture, Some(name))).unwrap();
        for (text, expected) in texts.iter().zip(fixture["ids"][meaning.as_u64().unwrap() as usize].as_array().unwrap())
        {
            let expected: Vec<u32> =
                expected.as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect();
            assert_eq!(tokenizer.encode(text), expected, "{name}: {text:?}");
        }
    }
    // The texts tell all of them apart.
    assert_eq!(fixture["ids"].as_array().unwrap().len(), 28);
}

#[test]
fn a_tokenizer_that_was_read_is_written_under_a_name_of_the_same_meaning() {
    let fixture = fixture();
    let meaning = |pre: &str| fixture["names"][pre].as_u64();
    for name in fixture["names"].as_object().unwrap().keys() {
        let written = Tokenizer::from_gguf(vocab(&fixture, Some(name))).unwrap().to_gguf().unwrap();
        assert_eq!(meaning(&written.pre.unwrap()), meaning(name), "{name}");
        assert!(meaning(name).is_some());
    }
    let named = |pattern: &Pattern| pattern.has_gguf_name();
    let without: Vec<&str> =
        Pattern::ALL.iter().filter(|pattern| !named(pattern)).map(|pattern| pattern.name()).collect();
    assert_eq!(without, ["gpt4", "nanochat", "gpt4o", "tekken"]);
}

#[test]
fn what_is_not_read_is_refused_by_name_and_reason() {
    let fixture = fixture();
    let refused = |pre: &str| Tokenizer::from_gguf(vocab(&fixture, Some(pre))).unwrap_err().to_string();
    for (pre, reason) in [
        ("gemma4", "not bytes"),
        ("sarvam-moe", "not bytes"),
        ("whitespace", "not bytes"),
        ("roberta-bpe", "separators"),
        ("jina-v2-code", "separators"),
    ] {
        let message = refused(pre);
        assert!(message.contains(&format!("\"{pre}\"")) && message.contains(reason), "{message}");
        assert!(message.contains("tokenizer.ggml.pre") && message.contains("llama-bpe"), "{message}");
    }
    assert!(refused("unheard-of").contains("is \"unheard-of\"; expected"));
}

#[test]
fn a_file_without_a_name_is_cut_as_llama_cpp_cuts_it_and_says_so() {
    let fixture = fixture();
    let without = Tokenizer::from_gguf(vocab(&fixture, None)).unwrap();
    let named = Tokenizer::from_gguf(vocab(&fixture, Some("default"))).unwrap();
    assert!(without.ignored()[0].contains("tokenizer.ggml.pre: it is missing") && named.ignored().is_empty());
    for text in strings(&fixture["texts"]) {
        assert_eq!(without.encode(&text), named.encode(&text), "{text:?}");
    }
}

#[test]
fn names_whose_texts_begin_with_a_token_say_so() {
    let fixture = fixture();
    let adds = |pre: &str| Tokenizer::from_gguf(vocab(&fixture, Some(pre))).unwrap().adds_bos();
    assert!(["llama-bpe", "falcon3", "pixtral", "tekken", "chameleon"].into_iter().all(adds));
    assert!(!["dbrx", "gpt-2", "qwen2", "smollm", "gpt-4o", "qwen35"].into_iter().any(adds));
    let explicit = GgufVocab { add_bos: Some(false), ..vocab(&fixture, Some("llama-bpe")) };
    assert!(!Tokenizer::from_gguf(explicit).unwrap().adds_bos());
}
