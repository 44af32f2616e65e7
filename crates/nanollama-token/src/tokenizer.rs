//! The tokenizer that everyone uses: built once from a checked definition, shared cheaply, never changed.
//! Formats live in `file/`, merging in `bpe.rs` and `sentencepiece.rs`.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::bpe::Bpe;
use crate::error::{Error, Result};
use crate::file;
use crate::file::gguf::GgufVocab;
use crate::pattern::{Pattern, safe_parts};
use crate::roles::Roles;
use crate::sentencepiece::SentencePiece;
use crate::special::Finder;
use crate::vocabulary::{Kind, Token, Vocabulary};

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

/// What a reader or the trainer delivers; [`Tokenizer::build`] checks it.
pub(crate) struct Definition {
    /// For messages: the file, or the format.
    pub(crate) file: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) model: ModelDefinition,
    pub(crate) roles: Roles,
}

pub(crate) enum ModelDefinition {
    Bpe { pattern: Pattern, ignore_merges: bool, merges: Vec<(u32, u32)> },
    SentencePiece { scores: Vec<f32>, add_space_prefix: bool },
}

/// Texts longer than this are worth cutting for several threads.
const PARALLEL_BYTES: usize = 64 << 10;

impl Tokenizer {
    /// Reads a tokenizer: a folder that holds `tokenizer.json`, `tokenizer.model` or `tokenizer.bin`, or one such file.
    ///
    /// # Errors
    /// The file is missing, broken, or holds a feature that this program does not have; the message names the field.
    /// A `.tiktoken` file has neither pattern nor special tokens: use [`Tokenizer::load_tiktoken`].
    pub fn load(path: &Path) -> Result<Tokenizer> {
        file::load(path)
    }

    /// Reads tiktoken's ranks (`base64 rank` lines); `specials` take the ids after the last rank.
    ///
    /// # Errors
    /// The file is missing or broken, or the ranks are no BPE vocabulary.
    pub fn load_tiktoken(path: &Path, pattern: Pattern, specials: &[&str]) -> Result<Tokenizer> {
        file::tiktoken::load(path, pattern, specials)
    }

    /// Reads the bytes of a `tokenizer.json` from anywhere; `name` stands in messages.
    ///
    /// # Errors
    /// As [`Tokenizer::load`].
    pub fn from_json(name: &str, bytes: &[u8]) -> Result<Tokenizer> {
        file::tokenizer_json::parse(name, bytes, None)
    }

    /// A tokenizer from GGUF's `tokenizer.ggml.*` values.
    ///
    /// # Errors
    /// A model, pre-tokenizer or table that this program does not read; the message names the key.
    pub fn from_gguf(vocab: GgufVocab) -> Result<Tokenizer> {
        file::gguf::read(vocab)
    }

    /// The values that a GGUF file needs to hold this tokenizer.
    ///
    /// # Errors
    /// llama.cpp has no pre-tokenizer that cuts as this one does.
    pub fn to_gguf(&self) -> Result<GgufVocab> {
        file::gguf::write(self)
    }

    /// Writes `tokenizer.json`, `tokenizer_config.json` and `special_tokens_map.json` into `folder` (made if missing),
    /// each whole or not at all. The chat template goes in only when given: a model that was not trained on chat must
    /// not carry one.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn save(&self, folder: &Path, chat_template: Option<&str>) -> Result<()> {
        file::save(self, folder, chat_template)
    }

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

    /// The ids of a text from anyone. Never a special token: `<|eot_id|>` in it stays nine ordinary characters.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 3);
        self.encode_into(text, &mut out);
        out
    }

    /// [`Tokenizer::encode`], appended to `out`.
    pub fn encode_into(&self, text: &str, out: &mut Vec<u32>) {
        self.encode_around(&self.inner.atoms, text, out);
    }

    /// The ids of a text that we wrote ourselves (templates): special tokens by their names.
    pub fn encode_trusted(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 3);
        self.encode_around(&self.inner.specials, text, &mut out);
        out
    }

    /// [`Tokenizer::encode`] of many texts on rayon's threads.
    pub fn encode_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Vec<u32>> {
        texts.par_iter().map(|text| self.encode(text.as_ref())).collect()
    }

    /// [`Tokenizer::encode`] of one long text on rayon's threads: the same ids.
    pub fn encode_parallel(&self, text: &str) -> Vec<u32> {
        let splittable = matches!(self.inner.model, Model::Bpe(_)) && self.inner.atoms.is_empty();
        if !splittable || text.len() < 2 * PARALLEL_BYTES {
            return self.encode(text);
        }
        let parts = safe_parts(text, PARALLEL_BYTES);
        self.encode_batch(&parts).concat()
    }

    fn encode_around(&self, finder: &Finder, text: &str, out: &mut Vec<u32>) {
        let inner = &*self.inner;
        match &inner.model {
            Model::Bpe(bpe) if finder.is_empty() => bpe.encode(&inner.vocabulary, text, out),
            Model::Bpe(bpe) => {
                finder.cut(text, out, |out, plain| bpe.encode(&inner.vocabulary, plain, out), |out, id| out.push(id));
            }
            Model::SentencePiece(pieces) => {
                let mut state = (true, out);
                finder.cut(
                    text,
                    &mut state,
                    |(at_start, out), plain| {
                        pieces.encode(&inner.vocabulary, plain, *at_start, out);
                        *at_start = false;
                    },
                    |(at_start, out), id| {
                        out.push(id);
                        *at_start = true;
                    },
                );
            }
        }
    }

    /// The bytes that the ids stand for. Special tokens add nothing, ids outside the vocabulary neither. It need not be
    /// whole UTF-8: a model may stop inside a character.
    pub fn decode(&self, ids: &[u32]) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::with_capacity(ids.len() * 4);
        for &id in ids {
            bytes.extend_from_slice(self.inner.vocabulary.bytes(id).unwrap_or_default());
        }
        if self.strips_first_space() && bytes.first() == Some(&b' ') {
            bytes.remove(0);
        }
        bytes
    }

    /// [`Tokenizer::decode`] as text, broken UTF-8 shown as U+FFFD and special tokens by their names: for people.
    pub fn decode_visible(&self, ids: &[u32]) -> String {
        let mut bytes: Vec<u8> = Vec::new();
        for &id in ids {
            bytes.extend_from_slice(self.inner.vocabulary.written(id).unwrap_or_default());
        }
        String::from_utf8_lossy(&bytes).into_owned()
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
