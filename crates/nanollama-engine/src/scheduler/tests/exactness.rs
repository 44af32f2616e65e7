//! Each text gets what it would get alone, whatever happens beside it.

use super::*;

#[test]
fn a_full_cache_makes_the_youngest_give_way_and_changes_no_bit() {
    let (model, cpu) = (model(11), cpu());
    let wanted: Vec<(Vec<u32>, Sampling)> = (0..8u32)
        .map(|index| {
            let prompt = (0..40 + index).map(|i| (i * 7 + index * 31) % 300).collect();
            let temperature = if index % 2 == 0 { 0.0 } else { 1.1 };
            (prompt, Sampling { temperature, max_tokens: 100, seed: u64::from(index), ..as_recorded() })
        })
        .collect();
    for pages in [3, 4, 7] {
        let mut scheduler = scheduler(&model, pages);
        let ids: Vec<RequestId> = wanted
            .iter()
            .map(|(prompt, sampling)| scheduler.submit(Request::generate(prompt.clone(), sampling.clone())).unwrap())
            .collect();
        let (mut ended, mut preempted) = (Ended::default(), 0);
        while !scheduler.is_idle() {
            let oldest = scheduler.running.first().map(|session| session.id);
            ended.take(scheduler.step(&model, &cpu).unwrap());
            preempted += scheduler.waiting.iter().filter(|session| session.tokens.len() > 50).count();
            let back = scheduler.waiting.iter().any(|session| Some(session.id) == oldest);
            assert!(!back, "the oldest never gives way");
        }
        assert!(preempted > 0, "{pages} pages are too few for eight texts of 140 tokens");
        for (id, (prompt, sampling)) in ids.iter().zip(&wanted) {
            let alone = alone(&model, &cpu, Request::generate(prompt.clone(), sampling.clone()));
            let (got, expected) = (ended.finished(*id), alone.finished(FIRST));
            assert_eq!((&got.tokens, &got.text, got.reason), (&expected.tokens, &expected.text, expected.reason));
        }
        assert_no_leak(&mut scheduler);
    }
}

#[test]
fn one_request_that_fails_or_is_cancelled_disturbs_no_other() {
    let cpu = cpu();
    let mut model = model(3);
    let width = model.config().dim;
    model.weights_mut()[0].edit(&cpu, |values| values[299 * width..300 * width].fill(f32::NAN));
    model.pack(&cpu).unwrap();
    let (mut scheduler, mut ids) = (scheduler(&model, 12), Vec::new());
    let all = requests(12);
    for (index, (prompt, sampling)) in all.iter().enumerate() {
        let mut prompt = prompt.clone();
        if index == 5 {
            prompt.push(299);
        }
        ids.push(scheduler.submit(Request::generate(prompt, sampling.clone())).unwrap());
    }
    let mut ended = Ended::default();
    for _ in 0..4 {
        ended.take(scheduler.step(&model, &cpu).unwrap());
    }
    let cancelled = scheduler.cancel(ids[4]).expect("it is under way");
    assert_eq!(cancelled.reason, Reason::Cancelled);
    assert!(scheduler.cancel(ids[4]).is_none());
    drain_into(&mut ended, &mut scheduler, &model, &cpu);
    assert!(matches!(ended.error(ids[5]), Error::NotANumber { .. }));
    assert!(!ended.events.contains_key(&ids[4]));
    for (index, (prompt, sampling)) in all.iter().enumerate().filter(|(index, _)| ![4, 5].contains(index)) {
        let alone = alone(&model, &cpu, Request::generate(prompt.clone(), sampling.clone()));
        match &ended.events[&ids[index]] {
            Event::Finished { finished, .. } => assert_eq!(finished.tokens, alone.finished(FIRST).tokens),
            // Who happens to choose the broken token fails alone, too.
            Event::Failed { .. } => assert!(matches!(alone.error(FIRST), Error::NotANumber { .. })),
            other => panic!("{other:?}"),
        }
    }
    assert_no_leak(&mut scheduler);
}

#[test]
fn a_long_prompt_keeps_no_short_one_waiting() {
    let cpu = cpu();
    let mut config = nanollama_model::Config::new(1, 32, 2, 1, 320, 8192);
    config.ffn = 64;
    let mut model = nanollama_model::initialise(&cpu, &config, 1).unwrap();
    model.pack(&cpu).unwrap();
    let mut scheduler = scheduler(&model, 150);
    let long: Vec<u32> = (0..8000).map(|i| i * 17 % 300).collect();
    let sampling = Sampling { max_tokens: 6, temperature: 2.0, ..as_recorded() };
    let old = scheduler.submit(Request::generate(long.clone(), sampling.clone())).unwrap();
    scheduler.step(&model, &cpu).unwrap();
    let short = Generate { ignore_eos: true, ..Generate::new(sampling.clone()) };
    let short = scheduler.submit(short.request(vec![1, 2, 3])).unwrap();
    let mut ended = Ended::default();
    for _ in 0..6 {
        ended.take(scheduler.step(&model, &cpu).unwrap());
    }
    assert_eq!(ended.finished(short).tokens.len(), 6, "a token a step");
    let left = scheduler.running[0].pending();
    assert!(scheduler.running[0].id == old && left > 2000, "{left}");
    // Short prompts that come without end do not keep the long one out.
    let mut steps = 0;
    while !ended.events.contains_key(&old) {
        for first in 0..3 {
            let prompt = (0..600).map(|i| (i * 13 + first + steps) % 300).collect();
            scheduler.submit(Request::generate(prompt, Sampling::greedy(1))).unwrap();
        }
        ended.take(scheduler.step(&model, &cpu).unwrap());
        steps += 1;
        assert!(steps < 120);
    }
    drain_into(&mut ended, &mut scheduler, &model, &cpu);
    assert_no_leak(&mut scheduler);
}

