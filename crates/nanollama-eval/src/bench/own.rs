//! A task of the user's own: a folder with a `task.toml` (`nanollama-data`), asked in chat and judged by its own grader.

use std::path::Path;

use nanollama_data::Exercises;
use nanollama_engine::{Calculator, Generate, Prompts, Request, Sampling};

use crate::error::{Error, Result};
use crate::question::spread;
use crate::writing::Writing;

/// Tokens of an answer.
const ANSWER: usize = 512;

/// The task.
pub(crate) struct Own {
    exercises: Exercises,
    order: Vec<usize>,
}

impl Own {
    /// Opens what of it is measured on.
    pub(crate) fn open(folder: &Path, most: Option<usize>) -> Result<Own> {
        let exercises = Exercises::open(folder, (0.0, 0))?;
        if exercises.test.is_empty() {
            let task = folder.display().to_string();
            return Err(Error::Missing { task, folder: folder.into(), wanted: "test.jsonl".into() });
        }
        Ok(Own { order: spread(exercises.test.len(), most), exercises })
    }
}

impl Writing for Own {
    fn name(&self) -> &str {
        &self.exercises.name
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn request(&self, index: usize, prompts: &Prompts) -> Result<Request> {
        let prompt = prompts.chat(&self.exercises.test[self.order[index]].question)?;
        let guide = Calculator::guide(prompts.tokenizer());
        Ok(Generate { guide, ..Generate::new(Sampling::greedy(ANSWER)) }.request(prompt))
    }

    fn number(&self, index: usize) -> usize {
        self.order[index]
    }

    fn grade(&self, index: usize, text: &str) -> Result<bool> {
        let right = &self.exercises.test[self.order[index]].right;
        Ok(self.exercises.grader.is_right(text, right)?)
    }
}
