//! GPT-2's pair of files, `vocab.json` and `merges.txt`: read as the `tokenizer.json` that transformers makes of them. Which
//! split pattern belongs to them is in no file; `tokenizer_class` of `tokenizer_config.json` names it.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::tokenizer_config::Beside;
use super::tokenizer_json;
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::tokenizer::Tokenizer;

/// GPT-2's only special token, which no file names.
const END_OF_TEXT: &str = "<|endoftext|>";

/// Reads the pair that lies in a folder.
pub(super) fn load(folder: &Path) -> Result<Tokenizer> {
    let path = folder.join("vocab.json");
    let name = path.display().to_string();
    let json = |source| Error::Json { file: name.clone(), source };
    let vocab: Map<String, Value> = serde_json::from_slice(&super::bytes::read(&path)?).map_err(json)?;
    let merges = merges(&folder.join("merges.txt"))?;
    let beside = Beside::read(folder)?;
    let (normalizer, cuts) = steps(&beside)?;
    let mut special: Vec<&str> = ["bos_token", "eos_token", "pad_token", "unk_token"]
        .into_iter()
        .filter_map(|key| beside.part(key).ok().flatten())
        .chain([END_OF_TEXT])
        .filter(|text| vocab.contains_key(*text))
        .collect();
    special.sort_unstable();
    special.dedup();
    let added: Vec<Value> =
        special.into_iter().map(|text| json!({"id": vocab[text], "content": text, "special": true})).collect();
    let file = json!({
        "added_tokens": added,
        "normalizer": normalizer,
        "pre_tokenizer": cuts,
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": vocab, "merges": merges},
    });
    tokenizer_json::parse(&name, file.to_string().as_bytes(), &beside)
}

/// The normaliser and the cuts of a class.
fn steps(beside: &Beside) -> Result<(Value, Value)> {
    let byte_level =
        |space: bool, regex: bool| json!({"type": "ByteLevel", "add_prefix_space": space, "use_regex": regex});
    match beside.text("tokenizer_class").map(|class| class.trim_end_matches("Fast")) {
        None | Some("GPT2Tokenizer") => {
            let space = beside.truth("add_prefix_space")?.unwrap_or(false);
            Ok((Value::Null, byte_level(space, true)))
        }
        Some("Qwen2Tokenizer") => {
            let split = json!({"type": "Split", "pattern": {"Regex": Pattern::Qwen2.regex()}, "behavior": "Isolated"});
            let cuts = json!({"type": "Sequence", "pretokenizers": [split, byte_level(false, false)]});
            Ok((json!({"type": "NFC"}), cuts))
        }
        Some(class) => {
            Err(beside.refused("tokenizer_class", class, "GPT2Tokenizer or Qwen2Tokenizer (or a tokenizer.json)"))
        }
    }
}

/// The lines of `merges.txt`, without the one that tells its version.
fn merges(path: &Path) -> Result<Vec<String>> {
    let file = path.display().to_string();
    let text = String::from_utf8(super::bytes::read(path)?)
        .map_err(|_| Error::field(&file, "the file", "no UTF-8", "a merge a line"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("#version"));
    let merge = |(number, line): (usize, &str)| match line.split(' ').count() {
        2 => Ok(line.to_owned()),
        _ => Err(Error::field(&file, format!("line {}", number + 1), format!("{line:?}"), "two tokens and one space")),
    };
    lines.map(merge).collect()
}
