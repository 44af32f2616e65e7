//! What a text has to look like: for `nanollama run` and `nanollama chat`, under llama.cpp's names.

use std::path::PathBuf;

use clap::Args;

/// A grammar or a schema, one of them.
#[derive(Debug, Default, Args)]
#[group(id = "form", multiple = false)]
pub(crate) struct FormArgs {
    /// Write what this grammar says, and nothing else: GBNF, as llama.cpp has it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) grammar: Option<String>,
    /// The same with the grammar in a file.
    #[arg(long, value_name = "FILE")]
    pub(crate) grammar_file: Option<PathBuf>,
    /// Write JSON of this JSON schema, and nothing else.
    #[arg(long, short = 'j', value_name = "SCHEMA")]
    pub(crate) json_schema: Option<String>,
    /// The same with the schema in a file (`-jf`, too).
    #[arg(long, value_name = "FILE")]
    pub(crate) json_schema_file: Option<PathBuf>,
}
