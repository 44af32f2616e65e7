//! How a reply is judged: by a number, a letter, a pattern, as a whole, or by a program.

use super::judge::Judge;
use crate::error::Result;
use crate::town::last_number;

/// A rule that judges a reply.
#[derive(Clone, Debug)]
pub enum Grader {
    /// The number behind the first `####`, as GSM8K's: commas do not count, and numbers are equal where their digits are.
    Number,
    /// The last whole number that the reply names.
    LastNumber,
    /// The reply itself, without the space around it.
    Exact,
    /// The first capital letter that stands alone.
    Letter,
    /// What the first group of a pattern matches, at its last match (the whole match where it has no group). Patterns are
    /// those of the `regex` crate, `\d` and `\w` for ASCII alone, so a reply takes time linear in its length.
    Pattern(regex_lite::Regex),
    /// A program of the task's own, in the sandbox.
    Command(Judge),
}

impl Grader {
    /// Whether a reply says what is right.
    ///
    /// # Errors
    /// Where a program that judges was not run.
    pub fn is_right(&self, reply: &str, right: &str) -> Result<bool> {
        Ok(match self {
            Grader::Number => marked_number(reply).is_some_and(|number| number == plain_number(right)),
            Grader::LastNumber => last_number(reply).is_some_and(|number| number.to_string() == plain_number(right)),
            Grader::Exact => reply.trim() == right.trim(),
            Grader::Letter => letter(reply).is_some_and(|letter| letter.to_string() == right),
            Grader::Pattern(pattern) => {
                let last = pattern.captures_iter(reply).last();
                let found = last.as_ref().and_then(|found| found.get(1).or_else(|| found.get(0)));
                found.is_some_and(|found| found.as_str().trim() == right.trim())
            }
            Grader::Command(judge) => judge.judge(reply, right)?.is_well(),
        })
    }

    /// Its name in a `task.toml`.
    pub fn name(&self) -> &'static str {
        match self {
            Grader::Number => "number",
            Grader::LastNumber => "last-number",
            Grader::Exact => "exact",
            Grader::Letter => "letter",
            Grader::Pattern(_) => "regex",
            Grader::Command(_) => "command",
        }
    }
}

impl PartialEq for Grader {
    fn eq(&self, other: &Grader) -> bool {
        match (self, other) {
            (Grader::Pattern(one), Grader::Pattern(two)) => one.as_str() == two.as_str(),
            (Grader::Command(one), Grader::Command(two)) => one == two,
            _ => self.name() == other.name(),
        }
    }
}

/// The number behind the first `####`, without commas; `None` where there is none.
pub(super) fn marked_number(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("####")?;
    let behind = behind.trim_start_matches([' ', '$']);
    let digits = |(at, c): (usize, char)| c.is_ascii_digit() || matches!(c, '.' | ',') || (at == 0 && c == '-');
    let end = behind.char_indices().find(|&place| !digits(place)).map_or(behind.len(), |(at, _)| at);
    let number = plain_number(&behind[..end]);
    number.bytes().any(|byte| byte.is_ascii_digit()).then_some(number)
}

/// A number as it is compared: without commas, and without a full stop behind it.
fn plain_number(text: &str) -> String {
    text.trim().replace(',', "").trim_end_matches('.').to_owned()
}

fn letter(reply: &str) -> Option<char> {
    let mut words = reply.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| {
        let mut letters = word.chars();
        let first = letters.next()?;
        (first.is_ascii_uppercase() && letters.next().is_none()).then_some(first)
    })
}
