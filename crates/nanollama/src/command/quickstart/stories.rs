//! What the finished model writes by itself, and how much of that is not simply a sentence of training again.

use std::ops::ControlFlow;

use nanollama_data::town::{Patterns, Town};
use nanollama_engine::{Engine, Request, Sampling};

use crate::print::Printer;

/// Stories that are sampled.
const STORIES: usize = 100;
/// Most tokens of a story.
const TOKENS: usize = 200;

/// How a story's tokens are drawn: what stories are judged by depends on it, so it is stated here and follows no default.
fn drawn(seed: u64) -> Sampling {
    Sampling { temperature: 0.8, top_k: 40, top_p: 0.95, min_p: 0.05, max_tokens: TOKENS, seed, ..Sampling::PLAIN }
}

/// Samples stories from the base model, each from an empty page.
pub(super) fn write(engine: &mut Engine, prompt: &str, seed: u64, printer: &Printer) -> anyhow::Result<Vec<String>> {
    let ids = engine.prompt(prompt)?;
    let requests = (0..STORIES as u64).map(|number| Request::generate(ids.clone(), drawn(seed.wrapping_add(number))));
    let bar = printer.bar(STORIES as u64, "stories");
    let (mut stories, mut failed) = (vec![String::new(); STORIES], None);
    engine.batch(requests, |index, outcome| match outcome {
        Ok(outcome) => {
            bar.inc(1);
            stories[index] = format!("{prompt}{}", outcome.text());
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    bar.finish_and_clear();
    failed.map_or(Ok(stories), |error| Err(error.into()))
}

/// Of the sentences of these stories, the share whose pattern (names, nouns, numbers and places taken out) the first `documents`
/// texts of the town have. Last sentences may be cut off by the length of the sample and are not counted.
pub(super) fn known(stories: &[String], town: &Town, documents: u64, printer: &Printer) -> f64 {
    let bar = printer.bar(documents, "texts looked through");
    let known = Patterns::of_numbered(documents, |number| {
        bar.inc(1);
        town.document(number).text
    });
    bar.finish_and_clear();
    let whole = |story: &String| story.rfind(['.', '!', '?']).map_or(String::new(), |end| story[..=end].to_owned());
    let newness = known.newness(stories.iter().map(whole));
    newness.known_sentences as f64 / newness.sentences.max(1) as f64
}
