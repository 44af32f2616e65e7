//! Texts with adapters beside texts with others and with none.

use nanollama_kernel::op::head;
use nanollama_kernel::weight::Weight;
use nanollama_model::{Change, Target};

use super::*;
use crate::prefixes::{AdapterKey, compare_adapters};
use crate::request::Adapter;
use crate::testing::adapted_logits;

fn weight(rows: usize, cols: usize, seed: usize) -> Weight {
    let values: Vec<f32> =
        (0..rows * cols).map(|i| ((i * 7919 + seed * 104_729) % 1013) as f32 / 2000.0 - 0.25).collect();
    let mut weight = Weight::dense(&cpu(), rows, cols, &values).unwrap();
    weight.pack(&cpu()).unwrap();
    weight
}

/// A model with two adapters.
fn adapted(seed: u64) -> Model {
    let mut model = model(seed);
    let config = model.config().clone();
    let query = Target::Tensor("model.layers.0.self_attn.q_proj.weight".into());
    let low_rank = Change::LowRank { a: weight(4, 64, 1), b: weight(64, 4, 2) };
    let pirate = nanollama_model::Adapter::new(&config, "pirate", vec![(query, low_rank)]).unwrap();
    let steer = (Target::Layer(0), Change::Vector(weight(1, 64, 3)));
    let head = (Target::Tensor("lm_head.weight".into()), Change::Dense(weight(320, 64, 4)));
    let calm = nanollama_model::Adapter::new(&config, "calm", vec![steer, head]).unwrap();
    model.adapt(pirate).unwrap();
    model.adapt(calm).unwrap();
    model
}

fn named(request: Request, list: &[(&str, f32)]) -> Request {
    let adapters = list.iter().map(|&(name, scale)| Adapter { name: name.into(), scale }).collect();
    Request { adapters, ..request }
}

const LISTS: [&[(&str, f32)]; 6] = [
    &[],
    &[("pirate", 1.0)],
    &[("calm", 2.0), ("pirate", 1.0)],
    &[("pirate", -0.5)],
    &[("calm", 1.0)],
    &[("pirate", 0.0)],
];

#[test]
fn each_text_gets_what_its_adapters_give_it_alone() {
    let (model, cpu) = (adapted(21), cpu());
    let mut wanted: Vec<Box<dyn Fn() -> Request>> = Vec::new();
    for (index, (prompt, sampling)) in requests(18).into_iter().enumerate() {
        wanted.push(Box::new(move || {
            named(Request::generate(prompt.clone(), sampling.clone()), LISTS[index % LISTS.len()])
        }));
    }
    for (index, list) in LISTS.into_iter().enumerate() {
        let text: Vec<u32> = (0..90).map(|i| (i * 7 + index as u32) % 310).collect();
        wanted.push(Box::new(move || named(Request::score(text.clone(), 3), list)));
    }
    for pages in [4, 40] {
        let mut scheduler = scheduler(&model, pages);
        let ids: Vec<RequestId> = wanted.iter().map(|request| scheduler.submit(request()).unwrap()).collect();
        let ended = drain(&mut scheduler, &model, &cpu);
        for (id, request) in ids.iter().zip(&wanted) {
            let alone = alone(&model, &cpu, request());
            match &ended.events[id] {
                Event::Scored { logprobs, .. } => assert_eq!(logprobs, alone.logprobs(FIRST)),
                _ => assert_eq!(ended.finished(*id).tokens, alone.finished(FIRST).tokens),
            }
        }
        assert_no_leak(&mut scheduler);
    }
}

/// ln p of `text[from..]` by the decoder alone, no scheduler in between.
fn logprobs_of(model: &Model, cpu: &Cpu, text: &[u32], from: usize, list: &[(&str, f32)]) -> Vec<f32> {
    let adapters: Vec<(u32, f32)> =
        list.iter().map(|&(name, scale)| (model.adapters().find(name).unwrap().0, scale)).collect();
    let (logits, width) = (adapted_logits(model, cpu, text, &adapters), model.config().vocabulary);
    let mut logprobs = vec![0.0; text.len() - from];
    let rows = &logits[(from - 1) * width..(text.len() - 1) * width];
    head::log_probabilities(cpu.pool(), rows, width, &text[from..], &mut logprobs);
    logprobs
}

