//! From the file's shape to a definition: what each id means, what is added around, and whether it is plain byte-level BPE.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::decoder::Decoder;
use super::reader::Reader;
use super::{AddedToken, MergePair, TokenizerJson, cuts};
use crate::byte_level;
use crate::definition::{BpeDefinition, Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::file::tokenizer_config::Beside;
use crate::normalizer::Normalizer;
use crate::pipeline::{CharactersDefinition, Cut};
use crate::roles::Roles;
use crate::sentencepiece::{byte_name, byte_token};
use crate::special::{Flags, FlagsById};
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Shown, Token};

/// Reads a `tokenizer.json`, and what a `tokenizer_config.json` beside it says.
pub(in crate::file) fn load(path: &Path) -> Result<Tokenizer> {
    let bytes = crate::file::bytes::read(path)?;
    let beside = Beside::read(path.parent().unwrap_or(Path::new("")))?;
    parse(&path.display().to_string(), &bytes, &beside)
}

/// Builds the tokenizer of a `tokenizer.json`'s bytes.
pub(in crate::file) fn parse(name: &str, bytes: &[u8], beside: &Beside) -> Result<Tokenizer> {
    let mut file: TokenizerJson = match serde_json::from_slice(bytes) {
        Ok(file) => file,
        Err(source) => return Err(wrong_kind(name, bytes).unwrap_or(Error::Json { file: name.to_string(), source })),
    };
    let reader = Reader { name };
    let mut ignored = reader.check(&mut file)?;
    reader.add_beside(&mut file, beside)?;
    let ids = reader.ids(&file)?;
    let around = reader.around(&file.post_processor, &ids)?;
    let mut roles = Roles { bos: around.front, eos: around.behind, ..Roles::default() };
    roles.add_bos = around.front.is_some();
    roles.add_eos = around.behind.is_some();
    beside.complete(&mut roles, |text| ids.get(text).copied(), &mut ignored)?;
    // What transformers calls a special token's part, it has from the files beside this one alone.
    let mut named = Roles::default();
    beside.complete(&mut named, |text| ids.get(text).copied(), &mut Vec::new())?;
    // A template names the token that it adds.
    roles.bos = around.front.filter(|_| roles.add_bos).or(roles.bos);
    let decoder = reader.decoder(&file.decoder)?;
    let cuts = reader.cuts(&file.pre_tokenizer)?;
    let unknown = reader.unknown(&file, &ids, &cuts, &mut ignored)?;
    roles.unk = unknown.or(roles.unk);
    let plain = cuts::byte_level(&cuts);
    let plain = plain.filter(|_| decoder.is_byte_level() && is_byte_level(&file, &ids, unknown));
    let model = match plain {
        Some((pattern, space_prefix)) => {
            // Each byte is a token or vanishes: nothing is unknown.
            roles.unk = None;
            let merges = last_of_equals(reader.merges(&file.model.merges, &ids)?);
            let merges = merges.into_iter().map(|(left, right, _)| (left, right)).collect();
            let ignore_merges = file.model.ignore_merges;
            ModelDefinition::Bpe(BpeDefinition { space_prefix, ..BpeDefinition::new(pattern, ignore_merges, merges) })
        }
        None => reader.pipeline(&file, &ids, bytes, cuts, unknown)?,
    };
    let normalizer = reader.normalizer(&file.normalizer)?;
    let (tokens, shown) = reader.tokens(&file, &ids, &decoder, &normalizer);
    let definition = Definition {
        shown,
        flags: reader.flags(&file, &normalizer),
        normalizer,
        start: decoder.start,
        named: Some(named),
        further: beside.further(),
        ignored,
        ..Definition::plain(name, tokens, model, roles)
    };
    Tokenizer::build(definition)
}

/// The refusal of a model that is no BPE, whose fields are others.
fn wrong_kind(name: &str, bytes: &[u8]) -> Option<Error> {
    #[derive(Deserialize)]
    struct Outer {
        model: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        #[serde(rename = "type")]
        kind: String,
    }
    let kind = serde_json::from_slice::<Outer>(bytes).ok()?.model.kind;
    (kind != "BPE").then(|| Error::field(name, "model.type", format!("{kind:?}"), "\"BPE\""))
}

