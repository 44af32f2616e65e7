//! `nanollama doctor` and `nanollama bench`.

use clap::{Args, Subcommand};

use super::tokenizer::{MOST_VOCABULARY, VOCABULARY};
use super::{CacheArgs, DraftArgs};

/// The most tokens that are timed at once.
const MOST_TOKENS: i64 = 1_048_576;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nanollama doctor\n  nanollama doctor --json\n  nanollama doctor --device cuda      exit code 0 when a GPU can train, 1 when something is missing"
)]
pub(crate) struct DoctorArgs {
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama bench train --model nano --batch 4 --context 256
  nanollama bench generate -m model.gguf")]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    pub(crate) command: BenchCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Forward, backward and optimiser of one size.
    #[command(after_help = "Example:\n  nanollama bench train --model nano --batch 4 --context 256 --steps 5 --json")]
    Train(BenchTrainArgs),
    /// Prefill and decode of one file.
    #[command(
        after_help = "Examples:\n  nanollama bench generate -m model.gguf -p 512 -n 128 -d 0 -r 5\n  nanollama bench generate -m model.gguf -d 4000 --cache-type-k q8_0 --cache-type-v q8_0"
    )]
    Generate(BenchGenerateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BenchTrainArgs {
    /// Named size.
    #[arg(long, default_value = "nano")]
    pub(crate) model: String,
    /// Sequences in a batch.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub(crate) batch: u32,
    /// Tokens in a sequence.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=MOST_TOKENS))]
    pub(crate) context: u32,
    /// Vocabulary size.
    #[arg(long, default_value_t = VOCABULARY, value_parser = clap::value_parser!(u32).range(2..=MOST_VOCABULARY))]
    pub(crate) vocab_size: u32,
    /// Steps to time, after one to warm up.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) steps: u32,
    /// Print JSON in the last line.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BenchGenerateArgs {
    /// A run, a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT) of the Hub.
    #[arg(long, short = 'm')]
    pub(crate) model: String,
    /// Tokens to read at once.
    #[arg(long, short = 'p', default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=MOST_TOKENS))]
    pub(crate) prefill: u32,
    /// Tokens to write one by one.
    #[arg(long, short = 'n', default_value_t = 128, value_parser = clap::value_parser!(u32).range(1..=MOST_TOKENS))]
    pub(crate) decode: u32,
    /// Tokens before those that are written.
    #[arg(long, short = 'd', default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=MOST_TOKENS))]
    pub(crate) depth: u32,
    /// Rounds to time.
    #[arg(long, short = 'r', default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) rounds: u32,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
    #[command(flatten)]
    pub(crate) draft: DraftArgs,
}
