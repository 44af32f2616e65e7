//! What a model is asked at once.

use nanollama_eval::Asks;

/// One task by its name in reports, or a text.
#[derive(Clone, Copy)]
pub(super) enum Task<'a> {
    Asks(&'a str, Asks<'a>),
    Text,
}
