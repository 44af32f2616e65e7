//! Cases put to a model: many side by side, and what the options of one share is computed once.
//!
//! The first option goes ahead; when it is scored, its pages are in the cache to the token, and the others begin behind what they
//! share with it. What several cases share (examples that stand before all) the cache finds by itself.

use nanollama_engine::{Event, Prompts, Request, RequestId, Worker};
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::error::Result;
use crate::rule::{Rule, Scored};

/// Cases under way at once.
const UNDER_WAY: usize = 48;

/// A task of options.
pub trait Choices {
    /// Its name.
    fn name(&self) -> &str;

    /// How many cases it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them, for a model that reads `context` tokens.
    ///
    /// # Errors
    /// When its row is not right, or the model cannot be asked so.
    fn case(&self, index: usize, prompts: &Prompts, context: usize) -> Result<Case>;

    /// How answers are read; the first counts.
    fn rules(&self) -> &'static [Rule];

    /// What guessing reaches, from 0 to 1, where it is the same for all of its cases.
    fn chance(&self) -> Option<f64>;
}

/// Tokens of an evaluation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tokens {
    /// What one text after another would compute, nothing shared.
    pub asked: u64,
    /// What was computed.
    pub computed: u64,
}

impl Tokens {
    /// These and others.
    #[must_use]
    pub fn and(self, other: Tokens) -> Tokens {
        Tokens { asked: self.asked + other.asked, computed: self.computed + other.computed }
    }
}

/// A case that was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The row of the file, from 0.
    pub number: usize,
    /// The right option.
    pub gold: usize,
    /// What wins by each of the task's rules.
    pub chosen: Vec<Option<usize>>,
    /// The options' scores.
    pub scores: Vec<Scored>,
    /// As [`Case::cropped`].
    pub cropped: usize,
    /// As [`Case::lost`].
    pub lost: usize,
}

/// A case under way.
struct Open {
    index: usize,
    case: Case,
    scores: Vec<Scored>,
    /// Those of its options that are being scored.
    asked: Vec<(RequestId, usize)>,
    /// Whether all of its options have been begun.
    whole: bool,
}

/// Puts all cases of a task to a model that `worker` has, but those that are `known`, by their places. `done` is called with each
/// that is answered (its place, its answer, its tokens: those computed since the last one), and says whether to go on; None where it
/// did not.
///
/// # Errors
/// [`Choices::case`]'s, and what the model reports.
pub fn score(
    task: &dyn Choices,
    known: &mut dyn FnMut(usize, &Case) -> Option<Answered>,
    worker: &mut Worker<'_>,
    done: &mut dyn FnMut(&Case, &Answered, Tokens) -> bool,
) -> Result<Option<Vec<Answered>>> {
    let mut answered: Vec<Option<Answered>> = vec![None; task.len()];
    let (prompts, context) = (worker.prompts(), worker.context());
    let (mut before, mut next) = (worker.computed(), 0);
    let mut open: Vec<Open> = Vec::with_capacity(UNDER_WAY);
    loop {
        while open.len() < UNDER_WAY && next < task.len() {
            let case = task.case(next, prompts, context)?;
            match known(next, &case) {
                Some(answer) => answered[next] = Some(answer),
                None => {
                    let scores = vec![Scored { logprob: 0.0, tokens: 0, likeliest: false }; case.passages.len()];
                    let mut one = Open { index: next, case, scores, asked: Vec::new(), whole: false };
                    one.begin(task, worker)?;
                    open.push(one);
                }
            }
            next += 1;
        }
        let mut at = 0;
        while at < open.len() {
            if !open[at].asked.is_empty() {
                at += 1;
                continue;
            }
            let Open { index, case, scores, .. } = open.remove(at);
            let answer = Answered::of(task, &case, scores);
            let computed = worker.computed();
            let tokens = Tokens { asked: case.tokens(), computed: computed - before };
            before = computed;
            let go_on = done(&case, &answer, tokens);
            answered[index] = Some(answer);
            if !go_on {
                return Ok(None);
            }
        }
        if open.is_empty() && next == task.len() {
            break;
        }
        for event in worker.step()? {
            let (id, logprobs, others) = match event {
                Event::Scored { id, logprobs, others } => (id, logprobs, others),
                Event::Failed { error, .. } => return Err(error.into()),
                _ => continue,
            };
            for one in &mut open {
                if one.take(id, &logprobs, &others) {
                    one.begin(task, worker)?;
                    break;
                }
            }
        }
    }
    Ok(Some(answered.into_iter().flatten().collect()))
}

impl Open {
    /// Begins the first option that counts, or when that is scored all others.
    fn begin(&mut self, task: &dyn Choices, worker: &mut Worker<'_>) -> Result<()> {
        if self.whole || !self.asked.is_empty() {
            return Ok(());
        }
        let others = usize::from(task.rules().contains(&Rule::Exact));
        let count = |at: &usize| self.case.passages[*at].counts() && self.scores[*at].tokens == 0;
        let left: Vec<usize> = (0..self.scores.len()).filter(count).collect();
        let first = self.scores.iter().all(|scored| scored.tokens == 0);
        self.whole = !first || left.len() < 2;
        for &at in &left[..if first { left.len().min(1) } else { left.len() }] {
            let passage = &self.case.passages[at];
            let id = worker.submit(Request::weigh(passage.ids.clone(), passage.from, others))?;
            self.asked.push((id, at));
        }
        Ok(())
    }

    /// Takes the scores of a text if it is one of its options.
    fn take(&mut self, id: RequestId, logprobs: &[f32], others: &[Vec<(u32, f32)>]) -> bool {
        let Some(place) = self.asked.iter().position(|(asked, _)| *asked == id) else { return false };
        let (_, at) = self.asked.remove(place);
        let passage = &self.case.passages[at];
        let said = &passage.ids[passage.from..];
        let first = |(id, others): (&u32, &Vec<(u32, f32)>)| others.first().is_some_and(|(other, _)| other == id);
        self.scores[at] = Scored {
            logprob: logprobs.iter().map(|&logprob| f64::from(logprob)).sum(),
            tokens: said.len(),
            likeliest: others.len() == said.len() && said.iter().zip(others).all(first),
        };
        true
    }
}

impl Answered {
    fn of(task: &dyn Choices, case: &Case, scores: Vec<Scored>) -> Answered {
        Answered {
            number: case.number,
            gold: case.gold,
            chosen: task.rules().iter().map(|rule| rule.choose(case, &scores)).collect(),
            scores,
            cropped: case.cropped,
            lost: case.lost,
        }
    }

    /// Whether the first of the task's rules has the right option.
    pub fn is_right(&self) -> bool {
        self.chosen.first() == Some(&Some(self.gold))
    }
}
