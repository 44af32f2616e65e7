//! Whether a reply answers a question: it says the value as whole words and no other candidate.

use nanollama_data::town::{Area, Question, last_number, says_unknown};

/// True when the reply is right. Case does not count. A number must be the last that the reply names, because a sum that is
/// worked in steps names others before.
pub fn is_right(question: &Question, reply: &str) -> bool {
    match question.area {
        Area::Unknown => says_unknown(reply),
        _ if says_unknown(reply) => false,
        Area::Sum => last_number(reply).is_some_and(|number| number.to_string() == question.value),
        Area::Spelling => spells(reply, &question.value),
        _ => {
            let others = question.candidates.iter().filter(|candidate| !says(&question.value, candidate));
            says(reply, &question.value) && !without(others, question).any(|other| says(reply, other))
        }
    }
}

/// Whether one of a reply's words is spelled so, to its last letter.
fn spells(reply: &str, letters: &str) -> bool {
    let mut words = reply.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.any(|word| word.trim_matches('-').eq_ignore_ascii_case(letters))
}

/// The candidates that the question itself does not name: an answer may say again what was asked.
fn without<'a>(
    candidates: impl Iterator<Item = &'a String>,
    question: &'a Question,
) -> impl Iterator<Item = &'a String> {
    candidates.filter(|candidate| !says(&question.question, candidate))
}

/// Whether a text has `words` as whole words.
pub(super) fn says(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let part_of_word = |c: char| c.is_alphanumeric();
    let mut from = 0;
    while let Some(at) = text[from..].find(&words) {
        let (start, end) = (from + at, from + at + words.len());
        let before = text[..start].chars().next_back().is_some_and(part_of_word);
        let after = text[end..].chars().next().is_some_and(part_of_word);
        if !words.is_empty() && !before && !after {
            return true;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(area: Area, value: &str, candidates: &[&str]) -> Question {
        Question {
            area,
            form: "who".into(),
            text: None,
            question: "Who helped Tom?".into(),
            answer: String::new(),
            value: value.into(),
            candidates: candidates.iter().map(|candidate| (*candidate).to_owned()).collect(),
        }
    }

    #[test]
    fn the_value_counts_and_no_other_does() {
        let who = question(Area::Plot, "Nora", &["Nora", "Tom", "Ben"]);
        for (reply, right) in [
            ("Nora helped Tom.", true),
            ("It was nora!", true),
            ("Nora and Ben helped.", false),
            ("Ben did.", false),
            ("Norabel did.", false),
            ("", false),
        ] {
            assert_eq!(is_right(&who, reply), right, "{reply}");
        }
        let what = question(Area::LookUp, "a red kite", &["a red kite", "a kite"]);
        assert!(is_right(&what, "It was a red kite."));
        assert!(!is_right(&what, "It was a kite."));
    }

    #[test]
    fn the_last_number_of_a_sum_counts() {
        let sum = question(Area::Sum, "22", &[]);
        assert!(is_right(&sum, "17 + 5: 17 + 3 = 20 and 2 more make 22."));
        assert!(!is_right(&sum, "22 - 1 = 21"));
        assert!(!is_right(&sum, "220"));
        assert!(!is_right(&sum, "many"));
    }

    #[test]
    fn spelling_is_exact() {
        let word = question(Area::Spelling, "K-I-T-E", &[]);
        assert!(is_right(&word, "Kite is spelled K-I-T-E."));
        assert!(!is_right(&word, "Kite is spelled K-I-T-E-S."));
    }
}
