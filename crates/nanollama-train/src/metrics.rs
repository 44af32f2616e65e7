//! Lines of `metrics.jsonl`. What depends on the clock stands in `timing`; everything else is the same for the same run.

use nanollama_eval::Grade;
use serde::Serialize;

use crate::evaluate::Score;
use crate::stage::{Answers, Measured, Pairs};

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Record<'a> {
    Train {
        loss: f64,
        norm: f64,
        lr: f64,
        momentum: f64,
        tokens: u64,
        targets: u64,
        epoch: u64,
        timing: Timing,
    },
    Validation {
        loss: f64,
        bits_per_byte: f64,
        tokens: u64,
        timing: Timing,
    },
    Average {
        loss: f64,
        bits_per_byte: f64,
        tokens: u64,
    },
    Personality {
        loss: f64,
        bits_per_byte: f64,
        tokens: u64,
        timing: Timing,
    },
    Sample {
        text: &'a str,
    },
    Answers(&'a Answers),
    Pairs(&'a Pairs),
    Measured(&'a Measured),
    Core(Graded<'a>),
    Chatcore(Graded<'a>),
    /// Of several processes: which of a step's rows each takes from here on, from the first to behind the last.
    Ranks {
        ranks: usize,
        rows: &'a [[usize; 2]],
    },
}

/// A grade by benchmarks.
#[derive(Debug, Serialize)]
pub(crate) struct Graded<'a> {
    #[serde(flatten)]
    grade: &'a Grade,
    timing: Timing,
}

/// What the clock said.
#[derive(Debug, Serialize)]
pub(crate) struct Timing {
    /// Of this step or validation.
    pub(crate) seconds: f64,
    /// Of the whole run, over all resumptions.
    pub(crate) elapsed: f64,
}

impl Record<'_> {
    /// Of the averaged weights.
    pub(crate) fn average(score: &Score) -> Self {
        let Score { loss, bits_per_byte, tokens, .. } = *score;
        Record::Average { loss, bits_per_byte, tokens }
    }

    /// By CORE, or by the tasks in chat.
    pub(crate) fn graded(chat: bool, grade: &Grade, timing: Timing) -> Record<'_> {
        let graded = Graded { grade, timing };
        if chat { Record::Chatcore(graded) } else { Record::Core(graded) }
    }

    pub(crate) fn validation(score: &Score, timing: Timing) -> Self {
        let Score { loss, bits_per_byte, tokens, .. } = *score;
        Record::Validation { loss, bits_per_byte, tokens, timing }
    }

    /// On the held-out texts of a personality.
    pub(crate) fn personality(score: &Score, timing: Timing) -> Self {
        let Score { loss, bits_per_byte, tokens, .. } = *score;
        Record::Personality { loss, bits_per_byte, tokens, timing }
    }
}
