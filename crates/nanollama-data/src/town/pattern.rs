//! The pattern of a sentence: what is left when names, nouns, numbers and places are taken out. Texts that are composed have
//! patterns that no other text has; texts that are filled in have none.
//!
//! A sentence ends with `.`, `!` or `?` and the quotation mark behind it, where a blank and a capital, a digit or a quotation mark
//! follow, and at the end of a line. Its pattern has its words in small letters and its marks, quotation marks left out; and
//!
//! - a word with a capital, other than `I`, that is not the sentence's first, or that is a name of the town, is `N`;
//! - a word of `pattern/nouns.txt`, in one or many, is `N`; words that end with `?` there only behind an article, a number,
//!   an adjective that is left out, or a word such as `her`, `this`, `some`;
//! - neighbouring `N` are one; an owner (`Nora's`) and what is owned are one;
//! - numbers in digits or words are `#`;
//! - colours and sizes, with which the town draws its things, are left out;
//! - the name of one of the town's places with `in`, `at`, `on`, `by`, `to`, `from` and an article before it is `P`;
//! - `she` and `he` are one word, and so are `her`, `his`, `him` and `hers`; `a` and `an`.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::people::{self, PLACES};
use super::texts::text;
use super::words::{number, plural};

/// The pattern of each sentence of a text, in order.
pub fn patterns(text: &str) -> Vec<String> {
    Lexicon::new().patterns(text)
}

/// The patterns of many texts.
pub struct Patterns {
    lexicon: Lexicon,
    known: HashSet<String>,
}

/// How many patterns some texts have that others lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newness {
    /// Different patterns of the texts.
    pub patterns: usize,
    /// Of these, how many the others have.
    pub known: usize,
    /// Sentences of the texts.
    pub sentences: usize,
    /// Of these, how many have a pattern that the others have.
    pub known_sentences: usize,
}

impl Patterns {
    /// The patterns of these texts.
    pub fn of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Patterns {
        let lexicon = Lexicon::new();
        let known = texts.into_iter().flat_map(|text| lexicon.patterns(text.as_ref())).collect();
        Patterns { lexicon, known }
    }

    /// The patterns of so many texts, each of which is made by its number; side by side.
    pub fn of_numbered(count: u64, text: impl Fn(u64) -> String + Sync) -> Patterns {
        let lexicon = Lexicon::new();
        let patterns = |number: u64| lexicon.patterns(&text(number));
        let known = (0..count).into_par_iter().flat_map_iter(patterns).collect();
        Patterns { lexicon, known }
    }

    /// Holds other texts against these.
    pub fn newness<T: AsRef<str>>(&self, texts: impl IntoIterator<Item = T>) -> Newness {
        let mut seen = BTreeSet::new();
        let (mut sentences, mut known_sentences) = (0, 0);
        for pattern in texts.into_iter().flat_map(|text| self.lexicon.patterns(text.as_ref())) {
            sentences += 1;
            known_sentences += usize::from(self.known.contains(&pattern));
            seen.insert(pattern);
        }
        let known = seen.iter().filter(|pattern| self.known.contains(*pattern)).count();
        Newness { patterns: seen.len(), known, sentences, known_sentences }
    }
}

/// What the words are.
struct Lexicon {
    names: HashSet<String>,
    nouns: HashSet<String>,
    /// Nouns behind an article only.
    maybe: HashSet<String>,
    numbers: HashSet<String>,
}

const BEFORE_NOUNS: [&str; 17] = [
    "a", "the", "my", "your", "her", "his", "its", "our", "their", "this", "that", "these", "those", "some", "no",
    "every", "each",
];
const DRAWN: [&str; 17] = [
    "red", "blue", "green", "yellow", "white", "black", "brown", "purple", "orange", "grey", "golden", "big", "little",
    "tiny", "huge", "small", "pink",
];

impl Lexicon {
    fn new() -> Lexicon {
        let names = people::people(0).iter().map(|person| person.name.to_lowercase()).collect();
        let (mut nouns, mut maybe) = (HashSet::new(), HashSet::new());
        let lines = text("pattern/nouns.txt").lines().filter(|line| !line.starts_with("//"));
        for word in lines.flat_map(str::split_whitespace) {
            let (word, list) = match word.strip_suffix('?') {
                Some(word) => (word, &mut maybe),
                None => (word, &mut nouns),
            };
            list.insert(word.to_owned());
            list.insert(plural(word));
        }
        Lexicon { names, nouns, maybe, numbers: (1..=100).map(number).collect() }
    }

    fn patterns(&self, text: &str) -> Vec<String> {
        text.lines().flat_map(sentences).map(|sentence| self.pattern(sentence)).filter(|it| !it.is_empty()).collect()
    }

