//! The rules that FineWeb added: Penedo et al. 2024, "The FineWeb Datasets: Decanting the Web for the Finest Text Data at Scale"
//! (arXiv:2406.17557), 3.5. The shares are the paper's.

use super::page::{Page, count, share};
use super::repetition::repeated_chars;
use super::rule::Rule;

/// What ends a sentence.
pub(super) const ENDS: [char; 8] = ['.', '?', '!', '"', '\'', '”', '’', '…'];

/// The first rule that the document breaks: more than 12% of the lines end with a mark, less than a tenth of the characters is in
/// lines that come again, less than 67% of the lines are shorter than 30 characters.
pub(super) fn broken(page: &Page) -> Option<Rule> {
    let lines = page.lines.len() as u64;
    let ended = page.lines.iter().filter(|line| line.ends_with(ENDS)).count() as u64;
    if share(ended, lines) <= 0.12 {
        return Some(Rule::FinewebEnds);
    }
    if share(repeated_chars(&page.lines), page.chars) >= 0.1 {
        return Some(Rule::FinewebRepeated);
    }
    let short = page.lines.iter().filter(|line| count(line) < 30).count() as u64;
    (share(short, lines) >= 0.67).then_some(Rule::FinewebShort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_text_that_breaks_it() {
        let broken = |text: &str| broken(&Page::new(text));
        let line = |n: usize| format!("This is line number {n} of a text that says nothing else.\n");
        let good: String = (0..10).map(line).collect();
        assert_eq!(broken(&good), None);
        assert_eq!(broken(&good.replace('.', "")), Some(Rule::FinewebEnds));
        assert_eq!(broken(&(good.clone() + &line(3) + &line(4))), Some(Rule::FinewebRepeated));
        let menu: String = (0..40).map(|n| format!("Item {n}\n")).collect();
        assert_eq!(broken(&(good.clone() + &menu)), Some(Rule::FinewebShort));
    }
}
