//! A file computes what the model in memory computes.

use nanollama_bundle::{Contents, Format, Locations, Source, export, hf, open};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted, initialise};
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;
use tempfile::tempdir;

fn tokenizer() -> Tokenizer {
    BpeTrainer::new(300).train(["The cat sat on the mat, the dog ran to the cat."], &mut |_| {}).unwrap().tokenizer
}

/// Random weights of the size that training gives them.
fn model(tied: bool, rows: usize) -> Model {
    let mut config = Config::new(2, 64, 4, 2, rows, 128);
    config.tied = tied;
    let mut model = initialise(&config, 3).unwrap();
    let mut state = 9u64;
    for weight in model.weights_mut() {
        let (gain, scale) = (weight.rows() == 1, (3.0 / weight.cols() as f32).sqrt());
        for value in weight.master_mut().unwrap() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
            *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
        }
    }
    model
}

fn logits(source: &Source) -> Vec<f32> {
    let cpu = Cpu::new(Pool::new(2));
    logits_of(&source.load_frozen(cpu.pool()).unwrap(), &cpu)
}

/// All logits of the ids.
fn logits_of(model: &Model, cpu: &Cpu) -> Vec<f32> {
    let (ids, mut sequence) = (ids(), Sequence::default());
    let mut cache = KvCache::new(model.config(), DType::F32, ids.len()).unwrap();
    let feed = Feed { sequence: &mut sequence, tokens: &ids, wanted: Wanted::All };
    Decoder::new(model.config()).run(model, cpu, &mut cache, &mut [feed]).unwrap().to_vec()
}

fn ids() -> Vec<u32> {
    (0..100).map(|i| i * 17 % 290).collect()
}

#[test]
fn files_give_the_logits_of_the_model_in_memory() {
    for (tied, rows) in [(false, 300), (true, 320)] {
        let scratch = tempdir().unwrap();
        let cpu = Cpu::new(Pool::new(2));
        let (mut model, tokenizer) = (model(tied, rows), tokenizer());
        model.pack(cpu.pool());
        let memory = logits_of(&model, &cpu);

        let folder = scratch.path().join("folder");
        hf::write(&folder, &Contents::of_model(&model, &tokenizer, None, "small"), DType::F32).unwrap();
        let source = open(folder.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        assert!(logits(&source) == memory, "folder, tied {tied}");
        // The worst of 30,000 logits of a spread of one; for q8_0 the activations are rounded, too.
        for (dtype, tolerance) in [(DType::F32, 0.0), (DType::F16, 0.01), (DType::Bf16, 0.1), (DType::Q8_0, 0.25)] {
            let path = scratch.path().join(format!("{dtype}.gguf"));
            export(&source, Format::Gguf, dtype, &path).unwrap();
            let file = Source::open_gguf(&path, None).unwrap();
            let theirs = logits(&file);
            let worst = memory.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst <= tolerance, "{dtype}: {worst}");
            assert!(dtype == DType::F32 || worst > 0.0, "{dtype} rounds");
        }
    }
}
