//! stories260K, a real model that others made and whose float64 logits and greedy text are known.

use std::ops::ControlFlow;
use std::path::PathBuf;

use nanollama_bundle::{Locations, StoredModel, open};
use nanollama_engine::{Engine, Finished, Options, Reason, Sampling};

fn data(file: &str) -> PathBuf {
    let root = std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data");
    PathBuf::from(root).join("weights/stories260K").join(file)
}

fn folder() -> Engine<'static> {
    let tokenizer = Some(data("stories260K-f32.gguf"));
    let locations = Locations { tokenizer, ..Locations::new("no-runs") };
    engine(&open(data("").to_str().unwrap(), &locations).unwrap())
}

fn file(dtype: &str) -> Engine<'static> {
    engine(&StoredModel::open_gguf(&data(&format!("stories260K-{dtype}.gguf")), None).unwrap())
}

fn engine(source: &StoredModel) -> Engine<'static> {
    Engine::open(source, &Options { threads: 2, sequences: 8, ..Options::default() }).unwrap()
}

/// Ids that the reference chose, and their text.
fn reference() -> (Vec<u32>, String) {
    let text = std::fs::read_to_string(data("reference.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids = value["greedy_ids"].as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect();
    (ids, value["greedy_text"].as_str().unwrap().to_owned())
}

fn greedy(engine: &mut Engine<'_>, tokens: usize) -> Finished {
    engine.generate(&[1], &Sampling::greedy(tokens), |_| ControlFlow::Continue(())).unwrap()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn logits_are_the_references_and_both_layouts_give_equal_bits() {
    let (ids, _) = reference();
    let expected = nanollama_store::npy::read(&data("ref_logits_64x512_f64.npy")).unwrap();
    assert_eq!(expected.shape, [64, 512]);
    let from_folder = folder().logits(&ids[..64]).unwrap();
    let worst = from_folder.iter().zip(&expected.values).map(|(&a, b)| (f64::from(a) - b).abs()).fold(0.0, f64::max);
    println!("largest difference from the float64 reference: {worst:.2e}");
    assert!(worst <= 1e-4, "{worst}");
    assert!(file("f32").logits(&ids[..64]).unwrap() == from_folder);
    let halves = file("f16").logits(&ids[..64]).unwrap();
    let worst = halves.iter().zip(&expected.values).map(|(&a, b)| (f64::from(a) - b).abs()).fold(0.0, f64::max);
    println!("of the f16 file: {worst:.2e}");
    assert!(worst > 0.0 && worst < 0.05, "{worst}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn greedy_text_is_the_references() {
    let (ids, text) = reference();
    for mut engine in [folder(), file("f32"), file("f16")] {
        let finished = greedy(&mut engine, ids.len() - 1);
        assert_eq!(finished.tokens, ids[1..]);
        assert!(finished.tokens.len() > 128);
        assert_eq!(finished.text.trim_start(), text);
        assert_eq!(finished.reason, Reason::Length);
    }
    let mean = |logprobs: Vec<f32>| -logprobs.iter().map(|&p| f64::from(p)).sum::<f64>() / logprobs.len() as f64;
    assert!((mean(folder().logprobs(&ids[..64]).unwrap()) - 0.403_561_053_723_822).abs() < 0.02);
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn stop_texts_and_batches_of_a_real_model() {
    let mut engine = file("f32");
    let sampling = Sampling { stop: vec!["red ball".into()], ..Sampling::greedy(200) };
    let finished = engine.generate(&[1], &sampling, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(finished.reason, Reason::Stop);
    assert!(finished.text.ends_with("she saw a big, "), "{}", finished.text);

    let requests: Vec<nanollama_engine::Request> = (0..12)
        .map(|seed| {
            let prompt = engine.prompt(&"Once upon a time there was "[..5 + seed]).unwrap();
            let sampling = Sampling { seed: seed as u64, max_tokens: 40, ..Sampling::default() };
            nanollama_engine::Request { prompt, sampling }
        })
        .collect();
    let together = engine.generate_batch(&requests, |_, _| ControlFlow::Continue(())).unwrap();
    for (request, together) in requests.iter().zip(together) {
        let alone = engine.generate(&request.prompt, &request.sampling, |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(alone.text, together.unwrap().text);
    }
}
