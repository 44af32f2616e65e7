//! Which waiting requests begin. No pages are set aside for what a text may become: it begins when its known tokens fit
//! beside those of the others, and the youngest is preempted when the cache is full after all.

use nanollama_kernel::rows::PAGE;
use nanollama_model::{Model, Sequence};

use super::{ROWS, Scheduler};
use crate::prefixes::{PrefixKey, common};
use crate::session::Session;

/// Waiting requests looked at in a step that cannot begin.
const LOOKAHEAD: usize = 32;
/// Younger requests that may begin before one for which there is no room yet.
const OVERTAKERS: usize = 32;

impl Scheduler {
    /// Lets waiting requests begin, in order of age as far as there is room.
    pub(super) fn admit(&mut self, model: &Model) {
        for session in &mut self.running {
            session.compare_key(model);
        }
        let mut promised = self.running.iter().map(|session| self.promised(session)).sum();
        let (mut at, mut passed) = (0, 0);
        while at < self.waiting.len() && self.running.len() < ROWS && passed < LOOKAHEAD {
            if self.begin(at, model, &mut promised) {
                if at > 0 {
                    self.waiting[0].overtaken += 1;
                }
                continue;
            }
            if self.waiting[0].overtaken >= OVERTAKERS {
                break;
            }
            (at, passed) = (at + 1, passed + 1);
        }
    }

    /// Pages that what is known of a running text will take, and its next token.
    fn promised(&self, session: &Session) -> usize {
        let rows = (session.pending() + 1).min(self.context - session.sequence.len());
        self.pages.missing(&session.sequence, rows)
    }

    /// Lets the waiting request at `at` begin if there is room for it beside the pages that are `promised` to others. One
    /// that is over or fails needs none: it runs to be reported.
    fn begin(&mut self, at: usize, model: &Model, promised: &mut usize) -> bool {
        let key = self.waiting[at].key_of(model);
        let found = match key.filter(|_| !self.waiting[at].is_over()) {
            Some(key) => {
                let Some(sequence) = self.room(&key, &self.waiting[at], *promised) else { return false };
                Some((key, sequence))
            }
            None => None,
        };
        let Some(mut session) = self.waiting.remove(at) else { return false };
        if let Some((key, sequence)) = found {
            self.pages.touch(&key, &session);
            session.begin(key, sequence);
            *promised += self.promised(&session);
        }
        let place = self.running.partition_point(|other| other.id < session.id);
        self.running.insert(place, session);
        true
    }

    /// What the cache holds of a waiting text. `None` when it has to wait: for pages, or for what another is just about to
    /// compute.
    fn room(&self, key: &PrefixKey, session: &Session, promised: usize) -> Option<Sequence> {
        // Each takes a page at least; this needs no search.
        if !self.running.is_empty() && promised >= self.pages.available() {
            return None;
        }
        let sequence = self.pages.find(key, session);
        let computed = sequence.len() / PAGE;
        let reusable = &session.tokens[..session.reusable()];
        let coming = |other: &Session| {
            let known = other.end() / PAGE * PAGE;
            other.key == *key && other.pending() > 1 && common(&other.tokens[..known], reusable) / PAGE > computed
        };
        let needed = (session.end() + 1).min(self.context).div_ceil(PAGE) - computed;
        let fits = || self.running.is_empty() || needed + promised <= self.pages.available();
        (!self.running.iter().any(coming) && fits()).then_some(sequence)
    }
}
