//! Several answers to each question of a task, sampled: the share that is right estimates pass@1, the share of questions with a
//! right one is pass@N (Chen et al. 2021).

use nanollama_engine::{Prompts, Request, Task};

use super::extras::Extras;
use crate::error::{Error, Result};
use crate::writing::Writing;

/// Tokens that an answer is sampled from: nanochat's.
const TOP_K: usize = 50;

/// A task whose questions are asked several times each.
pub(crate) struct Sampled {
    task: Box<dyn Writing>,
    samples: usize,
    temperature: f32,
}

impl Sampled {
    /// The task as it is asked: once and for the likeliest answer, or so.
    ///
    /// # Errors
    /// [`Error::Setting`] for several answers that would all be the likeliest.
    pub(crate) fn of(task: Box<dyn Writing>, extras: &Extras) -> Result<Box<dyn Writing>> {
        let Extras { samples, temperature, .. } = *extras;
        if samples > 1 && temperature == 0.0 {
            let (task, value) = (task.name().into(), samples.to_string());
            let wanted = "at temperature 0 all answers to a question are the same".into();
            return Err(Error::Setting { task, setting: "samples", value, wanted });
        }
        Ok(if samples == 1 && temperature == 0.0 { task } else { Box::new(Sampled { task, samples, temperature }) })
    }
}

impl Writing for Sampled {
    fn name(&self) -> &str {
        self.task.name()
    }

    fn len(&self) -> usize {
        self.task.len() * self.samples
    }

    fn request(&self, index: usize, prompts: &Prompts) -> Result<Request> {
        let mut request = self.task.request(index / self.samples, prompts)?;
        if let Task::Generate(generate) = &mut request.task {
            generate.sampling.temperature = self.temperature;
            generate.sampling.top_k = TOP_K;
            generate.sampling.seed = index as u64;
        }
        Ok(request)
    }

    fn number(&self, index: usize) -> usize {
        self.task.number(index / self.samples)
    }

    fn grade(&self, index: usize, text: &str) -> Result<bool> {
        self.task.grade(index / self.samples, text)
    }
}
