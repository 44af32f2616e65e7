//! Tasks whose answers a model writes, and how they are put to it: many side by side, each graded when it ends.

use std::ops::ControlFlow;

use nanollama_engine::{Outcome, Request, Task, Worker};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::scoring::Tokens;

/// A task whose answers are written.
pub trait Writing {
    /// Its name.
    fn name(&self) -> &str;

    /// How many questions it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a model is asked.
    ///
    /// # Errors
    /// When its row is not right, or the model cannot be asked so.
    fn request(&self, index: usize, prompts: &nanollama_engine::Prompts) -> Result<Request>;

    /// The row of the file, from 0.
    fn number(&self, index: usize) -> usize;

    /// Whether what was written is right.
    ///
    /// # Errors
    /// When its row is not right.
    fn grade(&self, index: usize, text: &str) -> Result<bool>;
}

/// An answer that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// The row of the file, from 0.
    pub number: usize,
    /// What was written.
    pub text: String,
    /// The judgement.
    pub right: bool,
}

/// Puts all questions of a task to a model that `worker` has, but those that are `known`, by their places and what was asked. `done` is
/// called with each that is answered (what was asked, its answer, its tokens: those computed since the last one), and says whether to go
/// on; None where it did not.
///
/// # Errors
/// [`Writing::request`]'s and [`Writing::grade`]'s, and what the model reports.
pub fn write(
    task: &dyn Writing,
    known: &mut dyn FnMut(usize, &[u32]) -> Option<Written>,
    worker: &mut Worker<'_>,
    done: &mut dyn FnMut(&[u32], &Written, Tokens) -> bool,
) -> Result<Option<Vec<Written>>> {
    let mut written: Vec<Option<Written>> = vec![None; task.len()];
    let (mut places, mut questions, mut requests) = (Vec::new(), Vec::new(), Vec::new());
    for (index, written) in written.iter_mut().enumerate() {
        let request = task.request(index, worker.prompts())?;
        let question = asked(&request);
        *written = known(index, &question);
        if written.is_none() {
            places.push(index);
            questions.push((question, request.tokens.len() as u64));
            requests.push(request);
        }
    }
    let mut before = worker.computed();
    let (mut failed, mut stopped) = (None, false);
    worker.batch(requests, &mut |at, outcome, computed| {
        let (index, (question, prompt)) = (places[at], &questions[at]);
        let mut asked = *prompt;
        let graded = outcome.map_err(Into::into).and_then(|outcome| {
            if let Outcome::Text(finished) = &outcome {
                asked += finished.tokens.len() as u64;
            }
            let text = outcome.text().to_owned();
            Ok(Written { number: task.number(index), right: task.grade(index, &text)?, text })
        });
        match graded {
            Ok(graded) => {
                let tokens = Tokens { asked, computed: computed - before };
                before = computed;
                stopped = !done(question, &graded, tokens);
                written[index] = Some(graded);
            }
            Err(error) => failed = Some(error),
        }
        if failed.is_some() || stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    match failed {
        Some(error) => Err(error),
        None if stopped => Ok(None),
        None => Ok(Some(written.into_iter().flatten().collect())),
    }
}

/// What tells a request from all others of a task: its prompt, how long its answer may be, and how it is sampled.
fn asked(request: &Request) -> Vec<u32> {
    let mut words = request.tokens.clone();
    if let Task::Generate(generate) = &request.task {
        let sampling = &generate.sampling;
        words.extend([sampling.max_tokens as u32, sampling.temperature.to_bits()]);
        if sampling.temperature > 0.0 {
            words.extend([sampling.seed as u32, (sampling.seed >> 32) as u32]);
        }
    }
    words
}
