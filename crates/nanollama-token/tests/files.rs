//! Small files of every kind that people have, against the ids that the reference gives (`fixtures/files`).

use std::path::{Path, PathBuf};

use nanollama_token::Tokenizer;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files").join(name)
}

#[test]
fn ids_as_tokenizers_gives_them() {
    let expected: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(file("expected.json")).unwrap()).unwrap();
    assert!(expected.len() >= 13);
    for (name, cases) in expected {
        let tokenizer = Tokenizer::load(&file(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in cases.as_array().unwrap() {
            let text = case[0].as_str().unwrap();
            assert_eq!(serde_json::json!(tokenizer.encode_trusted(text)), case[1], "{name}: {text:?}");
        }
    }
}

#[test]
fn ids_as_sentencepiece_gives_them() {
    let tokenizer = Tokenizer::load(&file("user-defined")).unwrap();
    assert_eq!(tokenizer.encode("x<USER>y"), [452, 485, 3, 464]);
    assert_eq!(tokenizer.encode("<USER> hi"), [452, 3, 269, 456]);
    let tokenizer = Tokenizer::load(&file("unknown-run")).unwrap();
    assert_eq!(tokenizer.encode("123 456"), [252, 0, 252, 0]);
}

#[test]
fn tokens_added_beside_a_model_are_read_and_written() {
    let tokenizer = Tokenizer::load(&file("added")).unwrap();
    assert_eq!(tokenizer.encode_trusted("<|im_start|>user")[0], 510);
    assert_eq!((tokenizer.special("<|im_end|>"), tokenizer.eos(), tokenizer.adds_bos()), (Some(511), Some(511), true));
    assert!(!tokenizer.encode("<|im_start|>").contains(&510));
    for name in ["added", "user-defined", "unknown-run"] {
        let tokenizer = Tokenizer::load(&file(name)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        tokenizer.save(folder.path(), None).unwrap();
        let again = Tokenizer::load(folder.path()).unwrap();
        let text = " x<USER>y hello  there 12";
        assert_eq!(again.encode(text), tokenizer.encode(text), "{name}");
        assert_eq!((again.vocab_size(), again.eos()), (tokenizer.vocab_size(), tokenizer.eos()), "{name}");
    }
    assert!(
        Tokenizer::load(&file("user-defined")).unwrap().to_gguf().unwrap_err().to_string().contains("user-defined")
    );
}

#[test]
fn ranks_are_llama_3s_under_its_name_and_refused_under_another() {
    let tokenizer = Tokenizer::load(&file("llama3-ranks")).unwrap();
    assert_eq!(tokenizer.decode(&tokenizer.encode("hi <|eot_id|> é")), "hi <|eot_id|> é".as_bytes());
    assert_eq!(tokenizer.eot(), tokenizer.special("<|eot_id|>"));
    assert!(tokenizer.adds_bos());
}

/// The decoder Metaspace takes its own signs from the first token, not spaces (`tokenizers` 0.23.3).
#[test]
fn the_first_token_loses_signs_for_spaces_and_keeps_spaces() {
    for (sign, token, text) in [("_", "_", ""), ("_", "_a b_", "a b"), ("▁", "▁the ", "the "), ("▁", " x", " x")]
    {
        let added = |id: u32, content: &str, special: bool| {
            let flags = ["single_word", "lstrip", "rstrip", "normalized"].map(|flag| (flag.to_owned(), false.into()));
            let fields = [("id", id.into()), ("content", content.into()), ("special", special.into())];
            serde_json::Value::Object(
                fields.map(|(key, value)| (key.to_owned(), value)).into_iter().chain(flags).collect(),
            )
        };
        let file = serde_json::json!({
            "added_tokens": [added(2, token, false)],
            "decoder": {"type": "Metaspace", "replacement": sign, "prepend_scheme": "always", "split": true},
            "model": {"type": "BPE", "vocab": {"x": 0, "▁ y": 1}, "merges": []},
        });
        let tokenizer = Tokenizer::from_json("tokenizer.json", file.to_string().as_bytes()).unwrap();
        assert_eq!(tokenizer.decode(&[2]), text.as_bytes(), "{token:?}");
        let ordinary = if sign == "▁" { " y" } else { "▁ y" };
        assert_eq!(tokenizer.decode(&[1]), ordinary.as_bytes());
    }
}
