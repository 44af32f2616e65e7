//! `nanollama pipeline`: what may be typed.

use std::path::PathBuf;

use clap::Args;

use super::count::{parse_count, parse_positive_count};
use super::source::{FETCHED, SourceArgs};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama pipeline --name nano --base-only
  nanollama pipeline --name nano --preset fineweb-edu --tokens 2M --steps 60
  nanollama pipeline --name nano --corpus books.txt --separator '\\n\\n\\n' --base-only
  nanollama pipeline --name nano --data data --personality ann.jsonl --dry-run
  nanollama pipeline --name tiny --corpus books.txt --personality ann.jsonl --steps 500 --tag first

Without --data, --corpus and --preset the size says what is learned, and how much of it: fineweb-edu up to micro, en_only up to
small, then goldie, medium and large, 20 tokens for each parameter.

The same command goes on where it was stopped: what is done is told and passed over. Texts go to data/TAG, runs into
--runs, logs to logs/TAG, and what is to be kept to weights/.")]
pub(crate) struct PipelineArgs {
    /// A named size (pico, tiny, nano, micro, mini, small, goldie, medium, large, big).
    #[arg(long, value_name = "SIZE")]
    pub(crate) name: String,
    /// Folder that `data prepare` wrote.
    #[arg(long, value_name = "DIR", conflicts_with = "corpus", conflicts_with_all = FETCHED)]
    pub(crate) data: Option<PathBuf>,
    /// Texts to learn from, which are prepared here: files, folders or patterns.
    #[arg(long, num_args = 1.., value_name = "PATH", conflicts_with_all = FETCHED)]
    pub(crate) corpus: Vec<String>,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// Splits the texts of --corpus into documents; \n and \t are understood.
    #[arg(long, value_name = "TEXT", requires = "corpus")]
    pub(crate) separator: Option<String>,
    /// Entries of the vocabulary that is learned [default: 32000, of pico and tiny 8192; of texts of the Hub in more
    /// languages 48000 for goldie, 64000 for medium, 96000 for large and big].
    #[arg(long, value_parser = parse_positive_count, value_name = "N", conflicts_with = "data")]
    pub(crate) vocab_size: Option<u64>,
    /// Texts or conversations of someone, as `data personality` reads them: a second model is trained with them.
    #[arg(long, value_name = "FILE")]
    pub(crate) personality: Option<PathBuf>,
    /// Share of the rows that are the personality's [default: 0.2].
    #[arg(long, value_name = "SHARE", requires = "personality")]
    pub(crate) personality_ratio: Option<f64>,
    /// Train the base model and nothing else.
    #[arg(long, conflicts_with = "personality")]
    pub(crate) base_only: bool,
    /// Optimiser steps of each model.
    #[arg(long, visible_alias = "num-iterations", value_name = "N")]
    pub(crate) steps: Option<u64>,
    /// Longest sequence in tokens.
    #[arg(long, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Tokens in one optimiser step (K, M suffixes).
    #[arg(long, visible_alias = "total-batch-size", value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
    /// Save every so many steps (0: only at the end).
    #[arg(long, value_name = "STEPS")]
    pub(crate) save_every: Option<u64>,
    /// Random weights and order of the text, the same for both models.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// What runs and files are called [default: the size].
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Option<String>,
    /// Folder for data/, logs/ and weights/.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Print what it would cost, and end.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
