//! Ids and merges of other programs, frozen by `oracle/tokenizer_fixtures.py` (see `fixtures/MANIFEST.md`).

use std::path::{Path, PathBuf};

use nanollama_token::Tokenizer;
use nanollama_token::train::{BpeTrainer, Kind, Ties};
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn expected() -> Value {
    serde_json::from_slice(&std::fs::read(fixture("expected.json")).unwrap()).unwrap()
}

#[test]
fn ids_as_hf_tokenizers() {
    let expected = expected();
    for name in ["byte_level", "byte_fallback"] {
        let tokenizer = Tokenizer::load(&fixture(&format!("{name}.json"))).unwrap();
        let folder = tempfile::tempdir().unwrap();
        tokenizer.save(folder.path(), None).unwrap();
        let again = Tokenizer::load(folder.path()).unwrap();
        let cases = expected["cases"].as_array().unwrap();
        assert!(cases.len() > 150);
        for (case, ids) in cases.iter().zip(expected[name].as_array().unwrap()) {
            let case = case.as_str().unwrap();
            let ids: Vec<u32> = ids.as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect();
            assert_eq!(tokenizer.encode(case), ids, "{name}: {case:?}");
            assert_eq!(again.encode(case), ids, "{name}, saved and loaded: {case:?}");
            assert_eq!(tokenizer.decode(&ids), case.as_bytes(), "{name}: {case:?}");
        }
    }
}

#[test]
fn vocabulary_as_rustbpe() {
    let expected = expected();
    let text = expected["text"].as_str().unwrap();
    let trained = BpeTrainer { specials: Vec::new(), ..BpeTrainer::new(600) }.train([text], &mut |_| {}).unwrap();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let ours: Vec<String> = (0..600).map(|id| hex(trained.tokenizer.token_bytes(id).unwrap())).collect();
    let theirs: Vec<&str> =
        expected["rustbpe"].as_array().unwrap().iter().map(|token| token.as_str().unwrap()).collect();
    assert_eq!(ours, theirs);
}

#[test]
fn merges_as_hf_tokenizers() {
    let expected = expected();
    let file: Value = serde_json::from_slice(&std::fs::read(fixture("byte_level.json")).unwrap()).unwrap();
    let merge = |merge: &Value| match merge.as_array() {
        Some(parts) => format!("{} {}", parts[0].as_str().unwrap(), parts[1].as_str().unwrap()),
        None => merge.as_str().unwrap().to_owned(),
    };
    let theirs: Vec<String> = file["model"]["merges"].as_array().unwrap().iter().map(merge).collect();
    let train = |ties| {
        let trainer = BpeTrainer { ties, specials: vec!["<|end_of_text|>".into()], ..BpeTrainer::new(600) };
        trainer.train([expected["text"].as_str().unwrap()], &mut |_| {}).unwrap().tokenizer.to_gguf().unwrap().merges
    };
    assert_eq!(train(Ties::HuggingFace), theirs);
    assert_ne!(train(Ties::AscendingPair), theirs, "the text has equal counts");
}

/// A model trained here, by the ids that `sentencepiece` gives with its file.
#[test]
fn pieces_as_sentencepiece_reads_them() {
    let found: Value = serde_json::from_slice(&std::fs::read(fixture("pieces.json")).unwrap()).unwrap();
    let vocab_size = found["vocab_size"].as_u64().unwrap() as usize;
    let trainer = BpeTrainer { kind: Kind::SENTENCE_PIECE, ..BpeTrainer::new(vocab_size) };
    let expected = expected();
    let tokenizer = trainer.train([expected["text"].as_str().unwrap()], &mut |_| {}).unwrap().tokenizer;
    let texts = found["texts"].as_array().unwrap();
    assert!(texts.len() > 200);
    for (text, ids) in texts.iter().zip(found["ids"].as_array().unwrap()) {
        let text = text.as_str().unwrap();
        assert_eq!(serde_json::json!(tokenizer.encode(text)), *ids, "{text:?}");
        assert_eq!(tokenizer.decode(&tokenizer.encode(text)), text.replace('▁', " ").as_bytes(), "{text:?}");
    }
}
