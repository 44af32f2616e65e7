//! `{% set x = x.y %}`, `{% with x = x.y %}` and `{% set x %}…{{ x }}…`: names that a tag sets and whose value of before is
//! read, there or between it and its end.

use super::brackets::outside;
use super::edit::Edit;
use crate::chat::template::lexer::{Kind, Tag, Token};

/// In front of the tag a question reads such names: minijinja takes them for set already, and would not hand them to a
/// macro's body.
pub(super) fn renamed(source: &str, tag: &Tag, edits: &mut Vec<Edit>) {
    let Some((first, rest)) = tag.tokens.split_first() else { return };
    let is = |token: &Token, text: &str| token.text(source) == text;
    // Both sides of each `=` that stands in no bracket.
    let signs: Vec<usize> = outside(source, rest).filter(|(_, token)| is(token, "=")).map(|(index, _)| index).collect();
    let (mut names, mut values): (Vec<&Token>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut begins = 0;
    for (number, &sign) in signs.iter().enumerate() {
        let next = signs.get(number + 1).copied().unwrap_or(rest.len());
        // `with` sets several; the name of the next one stands behind the last comma.
        let comma = outside(source, &rest[..next]).filter(|(index, token)| *index > sign && is(token, ",")).last();
        let ends = match comma {
            Some((comma, _)) if next < rest.len() => comma,
            _ => rest.len(),
        };
        // Where a second `=` stands without a comma, the tag is refused when it is compiled.
        let before = rest.get(begins..sign).unwrap_or_default();
        names.extend(before.iter().filter(|token| token.kind == Kind::Word));
        let read = |index: &usize| *index == 0 || !is(&rest[index - 1], ".");
        values.extend((sign + 1..ends).filter(read).map(|index| rest[index].text(source)));
        begins = ends + 1;
    }
    let mut asked: Vec<&str> =
        names.iter().map(|name| name.text(source)).filter(|name| values.contains(name)).collect();
    asked.dedup();
    asked.into_iter().for_each(|name| ask(name, first, edits));
}

/// The same for a name whose value stands between two tags, whatever is read there.
pub(super) fn renamed_between(source: &str, tag: &Tag, edits: &mut Vec<Edit>) {
    if let [first, name, ..] = tag.tokens.as_slice()
        && name.kind == Kind::Word
    {
        ask(name.text(source), first, edits);
    }
}

/// What reads a name and says nothing, to stand in a tag before another.
pub(super) fn question(name: &str) -> String {
    format!("if {name} is defined %}}{{% endif %}}{{% ")
}

fn ask(name: &str, first: &Token, edits: &mut Vec<Edit>) {
    edits.push(Edit::insert(first.start, question(name)));
}
