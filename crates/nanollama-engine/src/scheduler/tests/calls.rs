//! Calls of the calculator among other texts: the result is forced behind the call, and everything else is as without.

use super::*;
use crate::Calculator;
use crate::testing::tokenizer;

#[test]
fn a_call_is_answered_and_other_texts_are_as_they_are() {
    let (model, cpu, tokenizer) = (model(16), cpu(), tokenizer());
    let marked = |start: &str, text: &str, end: &str| {
        let special = |name: &str| vec![tokenizer.special(name).unwrap()];
        [special(start), tokenizer.encode(text), special(end)].concat()
    };
    let call = marked("<|python_start|>", "3*4", "<|python_end|>");
    let result = marked("<|output_start|>", "12", "<|output_end|>");
    let ask = |guided: bool, temperature: f32| {
        let guide = if guided { Calculator::guide(&tokenizer) } else { None };
        let sampling = Sampling { temperature, max_tokens: 40, seed: 3, ..Sampling::PLAIN };
        Generate { guide, logprobs: true, ignore_eos: true, ..Generate::new(sampling) }
    };
    let prompt = |number: u32| (0..20).map(|at| (at * 7 + number) % 250).collect::<Vec<u32>>();
    for drafting in [0, 4] {
        let mut scheduler = scheduler(&model, 20);
        scheduler.set_drafting(drafting);
        let ids = [(0, false, 1.0), (1, true, 0.0), (2, true, 1.0)].map(|(number, guided, temperature)| {
            scheduler.submit(ask(guided, temperature).request(prompt(number))).unwrap()
        });
        let mut ended = Ended::default();
        ended.take(scheduler.step(&model, &cpu).unwrap());
        scheduler.append(ids[1], &call).unwrap();
        drain_into(&mut ended, &mut scheduler, &model, &cpu);
        let called = ended.finished(ids[1]);
        let chosen = called.forced[0].start;
        let behind = chosen + call.len() + result.len();
        assert_eq!(called.forced.as_slice(), std::slice::from_ref(&(chosen..behind)));
        assert_eq!(called.tokens[chosen..behind], [&call[..], &result[..]].concat());
        assert!(called.logprobs[chosen..behind].iter().all(Option::is_none));
        let shown = [&called.tokens[..chosen], &called.tokens[behind..]].concat();
        assert_eq!(called.text, String::from_utf8_lossy(&tokenizer.decode(&shown)));
        // Greedy goes on as from a prompt that has call and result in it.
        let so_far = [&prompt(1)[..], &called.tokens[..behind]].concat();
        let rest = Generate { sampling: Sampling::greedy(40 - behind), ..ask(false, 0.0) };
        assert_eq!(alone(&model, &cpu, rest.request(so_far)).finished(FIRST).tokens, called.tokens[behind..]);
        for (number, id) in [(0, ids[0]), (2, ids[2])] {
            let plain = alone(&model, &cpu, ask(false, 1.0).request(prompt(number)));
            let (plain, got) = (plain.finished(FIRST), ended.finished(id));
            assert_eq!((&got.tokens, &got.text, &got.logprobs), (&plain.tokens, &plain.text, &plain.logprobs));
        }
        assert_no_leak(&mut scheduler);
    }
}