/// Whether every byte is an ordinary token or, where nothing stands for the unknown, none (SmolLM2 lacks control characters and
/// bytes that UTF-8 has not); every ordinary token is made of bytes; and merges are of ordinary tokens.
fn is_byte_level(file: &TokenizerJson, ids: &HashMap<&str, u32>, unknown: Option<u32>) -> bool {
    let added: HashSet<&str> = file.added_tokens.iter().map(|token| token.content.as_str()).collect();
    let byte = |byte: u8| {
        let text = byte_level::byte_to_char(byte).to_string();
        !added.contains(text.as_str()) && (ids.contains_key(text.as_str()) || unknown.is_none())
    };
    let bytes = |text: &str| added.contains(text) || byte_level::to_bytes(text).is_some();
    let ordinary = |MergePair(left, right): &MergePair| {
        [left.as_str(), right, &format!("{left}{right}")].iter().all(|text| !added.contains(text))
    };
    !file.model.byte_fallback
        && (0..=255).all(byte)
        && file.model.vocab.0.iter().all(|(text, _)| bytes(text))
        && (added.is_empty() || file.model.merges.iter().all(ordinary))
}

/// Of a pair that stands twice the last rank counts, as in `tokenizers`.
fn last_of_equals(merges: Vec<(u32, u32, u32)>) -> Vec<(u32, u32, u32)> {
    let mut seen = HashSet::with_capacity(merges.len());
    let mut kept: Vec<_> = merges.into_iter().rev().filter(|(left, right, _)| seen.insert((*left, *right))).collect();
    kept.reverse();
    kept
}

