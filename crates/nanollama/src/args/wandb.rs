//! Where a run is sent while it goes on.

use clap::Args;

/// Where a run is sent.
#[derive(Debug, Args)]
pub(crate) struct WandbArgs {
    /// Send the run to Weights & Biases while it goes on, by the wandb client of your own Python (NANOLLAMA_PYTHON, else
    /// python3) [default when given bare: WANDB_PROJECT, else nanollama]. WANDB_RUN names the run there, WANDB_API_KEY is your
    /// key, WANDB_MODE=offline keeps everything in the run's folder.
    #[arg(long, value_name = "PROJECT", num_args = 0..=1, default_missing_value = "")]
    pub(crate) wandb: Option<String>,
}
