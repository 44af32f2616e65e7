//! What library crates may say: facts, never a flag or a command. Those belong to the program, which adds them as hints
//! (`command/hint.rs`); another program over the same crates, such as a server, has none of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::items::outside_tests;

/// Files that say nothing to people: their flags are those of another program, which is told them.
const TOLD_TO_OTHERS: &[&str] =
    &["crates/nanollama-cuda/src/nvrtc/options.rs", "crates/nanollama-sandbox/src/python/told.rs"];

/// String literals of a library crate's files, outside of tests, that name a flag or one of the program's verbs.
pub(crate) fn check(root: &Path, files: &[PathBuf], verbs: &[String]) -> io::Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files {
        let short = file.strip_prefix(root).unwrap_or(file);
        if TOLD_TO_OTHERS.iter().any(|other| short == Path::new(other)) {
            continue;
        }
        let short = short.display();
        for token in outside_tests(&fs::read_to_string(file)?) {
            if token.text.starts_with('"')
                && let Some(found) = typed(&token.text, verbs)
            {
                faults.push(format!("{short}:{}: a library names {found:?}; hints are the program's", token.line));
            }
        }
    }
    Ok(faults)
}

/// The first thing in a literal that a person would type: `--flag`, `-p`, `nanollama verb`, `NAME@STEP`.
fn typed<'a>(literal: &'a str, verbs: &[String]) -> Option<&'a str> {
    let words = literal.split(|c: char| c.is_whitespace() || "`'\"()[]{},;:=".contains(c));
    let mut before = "";
    for word in words.filter(|word| !word.is_empty()) {
        let name = word.trim_start_matches('-');
        let dashes = word.len() - name.len();
        let letter = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let flag = letter && (dashes == 2 || (dashes == 1 && name.len() == 1));
        if flag || word == "NAME@STEP" || (before == "nanollama" && verbs.iter().any(|verb| verb == word)) {
            return Some(word);
        }
        before = word;
    }
    None
}

/// Words of the program's verbs: the variants of what may be typed that hold arguments, `Pretrain(PretrainArgs)` or
/// `Pretrain(Box<PretrainArgs>)`, spelled as clap spells them.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn verbs(arguments: &[PathBuf]) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for file in arguments {
        found.extend(variants(&fs::read_to_string(file)?));
    }
    Ok(found)
}

fn variants(source: &str) -> Vec<String> {
    let tokens = outside_tests(source);
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let variant = |at: usize| match &texts[at..] {
        [name, "(", held, ")", "," | "}", ..] | [name, "(", "Box", "<", held, ">", ")", "," | "}", ..] => {
            (name.starts_with(char::is_uppercase) && held.ends_with("Args")).then(|| dashed(name))
        }
        _ => None,
    };
    (0..texts.len()).filter_map(variant).collect()
}

/// `BenchTrain` as `bench-train`.
fn dashed(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_read_where_they_are_typed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/nanollama/src");
        let found = verbs(&[root.join("args.rs"), root.join("args/stage.rs"), root.join("args/data.rs")]).unwrap();
        for verb in ["quickstart", "data", "prepare", "pretrain", "plan", "midtrain", "sft", "bench"] {
            assert!(found.iter().any(|known| known == verb), "{verb}: {found:?}");
        }
    }

    #[test]
    fn a_verb_may_be_boxed_last_or_of_two_words() {
        let source = "enum C { /// Doc.\n Run(RunArgs), #[command(flatten)] Train(Box<TrainCommand>), \
            Ask(Box<AskArgs>), #[cfg(test)] No(NoArgs), ServeAll(ServeAllArgs) }";
        assert_eq!(variants(source), ["run", "ask", "serve-all"]);
    }

    #[test]
    fn flags_and_commands_are_seen() {
        let verbs = ["data".to_owned()];
        for (literal, found) in [
            ("\"give --text-column\"", Some("--text-column")),
            ("\"`nanollama data prepare` makes one\"", Some("data")),
            ("\"give some text with -p\"", Some("-p")),
            ("\"another checkpoint (NAME@STEP)\"", Some("NAME@STEP")),
            ("\"a nanollama file -- or none; -1 is off, well-known\"", None),
        ] {
            assert_eq!(typed(literal, &verbs), found, "{literal}");
        }
    }
}
