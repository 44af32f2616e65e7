//! `nanollama data import` and `nanollama data export`: token shards of other programs.

use std::path::PathBuf;

use clap::Args;
use nanollama_data::ShardForm;

use super::count::parse_count;

/// [`nanollama_data::Preparation::SHARD_TOKENS`] as it is typed.
pub(super) const SHARD_TOKENS: &str = "100M";

#[derive(Debug, Args)]
pub(crate) struct ShardImportArgs {
    /// Shards, in their order; those whose names hold `val` are measured on.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Who wrote them: nanollama (ids of two bytes and nothing else), llm.c, modded-nanogpt.
    #[arg(long, value_parser = parse_form, value_name = "NAME")]
    pub(crate) form: ShardForm,
    /// The tokenizer that made the ids: a folder with tokenizer.json, a tokenizer file, or any model.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: String,
    /// Folder to write shards and manifest.json into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The id at which documents are cut [default: the tokenizer's end of text; of nanollama's none: each file is one document].
    #[arg(long, value_name = "ID")]
    pub(crate) end_of_text: Option<u32>,
    /// Tokens in one shard (K, M, B suffixes).
    #[arg(long, value_parser = parse_count, default_value = SHARD_TOKENS, value_name = "N")]
    pub(crate) shard_tokens: u64,
}

#[derive(Debug, Args)]
pub(crate) struct ShardExportArgs {
    /// Folder that `data prepare` wrote.
    #[arg(value_name = "DATA")]
    pub(crate) data: PathBuf,
    /// Who is to read them: nanollama, llm.c, modded-nanogpt.
    #[arg(long, value_parser = parse_form, value_name = "NAME")]
    pub(crate) form: ShardForm,
    /// Folder to write them into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// A form by its name.
fn parse_form(typed: &str) -> Result<ShardForm, String> {
    let known = ShardForm::KNOWN.iter().find(|(name, _)| *name == typed);
    known.map(|(_, form)| *form).ok_or_else(|| "known are nanollama, llm.c and modded-nanogpt".into())
}
