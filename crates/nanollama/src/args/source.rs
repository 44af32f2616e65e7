//! What may be typed about texts of the Hub: the flags that `data prepare` and `pipeline` share.

use std::path::PathBuf;

use clap::Args;

use super::count::parse_positive_count;

/// The flags of texts that are fetched: files of one's own go with none of them.
pub(super) const FETCHED: [&str; 6] = ["preset", "tokens", "samples", "shards", "keep_files", "sources"];

/// Which texts of the Hub, and how much of them.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// Texts of the Hub by name: a mixture or one text (`nanollama data list` shows them), which are fetched here.
    #[arg(long, value_name = "NAME")]
    pub(crate) preset: Option<String>,
    /// So many tokens of --preset, shared out by its weights (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "N", conflicts_with = "samples")]
    pub(crate) tokens: Option<u64>,
    /// So many documents of --preset, shared out by its weights (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "N")]
    pub(crate) samples: Option<u64>,
    /// The first so many files of each text of --preset.
    #[arg(long, short = 'n', value_parser = parse_positive_count, value_name = "N")]
    pub(crate) shards: Option<u64>,
    /// Keep the files of --preset in the Hub's cache; otherwise those that were fetched here go when they are read.
    #[arg(long)]
    pub(crate) keep_files: bool,
    #[command(flatten)]
    pub(crate) list: SourceListArgs,
}

/// Where lists of texts and mixtures are.
#[derive(Debug, Args)]
pub(crate) struct SourceListArgs {
    /// Lists of texts and mixtures of your own: a .toml file, or a folder of them [default: NANOLLAMA_HOME/sources, if it is
    /// there].
    #[arg(long, value_name = "PATH")]
    pub(crate) sources: Option<PathBuf>,
}
