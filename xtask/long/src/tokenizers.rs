//! `tokenizer.json` against Hugging Face `tokenizers`: ids of strangers' texts, with what belongs around them, ids where special
//! tokens count, and decoded texts.

use nanollama_token::Tokenizer;
use serde_json::Value;

use crate::kind::{Difference, Kind, Verdict, refusal};

pub(crate) struct Tokenizers;

/// What the reader refuses by name though the reference does it.
const REFUSALS: &[(&str, &str)] = &[];

impl Kind for Tokenizers {
    fn name(&self) -> &'static str {
        "tokenizers"
    }

    fn judge(&self, case: &Value, theirs: &Value) -> Verdict {
        if theirs.is_null() {
            return Verdict::Unanswered("a departure".to_owned());
        }
        let tokenizer = Tokenizer::from_json("tokenizer.json", case["file"].to_string().as_bytes());
        if let Some(name) = case["refused"].as_str() {
            return refused(name, tokenizer);
        }
        let tokenizer = match tokenizer {
            Ok(tokenizer) => tokenizer,
            Err(error) => return refusal(&error.to_string(), REFUSALS, theirs),
        };
        let texts = case["texts"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let found =
            texts.zip(theirs.as_array().into_iter().flatten()).find_map(|(text, theirs)| one(&tokenizer, text, theirs));
        let found = found.or_else(|| written(&tokenizer));
        found.map_or(Verdict::Same, Verdict::Differs)
    }
}

/// What it is written as is the same tokenizer.
fn written(tokenizer: &Tokenizer) -> Option<Difference> {
    let again = || -> Result<String, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        tokenizer.save(folder.path(), None).map_err(|error| error.to_string())?;
        Tokenizer::load(folder.path()).map(|again| again.hash()).map_err(|error| error.to_string())
    };
    let (ours, theirs) = (format!("{:?}", again()), format!("{:?}", Ok::<_, String>(tokenizer.hash())));
    let what = "the same, written and read again";
    (ours != theirs).then(|| Difference { what, input: "the tokenizer".to_owned(), ours, theirs })
}

/// A kind that has to be refused, and by its name.
fn refused(name: &str, found: nanollama_token::Result<Tokenizer>) -> Verdict {
    let ours = match found {
        Ok(_) => "it is read".to_owned(),
        Err(error) => error.to_string(),
    };
    if ours.contains(name) {
        return Verdict::Same;
    }
    let theirs = "to be refused by its name".to_owned();
    Verdict::Differs(Difference { what: "refusal by name", input: name.to_owned(), ours, theirs })
}

fn one(tokenizer: &Tokenizer, text: &str, theirs: &Value) -> Option<Difference> {
    let differs = |what: &'static str, ours: String, theirs: String| {
        (ours != theirs).then(|| Difference { what, input: format!("{text:?}"), ours, theirs })
    };
    let plain = tokenizer.encode(text);
    let bos = tokenizer.bos().filter(|_| tokenizer.adds_bos());
    let eos = tokenizer.eos().filter(|_| tokenizer.adds_eos());
    let around: Vec<u32> = bos.into_iter().chain(plain.iter().copied()).chain(eos).collect();
    let trusted = tokenizer.encode_trusted(text);
    let ids = [("ids", &plain), ("ids with what belongs around", &around), ("ids with special tokens", &trusted)];
    for (index, (what, ours)) in ids.into_iter().enumerate() {
        if theirs[index].is_null() {
            continue;
        }
        let found = differs(what, serde_json::json!(ours).to_string(), theirs[index].to_string());
        if found.is_some() {
            return found;
        }
    }
    let shown = theirs[3].as_str()?;
    let ours = String::from_utf8_lossy(&tokenizer.decode(&trusted)).into_owned();
    differs("decoded text", format!("{ours:?}"), format!("{shown:?}"))
}
