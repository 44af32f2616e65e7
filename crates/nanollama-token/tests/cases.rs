//! Random tokenizers against `tokenizers` and `sentencepiece`: the ids and decoded texts that `oracle/tokenizer_cases.py`
//! stored. `NANOLLAMA_TOKENIZER_CASES=FILE` replays another file that it made.

use std::collections::BTreeMap;

use nanollama_token::Tokenizer;
use serde_json::Value;

fn fixture() -> Value {
    let path = std::env::var("NANOLLAMA_TOKENIZER_CASES")
        .unwrap_or_else(|_| format!("{}/tests/fixtures/cases.json", env!("CARGO_MANIFEST_DIR")));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn ids(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect()
}

/// What is wrong with a tokenizer's cases, the first few of them.
fn differences(tokenizer: &Tokenizer, case: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in case["cases"].as_array().unwrap() {
        let text = line[0].as_str().unwrap();
        let plain = ids(&line[1]);
        let found = tokenizer.encode(text);
        if found != plain {
            wrong.push(format!("{text:?}: {found:?}, expected {plain:?}"));
        }
        let trusted = if line[2].is_null() { plain } else { ids(&line[2]) };
        if !line[2].is_null() || line[3].is_null() {
            let found = tokenizer.encode_trusted(text);
            if found != trusted {
                wrong.push(format!("{text:?} trusted: {found:?}, expected {trusted:?}"));
            }
        }
        if let Some(shown) = line[3].as_str() {
            let found = tokenizer.decode(&trusted);
            if found != shown.as_bytes() {
                wrong.push(format!("{trusted:?}: {:?}, expected {shown:?}", String::from_utf8_lossy(&found)));
            }
        }
    }
    wrong
}

fn report(wrong: Vec<String>) {
    let count = wrong.len();
    let first: Vec<String> = wrong.into_iter().take(12).collect();
    assert!(count == 0, "{count} tokenizers differ:\n{}", first.join("\n"));
}

#[test]
fn tokenizer_json_as_tokenizers() {
    let fixture = fixture();
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, case) in fixture["tokenizer_json"].as_array().unwrap().iter().enumerate() {
        let mut file = fixture["bases"][case["base"].as_str().unwrap()].clone();
        for (key, value) in case["patch"].as_object().unwrap() {
            file[key] = value.clone();
        }
        for (key, value) in case["model"].as_object().unwrap() {
            file["model"][key] = value.clone();
        }
        count_kinds(&file, &mut seen);
        let map = fixture["charsmap"].as_str().unwrap();
        let text =
            file.to_string().replace("\"precompiled_charsmap\":\"@\"", &format!("\"precompiled_charsmap\":{map:?}"));
        let patch = || format!("{number}: {} {} {}", case["base"], case["patch"], case["model"]);
        match Tokenizer::from_json("case", text.as_bytes()) {
            Ok(tokenizer) => {
                let differences = differences(&tokenizer, case);
                if !differences.is_empty() {
                    wrong.push(format!("{}\n  {}", patch(), differences[..differences.len().min(2)].join("\n  ")));
                }
                // What it is written as is the same tokenizer.
                let folder = tempfile::tempdir().unwrap();
                tokenizer.save(folder.path(), None).unwrap();
                assert_eq!(Tokenizer::load(folder.path()).unwrap().hash(), tokenizer.hash(), "{}", patch());
            }
            Err(error) => wrong.push(format!("{}\n  {error}", patch())),
        }
    }
    report(wrong);
    // Every kind of step is there, many times.
    for kind in
        ["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Strip", "Prepend", "Replace", "Precompiled"]
            .iter()
            .chain(&["ByteLevel", "Metaspace", "Digits", "Split", "ByteFallback", "Fuse"])
    {
        assert!(seen.get(*kind).is_some_and(|count| *count >= 10), "{kind}: {seen:?}");
    }
}

fn count_kinds(value: &Value, seen: &mut BTreeMap<String, usize>) {
    match value {
        Value::Object(object) => {
            if let Some(kind) = object.get("type").and_then(Value::as_str) {
                *seen.entry(kind.to_owned()).or_default() += 1;
            }
            object.values().for_each(|value| count_kinds(value, seen));
        }
        Value::Array(values) => values.iter().for_each(|value| count_kinds(value, seen)),
        _ => {}
    }
}

#[test]
fn models_as_sentencepiece() {
    let fixture = fixture();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokenizer.model");
    let mut wrong = Vec::new();
    for (number, case) in fixture["sentencepiece"].as_array().unwrap().iter().enumerate() {
        std::fs::write(&path, base64(case["file"].as_str().unwrap())).unwrap();
        match Tokenizer::load(&path) {
            Ok(tokenizer) => {
                let differences = differences(&tokenizer, case);
                if !differences.is_empty() {
                    wrong.push(format!("{number}\n  {}", differences[..differences.len().min(4)].join("\n  ")));
                }
            }
            Err(error) => wrong.push(format!("{number}: {error}")),
        }
    }
    report(wrong);
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<usize> = text.bytes().filter_map(|byte| DIGITS.iter().position(|&digit| digit == byte)).collect();
    let mut out = Vec::new();
    for group in digits.chunks(4) {
        let bits = group.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - group.len()));
        out.extend_from_slice(&(bits as u32).to_be_bytes()[1..group.len()]);
    }
    out
}
