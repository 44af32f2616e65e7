//! Blocks and what stands in them: macros in loops, calls, and what leaves a loop.
//!
//! - minijinja keeps one closure for all passes of a loop: a macro would see in the second pass what was set behind it in
//!   the first. The body of a loop with a macro stands in a `{% with %}`, which is new in each pass; so does each call.
//! - `break` and `continue` jump, and leave a `{% with %}` in between open: they are refused there by name.

use super::assigns;
use super::edit::Edit;
use crate::chat::template::lexer::{Tag, TagKind};

/// A block that has not ended yet.
struct Open<'t> {
    name: &'t str,
    /// Behind the tokens of its tag.
    inside: usize,
    /// It is a loop, and a macro stands in it, in no block with names of its own.
    has_macro: bool,
    /// Of a loop: what leaves it, with its place.
    left_by: Option<(&'t str, usize)>,
    /// Of a loop: where its `else` stands.
    otherwise: Option<usize>,
}

impl Open<'_> {
    /// What jumps out of it leaves nothing open.
    fn may_be_left(&self) -> bool {
        self.name == "if" || self.name == "for"
    }

    /// What is set in it is not known behind it.
    fn has_names(&self) -> bool {
        self.name != "if" && self.otherwise.is_none()
    }
}

/// # Errors
/// What is refused, with where its tag begins, in bytes.
pub(super) fn scopes(source: &str, tags: &[Tag], edits: &mut Vec<Edit>) -> Result<(), (usize, String)> {
    let mut open: Vec<Open> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.kind == TagKind::Statement) {
        let (Some(first), Some(last)) = (tag.tokens.first(), tag.tokens.last()) else { continue };
        match first.text(source) {
            "set" if assigns(source, &tag.tokens) => {}
            name @ ("for" | "if" | "with" | "set" | "filter" | "autoescape" | "generation" | "macro" | "call") => {
                if name == "call" {
                    edits.push(Edit::insert(first.start, "with %}{% "));
                }
                if name == "macro"
                    && let Some(around) = open.iter_mut().rev().find(|block| block.has_names())
                {
                    around.has_macro = around.name == "for";
                }
                open.push(Open { name, inside: last.end, has_macro: false, left_by: None, otherwise: None });
            }
            "else" => {
                if let Some(block) = open.last_mut().filter(|block| block.name == "for") {
                    block.otherwise = Some(first.start);
                }
            }
            name @ ("break" | "continue") => leave(name, tag.start, &mut open)?,
            name if name.starts_with("end") => {
                // minijinja says so when another block ends than began.
                let Some(block) = open.pop() else { continue };
                match block.name {
                    "call" => edits.push(Edit::insert(last.end, " %}{% endwith")),
                    "for" if block.has_macro => {
                        if let Some((name, at)) = block.left_by {
                            return Err((at, format!("{name} stands in a loop with a macro; define the macro before it")));
                        }
                        edits.push(Edit::insert(block.inside, " %}{% with"));
                        edits.push(Edit::insert(block.otherwise.unwrap_or(first.start), "endwith %}{% "));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Notes what leaves a loop.
fn leave<'t>(name: &'t str, at: usize, open: &mut [Open<'t>]) -> Result<(), (usize, String)> {
    for block in open.iter_mut().rev() {
        if block.name == "for" && block.otherwise.is_none() {
            block.left_by.get_or_insert((name, at));
            break;
        }
        if !block.may_be_left() {
            return Err((at, format!("{name} stands in {} inside of its loop; use if instead", block.name)));
        }
    }
    Ok(())
}
