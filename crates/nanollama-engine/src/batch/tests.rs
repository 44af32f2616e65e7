use std::ops::ControlFlow;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;

use super::*;
use crate::testing::{model, tokenizer};
use crate::{Options, Reason};

fn requests(count: usize) -> Vec<Request> {
    let lengths = [1, 3, 64, 65, 130, 17, 7, 100];
    (0..count)
        .map(|index| {
            let length = lengths[index % lengths.len()];
            let prompt = (0..length).map(|i| ((i * 13 + index * 29) % 300) as u32).collect();
            let max_tokens = [20, 0, 9, 40, 60][index % 5];
            let temperature = if index % 3 == 0 { 0.0 } else { 1.2 };
            let stop = if index % 7 == 0 { vec!["e".to_owned()] } else { Vec::new() };
            let sampling = Sampling { temperature, max_tokens, seed: index as u64, stop, ..Sampling::default() };
            Request { prompt, sampling }
        })
        .collect()
}

#[test]
fn a_batch_gives_what_each_gives_alone() {
    let cpu = Cpu::new(Pool::new(2));
    let mut model = model(11);
    model.pack(cpu.pool());
    let requests = requests(20);
    let mut alone = Engine::over(&model, &cpu, &tokenizer(), None, &Options::default()).unwrap();
    let expected: Vec<Finished> = requests
        .iter()
        .map(|request| alone.generate(&request.prompt, &request.sampling, |_| ControlFlow::Continue(())).unwrap())
        .collect();
    assert!(expected.iter().any(|finished| finished.tokens.len() > 30), "some texts are long");
    assert!(expected.iter().any(|finished| finished.reason == Reason::Context), "some reach the context's end");
    for sequences in [1, 3, 16] {
        let options = Options { sequences, ..Options::default() };
        let mut engine = Engine::over(&model, &cpu, &tokenizer(), None, &options).unwrap();
        let mut order = Vec::new();
        let results = engine
            .generate_batch(&requests, |index, _| {
                order.push(index);
                ControlFlow::Continue(())
            })
            .unwrap();
        for (index, (result, expected)) in results.iter().zip(&expected).enumerate() {
            let result = result.as_ref().unwrap();
            assert_eq!((&result.tokens, &result.text), (&expected.tokens, &expected.text), "{index} of {sequences}");
            assert_eq!(result.reason, expected.reason);
        }
        order.sort_unstable();
        assert_eq!(order, (0..20).collect::<Vec<usize>>());
        assert_eq!(engine.cache.free_tokens(), engine.capacity, "every page came back");
    }
}

#[test]
fn a_batch_may_be_broken_off_and_bad_requests_stop_it_before_it_begins() {
    let cpu = Cpu::new(Pool::new(1));
    let mut model = model(12);
    model.pack(cpu.pool());
    let options = Options { sequences: 2, ..Options::default() };
    let mut engine = Engine::over(&model, &cpu, &tokenizer(), None, &options).unwrap();
    let mut requests = requests(10);
    let results = engine.generate_batch(&requests, |_, _| ControlFlow::Break(())).unwrap();
    assert_eq!(results.iter().flatten().count(), 1);
    assert_eq!(engine.cache.free_tokens(), engine.capacity);
    assert!(engine.generate_batch(&[], |_, _| ControlFlow::Continue(())).unwrap().is_empty());
    requests[9].prompt.clear();
    let mut told = 0;
    let outcome = engine.generate_batch(&requests, |_, _| {
        told += 1;
        ControlFlow::Continue(())
    });
    assert!(outcome.is_err() && told == 0);
}
