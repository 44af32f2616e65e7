//! Arguments that are written each by itself, `<parameter=NAME>value</parameter>` and its kin: what stands around names and
//! values, for each kind of value.

use serde_json::{Map, Value as Json, json};

use super::kinds::ValueKind;
use super::syntax::{FieldForm, Fields, Spelling};
use crate::chat::template::to_json;

impl Fields {
    /// What stands for these arguments behind a tool's name; `None` where there is no place for one.
    pub(super) fn written(&self, values: &Map<String, Json>) -> Option<String> {
        let mut text = String::new();
        for (place, (name, value)) in values.iter().enumerate() {
            text.push_str(if place == 0 { &self.open } else { &self.joiner });
            text.push_str(name);
            text.push_str(&self.text_of(value)?);
        }
        Some(if values.is_empty() { self.empty.clone() } else { text })
    }

    /// A value with what stands around it.
    pub(super) fn text_of(&self, value: &Json) -> Option<String> {
        let kind = ValueKind::of(value);
        let form = self.forms.iter().find(|form| form.kind == kind)?;
        let spelled = match (&form.spelling, value) {
            (Spelling::Raw, Json::String(text)) => (!text.contains(&form.after)).then(|| text.clone())?,
            (Spelling::Words(words), Json::Bool(is)) => words.get(usize::from(!is))?.clone(),
            (Spelling::Words(words), _) => words.first()?.clone(),
            _ => to_json(value),
        };
        Some(format!("{}{spelled}{}", form.before, form.after))
    }
}

/// The fields that a template writes; `behind_name` is what it writes behind a tool's name for some arguments.
pub(super) fn find(behind_name: &dyn Fn(&Json) -> Result<String, String>) -> Result<Fields, String> {
    let one = behind_name(&json!({"qqalpha": "qqa"}))?;
    let two = behind_name(&json!({"qqalpha": "qqa", "qqbeta": "qqb"}))?;
    let lost = || "arguments are neither JSON nor written one by one".to_owned();
    let (open, behind) = one.split_once("qqalpha").ok_or_else(lost)?;
    let (before, close) = behind.split_once("qqa").ok_or_else(lost)?;
    let front = format!("{open}qqalpha{before}qqa");
    let (joint, last) = two.strip_prefix(&front).and_then(|rest| rest.split_once("qqbeta")).ok_or_else(lost)?;
    if last != format!("{before}qqb{close}") {
        return Err(lost());
    }
    // What stands behind each value, whether another follows or not.
    let common = joint.chars().zip(close.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (after, joiner) = joint.split_at(common);
    let end = &close[common..];
    if before.is_empty() || after.is_empty() || joiner.is_empty() {
        return Err("nothing stands around arguments".into());
    }
    let nothing = behind_name(&json!({}))?;
    let empty = nothing.strip_suffix(end).ok_or("a call without arguments has another end")?.to_owned();
    let mut forms = Vec::new();
    for kind in ValueKind::ALL {
        let form = |value: Json| {
            let text = behind_name(&json!({ "qqvalue": value })).ok()?;
            let inner = text.strip_prefix(open)?.strip_prefix("qqvalue")?.strip_suffix(end)?.to_owned();
            spelled(kind, &value, &inner, after)
        };
        let samples: Vec<Json> = match kind {
            ValueKind::Null => vec![Json::Null],
            ValueKind::Boolean => vec![json!(true), json!(false)],
            ValueKind::Integer => vec![json!(7654321), json!(-8)],
            ValueKind::Number => vec![json!(7654.25)],
            ValueKind::String => vec![json!("qq \"b\" é\nd"), json!("qqc")],
            ValueKind::Array => vec![json!([7, "x y", true, null])],
            ValueKind::Object => vec![json!({"qqin": [7, "x y", true], "qqlast": null})],
        };
        let found: Option<Vec<FieldForm>> = samples.into_iter().map(form).collect();
        // All of a kind are written alike, but for words.
        let Some(mut found) = found else { continue };
        let words: Vec<String> = found.iter().flat_map(|form| form.words().to_vec()).collect();
        if found.windows(2).any(|pair| (&pair[0].before, &pair[0].after) != (&pair[1].before, &pair[1].after)) {
            continue;
        }
        let mut form = found.remove(0);
        if let Spelling::Words(all) = &mut form.spelling {
            *all = words;
        }
        forms.push(form);
    }
    if !forms.iter().any(|form| form.kind == ValueKind::String) {
        return Err("texts are not written as they are".into());
    }
    Ok(Fields { open: open.to_owned(), empty, joiner: joiner.to_owned(), forms })
}

impl FieldForm {
    fn words(&self) -> &[String] {
        match &self.spelling {
            Spelling::Words(words) => words,
            Spelling::Json | Spelling::Raw => &[],
        }
    }
}

/// The form of a value in what stands behind its field's name, up to what ends all values of its kind.
fn spelled(kind: ValueKind, value: &Json, inner: &str, after_text: &str) -> Option<FieldForm> {
    let around = |spelled: &str, spelling: Spelling| {
        let (before, after) = inner.split_once(spelled)?;
        // A name and a value must be told apart, and two values from each other.
        let apart = !before.is_empty() && (!after.is_empty() || spelling != Spelling::Raw);
        apart.then(|| FieldForm { kind, before: before.to_owned(), after: after.to_owned(), spelling })
    };
    match value {
        Json::Null => {
            ["null", "None"].into_iter().find_map(|word| around(word, Spelling::Words(vec![word.to_owned()])))
        }
        Json::Bool(is) => {
            let words = if *is { ["true", "True"] } else { ["false", "False"] };
            words.into_iter().find_map(|word| around(word, Spelling::Words(vec![word.to_owned()])))
        }
        Json::String(text) => {
            let raw = around(text, Spelling::Raw).filter(|form| form.after == after_text);
            raw.or_else(|| around(&to_json(value), Spelling::Json))
        }
        Json::Number(_) => around(&to_json(value), Spelling::Json),
        Json::Array(_) | Json::Object(_) => {
            let first = if value.is_array() { '[' } else { '{' };
            inner.match_indices(first).find_map(|(start, _)| {
                let mut stream = serde_json::Deserializer::from_str(&inner[start..]).into_iter::<Json>();
                let found = stream.next()?.ok()?;
                let written = &inner[start..start + stream.byte_offset()];
                (found == *value).then(|| around(written, Spelling::Json))?
            })
        }
    }
}
