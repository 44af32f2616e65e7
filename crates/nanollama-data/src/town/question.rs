//! A question whose answer the town knows, as an exam puts it. How it is asked in a text is the matter of those who tell.

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// What a story says of one of several of a kind.
    LookUp,
    /// What happened in a story.
    Plot,
    /// A fact of the town, in words that training has for other facts and never for this one.
    KnownPhrasing,
    /// A fact of the town, in words that no text has.
    NewPhrasing,
    /// Numbers that training never put together.
    Sum,
    /// A word that training has and never spells.
    Spelling,
    /// What nothing tells; the right answer says so.
    Unknown,
}

/// A question, and what a right answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub area: Area,
    /// Its form within the area: `who`, `home`, `addition`. Habits of answering are counted by form.
    pub form: String,
    /// The text that it is about, where there is one.
    pub text: Option<String>,
    /// As it is asked: a whole sentence.
    pub question: String,
    /// An answer as the town gives it: a whole sentence.
    pub answer: String,
    /// What a right answer says, and a wrong one does not: `Mill Lane`.
    pub value: String,
    /// All that could be the value, itself among them: in the text's order of first mention where there is a text, sorted
    /// where there is none. Empty where answers are not of a kind that can be listed (numbers, spellings).
    pub candidates: Vec<String>,
}

/// Whether a question is of those that training asks, or of those that are kept for the exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// As training asks.
    Practice,
    /// As training never asks.
    Exam,
}
