//! The tokenizer that everyone uses: built once from a checked definition, shared cheaply, never
//! changed. Text to ids and back is `tokenizer/encode.rs`. Formats, and the calls that read and
//! write them, are in `file.rs`; merging is in `bpe.rs` and `sentencepiece.rs`.

mod encode;

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::bpe::Bpe;
use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::sentencepiece::SentencePiece;
use crate::special::Finder;
use crate::vocabulary::{Kind, Vocabulary};

/// Text to token ids and back. Cloning shares; encoding may run on any number of threads.
#[derive(Clone)]
pub struct Tokenizer {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) model: Model,
    pub(crate) roles: Roles,
    /// Found in every text: added tokens that are not special.
    atoms: Finder,
    /// Found in trusted text: those and the special ones.
    specials: Finder,
}

pub(crate) enum Model {
    Bpe(Bpe),
    SentencePiece(SentencePiece),
}

impl Tokenizer {
    /// Checks a definition and builds its tables.
    pub(crate) fn build(definition: Definition) -> Result<Tokenizer> {
        let Definition { file, tokens, model, mut roles } = definition;
        let vocabulary = Vocabulary::new(&file, &tokens)?;
        roles.complete(&vocabulary);
        let named =
            [("bos", roles.bos), ("eos", roles.eos), ("eot", roles.eot), ("pad", roles.pad), ("unk", roles.unk)];
        for (name, id) in named {
            if let Some(id) = id
                && id as usize >= vocabulary.len()
            {
                let expected = format!("an id below {}", vocabulary.len());
                return Err(Error::field(&file, format!("{name} token"), id.to_string(), expected));
            }
        }
        let model = match model {
            ModelDefinition::Bpe { pattern, ignore_merges, merges } => {
                Model::Bpe(Bpe::new(&file, &vocabulary, pattern, ignore_merges, merges)?)
            }
            ModelDefinition::SentencePiece { scores, add_space_prefix } => {
                Model::SentencePiece(SentencePiece::new(&file, &vocabulary, scores, add_space_prefix, roles.unk)?)
            }
        };
        let of = |wanted: &'static [Kind]| {
            Finder::new(
                vocabulary.tokens().filter(|(_, kind, _)| wanted.contains(kind)).map(|(id, _, text)| (id, text)),
            )
        };
        let atoms = of(&[Kind::UserDefined]);
        let specials = of(&[Kind::UserDefined, Kind::Control, Kind::Unknown]);
        Ok(Tokenizer { inner: Arc::new(Inner { vocabulary, model, roles, atoms, specials }) })
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Number of ids, special and unused ones included: rows of the embedding table.
    pub fn vocab_size(&self) -> usize {
        self.inner.vocabulary.len()
    }

    /// True when encoding puts a space in front that decoding takes away.
    pub(crate) fn strips_first_space(&self) -> bool {
        matches!(&self.inner.model, Model::SentencePiece(pieces) if pieces.add_space_prefix)
    }

    /// The bytes that one token adds to a text: empty for special and unused ids, `None` outside the vocabulary.
    pub fn token_bytes(&self, id: u32) -> Option<&[u8]> {
        self.inner.vocabulary.bytes(id)
    }

    /// One token for people: its text (broken UTF-8 as U+FFFD), or a special token's name.
    pub fn token_text(&self, id: u32) -> Option<String> {
        self.inner.vocabulary.written(id).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// The id of a special (or added) token by its name, `<|eot_id|>`.
    pub fn special(&self, name: &str) -> Option<u32> {
        self.inner.vocabulary.named(name)
    }

    /// True for control tokens and `<unk>`: ids that user text never becomes.
    pub fn is_special(&self, id: u32) -> bool {
        matches!(self.inner.vocabulary.kind(id), Some(Kind::Control | Kind::Unknown))
    }

    /// All special tokens: id and name, ascending.
    pub fn specials(&self) -> Vec<(u32, String)> {
        let vocabulary = &self.inner.vocabulary;
        vocabulary
            .tokens()
            .filter(|(_, kind, _)| matches!(kind, Kind::Control | Kind::Unknown))
            .map(|(id, _, name)| (id, String::from_utf8_lossy(name).into_owned()))
            .collect()
    }

    /// Beginning of text.
    pub fn bos(&self) -> Option<u32> {
        self.inner.roles.bos
    }

    /// End of text.
    pub fn eos(&self) -> Option<u32> {
        self.inner.roles.eos
    }

    /// End of a chat turn.
    pub fn eot(&self) -> Option<u32> {
        self.inner.roles.eot
    }

    /// Padding.
    pub fn pad(&self) -> Option<u32> {
        self.inner.roles.pad
    }

    /// Every id after which generation ends (end of text, end of turn, and their kin), ascending.
    pub fn stop_tokens(&self) -> Vec<u32> {
        self.inner.roles.stops(&self.inner.vocabulary)
    }

    /// The ids that the files of a model name as its ends: end of text, and for a chat model end of turn.
    pub fn end_tokens(&self, chat: bool) -> Vec<u32> {
        self.inner.roles.ends(chat)
    }

    /// True when models of this tokenizer expect [`Tokenizer::bos`] before every text. Encoding never adds it.
    pub fn adds_bos(&self) -> bool {
        self.inner.roles.add_bos && self.inner.roles.bos.is_some()
    }

    /// The ids of a text that a model is to continue: after [`Tokenizer::bos`] where its models expect one, and where
    /// there is no text but something has to come first.
    pub fn prompt(&self, text: &str) -> Vec<u32> {
        let mut ids: Vec<u32> = self.bos().filter(|_| self.adds_bos() || text.is_empty()).into_iter().collect();
        self.encode_into(text, &mut ids);
        ids
    }

    /// The split pattern; `None` for SentencePiece, which has none.
    pub fn pattern(&self) -> Option<Pattern> {
        match &self.inner.model {
            Model::Bpe(bpe) => Some(bpe.pattern),
            Model::SentencePiece(_) => None,
        }
    }

    /// SHA-256 (hex) of everything that decides ids: kind, pattern, tokens with their kinds, merges or scores. Two
    /// tokenizers of one hash encode alike; it does not depend on the file format that they came from.
    pub fn hash(&self) -> String {
        let mut sha = Sha256::new();
        for (_, kind, bytes) in self.inner.vocabulary.tokens() {
            sha.update([kind as u8]);
            sha.update((bytes.len() as u32).to_le_bytes());
            sha.update(bytes);
        }
        match &self.inner.model {
            Model::Bpe(bpe) => {
                sha.update(format!("bpe {} {}", bpe.pattern.name(), bpe.ignore_merges));
                for (left, right) in &bpe.merges {
                    sha.update(left.to_le_bytes());
                    sha.update(right.to_le_bytes());
                }
            }
            Model::SentencePiece(pieces) => {
                sha.update(format!("sentencepiece {}", pieces.add_space_prefix));
                for score in &pieces.scores {
                    sha.update(score.to_le_bytes());
                }
            }
        }
        sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// One line for people: kind, sizes, pattern, special tokens.
    pub fn describe(&self) -> String {
        let size = self.vocab_size();
        let specials = self.specials().len();
        match &self.inner.model {
            Model::Bpe(bpe) => format!(
                "byte-level BPE, {size} tokens ({} merges, {specials} special), pattern {}",
                bpe.merges.len(),
                bpe.pattern.name()
            ),
            Model::SentencePiece(_) => {
                format!("SentencePiece BPE with byte fallback, {size} tokens ({specials} special)")
            }
        }
    }
}

impl fmt::Debug for Tokenizer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tokenizer({})", self.describe())
    }
}
