//! Files from strangers: thousands of damaged tokenizer files (`NANOLLAMA_MUTATIONS` for more),
//! none of which may panic, hang or ask for much memory.

use hostile::{Bound, Counting};
use nanollama_token::train::BpeTrainer;
use nanollama_token::{GgufVocab, Tokenizer};

fn trained() -> Tokenizer {
    BpeTrainer::new(290).train(["some text to merge, some more text to merge"], &mut |_| {}).unwrap().tokenizer
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// In memory where there is such a folder: thousands of rewrites of a file on disk would each be flushed.
fn memory_folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn json(tokenizer: &Tokenizer) -> String {
    let folder = tempfile::tempdir().unwrap();
    tokenizer.save(folder.path(), None).unwrap();
    std::fs::read_to_string(folder.path().join("tokenizer.json")).unwrap()
}

/// A damaged vocabulary that is still read must work: encode to ids it has, decode, and be written.
fn use_all(tokenizer: &Tokenizer) {
    let ids = tokenizer.encode("some text é 😀 \n\n 123 <x><|eot_id|>");
    assert!(ids.iter().all(|&id| (id as usize) < tokenizer.vocab_size()));
    tokenizer.decode(&ids);
    let _ = tokenizer.to_gguf();
    tokenizer.hash();
}

#[test]
fn damaged_tokenizer_json_is_an_error_or_works() {
    // Half of the merges and vocabulary are one line each; the pipeline's fields deserve as many hits.
    let short = r#"{"model": {"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}, "decoder": {"type": "ByteLevel"},
        "added_tokens": [{"id": 3, "content": "<x>", "special": true}],
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
        "post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<x>"}}, {"Sequence": {"id": "A"}}]}}"#;
    let count = hostile::wanted(4500) / 3;
    for original in [json(&trained()), json(&sentence_piece()), short.into()] {
        let bound = Bound { ratio: 64, slack: 256 << 10 };
        let outcome = hostile::withstand(count, original.as_bytes(), bound, |bytes| {
            Tokenizer::from_json("damaged", bytes).map(|tokenizer| use_all(&tokenizer)).is_ok()
        });
        // Else the damage never gets past the JSON and the test shows nothing.
        assert!(outcome.refused < count * 98 / 100, "{outcome:?}");
    }
}

#[test]
fn a_damaged_tokenizer_config_is_an_error_or_works() {
    let folder = memory_folder();
    trained().save(folder.path(), None).unwrap();
    let path = folder.path().join("tokenizer_config.json");
    let seed = std::fs::read(&path).unwrap();
    // The vocabulary beside it is read too, each time.
    let bound = Bound { ratio: 64, slack: 1 << 20 };
    hostile::withstand(hostile::wanted(300), &seed, bound, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        Tokenizer::load(folder.path()).map(|tokenizer| use_all(&tokenizer)).is_ok()
    });
}

fn sentence_piece_vocab() -> GgufVocab {
    let mut tokens: Vec<String> = ["<unk>", "<s>", "</s>"].map(String::from).to_vec();
    let mut token_types = vec![2, 3, 3];
    for byte in 0..=255u8 {
        tokens.push(format!("<0x{byte:02X}>"));
        token_types.push(6);
    }
    for text in ["▁", "t", "e", "x", "▁t", "ex", "▁tex", "▁text", "te"] {
        tokens.push(text.into());
        token_types.push(1);
    }
    let scores = (0..tokens.len()).map(|id| -(id as f32)).collect();
    GgufVocab {
        model: "llama".into(),
        tokens,
        token_types,
        scores,
        bos: Some(1),
        eos: Some(2),
        unk: Some(0),
        ..GgufVocab::default()
    }
}

fn sentence_piece() -> Tokenizer {
    Tokenizer::from_gguf(sentence_piece_vocab()).unwrap()
}

#[test]
fn wrong_gguf_values_name_their_key() {
    type Change = fn(&mut GgufVocab);
    let wrong: [(&str, Change); 7] = [
        ("tokenizer.ggml.model", |vocab| vocab.model = "rwkv".into()),
        ("tokenizer.ggml.token_type", |vocab| vocab.token_types.truncate(5)),
        ("tokenizer.ggml.token_type[4]", |vocab| vocab.token_types[4] = 77),
        ("scores", |vocab| vocab.scores.truncate(5)),
        ("score 9", |vocab| vocab.scores[9] = f32::NAN),
        ("tokenizer.ggml.tokens[3]", |vocab| vocab.tokens[3] = "<0xZZ>".into()),
        ("bos token", |vocab| vocab.bos = Some(u32::MAX)),
    ];
    for (key, change) in wrong {
        let mut vocab = sentence_piece_vocab();
        change(&mut vocab);
        let error = Tokenizer::from_gguf(vocab).unwrap_err().to_string();
        assert!(error.contains(key), "{key}: {error}");
    }
    let mut vocab = trained().to_gguf().unwrap();
    assert_eq!(vocab.pre.as_deref(), Some("llama-bpe"));
    vocab.merges[2] = "no-such token".into();
    assert!(Tokenizer::from_gguf(vocab.clone()).unwrap_err().to_string().contains("tokenizer.ggml.merges[2]"));
    vocab.pre = Some("gemma4".into());
    assert!(Tokenizer::from_gguf(vocab).unwrap_err().to_string().contains("gemma4"));
    assert!(Tokenizer::from_gguf(GgufVocab { model: "llama".into(), ..GgufVocab::default() }).is_err());
}

