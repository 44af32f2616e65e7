//! Small models with weights everywhere, and folders of them.
#![allow(dead_code)] // Each test file uses its own share.

use std::path::Path;

use nanollama_bundle::{Contents, Locations, StoredModel, hf, open};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Model, initialise};
use nanollama_token::Tokenizer;
use nanollama_token::chat::TEMPLATE;
use nanollama_token::train::BpeTrainer;

/// 300 tokens of which ten are special.
pub(crate) fn tokenizer() -> Tokenizer {
    let texts = ["The cat sat on the mat, the dog ran to the cat.", "Was für ein schöner Tag, sagte die Katze."];
    BpeTrainer::new(300).train(texts, &mut |_| {}).unwrap().tokenizer
}

/// Two layers, four query heads on two key/value heads, 16 wide.
pub(crate) fn config(tied: bool) -> Config {
    let mut config = Config::new(2, 64, 4, 2, 300, 128);
    config.ffn = 96;
    config.rope_theta = 500_000.0;
    config.features.tied = tied;
    config
}

/// Where the models are.
pub(crate) fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

/// A fresh model has zeros and ones in it; this one has not.
pub(crate) fn model(config: &Config) -> Model {
    let mut model = initialise(&cpu(), config, 5).unwrap();
    let mut state = 1u64;
    for weight in model.weights_mut() {
        weight.edit(&cpu(), |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *value = (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0;
            }
        });
    }
    model
}

/// Writes a Hugging Face folder of f32 and opens it.
pub(crate) fn folder(path: &Path, config: &Config, chat: bool) -> StoredModel {
    let (cpu, model, tokenizer) = (cpu(), model(config), tokenizer());
    let contents = Contents::of_model(&cpu, &model, &tokenizer, chat.then_some(TEMPLATE), "small");
    hf::write(path, &contents, DType::F32).unwrap();
    open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap()
}

/// Names of all tensors.
pub(crate) fn names(config: &Config) -> Vec<String> {
    nanollama_model::parts(config).into_iter().map(|part| part.name).collect()
}

/// Asserts that two models have the same bytes under every name.
pub(crate) fn assert_same_tensors(a: &StoredModel, b: &StoredModel) {
    assert_eq!(a.config(), b.config());
    for name in names(a.config()) {
        let (x, y) = (a.tensor(&name).unwrap(), b.tensor(&name).unwrap());
        assert_eq!((x.dtype, &x.shape), (y.dtype, &y.shape), "{name}");
        assert!(x.bytes == y.bytes, "{name}");
    }
}
