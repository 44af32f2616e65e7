//! What library crates may say: facts, never a flag or a command. Those belong to the program, which adds them as hints
//! (`command/hint.rs`); another program over the same crates, such as a server, has none of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::tokens::outside_tests;

/// String literals of a library crate's files, outside of tests, that name a flag or a command.
pub(crate) fn check(root: &Path, files: &[PathBuf]) -> io::Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files {
        let short = file.strip_prefix(root).unwrap_or(&file).display();
        for token in outside_tests(&fs::read_to_string(file)?) {
            if token.text.starts_with('"')
                && let Some(found) = typed(&token.text)
            {
                faults.push(format!("{short}:{}: a library names {found:?}; hints are the program's", token.line));
            }
        }
    }
    Ok(faults)
}

/// The first thing in a literal that a person would type: `--flag`, `-p`, `nanollama verb`, `NAME@STEP`.
fn typed(literal: &str) -> Option<&str> {
    let words = literal.split(|c: char| c.is_whitespace() || "`'\"()[]{},;:=".contains(c));
    let mut before = "";
    for word in words.filter(|word| !word.is_empty()) {
        let name = word.trim_start_matches('-');
        let dashes = word.len() - name.len();
        let letter = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let flag = letter && (dashes == 2 || (dashes == 1 && name.len() == 1));
        if flag || word == "NAME@STEP" || (before == "nanollama" && VERBS.contains(&word)) {
            return Some(word);
        }
        before = word;
    }
    None
}

/// The program's verbs.
const VERBS: &[&str] = &[
    "quickstart",
    "doctor",
    "tokenizer",
    "data",
    "pretrain",
    "plan",
    "sft",
    "export",
    "import",
    "run",
    "chat",
    "list",
    "bench",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_commands_are_seen() {
        for (literal, found) in [
            ("\"give --text-column\"", Some("--text-column")),
            ("\"`nanollama data prepare` makes one\"", Some("data")),
            ("\"give some text with -p\"", Some("-p")),
            ("\"another checkpoint (NAME@STEP)\"", Some("NAME@STEP")),
            ("\"a nanollama file -- or none; -1 is off, well-known\"", None),
        ] {
            assert_eq!(typed(literal), found, "{literal}");
        }
    }
}
