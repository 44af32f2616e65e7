//! The steps around the model: which pre-tokenizers stand for a split pattern, what the post-processor adds, and whether a
//! space goes in front. Any other step is an error that names the field.

use std::collections::HashMap;

use serde_json::Value;

use super::TokenizerJson;
use super::reader::Reader;
use crate::error::Result;
use crate::pattern::Pattern;

impl Reader<'_> {
    /// Split + ByteLevel, ByteLevel alone (GPT-2's own regex), or Digits + ByteLevel.
    pub(super) fn pattern(&self, value: &Value) -> Result<Pattern> {
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
    pub(super) fn template_bos(&self, value: &Value, field: &str, ids: &HashMap<&str, u32>) -> Result<Option<u32>> {
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

    /// Whether text gets a space in front: by a normalizer (Llama 2) or a Metaspace pre-tokenizer (newer conversions).
    pub(super) fn space_prefix(&self, file: &TokenizerJson) -> Result<bool> {
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
