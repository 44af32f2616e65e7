//! Text to ids and back, whole and streamed; files written and read again.

use nanollama_token::train::{BpeTrainer, SPECIALS};
use nanollama_token::{Pattern, TextStream, Tokenizer, chat};
use proptest::prelude::*;

fn trained(pattern: Pattern) -> Tokenizer {
    let text = "Il était une fois 1234 grenouilles 😀😀; it's the frogs' pond.\n\n\tfn main() {}\r\n".repeat(5);
    BpeTrainer { pattern, ..BpeTrainer::new(420) }.train([text], &mut |_| {}).unwrap().tokenizer
}

#[test]
fn encoding_loses_nothing_and_never_makes_specials() {
    for pattern in Pattern::ALL {
        let tokenizer = trained(pattern);
        proptest!(ProptestConfig::with_cases(500), |(text in "\\PC{0,60}", at in 0..SPECIALS.len())| {
            let text = format!("{text}{}{text}", SPECIALS[at]);
            let ids = tokenizer.encode(&text);
            prop_assert_eq!(tokenizer.decode(&ids), text.as_bytes());
            prop_assert!(ids.iter().all(|&id| !tokenizer.is_special(id)));
            let trusted = tokenizer.encode_trusted(&text);
            prop_assert!(trusted.contains(&tokenizer.special(SPECIALS[at]).unwrap()));
            let written = |&id: &u32| match tokenizer.is_special(id) {
                true => tokenizer.token_text(id).unwrap().into_bytes(),
                false => tokenizer.token_bytes(id).unwrap().to_vec(),
            };
            prop_assert_eq!(trusted.iter().flat_map(written).collect::<Vec<u8>>(), text.as_bytes());
        });
    }
}

#[test]
fn a_stream_says_what_decoding_says_and_never_half_a_character() {
    let tokenizer = trained(Pattern::Llama3);
    proptest!(ProptestConfig::with_cases(3000), |(ids in prop::collection::vec(prop_oneof![0u32..256, 120u32..256, 0u32..440], 0..40))| {
        let mut stream = TextStream::new(&tokenizer);
        let mut text = String::new();
        for &id in &ids {
            text.push_str(&stream.push(id));
        }
        text.push_str(&stream.finish());
        let whole = tokenizer.decode(&ids);
        prop_assert_eq!(&text, &String::from_utf8_lossy(&whole));
        prop_assert_eq!(stream.finish(), "");
    });
    let mut stream = TextStream::new(&tokenizer);
    let given: Vec<String> = "é!".bytes().map(|byte| stream.push(u32::from(byte))).collect();
    assert_eq!(given, ["", "é", "!"]);
}

#[test]
fn saved_and_loaded_is_the_same() {
    for pattern in Pattern::ALL {
        let tokenizer = trained(pattern);
        let folder = tempfile::tempdir().unwrap();
        tokenizer.save(folder.path(), None).unwrap();
        let again = Tokenizer::load(folder.path()).unwrap();
        assert_eq!(again.hash(), tokenizer.hash(), "{pattern:?}");
        assert_eq!(again.describe(), tokenizer.describe());
        assert_eq!(
            (again.bos(), again.eos(), again.eot(), again.pad()),
            (tokenizer.bos(), tokenizer.eos(), tokenizer.eot(), tokenizer.pad())
        );
        assert!(again.adds_bos());
        assert_eq!(again.stop_tokens(), tokenizer.stop_tokens());
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"]);
    }
}

#[test]
fn a_chat_template_is_written_only_when_given() {
    let tokenizer = trained(Pattern::Llama3);
    let folder = tempfile::tempdir().unwrap();
    let config = || -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(folder.path().join("tokenizer_config.json")).unwrap()).unwrap()
    };
    tokenizer.save(folder.path(), None).unwrap();
    assert!(config().get("chat_template").is_none());
    tokenizer.save(folder.path(), Some(chat::TEMPLATE)).unwrap();
    assert_eq!(config()["chat_template"], chat::TEMPLATE);
    assert_eq!(config()["eos_token"], "<|end_of_text|>");
}

#[test]
fn gguf_keeps_the_hash_or_refuses() {
    let tokenizer = trained(Pattern::Llama3);
    let vocab = tokenizer.to_gguf().unwrap();
    assert_eq!((vocab.model.as_str(), vocab.pre.as_deref(), vocab.add_bos), ("gpt2", Some("llama-bpe"), Some(true)));
    assert_eq!(Tokenizer::from_gguf(vocab).unwrap().hash(), tokenizer.hash());
    // llama.cpp looks up no whole words for these; merging makes every token that was trained, so it does not matter.
    for pattern in [Pattern::Gpt2, Pattern::Qwen2, Pattern::SmolLm] {
        let tokenizer = trained(pattern);
        let again = Tokenizer::from_gguf(tokenizer.to_gguf().unwrap()).unwrap();
        let text = "Il était une fois 1234 grenouilles; it's the frogs' pond.\n\n\tfn main() {}  x";
        assert_eq!(again.encode(text), tokenizer.encode(text), "{pattern:?}");
    }
    assert!(!Pattern::Nanochat.has_gguf_name() && !Pattern::Gpt4.has_gguf_name() && Pattern::Qwen2.has_gguf_name());
    let error = trained(Pattern::Nanochat).to_gguf().unwrap_err().to_string();
    assert!(error.contains("nanochat"), "{error}");
}

/// Qwen's tokenizer.json composes characters first; GGUF has a key of ours for it.
#[test]
fn composed_text_stays_composed_in_gguf() {
    let folder = tempfile::tempdir().unwrap();
    trained(Pattern::Qwen2).save(folder.path(), None).unwrap();
    let file = folder.path().join("tokenizer.json");
    let mut json: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    json["normalizer"] = serde_json::json!({"type": "NFC"});
    std::fs::write(&file, json.to_string()).unwrap();
    let tokenizer = Tokenizer::load(folder.path()).unwrap();
    assert!(tokenizer.composes() && !trained(Pattern::Qwen2).composes());
    let again = Tokenizer::from_gguf(tokenizer.to_gguf().unwrap()).unwrap();
    assert_eq!(again.encode("e\u{301}te\u{301}"), tokenizer.encode("été"));
    assert!(again.composes());
    json["normalizer"] = serde_json::json!({"type": "NFKC"});
    std::fs::write(&file, json.to_string()).unwrap();
    let refused = Tokenizer::load(folder.path()).unwrap().to_gguf().unwrap_err().to_string();
    assert!(refused.contains("normalised first"), "{refused}");
}

#[test]
fn many_threads_give_the_ids_of_one() {
    let tokenizer = trained(Pattern::Llama3);
    let text = "It's the frogs' pond, 1234 of them;\n\n  naïve façades… ".repeat(20_000);
    assert_eq!(tokenizer.encode_parallel(&text), tokenizer.encode(&text));
}
