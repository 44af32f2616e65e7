//! GSM8K (Cobbe et al. 2021): sums told in words, the answer behind `####`.
//!
//! Two ways: nanochat's (`GSM8K`), which asks in chat, and lm-evaluation-harness's without examples (`gsm8k`, version 3.0), which
//! continues `Question: …\nAnswer:`. Both are answered greedily, and the answer is right where the first number behind `####` is the
//! reference's, commas aside: nanochat's grade and the harness's `strict-match`. In chat a call of the calculator gets its result.

use std::path::Path;

use nanollama_engine::{Prompts, Request, Sampling};

use super::chat;
use crate::error::Result;
use crate::question::spread;
use crate::table::Table;
use crate::writing::Writing;

pub(super) const FILES: [&str; 3] =
    ["gsm8k/test.jsonl", "gsm8k/main/test-00000-of-00001.parquet", "parquet/gsm8k/main/test-00000-of-00001.parquet"];
/// Tokens of an answer: nanochat's default, and the harness's.
const CHAT_ANSWER: usize = 512;
const ANSWER: usize = 256;

/// The task, in one of its ways.
pub(crate) struct Gsm8k {
    name: &'static str,
    chats: bool,
    table: Table,
    order: Vec<usize>,
}

impl Gsm8k {
    /// Opens the test split.
    pub(crate) fn open(name: &'static str, folder: &Path, chats: bool, most: Option<usize>) -> Result<Gsm8k> {
        let table = Table::find(name, folder, &FILES)?;
        let order = if chats { chat::order(table.len(), most) } else { spread(table.len(), most) };
        Ok(Gsm8k { name, chats, table, order })
    }
}

impl Writing for Gsm8k {
    fn name(&self) -> &str {
        self.name
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn request(&self, index: usize, prompts: &Prompts) -> Result<Request> {
        let question = self.table.text(self.order[index], "question")?;
        Ok(if self.chats {
            chat::ask(prompts, question, Sampling::greedy(CHAT_ANSWER))?
        } else {
            let stop = ["Question:", "</s>", "<|im_end|>"].map(String::from).to_vec();
            let sampling = Sampling { stop, ..Sampling::greedy(ANSWER) };
            Request::generate(prompts.text(&format!("Question: {question}\nAnswer:"))?, sampling)
        })
    }

    fn number(&self, index: usize) -> usize {
        self.order[index]
    }

    fn grade(&self, index: usize, text: &str) -> Result<bool> {
        let row = self.order[index];
        let wanted = answer(self.table.text(row, "answer")?)
            .ok_or_else(|| self.table.bad(row, "its answer has no number behind ####".into()))?;
        Ok(answer(text).is_some_and(|found| found == wanted))
    }
}

/// The first number behind `#### `, without its commas.
pub(crate) fn answer(text: &str) -> Option<String> {
    text.match_indices("#### ").find_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let sign = usize::from(rest.starts_with('-'));
        let digits =
            rest[sign..].find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len() - sign);
        (digits > 0).then(|| rest[..sign + digits].replace(',', ""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_the_first_number_behind_the_mark() {
        for (text, found) in [
            ("3 + 4 = 7\n#### 7", Some("7")),
            ("#### -1,234.5 dollars", Some("-1234.5")),
            ("#### none\n#### 12", Some("12")),
            ("#### -\n", None),
            ("####7", None),
            ("the answer is 7", None),
        ] {
            assert_eq!(answer(text).as_deref(), found, "{text}");
        }
    }
}
