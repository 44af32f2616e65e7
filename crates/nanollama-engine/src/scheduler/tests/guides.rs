//! Guides and drafts: what is forbidden never comes, what is forced does, and drafted change nothing.

use std::sync::{Arc, Mutex};

use super::*;
use crate::{Draft, Guide, TokenSet};

/// Allows ids of the parity of the tokens seen, and forces some behind a token.
#[derive(Default)]
pub(super) struct Parity {
    pub(super) seen: Arc<Mutex<Vec<u32>>>,
    force: Option<(usize, Vec<u32>)>,
}

impl Guide for Parity {
    fn restrict(&mut self, allowed: &mut TokenSet) {
        let odd = self.seen.lock().unwrap().len() as u32 % 2;
        (0..allowed.size() as u32).filter(|id| id % 2 != odd).for_each(|id| allowed.remove(id));
    }
    fn accept(&mut self, token: u32) {
        self.seen.lock().unwrap().push(token);
    }
    fn roll_back(&mut self, count: usize) {
        let mut seen = self.seen.lock().unwrap();
        let length = seen.len() - count;
        seen.truncate(length);
    }
    fn forced(&mut self) -> Vec<u32> {
        let due = self.force.as_ref().is_some_and(|(after, _)| self.seen.lock().unwrap().len() == *after);
        if due { self.force.take().map(|(_, tokens)| tokens).unwrap_or_default() } else { Vec::new() }
    }
}

/// Allows nothing from some length on.
struct Dead(usize);

impl Guide for Dead {
    fn restrict(&mut self, allowed: &mut TokenSet) {
        if self.0 == 0 {
            allowed.clear();
        }
    }
    fn accept(&mut self, _: u32) {
        self.0 = self.0.saturating_sub(1);
    }
    fn roll_back(&mut self, count: usize) {
        self.0 += count;
    }
}

/// Knows what will come, and errs at every `wrong`-th token.
struct Oracle {
    all: Vec<u32>,
    wrong: usize,
}

impl Draft for Oracle {
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32> {
        let rest = self.all.get(tokens.len()..).unwrap_or_default().iter().zip(tokens.len()..);
        let guess = |(&id, at): (&u32, usize)| if at.is_multiple_of(self.wrong) { (id + 1) % 300 } else { id };
        rest.map(guess).take(most.min(7)).collect()
    }
}

fn sampling(temperature: f32) -> Sampling {
    Sampling { temperature, max_tokens: 50, seed: 3, ..as_recorded() }
}

fn steps(scheduler: &mut Scheduler, model: &Model, cpu: &Cpu) -> (Ended, usize) {
    let (mut ended, mut steps) = (Ended::default(), 0);
    while !scheduler.is_idle() {
        ended.take(scheduler.step(model, cpu).unwrap());
        steps += 1;
    }
    (ended, steps)
}

#[test]
fn guesses_change_no_token_and_save_steps() {
    let (model, cpu) = (model(13), cpu());
    let prompt: Vec<u32> = (0..60).collect();
    for temperature in [0.0, 1.3] {
        for guided in [false, true] {
            let generate = |draft: Option<Box<dyn Draft>>| {
                let seen = Arc::<Mutex<Vec<u32>>>::default();
                let guide = guided.then(|| Box::new(Parity { seen: Arc::clone(&seen), force: None }) as Box<dyn Guide>);
                let generate = Generate { guide, draft, logprobs: true, ..Generate::new(sampling(temperature)) };
                (generate.request(prompt.clone()), seen)
            };
            let plain = alone(&model, &cpu, generate(None).0);
            let expected = plain.finished(FIRST);
            let all = [&prompt[..], &expected.tokens].concat();
            assert!(expected.tokens.len() > 20);
            for (wrong, pages) in [(1, 20), (2, 20), (5, 20), (1000, 20), (4, 3)] {
                let mut scheduler = scheduler(&model, pages);
                let (request, seen) = generate(Some(Box::new(Oracle { all: all.clone(), wrong })));
                let id = scheduler.submit(request).unwrap();
                let (ended, steps) = steps(&mut scheduler, &model, &cpu);
                let got = ended.finished(id);
                assert_eq!((&got.tokens, &got.text, got.reason), (&expected.tokens, &expected.text, expected.reason));
                assert_eq!(got.logprobs, expected.logprobs);
                assert!(wrong != 1000 || steps * 5 < expected.tokens.len() + 10, "{steps} steps");
                if guided {
                    assert!(got.tokens.iter().enumerate().all(|(at, id)| *id as usize % 2 == at % 2));
                    assert_eq!(*seen.lock().unwrap(), got.tokens, "what was rolled back is gone");
                }
                assert_no_leak(&mut scheduler);
            }
        }
    }
}

