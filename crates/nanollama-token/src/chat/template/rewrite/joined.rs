//! What `~` joins: how far both of its sides reach, and the filter that they pass.

use super::brackets::outside;
use super::edit::Edit;
use crate::chat::template::lexer::{Kind, Token};

/// Both sides of `~`.
pub(super) fn joined(source: &str, tokens: &[Token], edits: &mut Vec<Edit>) -> Result<(), String> {
    for index in (0..tokens.len()).filter(|&index| tokens[index].text(source) == "~") {
        let (from, to) = (beginning(source, tokens, index), ending(source, tokens, index + 1));
        // What is on the left of a second `~` was on the right of the first.
        let is_first = from == 0 || tokens[from - 1].text(source) != "~";
        let left = if is_first { from..index } else { index..index };
        for side in [&tokens[left], &tokens[index + 1..to]] {
            let ([first, ..], [.., last]) = (side, side) else { continue };
            if has_test(source, side) {
                return Err("a test stands beside ~; put it into brackets".into());
            }
            edits.push(Edit::insert(first.start, "("));
            edits.push(Edit::insert(last.end, ")|shown_text"));
        }
    }
    Ok(())
}

/// Whether a test stands in it, outside of brackets.
fn has_test(source: &str, tokens: &[Token]) -> bool {
    outside(source, tokens).any(|(_, token)| token.kind == Kind::Word && token.text(source) == "is")
}

/// Where the side of `~` that ends in front of `end` begins.
fn beginning(source: &str, tokens: &[Token], end: usize) -> usize {
    let (mut depth, mut index) = (0_usize, end);
    while index > 0 {
        match tokens[index - 1].text(source) {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" if depth == 0 => break,
            "(" | "[" | "{" => depth -= 1,
            _ if depth == 0 && parts(source, tokens, index - 1) => break,
            _ => {}
        }
        index -= 1;
    }
    index
}

/// Where the side of `~` that begins at `begin` ends.
fn ending(source: &str, tokens: &[Token], begin: usize) -> usize {
    let (mut depth, mut index) = (0_usize, begin);
    while index < tokens.len() {
        match tokens[index].text(source) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => break,
            ")" | "]" | "}" => depth -= 1,
            _ if depth == 0 && parts(source, tokens, index) => break,
            _ => {}
        }
        index += 1;
    }
    index
}

/// Whether the token at `index` binds less than `~`, or is one.
fn parts(source: &str, tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).map(|before| tokens[before]);
    match (tokens[index].kind, tokens[index].text(source)) {
        (Kind::Symbol, "~" | "," | ":" | "=" | "!" | "<" | ">") => true,
        // A sign, if nothing stands in front of it.
        (Kind::Symbol, "+" | "-") => before.is_some_and(|before| {
            before.kind != Kind::Symbol && !is_keyword(before.text(source))
                || [")", "]", "}"].contains(&before.text(source))
        }),
        (Kind::Word, word) => is_keyword(word) && before.is_none_or(|before| before.text(source) != "."),
        _ => false,
    }
}

/// Words that stand between expressions; the names of the tags that one may follow are among them.
fn is_keyword(word: &str) -> bool {
    ["and", "or", "not", "in", "if", "else", "elif", "recursive", "print", "include"].contains(&word)
}
