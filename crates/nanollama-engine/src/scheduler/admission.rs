//! Which waiting requests begin. No pages are set aside for what a text may become: it begins when its known tokens fit
//! beside those of the others, and the youngest is preempted when the cache is full after all.

use nanollama_kernel::rows::PAGE;
use nanollama_model::Model;

use super::{ROWS, Scheduler};
use crate::prefixes::common;

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
        let (mut at, mut passed) = (0, 0);
        while at < self.waiting.len() && self.running.len() < ROWS && passed < LOOKAHEAD {
            if self.begin(at, model) {
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

    /// Lets the waiting request at `at` begin if there is room for it.
    fn begin(&mut self, at: usize, model: &Model) -> bool {
        let key = self.waiting[at].key_of(model);
        let session = &self.waiting[at];
        let Some(key) = key.filter(|_| !session.is_over()) else {
            self.running.extend(self.waiting.remove(at));
            self.running.sort_by_key(|session| session.id);
            return true;
        };
        let sequence = self.pages.find(&key, session);
        let computed = sequence.len() / PAGE;
        // What another is just about to compute is worth waiting for.
        let coming = self.running.iter().filter(|other| other.key == key && other.pending() > 1).map(|other| {
            let known = other.end() / PAGE * PAGE;
            common(&other.tokens[..known], &session.tokens[..session.reusable()]) / PAGE
        });
        if coming.max().unwrap_or(0) > computed {
            return false;
        }
        let needed = (session.end() + 1).min(self.context).div_ceil(PAGE) - computed;
        // The next token of each that runs, and what is known of its text and not yet computed.
        let promised: usize = self
            .running
            .iter()
            .map(|other| {
                self.pages.missing(&other.sequence, (other.pending() + 1).min(self.context - other.sequence.len()))
            })
            .sum();
        if !self.running.is_empty() && needed + promised > self.pages.available() {
            return false;
        }
        let Some(mut session) = self.waiting.remove(at) else { return false };
        session.begin(key, sequence);
        let place = self.running.partition_point(|other| other.id < session.id);
        self.running.insert(place, session);
        true
    }
}
