//! The hand-written scanner against the regexes themselves, run by fancy-regex, on random Unicode.

use std::sync::LazyLock;

use fancy_regex::Regex;
use nanollama_token::Pattern;
use proptest::prelude::*;

/// Characters that the patterns treat apart, so that short random texts meet every rule.
const TRAPS: &str = "aZsſtTKéßǅʰ漢ก١½Ⅻ²09 \t\n\r\u{b}\u{85}\u{a0}\u{2003}\u{2028}\u{3000}\u{200b}\u{301}'’lLvVeErRdDmM!-_#_<|>😀\u{0}\u{7f}";

fn text() -> impl Strategy<Value = String> {
    let traps: Vec<char> = TRAPS.chars().collect();
    let character = prop_oneof![6 => prop::sample::select(traps), 1 => any::<char>(), 3 => prop::sample::select(vec![' ', '\n', '\'', 's', 'l', '1'])];
    prop::collection::vec(character, 0..40).prop_map(|characters| characters.into_iter().collect())
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{N}").unwrap());

fn regex(pattern: Pattern) -> Regex {
    Regex::new(pattern.regex().unwrap()).expect("our own regexes compile")
}

/// SmolLM cuts twice: each number character first.
fn expected<'t>(pattern: Pattern, regex: &Regex, text: &'t str) -> Vec<&'t str> {
    let pieces = |text: &'t str| regex.find_iter(text).map(|found| found.unwrap().as_str()).collect::<Vec<_>>();
    if pattern != Pattern::SmolLm {
        return pieces(text);
    }
    let mut all = Vec::new();
    let mut start = 0;
    // Not `char::is_numeric`: the standard library may know a newer Unicode than the regex engine.
    for found in NUMBER.find_iter(text).map(|found| found.unwrap()) {
        all.extend(pieces(&text[start..found.start()]));
        start = found.end();
        all.push(found.as_str());
    }
    all.extend(pieces(&text[start..]));
    all
}

#[test]
fn scanner_equals_regex() {
    let regexes: Vec<(Pattern, Regex)> = Pattern::ALL.into_iter().map(|pattern| (pattern, regex(pattern))).collect();
    proptest!(ProptestConfig::with_cases(8_000), |(text in text())| {
        for (pattern, regex) in &regexes {
            let found = pattern.pieces(&text);
            prop_assert_eq!(found.concat(), text.clone());
            prop_assert_eq!(found, expected(*pattern, regex, &text), "{:?}", pattern);
        }
    });
}

#[test]
fn every_character_alone_and_led_by_each_kind() {
    for (pattern, regex) in Pattern::ALL.into_iter().map(|pattern| (pattern, regex(pattern))) {
        for character in (0..0x3_0000u32).filter_map(char::from_u32) {
            let text = format!("{character} {character}a'{character}1{character}\n");
            assert_eq!(
                pattern.pieces(&text),
                expected(pattern, &regex, &text),
                "{pattern:?} U+{:04X}",
                character as u32
            );
        }
    }
}

#[test]
fn texts_of_the_same_meaning_are_known() {
    for pattern in Pattern::ALL.into_iter().filter(|pattern| *pattern != Pattern::SmolLm) {
        assert_eq!(Pattern::from_regex(pattern.regex().unwrap()), Some(pattern));
    }
    let rustbpe = r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";
    assert_eq!(Pattern::from_regex(rustbpe), Some(Pattern::Llama3));
    let same = Regex::new(rustbpe).unwrap();
    proptest!(ProptestConfig::with_cases(2_000), |(text in text())| {
        prop_assert_eq!(Pattern::Llama3.pieces(&text), expected(Pattern::Llama3, &same, &text));
    });
    assert_eq!(Pattern::from_regex(r"\w+"), None);
}