#[test]
fn forced_tokens_come_without_being_chosen() {
    let (model, cpu) = (model(14), cpu());
    let prompt = vec![1u32, 2, 3];
    let forced: Vec<u32> = (100..170).collect();
    let guide = Parity { force: Some((4, forced.clone())), ..Parity::default() };
    let generate =
        Generate { guide: Some(Box::new(guide)), logprobs: true, ignore_eos: true, ..Generate::new(sampling(1.0)) };
    let generate = Generate { sampling: Sampling { max_tokens: 90, ..sampling(1.0) }, ..generate };
    let ended = alone(&model, &cpu, generate.request(prompt.clone()));
    let finished = ended.finished(FIRST);
    assert_eq!(finished.tokens.len(), 90);
    let forced_spans =
        |finished: &Finished| finished.forced.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
    assert_eq!(forced_spans(finished), [(4, 74)]);
    assert_eq!(finished.tokens[4..74], forced);
    assert!(finished.logprobs.iter().enumerate().all(|(at, p)| p.is_none() == (4..74).contains(&at)));

    // From outside, between two steps; greedy goes on as from a prompt that ends so.
    let mut scheduler = scheduler(&model, 10);
    let generate = Generate { ignore_eos: true, ..Generate::new(Sampling::greedy(40)) };
    let id = scheduler.submit(generate.request(prompt.clone())).unwrap();
    scheduler.step(&model, &cpu).unwrap();
    scheduler.append(id, &[50, 51, 52]).unwrap();
    assert!(scheduler.append(id, &[50, 5000]).is_err());
    let mut ended = Ended::default();
    while !scheduler.is_idle() {
        for event in scheduler.step(&model, &cpu).unwrap() {
            if let Event::Finished { id, .. } = &event {
                ended.events.insert(*id, event);
            }
        }
    }
    let finished = ended.finished(id);
    assert_eq!((finished.tokens.len(), forced_spans(finished)), (40, vec![(1, 4)]));
    let so_far = [&prompt[..], &finished.tokens[..4]].concat();
    let generate = Generate { ignore_eos: true, ..Generate::new(Sampling::greedy(36)) };
    assert_eq!(alone(&model, &cpu, generate.request(so_far)).finished(FIRST).tokens, finished.tokens[4..]);

    // A guide may begin with forced tokens, and may force more than there is room for.
    let guide = Parity { force: Some((0, (0..300).collect())), ..Parity::default() };
    let generate = Generate { guide: Some(Box::new(guide)), ..Generate::new(Sampling::greedy(500)) };
    let ended = alone(&model, &cpu, generate.request(prompt));
    assert_eq!((ended.finished(FIRST).tokens.len(), ended.finished(FIRST).reason), (157, Reason::Context));
}

#[test]
fn a_guide_that_forbids_everything_fails_its_own_request() {
    let (model, cpu) = (model(15), cpu());
    let mut scheduler = scheduler(&model, 8);
    let mut ids = Vec::new();
    for after in [0, 3, 1000] {
        let generate = Generate { guide: Some(Box::new(Dead(after))), ..Generate::new(sampling(0.0)) };
        let generate = Generate { ignore_eos: true, ..generate };
        ids.push(scheduler.submit(generate.request(vec![4, 5, 6])).unwrap());
    }
    let ended = drain(&mut scheduler, &model, &cpu);
    assert!(matches!(ended.events[&ids[0]], Event::Failed { error: Error::NothingAllowed { position: 3 }, .. }));
    assert!(matches!(ended.events[&ids[1]], Event::Failed { error: Error::NothingAllowed { position: 6 }, .. }));
    let plain = Generate { ignore_eos: true, ..Generate::new(sampling(0.0)) };
    let plain = alone(&model, &cpu, plain.request(vec![4, 5, 6]));
    assert_eq!(ended.finished(ids[2]).tokens, plain.finished(FIRST).tokens);
    assert_no_leak(&mut scheduler);
}
