//! What a reader of files or the trainer delivers, unchecked: the tokenizer that is to be built.

use std::sync::Arc;

use serde_json::Value as Json;

pub(crate) use crate::bpe::BpeDefinition;
use crate::normalizer::Normalizer;
use crate::opening::Start;
use crate::pipeline::{CharactersDefinition, Cut};
use crate::roles::Roles;
use crate::sentencepiece::Spelling;
use crate::special::FlagsById;
use crate::vocabulary::{Shown, Token};

/// A tokenizer to be built; [`crate::Tokenizer::build`] checks it.
pub(crate) struct Definition {
    /// For messages: the file, or the format.
    pub(crate) file: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) model: ModelDefinition,
    pub(crate) roles: Roles,
    /// The parts that the files name, where that is less than what is known: chat templates see these alone.
    pub(crate) named: Option<Roles>,
    /// What tokens add to a text, where it is not what their bytes say.
    pub(crate) shown: Shown,
    /// How added tokens are found, where it is not the plain way.
    pub(crate) flags: FlagsById,
    pub(crate) normalizer: Normalizer,
    /// What decoding takes away from the beginning of a text.
    pub(crate) start: Start,
    /// The bytes of the `.model` that it was read from.
    pub(crate) model_file: Option<Arc<[u8]>>,
    /// Texts that play a part for chat templates alone (`sep_token`, …), and lists of them.
    pub(crate) further: Vec<(String, Json)>,
    /// What stands in the file and was passed over, a line each.
    pub(crate) ignored: Vec<String>,
}

/// How text becomes tokens.
pub(crate) enum ModelDefinition {
    Bpe(BpeDefinition),
    SentencePiece {
        scores: Vec<f32>,
        spelling: Spelling,
    },
    Pipeline {
        cuts: Vec<Cut>,
        characters: CharactersDefinition,
        /// The text of the file.
        source: Arc<str>,
    },
}

impl Definition {
    /// A tokenizer without a normaliser, flags and anything passed over.
    pub(crate) fn plain(
        file: impl Into<String>,
        tokens: Vec<Token>,
        model: ModelDefinition,
        roles: Roles,
    ) -> Definition {
        let start = match &model {
            ModelDefinition::SentencePiece { spelling, .. } => spelling.start(),
            _ => Start::Keep,
        };
        Definition {
            file: file.into(),
            tokens,
            model,
            roles,
            named: None,
            shown: Shown::default(),
            flags: FlagsById::new(),
            normalizer: Normalizer::default(),
            start,
            model_file: None,
            further: Vec::new(),
            ignored: Vec::new(),
        }
    }
}
