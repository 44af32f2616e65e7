//! Every hint is something that can be typed: its flags belong to the command that failed, its commands parse.

use nanollama_hub::{BadName, Kind, RepoName};
use std::path::PathBuf;

use nanollama_bundle::Foreign;
use nanollama_store::place::At;

use super::*;
use crate::args::parse_line;

/// An error for every arm, with a command that it may end.
fn samples() -> Vec<(&'static str, anyhow::Error)> {
    let path = || PathBuf::from("x");
    let text = || "x".to_owned();
    let place = || Place { path: path(), at: At::Line(1) };
    let range = |field| TrainError::Range { field, value: text(), low: text(), high: text() };
    let unreadable =
        |(format, _): &(&'static str, _)| ("run", StoreError::Format { path: path(), format, what: text() }.into());
    let no_memory = || KernelError::OutOfMemory { what: "x", bytes: 1 };
    let other_base = || BundleError::OtherBase {
        gamma: path(),
        base: text().into(),
        model: path(),
        theirs: text().into(),
        ours: text().into(),
        apart: 128,
    };
    let full = || StoreError::DiskFull { path: path(), source: std::io::ErrorKind::StorageFull.into() };
    let no_tokenizer = || TokenError::NotFound { folder: path(), looked_for: text() };
    let no_library = || nanollama_cuda::library::LibraryError::Missing { name: "x", files: text(), folders: 3 };
    let repo = || RepoName::new(Kind::Model, "a/b").unwrap();
    let not_json = || serde_json::from_str::<()>("x").unwrap_err();
    let mut samples: Vec<(&str, anyhow::Error)> = vec![
        ("pretrain", range("warmdown_ratio").into()),
        ("eval", EvalError::Missing { task: text(), folder: path(), wanted: text() }.into()),
        ("eval", EvalError::Missing { task: text(), folder: path(), wanted: "words.txt".into() }.into()),
        ("eval", EvalError::NoneOf { missing: text() }.into()),
        ("eval", EvalError::Few { task: text(), shots: 10, rows: 3 }.into()),
        ("pretrain", EvalError::Few { task: text(), shots: 10, rows: 3 }.into()),
        ("eval", EvalError::Setting { task: text(), setting: "shots", value: text(), wanted: text() }.into()),
        ("eval", EvalError::Sandbox(SandboxError::System { system: text() }).into()),
        ("eval", EvalError::Sandbox(SandboxError::Python { name: path(), what: text() }).into()),
        ("eval", EvalError::Sandbox(SandboxError::Walls { what: text() }).into()),
        ("eval", EvalError::Sandbox(SandboxError::Namespaces { what: text() }).into()),
        ("eval", EvalError::Data(DataError::Corpus { folder: path(), what: text() }).into()),
        ("eval", EvalError::Sandbox(SandboxError::Start { name: path(), what: text() }).into()),
        ("eval", EvalError::Setting { task: text(), setting: "samples", value: text(), wanted: text() }.into()),
        ("eval", EvalError::Letter { task: text(), letter: text(), tokens: 2 }.into()),
        ("eval", EvalError::Engine(EngineError::NotANumber { position: 3 }).into()),
        ("eval", EvalError::Store(full()).into()),
        ("pretrain", range("save_minutes").into()),
        ("sft", range("save_minutes").into()),
        ("data prepare", DataError::NoPreset { name: text(), known: text() }.into()),
        ("data prepare", DataError::Closed { name: text(), what: text(), instead: Some(text()) }.into()),
        ("data prepare", DataError::Stopped.into()),
        ("data import", DataError::Corpus { folder: path(), what: text() }.into()),
        ("data import", StoreError::Format { path: path(), format: "token shard", what: text() }.into()),
        ("pretrain", TrainError::Weights { one: path(), other: path() }.into()),
        ("pretrain", TrainError::NoShape { known: text() }.into()),
        ("pretrain", TrainError::Rows { tokens: 9, context: 4, nearest: vec![8, 12] }.into()),
        ("rl", TrainError::NoQuestion { name: text(), too_long: 1, context: 2 }.into()),
        ("sft", TrainError::MicroBatch { wanted: 3, rows: 8, context: 4, nearest: vec![2, 4] }.into()),
        ("pretrain", TrainError::Alone { ranks: 8, what: text() }.into()),
        ("pretrain", TrainError::Heads { dim: 100, heads: 3 }.into()),
        ("pretrain", TrainError::Pattern { text: text(), why: nanollama_model::NoPattern::Letters }.into()),
        ("plan", TrainError::NoWindow { pattern: text(), layers: 1 }.into()),
        ("pretrain", TrainError::WindowAlone { window: 9 }.into()),
        ("pretrain", TrainError::Model(ModelError::Config { field: "window", value: text(), reason: text() }).into()),
        ("export", BundleError::Inexpressible { path: path(), format: "a folder", what: text() }.into()),
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
        ("midtrain", TrainError::Differs { field: "the data's places".into(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::Differs { field: text(), then: text(), now: text() }.into()),
        ("sft", TrainError::Differs { field: text(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::Differs { field: "the personality's x".into(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::NoPersonality { ratio: 0.2 }.into()),
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
        (
            "lora",
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
        ("run", BundleError::Adapter { run: text(), base: text() }.into()),
        ("pretrain", TrainError::Checkpoint { path: path(), what: text() }.into()),
        ("sft", TrainError::Checkpoint { path: path(), what: text() }.into()),
        ("pretrain", TrainError::Kernel(no_memory()).into()),
        ("sft", TrainError::Model(ModelError::Kernel(no_memory())).into()),
        ("bench train", TrainError::Graph(GraphError::Memory(no_memory())).into()),
        ("bench generate", EngineError::Model(ModelError::Kernel(no_memory())).into()),
        ("chat", EngineError::Model(ModelError::Kernel(no_memory())).into()),
        (
            "perplexity",
            EngineError::Model(ModelError::CacheType { dtype: nanollama_kernel::dtype::DType::Q8_0, reason: text() })
                .into(),
        ),
        ("run", EngineError::Setting { setting: "temp", value: text(), wanted: text() }.into()),
        ("run", EngineError::Setting { setting: "repetition-penalty", value: text(), wanted: text() }.into()),
        ("run", EngineError::EmptyPrompt.into()),
        ("run", GrammarError::Schema { pointer: text(), problem: "the keyword is not done here".into() }.into()),
        ("chat", GrammarError::Json { problem: text() }.into()),
        ("run", EngineError::TooLong { tokens: 9, context: 8, model_context: 16 }.into()),
        ("run", EngineError::TooLong { tokens: 9, context: 8, model_context: 8 }.into()),
        ("run", EngineError::NotANumber { position: 1 }.into()),
        ("run", BundleError::NotFound { name: text(), runs: path(), candidates: Vec::new() }.into()),
        ("run", BundleError::NotFound { name: "a/b".into(), runs: path(), candidates: Vec::new() }.into()),
        ("pull", HubError::from(BadName { text: text(), what: "x" }).into()),
        ("pull", HubError::Network { host: text(), what: text() }.into()),
        ("pull", HubError::NoRepo { repo: repo(), signed_in: false }.into()),
        ("chat", HubError::NoRepo { repo: repo(), signed_in: true }.into()),
        ("pull", HubError::Gated { repo: repo(), signed_in: true, what: text() }.into()),
        ("pull", HubError::Gated { repo: repo(), signed_in: false, what: text() }.into()),
        ("pull", HubError::NoRevision { repo: repo(), revision: text() }.into()),
        ("pull", HubError::NoFile { repo: repo(), path: text(), revision: text() }.into()),
        ("push", HubError::Token { host: text(), what: text() }.into()),
        ("push", HubError::NoToken { what: "x" }.into()),
        ("pull", HubError::Damaged { path: text(), found: text(), expected: text() }.into()),
        ("pull", HubError::Offline { what: text(), cache: path() }.into()),
        ("pull", HubError::Stopped.into()),
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
        ("run", BundleError::Foreign { path: path(), what: Foreign::OneOfAFolder }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::Pickle }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::OldTorch }.into()),
        ("run", BundleError::NoTokenizerNear { path: path(), vocabulary: 1, looked_in: vec![text()] }.into()),
        ("run", StoreError::Compressed { path: path(), entry: text(), method: 8 }.into()),
        ("run", StoreError::Python { path: path(), name: text(), at: 1 }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::LfsPointer { size: None } }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::WebPage }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::Compressed("gzip") }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::LlamaC }.into()),
        ("import", BundleError::Foreign { path: path(), what: Foreign::Empty }.into()),
        ("run", StoreError::MissingShard { path: path(), beside: path(), count: 3, more: 0 }.into()),
        ("run", StoreError::Key { path: path(), key: "split.no".into(), what: text() }.into()),
        ("show", EngineError::Differs { path: path(), place: text(), model: text(), file: text() }.into()),
        (
            "export",
            StoreError::Number {
                path: path(),
                tensor: text(),
                source: KernelError::NotFinite { value: f32::NAN, row: 1, col: 2 },
            }
            .into(),
        ),
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
            StoreError::Number {
                path: path(),
                tensor: text(),
                source: KernelError::DoesNotFit { value: 1e6, dtype: "f16" },
            }
            .into(),
        ),
        (
            "quantize",
            StoreError::Number {
                path: path(),
                tensor: text(),
                source: KernelError::DoesNotFit { value: 1e6, dtype: "f16" },
            }
            .into(),
        ),
        ("export", BundleError::Occupied { path: path() }.into()),
        ("chat", other_base().into()),
        ("gamma inject", other_base().into()),
        ("gamma combine", other_base().into()),
        (
            "serve",
            BundleError::OtherTokenizer { gamma: path(), theirs: text().into(), model: path(), ours: text().into() }
                .into(),
        ),
        ("run", BundleError::NotAGamma { path: path(), what: text() }.into()),
        ("gamma extract", BundleError::TooSmall { asked: 1, least: 2 }.into()),
        ("data prepare", DataError::UnknownFormat { path: path(), extension: text() }.into()),
        ("data prepare", DataError::NotUtf8 { path: path(), offset: 1 }.into()),
        ("data prepare", DataError::DocumentTooLong { path: path(), offset: 1, limit: 1 }.into()),
        ("tokenizer train", DataError::NoText { place: place(), column: text(), found: text() }.into()),
        ("data prepare", DataError::ConversationsAsText { place: place() }.into()),
        ("sft", DataError::Conversation { place: place(), what: "the role \"x\" is not known".into() }.into()),
        ("sft", DataError::Conversation { place: place(), what: text() }.into()),
        ("sft", DataError::Conversation { place: place(), what: "it has neither, but text".into() }.into()),
        ("sft", DataError::LeftOut { place: text(), what: "x" }.into()),
        ("tokenizer train", StoreError::Row { place: place(), what: text() }.into()),
        ("sft", StoreError::Foreign { path: path(), what: "a Git LFS pointer", wanted: "x" }.into()),
        ("data prepare", StoreError::Foreign { path: path(), what: "a page (HTML)", wanted: "x" }.into()),
        ("data prepare", StoreError::Foreign { path: path(), what: "a ZIP archive", wanted: "x" }.into()),
        ("data prepare", StoreError::Foreign { path: path(), what: "many are zero", wanted: "x" }.into()),
        ("sft", TrainError::NothingToMeasure { path: path(), conversations: 2, measurable: 1 }.into()),
        ("data prepare", DataError::OneDocument { sources: text() }.into()),
        ("data prepare", DataError::Differs { folder: path(), field: text(), then: text(), now: text() }.into()),
        ("pretrain", TrainError::Data(DataError::Corpus { folder: path(), what: text() }).into()),
        ("data prepare", DataError::Cleaning { name: "stdin".into(), what: text() }.into()),
        ("data prepare", DataError::Cleaning { name: text(), what: text() }.into()),
        ("data prepare", DataError::NothingLeft { sources: text(), read: 9, kept: 0, removed: text() }.into()),
        ("data prepare", DataError::NoPart { index: 7, of: 8, files: 3 }.into()),
        ("data merge", DataError::Merge { folder: path(), what: text() }.into()),
        ("data personality", DataError::BadRows { sources: text(), rows: 3, allowed: 2 }.into()),
        ("data personality", DataError::Corpus { folder: path(), what: text() }.into()),
        ("data prepare", DataError::Finished { folder: path() }.into()),
        ("data prepare", DataError::NoBorder { folder: path() }.into()),
        ("pretrain", DataError::TooShort { name: text(), split: "x", tokens: 1, needed: 2 }.into()),
        ("sft", DataError::TooShort { name: text(), split: "x", tokens: 1, needed: 2 }.into()),
        ("sft", DataError::NoAnswer { name: text(), conversations: 1, length: 1 }.into()),
        ("pretrain", DataError::Position { what: text() }.into()),
        ("bench train", DataError::Setting { name: "length", value: text(), what: "x" }.into()),
        ("pretrain", DataError::Setting { name: "rows", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "shard_tokens", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "separator", value: text(), what: "x" }.into()),
        ("data prepare", DataError::Setting { name: "validation_fraction", value: text(), what: "x" }.into()),
        ("tokenizer encode", no_tokenizer().into()),
        ("sft", TokenError::NoSpecial { token: text(), purpose: "x" }.into()),
        ("tokenizer train", TokenError::NoText.into()),
        ("tokenizer train", TokenError::Training { problem: text() }.into()),
        ("tokenizer train", StoreError::MissingColumn { path: path(), column: text(), columns: text() }.into()),
        ("pretrain", StoreError::Locked { path: path(), holder: text() }.into()),
        ("sft", StoreError::RunExists { path: path() }.into()),
        ("import", StoreError::RunExists { path: path() }.into()),
        ("list", StoreError::NoRun { path: path(), known: Vec::new() }.into()),
        ("run", StoreError::NoAverage { path: path() }.into()),
        ("run", StoreError::Damaged { path: path(), what: text() }.into()),
        ("pretrain", TrainError::Inherited { field: "dim", base: text() }.into()),
        ("sft", TrainError::Vocabulary { vocabulary: 1, base: text(), known: 2 }.into()),
        ("midtrain", TrainError::Kernel(no_memory()).into()),
        ("quickstart", TrainError::Kernel(no_memory()).into()),
        ("import", ModelError::Graph(GraphError::Memory(no_memory())).into()),
        ("data prepare", full().into()),
        ("tokenizer decode", TokenError::Json { file: text(), source: not_json() }.into()),
        ("pretrain", Unready::Driver(no_library()).into()),
        ("sft", Unready::NoGpu { path: path() }.into()),
        ("pretrain", Unready::NoSuchGpu { number: 2, count: 1 }.into()),
        ("doctor", Unready::TooOld { name: text(), has: (7, 5) }.into()),
        ("doctor", Unready::Compiler(no_library()).into()),
        ("pretrain", Unready::Products(no_library()).into()),
        ("pretrain", Unready::Newer { library: "x", path: path(), of: 13, driver: (12, 4) }.into()),
        // Errors that carry another crate's.
        ("pretrain", TrainError::Store(full()).into()),
        ("pretrain", TrainError::Token(no_tokenizer()).into()),
        ("pretrain", TrainError::Engine(EngineError::EmptyPrompt).into()),
        ("pretrain", TrainError::Eval(EvalError::NoneOf { missing: text() }).into()),
        ("sft", TrainError::Bundle(BundleError::Store(full())).into()),
        ("chat", EngineError::Bundle(BundleError::Token(no_tokenizer())).into()),
        ("chat", EngineError::Token(TokenError::Store(full())).into()),
        ("export", BundleError::Model { path: path(), source: ModelError::Kernel(no_memory()) }.into()),
        ("data prepare", DataError::Store(full()).into()),
        ("data prepare", DataError::Token(no_tokenizer()).into()),
    ];
    samples.extend(UNREADABLE.iter().map(unreadable));
    samples
}

#[test]
fn every_hint_can_be_typed() {
    for (verb, error) in samples() {
        let hint = of(&error, verb).unwrap_or_else(|| panic!("{verb}: {error} has no hint"));
        for flag in flags(&hint) {
            assert!(has_flag(verb, flag), "{verb}: {hint}");
        }
        for typed in hint.split('`').skip(1).step_by(2).filter(|typed| typed.starts_with("nanollama")) {
            assert!(parse_line(typed).is_ok(), "{hint}: {}", parse_line(typed).unwrap_err());
        }
    }
}

#[test]
fn every_arm_has_a_sample() {
    let (arms, samples) = (include_str!("../hint.rs"), include_str!("tests.rs"));
    let arms = arms.split("fn train(").nth(1).unwrap();
    // A variant that has two arms, as `TrainError::TooShort`, is written out in two samples at least.
    let named = |source: &str| {
        let mut count = std::collections::BTreeMap::new();
        for (at, _) in source.match_indices("Error::") {
            let word = |c: char| c.is_ascii_alphanumeric();
            let enumeration = source[..at].rsplit(|c| !word(c)).next().unwrap();
            let variant = source[at + "Error::".len()..].split(|c| !word(c)).next().unwrap();
            *count.entry(format!("{enumeration}Error::{variant}")).or_insert(0) += 1;
        }
        count
    };
    let samples = named(samples);
    for (arm, count) in named(arms) {
        assert!(samples.get(&arm).is_some_and(|sampled| *sampled >= count), "{arm} has {count} arms");
    }
}

#[test]
fn a_path_in_a_command_is_one_word() {
    let error = DataError::ConversationsAsText { place: Place { path: "my chats.jsonl".into(), at: At::Line(1) } };
    let hint = of(&error.into(), "data prepare").unwrap();
    assert!(parse_line(hint.split('`').nth(1).unwrap()).is_ok(), "{hint}");
    assert!(hint.contains("--data 'my chats.jsonl' "), "{hint}");
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
