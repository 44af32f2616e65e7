//! How long a rank may say nothing before it counts as hanging: a multiple of what a step takes.

use std::time::Duration;

/// Steps whose time is remembered.
const REMEMBERED: usize = 31;
/// The least that a rank is waited for, where nobody says otherwise.
const LEAST: Duration = Duration::from_secs(60);
/// Steps that it is waited for.
const STEPS: u32 = 10;

/// What the last steps took.
#[derive(Debug, Default)]
pub(super) struct Pace {
    asked: Option<Duration>,
    /// The last ones, in a ring.
    steps: Vec<Duration>,
    next: usize,
}

impl Pace {
    /// With a time that was asked for, which counts then.
    pub(super) fn new(asked: Option<Duration>) -> Pace {
        Pace { asked, ..Pace::default() }
    }

    /// A step took so long.
    pub(super) fn add(&mut self, took: Duration) {
        match self.steps.get_mut(self.next) {
            Some(step) => *step = took,
            None => self.steps.push(took),
        }
        self.next = (self.next + 1) % REMEMBERED;
    }

    /// How long a rank is waited for: the larger of a minute and ten times the median step, or what was asked for.
    pub(super) fn limit(&self) -> Duration {
        let mut steps = self.steps.clone();
        steps.sort_unstable();
        let median = steps.get(steps.len() / 2).copied().unwrap_or_default();
        self.asked.unwrap_or_else(|| LEAST.max(median * STEPS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_minute_or_ten_median_steps_or_what_was_asked_for() {
        let mut pace = Pace::new(None);
        assert_eq!(pace.limit(), LEAST);
        (0..40).for_each(|_| pace.add(Duration::from_secs(1)));
        assert_eq!(pace.limit(), LEAST);
        // One slow step is no slow run.
        pace.add(Duration::from_secs(1000));
        assert_eq!(pace.limit(), LEAST);
        (0..20).for_each(|_| pace.add(Duration::from_secs(20)));
        assert_eq!(pace.limit(), Duration::from_secs(200));
        assert_eq!(Pace::new(Some(Duration::from_secs(3))).limit(), Duration::from_secs(3));
    }
}
