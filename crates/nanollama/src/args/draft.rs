//! Whether tokens are drafted ahead, for whatever writes texts.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct DraftArgs {
    /// Draft tokens ahead from what the text repeats; a step verifies several. It changes no token.
    #[arg(long, value_enum, default_value = "none", value_name = "TYPE")]
    pub(crate) spec_type: SpecType,
    /// Most tokens to draft a step.
    #[arg(long, visible_aliases = ["draft", "draft-n"], alias = "spec-draft-n-max", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256), value_name = "N")]
    pub(crate) draft_max: u16,
}

/// Where drafts come from, by llama.cpp's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpecType {
    /// Nowhere: a step a token.
    None,
    /// What followed the text's last tokens where they stood before.
    #[value(alias = "ngram-simple")]
    Ngram,
}

impl DraftArgs {
    /// Tokens a step that may be drafted; 0 is none.
    pub(crate) fn drafting(&self) -> usize {
        match self.spec_type {
            SpecType::None => 0,
            SpecType::Ngram => self.draft_max.into(),
        }
    }
}
