//! A change of a template's text.

use std::borrow::Cow;

/// Replaces `length` bytes at `at`.
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) text: Cow<'static, str>,
}

impl Edit {
    /// Puts `text` in at `at`.
    pub(super) fn insert(at: usize, text: impl Into<Cow<'static, str>>) -> Edit {
        Edit { at, length: 0, text: text.into() }
    }
}
