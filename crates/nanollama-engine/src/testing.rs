//! A small tokenizer and random models for the tests of this crate.

use nanollama_model::{Config, Model, initialise};
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;

/// 320 tokens, specials included, of a sentence or two.
pub(crate) fn tokenizer() -> Tokenizer {
    let texts =
        ["The cat sat on the mat, the dog ran to the cat and the mat.", "Was für ein schöner Tag, sagte die Katze."];
    BpeTrainer::new(320).train(texts, &mut |_| {}).expect("the sentences have enough pairs").tokenizer
}

/// A model with random weights everywhere: fresh ones have zeros where they write into the residual stream.
pub(crate) fn model(seed: u64) -> Model {
    let config = Config::new(2, 64, 4, 2, 320, 160);
    let mut model = initialise(&config, seed).expect("a small model fits");
    let mut state = seed;
    for weight in model.weights_mut() {
        let gain = weight.rows() == 1;
        let scale = (3.0 / weight.cols() as f32).sqrt();
        for value in weight.master_mut().expect("fresh models are trainable") {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
            *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
        }
    }
    model
}
