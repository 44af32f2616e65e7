//! What a reader of files or the trainer delivers, unchecked: the tokenizer that is to be built.

use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::vocabulary::Token;

/// A tokenizer to be built; [`crate::Tokenizer::build`] checks it.
pub(crate) struct Definition {
    /// For messages: the file, or the format.
    pub(crate) file: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) model: ModelDefinition,
    pub(crate) roles: Roles,
}

/// How text becomes tokens.
pub(crate) enum ModelDefinition {
    Bpe { pattern: Pattern, ignore_merges: bool, merges: Vec<(u32, u32)> },
    SentencePiece { scores: Vec<f32>, add_space_prefix: bool },
}
