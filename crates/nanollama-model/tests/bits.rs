//! The contract of bits: however a text is cut into calls, and however many threads compute, the numbers are the same.

mod training;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted};
use training::{Batch, FULL, Setup, featured, ids, pass, peaked};

const VOCABULARY: usize = 97;

fn model() -> Model {
    let mut model = peaked(&Config::new(2, 64, 4, 2, VOCABULARY, 256), 1);
    model.pack(&Cpu::new(Pool::new(2))).unwrap();
    model
}

/// Logits of every token of each text, fed in steps of `chunk` tokens, all texts side by side.
fn logits(model: &Model, texts: &[Vec<u32>], chunk: usize, threads: usize) -> Vec<Vec<f32>> {
    cached(model, DType::F32, texts, chunk, threads)
}

/// [`logits`] over a cache of another type.
fn cached(model: &Model, dtype: DType, texts: &[Vec<u32>], chunk: usize, threads: usize) -> Vec<Vec<f32>> {
    let cpu = Cpu::new(Pool::new(threads));
    let mut cache = KvCache::new(&cpu, model.config(), dtype, 256 * texts.len()).unwrap();
    let mut decoder = Decoder::new(model.config());
    let mut sequences: Vec<Sequence> = texts.iter().map(|_| Sequence::default()).collect();
    let mut all = vec![Vec::new(); texts.len()];
    for from in (0..texts[0].len()).step_by(chunk) {
        let to = (from + chunk).min(texts[0].len());
        let mut feeds: Vec<Feed<'_>> = sequences
            .iter_mut()
            .zip(texts)
            .map(|(sequence, text)| Feed { sequence, tokens: &text[from..to], wanted: Wanted::All, adapters: &[] })
            .collect();
        let logits = decoder.run(model, &cpu, &mut cache, &mut feeds).unwrap();
        for (all, of) in all.iter_mut().zip(logits.chunks_exact((to - from) * VOCABULARY)) {
            all.extend_from_slice(of);
        }
    }
    all
}

#[test]
fn prefill_decode_and_batch_agree() {
    let model = model();
    let texts: Vec<Vec<u32>> = (0..8).map(|seed| ids(140, VOCABULARY as u32, seed)).collect();
    let prefill: Vec<Vec<f32>> =
        texts.iter().map(|t| logits(&model, std::slice::from_ref(t), 140, 2).remove(0)).collect();
    let one_by_one = logits(&model, &texts[..1], 1, 2);
    assert_eq!(one_by_one[0], prefill[0], "prefill = decode one by one");
    assert_eq!(logits(&model, &texts[..1], 7, 2)[0], prefill[0], "prefill = chunks of 7");
    assert_eq!(logits(&model, &texts, 1, 2), prefill, "a batch of 8 = each alone");
    for threads in [1, 3, 7] {
        assert_eq!(logits(&model, &texts, 33, threads), prefill, "{threads} threads");
    }
}

/// A rounded cache is read even by the launch that writes it: its bits do not depend on how a text was cut either.
#[test]
fn prefill_decode_and_batch_agree_over_a_rounded_cache() {
    let mut config = Config::new(2, 64, 2, 1, VOCABULARY, 256);
    config.head_dim = 32;
    let mut model = peaked(&config, 1);
    model.pack(&Cpu::new(Pool::new(2))).unwrap();
    let texts: Vec<Vec<u32>> = (0..4).map(|seed| ids(140, VOCABULARY as u32, seed)).collect();
    let exact = logits(&model, &texts, 140, 2);
    let mut before = 0.0;
    for dtype in [DType::F16, DType::Q8_0] {
        let prefill: Vec<Vec<f32>> =
            texts.iter().map(|t| cached(&model, dtype, std::slice::from_ref(t), 140, 2).remove(0)).collect();
        assert_eq!(cached(&model, dtype, &texts[..1], 1, 2)[0], prefill[0], "{dtype}: prefill = decode one by one");
        assert_eq!(cached(&model, dtype, &texts, 1, 3), prefill, "{dtype}: a batch = each alone");
        assert_eq!(cached(&model, dtype, &texts, 33, 1), prefill, "{dtype}: chunks of 33");
        let apart = exact.iter().flatten().zip(prefill.iter().flatten()).map(|(a, b)| f64::from(a - b).powi(2));
        let (apart, whole) = (apart.sum::<f64>(), exact.iter().flatten().map(|a| f64::from(*a).powi(2)).sum::<f64>());
        // Relative to all logits: half precision rounds to 2^-11, bytes to about 2^-8 of a block's largest.
        let error = (apart / whole).sqrt();
        let most = if dtype == DType::F16 { 2e-3 } else { 4e-2 };
        assert!(error > before && error < most, "{dtype}: {error:.1e}");
        before = error;
    }
    let refused = |config: &Config, dtype| KvCache::new(&Cpu::new(Pool::new(1)), config, dtype, 64).err().unwrap();
    let message = refused(&Config::new(1, 64, 4, 4, 9, 64), DType::Q8_0).to_string();
    assert!(message.contains("q8_0") && message.contains("heads of 16"), "{message}");
    let message = refused(&config, DType::Bf16).to_string();
    assert!(message.contains("bf16") && message.contains("f32, f16, q8_0"), "{message}");
}

