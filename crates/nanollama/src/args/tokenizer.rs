//! `nanollama tokenizer …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::count::parse_positive_count;

/// The size of a vocabulary when none is given, and the largest.
pub(super) const VOCABULARY: u32 = 32_000;
pub(super) const MOST_VOCABULARY: i64 = 1_000_000;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama tokenizer train --input book.txt --vocab-size 8000 --out tok
  echo 'Once upon a time' | nanollama tokenizer encode --tokenizer tok
  echo '100 200 300' | nanollama tokenizer decode --tokenizer tok")]
pub(crate) struct TokenizerArgs {
    #[command(subcommand)]
    pub(crate) command: TokenizerCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenizerCommand {
    /// Learn a byte-level BPE vocabulary from texts.
    #[command(
        after_help = "Example:\n  nanollama tokenizer train --input book.txt more.jsonl --vocab-size 32000 --out tok"
    )]
    Train(TrainTokenizerArgs),
    /// Text on stdin to ids on stdout, separated by spaces.
    #[command(after_help = "Example:\n  echo 'Once upon a time' | nanollama tokenizer encode --tokenizer tok")]
    Encode(EncodeArgs),
    /// Ids on stdin to text on stdout.
    Decode(DecodeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TrainTokenizerArgs {
    /// Texts to learn from: files, folders or patterns (.txt .md .jsonl .parquet), `-` for stdin.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub(crate) input: Vec<String>,
    /// Size of the vocabulary, special tokens included.
    #[arg(long, default_value_t = VOCABULARY, value_parser = clap::value_parser!(u32).range(267..=MOST_VOCABULARY), value_name = "N")]
    pub(crate) vocab_size: u32,
    /// Folder to write tokenizer.json into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// How text is split before merging.
    #[arg(long, value_enum, default_value_t = PatternName::Llama3)]
    pub(crate) pattern: PatternName,
    /// Which of two equally frequent pairs is merged first.
    #[arg(long, value_enum, default_value_t = TiesName::Ascending)]
    pub(crate) ties: TiesName,
    /// Learn from at most so many bytes of text (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "BYTES")]
    pub(crate) max_bytes: Option<u64>,
    /// Column of parquet files, or field of JSONL lines, that holds the text.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// What stands between two documents inside a file (\n, \t, \\ are understood); it is not learnt.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) separator: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PatternName {
    Llama3,
    Gpt4,
    Nanochat,
    Gpt2,
    Qwen2,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TiesName {
    /// The lower pair of ids (as rustbpe).
    Ascending,
    /// The greater pair of byte strings (as GPT-2's trainer in CS336).
    Greatest,
}

#[derive(Debug, Args)]
pub(crate) struct EncodeArgs {
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
    /// Read special tokens in the text as special tokens instead of as plain text.
    #[arg(long)]
    pub(crate) special: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  echo '100 200 300' | nanollama tokenizer decode --tokenizer tok")]
pub(crate) struct DecodeArgs {
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
}
