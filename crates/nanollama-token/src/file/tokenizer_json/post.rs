//! The `post_processor` of the file: which special tokens belong around every text.

use std::collections::HashMap;

use serde_json::Value;

use super::reader::{Reader, StepJson};
use crate::error::Result;

/// The tokens in front of a text and behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    pub(super) front: Option<u32>,
    pub(super) behind: Option<u32>,
}

impl Reader<'_> {
    pub(super) fn around(&self, value: &Value, ids: &HashMap<&str, u32>) -> Result<Around> {
        let mut around = Around::default();
        for step in self.steps("post_processor", value, "processors")? {
            let found = match step.kind() {
                "ByteLevel" => {
                    step.only(&["add_prefix_space", "trim_offsets", "use_regex"])?;
                    Around::default()
                }
                "RobertaProcessing" => {
                    step.only(&["sep", "cls", "trim_offsets", "add_prefix_space"])?;
                    let token = |key: &str| -> Result<Option<u32>> {
                        let name = step.object.get(key).and_then(|pair| pair.get(0)).and_then(Value::as_str);
                        Ok(Some(self.named(&step, key, name, ids)?))
                    };
                    Around { front: token("cls")?, behind: token("sep")? }
                }
                "TemplateProcessing" => self.template(&step, ids)?,
                _ => return Err(step.unknown("one of ByteLevel, TemplateProcessing, RobertaProcessing, Sequence")),
            };
            for (old, new, key) in
                [(&mut around.front, found.front, "front"), (&mut around.behind, found.behind, "behind")]
            {
                if old.is_some() && new.is_some() {
                    let expected = format!("one special token in {key} of the text, and there is one already");
                    return Err(step.unknown(&expected));
                }
                *old = old.or(new);
            }
        }
        Ok(around)
    }

    fn named(&self, step: &StepJson, key: &str, name: Option<&str>, ids: &HashMap<&str, u32>) -> Result<u32> {
        let id = name.and_then(|name| ids.get(name)).copied();
        id.ok_or_else(|| step.refused(key, "a token of the vocabulary"))
    }

    /// One special token in front at most, the text, and one behind at most.
    fn template(&self, step: &StepJson, ids: &HashMap<&str, u32>) -> Result<Around> {
        step.only(&["single", "pair", "special_tokens"])?;
        let single = step.object.get("single").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let is_text = |item: &Value| item.get("Sequence").is_some();
        let special = |item: &Value| -> Result<Option<u32>> {
            let name = item.pointer("/SpecialToken/id").and_then(Value::as_str);
            // The template's names are its own: the list says which ids they stand for.
            let entry = name.and_then(|name| step.object.get("special_tokens")?.get(name)?.get("ids")?.as_array());
            let listed = match entry.map(Vec::as_slice) {
                Some([id]) => id.as_u64().and_then(|id| u32::try_from(id).ok()),
                Some(_) => return Err(step.refused("special_tokens", "one id for each name")),
                None => name.and_then(|name| ids.get(name)).copied(),
            };
            let known = listed.filter(|id| ids.values().any(|known| known == id));
            known.map(Some).ok_or_else(|| step.refused("single", "special tokens of the vocabulary"))
        };
        match single {
            [text] if is_text(text) => Ok(Around::default()),
            [front, text] if is_text(text) => Ok(Around { front: special(front)?, behind: None }),
            [text, behind] if is_text(text) => Ok(Around { front: None, behind: special(behind)? }),
            [front, text, behind] if is_text(text) => Ok(Around { front: special(front)?, behind: special(behind)? }),
            _ => Err(step.refused("single", "the text, with one special token in front and behind at most")),
        }
    }
}
