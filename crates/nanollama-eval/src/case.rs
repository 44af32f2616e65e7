//! One thing that a model chooses: texts of which parts are scored, and which option is right. How the texts are made is each task's
//! matter (`bench/`); who scores them, `scoring.rs`; who wins, `rule.rs`.

use nanollama_engine::Prompts;

/// A text, and the part of it that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its tokens.
    pub ids: Vec<u32>,
    /// The first that counts; nothing does where it is 0 or none is left.
    pub from: usize,
    /// Characters of the option, without what stands before it.
    pub characters: usize,
}

/// Options to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The row of the file, from 0.
    pub number: usize,
    /// A text for each option.
    pub passages: Vec<Passage>,
    /// The right one.
    pub gold: usize,
    /// Texts that were too long and lost their beginning.
    pub cropped: usize,
    /// Texts of which nothing is left that counts: cut off, or no token apart from the others.
    pub lost: usize,
}

impl Case {
    /// The case of texts, each cut from the left to `context` tokens.
    pub(crate) fn new(number: usize, mut passages: Vec<Passage>, gold: usize, context: usize) -> Case {
        let mut cropped = 0;
        for passage in &mut passages {
            let over = passage.ids.len().saturating_sub(context);
            passage.ids.drain(..over);
            passage.from = passage.from.saturating_sub(over);
            cropped += usize::from(over > 0);
        }
        let lost = passages.iter().filter(|passage| !passage.counts()).count();
        Case { number, passages, gold, cropped, lost }
    }

    /// Tokens that one text after the other would have a model compute, nothing shared.
    pub fn tokens(&self) -> u64 {
        self.passages.iter().filter(|it| it.counts()).map(|it| it.ids.len() as u64 - 1).sum()
    }
}

impl Passage {
    /// A context and what follows it, cut into tokens as lm-evaluation-harness does (`TemplateLM._encode_pair`): blanks at the
    /// context's end belong to what follows, and of the whole text's tokens those behind the context's many count.
    pub(crate) fn pair(prompts: &Prompts, context: &str, continuation: &str) -> Passage {
        let characters = continuation.strip_prefix(' ').unwrap_or(continuation).chars().count();
        let whole = format!("{context}{continuation}");
        let tokenizer = prompts.tokenizer();
        let from = tokenizer.prompt(context.trim_end()).len();
        Passage { ids: tokenizer.prompt(&whole), from, characters }
    }

    /// Whether a token of it counts: one with another before it.
    pub fn counts(&self) -> bool {
        (1..self.ids.len()).contains(&self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_lose_their_beginning_and_what_is_lost_is_counted() {
        let passage = |length: u32, from| Passage { ids: (0..length).collect(), from, characters: 1 };
        let case = Case::new(3, vec![passage(4, 2), passage(9, 7), passage(9, 4), passage(5, 5)], 0, 5);
        assert_eq!((case.cropped, case.lost), (2, 2));
        assert_eq!(case.passages[0], passage(4, 2));
        assert_eq!((case.passages[1].ids.as_slice(), case.passages[1].from), (&[4, 5, 6, 7, 8][..], 3));
        assert_eq!(case.passages[2].from, 0, "its token before is gone");
    }
}