#[test]
fn scores_are_the_logits_softmax_and_a_batch_changes_no_bit() {
    let (model, cpu) = (model(5), cpu());
    let texts: Vec<(Vec<u32>, usize)> = [(150, 1), (90, 40), (64, 64), (65, 64), (2, 1), (1, 1), (0, 1), (160, 70)]
        .into_iter()
        .enumerate()
        .map(|(index, (length, from))| ((0..length).map(|i| (i * 7 + index as u32) % 310).collect(), from))
        .collect();
    let expected: Vec<Vec<f32>> = texts
        .iter()
        .map(|(ids, from)| alone(&model, &cpu, Request::score(ids.clone(), *from)).logprobs(FIRST).to_vec())
        .collect();
    for ((ids, from), logprobs) in texts.iter().zip(&expected) {
        assert_eq!(logprobs.len(), ids.len().saturating_sub(*from));
        if ids.is_empty() {
            continue;
        }
        let logits = crate::testing::logits(&model, &cpu, ids);
        for (at, &logprob) in (*from..).zip(logprobs) {
            let row = &logits[(at - 1) * 320..at * 320];
            let total: f64 = row.iter().map(|&logit| f64::from(logit).exp()).sum();
            let truth = f64::from(row[ids[at] as usize]) - total.ln();
            assert!((f64::from(logprob) - truth).abs() < 1e-5 * truth.abs().max(1.0), "{logprob} is not {truth}");
        }
    }
    for pages in [3, 5, 40] {
        let mut scheduler = scheduler(&model, pages);
        let mut ids = Vec::new();
        for (text, from) in texts.iter().chain(&texts) {
            ids.push(scheduler.submit(Request::score(text.clone(), *from)).unwrap());
            scheduler.submit(Request::generate(vec![9, 8, 7], Sampling::greedy(20))).unwrap();
        }
        let ended = drain(&mut scheduler, &model, &cpu);
        for (id, expected) in ids.iter().zip(expected.iter().chain(&expected)) {
            let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<u32>>();
            assert_eq!(bits(ended.logprobs(*id)), bits(expected));
        }
        assert_no_leak(&mut scheduler);
    }
    let mut scheduler = scheduler(&model, 4);
    assert!(matches!(scheduler.submit(Request::score(vec![1, 2], 0)), Err(Error::Setting { setting: "from", .. })));
    assert!(matches!(scheduler.submit(Request::score(vec![1; 161], 1)), Err(Error::TooLong { tokens: 161, .. })));
}

#[test]
fn log_probabilities_of_chosen_tokens_are_their_scores() {
    let (model, cpu) = (model(6), cpu());
    let prompt: Vec<u32> = (0..70).collect();
    let sampling = Sampling { max_tokens: 30, seed: 4, temperature: 1.5, ..as_recorded() };
    let generate = Generate { logprobs: true, ..Generate::new(sampling) };
    let ended = alone(&model, &cpu, generate.request(prompt.clone()));
    let finished = ended.finished(FIRST);
    let scored = alone(&model, &cpu, Request::score([&prompt[..], &finished.tokens].concat(), prompt.len()));
    let chosen: Vec<f32> = finished.logprobs.iter().map(|logprob| logprob.expect("none was forced")).collect();
    assert!(chosen.len() > 5);
    assert_eq!(chosen, scored.logprobs(FIRST));
}

#[test]
fn what_is_wrong_with_a_request_is_said_at_once() {
    let (model, cpu) = (model(1), cpu());
    let mut scheduler = scheduler(&model, 4);
    let mut adapted = Request::generate(vec![1], Sampling::greedy(1));
    adapted.adapters.push(crate::Adapter { name: "pirate".into(), scale: f32::NAN });
    let message = scheduler.submit(adapted).unwrap_err().to_string();
    assert!(message.contains("pirate"), "{message}");
    let bad = Sampling { top_p: 0.0, ..as_recorded() };
    assert!(matches!(scheduler.submit(Request::generate(vec![1], bad)), Err(Error::Setting { .. })));
    assert!(matches!(scheduler.submit(Request::generate(vec![320], Sampling::greedy(1))), Err(Error::Model(_))));
    assert!(matches!(scheduler.append(RequestId(7), &[1]), Err(Error::UnknownRequest)));
    assert!(scheduler.is_idle() && scheduler.step(&model, &cpu).unwrap().is_empty());
    let other = nanollama_model::initialise(&cpu, &nanollama_model::Config::new(1, 32, 2, 1, 320, 64), 1).unwrap();
    assert!(matches!(scheduler.step(&other, &cpu), Err(Error::OtherModel)));
}
