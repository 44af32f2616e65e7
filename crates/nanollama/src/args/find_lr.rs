//! `nanollama find-lr`.

use std::path::PathBuf;

use clap::Args;

use nanollama_train::Recipe;

use super::count::parse_count;
use super::shape::ShapeArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama find-lr --model tiny --data data
  nanollama find-lr --depth 4 --data data --steps 200 --from 0.0001 --to 2 --out rates.html

The rate is that of --lr: of the matrices, with all others in the same proportion. No run is made.")]
pub(crate) struct FindLrArgs {
    /// Folder that `data prepare` wrote.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Steps, each at a higher rate than the one before.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u64).range(10..=100_000))]
    pub(crate) steps: u64,
    /// The first rate.
    #[arg(long, value_name = "LR", default_value_t = 0.0002)]
    pub(crate) from: f64,
    /// The last rate.
    #[arg(long, value_name = "LR", default_value_t = 2.0)]
    pub(crate) to: f64,
    /// Tokens in one step (K, M suffixes).
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
    /// Random weights and order of documents.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// A recipe file; flags win over it.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    /// The page to write, HTML.
    #[arg(long, value_name = "FILE", default_value = "find-lr.html")]
    pub(crate) out: PathBuf,
    /// Print the points as JSON, one a line, and last what is suggested.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) shape: ShapeArgs,
}

impl FindLrArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        let batch_tokens = self.batch_tokens.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let own = Recipe { steps: Some(self.steps), batch_tokens, seed: self.seed, ..Recipe::default() };
        self.shape.settings().overlay(own)
    }
}
