//! `nanollama data identity`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct IdentityArgs {
    /// What the model is called.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Facts, one a line: `KEY: VALUE` (maker, purpose, year, languages, size, text, program, licence, home, limits), or a question
    /// and its answer.
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: PathBuf,
    /// How many conversations.
    #[arg(long, default_value_t = 1000, value_name = "N")]
    pub(crate) conversations: usize,
    /// Which ones.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// File to write, one conversation a line.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) out: PathBuf,
}
