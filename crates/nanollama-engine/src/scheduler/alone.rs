//! One request from its beginning to its end, for callers who have no other.

use std::ops::ControlFlow;

use nanollama_kernel::device::Device;
use nanollama_model::Model;

use super::Scheduler;
use crate::error::Result;
use crate::event::Event;
use crate::finished::Finished;
use crate::request::{Generate, Request};

/// What a request came to.
enum Outcome {
    Finished(Finished),
    Scored(Vec<f32>),
}

impl Scheduler {
    /// Continues a prompt. `on_text` is given each piece of text as soon as it is clear and says whether to go on. Events of
    /// other requests that are under way are lost.
    ///
    /// # Errors
    /// What [`Scheduler::submit`] and [`Scheduler::step`] report, and the failure of the request.
    pub fn generate(
        &mut self,
        model: &Model,
        device: &dyn Device,
        prompt: Vec<u32>,
        generate: Generate,
        on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Finished> {
        match self.run_to_end(model, device, generate.request(prompt), on_text)? {
            Outcome::Finished(finished) => Ok(finished),
            Outcome::Scored(_) => unreachable!("a generation is not scored"),
        }
    }

    /// ln p(tokens\[t\] | tokens\[..t\]) for each t in `from..`.
    ///
    /// # Errors
    /// As [`Scheduler::generate`].
    pub fn score(&mut self, model: &Model, device: &dyn Device, tokens: Vec<u32>, from: usize) -> Result<Vec<f32>> {
        match self.run_to_end(model, device, Request::score(tokens, from), |_| ControlFlow::Continue(()))? {
            Outcome::Scored(logprobs) => Ok(logprobs),
            Outcome::Finished(_) => unreachable!("a scoring generates nothing"),
        }
    }

    fn run_to_end(
        &mut self,
        model: &Model,
        device: &dyn Device,
        request: Request,
        mut on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Outcome> {
        let this = self.submit(request)?;
        loop {
            let events = self.step(model, device).inspect_err(|_| drop(self.cancel(this)))?;
            let mut flow = ControlFlow::Continue(());
            for event in events {
                match event {
                    Event::Text { id, text } if id == this => flow = on_text(&text),
                    Event::Finished { id, finished } if id == this => return Ok(Outcome::Finished(finished)),
                    Event::Scored { id, logprobs, .. } if id == this => return Ok(Outcome::Scored(logprobs)),
                    Event::Failed { id, error } if id == this => return Err(error),
                    _ => {}
                }
            }
            if flow.is_break()
                && let Some(finished) = self.cancel(this)
            {
                return Ok(Outcome::Finished(finished));
            }
        }
    }
}
