//! Schedulers over small random models, driven step by step.

use std::collections::HashMap;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_model::Model;

use super::*;
use crate::finished::Reason;
use crate::request::Generate;
use crate::sampling::Sampling;
use crate::testing::{as_recorded, model, requests, scheduler};
use crate::weighed::Weighed;

mod adapters;
mod calls;
mod exactness;
mod guides;
mod leaks;
mod ngrams;
mod reports;
mod sharing;

fn cpu() -> Cpu {
    Cpu::new(Pool::new(2))
}

/// Schedulers and engines can be moved to a thread of their own.
#[test]
fn they_can_be_sent() {
    fn send<T: Send>() {}
    send::<Scheduler>();
    send::<crate::Engine>();
}

/// The last event of each request that ends, by id. Streamed text is checked against the final text.
#[derive(Default)]
struct Ended {
    events: HashMap<RequestId, Event>,
    texts: HashMap<RequestId, String>,
    tokens: HashMap<RequestId, Vec<Weighed>>,
}

impl Ended {
    fn take(&mut self, events: Vec<Event>) {
        for event in events {
            let id = match &event {
                Event::Text { id, text } => {
                    assert!(!text.is_empty() && !self.events.contains_key(id));
                    self.texts.entry(*id).or_default().push_str(text);
                    continue;
                }
                Event::Tokens { id, tokens } => {
                    assert!(!tokens.is_empty() && !self.events.contains_key(id));
                    self.tokens.entry(*id).or_default().extend_from_slice(tokens);
                    continue;
                }
                Event::Finished { id, finished } => {
                    assert_eq!(self.texts.get(id).cloned().unwrap_or_default(), finished.text);
                    *id
                }
                Event::Scored { id, .. } | Event::Failed { id, .. } => *id,
            };
            assert!(self.events.insert(id, event).is_none(), "a request ends once");
        }
    }

    fn finished(&self, id: RequestId) -> &Finished {
        match &self.events[&id] {
            Event::Finished { finished, .. } => finished,
            other => panic!("{other:?}"),
        }
    }

    fn logprobs(&self, id: RequestId) -> &[f32] {
        match &self.events[&id] {
            Event::Scored { logprobs, .. } => logprobs,
            other => panic!("{other:?}"),
        }
    }

    fn error(&self, id: RequestId) -> &Error {
        match &self.events[&id] {
            Event::Failed { error, .. } => error,
            other => panic!("{other:?}"),
        }
    }
}

/// Steps until nothing is under way.
fn drain(scheduler: &mut Scheduler, model: &Model, cpu: &Cpu) -> Ended {
    let mut ended = Ended::default();
    drain_into(&mut ended, scheduler, model, cpu);
    ended
}

/// As [`drain`], behind events that came before.
fn drain_into(ended: &mut Ended, scheduler: &mut Scheduler, model: &Model, cpu: &Cpu) {
    for _ in 0..20_000 {
        if scheduler.is_idle() {
            return;
        }
        ended.take(scheduler.step(model, cpu).unwrap());
    }
    panic!("it never ends");
}

/// What a request gives in a scheduler of its own with room for everything.
fn alone(model: &Model, cpu: &Cpu, request: Request) -> Ended {
    let mut scheduler = scheduler(model, 64);
    scheduler.submit(request).unwrap();
    drain(&mut scheduler, model, cpu)
}

const FIRST: RequestId = RequestId(0);

/// All pages are free or kept for texts to come, and free once those are forgotten.
fn assert_no_leak(scheduler: &mut Scheduler) {
    assert!(scheduler.is_idle());
    let (available, all) = scheduler.available_pages();
    assert_eq!(available, all);
    scheduler.forget_prefixes();
    assert_eq!(scheduler.pages.cache.free_pages(), all);
}
