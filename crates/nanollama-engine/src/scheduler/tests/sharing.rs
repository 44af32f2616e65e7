//! What is found in the cache, what is kept, and what must not be found.

use super::*;

fn prompt(first: u32, length: u32) -> Vec<u32> {
    (0..length).map(|i| (i * 11 + first * 53 + i / 64) % 300).collect()
}

/// Generates a few tokens and gives them with the count of those found in the cache.
fn ask(scheduler: &mut Scheduler, model: &Model, cpu: &Cpu, prompt: &[u32]) -> (Vec<u32>, usize) {
    let id = scheduler.submit(Request::generate(prompt.to_vec(), Sampling::greedy(3))).unwrap();
    let ended = drain(scheduler, model, cpu);
    let finished = ended.finished(id);
    let expected = alone(model, cpu, Request::generate(prompt.to_vec(), Sampling::greedy(3)));
    assert_eq!(finished.tokens, expected.finished(FIRST).tokens);
    (finished.tokens.clone(), finished.cached_tokens)
}

#[test]
fn beginnings_are_found_to_the_token() {
    let (model, cpu) = (model(7), cpu());
    let mut scheduler = scheduler(&model, 20);
    let whole = prompt(1, 140);
    assert_eq!(ask(&mut scheduler, &model, &cpu, &whole).1, 0);
    for shared in [139, 130, 128, 127, 70, 64, 63, 5, 1] {
        let mut other = whole[..shared].to_vec();
        other.extend([(whole[shared.min(139)] + 1) % 300, 3]);
        assert_eq!(ask(&mut scheduler, &model, &cpu, &other).1, shared, "{shared}");
    }
    assert_eq!(ask(&mut scheduler, &model, &cpu, &whole).1, 139, "the last token's logits are wanted");
    // What was generated is found, too: all but the last token, which nobody computed.
    let (said, _) = ask(&mut scheduler, &model, &cpu, &whole);
    let next = [&whole[..], &said, &[7, 8, 9]].concat();
    assert!(ask(&mut scheduler, &model, &cpu, &next).1 >= 140 + said.len() - 1);
    assert_no_leak(&mut scheduler);
}

#[test]
fn of_many_beginnings_the_one_used_longest_ago_goes_first() {
    let (model, cpu) = (model(8), cpu());
    // Three texts of two pages each fit; the fourth needs room.
    let mut scheduler = scheduler(&model, 6);
    let texts: Vec<Vec<u32>> = (1..5).map(|first| prompt(first, 100)).collect();
    for text in &texts[..3] {
        assert_eq!(ask(&mut scheduler, &model, &cpu, text).1, 0);
    }
    assert_eq!(ask(&mut scheduler, &model, &cpu, &texts[0]).1, 99);
    assert_eq!(ask(&mut scheduler, &model, &cpu, &texts[3]).1, 0);
    assert_eq!(ask(&mut scheduler, &model, &cpu, &texts[0]).1, 99, "used a moment ago");
    assert_eq!(ask(&mut scheduler, &model, &cpu, &texts[3]).1, 99);
    assert!(ask(&mut scheduler, &model, &cpu, &texts[1]).1 <= 64, "the oldest made room, its end first");
}

#[test]
fn equal_prompts_side_by_side_are_computed_once() {
    let (model, cpu) = (model(9), cpu());
    let mut scheduler = scheduler(&model, 16);
    let text = prompt(2, 130);
    let sampling = |seed| Sampling { seed, temperature: 1.5, max_tokens: 12, ..as_recorded() };
    let ids: Vec<RequestId> =
        (0..6).map(|seed| scheduler.submit(Request::generate(text.clone(), sampling(seed))).unwrap()).collect();
    let ended = drain(&mut scheduler, &model, &cpu);
    for (seed, id) in (0..).zip(ids) {
        let alone = alone(&model, &cpu, Request::generate(text.clone(), sampling(seed)));
        assert_eq!(ended.finished(id).tokens, alone.finished(FIRST).tokens);
        assert_eq!(ended.finished(id).cached_tokens, if seed == 0 { 0 } else { 128 });
    }
    assert_no_leak(&mut scheduler);
}

#[test]
fn pages_of_other_weights_are_not_found() {
    let (mut model, cpu) = (model(10), cpu());
    let mut scheduler = scheduler(&model, 10);
    let text = prompt(3, 140);
    let (before, _) = ask(&mut scheduler, &model, &cpu, &text);
    // A request is under way while the weights change: nothing of it may be found later.
    scheduler.submit(Request::generate(prompt(4, 60), Sampling::greedy(30))).unwrap();
    let mut ended = Ended::default();
    for _ in 0..3 {
        ended.take(scheduler.step(&model, &cpu).unwrap());
    }
    model.weights_mut()[3].edit(&cpu, |values| values.iter_mut().for_each(|value| *value *= 1.5));
    drain_into(&mut ended, &mut scheduler, &model, &cpu);
    let (after, cached) = ask(&mut scheduler, &model, &cpu, &text);
    assert_eq!(cached, 0);
    assert_ne!(before, after);
    assert_eq!(ask(&mut scheduler, &model, &cpu, &prompt(4, 60)).1, 0);
    assert_eq!(ask(&mut scheduler, &model, &cpu, &text).1, 139);
    assert_no_leak(&mut scheduler);
}
