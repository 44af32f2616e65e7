//! `nanollama scaling`.

use std::path::PathBuf;

use clap::Args;

use nanollama_train::Recipe;

use super::count::{parse_count, parse_positive_count};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama scaling --data data --depths 1,2,3 --name law --tokens 200K
  nanollama scaling --data data --depths 2,4,6 --budgets 1e14,3e14,1e15 --name law
  nanollama scaling --data data --depths 4,6,8 --target-param-data-ratio 12 --name law

The runs are ordinary ones, NAME-d4 or NAME-d4-1e15. The same command goes on where it was stopped, and runs that are done
are not done again.")]
pub(crate) struct ScalingArgs {
    /// Folder that `data prepare` wrote.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// The depths, as pretrain --depth has them.
    #[arg(long, value_name = "LAYERS", required = true, value_delimiter = ',')]
    pub(crate) depths: Vec<usize>,
    /// What the names of the runs begin with, and of the table and the page.
    #[arg(long, value_name = "NAME", default_value = "scaling")]
    pub(crate) name: String,
    /// Floating-point operations, each spent on every depth.
    #[arg(long, value_name = "FLOPS", value_delimiter = ',', conflicts_with_all = ["tokens", "target_param_data_ratio"])]
    pub(crate) budgets: Vec<f64>,
    /// Tokens of every run (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "N", conflicts_with = "target_param_data_ratio")]
    pub(crate) tokens: Option<u64>,
    /// Tokens for each parameter that takes part in products.
    #[arg(long, value_name = "RATIO")]
    pub(crate) target_param_data_ratio: Option<f64>,
    /// Longest sequence in tokens.
    #[arg(long, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Tokens in one optimiser step (K, M suffixes).
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
    /// Tokens to validate on (K, M suffixes).
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) eval_tokens: Option<u64>,
    /// Random weights and order of documents.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

impl ScalingArgs {
    /// The settings that all runs share: looked at and saved at their end alone, but for what the clock saves.
    pub(crate) fn settings(&self) -> Recipe {
        let count = |n: Option<u64>| n.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        Recipe {
            tokens: self.tokens,
            ratio: self.target_param_data_ratio,
            context: self.context,
            batch_tokens: count(self.batch_tokens),
            eval_tokens: count(self.eval_tokens),
            seed: self.seed,
            eval_every: Some(0),
            sample_every: Some(0),
            save_every: Some(0),
            keep: Some(1),
            ..Recipe::default()
        }
    }
}
