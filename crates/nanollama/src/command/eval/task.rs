//! What a model is asked at once.

use nanollama_eval::bench::Bench;
use nanollama_eval::bench::core::CoreTask;
use nanollama_eval::scoring::Choices;
use nanollama_eval::writing::Writing;

/// One task, or a text.
pub(super) enum Task<'a> {
    /// Of these the list of CORE has some by the names of others.
    Core(&'a CoreTask),
    Choices(&'a dyn Choices),
    Writing(&'a dyn Writing),
    Text,
}

impl<'a> From<&'a Bench> for Task<'a> {
    fn from(bench: &'a Bench) -> Task<'a> {
        match bench {
            Bench::Choices(task) => Task::Choices(&**task),
            Bench::Writing(task) => Task::Writing(&**task),
        }
    }
}
