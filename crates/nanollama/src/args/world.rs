//! What may be typed behind `nanollama world`.

use std::path::PathBuf;

use clap::Args;

use super::count::parse_count;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nanollama world --out town
  nanollama world --documents 50K --conversations 10K --seed 7 --out town7
  nanollama world --documents 0 --conversations 0 --sums 5K --out town")]
pub(crate) struct TownArgs {
    /// How many texts to write into documents.jsonl (K, M suffixes).
    #[arg(long, default_value = "20K", value_parser = parse_count, value_name = "N")]
    pub(crate) documents: u64,
    /// How many conversations to write into conversations.jsonl (K, M suffixes).
    #[arg(long, default_value = "4K", value_parser = parse_count, value_name = "N")]
    pub(crate) conversations: u64,
    /// How many questions of sums to write as a task into sums/, with answers to learn from; and 500 of numbers that training
    /// never has, to measure on (K, M suffixes).
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) sums: Option<u64>,
    /// Which town.
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// Folder to write into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
