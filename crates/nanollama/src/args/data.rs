//! `nanollama data …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nanollama_data::Preparation;

use super::count::parse_count;
use super::reading::LeavingOutArgs;

/// [`Preparation::SHARD_TOKENS`] as it is typed.
const SHARD_TOKENS: &str = "100M";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama data prepare book.txt --tokenizer tok --out data --separator '\\n\\n\\n'")]
pub(crate) struct DataArgs {
    #[command(subcommand)]
    pub(crate) command: DataCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    /// Texts to token shards, on all cores; goes on where it was stopped.
    #[command(after_help = "\
Examples:
  nanollama data prepare books.txt --tokenizer tok --out data --separator '\\n\\n\\n'
  nanollama data prepare shards/*.parquet --tokenizer tok --out data --text-column text
  nanollama data prepare old.txt --tokenizer tok --out data --encoding latin1
  bzcat big.txt.bz2 | nanollama data prepare - --tokenizer tok --out data --separator '<|endoftext|>'")]
    Prepare(PrepareArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PrepareArgs {
    /// Files, folders or patterns (.txt .md .jsonl .json, also .gz and .zst; .parquet), `-` for stdin.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
    /// Folder to write shards and manifest.json into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Splits a text into documents; \n and \t are understood.
    #[arg(long, value_name = "TEXT")]
    pub(crate) separator: Option<String>,
    /// Column of parquet files, or field of JSON rows, that holds the text; with dots where it is inside of others.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
    /// Share of the documents kept for validation (default: 0.01, at most 10,000 documents).
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    /// Texts to validate on, instead of a share of the others.
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pub(crate) validation: Vec<String>,
    /// Tokens in one shard (K, M, B suffixes).
    #[arg(long, value_parser = parse_count, default_value = SHARD_TOKENS, value_name = "N")]
    pub(crate) shard_tokens: u64,
    /// Chooses the validation documents.
    #[arg(long, default_value_t = Preparation::SEED)]
    pub(crate) seed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_shard_is_preparations() {
        assert_eq!(parse_count(SHARD_TOKENS), Ok(Preparation::SHARD_TOKENS));
    }
}
