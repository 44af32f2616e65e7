//! Gopher's quality rules: Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training Gopher"
//! (arXiv:2112.11446), A.1.1. What a word is the paper leaves open: here it is what stands between blanks, without marks around it.

use super::page::{Page, count, share};
use super::rule::Rule;

/// The paper's eight words of English, of which a text has at least two.
const STOP_WORDS: [&str; 8] = ["the", "be", "to", "of", "and", "that", "have", "with"];

/// The first rule that the document breaks: 50 to 100,000 words; mean word length of 3 to 10 characters; at most one `#` or
/// ellipsis in ten words; at most 90% of the lines begin with a bullet and at most 30% end with an ellipsis; 80% of the words have
/// a letter; two stop words.
pub(super) fn broken(page: &Page) -> Option<Rule> {
    let bare = |word: &&'_ str| !word.trim_matches(|letter: char| !letter.is_alphanumeric()).is_empty();
    let words: Vec<&str> = page.words.iter().filter(|word| bare(word)).copied().collect();
    let number = words.len() as u64;
    if !(50..=100_000).contains(&number) {
        return Some(Rule::QualityWords);
    }
    let inside = |word: &str| count(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let length = share(words.iter().map(|word| inside(word)).sum(), number);
    if !(3.0..=10.0).contains(&length) {
        return Some(Rule::QualityWordLength);
    }
    let ellipses = page.text.matches("...").count() + page.text.matches('…').count();
    let hashes = page.text.bytes().filter(|byte| *byte == b'#').count();
    if share(hashes.max(ellipses) as u64, number) > 0.1 {
        return Some(Rule::QualitySymbols);
    }
    let lines = page.lines.len() as u64;
    let bullets = page.lines.iter().filter(|line| line.starts_with(['•', '‣', '●', '◦', '*', '-'])).count() as u64;
    if share(bullets, lines) > 0.9 {
        return Some(Rule::QualityBullets);
    }
    let trailing = page.lines.iter().filter(|line| line.ends_with("...") || line.ends_with('…')).count() as u64;
    if share(trailing, lines) > 0.3 {
        return Some(Rule::QualityEllipses);
    }
    let letters = words.iter().filter(|word| word.contains(char::is_alphabetic)).count() as u64;
    if share(letters, page.words.len() as u64) < 0.8 {
        return Some(Rule::QualityLetters);
    }
    let is_stop = |word: &&&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        STOP_WORDS.iter().any(|stop| stop.eq_ignore_ascii_case(word))
    };
    (words.iter().filter(is_stop).take(2).count() < 2).then_some(Rule::QualityStopWords)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many words of a text that breaks nothing.
    fn good(words: usize) -> String {
        let of = ["The", "harbour", "of", "Lynn", "and", "boats", "that", "came", "with", "herring."];
        of.iter().cycle().take(words).copied().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_rule_has_a_text_that_breaks_it_and_no_other() {
        let broken = |text: &str| broken(&Page::new(text));
        assert_eq!(broken(&good(60)), None);
        assert_eq!(broken(&good(49)), Some(Rule::QualityWords));
        assert_eq!(broken(&good(100_001)), Some(Rule::QualityWords));
        assert_eq!(broken(&"to be of ".repeat(30)), Some(Rule::QualityWordLength));
        assert_eq!(broken(&(good(60) + &" internationalisation".repeat(90))), Some(Rule::QualityWordLength));
        assert_eq!(broken(&good(60).replace("boats", "#boats ##")), Some(Rule::QualitySymbols));
        assert_eq!(broken(&good(60).replace("boats", "boats... …")), Some(Rule::QualitySymbols));
        let list: String = (0..20).map(|_| "• The boats of the harbour\n").collect();
        assert_eq!(broken(&list), Some(Rule::QualityBullets));
        let cut: String =
            (0..10).map(|_| "The boats of Lynn and the herring with which they came, many of them...\n").collect();
        assert_eq!(broken(&cut), Some(Rule::QualityEllipses));
        assert_eq!(broken(&(good(60) + &" 12345".repeat(30))), Some(Rule::QualityLetters));
        assert_eq!(broken(&"harbour boats herring ".repeat(30)), Some(Rule::QualityStopWords));
        assert_eq!(broken(&("the ".to_owned() + &"harbour boats herring ".repeat(30))), Some(Rule::QualityStopWords));
    }
}
