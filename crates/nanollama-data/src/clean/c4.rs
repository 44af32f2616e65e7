//! C4's rules: Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer"
//! (arXiv:1910.10683), 2.2, with the numbers of its published program (TensorFlow Datasets, `c4_utils.py`): lines that are no
//! sentences go, then pages of which too little is left.
//!
//! Three sentences a page are counted by their end marks, where the program asks NLTK. Its list of bad words is not here, and lines
//! that other pages have, too, stay.

use super::rule::{LINE_RULES, LineRule, Rule};

/// Characters of the longest word.
const LONGEST_WORD: usize = 1000;
const LEAST_WORDS: usize = 5;
const LEAST_SENTENCES: usize = 3;
const ENDS: [char; 5] = ['.', '?', '!', '"', '”'];
/// What notices of web pages say.
const POLICIES: [&str; 6] =
    ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"];

/// What is left of a page: its lines without blanks around them and without marks of citations, and for each rule how many lines
/// it took away and their bytes.
pub(super) struct Left {
    pub(super) text: String,
    pub(super) lines: [(u32, u64); LINE_RULES],
}

/// What is left, or the rule that the whole page breaks.
pub(super) fn lines(text: &str) -> Result<Left, Rule> {
    let mut left = Left { text: String::with_capacity(text.len()), lines: Default::default() };
    let mut sentences = 0;
    for whole in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = without_citations(whole);
        let lower = line.to_lowercase();
        let broken =
            if line.split_whitespace().any(|word| word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD) {
                Some(LineRule::LongWord)
            } else if !line.ends_with(ENDS) || line.ends_with("...") {
                Some(LineRule::NoEnd)
            } else if line.split_whitespace().take(LEAST_WORDS).count() < LEAST_WORDS {
                Some(LineRule::FewWords)
            } else if lower.contains("lorem ipsum") {
                return Err(Rule::C4LoremIpsum);
            } else if lower.contains("javascript") {
                Some(LineRule::Javascript)
            } else if line.contains('{') {
                return Err(Rule::C4Bracket);
            } else if POLICIES.iter().any(|policy| lower.contains(policy)) {
                Some(LineRule::Policy)
            } else {
                None
            };
        match broken {
            Some(rule) => {
                let (lines, bytes) = &mut left.lines[rule as usize];
                *lines += 1;
                *bytes += whole.len() as u64;
            }
            None => {
                sentences += sentences_of(&line);
                if !left.text.is_empty() {
                    left.text.push('\n');
                }
                left.text += &line;
            }
        }
    }
    if sentences < LEAST_SENTENCES { Err(Rule::C4Sentences) } else { Ok(left) }
}

/// How often a mark ends a sentence: behind it comes a blank or the end, perhaps after a quotation mark.
fn sentences_of(line: &str) -> usize {
    let ends = |at: usize| {
        let rest = line[at + 1..].trim_start_matches(['"', '”', '\'', '’', ')', '.', '?', '!']);
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    };
    let inside = line.match_indices(['.', '?', '!']).filter(|(at, _)| {
        let before = line[..*at].chars().next_back();
        ends(*at) && !before.is_some_and(|mark| ['.', '?', '!'].contains(&mark))
    });
    inside.count().max(1)
}

/// The line without `[12]`, `[]`, `[edit]` and `[citation needed]`.
fn without_citations(line: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(at) = rest.find('[') {
        let inside = rest[at + 1..].split(']').next().filter(|inside| at + 1 + inside.len() < rest.len());
        let cited = |inside: &&str| {
            inside.bytes().all(|byte| byte.is_ascii_digit()) || *inside == "edit" || *inside == "citation needed"
        };
        kept.push_str(&rest[..at]);
        match inside.filter(cited) {
            Some(inside) => rest = &rest[at + inside.len() + 2..],
            None => {
                kept.push('[');
                rest = &rest[at + 1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "This is a good line of text. And here is another one!";

    #[test]
    fn lines_that_are_no_sentences_go_and_are_counted() {
        let bad = [
            "Home",
            "Only four words here.",
            "A line of text that just goes on...",
            "Please enable JavaScript in your browser now.",
        ];
        let policy = "This site uses cookies, as they all do.";
        let long = format!("It says {} and then it ends.", "x".repeat(1001));
        let text =
            [bad[0], GOOD, bad[1], bad[2], &format!("{GOOD}[12][edit] [not] [citation needed]"), policy, bad[3], &long]
                .join("\n");
        // A citation behind the end leaves a line that ends.
        let left = lines(&text.replace(" [not] ", "")).unwrap();
        assert_eq!(left.text, format!("{GOOD}\n{GOOD}"));
        let counts = left.lines.map(|(lines, _)| lines);
        let of = |rule: LineRule| counts[rule as usize];
        assert_eq!([of(LineRule::NoEnd), of(LineRule::FewWords), of(LineRule::Javascript)], [2, 1, 1]);
        assert_eq!([of(LineRule::Policy), of(LineRule::LongWord)], [1, 1]);
        assert_eq!(left.lines[LineRule::Policy as usize].1, policy.len() as u64);
    }

    #[test]
    fn pages_go_by_what_they_say() {
        assert_eq!(lines("One sentence of a page. Two sentences.").err(), Some(Rule::C4Sentences));
        assert!(lines("One sentence of a page. Two \"sentences.\" Three?!").is_ok());
        assert_eq!(lines(&format!("{GOOD}\n{GOOD}\nLorem ipsum dolor sit amet.")).err(), Some(Rule::C4LoremIpsum));
        assert_eq!(lines(&format!("{GOOD}\n{GOOD}\nif (a) {{ b is not c.")).err(), Some(Rule::C4Bracket));
        assert_eq!(without_citations("a[1] [b] [edit"), "a [b] [edit");
    }
}
