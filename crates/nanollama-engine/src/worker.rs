//! A scheduler at work, borrowed with what it works on: an engine's own, or one over a model that is being trained.

use std::ops::ControlFlow;

use nanollama_kernel::device::Device;
use nanollama_model::Model;

use crate::error::Result;
use crate::event::Event;
use crate::outcome::Outcome;
use crate::prompts::Prompts;
use crate::request::{Request, RequestId};
use crate::scheduler::Scheduler;

/// What questions are put to.
pub struct Worker<'a> {
    scheduler: &'a mut Scheduler,
    model: &'a Model,
    device: &'a dyn Device,
    prompts: &'a Prompts,
}

impl<'a> Worker<'a> {
    /// A scheduler over `model` (packed), which was made for its shape.
    pub fn new(
        scheduler: &'a mut Scheduler,
        model: &'a Model,
        device: &'a dyn Device,
        prompts: &'a Prompts,
    ) -> Worker<'a> {
        Worker { scheduler, model, device, prompts }
    }

    /// What makes prompts for this model.
    pub fn prompts(&self) -> &'a Prompts {
        self.prompts
    }

    /// Longest text in tokens, prompt included.
    pub fn context(&self) -> usize {
        self.scheduler.context()
    }

    /// As [`Scheduler::computed`].
    pub fn computed(&self) -> u64 {
        self.scheduler.computed()
    }

    /// Takes a request; [`Worker::step`] works on it.
    ///
    /// # Errors
    /// As [`Scheduler::submit`].
    pub fn submit(&mut self, request: Request) -> Result<RequestId> {
        self.scheduler.submit(request)
    }

    /// Computes one step of all requests under way, and reports what came of it.
    ///
    /// # Errors
    /// When the device fails. The step can be tried again then.
    pub fn step(&mut self) -> Result<Vec<Event>> {
        self.scheduler.step(self.model, self.device)
    }

    /// Does many requests side by side. `on_done` is given each as it ends, by its index among the requests and with the tokens
    /// computed until then, and says whether to go on. A request that fails does not disturb the others.
    ///
    /// The results are those of the requests one by one, bit for bit.
    ///
    /// # Errors
    /// When the device fails.
    pub fn batch(
        &mut self,
        requests: Vec<Request>,
        on_done: &mut dyn FnMut(usize, Result<Outcome>, u64) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut under_way: Vec<(RequestId, usize)> = Vec::new();
        for (index, request) in requests.into_iter().enumerate() {
            match self.scheduler.submit(request) {
                Ok(id) => under_way.push((id, index)),
                Err(error) => {
                    if on_done(index, Err(error), self.computed()).is_break() {
                        self.cancel(&under_way);
                        return Ok(());
                    }
                }
            }
        }
        while !under_way.is_empty() {
            let events = match self.step() {
                Ok(events) => events,
                Err(error) => {
                    self.cancel(&under_way);
                    return Err(error);
                }
            };
            for event in events {
                let (id, outcome) = match event {
                    Event::Finished { id, finished } => (id, Ok(Outcome::Text(finished))),
                    Event::Scored { id, logprobs, .. } => (id, Ok(Outcome::Scores(logprobs))),
                    Event::Failed { id, error } => (id, Err(error)),
                    Event::Text { .. } | Event::Tokens { .. } => continue,
                };
                let Some(place) = under_way.iter().position(|(other, _)| *other == id) else { continue };
                let (_, index) = under_way.remove(place);
                if on_done(index, outcome, self.computed()).is_break() {
                    self.cancel(&under_way);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn cancel(&mut self, requests: &[(RequestId, usize)]) {
        for &(id, _) in requests {
            self.scheduler.cancel(id);
        }
    }
}
