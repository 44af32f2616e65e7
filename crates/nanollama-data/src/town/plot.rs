//! A plot: who and what is in it, what happens, what can be asked. How one is written is read by `script.rs`; how it is told
//! is `telling.rs`.

use super::markup::Node;
use super::people::{Age, Sex};
use super::trail::Fact;

/// What a role stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Person(Wanted),
    Thing { nouns: Vec<Noun>, adjectives: Vec<String> },
    Place(Vec<&'static str>),
    Word(Vec<String>),
    Number(Number),
}

/// Who can play a role.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Wanted {
    pub(super) age: Option<Age>,
    pub(super) sex: Option<Sex>,
    pub(super) trade: Option<&'static str>,
    /// The role whose pet it is.
    pub(super) owner: Option<String>,
}

/// A thing's name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noun {
    pub(super) text: String,
    /// Always more than one: mittens.
    pub(super) many: bool,
}

/// How a number comes about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Between(u32, u32),
    /// The sum of roles and numbers, each with its sign.
    Sum(Vec<(i64, Term)>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    Fixed(u32),
    Role(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// How what happens goes with what happened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// A sentence of its own.
    Start,
    /// A sentence of its own that begins a paragraph.
    Paragraph,
    Then,
    And,
    So,
    But,
    /// The reason for what came before.
    Because,
    /// At the moment when the next thing happens.
    When,
    /// Said by somebody, perhaps to somebody.
    Say {
        speaker: String,
        to: Option<String>,
    },
    /// A line of its own, as it stands: of lists, rhymes and notices.
    Line,
}

/// Where a beat is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Where it stands.
    Fixed,
    /// In any order with its neighbours that are mixed, too.
    Mix,
    /// Behind the beat that it stands behind, wherever that one goes.
    With,
}

/// One thing that happens, in several wordings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Beat {
    pub(super) relation: Relation,
    /// It may be left out.
    pub(super) maybe: bool,
    pub(super) order: Order,
    pub(super) wordings: Vec<Wording>,
    /// What is so when it has been told.
    pub(super) facts: Vec<Fact>,
}

/// One line, or the lines of a section of the stock, of which one is told.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wording {
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) nodes: Vec<Node>,
    /// Only where the first role tells it (true) or somebody else does (false).
    pub(super) mine: Option<bool>,
    /// Only in this season.
    pub(super) season: Option<Season>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// The seasons by their names.
pub(super) const SEASONS: [(&str, Season); 4] =
    [("spring", Season::Spring), ("summer", Season::Summer), ("autumn", Season::Autumn), ("winter", Season::Winter)];

/// A question about what happened, and its answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) kind: String,
    /// The role that answers it, where it is one.
    pub(super) about: Option<String>,
    pub(super) questions: Vec<Vec<Node>>,
    pub(super) answers: Vec<Vec<Node>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plot {
    pub(super) title: String,
    /// `story`, or a form of text by its name.
    pub(super) form: String,
    /// When it can happen; none where it does not matter, and then no season is spoken of.
    pub(super) seasons: Vec<Season>,
    pub(super) roles: Vec<Role>,
    pub(super) beats: Vec<Beat>,
    pub(super) asks: Vec<Ask>,
}
