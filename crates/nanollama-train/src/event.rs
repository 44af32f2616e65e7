//! What a run tells whoever watches it, while it happens. Training itself never prints.

use nanollama_eval::Grade;
use nanollama_store::run::Run;

use crate::evaluate::Score;
use crate::plan::Plan;
use crate::rollback::Rollback;
use crate::stage::{Made, Measured};

/// Something happened.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The run begins, or goes on after `done` steps.
    Started {
        /// Its folder.
        run: &'a Run,
        /// What will happen.
        plan: &'a Plan,
        /// Steps done before.
        done: u64,
        /// Bytes of the device that steps and validations use: weights and their packed copies, gradients, the optimiser's
        /// state, and what they work in. What a sample keeps and what each thread has in its caches are not among them.
        memory: u64,
        /// What computes, for people.
        device: String,
    },
    /// A step was taken.
    Step(StepReport),
    /// The model was validated.
    Validation {
        /// Steps done.
        step: u64,
        /// What was measured.
        score: Score,
        /// The same of the averaged weights, where there are some.
        average: Option<Score>,
        /// It, or that of the averaged weights where there are some, is the lowest bits per byte of this run so far.
        best: bool,
        /// How long it took.
        seconds: f64,
    },
    /// The model was measured on the held-out texts of its personality.
    Personality {
        /// Steps done.
        step: u64,
        /// What was measured.
        score: Score,
    },
    /// The model was measured on held-out questions or pairs.
    Measured {
        /// Steps done.
        step: u64,
        /// What was measured.
        measured: &'a Measured,
        /// How long it took.
        seconds: f64,
    },
    /// The model will be graded, and tasks are left out.
    WillGrade {
        /// Which, and why.
        missing: &'a [String],
    },
    /// The model was graded.
    Graded {
        /// Steps done.
        step: u64,
        /// What the mean is called.
        name: &'static str,
        /// What it reached; `None` where someone asked to stop meanwhile.
        grade: Option<&'a Grade>,
        /// How long it took.
        seconds: f64,
    },
    /// The model was validated, and there is no score: nothing was measured, or what was measured is no number.
    Unmeasured {
        /// Steps done.
        step: u64,
        /// Targets that counted.
        tokens: u64,
        /// Bytes of text that they stand for.
        bytes: u64,
    },
    /// The model wrote something.
    Sample {
        /// Steps done.
        step: u64,
        /// Prompt and continuation.
        text: &'a str,
    },
    /// The run has gone back to an earlier checkpoint, and goes on behind the data that led to a fault.
    RolledBack {
        /// What happened.
        rollback: &'a Rollback,
        /// How often it may happen still.
        left: usize,
    },
    /// A checkpoint is complete.
    Saved {
        /// Steps done.
        step: u64,
        /// How long it took.
        seconds: f64,
    },
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepReport {
    /// Steps done, this one included.
    pub step: u64,
    /// Steps in all.
    pub steps: u64,
    /// Mean loss in nats, before the step.
    pub loss: f64,
    /// What came of what the step drew, where it draws.
    pub made: Option<Made>,
    /// Gradient norm before clipping.
    pub norm: f64,
    /// Rate of the matrices in this step.
    pub lr: f64,
    /// Factor of the schedule on every rate in this step.
    pub rate: f64,
    /// Tokens trained on so far.
    pub tokens: u64,
    /// Finished passes over the data.
    pub epoch: u64,
    /// Seconds this step took, optimiser included.
    pub seconds: f64,
    /// Tokens a second in this step.
    pub tokens_per_second: f64,
    /// Floating-point operations a second in this step (forward and backward; the optimiser's are not counted).
    pub flops_per_second: f64,
    /// Seconds of training so far, over all resumptions.
    pub elapsed: f64,
    /// Seconds that the rest will take at the pace so far.
    pub seconds_left: f64,
}

/// Someone who watches.
pub trait Observer {
    /// Takes notice.
    fn observe(&mut self, event: &Event<'_>);
}

impl<F: FnMut(&Event<'_>)> Observer for F {
    fn observe(&mut self, event: &Event<'_>) {
        self(event);
    }
}
