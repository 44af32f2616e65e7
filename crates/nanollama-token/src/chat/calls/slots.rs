//! Fixed texts of calls, and what in them differs from call to call: ids and numbers.

use super::syntax::Piece;

/// Stands for an id. No template writes it.
const ID: char = '\u{1}';

/// The pieces of a text that several calls have, each with how many calls stand before it: the same but for ids and numbers
/// that count.
pub(super) fn pieces(texts: &[(u64, &str)], ids: &[&str]) -> Option<Vec<Piece>> {
    let without_ids: Vec<(u64, String)> = texts
        .iter()
        .map(|(count, text)| {
            (*count, ids.iter().fold((*text).to_owned(), |text, id| text.replace(id, &ID.to_string())))
        })
        .collect();
    let runs: Vec<(u64, Vec<&str>)> = without_ids.iter().map(|(count, text)| (*count, runs(text))).collect();
    let (first, others) = runs.split_first()?;
    if others.iter().any(|other| other.1.len() != first.1.len()) {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (place, run) in first.1.iter().enumerate() {
        if others.iter().all(|other| other.1[place] == *run) {
            with_ids(run, &mut pieces);
            continue;
        }
        let base = |(count, runs): &(u64, Vec<&str>)| runs[place].parse::<u64>().ok()?.checked_sub(*count);
        let number = base(first)?;
        if others.iter().any(|other| base(other) != Some(number)) {
            return None;
        }
        pieces.push(Piece::Number);
    }
    Some(pieces)
}

/// Appends a text that may have ids in it.
fn with_ids(text: &str, pieces: &mut Vec<Piece>) {
    for (place, part) in text.split(ID).enumerate() {
        if place > 0 {
            pieces.push(Piece::Id);
        }
        match pieces.last_mut() {
            _ if part.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(part),
            _ => pieces.push(Piece::Text(part.to_owned())),
        }
    }
}

/// Digits and what is between them.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|other: char| other.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        runs.push(run);
        rest = behind;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    #[test]
    fn ids_and_numbers_are_slots() {
        let ids = ["call00001", "call00002"];
        let found = pieces(&[(0, "}, \"id\": \"call00001\"} 7:1"), (1, "}, \"id\": \"call00002\"} 7:2")], &ids);
        assert_eq!(found.unwrap(), [text("}, \"id\": \""), Piece::Id, text("\"} 7:"), Piece::Number]);
        assert_eq!(pieces(&[(0, "a1"), (1, "a1")], &[]).unwrap(), [text("a1")]);
        assert_eq!(pieces(&[(0, ""), (1, "")], &[]).unwrap(), []);
        assert_eq!(pieces(&[(0, "a1"), (1, "a3")], &[]), None);
        assert_eq!(pieces(&[(0, "a"), (1, "b")], &[]), None);
    }
}
