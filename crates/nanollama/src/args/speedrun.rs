//! `nanollama speedrun`: what may be typed.

use std::path::PathBuf;

use clap::Args;
use nanollama_train::Gpus;

use super::count::{parse_count, parse_positive_count, parse_price};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama speedrun --dollars 100 --gpus 8xH100 --dry-run
  nanollama speedrun --depth 20 --corpus books --chats chats.jsonl --bundle eval_bundle
  nanollama speedrun --depth 4 --corpus books.txt --chats mix.toml --steps 600 --chat-steps 100 --context 256

It types the commands of all stages for you, and shows each. The same command goes on where it was stopped: what is done is
passed over. Texts go to data/TAG, runs into --runs, logs to logs/TAG.")]
pub(crate) struct SpeedrunArgs {
    /// Layers of the model, from which all else of its shape follows [default: 20].
    #[arg(long, value_name = "N", conflicts_with_all = ["hours", "dollars"], value_parser = clap::value_parser!(u16).range(1..=128))]
    pub(crate) depth: Option<u16>,
    /// The deepest model whose training takes no longer: on --gpus, or on this machine.
    #[arg(long, value_name = "H", conflicts_with = "dollars", value_parser = parse_price)]
    pub(crate) hours: Option<f64>,
    /// The deepest model whose training costs no more on --gpus.
    #[arg(long, value_name = "D", value_parser = parse_price, requires = "gpus")]
    pub(crate) dollars: Option<f64>,
    /// GPUs to price it on: H100, 8xH100.
    #[arg(long, value_name = "GPUS")]
    pub(crate) gpus: Option<Gpus>,
    /// Dollars for an hour of one GPU of --gpus.
    #[arg(long, value_name = "DOLLARS", default_value_t = 3.0, value_parser = parse_price)]
    pub(crate) price: f64,
    /// Texts to learn from: files, folders or patterns.
    #[arg(long, num_args = 1.., value_name = "PATH", required_unless_present = "dry_run")]
    pub(crate) corpus: Vec<String>,
    /// Splits the texts of --corpus into documents; \n and \t are understood.
    #[arg(long, value_name = "TEXT", requires = "corpus")]
    pub(crate) separator: Option<String>,
    /// Conversations to learn to answer from, or a .toml that mixes several, as sft reads them.
    #[arg(long, value_name = "FILE", required_unless_present = "dry_run")]
    pub(crate) chats: Option<PathBuf>,
    /// Conversations or a .toml of which all tokens are learned before, as midtrain reads them.
    #[arg(long, value_name = "FILE")]
    pub(crate) mid: Option<PathBuf>,
    /// Folder of the benchmarks' files; without it nothing is asked.
    #[arg(long, value_name = "DIR")]
    pub(crate) bundle: Option<PathBuf>,
    /// Questions of each benchmark [default: all].
    #[arg(long, value_name = "N", requires = "bundle", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_per_task: Option<u32>,
    /// Entries of the vocabulary that is learned from --corpus.
    #[arg(long, default_value_t = 65_536, value_parser = parse_positive_count, value_name = "N")]
    pub(crate) vocab_size: u64,
    /// Longest sequence in tokens.
    #[arg(long, default_value_t = 2048, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: usize,
    /// Tokens for each parameter that takes part in products.
    #[arg(long, default_value_t = 20.0, value_name = "RATIO", conflicts_with = "steps", value_parser = parse_price)]
    pub(crate) target_param_data_ratio: f64,
    /// Steps of pretraining, instead of a ratio.
    #[arg(long, visible_alias = "num-iterations", value_name = "N")]
    pub(crate) steps: Option<u64>,
    /// Steps of each stage of conversations [default: once through them].
    #[arg(long, value_name = "N")]
    pub(crate) chat_steps: Option<u64>,
    /// Tokens in one optimiser step (K, M suffixes).
    #[arg(long, visible_alias = "total-batch-size", value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
    /// What runs and files are called [default: d and the depth].
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Option<String>,
    /// Folder for data/ and logs/.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Do not open the chat at the end.
    #[arg(long)]
    pub(crate) no_chat: bool,
    /// Print what it would cost and the commands that it would type, and end.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
