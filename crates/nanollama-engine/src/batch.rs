//! Many generations at once: every step computes one row for each text that is being continued and some rows of prompts that
//! wait, so a step's cost is shared. Each text gets the bits that it would get alone.

use std::ops::ControlFlow;
use std::time::Instant;

use nanollama_model::{Feed, Sequence, Wanted};

use crate::continuation::{Continuation, Finished};
use crate::engine::{Engine, PREFILL_ROWS};
use crate::error::Result;
use crate::sampling::Sampling;
use nanollama_kernel::rows::PAGE;

/// One generation to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The prompt's tokens.
    pub prompt: Vec<u32>,
    /// How to continue it.
    pub sampling: Sampling,
}

/// A request that has begun.
struct Active<'a> {
    index: usize,
    text: Continuation,
    sequence: Sequence,
    /// Prompt tokens that are computed already; all of them: the newest token is next.
    fed: usize,
    prompt: &'a [u32],
    /// Tokens of the cache that are set aside for it.
    reserved: usize,
    prefill_seconds: f64,
}

impl Active<'_> {
    fn pending(&self) -> &[u32] {
        if self.fed < self.prompt.len() { &self.prompt[self.fed..] } else { self.text.last() }
    }
}

impl Engine<'_> {
    /// Does all requests, as many at once as the cache holds ([`crate::Options::sequences`]). `on_finished` is told of each
    /// as it ends, by its index, and says whether to go on.
    ///
    /// The results are those of [`Engine::generate`] one by one, bit for bit, in the order of the requests; those not done
    /// when `on_finished` broke off are missing (`None`).
    ///
    /// # Errors
    /// As [`Engine::generate`], for any request, before anything is computed.
    pub fn generate_batch(
        &mut self,
        requests: &[Request],
        mut on_finished: impl FnMut(usize, &Finished) -> ControlFlow<()>,
    ) -> Result<Vec<Option<Finished>>> {
        for request in requests {
            request.sampling.validate()?;
            self.check_prompt(&request.prompt)?;
        }
        self.clear_cache();
        let mut active: Vec<Active<'_>> = Vec::new();
        let mut done = vec![None; requests.len()];
        let outcome = self.run_batch(requests, &mut active, &mut done, &mut on_finished);
        for left in active {
            self.cache.release(left.sequence);
        }
        outcome.map(|()| done)
    }

    fn run_batch<'r>(
        &mut self,
        requests: &'r [Request],
        active: &mut Vec<Active<'r>>,
        done: &mut [Option<Finished>],
        on_finished: &mut dyn FnMut(usize, &Finished) -> ControlFlow<()>,
    ) -> Result<()> {
        let begun = Instant::now();
        let mut waiting = requests.iter().enumerate();
        let mut next = waiting.next();
        let mut free = self.capacity;
        loop {
            while let Some((index, request)) = next {
                let text =
                    Continuation::new(&self.tokenizer, &self.ends, &request.prompt, &request.sampling, self.context);
                let reserved = text.room().next_multiple_of(PAGE);
                if reserved > free {
                    break;
                }
                free -= reserved;
                let prompt = &request.prompt;
                active.push(Active {
                    index,
                    text,
                    sequence: Sequence::default(),
                    fed: 0,
                    prompt,
                    reserved,
                    prefill_seconds: 0.0,
                });
                next = waiting.next();
            }
            self.step_batch(active, begun)?;
            let mut at = 0;
            while at < active.len() {
                if active[at].text.reason.is_none() {
                    at += 1;
                    continue;
                }
                let ended = active.remove(at);
                free += ended.reserved;
                self.cache.release(ended.sequence);
                let seconds = begun.elapsed().as_secs_f64() - ended.prefill_seconds;
                let finished = ended.text.finished(0, ended.prefill_seconds, seconds);
                let flow = on_finished(ended.index, &finished);
                done[ended.index] = Some(finished);
                if flow.is_break() {
                    return Ok(());
                }
            }
            if active.is_empty() && next.is_none() {
                return Ok(());
            }
        }
    }

    /// Computes one step of all that have begun: a row a text, and prompts as far as the budget of rows goes.
    fn step_batch(&mut self, active: &mut [Active<'_>], begun: Instant) -> Result<()> {
        let mut budget = PREFILL_ROWS;
        let mut rows = Vec::with_capacity(active.len());
        for one in active.iter() {
            let count = match one.text.reason {
                Some(_) => 0,
                None => one.pending().len().min(budget),
            };
            budget -= count;
            rows.push(count);
        }
        let mut feeds = Vec::with_capacity(active.len());
        for (one, &count) in active.iter_mut().zip(&rows).filter(|(_, count)| **count > 0) {
            let pending = if one.fed < one.prompt.len() { &one.prompt[one.fed..] } else { one.text.last() };
            let wanted = if count == pending.len() { Wanted::Last } else { Wanted::None };
            feeds.push(Feed { sequence: &mut one.sequence, tokens: &pending[..count], wanted });
        }
        if feeds.is_empty() {
            return Ok(());
        }
        let logits = self.decoder.run(&self.model, &*self.kernels, &mut self.cache, &mut feeds)?;
        let mut logits = logits.chunks_exact(self.model.config().vocabulary);
        for (one, &count) in active.iter_mut().zip(&rows).filter(|(_, count)| **count > 0) {
            let whole = count == one.pending().len();
            let first = one.fed < one.prompt.len();
            one.fed += if first { count } else { 0 };
            if !whole {
                continue;
            }
            if first {
                one.prefill_seconds = begun.elapsed().as_secs_f64();
            }
            one.text.step(logits.next().expect("one row for each feed that wanted its last"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
