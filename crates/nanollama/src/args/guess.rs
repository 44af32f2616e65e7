//! clap's guesses at what an unknown word should have been: kept where they are close, left out where they mislead
//! (`--lr` is no slip for `--final-lr-fraction`).

use clap::Error;
use clap::error::{ContextKind, ContextValue};

/// Most letters that a slip changes, adds or drops.
const MOST_SLIPS: usize = 2;

/// Takes the guesses out of `error` that are not within a slip or two of what was typed.
pub(super) fn keep_close(error: &mut Error) {
    let text = |value: Option<&ContextValue>| match value {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    for (typed, guessed) in [
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
    ] {
        let Some(typed) = text(error.get(typed)) else { continue };
        let is_close = |guess: &str| distance(&typed, guess) <= MOST_SLIPS;
        match error.remove(guessed) {
            Some(ContextValue::String(guess)) if is_close(&guess) => {
                error.insert(guessed, ContextValue::String(guess));
            }
            Some(ContextValue::Strings(mut guesses)) => {
                guesses.retain(|guess| is_close(guess));
                if !guesses.is_empty() {
                    error.insert(guessed, ContextValue::Strings(guesses));
                }
            }
            _ => {}
        }
    }
}

/// Levenshtein's: letters changed, added and dropped on the shortest way.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (place, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_levenshteins() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("--step", "--steps"), 1);
        assert_eq!(distance("", "ab"), 2);
    }

    #[test]
    fn a_slip_is_guessed_and_another_word_is_not() {
        let refused = |flag: &str| {
            let line = ["nanollama", "pretrain", "--data", "d", flag, "1"];
            let mut error = super::super::command().try_get_matches_from(line).unwrap_err();
            keep_close(&mut error);
            error.to_string()
        };
        assert!(refused("--stepz").contains("'--steps'"));
        assert!(!refused("--qx").contains("similar"), "{}", refused("--qx"));
    }
}
