//! ARC-Easy and ARC-Challenge (Clark et al. 2018): school questions of science with three to five options.
//!
//! As lm-evaluation-harness asks: `Question: …\nAnswer:`, and each option behind it. nanochat's way is `chat.rs`.

use std::path::Path;

use nanollama_engine::Prompts;

use crate::case::{Case, Passage};
use crate::error::Result;
use crate::question::Question;
use crate::table::Table;

/// Files of each set, in a bundle.
pub(super) const FILES: [(&str, [&str; 4]); 2] = [
    (
        "ARC-Easy",
        [
            "ai2_arc/ARC-Easy/test-00000-of-00001.parquet",
            "parquet/ai2_arc/ARC-Easy/test-00000-of-00001.parquet",
            "ARC-Easy/test-00000-of-00001.parquet",
            "ai2_arc/ARC-Easy/test.jsonl",
        ],
    ),
    (
        "ARC-Challenge",
        [
            "ai2_arc/ARC-Challenge/test-00000-of-00001.parquet",
            "parquet/ai2_arc/ARC-Challenge/test-00000-of-00001.parquet",
            "ARC-Challenge/test-00000-of-00001.parquet",
            "ai2_arc/ARC-Challenge/test.jsonl",
        ],
    ),
];

/// All questions of a set's test split.
pub(crate) fn questions(task: &str, folder: &Path, challenge: bool) -> Result<Vec<Question>> {
    let table = Table::find(task, folder, &FILES[usize::from(challenge)].1)?;
    (0..table.len())
        .map(|row| {
            let letters: Vec<String> = table.texts(row, "choices.label")?.into_iter().map(str::to_owned).collect();
            let options: Vec<String> = table.texts(row, "choices.text")?.into_iter().map(str::to_owned).collect();
            let key = table.text(row, "answerKey")?;
            let gold = letters.iter().position(|letter| letter == key).filter(|_| letters.len() == options.len());
            let wrong = || table.bad(row, format!("its answer {key:?} is none of its labels {}", letters.join(", ")));
            let gold = gold.ok_or_else(wrong)?;
            let text = table.text(row, "question")?.to_owned();
            Ok(Question { number: row, before: "".into(), text, letters, options, gold })
        })
        .collect()
}

/// As lm-evaluation-harness asks (`arc_easy`, `arc_challenge`, version 1.0).
pub(crate) fn harness(_: &str, question: &Question, prompts: &Prompts, context: usize) -> Result<Case> {
    let before = format!("{}Question: {}\nAnswer:", question.before, question.text);
    let pair = |option: &String| Passage::pair(prompts, &before, &format!(" {option}"));
    Ok(Case::new(question.number, question.options.iter().map(pair).collect(), question.gold, context))
}