#[test]
fn scores_are_those_of_the_decoder_with_these_adapters() {
    let (model, cpu) = (adapted(24), cpu());
    let mut scheduler = scheduler(&model, 40);
    let text: Vec<u32> = (0..90).map(|i| i * 7 % 310).collect();
    let ids = LISTS.map(|list| scheduler.submit(named(Request::score(text.clone(), 3), list)).unwrap());
    let ended = drain(&mut scheduler, &model, &cpu);
    for (id, list) in ids.into_iter().zip(LISTS) {
        assert_eq!(ended.logprobs(id), logprobs_of(&model, &cpu, &text, 3, list), "{list:?}");
    }
    // The last list is of a scale of 0, which is none; the others all differ.
    assert_eq!(ended.logprobs(ids[5]), ended.logprobs(ids[0]));
    for (place, &one) in ids[..5].iter().enumerate() {
        for &other in &ids[..place] {
            assert_ne!(ended.logprobs(one), ended.logprobs(other), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn a_text_goes_on_as_the_decoder_with_its_adapters_would() {
    let (model, cpu) = (adapted(25), cpu());
    let prompt: Vec<u32> = (0..70).map(|i| i * 11 % 300).collect();
    let mut texts: Vec<Vec<u32>> = Vec::new();
    for list in &LISTS[..5] {
        let generate = Generate { ignore_eos: true, logprobs: true, ..Generate::new(Sampling::greedy(12)) };
        let ended = alone(&model, &cpu, named(generate.request(prompt.clone()), list));
        let finished = ended.finished(FIRST);
        let text = [&prompt[..], &finished.tokens].concat();
        let logprobs: Vec<f32> = finished.logprobs.iter().map(|logprob| logprob.unwrap()).collect();
        assert_eq!(logprobs, logprobs_of(&model, &cpu, &text, prompt.len(), list), "{list:?}");
        texts.push(text);
    }
    assert!(texts[1..].iter().any(|text| *text != texts[0]), "adapters change what is said");
}

#[test]
fn pages_are_found_under_equal_adapters_only() {
    let (model, cpu) = (adapted(22), cpu());
    let mut scheduler = scheduler(&model, 60);
    let text: Vec<u32> = (0..130).map(|i| i * 11 % 300).collect();
    let mut ask = |list: &[(&str, f32)]| {
        let id = scheduler.submit(named(Request::generate(text.clone(), Sampling::greedy(3)), list)).unwrap();
        drain(&mut scheduler, &model, &cpu).finished(id).cached_tokens
    };
    for list in &LISTS[..5] {
        assert_eq!(ask(list), 0, "{list:?}");
    }
    for list in LISTS {
        assert_eq!(ask(list), 129, "{list:?}");
    }
    assert_eq!(ask(&[("pirate", 1.0), ("calm", 2.0)]), 0, "the order counts");
    assert_eq!(ask(&[("pirate", 0.999)]), 0, "the scale counts");
}

#[test]
fn who_names_an_unknown_adapter_fails_alone() {
    let (model, cpu) = (adapted(23), cpu());
    let mut scheduler = scheduler(&model, 10);
    let request = |list| named(Request::generate(vec![1, 2, 3], Sampling::greedy(4)), list);
    let good = scheduler.submit(request(&[("calm", 1.0)])).unwrap();
    let unknown = scheduler.submit(request(&[("calm", 1.0), ("parrot", 1.0)])).unwrap();
    let mut ended = Ended::default();
    ended.take(scheduler.step(&model, &cpu).unwrap());
    assert!(matches!(ended.error(unknown), Error::UnknownAdapter { name } if name == "parrot"));
    // One under way fails when the model goes on without its adapter, and only that one.
    let plain = scheduler.submit(request(&[])).unwrap();
    let bare = super::model(23);
    drain_into(&mut ended, &mut scheduler, &bare, &cpu);
    assert!(matches!(ended.error(good), Error::UnknownAdapter { name } if name == "calm"));
    let mut alone = crate::testing::scheduler(&bare, 10);
    let same = alone.submit(request(&[])).unwrap();
    let mut expected = Ended::default();
    drain_into(&mut expected, &mut alone, &bare, &cpu);
    assert_eq!(ended.finished(plain).tokens, expected.finished(same).tokens);
    assert_no_leak(&mut scheduler);
}

#[test]
fn texts_of_equal_adapters_lie_together_whatever_their_scales() {
    let key = |list: &[(u64, f32)]| -> Vec<AdapterKey> {
        list.iter().map(|&(version, scale)| AdapterKey { version, scale }).collect()
    };
    let mut lists = [
        key(&[(1, 2.0), (2, 1.0)]),
        key(&[(1, 1.5)]),
        key(&[]),
        key(&[(1, 1.0), (2, 1.0)]),
        key(&[(1, 0.5)]),
        key(&[]),
    ];
    lists.sort_by(|a, b| compare_adapters(a, b));
    assert_eq!(lists[..2], [key(&[]), key(&[])]);
    assert_eq!(lists[2..4], [key(&[(1, 0.5)]), key(&[(1, 1.5)])]);
    assert_eq!(lists[4..], [key(&[(1, 1.0), (2, 1.0)]), key(&[(1, 2.0), (2, 1.0)])]);
}
