//! stories260K, a real model that others made and whose float64 logits and greedy text are known.

use std::ops::ControlFlow;
use std::path::PathBuf;

use nanollama_bundle::{Locations, StoredModel, open};
use nanollama_engine::{Engine, Finished, Options, Reason, Request, Sampling};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Decoder, Feed, KvCache, Sequence, Wanted};

fn data(file: &str) -> PathBuf {
    let root = std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data");
    PathBuf::from(root).join("weights/stories260K").join(file)
}

fn folder() -> StoredModel {
    let tokenizer = Some(data("stories260K-f32.gguf"));
    let locations = Locations { tokenizer, ..Locations::new("no-runs") };
    open(data("").to_str().unwrap(), &locations).unwrap()
}

fn file(dtype: &str) -> StoredModel {
    StoredModel::open_gguf(&data(&format!("stories260K-{dtype}.gguf")), None).unwrap()
}

fn engine(source: &StoredModel) -> Engine {
    Engine::open(source, &Options { threads: 2, sequences: 8, ..Options::default() }).unwrap()
}

/// All logits of a text.
fn logits(source: &StoredModel, ids: &[u32]) -> Vec<f32> {
    let cpu = Cpu::new(Pool::new(2));
    let (model, mut sequence) = (source.load_frozen(&cpu).unwrap(), Sequence::default());
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, ids.len()).unwrap();
    let feed = Feed { sequence: &mut sequence, tokens: ids, wanted: Wanted::All, adapters: &[] };
    Decoder::new(model.config()).run(&model, &cpu, &mut cache, &mut [feed]).unwrap().to_vec()
}

/// Ids that the reference chose, and their text.
fn reference() -> (Vec<u32>, String) {
    let text = std::fs::read_to_string(data("reference.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids = value["greedy_ids"].as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect();
    (ids, value["greedy_text"].as_str().unwrap().to_owned())
}

fn greedy(engine: &mut Engine, tokens: usize) -> Finished {
    engine.generate(&[1], &Sampling::greedy(tokens), |_| ControlFlow::Continue(())).unwrap()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn logits_are_the_references_and_both_layouts_give_equal_bits() {
    let (ids, _) = reference();
    let expected = nanollama_store::npy::read(&data("ref_logits_64x512_f64.npy")).unwrap();
    assert_eq!(expected.shape, [64, 512]);
    let from_folder = logits(&folder(), &ids[..64]);
    let worst = from_folder.iter().zip(&expected.values).map(|(&a, b)| (f64::from(a) - b).abs()).fold(0.0, f64::max);
    println!("largest difference from the float64 reference: {worst:.2e}");
    assert!(worst <= 1e-4, "{worst}");
    assert!(logits(&file("f32"), &ids[..64]) == from_folder);
    let halves = logits(&file("f16"), &ids[..64]);
    let worst = halves.iter().zip(&expected.values).map(|(&a, b)| (f64::from(a) - b).abs()).fold(0.0, f64::max);
    println!("of the f16 file: {worst:.2e}");
    assert!(worst > 0.0 && worst < 0.05, "{worst}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn greedy_text_is_the_references() {
    let (ids, text) = reference();
    for source in [folder(), file("f32"), file("f16")] {
        let finished = greedy(&mut engine(&source), ids.len() - 1);
        assert_eq!(finished.tokens, ids[1..]);
        assert!(finished.tokens.len() > 128);
        assert_eq!(finished.text.trim_start(), text);
        assert_eq!(finished.reason, Reason::Length);
    }
    let mean = |logprobs: Vec<f32>| -logprobs.iter().map(|&p| f64::from(p)).sum::<f64>() / logprobs.len() as f64;
    assert!((mean(engine(&folder()).logprobs(&ids[..64]).unwrap()) - 0.403_561_053_723_822).abs() < 0.02);
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn stop_texts_and_batches_of_a_trained_model() {
    let mut engine = engine(&file("f32"));
    let sampling = Sampling { stop: vec!["red ball".into()], ..Sampling::greedy(200) };
    let finished = engine.generate(&[1], &sampling, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(finished.reason, Reason::Stop);
    assert!(finished.text.ends_with("she saw a big, "), "{}", finished.text);

    let requests: Vec<(Vec<u32>, Sampling)> = (0..12)
        .map(|seed| {
            let prompt = engine.prompt(&"Once upon a time there was "[..5 + seed]).unwrap();
            (prompt, Sampling { seed: seed as u64, max_tokens: 40, ..Sampling::default() })
        })
        .collect();
    let mut texts = vec![String::new(); requests.len()];
    let batch = requests.iter().cloned().map(|(prompt, sampling)| Request::generate(prompt, sampling));
    let outcome = engine.batch(batch, |index, finished| {
        texts[index] = finished.unwrap().text().to_owned();
        ControlFlow::Continue(())
    });
    outcome.unwrap();
    for ((prompt, sampling), together) in requests.iter().zip(texts) {
        let alone = engine.generate(prompt, sampling, |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(alone.text, together);
    }
}
