//! What of a run is kept, and how it goes back to that.

use clap::Args;

use nanollama_train::Recipe;

/// Which checkpoints are kept, and whether it goes back to one.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct CheckpointArgs {
    /// Checkpoints that are kept, the newest ones; the best one stays beside them, however old [default: 2].
    #[arg(long, value_name = "N")]
    pub(crate) keep_last: Option<usize>,
    /// Where the loss spikes or a step is not sound, go back to the last checkpoint that was due and leave out the data since;
    /// at most three times.
    #[arg(long)]
    pub(crate) spike_guard: bool,
}

impl CheckpointArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(self) -> Recipe {
        let CheckpointArgs { keep_last, spike_guard } = self;
        Recipe { keep: keep_last, spike_guard: spike_guard.then_some(true), ..Recipe::default() }
    }
}

/// The same of a whole model, of which an average can be kept.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct KeepingArgs {
    #[command(flatten)]
    pub(crate) checkpoints: CheckpointArgs,
    /// Keep an average of the weights over the end of the run, too, NAME@average: an exponential mean whose half-life is this
    /// share of the steps [default when given bare: 0.05]. What is best is judged by it then.
    #[arg(long, value_name = "SHARE", num_args = 0..=1, default_missing_value = "0.05")]
    pub(crate) average: Option<f64>,
}

impl KeepingArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(self) -> Recipe {
        let KeepingArgs { checkpoints, average } = self;
        checkpoints.settings().overlay(Recipe { average, ..Recipe::default() })
    }
}