#[test]
fn what_is_not_read_is_named() {
    let original = json(&trained());
    let wrong = [
        ("normalizer.type", "\"normalizer\": null", "\"normalizer\": {\"type\": \"BertNormalizer\"}"),
        ("normalizer.odd", "\"normalizer\": null", "\"normalizer\": {\"type\": \"NFC\", \"odd\": 1}"),
        ("odd", "\"normalizer\": null", "\"normalizer\": null, \"odd\": 1"),
        ("pre_tokenizer.pretokenizers[0].pattern.Regex", "\\\\p{N}{1,3}", "\\\\p{N}{1,5}"),
        ("model.dropout", "\"dropout\": null", "\"dropout\": 0.1"),
        ("model.type", "\"type\": \"BPE\"", "\"type\": \"WordPiece\""),
        ("model.end_of_word_suffix", "\"end_of_word_suffix\": null", "\"end_of_word_suffix\": \"</w>\""),
        ("pre_tokenizer.pretokenizers[0].behavior", "\"behavior\": \"Isolated\"", "\"behavior\": \"Odd\""),
        ("post_processor", "\"type\": \"TemplateProcessing\"", "\"type\": \"BertProcessing\""),
        ("id 4294967295", "\"id\": 280", "\"id\": 4294967295"),
    ];
    for (field, from, to) in wrong {
        assert!(original.contains(from), "{from}");
        let error = Tokenizer::from_json("f.json", original.replacen(from, to, 1).as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("f.json: ") && error.contains(field), "{field}: {error}");
    }
}

#[test]
fn damaged_model_files_do_not_panic_and_ranks_are_refused() {
    let folder = memory_folder();
    // A SentencePiece model: pieces "a", "b", "ab" and unk, BPE, identity.
    let piece = |text: &str, score: f32, kind: u8| {
        let mut message = vec![0x0a, text.len() as u8];
        message.extend_from_slice(text.as_bytes());
        message.push(0x15);
        message.extend_from_slice(&score.to_le_bytes());
        message.extend_from_slice(&[0x18, kind]);
        [vec![0x0a, message.len() as u8], message].concat()
    };
    let mut model = [piece("<unk>", 0.0, 2), piece("a", -1.0, 1), piece("b", -2.0, 1), piece("ab", -0.5, 1)].concat();
    model.extend_from_slice(&[0x12, 2, 0x18, 2, 0x1a, 4, 0x18, 0, 0x20, 0]);
    let mut bin = 5i32.to_le_bytes().to_vec();
    for text in ["<unk>", "<s>", "</s>", "a", "b", "ab"] {
        bin.extend_from_slice(&1f32.to_le_bytes());
        bin.extend_from_slice(&(text.len() as i32).to_le_bytes());
        bin.extend_from_slice(text.as_bytes());
    }
    for (name, original) in [("tokenizer.model", model), ("tokenizer.bin", bin)] {
        let path = folder.path().join(name);
        let load = || Tokenizer::load(&path);
        std::fs::write(&path, &original).unwrap();
        let tokenizer = load().unwrap();
        assert_eq!(tokenizer.decode(&tokenizer.encode("abba")), b"abba", "{name}");
        // "ab" is found; a space in front may be one unknown token.
        assert!(tokenizer.encode("abba").len() <= 4, "{name}");
        let bound = Bound { ratio: 64, slack: 256 << 10 };
        hostile::withstand(hostile::wanted(300), &original, bound, |bytes| {
            std::fs::write(&path, bytes).unwrap();
            load().map(|tokenizer| use_all(&tokenizer)).is_ok()
        });
    }
    let ranks = folder.path().join("x.tiktoken");
    std::fs::write(&ranks, "YQ== 0\nYg== 1\nYWI= 2\n").unwrap();
    let error = Tokenizer::load(&ranks).unwrap_err().to_string();
    assert!(error.contains("ranks without pattern"), "{error}");
    assert!(Tokenizer::load(&folder.path().join("missing.json")).unwrap_err().to_string().contains("missing.json"));
    let empty = tempfile::tempdir().unwrap();
    assert!(Tokenizer::load(empty.path()).unwrap_err().to_string().contains("no tokenizer found"));
}
