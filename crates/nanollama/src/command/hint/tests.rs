//! Every hint is something that can be typed: its flags belong to the command that failed, its commands parse.

use std::path::PathBuf;

use super::*;
use crate::args::find;

/// Each error that has a hint, with a command that it may end.
fn samples() -> Vec<(&'static str, anyhow::Error)> {
    let path = || PathBuf::from("x");
    let text = || "x".to_owned();
    let range = |field| TrainError::Range { field, value: text(), low: text(), high: text() };
    let format = |format| StoreError::Format { path: path(), format, what: text() };
    let too_long = |most| EngineError::TooLong { tokens: 9, context: 8, model_context: most };
    vec![
        ("pretrain", range("warmdown_ratio").into()),
        ("pretrain", range("save_minutes").into()),
        ("sft", range("save_minutes").into()),
        ("pretrain", TrainError::NoShape { known: text() }.into()),
        ("pretrain", TrainError::Rows { tokens: 9, context: 4, nearest: vec![8, 12] }.into()),
        ("sft", TrainError::MicroBatch { wanted: 3, rows: 8, context: 4, nearest: vec![2, 4] }.into()),
        ("pretrain", TrainError::Heads { dim: 100, heads: 3 }.into()),
        ("sft", TrainError::LongContext { context: 9, base: text(), known: 8 }.into()),
        ("pretrain", TrainError::Imported { run: text() }.into()),
        ("pretrain", TrainError::Memory { context: 9, needed: 2, available: 1 }.into()),
        ("sft", TrainError::Memory { context: 9, needed: 2, available: 1 }.into()),
        ("plan", TrainError::TooShort { data: text(), tokens: 1, needed: 2 }.into()),
        ("sft", TrainError::TooShort { data: text(), tokens: 1, needed: 2 }.into()),
        (
            "pretrain",
            TrainError::Tokenizer { left: text(), right: text(), left_hash: text(), right_hash: text() }.into(),
        ),
        ("pretrain", TrainError::Differs { field: text(), then: text(), now: text() }.into()),
        ("sft", TrainError::Differs { field: text(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::Finished { done: 6, steps: 6 }.into()),
        (
            "pretrain",
            TrainError::NotFinite {
                step: 1,
                what: "loss",
                tensor: text(),
                saved: text(),
                matrix_lr: 0.01,
                embedding_lr: 0.1,
            }
            .into(),
        ),
        ("pretrain", TrainError::Checkpoint { path: path(), what: text() }.into()),
        ("sft", TrainError::Checkpoint { path: path(), what: text() }.into()),
        ("pretrain", TrainError::Kernel(KernelError::OutOfMemory { what: "x", bytes: 1 }).into()),
        ("sft", TrainError::Model(ModelError::Kernel(KernelError::OutOfMemory { what: "x", bytes: 1 })).into()),
        ("bench train", TrainError::Graph(GraphError::Memory(KernelError::OutOfMemory { what: "x", bytes: 1 })).into()),
        (
            "bench generate",
            EngineError::Model(ModelError::Kernel(KernelError::OutOfMemory { what: "x", bytes: 1 })).into(),
        ),
        ("chat", EngineError::Model(ModelError::Kernel(KernelError::OutOfMemory { what: "x", bytes: 1 })).into()),
        ("run", EngineError::Setting { setting: "temp", value: text(), wanted: text() }.into()),
        ("run", EngineError::Setting { setting: "repetition-penalty", value: text(), wanted: text() }.into()),
        ("run", EngineError::EmptyPrompt.into()),
        ("run", too_long(16).into()),
        ("run", too_long(8).into()),
        ("run", EngineError::NotANumber { position: 1 }.into()),
        ("run", BundleError::NotFound { name: text(), runs: path(), candidates: Vec::new() }.into()),
        ("import", BundleError::NoTokenizer { path: path() }.into()),
        ("chat", BundleError::Vocabulary { path: path(), tokens: 2, vocabulary: 1 }.into()),
        (
            "export",
            BundleError::NoDType {
                path: path(),
                format: "x",
                dtype: nanollama_kernel::dtype::DType::Q8_0,
                known: "f32, f16 and bf16".into(),
            }
            .into(),
        ),
        ("run", BundleError::OneOfAFolder { path: path() }.into()),
        ("import", BundleError::RunsCode { path: path() }.into()),
        (
            "import",
            BundleError::Unsupported {
                path: path(),
                field: "quantization_config".into(),
                value: text(),
                reason: text(),
            }
            .into(),
        ),
        ("export", BundleError::Rows { path: path(), tensor: text(), what: text() }.into()),
        (
            "export",
            StoreError::Tensor {
                path: path(),
                tensor: text(),
                what: KernelError::DoesNotFit { value: 1e6, dtype: "f16" }.to_string(),
            }
            .into(),
        ),
        ("export", BundleError::Occupied { path: path() }.into()),
        ("data prepare", DataError::UnknownFormat { path: path(), extension: text() }.into()),
        ("data prepare", DataError::NotUtf8 { path: path(), offset: 1 }.into()),
        ("data prepare", DataError::DocumentTooLong { path: path(), offset: 1, limit: 1 }.into()),
        ("tokenizer train", DataError::NoText { path: path(), line: 1, column: text(), found: text() }.into()),
        ("data prepare", DataError::ConversationsAsText { path: path(), line: 1 }.into()),
        ("data prepare", DataError::OneDocument { sources: text() }.into()),
        ("data prepare", DataError::Differs { folder: path(), field: text(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::Data(DataError::Corpus { folder: path(), what: text() }).into()),
        ("data prepare", DataError::Finished { folder: path() }.into()),
        ("data prepare", DataError::NoBorder { folder: path() }.into()),
        ("pretrain", DataError::TooShort { name: text(), split: "x", tokens: 1, needed: 2 }.into()),
        ("sft", DataError::TooShort { name: text(), split: "x", tokens: 1, needed: 2 }.into()),
        ("sft", DataError::NoAnswer { name: text(), conversations: 1, length: 1 }.into()),
        ("pretrain", DataError::Position { what: text() }.into()),
        ("bench train", DataError::Setting { name: "length", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "shard_tokens", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "separator", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "validation_fraction", value: text(), what: "x" }.into()),
        ("tokenizer encode", TokenError::NotFound { folder: path(), looked_for: text() }.into()),
        ("sft", TokenError::NoSpecial { token: text(), purpose: "x" }.into()),
        ("tokenizer train", TokenError::NoText.into()),
        ("tokenizer train", StoreError::MissingColumn { path: path(), column: text(), columns: text() }.into()),
        ("pretrain", StoreError::Locked { path: path(), holder: text() }.into()),
        ("sft", StoreError::RunExists { path: path() }.into()),
        ("import", StoreError::RunExists { path: path() }.into()),
        ("list", StoreError::NoRun { path: path(), known: Vec::new() }.into()),
        ("run", StoreError::Damaged { path: path(), what: text() }.into()),
        ("run", format("GGUF").into()),
        ("data prepare", format("parquet").into()),
        ("pretrain", format("token shard").into()),
        ("run", format("checkpoint mark").into()),
        ("run", format("best checkpoint").into()),
    ]
}

#[test]
fn every_hint_can_be_typed() {
    for (verb, error) in samples() {
        let hint = of(&error, verb).unwrap_or_else(|| panic!("{verb}: {error} has no hint"));
        for flag in flags(&hint) {
            assert!(has_flag(verb, flag), "{verb}: {hint}");
        }
        for typed in hint.split('`').skip(1).step_by(2).filter_map(|typed| typed.strip_prefix("nanollama ")) {
            let words: Vec<&str> = typed.split(' ').collect();
            let verb =
                if matches!(words[0], "data" | "tokenizer") { words[..2].join(" ") } else { words[0].to_owned() };
            assert!(find(&verb).is_some(), "{hint}: there is no command {verb}");
            for flag in words.iter().filter_map(|word| word.strip_prefix("--")) {
                assert!(has_flag(&verb, flag), "{hint}: {verb} has no --{flag}");
            }
        }
    }
}

#[test]
fn advice_to_give_a_flag_that_the_command_does_not_have_is_left_out() {
    let error = |error: BundleError| anyhow::Error::from(error);
    let no_tokenizer = error(BundleError::NoTokenizer { path: "x".into() });
    assert!(of(&no_tokenizer, "run").unwrap().contains("--tokenizer"));
    assert_eq!(of(&no_tokenizer, "bench generate"), None);
}

#[test]
fn causes_are_looked_at_through_context() {
    let error = anyhow::Error::from(StoreError::RunExists { path: "x".into() }).context("opening");
    assert!(of(&error, "pretrain").unwrap().contains("--resume"));
}