impl Reader<'_> {
    /// Refuses what no part of the program does; returns what is passed over.
    fn check(&self, file: &mut TokenizerJson) -> Result<Vec<String>> {
        let model = &file.model;
        if let Some(kind) = model.kind.as_deref().filter(|kind| *kind != "BPE") {
            return Err(self.error("model.type", format!("{kind:?}"), "\"BPE\""));
        }
        if let Some(dropout) = model.dropout.filter(|dropout| *dropout != 0.0) {
            return Err(self.error("model.dropout", dropout.to_string(), "null"));
        }
        let affixes = [
            ("model.continuing_subword_prefix", &model.continuing_subword_prefix),
            ("model.end_of_word_suffix", &model.end_of_word_suffix),
        ];
        for (field, value) in affixes {
            if let Some(text) = value.as_deref().filter(|text| !text.is_empty()) {
                return Err(self.error(field, format!("{text:?}"), "null"));
            }
        }
        let mut ignored = Vec::new();
        for (field, value) in [("truncation", &file.truncation), ("padding", &file.padding)] {
            if !value.is_null() {
                ignored.push(format!("{}: {field}: texts are neither cut nor filled up", self.name));
            }
        }
        let before = file.added_tokens.len();
        file.added_tokens.retain(|token| !token.content.is_empty());
        if file.added_tokens.len() < before {
            ignored.push(format!("{}: added_tokens: an empty one", self.name));
        }
        Ok(ignored)
    }

    /// Tokens that only `tokenizer_config.json` or `added_tokens.json` knows.
    fn add_beside(&self, file: &mut TokenizerJson, beside: &Beside) -> Result<()> {
        if beside.added.is_empty() {
            return Ok(());
        }
        let known = file.model.vocab.0.iter().map(|(text, id)| (text.as_str(), *id));
        let known = known.chain(file.added_tokens.iter().map(|token| (token.content.as_str(), token.id)));
        let known: HashMap<&str, u32> = known.collect();
        let mut new = Vec::new();
        for added in &beside.added {
            match known.get(added.content.as_str()) {
                Some(&id) if id == added.id => {}
                Some(id) => {
                    let found = format!("{:?}, whose id is {id}", added.content);
                    return Err(self.error(&added.field, found, &format!("the token {}", added.id)));
                }
                None if added.content.is_empty() => {}
                None => new.push(AddedToken {
                    id: added.id,
                    content: added.content.clone(),
                    single_word: added.flags.single_word,
                    lstrip: added.flags.left,
                    rstrip: added.flags.right,
                    normalized: Some(added.flags.normalized),
                    special: added.special,
                }),
            }
        }
        file.added_tokens.extend(new);
        Ok(())
    }

    /// Ids by text, added tokens included. Checks that ids agree, are unique and leave no great holes, and that
    /// `tokenizers`, which numbers added tokens by itself, gives them the same.
    fn ids<'f>(&self, file: &'f TokenizerJson) -> Result<HashMap<&'f str, u32>> {
        let vocab = &file.model.vocab.0;
        let mut ids: HashMap<&str, u32> = HashMap::with_capacity(vocab.len() + file.added_tokens.len());
        let mut largest = 0;
        let mut insert = |ids: &mut HashMap<&'f str, u32>, text: &'f str, id: u32| {
            largest = largest.max(id as usize);
            match ids.insert(text, id) {
                Some(other) if other != id => {
                    Err(self.error(format!("token {text:?}"), format!("{other} and {id}"), "one id"))
                }
                known => Ok(known.is_some()),
            }
        };
        for (text, id) in vocab {
            insert(&mut ids, text, *id)?;
        }
        let ordinary = ids.len() as u32;
        let mut next = ordinary;
        for (index, token) in file.added_tokens.iter().enumerate() {
            let known = insert(&mut ids, &token.content, token.id)?;
            if !known && token.id != next {
                let expected = format!("{next}, the next free one, which tokenizers gives it");
                return Err(self.error(format!("added_tokens[{index}].id"), format!("id {}", token.id), &expected));
            }
            if token.id >= next {
                next = token.id.saturating_add(1);
            }
        }
        let most = (2 * ids.len() + 1024).min(MOST_TOKENS);
        if largest >= most {
            let expected = format!("ids below {most} for {} tokens", ids.len());
            return Err(self.error("model.vocab", format!("id {largest}"), &expected));
        }
        let mut taken: Vec<Option<&str>> = vec![None; largest + 1];
        for (&text, &id) in &ids {
            if let Some(other) = taken[id as usize].replace(text) {
                return Err(self.error(format!("id {id}"), format!("{other:?} and {text:?}"), "one token"));
            }
        }
        Ok(ids)
    }

    /// The tokens by id: unused where no text has the id, `Control` or `UserDefined` for added ones, whose bytes are the
    /// text that is found; and what user-defined ones add to a text where the decoder says something else.
    fn tokens(
        &self,
        file: &TokenizerJson,
        ids: &HashMap<&str, u32>,
        decoder: &Decoder,
        normalizer: &Normalizer,
    ) -> (Vec<Token>, Shown) {
        let count = ids.values().max().map_or(0, |&id| id as usize + 1);
        let mut tokens = vec![Token::new([], Kind::Unused); count];
        let mut shown = Shown::default();
        for added in &file.added_tokens {
            let kind = if added.special { Kind::Control } else { Kind::UserDefined };
            tokens[added.id as usize] = Token::new(added.content.as_bytes(), kind);
            // Such a token is kept as it is after normalisation.
            let form = match added.is_normalized() {
                true => normalizer.apply(&added.content, true).text,
                false => added.content.as_str().into(),
            };
            if kind == Kind::UserDefined {
                let bytes = decoder.bytes(&form);
                if bytes != added.content.as_bytes() {
                    shown.anywhere.insert(added.id, bytes);
                }
                shown.first.extend(decoder.first(&form).map(|first| (added.id, first)));
            }
        }
        for (text, id) in &file.model.vocab.0 {
            let token = &mut tokens[*id as usize];
            if token.kind == Kind::Unused && !text.is_empty() {
                let bytes = decoder.bytes(text);
                shown.first.extend(decoder.first(text).map(|first| (*id, first)));
                let is_byte = file.model.byte_fallback && byte_token(text).is_some() && bytes.len() == 1;
                *token = Token { bytes, kind: if is_byte { Kind::Byte } else { Kind::Normal } };
            }
        }
        (tokens, shown)
    }

    fn flags(&self, file: &TokenizerJson, normalizer: &Normalizer) -> FlagsById {
        // Without normalisation it is the same text; but such tokens are looked for after all others.
        let mixed = file.added_tokens.iter().any(|token| !token.is_normalized());
        let of = |token: &AddedToken| Flags {
            single_word: token.single_word,
            left: token.lstrip,
            right: token.rstrip,
            normalized: token.is_normalized() && (mixed || !normalizer.is_empty()),
        };
        let flags = file.added_tokens.iter().map(|token| (token.id, of(token)));
        flags.filter(|(_, flags)| *flags != Flags::default()).collect()
    }

    /// The token of what is outside the vocabulary. One that is missing matters only where something can be outside.
    fn unknown(
        &self,
        file: &TokenizerJson,
        ids: &HashMap<&str, u32>,
        cuts: &[Cut],
        ignored: &mut Vec<String>,
    ) -> Result<Option<u32>> {
        let Some(text) = &file.model.unk_token else { return Ok(None) };
        if let Some(&id) = ids.get(text.as_str()) {
            return Ok(Some(id));
        }
        let has = |name: String| ids.contains_key(name.as_str());
        let fallback = file.model.byte_fallback && (0..=255).all(|byte| has(byte_name(byte)));
        let mapped = matches!(cuts.last(), Some(Cut::ByteLevel { .. }))
            && (0..=255).all(|byte| has(byte_level::byte_to_char(byte).to_string()));
        if fallback || mapped {
            ignored.push(format!("{}: model.unk_token {text:?}: no token has that text", self.name));
            return Ok(None);
        }
        Err(self.error("model.unk_token", format!("{text:?}"), "a token of the vocabulary"))
    }

    /// Merges as left, right and union.
    fn merges(&self, merges: &[MergePair], ids: &HashMap<&str, u32>) -> Result<Vec<(u32, u32, u32)>> {
        let find = |rank: usize, text: &str| {
            let unknown = || self.error(format!("model.merges[{rank}]"), format!("{text:?}"), "a token of model.vocab");
            ids.get(text).copied().ok_or_else(unknown)
        };
        let all = merges.iter().enumerate();
        all.map(|(rank, MergePair(left, right))| {
            Ok((find(rank, left)?, find(rank, right)?, find(rank, &format!("{left}{right}"))?))
        })
        .collect()
    }

    fn pipeline(
        &self,
        file: &TokenizerJson,
        ids: &HashMap<&str, u32>,
        bytes: &[u8],
        cuts: Vec<Cut>,
        unknown: Option<u32>,
    ) -> Result<ModelDefinition> {
        let special: HashSet<u32> =
            file.added_tokens.iter().filter(|token| token.special).map(|token| token.id).collect();
        let ordinary = file.model.vocab.0.iter().filter(|(text, id)| !text.is_empty() && !special.contains(id));
        let characters = CharactersDefinition {
            texts: ordinary.cloned().collect(),
            merges: self.merges(&file.model.merges, ids)?,
            unknown,
            fuse_unknown: file.model.fuse_unk,
            ignore_merges: file.model.ignore_merges,
            byte_fallback: file.model.byte_fallback,
        };
        let json = |source| Error::Json { file: self.name.to_string(), source };
        let mut source: Value = serde_json::from_slice(bytes).map_err(json)?;
        for key in ["truncation", "padding"] {
            source[key] = Value::Null;
        }
        source["added_tokens"] = file.added_tokens.iter().map(AddedToken::written).collect();
        let source = source.to_string().into();
        Ok(ModelDefinition::Pipeline { cuts, characters, source })
    }
}

impl AddedToken {
    /// As a file holds it.
    fn written(&self) -> Value {
        json!({
            "id": self.id,
            "content": self.content,
            "single_word": self.single_word,
            "lstrip": self.lstrip,
            "rstrip": self.rstrip,
            "normalized": self.is_normalized(),
            "special": self.special,
        })
    }

    fn is_normalized(&self) -> bool {
        self.normalized.unwrap_or(!self.special)
    }
}
