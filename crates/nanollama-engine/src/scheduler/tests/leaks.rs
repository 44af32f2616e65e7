//! Any order of submitting, stepping, cancelling and appending, in caches that are too small: no page is lost, and whoever
//! finishes has what it would have alone.

use super::*;
use crate::Draft;

/// Guesses what came before, like one who repeats.
struct Echo;

impl Draft for Echo {
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32> {
        tokens.iter().rev().take(most.min(4)).copied().collect()
    }
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A prompt that shares its beginning with some others, now and then with a token that breaks the model.
fn prompt(dice: &mut Dice) -> Vec<u32> {
    let (family, length) = (dice.below(3) as u32, 1 + dice.below(150));
    let mut prompt: Vec<u32> = (0..length as u32).map(|i| (i * 7 + family * 90) % 290).collect();
    let own = dice.below(length) as usize;
    for id in &mut prompt[own..] {
        *id = (*id + dice.below(20) as u32) % 290;
    }
    if dice.below(12) == 0 {
        prompt[own] = 299;
    }
    prompt
}

#[test]
fn no_order_of_events_loses_a_page() {
    let cpu = cpu();
    let mut model = model(17);
    let width = model.config().dim;
    model.weights_mut()[0].edit(&cpu, |values| values[299 * width..300 * width].fill(f32::NAN));
    for seed in 0..24 {
        let mut dice = Dice(seed);
        let pages = 3 + dice.below(6) as usize;
        let mut scheduler = scheduler(&model, pages);
        let mut wanted: Vec<(RequestId, Vec<u32>, Sampling)> = Vec::new();
        let (mut ended, mut touched) = (Ended::default(), Vec::new());
        for _ in 0..80 {
            match dice.below(10) {
                0 | 1 => {
                    let (prompt, max_tokens) = (prompt(&mut dice), dice.below(60) as usize);
                    let temperature = dice.below(2) as f32;
                    let sampling = Sampling { temperature, max_tokens, seed, ..as_recorded() };
                    let draft = (dice.below(3) == 0).then(|| Box::new(Echo) as Box<dyn Draft>);
                    let generate = Generate { draft, ..Generate::new(sampling.clone()) };
                    let id = scheduler.submit(generate.request(prompt.clone())).unwrap();
                    wanted.push((id, prompt, sampling));
                }
                2 => {
                    let text = prompt(&mut dice);
                    let from = 1 + dice.below(text.len() as u64 + 2) as usize;
                    scheduler.submit(Request::score(text, from)).unwrap();
                }
                3 if !wanted.is_empty() => {
                    let id = wanted[dice.below(wanted.len() as u64) as usize].0;
                    touched.push(id);
                    if dice.below(2) == 0 {
                        scheduler.cancel(id);
                    } else {
                        let _ = scheduler.append(id, &[3, 4, 5]);
                    }
                }
                _ => ended.take(scheduler.step(&model, &cpu).unwrap()),
            }
            let held: usize = scheduler.running.iter().map(|session| session.sequence.pages().len()).sum();
            let (available, all) = scheduler.available_pages();
            assert!(available + held >= all, "{available} available and {held} held of {all}: some are lost");
        }
        drain_into(&mut ended, &mut scheduler, &model, &cpu);
        assert_no_leak(&mut scheduler);
        for (id, prompt, sampling) in wanted.into_iter().filter(|(id, ..)| !touched.contains(id)) {
            let alone = alone(&model, &cpu, Request::generate(prompt, sampling));
            match &ended.events[&id] {
                Event::Finished { finished, .. } => assert_eq!(finished.tokens, alone.finished(FIRST).tokens),
                Event::Failed { error, .. } => assert_eq!(error.to_string(), alone.error(FIRST).to_string()),
                other => panic!("{other:?}"),
            }
        }
    }
}
