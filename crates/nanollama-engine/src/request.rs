//! What can be asked of a scheduler: to continue a text, or to say how likely a given text is.

use crate::draft::Draft;
use crate::guide::Guide;
use crate::sampling::Sampling;
use crate::weighed::Report;

/// Names a request for as long as it is under way. Later requests have greater ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub(crate) u64);

/// One request.
pub struct Request {
    /// The prompt, or the text to be scored.
    pub tokens: Vec<u32>,
    /// Adapters of the model to compute it with, and how much each counts, in the order in which they are added; empty for the
    /// scheduler's usual ones, which are none unless they were set.
    pub adapters: Vec<Adapter>,
    /// What is wanted.
    pub task: Task,
}

/// A change of the model, by the name that the model has for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Adapter {
    /// Its name.
    pub name: String,
    /// Its strength; 1 is as it was trained, 0 is none of it.
    pub scale: f32,
}

/// Kinds of request.
pub enum Task {
    /// Continue the tokens.
    Generate(Generate),
    /// ln p(tokens\[t\] | tokens\[..t\]) for each t in `from..`.
    Score {
        /// The first token to be scored, at least 1: the first of all has nothing before it.
        from: usize,
        /// How many of the likeliest tokens of each place are reported beside it.
        others: usize,
    },
}

/// How to continue a text.
pub struct Generate {
    /// How tokens are chosen and when to end.
    pub sampling: Sampling,
    /// Go on where the model says that it has finished.
    pub ignore_eos: bool,
    /// Report the log-probability of every chosen token, at temperature 1 and before any filter.
    pub logprobs: bool,
    /// What is told of each token as it comes.
    pub report: Report,
    /// Says which tokens may come next, and which must.
    pub guide: Option<Box<dyn Guide>>,
    /// Guesses tokens ahead, so that one step can verify several. It changes no token.
    pub draft: Option<Box<dyn Draft>>,
}

impl Request {
    /// Continues a prompt.
    pub fn generate(prompt: Vec<u32>, sampling: Sampling) -> Request {
        Generate::new(sampling).request(prompt)
    }

    /// Scores `tokens[from..]`.
    pub fn score(tokens: Vec<u32>, from: usize) -> Request {
        Request::weigh(tokens, from, 0)
    }

    /// Scores `tokens[from..]` and names the `others` likeliest tokens of each place.
    pub fn weigh(tokens: Vec<u32>, from: usize, others: usize) -> Request {
        Request { tokens, adapters: Vec::new(), task: Task::Score { from, others } }
    }
}

impl Generate {
    /// Plain sampling: no guide, no draft, no report.
    pub fn new(sampling: Sampling) -> Generate {
        Generate { sampling, ignore_eos: false, logprobs: false, report: Report::Nothing, guide: None, draft: None }
    }

    /// The request to continue `prompt` so.
    pub fn request(self, prompt: Vec<u32>) -> Request {
        Request { tokens: prompt, adapters: Vec::new(), task: Task::Generate(self) }
    }
}
