//! A file computes what the model in memory computes.

use std::path::Path;

use nanollama_bundle::{Contents, Format, Locations, StoredModel, export, hf, open};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::linear;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::weight::{PartBytes, Uses, Weight};
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted, initialise};
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Gguf};
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;
use tempfile::tempdir;

fn tokenizer() -> Tokenizer {
    BpeTrainer::new(300).train(["The cat sat on the mat, the dog ran to the cat."], &mut |_| {}).unwrap().tokenizer
}

/// Random weights of the size that training gives them, in rows of `dim` or a multiple of it.
fn model(dim: usize, tied: bool, rows: usize) -> Model {
    let mut config = Config::new(2, dim, 4, 2, rows, 128);
    config.ffn = config.ffn.next_multiple_of(dim);
    config.features.tied = tied;
    let mut model = initialise(&cpu(), &config, 3).unwrap();
    let mut state = 9u64;
    for weight in model.weights_mut() {
        let (gain, scale) = (weight.rows() == 1, (3.0 / weight.cols() as f32).sqrt());
        weight.edit(&cpu(), |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
                *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
            }
        });
    }
    model
}

fn cpu() -> Cpu {
    Cpu::new(Pool::new(2))
}

fn logits(source: &StoredModel) -> Vec<f32> {
    let cpu = cpu();
    logits_of(&source.load_frozen(&cpu).unwrap(), &cpu)
}

/// All logits of the ids.
fn logits_of(model: &Model, cpu: &Cpu) -> Vec<f32> {
    let (ids, mut sequence) = (ids(), Sequence::default());
    let mut cache = KvCache::new(cpu, model.config(), DType::F32, ids.len()).unwrap();
    let feed = Feed { sequence: &mut sequence, tokens: &ids, wanted: Wanted::All, adapters: &[] };
    Decoder::new(model.config()).run(model, cpu, &mut cache, &mut [feed]).unwrap().to_vec()
}

fn ids() -> Vec<u32> {
    (0..100).map(|i| i * 17 % 290).collect()
}

