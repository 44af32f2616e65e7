//! The `pre_tokenizer` of the file, and which of them are byte-level BPE with one of our patterns.

use serde_json::Value;

use super::reader::{Reader, StepJson};
use crate::error::Result;
use crate::pattern::Pattern;
use crate::pipeline::{Behavior, Cut, Prefix, Separator};

const KNOWN: &str = "one of ByteLevel, Metaspace, Digits, Split, Sequence";

impl Reader<'_> {
    pub(super) fn cuts(&self, value: &Value) -> Result<Vec<Cut>> {
        self.steps("pre_tokenizer", value, "pretokenizers")?.iter().map(cut).collect()
    }
}

/// The pattern of cuts that byte-level BPE makes, and whether text gets a space in front.
pub(super) fn byte_level(cuts: &[Cut]) -> Option<(Pattern, bool)> {
    match cuts {
        &[Cut::ByteLevel { space, regex: true }] => Some((Pattern::Gpt2, space)),
        [
            Cut::Split { separator: Separator::Number, behavior: Behavior::Isolated, invert: false },
            Cut::ByteLevel { space: false, regex: true },
        ] => Some((Pattern::SmolLm, false)),
        [
            Cut::Split { separator: Separator::Pattern(pattern), behavior, invert },
            Cut::ByteLevel { space: false, regex: false },
        ] => {
            // "Removed" with `invert` keeps what matches; our patterns match everything.
            let whole = matches!((behavior, invert), (Behavior::Isolated, false) | (Behavior::Removed, true));
            whole.then_some((*pattern, false))
        }
        _ => None,
    }
}

fn cut(step: &StepJson) -> Result<Cut> {
    match step.kind() {
        "ByteLevel" => {
            step.only(&["add_prefix_space", "trim_offsets", "use_regex"])?;
            Ok(Cut::ByteLevel { space: step.flag("add_prefix_space", true)?, regex: step.flag("use_regex", true)? })
        }
        "Metaspace" => metaspace(step),
        "Digits" => {
            step.only(&["individual_digits"])?;
            let behavior =
                if step.flag("individual_digits", false)? { Behavior::Isolated } else { Behavior::Contiguous };
            Ok(Cut::Split { separator: Separator::Number, behavior, invert: false })
        }
        "Split" => {
            step.only(&["pattern", "behavior", "invert"])?;
            let behavior = match step.text("behavior")? {
                "Removed" => Behavior::Removed,
                "Isolated" => Behavior::Isolated,
                "MergedWithPrevious" => Behavior::MergedWithPrevious,
                "MergedWithNext" => Behavior::MergedWithNext,
                "Contiguous" => Behavior::Contiguous,
                _ => return Err(step.refused("behavior", "a behaviour of Split")),
            };
            Ok(Cut::Split { separator: separator(step)?, behavior, invert: step.flag("invert", false)? })
        }
        _ => Err(step.unknown(KNOWN)),
    }
}

fn separator(step: &StepJson) -> Result<Separator> {
    if let Some(text) = step.plain_pattern() {
        return Ok(Separator::Text(text.to_owned()));
    }
    let regex = step.object.get("pattern").and_then(|pattern| pattern.get("Regex")).and_then(Value::as_str);
    let Some(regex) = regex else { return Err(step.refused("pattern", "{\"String\": …} or {\"Regex\": …}")) };
    if matches!(regex, r"\p{N}" | r"\p{N}{1}") {
        return Ok(Separator::Number);
    }
    Pattern::from_regex(regex).map(Separator::Pattern).ok_or_else(|| {
        let known: Vec<&str> = Pattern::ALL.iter().map(|pattern| pattern.name()).collect();
        let expected = format!("the regex of one of {}", known.join(", "));
        step.reader.error(format!("{}.pattern.Regex", step.field), format!("{regex:?}"), &expected)
    })
}

/// Fields as of today, and older files' `add_prefix_space` and `str_rep`.
fn metaspace(step: &StepJson) -> Result<Cut> {
    step.only(&["replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep"])?;
    let prefix = prefix(step)?;
    Ok(Cut::Metaspace { sign: step.character("replacement")?, prefix, split: step.flag("split", true)? })
}

/// When a sign goes in front. An older file's `add_prefix_space` false must agree with `never`.
pub(super) fn prefix(step: &StepJson) -> Result<Prefix> {
    let scheme = if step.object.contains_key("prepend_scheme") { step.text("prepend_scheme")? } else { "always" };
    let prefix = match scheme {
        "first" => Prefix::First,
        "always" => Prefix::Always,
        "never" => Prefix::Never,
        _ => return Err(step.refused("prepend_scheme", "first, always or never")),
    };
    if step.flag("add_prefix_space", true)? {
        return Ok(prefix);
    }
    match (step.object.contains_key("prepend_scheme"), prefix) {
        (false, _) | (true, Prefix::Never) => Ok(Prefix::Never),
        _ => Err(step.refused("add_prefix_space", "true, or prepend_scheme never")),
    }
}
