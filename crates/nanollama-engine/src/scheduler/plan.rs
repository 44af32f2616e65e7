//! What each request computes in a step: a share of the rows, as far as there are pages for them.

use super::rows::share;
use super::{LOGIT_ROWS, ROWS, Scheduler};

impl Scheduler {
    pub(super) fn plan(&mut self) {
        self.plan_rows();
        self.plan_pages();
    }

    /// Divides the rows, and gives those left to drafted tokens.
    fn plan_rows(&mut self) {
        let usable: Vec<usize> = self.running.iter().map(|session| session.usable(LOGIT_ROWS)).collect();
        let mut left = ROWS;
        for (session, rows) in self.running.iter_mut().zip(share(ROWS, &usable)) {
            session.plan(rows);
            left -= rows;
        }
        for session in &mut self.running {
            let before = session.rows;
            session.plan_draft(left);
            left -= session.rows - before;
        }
    }

    /// Sees to it that there are pages for the planned rows, the oldest request's first. Where there are none, kept pages
    /// go, then drafted tokens and rows of prompts, and at last the youngest request is preempted: it waits again.
    fn plan_pages(&mut self) {
        let (mut at, mut promised) = (0, 0);
        while at < self.running.len() {
            let session = &mut self.running[at];
            let missing = self.pages.missing(&session.sequence, session.rows);
            if missing == 0 || self.pages.make_room(promised + missing) {
                promised += missing;
                at += 1;
                continue;
            }
            if session.drop_draft() {
                continue;
            }
            let fitting = self.pages.fitting(&session.sequence, self.pages.cache.free_pages() - promised);
            if fitting > 0 {
                session.cut(fitting);
                continue;
            }
            if self.pages.forget_last(&session.sequence) {
                continue;
            }
            if let Some(mut youngest) = self.running.pop() {
                youngest.preempt();
                let place = self.waiting.partition_point(|other| other.id < youngest.id);
                self.waiting.insert(place, youngest);
            }
        }
    }
}
