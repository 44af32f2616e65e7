//! From the file's shape to a definition: which pipeline it is, what each id means, what the template adds.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use super::reader::Reader;
use super::{AddedToken, MergePair, TokenizerJson};
use crate::byte_level;
use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::file::tokenizer_config::read_roles;
use crate::roles::Roles;
use crate::sentencepiece::{byte_token, from_piece};
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

/// Reads a `tokenizer.json`, and the special tokens' parts from a `tokenizer_config.json` beside it.
pub(crate) fn load(path: &Path) -> Result<Tokenizer> {
    let bytes = crate::file::bytes::read(path)?;
    let config = path.with_file_name("tokenizer_config.json");
    parse(&path.display().to_string(), &bytes, config.is_file().then_some(config.as_path()))
}

/// Builds the tokenizer of a `tokenizer.json`'s bytes.
pub(crate) fn parse(name: &str, bytes: &[u8], config: Option<&Path>) -> Result<Tokenizer> {
    let file: TokenizerJson =
        serde_json::from_slice(bytes).map_err(|source| Error::Json { file: name.to_string(), source })?;
    let reader = Reader { name };
    reader.check_model(&file)?;
    let ids = reader.ids(&file)?;
    let template_bos = reader.template_bos(&file.post_processor, "post_processor", &ids)?;
    let mut roles = match config {
        Some(path) => read_roles(path, |text| ids.get(text).copied())?,
        None => Roles::default(),
    };
    if let Some(bos) = template_bos {
        roles.bos = Some(bos);
        roles.add_bos = true;
    }
    if let Some(unk) = &file.model.unk_token {
        let id = ids.get(unk.as_str()).copied();
        roles.unk =
            Some(id.ok_or_else(|| reader.error("model.unk_token", format!("{unk:?}"), "a token of the vocabulary"))?);
    }
    let definition = if file.model.byte_fallback {
        reader.sentence_piece(&file, &ids, roles)?
    } else {
        reader.byte_level(&file, &ids, roles)?
    };
    Tokenizer::build(definition)
}

impl Reader<'_> {
    fn check_model(&self, file: &TokenizerJson) -> Result<()> {
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
        for (index, token) in file.added_tokens.iter().enumerate() {
            let AddedToken { single_word, lstrip, rstrip, .. } = token;
            for (flag, set) in [("single_word", single_word), ("lstrip", lstrip), ("rstrip", rstrip)] {
                if *set {
                    return Err(self.error(format!("added_tokens[{index}].{flag}"), "true", "false"));
                }
            }
        }
        Ok(())
    }

    /// Ids by text, added tokens included. Checks that ids agree, are unique and leave no great holes.
    fn ids<'f>(&self, file: &'f TokenizerJson) -> Result<HashMap<&'f str, u32>> {
        let vocab = &file.model.vocab.0;
        let mut ids: HashMap<&str, u32> = HashMap::with_capacity(vocab.len() + file.added_tokens.len());
        let all = vocab
            .iter()
            .map(|(text, id)| (text.as_str(), *id))
            .chain(file.added_tokens.iter().map(|token| (token.content.as_str(), token.id)));
        let mut largest = 0;
        for (text, id) in all {
            largest = largest.max(id as usize);
            if let Some(other) = ids.insert(text, id)
                && other != id
            {
                return Err(self.error(format!("token {text:?}"), format!("{other} and {id}"), "one id"));
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

    /// The tokens by id: unused where no text has the id, `Control` or `UserDefined` for added ones.
    fn tokens(
        &self,
        file: &TokenizerJson,
        ids: &HashMap<&str, u32>,
        ordinary: impl Fn(&str) -> Option<Token>,
    ) -> Result<Vec<Token>> {
        let count = ids.values().max().map_or(0, |&id| id as usize + 1);
        let mut tokens = vec![Token::new([], Kind::Unused); count];
        for added in &file.added_tokens {
            let kind = if added.special { Kind::Control } else { Kind::UserDefined };
            tokens[added.id as usize] = Token::new(added.content.as_bytes(), kind);
        }
        for (text, id) in &file.model.vocab.0 {
            let token = &mut tokens[*id as usize];
            if token.kind == Kind::Unused {
                let expected = "characters of GPT-2's byte map (ByteLevel)";
                *token = ordinary(text)
                    .ok_or_else(|| self.error(format!("model.vocab[{text:?}]"), format!("token {id}"), expected))?;
            }
        }
        Ok(tokens)
    }

    fn merge_ids(&self, merges: &[MergePair], ids: &HashMap<&str, u32>) -> Result<Vec<(u32, u32)>> {
        let find = |rank: usize, text: &str| {
            let unknown = || self.error(format!("model.merges[{rank}]"), format!("{text:?}"), "a token of model.vocab");
            ids.get(text).copied().ok_or_else(unknown)
        };
        merges
            .iter()
            .enumerate()
            .map(|(rank, MergePair(left, right))| Ok((find(rank, left)?, find(rank, right)?)))
            .collect()
    }

    fn byte_level(&self, file: &TokenizerJson, ids: &HashMap<&str, u32>, mut roles: Roles) -> Result<Definition> {
        if !file.normalizer.is_null() {
            let found = file.normalizer.to_string();
            return Err(self.error("normalizer", found, "null (byte-level BPE reads text as it is)"));
        }
        match file.decoder.get("type").and_then(Value::as_str) {
            Some("ByteLevel") => {}
            _ => return Err(self.error("decoder", file.decoder.to_string(), "ByteLevel")),
        }
        let pattern = self.pattern(&file.pre_tokenizer)?;
        let tokens =
            self.tokens(file, ids, |text| byte_level::to_bytes(text).map(|bytes| Token::new(bytes, Kind::Normal)))?;
        let missing = (0..=255u8).any(|byte| !ids.contains_key(byte_level::byte_to_char(byte).to_string().as_str()));
        if let Some(unk) = &file.model.unk_token {
            if missing {
                let expected = "null, or a vocabulary with all 256 bytes";
                return Err(self.error("model.unk_token", format!("{unk:?}"), expected));
            }
            roles.unk = None;
        }
        let merges = self.merge_ids(&file.model.merges, ids)?;
        let model = ModelDefinition::Bpe { pattern, ignore_merges: file.model.ignore_merges, merges };
        Ok(Definition { file: self.name.to_string(), tokens, model, roles })
    }

    fn sentence_piece(&self, file: &TokenizerJson, ids: &HashMap<&str, u32>, roles: Roles) -> Result<Definition> {
        let add_space_prefix = self.space_prefix(file)?;
        let tokens = self.tokens(file, ids, |text| {
            Some(match byte_token(text) {
                Some(byte) => Token::new([byte], Kind::Byte),
                None => Token::new(from_piece(text), Kind::Normal),
            })
        })?;
        // The first merge that makes a token says how early it is made; a token that no merge makes is never made.
        let mut scores = vec![f32::NEG_INFINITY; tokens.len()];
        for (rank, MergePair(left, right)) in file.model.merges.iter().enumerate() {
            let product = format!("{left}{right}");
            let unknown =
                || self.error(format!("model.merges[{rank}]"), format!("{product:?}"), "a token of model.vocab");
            let id = *ids.get(product.as_str()).ok_or_else(unknown)?;
            let score = &mut scores[id as usize];
            *score = score.max(-(rank as f32));
        }
        let model = ModelDefinition::SentencePiece { scores, add_space_prefix };
        Ok(Definition { file: self.name.to_string(), tokens, model, roles })
    }
}
