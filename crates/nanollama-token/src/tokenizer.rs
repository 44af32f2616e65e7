//! The tokenizer that everyone uses: built once from a checked definition, shared cheaply, never
//! changed. Text to ids and back is `tokenizer/encode.rs`. Formats, and the calls that read and
//! write them, are in `file.rs`; merging is in `bpe.rs` and `sentencepiece.rs`.

mod encode;

use std::fmt;
use std::sync::Arc;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::bpe::Bpe;
use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::normalizer::{Normalizer, Step};
use crate::opening::Start;
use crate::pattern::Pattern;
use crate::pipeline::{Characters, Pipeline};
use crate::roles::Roles;
use crate::sentencepiece::SentencePiece;
use crate::special::{Finder, Flags, FlagsById, Target};
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
    /// The parts of those that chat templates may name.
    pub(crate) named: Roles,
    /// How added tokens are found, where it is not the plain way.
    pub(crate) flags: FlagsById,
    /// Added tokens, found in the text as it was typed.
    added: Finder,
    pub(crate) normalizer: Normalizer,
    /// Added tokens that are found in the text after normalisation.
    added_late: Finder,
    /// What decoding takes away from the beginning of a text.
    pub(crate) start: Start,
    /// The `.model` that it was read from, and how many of the tokens are in there.
    pub(crate) model_file: Option<Arc<[u8]>>,
    pub(crate) own_tokens: u32,
    /// Texts that play a part for chat templates alone, and lists of them.
    pub(crate) further: Vec<(String, Json)>,
    /// What was passed over in the file, a line each.
    ignored: Vec<String>,
}

pub(crate) enum Model {
    Bpe(Bpe),
    SentencePiece(Box<SentencePiece>),
    Pipeline(Box<Pipeline>),
}

