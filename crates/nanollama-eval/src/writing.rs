//! Tasks whose answers a model writes, and how they are put to it: many side by side, each graded when it ends.

use std::ops::ControlFlow;

use nanollama_engine::{Engine, Outcome, Request};

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
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The row of the file, from 0.
    pub number: usize,
    /// What was written.
    pub text: String,
    /// The judgement.
    pub right: bool,
}

/// Puts all questions of a task to a model. `done` is called with how many are answered, and says whether to go on; None where it
/// did not.
///
/// # Errors
/// [`Writing::request`]'s and [`Writing::grade`]'s, and what the model reports.
pub fn write(
    task: &dyn Writing,
    engine: &mut Engine,
    done: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<(Vec<Written>, Tokens)>> {
    let requests = (0..task.len()).map(|index| task.request(index, engine.prompts())).collect::<Result<Vec<_>>>()?;
    let (mut asked, before) = (requests.iter().map(|it| it.tokens.len() as u64).sum::<u64>(), engine.computed());
    let mut written: Vec<Option<Written>> = vec![None; requests.len()];
    let (mut ended, mut failed, mut stopped) = (0, None, false);
    engine.batch(requests, |index, outcome| {
        let graded = outcome.map_err(Into::into).and_then(|outcome| {
            if let Outcome::Text(finished) = &outcome {
                asked += finished.tokens.len() as u64;
            }
            let text = outcome.text().to_owned();
            Ok(Written { number: task.number(index), right: task.grade(index, &text)?, text })
        });
        match graded {
            Ok(graded) => written[index] = Some(graded),
            Err(error) => failed = Some(error),
        }
        ended += 1;
        stopped = failed.is_none() && !done(ended);
        if failed.is_some() || stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    match failed {
        Some(error) => Err(error),
        None if stopped => Ok(None),
        None => {
            let tokens = Tokens { asked, computed: engine.computed() - before };
            Ok(Some((written.into_iter().flatten().collect(), tokens)))
        }
    }
}
