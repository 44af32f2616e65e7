//! The `normalizer` of the file.

use serde_json::Value;

use super::reader::{Reader, StepJson};
use crate::error::Result;
use crate::normalizer::charsmap::Charsmap;
use crate::normalizer::{Normalizer, Step};

const KNOWN: &str =
    "one of NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, Prepend, Replace, Precompiled, Sequence";

impl Reader<'_> {
    pub(super) fn normalizer(&self, value: &Value) -> Result<Normalizer> {
        let steps = self.steps("normalizer", value, "normalizers")?;
        let steps = steps.iter().map(step).collect::<Result<Vec<Option<Step>>>>()?;
        Ok(Normalizer(steps.into_iter().flatten().collect()))
    }
}

/// One step; `None` for one that does nothing.
fn step(step: &StepJson) -> Result<Option<Step>> {
    let plain = |made: Step| step.only(&[]).map(|()| Some(made));
    match step.kind() {
        "NFC" => plain(Step::Nfc),
        "NFD" => plain(Step::Nfd),
        "NFKC" => plain(Step::Nfkc),
        "NFKD" => plain(Step::Nfkd),
        "Lowercase" => plain(Step::Lowercase),
        "StripAccents" => plain(Step::StripAccents),
        "Strip" => {
            step.only(&["strip_left", "strip_right"])?;
            Ok(Some(Step::Strip { left: step.flag("strip_left", true)?, right: step.flag("strip_right", true)? }))
        }
        "Prepend" => {
            step.only(&["prepend"])?;
            Ok(Some(step.text("prepend")?.to_owned()).filter(|front| !front.is_empty()).map(Step::Prepend))
        }
        "Replace" => {
            step.only(&["pattern", "content"])?;
            let from = step.plain_pattern().ok_or_else(|| step.refused("pattern", "{\"String\": a text}"))?;
            Ok(Some(Step::Replace { from: from.to_owned(), to: step.text("content")?.to_owned() }))
        }
        "Precompiled" => {
            step.only(&["precompiled_charsmap"])?;
            let key = "precompiled_charsmap";
            let bytes = super::base64::decode(step.text(key)?).ok_or_else(|| step.refused(key, "base64"))?;
            let map = Charsmap::read(&bytes).map_err(|problem| {
                step.reader.error(format!("{}.{key}", step.field), problem, "a trie and its replacements")
            })?;
            Ok(Some(Step::Charsmap(map)))
        }
        _ => Err(step.unknown(KNOWN)),
    }
}
