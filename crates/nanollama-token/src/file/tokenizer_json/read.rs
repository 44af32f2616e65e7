//! From the file's shape to a definition: which pipeline it is, what each id means, what the template adds.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use super::{AddedToken, File, Pair};
use crate::byte_level;
use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::file::tokenizer_config::read_roles;
use crate::pattern::Pattern;
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
    let file: File = serde_json::from_slice(bytes).map_err(|source| Error::Json { file: name.to_string(), source })?;
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

struct Reader<'a> {
    name: &'a str,
}

impl Reader<'_> {
    fn error(&self, field: impl Into<String>, found: impl Into<String>, expected: &str) -> Error {
        Error::field(self.name, field, found, expected)
    }

    fn check_model(&self, file: &File) -> Result<()> {
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
    fn ids<'f>(&self, file: &'f File) -> Result<HashMap<&'f str, u32>> {
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
        file: &File,
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

    fn merge_ids(&self, merges: &[Pair], ids: &HashMap<&str, u32>) -> Result<Vec<(u32, u32)>> {
        let find = |rank: usize, text: &str| {
            let unknown = || self.error(format!("model.merges[{rank}]"), format!("{text:?}"), "a token of model.vocab");
            ids.get(text).copied().ok_or_else(unknown)
        };
        merges.iter().enumerate().map(|(rank, Pair(left, right))| Ok((find(rank, left)?, find(rank, right)?))).collect()
    }

    fn byte_level(&self, file: &File, ids: &HashMap<&str, u32>, mut roles: Roles) -> Result<Definition> {
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

    /// Split + ByteLevel, ByteLevel alone (GPT-2's own regex), or Digits + ByteLevel.
    fn pattern(&self, value: &Value) -> Result<Pattern> {
        let steps: Vec<&Value> = match value.get("type").and_then(Value::as_str) {
            Some("Sequence") => value.get("pretokenizers").and_then(Value::as_array).into_iter().flatten().collect(),
            _ => vec![value],
        };
        let kind = |step: &Value| step.get("type").and_then(Value::as_str).unwrap_or_default().to_string();
        let kinds: Vec<String> = steps.iter().map(|step| kind(step)).collect();
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let flag = |step: &Value, name: &str, default: bool| step.get(name).and_then(Value::as_bool).unwrap_or(default);
        let unknown = || {
            let expected = "ByteLevel, Split + ByteLevel, or Digits + ByteLevel";
            self.error("pre_tokenizer", value.to_string(), expected)
        };
        let last = steps.last().ok_or_else(unknown)?;
        if kinds.last() == Some(&"ByteLevel") && flag(last, "add_prefix_space", true) {
            return Err(self.error("pre_tokenizer.add_prefix_space", "true", "false"));
        }
        let own_regex = flag(last, "use_regex", true);
        match (kinds.as_slice(), own_regex) {
            (["ByteLevel"], true) => Ok(Pattern::Gpt2),
            (["Digits", "ByteLevel"], true) if flag(steps[0], "individual_digits", false) => Ok(Pattern::SmolLm),
            (["Split", "ByteLevel"], false) => {
                let behavior = steps[0].get("behavior").and_then(Value::as_str).unwrap_or_default();
                // "Removed" with `invert` keeps what matches; our patterns match everything.
                let cuts =
                    matches!((behavior, flag(steps[0], "invert", false)), ("Isolated", false) | ("Removed", true));
                let regex = steps[0].pointer("/pattern/Regex").and_then(Value::as_str);
                match (cuts, regex) {
                    (true, Some(regex)) => Pattern::from_regex(regex).ok_or_else(|| {
                        let known: Vec<&str> = Pattern::ALL.iter().map(|pattern| pattern.name()).collect();
                        let expected = format!("the regex of one of {}", known.join(", "));
                        self.error("pre_tokenizer.pattern.Regex", format!("{regex:?}"), &expected)
                    }),
                    _ => Err(unknown()),
                }
            }
            _ => Err(unknown()),
        }
    }

    /// The token that the post-processor puts before every text, if any.
    fn template_bos(&self, value: &Value, field: &str, ids: &HashMap<&str, u32>) -> Result<Option<u32>> {
        match value.get("type").and_then(Value::as_str) {
            None if value.is_null() => Ok(None),
            Some("ByteLevel") => Ok(None),
            Some("Sequence") => {
                let mut bos = None;
                for step in value.get("processors").and_then(Value::as_array).into_iter().flatten() {
                    // A sequence in a sequence is nowhere in use and would let a file nest without end.
                    if step.get("type").and_then(Value::as_str) == Some("Sequence") {
                        return Err(self.error(field, step.to_string(), "ByteLevel and TemplateProcessing"));
                    }
                    bos = bos.or(self.template_bos(step, field, ids)?);
                }
                Ok(bos)
            }
            Some("TemplateProcessing") => {
                let single = value.get("single").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let special =
                    |item: &Value| item.pointer("/SpecialToken/id").and_then(Value::as_str).map(str::to_string);
                let text = |item: &Value| item.get("Sequence").is_some();
                match single {
                    [only] if text(only) => Ok(None),
                    [first, second] if text(second) && special(first).is_some() => {
                        let name = special(first).unwrap_or_default();
                        let id = ids.get(name.as_str()).copied();
                        let unknown = || self.error(field, format!("{name:?}"), "a token of the vocabulary");
                        Ok(Some(id.ok_or_else(unknown)?))
                    }
                    _ => Err(self.error(
                        format!("{field}.single"),
                        Value::from(single.to_vec()).to_string(),
                        "the text, or one special token and the text",
                    )),
                }
            }
            _ => Err(self.error(field, value.to_string(), "null, ByteLevel or TemplateProcessing")),
        }
    }

    fn sentence_piece(&self, file: &File, ids: &HashMap<&str, u32>, roles: Roles) -> Result<Definition> {
        let add_space_prefix = self.space_prefix(file)?;
        let tokens = self.tokens(file, ids, |text| {
            Some(match byte_token(text) {
                Some(byte) => Token::new([byte], Kind::Byte),
                None => Token::new(from_piece(text), Kind::Normal),
            })
        })?;
        // The first merge that makes a token says how early it is made; a token that no merge makes is never made.
        let mut scores = vec![f32::NEG_INFINITY; tokens.len()];
        for (rank, Pair(left, right)) in file.model.merges.iter().enumerate() {
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

    /// Whether text gets a space in front: by a normalizer (Llama 2) or a Metaspace pre-tokenizer (newer conversions).
    fn space_prefix(&self, file: &File) -> Result<bool> {
        let normalizer = &file.normalizer;
        let steps: Vec<&Value> = match normalizer.get("type").and_then(Value::as_str) {
            None if normalizer.is_null() => Vec::new(),
            Some("Sequence") => normalizer.get("normalizers").and_then(Value::as_array).into_iter().flatten().collect(),
            _ => vec![normalizer],
        };
        let mut prefix = false;
        let mut replaces = false;
        for step in steps {
            let text = |pointer: &str| step.pointer(pointer).and_then(Value::as_str);
            match text("/type") {
                Some("Prepend") if text("/prepend") == Some("▁") => prefix = true,
                Some("Replace") if text("/pattern/String") == Some(" ") && text("/content") == Some("▁") => {
                    replaces = true
                }
                _ => {
                    return Err(self.error("normalizer", step.to_string(), "Prepend \"▁\" and Replace \" \" by \"▁\""));
                }
            }
        }
        let pre = &file.pre_tokenizer;
        match pre.get("type").and_then(Value::as_str) {
            None if pre.is_null() && replaces => Ok(prefix),
            Some("Metaspace") if !replaces => {
                let split = pre.get("split").and_then(Value::as_bool).unwrap_or(true);
                let scheme = pre.get("prepend_scheme").and_then(Value::as_str).unwrap_or("always");
                if split || pre.get("replacement").and_then(Value::as_str) != Some("▁") {
                    return Err(self.error("pre_tokenizer", pre.to_string(), "Metaspace with \"▁\" and split false"));
                }
                Ok(scheme != "never")
            }
            _ => Err(self.error("pre_tokenizer", pre.to_string(), "null after Replace, or Metaspace without")),
        }
    }
}
