//! HellaSwag (Zellers et al. 2019): how a scene goes on, of four endings, as lm-evaluation-harness asks (`hellaswag`, version 1.0).

use std::path::Path;

use nanollama_engine::Prompts;

use crate::case::{Case, Passage};
use crate::error::Result;
use crate::question::Question;
use crate::table::Table;

pub(super) const FILES: [&str; 4] = [
    "hellaswag/hellaswag_val.jsonl",
    "hellaswag/data/validation-00000-of-00001.parquet",
    "hellaswag/validation-00000-of-00001.parquet",
    "hellaswag/hellaswag_val_1000_raw.jsonl",
];

/// All questions of the validation split: the test split has no answers.
pub(crate) fn questions(task: &str, folder: &Path) -> Result<Vec<Question>> {
    let table = Table::find(task, folder, &FILES)?;
    (0..table.len())
        .map(|row| {
            let [label, first, second] = ["activity_label", "ctx_a", "ctx_b"].map(|name| table.text(row, name));
            let text = clean(&format!("{}: {} {}", label?, first?, capitalised(second?)));
            let options: Vec<String> = table.texts(row, "endings")?.into_iter().map(clean).collect();
            let gold = table.gold(row, "label", options.len())?;
            let letters = Question::letters(options.len());
            Ok(Question { number: row, before: "".into(), text, letters, options, gold })
        })
        .collect()
}

/// As the harness asks: the scene, and each ending behind it.
pub(crate) fn harness(_: &str, question: &Question, prompts: &Prompts, context: usize) -> Result<Case> {
    let pair = |option: &String| Passage::pair(prompts, &question.text, &format!(" {option}"));
    Ok(Case::new(question.number, question.options.iter().map(pair).collect(), question.gold, context))
}

/// Python's `str.capitalize`.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map_or_else(String::new, |first| first.to_uppercase().collect());
    first + &chars.as_str().to_lowercase()
}

/// What WikiHow's markup leaves: `[title]` ends a sentence, other brackets go, two blanks become one.
fn clean(text: &str) -> String {
    let text = text.trim().replace(" [title]", ". ");
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(at) = rest.find('[') {
        let end = rest[at..].find([']', '\n']).filter(|end| rest[at + end..].starts_with(']'));
        let Some(end) = end else {
            // A bracket that its line does not close stays.
            kept.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        kept.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    kept.push_str(rest);
    kept.replace("  ", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_as_the_harness_has_it() {
        assert_eq!(
            clean("How to swim [title] Get in. [substeps] Do  it. "),
            "How to swim.  Get in. Do it.".replace("  ", " ")
        );
        assert_eq!(clean("a [b\nc] d"), "a [b\nc] d");
        assert_eq!(clean("a [[b] c"), "a c");
        assert_eq!(capitalised("the Dog"), "The dog");
        assert_eq!(capitalised(""), "");
    }
}
