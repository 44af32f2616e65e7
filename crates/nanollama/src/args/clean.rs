//! What may be typed about cleaning a corpus: what of it is left out, and which part of it is meant.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nanollama_data::{Cleaning, Part};

use super::count::{parse_count, parse_positive_count};

/// [`Cleaning::DEDUP_MEMORY`] as it is typed.
const DEDUP_MEMORY: &str = "1G";

/// What of a corpus is left out on purpose. Texts of the Hub are read as they come.
#[derive(Debug, Args)]
#[group(multiple = true, conflicts_with = "preset")]
pub(crate) struct CleanArgs {
    /// Leave out documents that stand before: word for word (exact), or nearly so (near, by MinHash, checked). The first stays.
    #[arg(long, value_enum, value_name = "HOW")]
    pub(crate) dedup: Option<DedupName>,
    /// How much near duplicates have in common at least: Jaccard similarity of their runs of 5 words, from 0.7 to 1.
    #[arg(long, default_value_t = Cleaning::DEDUP_THRESHOLD, requires = "dedup", value_name = "SHARE")]
    pub(crate) dedup_threshold: f64,
    /// Bytes of memory for finding duplicates (K, M, G suffixes); the rest goes to --out for the while. It changes no result.
    #[arg(long, value_parser = parse_positive_count, default_value = DEDUP_MEMORY, requires = "dedup", value_name = "BYTES")]
    pub(crate) dedup_memory: u64,
    /// C4's rules: lines that are no sentences go, and pages of which too little is left.
    #[arg(long)]
    pub(crate) c4: bool,
    /// Gopher's rules of quality: words, symbols, bullets, stop words of English.
    #[arg(long)]
    pub(crate) gopher_quality: bool,
    /// Gopher's rules of repetition: lines, paragraphs and runs of words that come again.
    #[arg(long)]
    pub(crate) gopher_repetition: bool,
    /// FineWeb's own rules: lines without an end, lines that come again, short lines.
    #[arg(long)]
    pub(crate) fineweb_quality: bool,
    /// Leave out documents of fewer words.
    #[arg(long, value_parser = parse_count, default_value = "0", hide_default_value = true, value_name = "N")]
    pub(crate) min_words: u64,
    /// Leave out documents of more words.
    #[arg(long, value_parser = parse_count, value_name = "N")]
    pub(crate) max_words: Option<u64>,
    /// Leave out documents that share 13 words in a row with an item of an evaluation: a folder as eval's --bundle, or files of
    /// items (.jsonl, .parquet).
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pub(crate) decontaminate: Vec<PathBuf>,
    /// Leave out the documents that a list names: rows of `file` and `document` (.parquet, .jsonl), found by --signatures.
    #[arg(long, value_name = "FILE")]
    pub(crate) drop: Option<PathBuf>,
    /// Read a part of the files, every N-th from the I-th on, counted from 0 (0/8 to 7/8), as each machine of several does.
    #[arg(long, value_parser = parse_part, conflicts_with = "validation", value_name = "I/N")]
    pub(crate) shard: Option<Part>,
    /// Write the MinHash signatures of all documents to this file (.parquet) and nothing else: duplicates over many machines are
    /// found by joining them, see docs/data.md.
    #[arg(long, conflicts_with_all = ["dedup", "out", "tokenizer"], value_name = "FILE")]
    pub(crate) signatures: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DedupName {
    Exact,
    Near,
}

/// `3/8`.
fn parse_part(text: &str) -> Result<Part, String> {
    let numbers = text.split_once('/').map(|(index, of)| (index.trim().parse(), of.trim().parse()));
    let Some((Ok(index), Ok(of))) = numbers else {
        return Err("it is a part's number and how many there are, such as 0/8".into());
    };
    match index < of {
        true => Ok(Part { index, of }),
        false if of == 0 => Err("there is at least one part: 0/1".into()),
        false => Err(format!("parts are counted from 0: 0/{of} to {}/{of}", of - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_from_nothing() {
        assert_eq!(parse_part("3/8"), Ok(Part { index: 3, of: 8 }));
        assert!(["8/8", "1", "1/0", "-1/2", "a/b"].iter().all(|text| parse_part(text).is_err()));
        assert_eq!(parse_positive_count(DEDUP_MEMORY), Ok(Cleaning::DEDUP_MEMORY));
    }
}
