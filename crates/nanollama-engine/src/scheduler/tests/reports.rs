//! What is told of tokens as they come, and of the likeliest beside them.

use super::*;
use crate::weighed::Report;

/// A prompt and a model that ends its text by an end token within `most` tokens, found by trying seeds.
fn ending(model: &Model, cpu: &Cpu, most: usize) -> (Vec<u32>, Sampling) {
    for seed in 0..200 {
        let sampling = Sampling {
            max_tokens: most,
            seed,
            temperature: 3.0,
            top_k: 0,
            top_p: 1.0,
            min_p: 0.0,
            ..Sampling::default()
        };
        let prompt = vec![seed as u32 % 300, 7, 9];
        let ended = alone(model, cpu, Request::generate(prompt.clone(), sampling.clone()));
        if ended.finished(FIRST).reason == Reason::Eos && ended.finished(FIRST).tokens.len() > 3 {
            return (prompt, sampling);
        }
    }
    panic!("no seed ends");
}

#[test]
fn a_report_has_every_token_and_the_one_that_ends() {
    let (model, cpu) = (model(3), cpu());
    let (prompt, sampling) = ending(&model, &cpu, 60);
    let silent = alone(&model, &cpu, Request::generate(prompt.clone(), sampling.clone()));
    assert!(silent.tokens.is_empty());
    let reported = |report| {
        let ended = alone(&model, &cpu, Generate { report, ..Generate::new(sampling.clone()) }.request(prompt.clone()));
        assert_eq!(ended.finished(FIRST).text, silent.finished(FIRST).text, "a report changes nothing");
        ended.tokens[&FIRST].clone()
    };
    let ids = reported(Report::Ids);
    assert!(ids.iter().all(|token| token.logprob.is_none() && token.others.is_empty()));
    let told = reported(Report::Likely(5));
    let of = |tokens: &[Weighed]| tokens.iter().map(|token| token.id).collect::<Vec<u32>>();
    assert_eq!(of(&ids), of(&told));
    let (end, chosen) = told.split_last().unwrap();
    assert_eq!(of(chosen), silent.finished(FIRST).tokens);
    assert!(crate::testing::tokenizer().stop_tokens().contains(&end.id));

    // Scored afterwards, they are as likely as they were told to be, beside the same others.
    let from = prompt.len();
    let whole = [prompt, of(&told)].concat();
    let scored = alone(&model, &cpu, Request::weigh(whole, from, 5));
    let Event::Scored { logprobs, others, .. } = &scored.events[&FIRST] else { panic!("it was scored") };
    assert_eq!(*logprobs, told.iter().map(|token| token.logprob.unwrap()).collect::<Vec<f32>>());
    for (token, others) in told.iter().zip(others) {
        assert_eq!(others.len(), 5);
        let ids = |others: &[(u32, f32)]| others.iter().map(|(id, _)| *id).collect::<Vec<u32>>();
        assert_eq!(ids(&token.others), ids(others));
        let own = others.iter().find(|(id, _)| *id == token.id);
        assert!(own.is_none_or(|(_, logprob)| Some(*logprob) == token.logprob));
    }
}

#[test]
fn likeliest_tokens_are_those_of_the_logits() {
    let (model, cpu) = (model(4), cpu());
    let ids: Vec<u32> = (5..150).map(|id| id * 7 % 300).collect();
    let logits = crate::testing::logits(&model, &cpu, &ids);
    let scored = alone(&model, &cpu, Request::weigh(ids.clone(), 1, 3));
    let Event::Scored { others, .. } = &scored.events[&FIRST] else { panic!("it was scored") };
    assert_eq!(others.len(), ids.len() - 1);
    let known = crate::testing::tokenizer().vocab_size() as u32;
    for (row, others) in logits.chunks_exact(320).zip(others) {
        let mut ranked: Vec<u32> = (0..known).collect();
        ranked.sort_by(|a, b| row[*b as usize].total_cmp(&row[*a as usize]).then(a.cmp(b)));
        assert_eq!(others.iter().map(|(id, _)| *id).collect::<Vec<u32>>(), ranked[..3]);
    }
}

#[test]
fn a_bias_forbids_or_forces_and_must_name_a_token() {
    let (model, cpu) = (model(5), cpu());
    let text = |logit_bias: Vec<(u32, f32)>| {
        let sampling = Sampling { logit_bias, ..Sampling::greedy(12) };
        let generate = Generate { ignore_eos: true, ..Generate::new(sampling) };
        alone(&model, &cpu, generate.request(vec![3, 4, 5])).finished(FIRST).tokens.clone()
    };
    let plain = text(Vec::new());
    let without = text(vec![(plain[0], f32::NEG_INFINITY)]);
    assert!(plain.contains(&plain[0]) && !without.contains(&plain[0]));
    assert_eq!(text(vec![(77, 100.0)]), vec![77; 12]);
    let mut scheduler = scheduler(&model, 4);
    let unknown = Sampling { logit_bias: vec![(320, 1.0)], ..Sampling::greedy(1) };
    assert!(matches!(scheduler.submit(Request::generate(vec![1], unknown)), Err(Error::Model(_))));
}