impl Tokenizer {
    /// Checks a definition and builds its tables.
    pub(crate) fn build(definition: Definition) -> Result<Tokenizer> {
        let Definition { file, tokens, model, mut roles, shown, flags, normalizer, start, .. } = definition;
        let Definition { named, model_file, further, mut ignored, .. } = definition;
        let mut vocabulary = Vocabulary::new(&file, &tokens)?;
        roles.drop_missing(vocabulary.len(), &mut ignored);
        roles.complete(&vocabulary);
        vocabulary.show(shown);
        // What ends a text is never made of what somebody typed, whatever kind a file gives it.
        vocabulary.make_special(roles.stops(&vocabulary).into_iter().chain(roles.bos));
        let parts =
            [("bos", roles.bos), ("eos", roles.eos), ("eot", roles.eot), ("pad", roles.pad), ("unk", roles.unk)];
        for (name, id) in parts {
            if let Some(id) = id
                && id as usize >= vocabulary.len()
            {
                let expected = format!("an id below {}", vocabulary.len());
                return Err(Error::field(&file, format!("{name} token"), id.to_string(), expected));
            }
        }
        let model = match model {
            ModelDefinition::Bpe(definition) => Model::Bpe(Bpe::new(&file, &vocabulary, definition)?),
            ModelDefinition::SentencePiece { scores, spelling } => {
                Model::SentencePiece(Box::new(SentencePiece::new(&file, &vocabulary, scores, spelling, roles.unk)?))
            }
            ModelDefinition::Pipeline { cuts, characters, source } => {
                Model::Pipeline(Box::new(Pipeline::new(cuts, Characters::new(&file, characters)?, source)))
            }
        };
        let target = |id: u32, kind: Kind| {
            let flags = flags.get(&id).copied().unwrap_or_default();
            Target { id, flags, special: kind != Kind::UserDefined }
        };
        // SentencePiece finds its own symbols; what was added beside it is found first.
        let inside = |id: u32| matches!(&model, Model::SentencePiece(pieces) if pieces.has_symbol(id));
        let targets = || {
            let named = vocabulary
                .tokens()
                .filter(|&(id, kind, _)| kind.is_named() && !(kind == Kind::UserDefined && inside(id)));
            named.map(|(id, kind, text)| (target(id, kind), text))
        };
        let late = |target: &Target| target.flags.normalized;
        let added = Finder::new(targets().filter(|(target, _)| !late(target)));
        let added_late = Finder::new(targets().filter(|(target, _)| late(target)).map(|(target, text)| {
            let text = String::from_utf8_lossy(text);
            (target, normalizer.apply(&text, true).text.into_owned())
        }));
        let own_tokens = match &model {
            Model::SentencePiece(pieces) => pieces.spelling.own_symbols_below,
            _ => vocabulary.len() as u32,
        };
        let inner = Inner {
            vocabulary,
            model,
            roles,
            named: named.unwrap_or(roles),
            flags,
            added,
            normalizer,
            added_late,
            start,
            model_file,
            own_tokens,
            further,
            ignored,
        };
        Ok(Tokenizer { inner: Arc::new(inner) })
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Number of ids, special and unused ones included: rows of the embedding table.
    pub fn vocab_size(&self) -> usize {
        self.inner.vocabulary.len()
    }

    /// What stood in the files and was passed over because it changes no ids, a line each, for people.
    pub fn ignored(&self) -> &[String] {
        &self.inner.ignored
    }

    /// The flags with which added tokens are found: the ids that have some, ascending.
    pub(crate) fn flagged(&self) -> Vec<(u32, Flags)> {
        let mut flagged: Vec<(u32, Flags)> = self.inner.flags.iter().map(|(id, flags)| (*id, *flags)).collect();
        flagged.sort_unstable();
        flagged
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

    /// True when models of this tokenizer expect [`Tokenizer::eos`] behind every whole text. Nothing here adds it: a text
    /// that is to be continued must not end.
    pub fn adds_eos(&self) -> bool {
        self.inner.roles.add_eos && self.inner.roles.eos.is_some()
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
            Model::SentencePiece(_) | Model::Pipeline(_) => None,
        }
    }

    /// True when no token goes on behind a line break with anything but line breaks, so that text may be encoded in two halves
    /// there and give the ids of the whole.
    pub(crate) fn cuts_after_newlines(&self) -> bool {
        match &self.inner.model {
            Model::Bpe(bpe) => bpe.pattern.cuts_after_newlines(),
            Model::SentencePiece(pieces) => pieces.cuts_after_newlines(),
            Model::Pipeline(_) => false,
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
                if bpe.rank_by_union || bpe.space_prefix {
                    sha.update(format!("union {} space {}", bpe.rank_by_union, bpe.space_prefix));
                }
            }
            Model::SentencePiece(pieces) => {
                sha.update(format!("sentencepiece {}", pieces.spelling.describe()));
                for score in &pieces.scores {
                    sha.update(score.to_le_bytes());
                }
            }
            Model::Pipeline(pipeline) => sha.update(format!("pipeline {}", pipeline.source)),
        }
        // Tokenizers without any of these keep the hash that they had before there were any.
        for (id, flags) in self.flagged() {
            sha.update(format!("flags {id} {flags:?}"));
        }
        if !self.inner.normalizer.is_empty() {
            sha.update(format!("{:?}", self.inner.normalizer));
        }
        sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether text is brought into Unicode's form C before it is cut, and nothing else is done to it: of a GGUF file's readers
    /// only this program does that.
    pub fn composes(&self) -> bool {
        self.inner.normalizer.0 == [Step::Nfc] && matches!(self.inner.model, Model::Bpe(_))
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
            Model::SentencePiece(pieces) => {
                let fallback = if pieces.knows_bytes() { "with" } else { "without" };
                format!("SentencePiece BPE {fallback} byte fallback, {size} tokens ({specials} special)")
            }
            Model::Pipeline(pipeline) => {
                let merges = pipeline.characters.definition.merges.len();
                format!("BPE by tokenizer.json, {size} tokens ({merges} merges, {specials} special)")
            }
        }
    }
}

impl fmt::Debug for Tokenizer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tokenizer({})", self.describe())
    }
}
