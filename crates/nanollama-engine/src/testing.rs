//! A small tokenizer, random models and engines over them for the tests of this crate.

use std::ops::ControlFlow;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted, initialise};
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;

use crate::sampling::Sampling;
use crate::template::Template;
use crate::{Engine, Options, Scheduler};

/// 320 tokens, specials included, of a sentence or two.
pub(crate) fn tokenizer() -> Tokenizer {
    let texts =
        ["The cat sat on the mat, the dog ran to the cat and the mat.", "Was für ein schöner Tag, sagte die Katze."];
    BpeTrainer::new(320).train(texts, &mut |_| {}).expect("the sentences have enough pairs").tokenizer
}

/// A model with random weights everywhere: fresh ones have zeros where they write into the residual stream.
pub(crate) fn model(seed: u64) -> Model {
    let (cpu, config) = (Cpu::new(Pool::new(1)), Config::new(2, 64, 4, 2, 320, 160));
    let mut model = initialise(&cpu, &config, seed).expect("a small model fits");
    let mut state = seed;
    for weight in model.weights_mut() {
        let gain = weight.rows() == 1;
        let scale = (3.0 / weight.cols() as f32).sqrt();
        weight.edit(&cpu, |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
                *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
            }
        });
    }
    model.pack(&cpu).expect("a small model fits");
    model
}

/// An engine that owns `model`.
pub(crate) fn engine_of(model: Model, threads: usize, chat: Option<&str>, options: &Options) -> Engine {
    let (cpu, tokenizer) = (Cpu::new(Pool::new(threads)), tokenizer());
    let template = Template::of(chat, &tokenizer);
    let ends = tokenizer.stop_tokens();
    Engine::assemble(model, Box::new(cpu), &tokenizer, template, &ends, "small", options).expect("it fits")
}

/// A scheduler whose cache holds `pages` pages.
pub(crate) fn scheduler(model: &Model, pages: usize) -> Scheduler {
    let cache = KvCache::new(&Cpu::new(Pool::new(1)), model.config(), DType::F32, 64 * pages).expect("it fits");
    let tokenizer = tokenizer();
    let context = model.config().context;
    Scheduler::new(model.config(), &tokenizer, &tokenizer.stop_tokens(), cache, context)
        .expect("the settings are right")
}

/// All logits of a text, `[ids, vocabulary]`, straight from the model.
pub(crate) fn logits(model: &Model, device: &dyn Device, ids: &[u32]) -> Vec<f32> {
    adapted_logits(model, device, ids, &[])
}

/// The same with adapters of the model, each with its scale.
pub(crate) fn adapted_logits(model: &Model, device: &dyn Device, ids: &[u32], adapters: &[(u32, f32)]) -> Vec<f32> {
    let mut cache = KvCache::new(device, model.config(), DType::F32, ids.len()).expect("it fits");
    let mut sequence = Sequence::default();
    let feed = Feed { sequence: &mut sequence, tokens: ids, wanted: Wanted::All, adapters };
    Decoder::new(model.config()).run(model, device, &mut cache, &mut [feed]).expect("the ids are right").to_vec()
}

/// The settings that the texts of `tests/fixtures/recorded.json` were drawn with, where nothing else is said.
pub(crate) fn as_recorded() -> Sampling {
    Sampling { temperature: 0.8, top_k: 40, top_p: 0.95, min_p: 0.05, max_tokens: 256, ..Sampling::PLAIN }
}

/// Prompts and settings of all kinds: short and long, greedy and drawn, with stop texts and without room.
pub(crate) fn requests(count: usize) -> Vec<(Vec<u32>, Sampling)> {
    let lengths = [1, 3, 64, 65, 130, 17, 7, 100];
    (0..count)
        .map(|index| {
            let length = lengths[index % lengths.len()];
            let prompt = (0..length).map(|i| ((i * 13 + index * 29) % 300) as u32).collect();
            let max_tokens = [20, 0, 9, 40, 60][index % 5];
            let temperature = if index % 3 == 0 { 0.0 } else { 1.2 };
            let stop = if index % 7 == 0 { vec!["e".to_owned()] } else { Vec::new() };
            let sampling = Sampling { temperature, max_tokens, seed: index as u64, stop, ..as_recorded() };
            (prompt, sampling)
        })
        .collect()
}

/// Wants all text.
pub(crate) fn go(_: &str) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
