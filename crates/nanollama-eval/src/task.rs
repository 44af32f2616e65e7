//! What every task is: items, how they are put to a model, how what comes back is judged.

use std::ops::ControlFlow;

use nanollama_engine::{Engine, Outcome, Request, Result};

/// A list of items that a model is judged by.
pub trait Task {
    /// One thing that is asked.
    type Item;

    /// Its name in reports.
    fn name(&self) -> &str;

    /// All items, in their order.
    fn load(&self) -> Vec<Self::Item>;

    /// What the model must do for an item: a text to continue, several to choose from by their scores, or the same one
    /// several times.
    ///
    /// # Errors
    /// When the model cannot be asked: it has no form of chat, or no token stands for the prompt.
    fn render(&self, item: &Self::Item, engine: &Engine) -> Result<Vec<Request>>;

    /// Whether an item was done rightly, given what became of its requests, in their order.
    fn grade(&self, item: &Self::Item, outcomes: &[Outcome]) -> bool;
}

/// An item, what the model made of it, and the judgement.
#[derive(Debug)]
pub struct Graded<I> {
    /// The item.
    pub item: I,
    /// What became of its requests.
    pub outcomes: Vec<Outcome>,
    /// The judgement.
    pub right: bool,
}

impl<I> Graded<I> {
    /// What was written for the first of its requests; nothing where that was scored.
    pub fn reply(&self) -> &str {
        self.outcomes.first().map_or("", Outcome::text)
    }
}

/// Puts all items of a task to a model, as many side by side as its cache holds. `done` is called with the number of requests
/// that have ended and of all.
///
/// # Errors
/// [`Task::render`]'s; the first request that fails; the device's.
pub fn run<T: Task>(task: &T, engine: &mut Engine, mut done: impl FnMut(usize, usize)) -> Result<Vec<Graded<T::Item>>> {
    let items = task.load();
    let (mut requests, mut counts) = (Vec::new(), Vec::with_capacity(items.len()));
    for item in &items {
        let of_item = task.render(item, engine)?;
        counts.push(of_item.len());
        requests.extend(of_item);
    }
    let all = requests.len();
    let mut outcomes: Vec<Option<Outcome>> = Vec::new();
    outcomes.resize_with(all, || None);
    let (mut ended, mut failed) = (0, None);
    engine.batch(requests, |index, outcome| match outcome {
        Ok(outcome) => {
            outcomes[index] = Some(outcome);
            ended += 1;
            done(ended, all);
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut outcomes = outcomes.into_iter().flatten();
    let graded = items.into_iter().zip(counts).map(|(item, count)| {
        let outcomes: Vec<Outcome> = outcomes.by_ref().take(count).collect();
        let right = task.grade(&item, &outcomes);
        Graded { item, outcomes, right }
    });
    Ok(graded.collect())
}
