//! The pages of the cache: those of sequences under way, and those kept because a text to come may begin alike.

use nanollama_kernel::rows::PAGE;
use nanollama_model::{KvCache, Sequence};

use crate::prefixes::{PrefixKey, Prefixes};
use crate::session::Session;

pub(crate) struct Pages {
    pub(crate) cache: KvCache,
    prefixes: Prefixes,
}

impl Pages {
    pub(crate) fn new(cache: KvCache) -> Pages {
        Pages { cache, prefixes: Prefixes::default() }
    }

    /// Tokens that all pages hold.
    pub(crate) fn capacity(&self) -> usize {
        self.cache.pages() * PAGE
    }

    /// Pages that are free or could be.
    pub(crate) fn available(&self) -> usize {
        self.cache.free_pages() + self.prefixes.evictable()
    }

    /// What the cache holds of a session's tokens.
    pub(crate) fn find(&self, key: &PrefixKey, session: &Session) -> Sequence {
        self.prefixes.find(key, &session.tokens, session.reusable())
    }

    /// Notes that a session begins with what [`Pages::find`] finds.
    pub(crate) fn touch(&mut self, key: &PrefixKey, session: &Session) {
        self.prefixes.touch(key, &session.tokens, session.reusable());
    }

    /// Pages that `rows` more tokens take.
    pub(crate) fn missing(&self, sequence: &Sequence, rows: usize) -> usize {
        self.cache.missing_pages(sequence, rows)
    }

    /// Tokens that fit behind `sequence` on `pages` free pages.
    pub(crate) fn fitting(&self, sequence: &Sequence, pages: usize) -> usize {
        let copies = self.missing(sequence, 1) > 0 && !sequence.len().is_multiple_of(PAGE);
        match pages.checked_sub(usize::from(copies)) {
            Some(pages) => (sequence.len().div_ceil(PAGE) + pages) * PAGE - sequence.len(),
            None => 0,
        }
    }

    /// Frees kept pages until `pages` are free. False when it cannot.
    pub(crate) fn make_room(&mut self, pages: usize) -> bool {
        while self.cache.free_pages() < pages {
            if !self.prefixes.evict() {
                return false;
            }
        }
        true
    }

    /// Leaves the last page of `sequence` to it alone, so that it need not be copied. False when that changes nothing.
    pub(crate) fn forget_last(&mut self, sequence: &Sequence) -> bool {
        let partly_filled = !sequence.len().is_multiple_of(PAGE);
        partly_filled && sequence.pages().last().is_some_and(|page| self.prefixes.forget(page))
    }

    /// Makes a session's full pages findable, and with `last` its last one, too.
    pub(crate) fn publish(&mut self, session: &mut Session, last: bool) {
        let full = session.sequence.len() / PAGE;
        let news = full > session.published || (last && !session.sequence.is_empty());
        if news && !session.stale {
            self.prefixes.publish(&session.key, &session.tokens, &mut session.sequence, last);
            session.published = full;
        }
    }

    /// Drops what is kept for texts to come.
    pub(crate) fn clear(&mut self) {
        self.prefixes.clear();
    }
}