#[test]
fn files_give_the_logits_of_the_model_in_memory() {
    for (dim, tied, rows) in [(64, false, 300), (64, true, 320), (256, true, 300)] {
        let scratch = tempdir().unwrap();
        let cpu = cpu();
        let (mut model, tokenizer) = (model(dim, tied, rows), tokenizer());
        model.pack(&cpu).unwrap();
        let memory = logits_of(&model, &cpu);

        let folder = scratch.path().join("folder");
        hf::write(&folder, &Contents::of_model(&cpu, &model, &tokenizer, None, "small"), DType::F32).unwrap();
        let source = open(folder.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        assert!(logits(&source) == memory, "folder, tied {tied}");
        // How far the logits move, relative to their size, when the weights are rounded.
        let roundings = [
            (DType::F32, 0.0),
            (DType::F16, 0.0015),
            (DType::Bf16, 0.012),
            (DType::Q8_0, 0.025),
            (DType::Q4_0, 0.4),
            (DType::Q4_1, 0.4),
            (DType::Q5_0, 0.2),
            (DType::Q5_1, 0.2),
            (DType::Iq4Nl, 0.4),
            (DType::Q2K, 1.2),
            (DType::Q3K, 0.8),
            (DType::Q4K, 0.3),
            (DType::Q5K, 0.15),
            (DType::Q6K, 0.1),
            (DType::Iq4Xs, 0.4),
        ];
        for (dtype, rounding) in roundings.into_iter().filter(|(dtype, _)| dim % dtype.block() == 0) {
            let path = scratch.path().join(format!("{dtype}.gguf"));
            export(&source, Format::Gguf, dtype, &path).unwrap();
            let theirs = logits(&StoredModel::open_gguf(&path, None).unwrap());
            let decoded = scratch.path().join(format!("{dtype}-decoded.gguf"));
            rewrite(&path, &decoded, |_| DType::F32);
            let exact = logits(&StoredModel::open_gguf(&decoded, None).unwrap());
            // Numbers that stand alone are multiplied in f32, whatever they are stored in; with blocks the activations are
            // rounded, too, to eight bits in every format.
            let (computing, most) = (relative(&theirs, &exact), worst(&theirs, &exact));
            if dtype.block() == 1 {
                assert_eq!(most, 0.0, "{dtype}");
            } else {
                // One scale for 256 of them is coarser than eight.
                let bound = if dtype.block() > 32 { 0.05 } else { 0.03 };
                assert!(computing > 0.0 && computing < bound && most < 0.25, "{dtype}: {computing}, {most}");
            }
            let moved = relative(&exact, &memory);
            assert!(moved <= rounding && (dtype == DType::F32 || moved > 0.0), "{dtype}: {moved}");
        }
    }
}

/// The greatest difference.
fn worst(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// The root mean square of the differences from `truth`, in units of the truth's own.
fn relative(values: &[f32], truth: &[f32]) -> f64 {
    let squares = |differences: &mut dyn Iterator<Item = f32>| differences.map(|d| f64::from(d).powi(2)).sum::<f64>();
    let off = squares(&mut values.iter().zip(truth).map(|(value, truth)| value - truth));
    (off / squares(&mut truth.iter().copied())).sqrt()
}

/// Copies a GGUF file, each matrix in the format that `format` gives for its name.
fn rewrite(from: &Path, to: &Path, format: impl Fn(&str) -> DType) {
    let file = Gguf::open(from).unwrap();
    let tensor = |name: &str| {
        let view = file.get(name).unwrap();
        let dtype = if view.shape.len() == 1 { DType::F32 } else { format(name) };
        let mut values = vec![0.0; view.elements()];
        view.dtype.decode(view.bytes, &mut values).unwrap();
        let mut bytes = vec![0; dtype.bytes_for(values.len() as u64).unwrap() as usize];
        dtype.encode(&values, &mut bytes).unwrap();
        TensorOut::new(name, dtype, view.shape, move |out| out.write_all(&bytes))
    };
    let tensors = file.tensors().iter().map(|info| tensor(&info.name)).collect();
    gguf::write(to, file.metadata(), tensors).unwrap();
}

/// Each format in the place of query, key, value, gate and up; f32 elsewhere.
fn mixed(formats: [DType; 5]) -> impl Fn(&str) -> DType {
    let places = ["attn_q", "attn_k", "attn_v", "ffn_gate", "ffn_up"];
    move |name| places.iter().zip(formats).find(|(place, _)| name.contains(**place)).map_or(DType::F32, |(_, d)| d)
}

#[test]
fn formats_mix_within_a_product() {
    // Blocks round the activations of their own rows, and of no others; superblocks otherwise than blocks.
    formats_mix(64, [DType::Q8_0, DType::Q4_0, DType::F16, DType::Bf16, DType::Q4_0]);
    formats_mix(256, [DType::Q4K, DType::Iq4Nl, DType::Q6K, DType::F16, DType::Q5K]);
    formats_mix(256, [DType::Q2K, DType::Q8_0, DType::Iq4Xs, DType::Q3K, DType::Q5_1]);
}

fn formats_mix(dim: usize, blocks: [DType; 5]) {
    let scratch = tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let (cpu, model, tokenizer) = (cpu(), model(dim, false, 300), tokenizer());
    hf::write(&at("folder"), &Contents::of_model(&cpu, &model, &tokenizer, None, "small"), DType::F32).unwrap();
    let source = open(at("folder").to_str().unwrap(), &Locations::new("no-runs")).unwrap();
    export(&source, Format::Gguf, DType::F32, &at("f32.gguf")).unwrap();
    let opened = |name: &str| StoredModel::open_gguf(&at(name), None).unwrap();

    // Numbers that stand alone are multiplied in f32, whatever they are stored in: the decoded file has the same bits.
    let plain = [DType::Bf16, DType::F32, DType::F16, DType::F16, DType::Bf16];
    rewrite(&at("f32.gguf"), &at("plain.gguf"), mixed(plain));
    rewrite(&at("plain.gguf"), &at("decoded.gguf"), |_| DType::F32);
    assert!(logits(&opened("plain.gguf")) == logits(&opened("decoded.gguf")));

    rewrite(&at("f32.gguf"), &at("blocks.gguf"), mixed(blocks));
    rewrite(&at("blocks.gguf"), &at("decoded.gguf"), |_| DType::F32);
    let (theirs, decoded) = (logits(&opened("blocks.gguf")), logits(&opened("decoded.gguf")));
    let worst = worst(&theirs, &decoded);
    assert!(worst > 0.0 && worst < 0.25, "{worst}");

    let (file, pool) = (opened("blocks.gguf"), cpu.pool());
    let frozen = file.load_frozen(&cpu).unwrap();
    let x: Vec<f32> = (0..3 * dim).map(|i| (i as f32 * 0.7).sin()).collect();
    for (parameter, weight) in frozen.parameters().iter().zip(frozen.weights()).filter(|(p, _)| p.parts.len() > 1) {
        let mut fused = vec![0.0; 3 * parameter.rows];
        let mut rounded = vec![0.0; linear::workspace(weight, 3)];
        linear::forward(pool, &x, weight, None, &mut rounded, &mut fused);
        let mut bytes = 0;
        for part in &parameter.parts {
            let tensor = file.tensor(&part.name).unwrap();
            let alone = PartBytes { dtype: tensor.dtype, rows: part.rows, bytes: &tensor.bytes };
            let alone = Weight::load(&cpu, pool, &[alone], dim, Uses { lookup: false, product: true }).unwrap();
            let mut own = vec![0.0; 3 * part.rows];
            let mut rounded = vec![0.0; linear::workspace(&alone, 3)];
            linear::forward(pool, &x, &alone, None, &mut rounded, &mut own);
            for (fused, own) in fused.chunks_exact(parameter.rows).zip(own.chunks_exact(part.rows)) {
                assert!(fused[part.row..][..part.rows] == *own, "{}", part.name);
            }
            bytes += tensor.bytes.len();
        }
        assert_eq!(weight.value_bytes(), bytes, "every part keeps its format");
    }
}
