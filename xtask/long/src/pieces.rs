//! `tokenizer.model` against `sentencepiece`: ids of strangers' texts and decoded texts.

use nanollama_token::Tokenizer;
use serde_json::{Value, json};

use crate::base64;
use crate::kind::{Difference, Kind, Verdict, refusal};

pub(crate) struct Pieces;

/// What the reader refuses by name though the reference reads it.
const REFUSALS: &[(&str, &str)] = &[];

impl Kind for Pieces {
    fn name(&self) -> &'static str {
        "sentencepiece"
    }

    fn judge(&self, case: &Value, theirs: &Value) -> Verdict {
        let read = || -> std::io::Result<_> {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join("tokenizer.model");
            std::fs::write(&path, base64::decode(theirs["file"].as_str().unwrap_or_default()))?;
            Ok(Tokenizer::load(&path))
        };
        let tokenizer = match read() {
            Ok(Ok(tokenizer)) => tokenizer,
            Ok(Err(error)) => return refusal(&error.to_string(), REFUSALS, &json!("a model")),
            Err(error) => return Verdict::Unanswered(error.to_string()),
        };
        let texts = case["texts"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let answers = theirs["texts"].as_array().into_iter().flatten();
        let found = texts.zip(answers).find_map(|(text, theirs)| one(&tokenizer, text, theirs));
        found.map_or(Verdict::Same, Verdict::Differs)
    }
}

fn one(tokenizer: &Tokenizer, text: &str, theirs: &Value) -> Option<Difference> {
    let ids = tokenizer.encode(text);
    let input = format!("{text:?}");
    if json!(ids) != theirs[0] {
        return Some(Difference { what: "ids", input, ours: json!(ids).to_string(), theirs: theirs[0].to_string() });
    }
    let shown = theirs[1].as_str()?;
    let ours = String::from_utf8_lossy(&tokenizer.decode(&ids)).into_owned();
    let difference =
        Difference { what: "decoded text", input, ours: format!("{ours:?}"), theirs: format!("{shown:?}") };
    (ours != shown).then_some(difference)
}
