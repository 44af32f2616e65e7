//! How JSON spells white space, characters and values.

use serde_json::Value;

use crate::characters::Characters;
use crate::expr::Expr;

/// White space between the parts of an object or a list. It has an end: what may go on for ever, a model may write for ever.
pub(super) fn space() -> Expr {
    let indent = Expr::One(Characters::of(" \t")).repeat(0, Some(20));
    Expr::choice([Expr::empty(), Expr::text(" "), Expr::sequence([Expr::text("\n"), indent])])
}

/// The colon behind a name, with a space or none.
pub(super) fn colon() -> Expr {
    Expr::choice([Expr::text(":"), Expr::text(": ")])
}

/// Characters that stand in a string as they are.
pub(super) fn plain() -> Characters {
    Characters::new([(0, 0x1f), ('"' as u32, '"' as u32), ('\\' as u32, '\\' as u32)]).negated()
}

/// Characters that have an escape of one letter, and those letters.
const LETTERS: [(char, &str); 7] =
    [('"', "\\\""), ('\\', "\\\\"), ('\u{8}', "\\b"), ('\u{c}', "\\f"), ('\n', "\\n"), ('\r', "\\r"), ('\t', "\\t")];

/// One character of a string, in any spelling.
pub(super) fn character() -> Expr {
    let set = |ranges: &[(char, char)]| {
        Expr::One(Characters::new(ranges.iter().map(|&(low, high)| (low as u32, high as u32))))
    };
    let hex = || set(&[('0', '9'), ('a', 'f'), ('A', 'F')]);
    let d = || set(&[('d', 'd'), ('D', 'D')]);
    // Halves of a character beyond U+FFFF stand in pairs.
    let other =
        Expr::sequence([set(&[('0', '9'), ('a', 'c'), ('A', 'C'), ('e', 'f'), ('E', 'F')]), hex(), hex(), hex()]);
    let low = Expr::sequence([d(), set(&[('0', '7')]), hex(), hex()]);
    let first = Expr::sequence([d(), set(&[('8', '9'), ('a', 'b'), ('A', 'B')]), hex(), hex(), Expr::text("\\u")]);
    let second = Expr::sequence([d(), set(&[('c', 'f'), ('C', 'F')]), hex(), hex()]);
    let code = Expr::choice([other, low, Expr::sequence([first, second])]);
    let escape = Expr::choice([Expr::One(Characters::of("\"\\/bfnrt")), Expr::sequence([Expr::text("u"), code])]);
    Expr::choice([Expr::One(plain()), Expr::sequence([Expr::text("\\"), escape])])
}

/// A character of a set, spelled the usual way.
pub(super) fn usual(set: &Characters) -> Expr {
    let as_is = set.common(&plain());
    let mut parts = if as_is.is_empty() { Vec::new() } else { vec![Expr::One(as_is)] };
    for (character, spelled) in LETTERS {
        if set.contains(character) {
            parts.push(Expr::text(spelled));
        }
    }
    for code in 0..0x20u8 {
        let character = char::from(code);
        if set.contains(character) && !LETTERS.iter().any(|(known, _)| *known == character) {
            parts.push(Expr::text(format!("\\u{code:04x}")));
        }
    }
    Expr::choice(parts)
}

/// Something between quotes.
pub(super) fn quoted(content: Expr) -> Expr {
    Expr::sequence([Expr::text("\""), content, Expr::text("\"")])
}

/// A value as it is written, with white space where `space` stands.
pub(super) fn value(value: &Value, space: &Expr) -> Expr {
    let listed = |open: &str, parts: Vec<Expr>, close: &str| {
        let mut all = vec![Expr::text(open), space.clone()];
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                all.extend([Expr::text(","), space.clone()]);
            }
            all.extend([part, space.clone()]);
        }
        all.push(Expr::text(close));
        Expr::Sequence(all)
    };
    match value {
        Value::Array(list) => listed("[", list.iter().map(|part| self::value(part, space)).collect(), "]"),
        Value::Object(map) => {
            let pair = |(name, part): (&String, &Value)| {
                let name = Value::String(name.clone()).to_string();
                Expr::sequence([Expr::text(name), colon(), self::value(part, space)])
            };
            listed("{", map.iter().map(pair).collect(), "}")
        }
        plain => Expr::text(plain.to_string()),
    }
}
