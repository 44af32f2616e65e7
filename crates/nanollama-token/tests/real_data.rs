//! Against the real data folder: llama.cpp's expected ids, CS336's reference merges, published tokenizer files.

mod gguf_vocab;

use std::collections::HashSet;
use std::path::PathBuf;

use nanollama_token::train::{BpeTrainer, Ties};
use nanollama_token::{GgufVocab, Pattern, Tokenizer};

fn data(path: &str) -> PathBuf {
    PathBuf::from(std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the data folder")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(data(path)).unwrap()
}

fn llama_cpp(name: &str) -> Tokenizer {
    Tokenizer::from_gguf(gguf_vocab::read(&data(&format!("tokenizers/llama.cpp-vocab/ggml-vocab-{name}.gguf"))))
        .unwrap()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn llama_cpp_ids() {
    for name in ["gpt-2", "llama-bpe", "qwen2", "llama-spm"] {
        let tokenizer = llama_cpp(name);
        let base = format!("tokenizers/llama.cpp-vocab/ggml-vocab-{name}.gguf");
        let (inputs, outputs) = (read(&format!("{base}.inp")), read(&format!("{base}.out")));
        let inputs: Vec<&str> = inputs.split("\n__ggml_vocab_test__\n").collect();
        let outputs: Vec<Vec<u32>> =
            outputs.lines().map(|line| line.split_whitespace().map(|id| id.parse().unwrap()).collect()).collect();
        assert!(inputs.len() >= 46 && outputs.len() >= 46, "{name}: {} texts, {} ids", inputs.len(), outputs.len());
        for (input, output) in inputs.iter().zip(&outputs) {
            assert_eq!(&tokenizer.encode(input), output, "{name}: {input:?}");
            assert_eq!(tokenizer.decode(output), input.as_bytes(), "{name}: {input:?}");
        }
    }
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn vocabularies_survive_every_format() {
    let text = read("pretrain/c4_demo.jsonl");
    for name in ["gpt-2", "llama-bpe", "qwen2", "llama-spm"] {
        let tokenizer = llama_cpp(name);
        let again = Tokenizer::from_gguf(tokenizer.to_gguf().unwrap()).unwrap();
        assert_eq!(tokenizer.hash(), again.hash(), "{name}");
        assert_eq!(
            (tokenizer.bos(), tokenizer.eos(), tokenizer.adds_bos()),
            (again.bos(), again.eos(), again.adds_bos())
        );
        let folder = tempfile::tempdir().unwrap();
        tokenizer.save(folder.path(), None).unwrap();
        let from_json = Tokenizer::load(folder.path()).unwrap();
        assert_eq!(from_json.vocab_size(), tokenizer.vocab_size(), "{name}");
        let ids = tokenizer.encode(&text);
        assert_eq!(ids, from_json.encode(&text), "{name}");
        assert_eq!(tokenizer.decode(&ids), text.as_bytes(), "{name}");
        assert_eq!(ids, tokenizer.encode_parallel(&text), "{name}");
    }
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn cs336_reference_merges_and_vocabulary() {
    let corpus = read("tokenizers/cs336/corpus.en");
    let reference: Vec<String> =
        read("tokenizers/cs336/train-bpe-reference-merges.txt").lines().map(str::to_string).collect();
    let trainer = BpeTrainer {
        pattern: Pattern::Gpt2,
        ties: Ties::GreatestPair,
        specials: vec!["<|endoftext|>".into()],
        ..BpeTrainer::new(500)
    };
    // Its pattern does not yet know the special token, which cuts the documents.
    let trained = trainer.train(corpus.split("<|endoftext|>"), &mut |_| {}).unwrap();
    let vocab = gguf_without_pre(&trained.tokenizer);
    assert_eq!(vocab.merges, reference);
    let expected: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&read("tokenizers/cs336/train-bpe-reference-vocab.json")).unwrap();
    let expected: HashSet<String> = expected.into_iter().map(|(token, _)| token).collect();
    assert_eq!(vocab.tokens.into_iter().collect::<HashSet<_>>(), expected);
}

/// A trained GPT-2 tokenizer has `ignore_merges`, for which llama.cpp has no name; tests want only its tables.
fn gguf_without_pre(tokenizer: &Tokenizer) -> GgufVocab {
    let folder = tempfile::tempdir().unwrap();
    tokenizer.save(folder.path(), None).unwrap();
    let file = std::fs::read_to_string(folder.path().join("tokenizer.json")).unwrap();
    let file = file.replace("\"ignore_merges\": true", "\"ignore_merges\": false");
    Tokenizer::from_json("without", file.as_bytes()).unwrap().to_gguf().unwrap()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn smollm2_file_loads_with_its_roles() {
    let tokenizer = Tokenizer::load(&data("tokenizers/misc/smollm2-tokenizer.json")).unwrap();
    assert_eq!(tokenizer.vocab_size(), 49152);
    assert_eq!(tokenizer.special("<|im_end|>"), Some(2));
    let ids = tokenizer.encode("Hello world 123 <|im_end|>");
    assert!(!ids.contains(&2));
    assert_eq!(tokenizer.decode(&ids), b"Hello world 123 <|im_end|>");
    assert!(tokenizer.encode_trusted("a<|im_end|>").ends_with(&[2]));
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn llama2_is_the_same_from_every_file() {
    let gguf = llama_cpp("llama-spm");
    let text = read("pretrain/wiki_demo.txt");
    let ids = gguf.encode(&text);
    for file in ["tokenizers/llama2_tokenizer.model", "tokenizers/llama2_tokenizer.bin"] {
        let tokenizer = Tokenizer::load(&data(file)).unwrap();
        assert_eq!(tokenizer.vocab_size(), 32_000, "{file}");
        assert_eq!((tokenizer.bos(), tokenizer.eos(), tokenizer.adds_bos()), (Some(1), Some(2), true), "{file}");
        assert_eq!(tokenizer.encode(&text), ids, "{file}");
    }
    assert_eq!(Tokenizer::load(&data("tokenizers/llama2_tokenizer.model")).unwrap().hash(), gguf.hash());
}
