//! A case that differs, made smaller while it differs in the same respect: parts of lists, texts and objects are left out as
//! long as both sides still have an answer.

use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use crate::kind::{Difference, Kind, REFUSAL, Verdict};
use crate::oracle::Oracle;

/// A case that differs, as small as it got.
pub(crate) struct Small {
    pub(crate) case: Value,
    pub(crate) theirs: Value,
    pub(crate) found: Difference,
}

/// Makes a case smaller for some time; what is left then is for a person.
pub(crate) fn shrink(
    (case, theirs): (Value, Value),
    found: &Difference,
    kind: &dyn Kind,
    oracle: &mut Oracle,
    time: Duration,
) -> Result<Small, String> {
    let mut best = Small { case, theirs, found: found.clone() };
    let begun = Instant::now();
    let mut at = 0;
    while begun.elapsed() < time {
        let candidates = smaller(&best.case);
        let count = candidates.len();
        let mut better = None;
        // What came before was tried in vain, mostly: it goes on from there and once around.
        for index in (0..count).map(|step| (at + step) % count) {
            if begun.elapsed() > time {
                break;
            }
            if let Ok(theirs) = oracle.answer(&candidates[index])?
                && let Verdict::Differs(found) = kind.judge(&candidates[index], &theirs)
                && alike(&found, &best.found)
            {
                better = Some(Small { case: candidates[index].clone(), theirs, found });
                at = index;
                break;
            }
        }
        match better {
            Some(better) => best = better,
            None => break,
        }
    }
    Ok(best)
}

/// Whether two differences are of one kind: of refusals, whether the messages are the same but for paths and numbers.
fn alike(one: &Difference, other: &Difference) -> bool {
    let reason = |found: &Difference| -> String {
        let words = found.ours.split_whitespace().filter(|word| !word.contains('/'));
        words.flat_map(str::chars).filter(|character| !character.is_ascii_digit()).collect()
    };
    one.what == other.what && (one.what != REFUSAL || reason(one) == reason(other))
}

/// The value with one part left out, larger parts first.
fn smaller(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Array(items) => {
            cuts(items.len(), &mut |from, to| {
                found.push(Value::Array([&items[..from], &items[to..]].concat()));
            });
            if items.len() <= 64 {
                for (index, item) in items.iter().enumerate() {
                    for other in smaller(item) {
                        let mut changed = items.clone();
                        changed[index] = other;
                        found.push(Value::Array(changed));
                    }
                }
            }
        }
        Value::Object(fields) => {
            let keys: Vec<&String> = fields.keys().collect();
            cuts(keys.len(), &mut |from, to| {
                let kept = fields.iter().enumerate().filter(|(index, _)| !(from..to).contains(index));
                let kept: Map<String, Value> = kept.map(|(_, (key, field))| (key.clone(), field.clone())).collect();
                found.push(Value::Object(kept));
            });
            if fields.len() <= 64 {
                for (key, field) in fields {
                    let null = (field.is_object() || field.is_array()).then_some(Value::Null);
                    for other in null.into_iter().chain(smaller(field)) {
                        let mut changed = fields.clone();
                        changed[key] = other;
                        found.push(Value::Object(changed));
                    }
                }
            }
        }
        Value::String(text) => {
            if text.contains("{%") || text.contains("{{") {
                found.extend(templates(text).into_iter().map(Value::String));
                return found;
            }
            let characters: Vec<char> = text.chars().collect();
            cuts(characters.len(), &mut |from, to| {
                found.push(Value::String(characters[..from].iter().chain(&characters[to..]).collect()));
            });
        }
        Value::Bool(true) => found.push(Value::Bool(false)),
        _ => {}
    }
    found
}

/// A template without some of its tags, or with `'s'` or the inside in place of something in brackets.
fn templates(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut borders: Vec<usize> = ["{%", "{{", "%}", "}}"]
        .iter()
        .flat_map(|sign| text.match_indices(sign).map(|(at, _)| if sign.starts_with('{') { at } else { at + 2 }))
        .chain([0, text.len()])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    cuts(borders.len() - 1, &mut |from, to| found.push([&text[..borders[from]], &text[borders[to]..]].concat()));
    for (pair, &from) in borders.iter().enumerate() {
        found.extend(borders[pair + 1..].iter().take(24).map(|&to| [&text[..from], &text[to..]].concat()));
    }
    let mut open = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '(' => open.push(at),
            ')' => {
                if let Some(from) = open.pop() {
                    found.push([&text[..from], "'s'", &text[at + 1..]].concat());
                    found.push([&text[..from], &text[from + 1..at], &text[at + 1..]].concat());
                }
            }
            _ => {}
        }
    }
    found
}

/// Ranges to leave out of so many things: halves, quarters, …, single ones; only great parts of a long list.
fn cuts(length: usize, each: &mut dyn FnMut(usize, usize)) {
    let mut size = length.div_ceil(2);
    while size > 0 && length.div_ceil(size) <= 128 {
        for from in (0..length).step_by(size) {
            each(from, (from + size).min(length));
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_are_left_out() {
        let found = smaller(&json!({"a": ["x", "yz"]}));
        for wanted in
            [json!({}), json!({"a": []}), json!({"a": ["x"]}), json!({"a": ["x", "y"]}), json!({"a": ["", "yz"]})]
        {
            let again = || found.iter().any(|once| smaller(once).contains(&wanted));
            assert!(found.contains(&wanted) || again(), "{wanted}: {found:?}");
        }
    }
}
