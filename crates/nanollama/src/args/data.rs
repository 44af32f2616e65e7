//! `nanollama data …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nanollama_data::{PersonalityFolder, Preparation};

use super::clean::CleanArgs;
use super::count::parse_count;
use super::identity::IdentityArgs;
use super::reading::LeavingOutArgs;
use super::shards::{SHARD_TOKENS, ShardExportArgs, ShardImportArgs};
use super::source::{FETCHED, SourceArgs, SourceListArgs};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama data prepare book.txt --tokenizer tok --out data --separator '\\n\\n\\n'
  nanollama data list")]
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
  nanollama data prepare --preset fineweb-edu --tokens 1B --tokenizer tok --out data
  nanollama data prepare --preset en_only --tokens 7B --tokenizer tok --out data
  bzcat big.txt.bz2 | nanollama data prepare - --tokenizer tok --out data --separator '<|endoftext|>'
  nanollama data prepare web --tokenizer tok --out data --dedup near --c4 --gopher-quality --decontaminate bundle
  nanollama data prepare web --tokenizer tok --out part0 --shard 0/16")]
    Prepare(Box<PrepareArgs>),
    /// Join folders that prepare made, such as the parts of a corpus: one corpus, its shards checked and not made again.
    #[command(after_help = "\
Examples:
  nanollama data merge part0 part1 part2 --out data
  nanollama data merge part* --out data --json")]
    Merge(MergeArgs),
    /// Texts or conversations of someone to a personality, which is trained beside a corpus.
    #[command(after_help = "\
Examples:
  nanollama data personality ann.jsonl --out ann --against data
  nanollama data personality chats.jsonl letters --out ann --tokenizer tok --skip-bad 5

Rows are texts ({\"text\": …}) or conversations in any form that sft reads. What is made is fed beside a
text by pretrain --personality DIR.")]
    Personality(PersonalityFolderArgs),
    /// Rows as training will see them: which tokens are learned, and where documents end.
    #[command(after_help = "\
Examples:
  nanollama data show data --rows 3
  nanollama data show chats.jsonl --model mine --html chats.html
  nanollama data show mix.toml --model mine --ids")]
    Show(DataShowArgs),
    /// Texts of the Hub and mixtures of them that --preset takes: licence, gate, size, column, and when that was looked at.
    #[command(after_help = "\
Examples:
  nanollama data list
  nanollama data list --sources mine.toml --json

A list of your own has the same form, and replaces what has the same name (docs/data.md).")]
    List(DataListArgs),
    /// Token shards of nanollama, llm.c or modded-nanogpt to prepared text: ids stay what they are.
    #[command(after_help = "\
Examples:
  nanollama data import fineweb_val_000000.bin fineweb_train_000001.bin --form llm.c --tokenizer gpt2-folder --out data
  nanollama data import train_0000.bin val_0000.bin --form nanollama --tokenizer tok --out data")]
    Import(ShardImportArgs),
    /// Prepared text to token shards that nanollama, llm.c or modded-nanogpt read.
    #[command(after_help = "Example:\n  nanollama data export data --form modded-nanogpt --out shards")]
    Export(ShardExportArgs),
    /// Write conversations about who a model is, from a file of facts.
    #[command(after_help = "\
Examples:
  nanollama data identity --name Otto --facts otto.txt --out otto.jsonl
  nanollama data identity --name Otto --facts otto.txt --conversations 200 --seed 2 --out more.jsonl

A line of facts: `maker: Ann Miller`, or `Do you sleep? Never: I am a program.`")]
    Identity(IdentityArgs),
}

#[derive(Debug, Args)]
pub(crate) struct DataListArgs {
    #[command(flatten)]
    pub(crate) list: SourceListArgs,
    /// Print them as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DataShowArgs {
    /// Folder that `data prepare` wrote, or conversations as sft reads them (a mixture, too).
    #[arg(value_name = "DATA")]
    pub(crate) path: PathBuf,
    /// The model that would learn conversations: its tokenizer, its form of chat, its context.
    #[arg(long, short, value_name = "MODEL")]
    pub(crate) model: Option<String>,
    /// How many rows.
    #[arg(long, default_value_t = 2, value_name = "N")]
    pub(crate) rows: usize,
    /// Tokens of a row [default: the model's context, or 512].
    #[arg(long, value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Seed of the order.
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// Each token with its id.
    #[arg(long)]
    pub(crate) ids: bool,
    /// Write the rows as a page, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PersonalityFolderArgs {
    /// Files, folders or patterns (.jsonl .json .txt .md, also .gz and .zst; .parquet), `-` for stdin.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// Folder to write into: shards, the texts as they were taken, and personality.json.
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Prepared corpus: its tokenizer is used, and what of the personality stands in it is told.
    #[arg(long, value_name = "DATA", required_unless_present = "tokenizer")]
    pub(crate) against: Option<PathBuf>,
    /// Folder with tokenizer.json, a tokenizer file, or any model [default: the one of --against].
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<String>,
    /// Column of parquet files, or field of JSON rows, that holds the text; with dots where it is inside of others.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// Splits a plain text into documents; \n and \t are understood.
    #[arg(long, value_name = "TEXT")]
    pub(crate) separator: Option<String>,
    /// A further name of a role (system, user, assistant or tool); may be given again.
    #[arg(long, value_name = "NAME=ROLE")]
    pub(crate) role: Vec<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
    /// Share of the documents that is held out.
    #[arg(long, default_value_t = PersonalityFolder::VALIDATION_FRACTION, value_name = "FRACTION")]
    pub(crate) validation_fraction: f64,
    /// Chooses the documents that are held out.
    #[arg(long, default_value_t = Preparation::SEED)]
    pub(crate) seed: u64,
    /// Print what was found out as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PrepareArgs {
    /// Files, folders or patterns (.txt .md .jsonl .json, also .gz and .zst; .parquet), `-` for stdin.
    #[arg(required_unless_present = "preset", conflicts_with_all = FETCHED, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// Folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR", required_unless_present = "signatures")]
    pub(crate) tokenizer: Option<String>,
    /// Folder to write shards and manifest.json into.
    #[arg(long, value_name = "DIR", required_unless_present = "signatures")]
    pub(crate) out: Option<PathBuf>,
    /// Splits a text into documents; \n and \t are understood.
    #[arg(long, value_name = "TEXT")]
    pub(crate) separator: Option<String>,
    /// Column of parquet files, or field of JSON rows, that holds the text; with dots where it is inside of others.
    #[arg(long, value_name = "NAME", conflicts_with = "preset")]
    pub(crate) text_column: Option<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
    /// Share of the documents kept for validation (default: 0.01, at most 10,000 documents).
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    /// Texts to validate on, instead of a share of the others.
    #[arg(long, num_args = 1.., value_name = "PATH", conflicts_with = "preset")]
    pub(crate) validation: Vec<String>,
    /// Tokens in one shard (K, M, B suffixes).
    #[arg(long, value_parser = parse_count, default_value = SHARD_TOKENS, value_name = "N")]
    pub(crate) shard_tokens: u64,
    /// Chooses the validation documents.
    #[arg(long, default_value_t = Preparation::SEED)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) clean: CleanArgs,
    /// Print what was made and what was left out as JSON; of --preset it is not told so.
    #[arg(long, conflicts_with = "preset")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Folders that `data prepare` wrote, with one tokenizer; their documents keep this order.
    #[arg(required = true, value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,
    /// Folder to write into.
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Print what was made as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_shard_is_preparations() {
        assert_eq!(parse_count(SHARD_TOKENS), Ok(Preparation::SHARD_TOKENS));
    }
}
