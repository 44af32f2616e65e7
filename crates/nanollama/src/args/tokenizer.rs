//! `nanollama tokenizer …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::count::parse_positive_count;
use super::reading::LeavingOutArgs;

/// The size of a vocabulary when none is given, and the largest.
pub(super) const VOCABULARY: u32 = 32_000;
pub(super) const MOST_VOCABULARY: i64 = 1_000_000;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama tokenizer train --input book.txt --vocab-size 8000 --out tok
  nanollama tokenizer eval --tokenizer tok --text book.txt --against gpt2
  nanollama tokenizer show 'Once upon a time' --tokenizer tok
  echo 'Once upon a time' | nanollama tokenizer encode --tokenizer tok
  echo '100 200 300' | nanollama tokenizer decode --tokenizer tok")]
pub(crate) struct TokenizerArgs {
    #[command(subcommand)]
    pub(crate) command: TokenizerCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenizerCommand {
    /// Learn a BPE vocabulary from texts: of bytes, or SentencePiece's kind.
    #[command(after_help = "\
Examples:
  nanollama tokenizer train --input book.txt more.jsonl --vocab-size 32000 --out tok
  nanollama tokenizer train --kind sentencepiece --input book.txt --vocab-size 8000 --out tok
  nanollama tokenizer train --tier 1 --language en=en.txt --language de=de.txt,de.jsonl --out tok")]
    Train(Box<TrainTokenizerArgs>),
    /// How many tokens texts take, beside other tokenizers (GPT-2's and cl100k's from the Hub's cache).
    #[command(
        after_help = "Example:\n  nanollama tokenizer eval --tokenizer tok --text book.txt --against gpt2 cl100k_base.tiktoken"
    )]
    Eval(EvalTokenizerArgs),
    /// The tokens of a text, one by one: in colours on a terminal, else a line each (id, bytes, text).
    #[command(after_help = "Example:\n  nanollama tokenizer show 'Once upon a time' --tokenizer tok")]
    Show(ShowTokensArgs),
    /// Text on stdin to ids on stdout, separated by spaces.
    #[command(after_help = "Example:\n  echo 'Once upon a time' | nanollama tokenizer encode --tokenizer tok")]
    Encode(EncodeArgs),
    /// Ids on stdin to text on stdout.
    Decode(DecodeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TrainTokenizerArgs {
    /// Texts to learn from: files, folders or patterns (.txt .md .jsonl .json, also .gz and .zst; .parquet), `-` for stdin.
    #[arg(long, required_unless_present = "language", num_args = 1.., value_name = "FILE")]
    pub(crate) input: Vec<String>,
    /// Texts of one of several languages (repeatable): all give equally many bytes, as many as there are of the shortest.
    #[arg(long, num_args = 1, value_name = "NAME=FILE,…", value_parser = parse_language, conflicts_with = "input")]
    pub(crate) language: Vec<Language>,
    /// What tokens are made of.
    #[arg(long, value_enum, default_value_t = KindName::ByteLevel)]
    pub(crate) kind: KindName,
    /// Size of the vocabulary, special tokens included.
    #[arg(long, default_value_t = VOCABULARY, value_parser = clap::value_parser!(u32).range(267..=MOST_VOCABULARY), value_name = "N")]
    pub(crate) vocab_size: u32,
    /// Size by the languages: 0 is 32,000 (one), 1 is 48,000 (about four), 2 is 64,000 (eight), 3 is 96,000 (thirteen).
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=3), conflicts_with = "vocab_size", value_name = "0-3")]
    pub(crate) tier: Option<u8>,
    /// Folder to write tokenizer.json into, and tokenizer.model for sentencepiece.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// How text is split before merging (byte-level) [default: llama3].
    #[arg(long, value_enum)]
    pub(crate) pattern: Option<PatternName>,
    /// Which of two equally frequent pairs is merged first (byte-level) [default: ascending].
    #[arg(long, value_enum)]
    pub(crate) ties: Option<TiesName>,
    /// The share of characters that are tokens, the rest become bytes (sentencepiece) [default: 0.9995].
    #[arg(long, value_parser = parse_share, value_name = "SHARE")]
    pub(crate) character_coverage: Option<f64>,
    /// Learn from at most so many bytes of text (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "BYTES")]
    pub(crate) max_bytes: Option<u64>,
    /// Learn from at most so many characters of text (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "N")]
    pub(crate) max_chars: Option<u64>,
    /// Learn from at most so many characters of each document.
    #[arg(long, value_parser = parse_positive_count, value_name = "N")]
    pub(crate) doc_cap: Option<u64>,
    /// Memory for the different words of the texts; when they would take more, the rarest are left out, which is said.
    #[arg(long, default_value = "4G", value_parser = parse_positive_count, value_name = "BYTES")]
    pub(crate) word_memory: u64,
    /// What stands between documents: nothing is learned from it. \n and \t are understood.
    #[arg(long, value_name = "TEXT")]
    pub(crate) separator: Option<String>,
    /// Column of parquet files, or field of JSON rows, that holds the text; with dots where it is inside of others.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
}

/// The vocabulary of each tier.
pub(crate) const TIERS: [u32; 4] = [VOCABULARY, 48_000, 64_000, 96_000];

/// Texts of one language.
#[derive(Debug, Clone)]
pub(crate) struct Language {
    pub(crate) name: String,
    pub(crate) files: Vec<String>,
}

fn parse_language(text: &str) -> Result<Language, String> {
    let wrong = || format!("{text:?} is not NAME=FILE, such as de=german.txt");
    let (name, files) = text.split_once('=').ok_or_else(wrong)?;
    let files: Vec<String> = files.split(',').map(String::from).collect();
    if name.is_empty() || files.iter().any(String::is_empty) {
        return Err(wrong());
    }
    Ok(Language { name: name.to_owned(), files })
}

fn parse_share(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err(format!("{text:?} is not a share above 0 and up to 1")),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    /// Bytes and merges of them (as GPT-2 and Llama 3).
    ByteLevel,
    /// Characters and merges of them, bytes for what is rare; digits stand alone (as Llama 2).
    #[value(name = "sentencepiece", alias = "spm")]
    SentencePiece,
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
    /// The lower pair of ids where bytes are numbered as in tokenizer.json (as Hugging Face's trainer).
    HuggingFace,
}

#[derive(Debug, Args)]
pub(crate) struct EvalTokenizerArgs {
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
    /// What it is held against: gpt2, cl100k or o200k (from the Hub's cache or tiktoken's), a .tiktoken file, a tokenizer, or any
    /// model here [default: gpt2 and cl100k, where they are there].
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) against: Vec<String>,
    /// Texts to count [default: a few lines of several kinds].
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) text: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ShowTokensArgs {
    /// The text [default: stdin].
    #[arg(value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
    /// Read special tokens in the text as special tokens instead of as plain text.
    #[arg(long)]
    pub(crate) special: bool,
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
