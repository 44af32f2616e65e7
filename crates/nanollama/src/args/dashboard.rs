//! Whether runs are shown in the browser while one is trained.

use clap::Args;

/// `--dashboard` of every verb that trains.
#[derive(Debug, Args)]
pub(crate) struct DashboardArgs {
    /// Show the runs in the browser meanwhile, on this port of this machine.
    #[arg(long, value_name = "PORT", num_args = 0..=1, require_equals = true, default_missing_value = "8080")]
    pub(crate) dashboard: Option<u16>,
}
