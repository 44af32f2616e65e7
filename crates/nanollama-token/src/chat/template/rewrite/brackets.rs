//! Which tokens stand in which brackets.

use crate::chat::template::lexer::Token;

/// The tokens outside of all brackets, without the brackets, each with its index.
pub(super) fn outside<'t>(source: &str, tokens: &'t [Token]) -> impl Iterator<Item = (usize, &'t Token)> {
    let mut depth = 0_usize;
    tokens.iter().enumerate().filter(move |(_, token)| {
        match token.text(source) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

/// The index behind the bracket that closes the one at `index`.
pub(super) fn bracketed(source: &str, tokens: &[Token], index: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(index) {
        match token.text(source) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (place > index).then_some(place + 1);
        }
    }
    None
}