    fn pattern(&self, sentence: &str) -> String {
        let mut said: Vec<String> = Vec::new();
        // A colour has been left out just before.
        let mut after_drawn = false;
        for (at, token) in tokens(sentence).into_iter().enumerate() {
            let lower = token.to_lowercase();
            let owner = lower.strip_suffix("'s").filter(|_| !["it's", "let's", "that's"].contains(&lower.as_str()));
            let word = owner.unwrap_or(&lower);
            let before = said.last().map(String::as_str);
            let behind_article = after_drawn
                || before.is_some_and(|before| before == "#" || before == "O" || BEFORE_NOUNS.contains(&before));
            let is_name =
                starts_large(&token) && (self.names.contains(word) || at > 0 && lower.split('\'').next() != Some("i"));
            let is_noun = is_name || self.nouns.contains(word) || self.maybe.contains(word) && behind_article;
            if is_noun {
                if before != Some("N") {
                    said.push("N".into());
                }
            } else if DRAWN.contains(&word) {
                after_drawn = true;
                continue;
            } else if self.numbers.contains(word) || word.starts_with(|letter: char| letter.is_ascii_digit()) {
                said.push("#".into());
            } else {
                said.push(match word {
                    "an" => "a".into(),
                    "she" | "he" => "S".into(),
                    "her" | "his" | "him" | "hers" => "O".into(),
                    "herself" | "himself" => "O-self".into(),
                    other => other.to_owned(),
                });
            }
            after_drawn = false;
        }
        said.join(" ")
    }
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The sentences of a line.
fn sentences(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut ended) = (0, false);
    let letters: Vec<(usize, char)> = line.char_indices().collect();
    for (index, (at, letter)) in letters.iter().enumerate() {
        match letter {
            '.' | '!' | '?' => ended = true,
            '"' | '\'' if ended => {}
            ' ' if ended => {
                let next = letters.get(index + 1).map(|(_, next)| *next);
                // Speech that asks is followed by who asked: `"Why?" asked Nora.`
                if next.is_some_and(|next| next.is_uppercase() || next.is_ascii_digit() || next == '"') {
                    found.push(&line[from..*at]);
                    from = at + 1;
                }
                ended = false;
            }
            _ => ended = false,
        }
    }
    found.push(&line[from..]);
    found.retain(|sentence| !sentence.trim().is_empty());
    found
}

/// A text with a sign for each place that somebody goes to or is at: ` in the park` is ` \u{1}`.
fn without_places(text: &str) -> String {
    const ARTICLE: &str = " the ";
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(ARTICLE) {
        let (before, behind) = (&rest[..at], &rest[at + ARTICLE.len()..]);
        let by =
            ["in", "at", "on", "by", "to", "from"].iter().find_map(|by| before.strip_suffix(by)?.strip_suffix(' '));
        let whole = |name: &&str| behind[name.len()..].chars().next().is_none_or(|letter| !letter.is_alphanumeric());
        let names = PLACES.iter().map(|place| place.name).filter(|name| behind.starts_with(name)).filter(whole);
        if let Some((before, place)) = by.zip(names.max_by_key(|name| name.len())) {
            out.push_str(before);
            out.push_str(" \u{1}");
            rest = &behind[place.len()..];
        } else {
            // The blank behind the article may stand before the next one.
            let (passed, further) = rest.split_at(at + ARTICLE.len() - 1);
            out.push_str(passed);
            rest = further;
        }
    }
    out.push_str(rest);
    out
}

/// Words and marks, places that are gone to or been at as `P`.
fn tokens(sentence: &str) -> Vec<String> {
    let text = without_places(&sentence.replace('"', ""));
    let mut tokens = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '\'' || letter == '-' || letter == '\u{1}' {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !letter.is_whitespace() {
            tokens.push(letter.to_string());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens.into_iter().map(|token| if token.starts_with('\u{1}') { "p".into() } else { token }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_taken_out() {
        let pairs = [
            ("Nora ran to the park with her red kite.", "N ran p with O N ."),
            ("Tom ran to the harbour with his little dog.", "N ran p with O N ."),
            (
                "We go by the park to the farm of the farmer, not on the bridgehead.",
                "we go p p of the N , not on the bridgehead .",
            ),
            ("She had seven apples, and he had 9.", "S had # N , and S had # ."),
            ("Then Nora's brother saw an owl.", "then N saw a N ."),
        ];
        for (sentence, expected) in pairs {
            assert_eq!(patterns(sentence), [expected], "{sentence}");
        }
        assert_eq!(
            patterns("\"Why?\" asked Tom. \"I saw it.\" He left.\nSo"),
            ["why ? asked N .", "i saw it .", "S left .", "so"]
        );
    }

    #[test]
    fn newness_counts_patterns_and_sentences() {
        let known = Patterns::of(["Nora ran home. Tom sat down."]);
        let newness = known.newness(["Ben ran home. Mia ran home. Mia flew away."]);
        assert_eq!(newness, Newness { patterns: 2, known: 1, sentences: 3, known_sentences: 2 });
    }
}