#[test]
fn training_agrees_with_cached_inference() {
    training_agrees(&mut model());
}

/// Each feature alone and all together: losses of training are those of cached inference, and however a text is cut its bits
/// are the same.
#[test]
fn every_feature_keeps_the_contract() {
    let plain = training_agrees(&mut model());
    let mut seen = vec![plain];
    for features in featured(37) {
        let mut config = Config::new(3, 64, 4, 2, VOCABULARY, 256);
        config.features = features;
        let mut model = peaked(&config, 1);
        let whole = training_agrees(&mut model);
        assert!(seen.iter().all(|other| *other != whole), "{features:?} changes something");
        seen.push(whole);
        let texts: Vec<Vec<u32>> = (0..3).map(|seed| ids(140, VOCABULARY as u32, seed)).collect();
        let prefill: Vec<Vec<f32>> =
            texts.iter().map(|t| logits(&model, std::slice::from_ref(t), 140, 2).remove(0)).collect();
        assert_eq!(logits(&model, &texts[..1], 1, 2)[0], prefill[0], "{features:?}: prefill = decode one by one");
        assert_eq!(logits(&model, &texts[..1], 7, 2)[0], prefill[0], "{features:?}: prefill = chunks of 7");
        assert_eq!(logits(&model, &texts, 33, 3), prefill, "{features:?}: a batch = each alone");
    }
}

#[test]
fn capped_logits_are_capped_in_training_and_in_inference() {
    let mut config = Config::new(2, 64, 4, 2, VOCABULARY, 256);
    let plain = training_agrees(&mut peaked(&config, 1));
    config.features.softcap = Some(3.0);
    let capped = training_agrees(&mut peaked(&config, 1));
    assert!(plain.iter().any(|logit| logit.abs() > 3.5), "the products reach beyond the cap");
    for (logit, product) in capped.iter().zip(&plain) {
        let expected = 3.0 * (f64::from(*product) / 3.0).tanh();
        assert!((f64::from(*logit) - expected).abs() < 1e-5, "{product} became {logit}");
    }
}

/// Asserts that the losses of training are those of the logits of cached inference, and gives these.
fn training_agrees(model: &mut Model) -> Vec<f32> {
    model.pack(&Cpu::new(Pool::new(2))).unwrap();
    let tokens = ids(140, VOCABULARY as u32, 3);
    let targets = ids(140, VOCABULARY as u32, 4);
    let losses = pass(model, &Batch::new(&tokens, &targets, 1, 140, &[0]), &FULL).losses;
    let logits = logits(model, &[tokens], 140, 2).remove(0);
    for ((row, &target), loss) in logits.chunks_exact(VOCABULARY).zip(&targets).zip(losses) {
        let top = row.iter().fold(f32::NEG_INFINITY, |m, &v| m.max(v));
        let sum: f64 = row.iter().map(|&v| f64::from(v - top).exp()).sum();
        let expected = f64::from(top) + sum.ln() - f64::from(row[target as usize]);
        assert!((f64::from(loss) - expected).abs() < 1e-4 * expected.max(1.0), "{loss} against {expected}");
    }
    logits
}

#[test]
fn threads_do_not_change_gradients() {
    let mut model = model();
    let tokens = ids(300, VOCABULARY as u32, 5);
    let batch = Batch::new(&tokens, &ids(300, VOCABULARY as u32, 6), 3, 100, &[0, 30, 100, 155, 200]);
    let two = pass(&mut model, &batch, &FULL);
    for threads in [1, 3, 7] {
        let other = pass(&mut model, &batch, &Setup { threads, ..FULL });
        assert_eq!(other.losses, two.losses, "{threads} threads");
        for (index, (a, b)) in other.gradients.iter().zip(&two.gradients).enumerate() {
            assert_eq!(a[..], b[..], "{threads} threads, weight {index}");
        }
    }
}

#[test]
fn forked_sequences_go_on_as_if_alone() {
    let model = model();
    let cpu = Cpu::new(Pool::new(2));
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, 1024).unwrap();
    let mut decoder = Decoder::new(model.config());
    let (stem, left, right) = (ids(100, 97, 1), ids(20, 97, 2), ids(20, 97, 3));
    let mut first = Sequence::default();
    let feed = Feed { sequence: &mut first, tokens: &stem, wanted: Wanted::None, adapters: &[] };
    decoder.run(&model, &cpu, &mut cache, &mut [feed]).unwrap();
    let mut second = first.fork();
    let mut tails = Vec::new();
    for (sequence, tokens) in [(&mut first, &left), (&mut second, &right)] {
        let feed = Feed { sequence, tokens, wanted: Wanted::All, adapters: &[] };
        tails.push(decoder.run(&model, &cpu, &mut cache, &mut [feed]).unwrap().to_vec());
    }
    for (tail, tokens) in tails.iter().zip([&left, &right]) {
        let whole = logits(&model, &[[stem.clone(), tokens.clone()].concat()], 120, 2).remove(0);
        assert_eq!(tail[..], whole[100 * VOCABULARY..]);
    }
    // Both have a second page of their own: each copied or kept the one that was partly filled.
    assert_eq!(cache.free_pages(), 16 - 3);
    drop(second);
    assert_eq!(cache.free_pages(), 16 - 2);
    drop(first);
    assert_eq!(cache.free_pages(), 16, "all pages come back");
}
