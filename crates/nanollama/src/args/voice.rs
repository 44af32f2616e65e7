//! What may be typed about training a personality beside a text.

use std::path::PathBuf;

use clap::Args;

/// A personality, and what its run is compared with.
#[derive(Debug, Args)]
pub(crate) struct VoiceArgs {
    /// Folder that `data personality` wrote: its rows take the place of a share of the text's.
    #[arg(long, visible_alias = "personality-dir", value_name = "DIR")]
    pub(crate) personality: Option<PathBuf>,
    /// Share of the rows that are the personality's [default: 0.2].
    #[arg(long, value_name = "SHARE")]
    pub(crate) personality_ratio: Option<f64>,
    /// Go on from a trained model instead of random weights, at a fraction of the cost.
    #[arg(long, value_name = "MODEL")]
    pub(crate) from_base: Option<String>,
    /// Train RUN once more without its personality, everything else equal: what the personality is measured against.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["data", "personality", "personality_ratio", "from_base", "recipe"])]
    pub(crate) control: Option<String>,
}
