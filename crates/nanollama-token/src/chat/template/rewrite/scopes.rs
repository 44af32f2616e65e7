//! Blocks and what stands in them: macros and calls in loops, and what leaves a loop.
//!
//! - minijinja keeps one closure for all passes of a loop: what a macro or a call reads would be in the second pass what was
//!   set behind it in the first. Such a loop begins each pass with `{% set x = x %}` for every `x` that it sets.
//! - `break` and `continue` jump, and leave a `{% with %}` or a filter in between open: they are refused there by name.

use super::brackets::outside;
use super::edit::Edit;
use super::renamed;
use crate::chat::template::lexer::{Kind, Tag, TagKind, Token};

/// A block that has not ended yet.
struct Open<'t> {
    name: &'t str,
    /// Behind the tokens of its tag.
    inside: usize,
    /// In a loop's `else`: no part of the loop.
    is_otherwise: bool,
    /// A macro or a call stands in it, in no block with names of its own.
    has_macro: bool,
    /// What is set in it.
    sets: Vec<&'t str>,
}

impl Open<'_> {
    /// What is set in it is not known behind it.
    fn has_names(&self) -> bool {
        self.name != "if" && !self.is_otherwise
    }
}

/// # Errors
/// What is refused, with where its tag begins, in bytes.
pub(super) fn scopes(source: &str, tags: &[Tag], edits: &mut Vec<Edit>) -> Result<(), (usize, String)> {
    let mut open: Vec<Open> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.kind == TagKind::Statement) {
        let (Some(first), Some(last)) = (tag.tokens.first(), tag.tokens.last()) else { continue };
        let name = first.text(source);
        let begins = match name {
            "set" => !assigns(source, &tag.tokens),
            "for" | "if" | "with" | "filter" | "autoescape" | "generation" | "macro" | "call" => true,
            _ => false,
        };
        if matches!(name, "set" | "macro" | "call")
            && let Some(around) = open.iter_mut().rev().find(|block| block.has_names())
        {
            around.has_macro |= name != "set";
            around.sets.extend(set_by(source, tag));
        }
        if begins {
            open.push(Open { name, inside: last.end, is_otherwise: false, has_macro: false, sets: Vec::new() });
        } else if name == "else" {
            if let Some(block) = open.last_mut() {
                block.is_otherwise |= block.name == "for";
            }
        } else if name == "break" || name == "continue" {
            if let Some(block) = left_open(&open) {
                return Err((tag.start, format!("{name} stands in {} inside of its loop; use if instead", block.name)));
            }
        } else if name.starts_with("end")
            // minijinja says so when another block ends than began.
            && let Some(mut block) = open.pop()
            && block.name == "for"
            && block.has_macro
        {
            block.sets.sort_unstable();
            block.sets.dedup();
            edits.extend(block.sets.iter().map(|name| {
                let question = renamed::question(name);
                Edit::insert(block.inside, format!(" %}}{{% {question}set {name} = {name}"))
            }));
        }
    }
    Ok(())
}

/// Whether a `set` has its value in the tag, and not between two tags.
pub(super) fn assigns(source: &str, tokens: &[Token]) -> bool {
    outside(source, tokens).any(|(_, token)| token.text(source) == "=")
}

/// The names that a `set` or a macro sets; a call sets none.
fn set_by<'t>(source: &'t str, tag: &Tag) -> Vec<&'t str> {
    let words = outside(source, &tag.tokens).skip(1).map(|(_, token)| token);
    let words = words.take_while(|token| token.text(source) != "=").filter(|token| token.kind == Kind::Word);
    let names = words.map(|token| token.text(source));
    match tag.tokens.first().map(|first| first.text(source)) {
        Some("set") if assigns(source, &tag.tokens) => names.collect(),
        Some("set" | "macro") => names.take(1).collect(),
        _ => Vec::new(),
    }
}

/// The block around what leaves the innermost loop that a jump would leave open.
fn left_open<'o, 't>(open: &'o [Open<'t>]) -> Option<&'o Open<'t>> {
    open.iter().rev().find(|block| block.has_names()).filter(|block| block.name != "for")
}
