//! A question with options, as ARC, HellaSwag and MMLU have them, and tasks that are lists of such.

use std::sync::Arc;

use nanollama_engine::Prompts;

use crate::case::Case;
use crate::error::Result;
use crate::rule::Rule;
use crate::scoring::Choices;

/// A question, its options, and the right one.
pub(crate) struct Question {
    /// The row of its file, from 0.
    pub(crate) number: usize,
    /// What stands before it: a description, examples.
    pub(crate) before: Arc<str>,
    pub(crate) text: String,
    /// What options are called.
    pub(crate) letters: Vec<String>,
    pub(crate) options: Vec<String>,
    pub(crate) gold: usize,
}

impl Question {
    /// The letters of `count` options: A, B, C …
    pub(crate) fn letters(count: usize) -> Vec<String> {
        ('A'..='Z').take(count).map(String::from).collect()
    }
}

/// How a question becomes a case.
pub(crate) type Render = fn(&str, &Question, &Prompts, usize) -> Result<Case>;

/// A task that is a list of questions.
pub(crate) struct Questions {
    pub(crate) name: &'static str,
    pub(crate) questions: Vec<Question>,
    pub(crate) render: Render,
    pub(crate) rules: &'static [Rule],
    /// How often guessing is right.
    pub(crate) chance: f64,
}

impl Choices for Questions {
    fn name(&self) -> &str {
        self.name
    }

    fn len(&self) -> usize {
        self.questions.len()
    }

    fn case(&self, index: usize, prompts: &Prompts, context: usize) -> Result<Case> {
        (self.render)(self.name, &self.questions[index], prompts, context)
    }

    fn rules(&self) -> &'static [Rule] {
        self.rules
    }

    fn chance(&self) -> Option<f64> {
        Some(self.chance)
    }
}

/// So many of `count` rows at equal distances, so that a few rows stand for all subjects of a file: number i is row
/// ⌊i · count / most⌋.
pub(crate) fn spread(count: usize, most: Option<usize>) -> Vec<usize> {
    let most = most.unwrap_or(count).min(count);
    (0..most).map(|at| at * count / most).collect()
}
